"""A stand-in for a Mastodon server on loopback (mastodon-mock), with four people who have posted nothing yet.

It agrees with its author's reading of Mastodon. Where it departs from real servers, as seen here with 0.6.1:

- An edit is streamed as the event `status_update`; real servers say `status.update`. A stream opens with the comment
  `:connected` and beats with `:thump`; real servers open with `:)`.
- A deletion is streamed just before it is done: the post may still answer 200 for a moment.
- Boosts and unlisted posts are streamed, and listed, among public posts; real servers leave both out.
- `created_at` has microseconds and `+00:00` where real servers write milliseconds and `Z`; `last_status_at` is an
  instant where they write a day.
- Mentions and tags stay plain text in `content`, only links become links; `mentions` and `tags` are right.
- `uri` is the page of the post (`/@ada/1`), not `/users/ada/statuses/1`.
- Null where real servers have true, false or nothing: `discoverable`, `noindex`, `suspended`, `limited`, `moved`,
  `hide_collections`; `language` is null unless given; the status of a notification may be null.
- A post taken away leaves replies that name it as their parent, and boosts without a text and without `reblog`; real
  servers take the boosts away and make the parent null. What quoted it has `quote` null.
- The posts of a suspended account are hidden from lists, yet each one still answers 200; the account is 404.
- Pictures have an empty `meta`: no width, no height.
- Whether an account is `indexable` cannot be set through the interface, only by `describe`.
- There is no rate limit, and no header of one, but what `answering` sets. A last page has no `next` in `Link`.

Mastodon.py asks for the version of the server when a client is made; told not to (`version_check_mode="none"`), it can
call itself without end on a server that does not say its versions, so here it asks.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.servers.programs import PATIENCE_SECONDS, program_on_a_port

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import httpx2
    from mastodon import Mastodon

PEOPLE = {"ada": "Ada Lacroix", "grace": "Grâce Morel", "alan": "Alan Petit", "katherine": "Katherine Diallo"}
BEAT_SECONDS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Fediverse:
    """A running server and what its people can do; `ada` is its administrator."""

    address: str
    database: Path
    http: httpx2.Client
    _clients: dict[str, Mastodon] = field(default_factory=dict)

    def token(self, name: str) -> str:
        """The access token of one of `PEOPLE`."""
        return f"{name}_token"

    def client(self, name: str) -> Mastodon:
        """Mastodon.py, signed in as one of `PEOPLE`."""
        from mastodon import Mastodon

        if name not in self._clients:
            self._clients[name] = Mastodon(
                access_token=self.token(name), api_base_url=self.address, request_timeout=PATIENCE_SECONDS
            )
        return self._clients[name]

    def post(
        self,
        name: str,
        text: str,
        *,
        reply_to: str | None = None,
        quotes: str | None = None,
        visibility: str = "public",
        language: str | None = None,
        media: Sequence[str] = (),
        date: datetime | None = None,
    ) -> str:
        """A new post; with a date, it is dated back after it was streamed."""
        said = self.client(name).status_post(
            text,
            in_reply_to_id=reply_to,
            quoted_status_id=quotes,
            visibility=visibility,
            language=language,
            media_ids=list(media) or None,
        )
        if date is not None:
            self._write("UPDATE statuses SET created_at = ? WHERE id = ?", (_written(date), int(said["id"])))
        return str(said["id"])

    def edit(self, name: str, post: str, text: str) -> None:
        """Changes the text of a post."""
        self.client(name).status_update(post, text)

    def delete(self, name: str, post: str) -> None:
        """Takes a post away."""
        self.client(name).status_delete(post)

    def boost(self, name: str, post: str) -> str:
        """Passes a post on; the boost has a number of its own."""
        return str(self.client(name).status_reblog(post)["id"])

    def favourite(self, name: str, post: str) -> None:
        """Likes a post."""
        self.client(name).status_favourite(post)

    def follow(self, name: str, other: str) -> None:
        """Makes one person follow another."""
        self.client(name).account_follow(self.account(other))

    def upload(self, name: str, picture: bytes, *, description: str, media_type: str = "image/png") -> str:
        """The number of a picture, to be given to `post`."""
        return str(self.client(name).media_post(picture, mime_type=media_type, description=description)["id"])

    def account(self, name: str) -> str:
        """The number of a person's account."""
        return str(self.client("ada").account_lookup(name)["id"])

    def describe(self, name: str, **fields: str | bool | None) -> None:
        """Sets what an account says of itself, also what the interface cannot change.

        The fields are those of the account as served: `note`, `bot`, `locked`, `discoverable`, `indexable`, `domain`
        (which makes it an account of elsewhere), `suspended`…
        """
        for column, value in fields.items():
            self._write(f"UPDATE accounts SET {column} = ? WHERE username = ?", (value, name))

    @contextmanager
    def answering(
        self,
        path: str,
        effect: str,
        *,
        times: int | None = None,
        headers: Mapping[str, str] | None = None,
        **told: object,
    ) -> Iterator[None]:
        """Makes the addresses that match `path` (`*` for any end) misbehave, the first `times` or while it lasts.

        The effects are those of mastodon-mock: `status` (with `status=503`), `ratelimit` (429 with its headers),
        `latency` and `timeout` (with `delay_ms`), `malformed` (JSON that breaks off).
        """
        rule = {
            "match": {"path": path},
            "count": times,
            "effect": {"type": effect, "headers": dict(headers or {}), **told},
        }
        made = self.http.post(f"{self.address}/api/v1/_mock/faults", json=rule).raise_for_status().json()
        try:
            yield
        finally:
            self.http.delete(f"{self.address}/api/v1/_mock/faults/{made['id']}")

    def as_new(self) -> None:
        """The server as new: its people, who agree to be found, and nothing else."""
        self.http.post(f"{self.address}/api/v1/_mock/reset").raise_for_status()
        self._write("UPDATE accounts SET indexable = 1, discoverable = 1", ())

    def _write(self, order: str, values: Sequence[object]) -> None:
        with closing(sqlite3.connect(self.database, timeout=PATIENCE_SECONDS)) as database, database:
            assert database.execute(order, values).rowcount, f"nothing was changed: {order}"


