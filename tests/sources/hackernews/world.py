"""Hacker News, played from memory: its items one by one, and the search over them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, ClassVar, Literal

from palabre.sources.hackernews import HackerNews
from palabre.testing.sources_contract import Ability

from ..scripted import NOT_FOUND, START, Asked, ScriptedWorld, Told

FIRST = 9_000_000


class HackerNewsWorld(ScriptedWorld):
    """Stories and comments numbered in the order they were said."""

    kind: ClassVar[type[HackerNews]] = HackerNews
    abilities: ClassVar[frozenset[Ability]] = frozenset(("reply", "edit", "delete", "act", "thread", "metrics"))

    def __init__(self, now: datetime = START) -> None:
        super().__init__(now)
        self.given: Mapping[str, str] = {}
        long_ago = int(now.timestamp()) - 9 * 86_400
        old = {"id": FIRST, "type": "story", "by": "pg", "time": long_ago, "text": "", "title": "Vieux fil"}
        self.items: dict[int, dict[str, Any] | None] = {FIRST: {**old, "score": 1, "descendants": 0}}
        self.changed: list[int] = []
        self.most_hits = 1000

    async def post(self, text: str, *, author: str = "ada", reply_to: str | None = None) -> str:
        return self.say(text, author=author, reply_to=reply_to)

    def say(self, text: str, *, author: str = "ada", reply_to: str | None = None, **more: object) -> str:
        """A new item, dated now: nobody speaks of the time that passes."""
        number = FIRST + len(self.items)
        item: dict[str, Any] = {"id": number, "by": author, "time": int(self.tick().timestamp()), "text": text}
        if reply_to is None:
            item |= {"type": "story", "title": text[:80], "score": 1, "descendants": 0}
        else:
            item |= {"type": "comment", "parent": int(reply_to)}
        self.items[number] = item | more
        return str(number)

    async def edit(self, native_id: str, text: str) -> None:
        (self.items[int(native_id)] or {})["text"] = text
        self.changed.append(int(native_id))

    async def delete(self, native_id: str) -> None:
        item = self.items[int(native_id)] or {}
        kept = {name: value for name, value in item.items() if name in {"id", "time", "type", "parent"}}
        self.items[int(native_id)] = kept | {"deleted": True}
        self.changed.append(int(native_id))

    async def act(self, kind: Literal["like", "repost", "follow"], author: str, towards: str) -> None:
        (self.items[int(towards)] or {})["score"] += 1
        self.changed.append(int(towards))

    def answer(self, asked: Asked) -> Told:
        if asked.host == "hn.algolia.com":
            return self._search(asked) if asked.path == "/api/v1/search_by_date" else NOT_FOUND
        if asked.path == "/v0/maxitem.json":
            return Told(body=max(self.items, default=FIRST))
        if asked.path == "/v0/updates.json":
            return Told(body={"items": self.changed, "profiles": ["ada"]})
        return Told(body=self.items.get(int(asked.path.rpartition("/")[2].removesuffix(".json"))))

    def root(self, item: dict[str, Any]) -> int:
        """The story of an item."""
        while "parent" in item:
            item = self.items[item["parent"]] or {}
        return int(item["id"])

    def _search(self, asked: Asked) -> Told:
        shown = [item for item in self.items.values() if item and not item.get("deleted") and not item.get("dead")]
        shown = [item for item in shown if item["type"] != "pollopt"]
        for limit in filter(None, asked.query.get("numericFilters", "").split(",")):
            bound = int(limit.rpartition("<" if "<" in limit else "=")[2])
            shown = [one for one in shown if (one["time"] >= bound if ">=" in limit else one["time"] < bound)]
        tags = asked.query["tags"]
        if ",story_" in tags:
            story = int(tags.rpartition("_")[2])
            shown = [one for one in shown if one["type"] == "comment" and self.root(one) == story]
        words = asked.query.get("query", "").lower()
        shown = [one for one in shown if words in f"{one.get('title')} {one['text']}".lower()]
        hits = [self._hit(one) for one in sorted(shown, key=lambda one: -one["id"])]
        return Told(body={"hits": hits[: min(int(asked.query["hitsPerPage"]), self.most_hits)], "nbHits": len(hits)})

    def _hit(self, item: dict[str, Any]) -> dict[str, object]:
        moment = datetime.fromtimestamp(item["time"], START.tzinfo).isoformat().replace("+00:00", "Z")
        hit = {"objectID": str(item["id"]), "author": item["by"], "created_at_i": item["time"], "created_at": moment}
        if item["type"] == "comment":
            named = {"parent_id": item["parent"], "story_id": self.root(item), "comment_text": item["text"]}
            return {**hit, **named, "_tags": ["comment"]}
        named = {"title": item["title"], "story_text": item["text"], "points": item["score"]}
        return {**hit, **named, "num_comments": item["descendants"], "_tags": ["story"]}


@asynccontextmanager
async def world(now: datetime = START) -> AsyncIterator[HackerNewsWorld]:
    """A site where nobody has spoken yet."""
    yield HackerNewsWorld(now)
