"""Bluesky, played for its source: a Jetstream on loopback, and the answers of the public API."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Literal
from urllib.parse import parse_qs

import httpx2

from palabre.sources._budget import Budgets
from palabre.sources.bluesky import Bluesky
from palabre.sources.http import Http
from palabre.testing.jetstream import (
    Refusal,
    Script,
    delete_event,
    did_of,
    edit_event,
    follow_event,
    handle_of,
    like_event,
    post_event,
    profile_event,
    replaying,
    repost_event,
    uri_of,
)
from palabre.testing.sources_contract import Ability, Act, World

if TYPE_CHECKING:
    from palabre.testing.jetstream import Event, Replay

START = datetime(2026, 11, 1, 8, tzinfo=UTC)
API = "https://api.ciel.example"
GARBAGE = (b'{"did":"did:plc:x","time_us":17', b"[[[[", b"\xff\xfe", b'{"did":3,"time_us":"x"}', b"")


class BlueskyWorld(World, httpx2.AsyncBaseTransport):
    """A network where everything happens a second after the last thing; its API knows what its stream said."""

    kind: ClassVar[type[Bluesky]] = Bluesky
    abilities: ClassVar[frozenset[Ability]] = frozenset(
        ("reply", "edit", "delete", "opt-out", "act", "thread", "metrics", "actors")
    )
    acts: ClassVar[frozenset[Act]] = frozenset(("like", "repost", "follow"))
    private = frozenset(("127.0.0.1",))

    def __init__(self, replay: Replay) -> None:
        self.replay = replay
        self.transport = self
        self.given: Mapping[str, str] = {"address": replay.address, "api": API}
        self.now = START
        self.posts: dict[str, Event] = {}
        self.likes: dict[str, int] = {}
        self.labels: dict[str, list[str]] = {}
        self.blocked: set[str] = set()
        self.hidden: set[str] = set()
        self.asked: list[str] = []
        self.answers: list[httpx2.Response] = []
        self._garbled = 0

    def clock(self) -> datetime:
        """What time it is there."""
        return self.now

    def tick(self) -> int:
        """The next moment, in microseconds."""
        self.now += timedelta(seconds=1)
        return int(self.now.timestamp() * 1_000_000)

    def http(self) -> Http:
        """The way to this world, and to no other."""
        return Http(
            contact="mailto:pages@fromagerie.example",
            now=self.clock,
            budgets=Budgets(pause_seconds=0),
            private=self.private,
            transport=self,
        )

    def source(self, **given: str) -> Bluesky:
        """A source that listens to this world, opened anew as after a restart."""
        return Bluesky({**self.given, **given}, self.http())

    def happen(self, event: Event | bytes) -> None:
        """Something happens now; garbage that was asked for comes first."""
        while self._garbled:
            self._garbled -= 1
            self.replay.push(GARBAGE[self._garbled % len(GARBAGE)])
        self.replay.push(event)

    async def post(self, text: str, *, author: str = "ada", reply_to: str | None = None, **more: Any) -> str:
        parent = self.posts[reply_to] if reply_to else None
        event = post_event(text, by=author, time_us=self.tick(), reply_to=parent, **more)
        self.posts[uri_of(event)] = event
        self.happen(event)
        return uri_of(event)

    async def edit(self, native_id: str, text: str) -> None:
        event = edit_event(self.posts[native_id], text, time_us=self.tick())
        self.posts[native_id] = event
        self.happen(event)

    async def delete(self, native_id: str) -> None:
        self.happen(delete_event(self.posts.pop(native_id), time_us=self.tick()))

    async def opt_out(self, author: str) -> None:
        self.labels[did_of(author)] = ["!no-unauthenticated"]
        self.happen(profile_event(author, bio="#nobot", labels=("!no-unauthenticated",), time_us=self.tick()))

    async def act(self, kind: Literal["like", "repost", "follow"], author: str, towards: str) -> None:
        if kind == "follow":
            self.happen(follow_event(towards, by=author, time_us=self.tick()))
            return
        self.likes[towards] = self.likes.get(towards, 0) + (kind == "like")
        made = like_event if kind == "like" else repost_event
        self.happen(made(self.posts[towards], by=author, time_us=self.tick()))

    def refuse(self, status: int, headers: Mapping[str, str], *, times: int) -> None:
        told = {name.lower(): value for name, value in headers.items()}
        self.replay.plan(Refusal(status=status, retry_after=told.get("retry-after"), times=times))

    def garble(self, *, times: int) -> None:
        self._garbled += times

    def cut(self, *, after: int, times: int) -> None:
        self.replay.cut_after(after, times=times)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Plays the public API."""
        self.asked.append(str(request.url))
        if self.answers:
            return self.answers.pop(0)
        asked = parse_qs(request.url.query.decode())
        method = request.url.path.rpartition("/")[2]
        if method == "app.bsky.feed.getPostThread":
            return self._thread(asked["uri"][0])
        if method == "app.bsky.feed.getPosts":
            return told({"posts": [self.view(uri) for uri in asked["uris"] if uri in self.posts]})
        if method == "app.bsky.actor.getProfiles":
            known = {event["did"] for event in self.posts.values()} | set(self.labels)
            names = [one for one in asked["actors"] if one != "bsky.app"]
            assert len(names) <= 25
            found = {did: self.author(did) for did in sorted(known)}
            return told({"profiles": [one for one in found.values() if {one["did"], one["handle"]} & set(names)]})
        return told({"error": "MethodNotImplemented"}, status=501)

    def author(self, did: str) -> dict[str, Any]:
        """An account, as the API shows it."""
        name = next((one for one in ("ada", "lou", "theo", "aurore") if did_of(one) == did), "")
        labels = [{"src": did, "val": one} for one in self.labels.get(did, ())]
        return {"did": did, "handle": handle_of(name) if name else f"{did[-6:]}.ciel.example", "labels": labels}

    def view(self, uri: str) -> dict[str, Any]:
        """A post, as the API shows it."""
        event = self.posts[uri]
        answers = sum(parent_of(one) == uri for one in self.posts.values())
        return {
            "uri": uri,
            "author": self.author(event["did"]),
            "record": event["commit"]["record"],
            "indexedAt": event["commit"]["record"]["createdAt"],
            "likeCount": self.likes.get(uri, 0),
            "replyCount": answers,
            "labels": [],
        }

    def _thread(self, uri: str) -> httpx2.Response:
        if uri not in self.posts:
            return told({"error": "NotFound", "message": f"Post not found: {uri}"}, status=400)
        if uri in self.hidden:
            return told({"thread": {"uri": uri, "notFound": True}})
        branch = self._branch(uri)
        above, at = branch, uri
        while (at := parent_of(self.posts[at]) or "") in self.posts:
            above["parent"] = {"$type": "app.bsky.feed.defs#threadViewPost", "post": self.view(at)}
            above = above["parent"]
        return told({"thread": branch})

    def _branch(self, uri: str) -> dict[str, Any]:
        if uri in self.blocked:
            return {"uri": uri, "blocked": True, "author": {"did": self.posts[uri]["did"]}}
        below = [self._branch(one) for one, event in self.posts.items() if parent_of(event) == uri]
        return {"$type": "app.bsky.feed.defs#threadViewPost", "post": self.view(uri), "replies": below}


def parent_of(event: Event) -> str | None:
    """What a post answers."""
    reply = event["commit"]["record"].get("reply")
    return reply["parent"]["uri"] if reply else None


def told(body: object, status: int = 200, headers: Mapping[str, str] | None = None) -> httpx2.Response:
    """An answer of the API."""
    return httpx2.Response(status, headers=headers, stream=httpx2.ByteStream(json.dumps(body).encode()))


@asynccontextmanager
async def world(script: Script | None = None) -> AsyncIterator[BlueskyWorld]:
    """An empty network, or one that plays a script."""
    async with replaying(script or Script()) as replay:
        yield BlueskyWorld(replay)
