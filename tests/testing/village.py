"""A village that is listened to, asked or streamed: the smallest network whose source keeps every promise."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

import anyio
import httpx2
import msgspec

from palabre.errors import BadRecord, SourceError
from palabre.model import Actor, Deletion, Interaction, Metrics, Post, Record
from palabre.sources import Named, Page, Setting, Source, Tested
from palabre.testing.sources_contract import Ability, Act
from tests.sources.scripted import GARBAGE, NOT_FOUND, START, Asked, ScriptedWorld, Told

TOKEN = "v1llage-t0ken"
HOST = "village.example"
FEW = 2


class Village(Source):
    """Asks what was said since a number, a few at a time."""

    name = "village"
    title = "Village"
    network = "village"
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting(name="place", title="Place", example=HOST, first=True, required=True),
        Setting(name="token", title="Token", secret="host"),
    )

    @property
    def label(self) -> str:
        return self.given["place"]

    @property
    def address(self) -> str:
        return f"https://{self.given['place']}"

    async def asked(self, path: str) -> Any:
        return await self.http.get_json(
            f"{self.address}/{path}", headers={"authorization": f"Bearer {self.given['token']}"}
        )

    async def test(self) -> Tested:
        said = await self.asked("said?since=0")
        return Tested(title="Village", posts=len(said))

    async def pages(self, cursor: str | None) -> AsyncIterator[Page]:
        while True:
            said = await self.asked(f"said?since={cursor or 0}")
            if not isinstance(said, list):
                raise SourceError("source-answer-unreadable", host=self.given["place"])
            if not said:
                return
            cursor = str(said[-1]["n"])
            yield self.page(said, cursor)

    def page(self, said: list[dict[str, Any]], cursor: str | None) -> Page:
        records: list[Record] = []
        for one in said:
            records += self.records(one)
        return Page(records=tuple(records), cursor=cursor, heard=len(said))

    def records(self, one: dict[str, Any]) -> list[Record]:
        if one["what"] == "gone":
            return [Deletion(network=self.network, scope="post", native_id=one["id"])]
        if one["what"] != "said":
            return [self.act(one)]
        return [self.post(one)]

    def act(self, one: dict[str, Any]) -> Interaction:
        at = datetime.fromisoformat(one["at"])
        towards = {"target_post": one["id"]} if one["what"] == "like" else {"target_actor": one["id"]}
        return Interaction(network=self.network, kind=one["what"], actor=one["by"], created_at=at, **towards)

    def post(self, one: dict[str, Any]) -> Post:
        if not isinstance(one.get("text"), str):
            raise BadRecord("bad-record", str(one)[:40])
        edited = datetime.fromisoformat(one["edited"]) if one["edited"] else None
        return Post(
            network=self.network,
            native_id=one["id"],
            created_at=datetime.fromisoformat(one["at"]),
            text=one["text"],
            actor=self.actor(one),
            kind="reply" if one["to"] else "post",
            reply_to=one["to"],
            root=one["root"],
            metrics=Metrics(likes=one["likes"]),
            edited_at=edited,
            observed_at=self.http.now(),
        )

    def actor(self, one: dict[str, Any]) -> Actor:
        signals: Any = ("no-index",) if one["quiet"] else ()
        who = one["by"]
        return Actor(network=self.network, native_id=who, handle=who, signals=signals, observed_at=self.http.now())

    async def thread(self, post: Named) -> Page | None:
        said = await self.asked(f"thread/{post.native_id}")
        if said is None:
            gone = Deletion(network=self.network, scope="post", native_id=post.native_id)
            return Page(records=(gone,), heard=1)
        return self.page(said, None)

    async def actors(self, native_ids: Any) -> tuple[Actor, ...]:
        known = await self.asked("people")
        return tuple(self.actor({"by": who, "quiet": known[who]}) for who in native_ids if who in known)


class VillageStream(Village):
    """Hears what is said as it is said, a line each."""

    name = "village-stream"
    is_stream = True

    async def pages(self, cursor: str | None) -> AsyncIterator[Page]:
        headers = {"authorization": f"Bearer {self.given['token']}"}
        since = -1 if cursor is None else cursor
        async with self.http.lines(f"{self.address}/stream?since={since}", headers=headers) as lines:
            async for line in lines:
                try:
                    one = msgspec.json.decode(line)
                    records = self.records(one)
                except (msgspec.DecodeError, BadRecord, KeyError, TypeError):
                    yield Page(heard=1, passed_over={"bad-record": 1})
                    continue
                yield Page(records=tuple(records), cursor=str(one["n"]), heard=1)
        raise SourceError("source-ended", what=self.label)


@dataclass
class VillageWorld(ScriptedWorld):
    """The village: what happened by number, from 1 on."""

    kind: ClassVar[type[Village]] = Village
    abilities: ClassVar[frozenset[Ability]] = frozenset(
        ("reply", "edit", "delete", "opt-out", "act", "thread", "metrics", "actors")
    )
    acts: ClassVar[frozenset[Act]] = frozenset(("like", "follow"))

    def __init__(self) -> None:
        super().__init__(START)
        self.given: Mapping[str, str] = {"place": HOST, "token": TOKEN}
        self.log: list[dict[str, Any]] = []
        self.posts: dict[str, dict[str, Any]] = {}
        self.people: dict[str, bool] = {}
        self.news = anyio.Event()

    def tell(self, what: str, id: str, **more: Any) -> None:
        self.log.append({"n": len(self.log) + 1, "what": what, "id": id, "at": self.tick().isoformat(), **more})
        self.news.set()
        self.news = anyio.Event()

    async def post(self, text: str, *, author: str = "ada", reply_to: str | None = None) -> str:
        native_id = f"p{len(self.posts) + 1}"
        quiet = self.people.setdefault(author, False)
        root = (self.posts[reply_to]["root"] or reply_to) if reply_to else None
        said = {"by": author, "text": text, "to": reply_to, "root": root, "likes": 0, "edited": None, "quiet": quiet}
        self.tell("said", native_id, **said)
        self.posts[native_id] = self.log[-1]
        return native_id

    async def edit(self, native_id: str, text: str) -> None:
        self.posts[native_id] |= {"text": text}
        said = {name: value for name, value in self.posts[native_id].items() if name not in ("n", "what", "id", "at")}
        at = self.posts[native_id]["at"]
        self.tell("said", native_id, **(said | {"edited": self.tick().isoformat()}))
        self.log[-1]["at"] = at

    async def delete(self, native_id: str) -> None:
        del self.posts[native_id]
        self.log = [one for one in self.log if one["id"] != native_id]
        self.log.append({"n": max(one["n"] for one in self.log) + 1, "what": "gone", "id": native_id, "at": ""})
        self.news.set()
        self.news = anyio.Event()

    async def opt_out(self, author: str) -> None:
        self.people[author] = True

    async def act(self, kind: Act, author: str, towards: str) -> None:
        if kind == "like":
            self.posts[towards]["likes"] += 1
        self.tell(kind, towards, by=author)

    def answer(self, asked: Asked) -> Told:
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return Told(status=401)
        if asked.path == "/people":
            return Told(body=self.people)
        if asked.path == "/said":
            return Told(body=[one for one in self.log if one["n"] > int(asked.query["since"])][:FEW])
        post = self.posts.get(asked.path.removeprefix("/thread/"))
        if post is None:
            return NOT_FOUND
        root = post["root"] or post["id"]
        return Told(body=[one for one in self.posts.values() if root in (one["id"], one["root"])])

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.path != "/stream" or self._refusals:
            return await super().handle_async_request(request)
        since = int(request.url.params["since"])
        return httpx2.Response(200, stream=Lines(self, len(self.log) if since < 0 else since))


class Lines(httpx2.AsyncByteStream):
    """What happens in the village from a number on, a line each, without end; cut and garbled when it is asked."""

    def __init__(self, world: VillageWorld, since: int) -> None:
        self.world = world
        self.since = since

    async def __aiter__(self) -> AsyncIterator[bytes]:
        world, told = self.world, 0
        while True:
            for one in [one for one in world.log if one["n"] > self.since]:
                if world._cuts and told >= world._cuts[0]:
                    world._cuts.pop(0)
                    raise httpx2.ReadError("cut")
                while world._garbage:
                    world._garbage -= 1
                    yield GARBAGE[world._garbage % len(GARBAGE)] + b"\n"
                yield json.dumps(one).encode() + b"\n"
                self.since, told = one["n"], told + 1
            await world.news.wait()


class StreamedWorld(VillageWorld):
    """The same village, streamed."""

    kind: ClassVar[type[Village]] = VillageStream


@asynccontextmanager
async def asked() -> AsyncIterator[VillageWorld]:
    yield VillageWorld()


@asynccontextmanager
async def streamed() -> AsyncIterator[VillageWorld]:
    yield StreamedWorld()


class Impostor(Village):
    """Wants to be taken for another."""

    name = "bluesky"