@contextmanager
def running() -> Iterator[Fediverse]:
    """A server that answers, gone with all its files at the end."""
    import httpx2

    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="palabre-fediverse-")))
        (folder / "settings.toml").write_text(_settings(folder), encoding="utf-8")
        http = stack.enter_context(httpx2.Client(timeout=PATIENCE_SECONDS, trust_env=False))

        def answers(port: int) -> bool:
            try:
                told: Any = http.get(f"http://127.0.0.1:{port}/api/v1/instance").json()
            except (httpx2.TransportError, ValueError):
                return False
            return bool(told.get("short_description") == str(folder))

        port = stack.enter_context(program_on_a_port(_words, folder=folder, answers=answers))
        server = Fediverse(address=f"http://127.0.0.1:{port}", database=folder / "posts.sqlite", http=http)
        server.as_new()
        yield server


def _words(port: int) -> list[str]:
    place = ["--host", "127.0.0.1", "--port", str(port), "--domain", f"127.0.0.1:{port}"]
    return [
        sys.executable,
        "-m",
        "mastodon_mock",
        "serve",
        "--config",
        "settings.toml",
        "--log-level",
        "warning",
        *place,
    ]


def _settings(folder: Path) -> str:
    people = "".join(
        f'[[seed.accounts]]\nusername = "{name}"\ndisplay_name = "{called}"\naccess_token = "{name}_token"\n'
        f'role = "{"admin" if name == "ada" else "user"}"\n'
        for name, called in PEOPLE.items()
    )
    return (
        f'description = "{folder}"\nmedia_storage_path = "{folder / "media"}"\n'
        f'[database]\npath = "{folder / "posts.sqlite"}"\n[streaming]\nheartbeat_seconds = {BEAT_SECONDS}\n{people}'
    )


def _written(date: datetime) -> str:
    return f"{date.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"
