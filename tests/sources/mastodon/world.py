"""A server that speaks like Mastodon, played in the shapes its documentation gives: answers from memory, real streams.

Replies are shown in public timelines, as servers show them in those of tags.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Literal
from urllib.parse import parse_qs, urlsplit

import anyio
import httpx2
from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

from palabre.sources._budget import Budgets
from palabre.sources.http import Http
from palabre.sources.mastodon import Mastodon
from palabre.testing.sources_contract import Ability, World

if TYPE_CHECKING:
    from websockets.asyncio.server import Server, ServerConnection
    from websockets.http11 import Request, Response

START = datetime(2026, 3, 2, 10, 0, 0, tzinfo=UTC)
GARBAGE: tuple[object, ...] = (3, None, "no", {"id": {}, "content": 4}, [[]], {"uri": 5, "account": []})
Json = dict[str, Any]


class MastodonWorld(World, httpx2.AsyncBaseTransport):
    """A server where everything happens a second after the last thing."""

    kind: ClassVar[type[Mastodon]] = Mastodon
    abilities: ClassVar[frozenset[Ability]] = frozenset(
        ("reply", "edit", "delete", "opt-out", "act", "thread", "metrics", "actors")
    )
    private = frozenset(("127.0.0.1",))

    def __init__(self, host: str = "pouet.example", now: datetime = START) -> None:
        self.host = host
        self.base = f"http://{host}"
        self.transport = self
        self.token = "jeton-de-lecture"
        self.given: Mapping[str, str] = {"address": self.base, "token": self.token}
        self.now = now
        self.streaming: Server | None = None
        self.sockets: list[tuple[str, ServerConnection]] = []
        self.statuses: list[Json] = []
        self.accounts: dict[str, Json] = {}
        self.lists: dict[str, set[str]] = {}
        self.asked: list[httpx2.Request] = []
        # What of this server answers: its streams, its timelines to whoever has no token.
        self.streams, self.is_deaf, self.shows = True, False, {"federated", "local"}
        self.page_size = 20
        self.instance: Json | None = {"title": "Pouet", "domain": host, "version": "4.5.1"}
        self.others: dict[str, httpx2.AsyncBaseTransport] = {}
        self._refusals: list[tuple[int, Mapping[str, str]]] = []
        self._garbled = 0
        self._cuts: list[int] = []
        self._served = 0

    def clock(self) -> datetime:
        """What time it is there."""
        return self.now

    def tick(self) -> str:
        """The next moment, as the server writes it."""
        self.now += timedelta(seconds=1)
        return f"{self.now:%Y-%m-%dT%H:%M:%S}.000Z"

    def http(self) -> Http:
        """The way to this world."""
        budgets = Budgets(pause_seconds=0)
        return Http(
            contact="mailto:pages@fromagerie.example",
            now=self.clock,
            budgets=budgets,
            private=self.private,
            transport=self,
        )

    def source(self, **given: str) -> Mastodon:
        """A source that listens to this world, opened anew as after a restart."""
        return Mastodon({**self.given, **given}, self.http())

    def account(self, author: str, **more: object) -> Json:
        """Who posts, `ada` here or `ada@elsewhere.example`; what they say of themselves may be changed."""
        name, _, host = author.partition("@")
        if author not in self.accounts:
            self.accounts[author] = {
                "id": str(1000 + len(self.accounts)),
                "username": name,
                "acct": author,
                "display_name": name.title(),
                "locked": False,
                "bot": False,
                "discoverable": True,
                "indexable": True,
                "noindex": False,
                "created_at": "2023-01-05T00:00:00.000Z",
                "note": "<p>Affineuse</p>",
                "url": f"http://{host or self.host}/@{name}",
                "followers_count": 12,
                "following_count": 3,
                "statuses_count": 7,
                "emojis": [],
                "fields": [],
            }
        self.accounts[author] |= more
        return self.accounts[author]

    def status(self, text: str, *, author: str = "ada", reply_to: str | None = None, **more: object) -> Json:
        """A status that nobody heard of yet."""
        written = self.tick()
        number = str((int(self.now.timestamp() * 1000) << 16) + len(self.statuses))
        name, _, host = author.partition("@")
        parent = self.found(reply_to) if reply_to else None
        body = re.sub(
            r"#(\w+)", rf'<a href="{self.base}/tags/\1" class="mention hashtag" rel="tag">#<span>\1</span></a>', text
        )
        return {
            "id": number,
            "uri": f"http://{host or self.host}/users/{name}/statuses/{number}",
            "url": f"http://{host or self.host}/@{name}/{number}",
            "created_at": written,
            "edited_at": None,
            "content": f"<p>{body}</p>",
            "spoiler_text": "",
            "visibility": "public",
            "sensitive": False,
            "language": "fr",
            "in_reply_to_id": parent and parent["id"],
            "in_reply_to_account_id": parent and parent["account"]["id"],
            "account": self.account(author),
            "reblog": None,
            "poll": None,
            "card": None,
            "media_attachments": [],
            "mentions": [],
            "tags": [{"name": tag.lower()} for tag in re.findall(r"#(\w+)", text)],
            "emojis": [],
            "favourites_count": 0,
            "reblogs_count": 0,
            "replies_count": 0,
        } | more

    async def say(self, text: str, **more: Any) -> Json:
        """A new status, told to whoever listens."""
        said = self.status(text, **more)
        if said["in_reply_to_id"]:
            self._numbered(said["in_reply_to_id"])["replies_count"] += 1
        self.statuses.append(said)
        await self.tell("update", said)
        return said

    async def post(self, text: str, *, author: str = "ada", reply_to: str | None = None) -> str:
        return str((await self.say(text, author=author, reply_to=reply_to))["uri"])

    def found(self, native_id: str) -> Json:
        """A status, to be changed."""
        return next(one for one in self.statuses if one["uri"] == native_id)

    def _numbered(self, number: str) -> Json:
        return next(one for one in self.statuses if one["id"] == number)

    async def edit(self, native_id: str, text: str) -> None:
        said = self.found(native_id)
        said |= {"content": f"<p>{text}</p>", "edited_at": self.tick()}
        await self.tell("status.update", said)

    async def delete(self, native_id: str) -> None:
        said = self.found(native_id)
        self.statuses.remove(said)
        self.tick()
        await self.tell("delete", said)

    async def opt_out(self, author: str) -> None:
        self.account(author, indexable=False)

    async def act(self, kind: Literal["like", "repost", "follow"], author: str, towards: str) -> None:
        said = self.found(towards)
        said["favourites_count" if kind == "like" else "reblogs_count"] += 1

    # Streams

    async def tell(self, word: str, said: Json) -> None:
        """Says something to whoever listens; garbage that was asked for comes first."""
        payload = said["id"] if word == "delete" else json.dumps(said)
        if said["visibility"] != "public" or self.is_deaf:
            return
        names = {"public", "public:local", *(f"hashtag {tag['name']}" for tag in said["tags"] or ())}
        for name, socket in [one for one in self.sockets if one[0] in names or one[0].startswith("list ")]:
            try:
                while self._garbled:
                    self._garbled -= 1
                    await socket.send(json.dumps(GARBAGE[self._garbled % len(GARBAGE)]))
                await socket.send(json.dumps({"stream": name.split(), "event": word, "payload": payload}))
            except ConnectionClosed:
                continue
        self._serve(1)

    async def streamed(self, connection: ServerConnection) -> None:
        """One who listens."""
        asked = parse_qs(urlsplit(connection.request.path if connection.request else "").query)
        name = " ".join(values[0] for key, values in asked.items() if key != "access_token")
        self.sockets.append((name, connection))
        await connection.wait_closed()
        self.sockets.remove((name, connection))

    async def admitted(self, connection: ServerConnection, request: Request) -> Response | None:
        """Whether one may listen."""
        if self._refusals:
            status, _ = self._refusals.pop(0)
            return connection.respond(status, "no")
        return None if self.streams else connection.respond(401, "Missing access token")

    def hang_up(self) -> None:
        """Cuts every stream, without a word."""
        for _, socket in self.sockets:
            socket.transport.abort()

    # Trouble

    def refuse(self, status: int, headers: Mapping[str, str], *, times: int) -> None:
        self._refusals += [(status, headers)] * times

    def garble(self, *, times: int) -> None:
        self._garbled += times

    def cut(self, *, after: int, times: int) -> None:
        self._cuts += [after] * times
        self._served = 0

    def _serve(self, records: int) -> None:
        self._served += records
        if self._cuts and self._served >= self._cuts[0]:
            self.hang_up()

    # Answers

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.host != self.host:
            return await self.others[request.url.host].handle_async_request(request)
        self.asked.append(request)
        if self._cuts and self._served >= self._cuts[0]:
            self._cuts.pop(0)
            self._served = 0
            self.hang_up()
            raise httpx2.ReadError("cut")
        if self._refusals:
            status, headers = self._refusals.pop(0)
            return httpx2.Response(status, headers=dict(headers), json={"error": "no"})
        told = self._answer(request.url.path, dict(request.url.params), request.headers.get("authorization", ""))
        if isinstance(told, int):
            return httpx2.Response(told, json={"error": "no"})
        content = json.dumps(told).encode()
        return httpx2.Response(200, stream=httpx2.ByteStream(content))

    def _answer(self, path: str, asked: dict[str, str], secret: str) -> object:
        """What is answered; a number is a status of its own."""
        is_signed = secret == f"Bearer {self.token}"
        if path in ("/api/v1/instance", "/api/v2/instance"):
            return self._instance() if self.instance is not None else 404
        if path.startswith(("/api/v1/timelines", "/api/v2/search", "/api/v1/lists")) or path.endswith("/statuses"):
            return self._timeline(path, asked, is_signed=is_signed)
        if path == "/api/v1/accounts/lookup":
            return self.accounts.get(asked["acct"], 404)
        if found := re.fullmatch(r"/api/v1/statuses/(\w+)(/context)?", path):
            return self._status(found[1], is_context=bool(found[2]))
        if found := re.fullmatch(r"/users/\w+/statuses/(\w+)", path):
            return {"type": "Note"} if any(one["id"] == found[1] for one in self.statuses) else 410
        fixed: dict[str, object] = {
            "/.well-known/nodeinfo": {
                "links": [
                    {"rel": "http://nodeinfo.diaspora.software/ns/schema/2.0", "href": f"{self.base}/nodeinfo/2.0"}
                ]
            },
            "/nodeinfo/2.0": {"software": {"name": "misskey", "version": "2026"}},
        }
        return fixed.get(path, 404)

    def _instance(self) -> Json:
        assert self.instance is not None
        urls: Json = {"streaming": self.stream_address} if self.streaming else {}
        return {**self.instance, "configuration": {"urls": urls}}

    @property
    def stream_address(self) -> str:
        """Where it streams."""
        assert self.streaming is not None
        port = next(iter(self.streaming.sockets)).getsockname()[1]
        return f"ws://127.0.0.1:{port}"

    def _status(self, number: str, *, is_context: bool) -> object:
        said = next((one for one in self.statuses if one["id"] == number), None)
        if said is None or not is_context:
            return said or 404
        by_number = {one["id"]: one for one in self.statuses}
        above: list[Json] = []
        below: list[Json] = []
        parent = by_number.get(said["in_reply_to_id"])
        while parent is not None:
            above.append(parent)
            parent = by_number.get(parent["in_reply_to_id"])
        known = {number}
        for one in self.statuses:
            if one["in_reply_to_id"] in known:
                known.add(one["id"])
                below.append(one)
        return {"ancestors": above[::-1], "descendants": below}

    def _timeline(self, path: str, asked: dict[str, str], *, is_signed: bool) -> object:
        kind, _, name = path.removeprefix("/api/v1/").removeprefix("timelines/").partition("/")
        if path == "/api/v2/search":
            return self._search(asked) if is_signed else 401
        if kind in ("list", "lists"):
            if not is_signed or name not in self.lists:
                return 404 if is_signed else 401
            return {"id": name} if kind == "lists" else self._page(self.statuses, asked)
        if kind == "public" and not is_signed:
            reach = "local" if asked.get("local") == "true" else "federated"
            if reach not in self.shows:
                return 422
        if kind == "accounts":
            number = name.partition("/")[0]
            return self._page([one for one in self.statuses if one["account"]["id"] == number], asked)
        public = [one for one in self.statuses if one["visibility"] == "public"]
        if kind == "tag":
            public = [one for one in public if name in {tag["name"] for tag in one["tags"] or ()}]
        return self._page(public, asked)

    def _search(self, asked: dict[str, str]) -> object:
        words, offset = asked["q"].lower(), int(asked.get("offset", 0))
        if asked["type"] == "accounts":
            return {"accounts": [one for name, one in self.accounts.items() if f"@{name}" == words]}
        shown = [
            one
            for one in reversed(self.statuses)
            if words in one["content"].lower() or words in (one["url"], one["uri"])
        ]
        return {"statuses": shown[offset : offset + self.page_size], "accounts": None, "hashtags": []}

    def _page(self, statuses: list[Json], asked: dict[str, str]) -> list[object]:
        size = min(self.page_size, int(asked.get("limit", 20)))
        shown = [one for one in statuses if int(one["id"]) < int(asked.get("max_id", 2**70))]
        if "min_id" in asked:
            shown = [one for one in shown if int(one["id"]) > int(asked["min_id"])][:size]
        shown = sorted(shown, key=lambda one: -int(one["id"]))[:size]
        garbage = [GARBAGE[number % len(GARBAGE)] for number in range(self._garbled)]
        self._garbled = 0
        self._serve(len(shown))
        return [*garbage, *shown]


@asynccontextmanager
async def world(now: datetime = START, *, host: str = "pouet.example") -> AsyncIterator[MastodonWorld]:
    """A server where nobody has spoken yet."""
    made = MastodonWorld(host, now)
    async with serve(made.streamed, "127.0.0.1", 0, process_request=made.admitted) as made.streaming:
        yield made


async def heard_by(made: MastodonWorld, listeners: int) -> None:
    """Waits until so many listen."""
    with anyio.fail_after(10):
        while len(made.sockets) < listeners:
            await anyio.sleep(0.005)
