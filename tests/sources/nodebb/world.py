"""A NodeBB forum, played from memory in the shapes its API documents."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, ClassVar, Literal

from palabre.sources.nodebb import NodeBB
from palabre.testing.sources_contract import Ability

from ..scripted import NOT_FOUND, START, Asked, ScriptedWorld, Told

HOST = "forum.vaches.example"
# As an installation nobody changed has it.
ROBOTS = b"User-agent: *\nDisallow: /admin/\nDisallow: /reset/\nDisallow: /compose\n"
PER_PAGE = 20


class NodeBBWorld(ScriptedWorld):
    """A forum with two categories, one inside the other; topics are read by pages, or without an end."""

    kind: ClassVar[type[NodeBB]] = NodeBB
    abilities: ClassVar[frozenset[Ability]] = frozenset(("reply", "edit", "delete", "act", "thread", "metrics"))

    def __init__(self, now: datetime = START) -> None:
        super().__init__(now)
        self.given: Mapping[str, str] = {"address": f"https://{HOST}"}
        self.topics: dict[int, dict[str, Any]] = {}
        self.posts: dict[int, dict[str, Any]] = {}
        self.has_pages = True
        self.members_only = ""

    def robots(self) -> Told:
        return Told(body=ROBOTS)

    async def post(self, text: str, *, author: str = "ada", reply_to: str | None = None) -> str:
        if reply_to is None:
            return self.say(self.open(text), text, author=author)
        answered = self.found(reply_to)
        return self.say(answered["tid"], text, author=author, toPid=answered["pid"])

    def open(self, title: str, *, cid: int = 1, tags: tuple[str, ...] = (), **more: object) -> int:
        """A new topic, still without its first post."""
        tid = len(self.topics) + 7
        said = {"tid": tid, "cid": cid, "title": title.replace("&", "&amp;"), "titleRaw": title}
        said |= {"slug": f"{tid}/sujet-{tid}", "viewcount": 12, "deleted": 0, "mainPid": 0}
        said |= {"tags": [{"value": tag} for tag in tags], "category": {"cid": cid, "slug": f"{cid}/lait"}}
        self.topics[tid] = said | more
        return tid

    def say(self, tid: int, text: str, *, author: str = "ada", **more: object) -> str:
        """A new post of a topic."""
        pid = len(self.posts) + 101
        at = int(self.tick().timestamp() * 1000)
        user = {"uid": len(author), "username": author, "userslug": author.lower().replace(" ", "-")}
        said = {"pid": pid, "tid": tid, "uid": len(author), "content": f"<p>{text}</p>", "timestamp": at}
        said |= {"timestampISO": self.now.isoformat(), "edited": 0, "deleted": 0, "votes": 0, "upvotes": 0}
        self.posts[pid] = said | {"user": user, "replies": {"count": 0}} | more
        topic = self.topics[tid]
        topic["mainPid"] = topic["mainPid"] or pid
        topic |= {"lastposttime": at, "timestamp": topic.get("timestamp", at)}
        return f"{HOST}/post/{pid}"

    def found(self, native_id: str) -> dict[str, Any]:
        """A post, to be changed."""
        return self.posts[int(native_id.rpartition("/")[2])]

    async def edit(self, native_id: str, text: str) -> None:
        self.found(native_id).update(content=f"<p>{text}</p>", edited=int(self.tick().timestamp() * 1000))

    async def delete(self, native_id: str) -> None:
        self.found(native_id).update(deleted=1, content="[[topic:post-is-deleted]]")

    def purge(self, native_id: str) -> None:
        """A post is taken away for good: nothing is left of it."""
        del self.posts[self.found(native_id)["pid"]]

    async def act(self, kind: Literal["like", "repost", "follow"], author: str, towards: str) -> None:
        said = self.found(towards)
        said |= {"upvotes": said["upvotes"] + 1, "votes": said["votes"] + 1}

    def answer(self, asked: Asked) -> Told:
        if self.members_only and asked.headers.get("authorization") != f"Bearer {self.members_only}":
            return Told(status=401, body={"status": {"code": "not-authorised"}})
        if asked.path == "/api/recent":
            return self._recent(int(asked.query.get("page", 1)))
        if found := re.fullmatch(r"/api/post/(\d+)", asked.path):
            return self._where(int(found[1]))
        if found := re.fullmatch(r"/api/topic/(\d+)(?:/([^/]+)(?:/(\d+))?)?", asked.path):
            return self._topic(int(found[1]), int(found[3] or 1), int(asked.query.get("page", 0)))
        inner = {"cid": 2, "name": "Lait", "slug": "2/lait", "children": []}
        tree = [{"cid": 1, "name": "Produits", "slug": "1/produits", "children": [inner]}, {"cid": 3, "name": "Aide"}]
        fixed = {"/api/categories": {"categories": tree}, "/api/config": {"siteTitle": "Forum des vaches"}}
        return Told(body=fixed[asked.path]) if asked.path in fixed else NOT_FOUND

    def _said_in(self, tid: int) -> list[dict[str, Any]]:
        said = sorted((one for one in self.posts.values() if one["tid"] == tid), key=lambda one: one["timestamp"])
        return [{**one, "index": place} for place, one in enumerate(said)]

    def _recent(self, page: int) -> Told:
        topics = sorted(self.topics.values(), key=lambda one: -one["lastposttime"])
        shown = [one | {"postcount": len(self._said_in(one["tid"]))} for one in topics if not one["deleted"]]
        return Told(body={"topics": shown[page * PER_PAGE - PER_PAGE : page * PER_PAGE], "topicCount": len(shown)})

    def _where(self, pid: int) -> Told:
        said = self.posts.get(pid)
        if said is None:
            return NOT_FOUND
        path = f"/topic/{self.topics[said['tid']]['slug']}/3"
        return Told(body=path, headers={"x-redirect": path.replace("/", "%2F")})

    def _topic(self, tid: int, place: int, page: int) -> Told:
        topic = self.topics.get(tid)
        said = self._said_in(tid)
        if topic is None or topic["deleted"] or (self.has_pages and page > max(1, -(-len(said) // PER_PAGE))):
            return NOT_FOUND
        start = (page - 1) * PER_PAGE if page else (place - 1) // PER_PAGE * PER_PAGE
        if not self.has_pages and not page:
            start = max(0, place - PER_PAGE // 2)
        shown = said[start : start + PER_PAGE]
        return Told(body={**topic, "postcount": len(said), "posts": shown})


@asynccontextmanager
async def world(now: datetime = START) -> AsyncIterator[NodeBBWorld]:
    """A forum where nobody has spoken yet."""
    yield NodeBBWorld(now)
