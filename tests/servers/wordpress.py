"""A real WordPress on loopback, with a database and files of its own: nothing under /etc is read or written.

Traps of WordPress itself, each seen here on 6.1:

- Every feed of the site has one ETag and one Last-Modified, to the second, and the feed of posts takes the newest of
  its posts alone. A second edit in the same second, and a post published with an older date, change neither: the
  answer stays 304 though the feed has changed. So does a comment that was edited, dated back or taken away.
- Edited comments say so nowhere: neither feeds nor REST give a date of change for a comment.
- `atom:link rel="self"` loses the port of the site.
- Posts in the bin, drafts and posts of the future are 401 in REST, not 404; only a post taken away for good is 404.
  Their page is 404, yet the feed of their comments answers 200, empty and titled "Comments on:".
- A parent comment in the bin leaves replies whose `parent` cannot be read (401); taken away for good, `parent` is 0.
- REST refuses a page past the last one with 400, not with an empty list, and more than 100 on a page.
- `date` and `modified` are hours of the site without a zone; `date_gmt` is UTC, without a zone too.
- `meta` is `[]` where other sites give an object. A post with a password has an empty text in REST, marked
  `protected`, but its form as text in the feed, below the title "Protected: …".
- Replies in feeds begin with a line "In reply to NAME." that nobody wrote, in the language of the site.
- What editors write is published as it is, scripts included, in feeds and in REST.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.servers.programs import PATIENCE_SECONDS, DidNotStart, accepts, program, program_on_a_port

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import httpx2

INSTALLED = Path("/usr/share/wordpress")
OWN_FILES = Path(__file__).parent / "wordpress_site"
PHP = ("php", "-d", "opcache.enable_cli=1", "-d", "sendmail_path=/bin/true", "-d", "display_errors=stderr")


def missing() -> str:
    """What this machine lacks to run it; empty when it has all."""
    lacking = [name for name, found in _needs() if not found]
    return ", ".join(lacking)


def _needs() -> Iterator[tuple[str, object]]:
    yield "WordPress", (INSTALLED / "wp-load.php").is_file()
    for name in ("php", "mariadbd", "mariadb-install-db"):
        yield name, _command(name)


def _command(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPress:
    """A running site and its editor's pen."""

    address: str
    http: httpx2.Client
    _authors: dict[str, int] = field(default_factory=dict)
    _words: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def feed(self) -> str:
        """The address of the feed of posts, in RSS."""
        return f"{self.address}/feed/"

    @property
    def comment_feed(self) -> str:
        """The address of the feed of every comment, in RSS."""
        return f"{self.address}/comments/feed/"

    def publish(
        self,
        title: str,
        html: str,
        *,
        date: datetime | None = None,
        author: str | None = None,
        tags: Sequence[str] = (),
        categories: Sequence[str] = (),
        status: str = "publish",
    ) -> int:
        """A new post; its author, tags and categories are made when they are new."""
        written: dict[str, Any] = {"title": title, "content": html, "status": status, **_when(date)}
        if author is not None:
            written["author"] = self._author(author)
        for kind, names in (("tags", tags), ("categories", categories)):
            if names:
                written[kind] = [self._word(kind, name) for name in names]
        return int(self._ask("POST", "posts", written)["id"])

    def edit_post(self, post: int, **changed: object) -> None:
        """Changes fields of a post, as the REST interface calls them: `title`, `content`, `status`…"""
        self._ask("POST", f"posts/{post}", changed)

    def trash_post(self, post: int) -> None:
        """Puts a post in the bin: strangers are answered 401 in REST and 404 on its page."""
        self._ask("DELETE", f"posts/{post}")

    def delete_post(self, post: int) -> None:
        """Takes a post away for good, its comments with it: 404 everywhere."""
        self._ask("DELETE", f"posts/{post}?force=true")

    def comment(
        self,
        post: int,
        text: str,
        author_name: str,
        author_email: str,
        *,
        parent: int | None = None,
        date: datetime | None = None,
    ) -> int:
        """A comment already approved, below another one when `parent` is given."""
        written = {
            "post": post,
            "content": text,
            "author_name": author_name,
            "author_email": author_email,
            "parent": parent or 0,
            **_when(date),
        }
        return int(self._ask("POST", "comments", written)["id"])

    def edit_comment(self, comment: int, **changed: object) -> None:
        """Changes fields of a comment, as the REST interface calls them: `content`, `status`…"""
        self._ask("POST", f"comments/{comment}", changed)

    def trash_comment(self, comment: int) -> None:
        """Puts a comment in the bin."""
        self._ask("DELETE", f"comments/{comment}")

    def delete_comment(self, comment: int) -> None:
        """Takes a comment away for good."""
        self._ask("DELETE", f"comments/{comment}?force=true")

    def upload(self, name: str, picture: bytes, *, media_type: str = "image/png") -> str:
        """The address of a picture put on the site."""
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Type": media_type}
        answer = self.http.post(f"{self.address}/wp-json/wp/v2/media", content=picture, headers=headers)
        answer.raise_for_status()
        return str(answer.json()["source_url"])

    def empty(self) -> None:
        """The site as new: no post, no comment, no author but the editor."""
        self.http.post(f"{self.address}/as-new").raise_for_status()
        self._authors.clear()
        self._words.clear()

    def _author(self, name: str) -> int:
        if name not in self._authors:
            login = f"author{len(self._authors) + 1}"
            made = {"username": login, "name": name, "email": f"{login}@example.org", "password": "not-used"}
            self._authors[name] = int(self._ask("POST", "users", {**made, "roles": ["author"]})["id"])
        return self._authors[name]

    def _word(self, kind: str, name: str) -> int:
        if (kind, name) not in self._words:
            self._words[kind, name] = int(self._ask("POST", kind, {"name": name})["id"])
        return self._words[kind, name]

    def _ask(self, method: str, path: str, written: object = None) -> Any:
        answer = self.http.request(method, f"{self.address}/wp-json/wp/v2/{path}", json=written)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json()


@contextmanager
def running() -> Iterator[WordPress]:
    """An empty site that answers, gone with all its files at the end."""
    import httpx2

    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="palabre-wordpress-")))
        _run(["cp", "-rL", str(INSTALLED), str(folder / "site")], folder)
        shutil.copy(OWN_FILES / "wp-config.php", folder / "site")
        stack.enter_context(_database(folder))
        password = _run([*PHP, str(OWN_FILES / "set_up.php"), str(folder / "site")], folder)
        port = stack.enter_context(_pages(folder))
        http = stack.enter_context(httpx2.Client(auth=("editor", password), timeout=PATIENCE_SECONDS, trust_env=False))
        yield WordPress(address=f"http://127.0.0.1:{port}", http=http)


@contextmanager
def _database(folder: Path) -> Iterator[None]:
    owner = ["--user=root"] if os.geteuid() == 0 else []
    small = ["--innodb-log-file-size=4M"]
    place = ["--no-defaults", f"--datadir={folder / 'database'}", *owner, *small]
    made = ["--auth-root-authentication-method=normal", "--skip-test-db"]
    _run([str(_command("mariadb-install-db")), *place, *made], folder)
    (folder / "first.sql").write_text("CREATE DATABASE wordpress CHARACTER SET utf8mb4;\n", encoding="utf-8")
    words = [
        str(_command("mariadbd")),
        *place,
        f"--socket={folder / 's'}",
        f"--pid-file={folder / 'pid'}",
        f"--init-file={folder / 'first.sql'}",
        "--skip-networking",
        "--skip-log-bin",
        "--performance-schema=OFF",
        "--innodb-buffer-pool-size=32M",
        "--innodb-flush-log-at-trx-commit=0",
    ]
    with program(words, folder=folder, answers=lambda: accepts(folder / "s")):
        yield


@contextmanager
def _pages(folder: Path) -> Iterator[int]:
    import httpx2

    def answers(port: int) -> bool:
        try:
            return httpx2.get(f"http://127.0.0.1:{port}/whose-site", trust_env=False).text == str(folder)
        except httpx2.TransportError:
            return False

    def words(port: int) -> list[str]:
        site = str(folder / "site")
        return [*PHP, "-S", f"127.0.0.1:{port}", "-t", site, str(OWN_FILES / "router.php")]

    with program_on_a_port(words, folder=folder, answers=answers) as port:
        yield port


def _run(words: Sequence[str], folder: Path) -> str:
    """What a command printed; it must end well, and in time."""
    done = subprocess.run(
        words,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        raise DidNotStart(
            f"{Path(words[0]).name} stopped with {done.returncode}:\n{done.stderr[-2_000:]}{done.stdout[-2_000:]}"
        )
    return done.stdout.strip()


def _when(date: datetime | None) -> dict[str, str]:
    return {} if date is None else {"date_gmt": f"{date.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"}
