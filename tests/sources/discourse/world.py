"""A Discourse forum, played from memory in the shapes its API documents."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Literal

from palabre.sources.discourse import Discourse
from palabre.testing.sources_contract import Ability

from ..scripted import NOT_FOUND, START, Asked, ScriptedWorld, Told

HOST = "forum.fromage.example"
# As an installation nobody changed has it.
ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /auth/
Disallow: /email/
Disallow: /search
Disallow: /session
Disallow: /user-api-key
Disallow: /*?api_key*
Disallow: /badges
Disallow: /u/
Disallow: /my
Disallow: /tag/*/l
Disallow: /g
Disallow: /t/*/*.rss
Disallow: /c/*.rss
"""


@dataclass
class Topic:
    """A topic with its posts, by number; a post taken away leaves its number empty."""

    id: int
    title: str
    category: int = 1
    tags: list[object] = field(default_factory=list)
    posts: list[dict[str, Any]] = field(default_factory=list)
    archetype: str = "regular"
    hidden_from_us: bool = False


class DiscourseWorld(ScriptedWorld):
    """A forum with two categories, one inside the other."""

    kind: ClassVar[type[Discourse]] = Discourse
    abilities: ClassVar[frozenset[Ability]] = frozenset(("reply", "edit", "delete", "act", "thread", "metrics"))

    def __init__(self, now: datetime = START) -> None:
        super().__init__(now)
        self.given: Mapping[str, str] = {"address": f"https://{HOST}"}
        self.topics: dict[int, Topic] = {}
        self.last = 100
        self.members_only = ""

    def robots(self) -> Told:
        return Told(body=ROBOTS.encode())

    async def post(self, text: str, *, author: str = "ada", reply_to: str | None = None) -> str:
        if reply_to is None:
            return self.say(self.open(text), text, author=author)
        topic, number = map(int, reply_to.split("/")[-2:])
        return self.say(topic, text, author=author, answers=number)

    def open(self, title: str, *, category: int = 1, tags: list[object] | None = None) -> int:
        """A new topic, still without its first post."""
        number = len(self.topics) + 40
        self.topics[number] = Topic(number, title, category, tags or [])
        return number

    def say(self, topic: int, text: str, *, author: str = "ada", answers: int | None = None, **more: object) -> str:
        """A new post of a topic."""
        self.last += 1
        one = self.topics[topic]
        number = max((post["post_number"] for post in one.posts), default=0) + 1
        written = self.tick().isoformat().replace("+00:00", "Z")
        said: dict[str, Any] = {
            "id": self.last,
            "username": author,
            "user_id": len(author),
            "created_at": written,
            "updated_at": written,
            "cooked": f"<p>{text}</p>",
            "post_number": number,
            "post_type": 1,
            "reply_to_post_number": answers if answers and answers > 1 else None,
            "topic_id": topic,
            "topic_slug": f"sujet-{topic}",
            "topic_title": one.title,
            "category_id": one.category,
            "version": 1,
            "reads": 3,
            "reply_count": 0,
            "actions_summary": [],
            "hidden": False,
            "deleted_at": None,
            "user_deleted": False,
        }
        one.posts.append(said | more)
        return f"{HOST}/t/{topic}/{number}"

    def found(self, native_id: str) -> dict[str, Any]:
        """A post, to be changed."""
        topic, number = map(int, native_id.split("/")[-2:])
        return next(post for post in self.topics[topic].posts if post["post_number"] == number)

    async def edit(self, native_id: str, text: str) -> None:
        said = self.found(native_id)
        said |= {"cooked": f"<p>{text}</p>", "version": said["version"] + 1, "updated_at": self.tick().isoformat()}

    async def delete(self, native_id: str) -> None:
        said = self.found(native_id)
        self.topics[said["topic_id"]].posts.remove(said)

    async def act(self, kind: Literal["like", "repost", "follow"], author: str, towards: str) -> None:
        said = self.found(towards)
        likes = said["actions_summary"][0]["count"] if said["actions_summary"] else 0
        said["actions_summary"] = [{"id": 2, "count": likes + 1}]

    def answer(self, asked: Asked) -> Told:
        if self.members_only and asked.headers.get("api-key") != self.members_only:
            return Told(status=403, body={"errors": ["You need to be logged in."], "error_type": "not_logged_in"})
        if asked.path == "/posts.json":
            return self._latest_posts(int(asked.query.get("before", 10**9)))
        if found := re.fullmatch(r"/posts/(\d+)\.json", asked.path):
            said = next((post for post in self._everything() if post["id"] == int(found[1])), None)
            return Told(body=said) if said else NOT_FOUND
        if found := re.fullmatch(r"/t/(\d+)(?:/posts)?\.json", asked.path):
            return self._topic(int(found[1]), asked)
        fixed: dict[str, object] = {
            "/latest.json": self._list(int(asked.query.get("page", 0))),
            "/site.json": {"categories": [{"id": 1, "name": "Produits", "slug": "produits"}, *self._inner()]},
            "/site/basic-info.json": {"title": "Forum de la fromagerie"},
        }
        return Told(body=fixed[asked.path]) if asked.path in fixed else NOT_FOUND

    def _inner(self) -> list[dict[str, object]]:
        return [
            {"id": 2, "name": "Lait", "slug": "lait", "parent_category_id": 1},
            {"id": 3, "name": "Entraide", "slug": "entraide"},
        ]

    def _everything(self) -> list[dict[str, Any]]:
        shown = (topic for topic in self.topics.values() if not topic.hidden_from_us)
        return sorted((post for topic in shown for post in topic.posts), key=lambda post: -post["id"])

    def _latest_posts(self, before: int) -> Told:
        public = [post for post in self._everything() if post["id"] <= before and not post["hidden"]]
        return Told(body={"latest_posts": public[:50]})

    def _topic(self, number: int, asked: Asked) -> Told:
        topic = self.topics.get(number)
        if topic is None or not topic.posts:
            return NOT_FOUND
        if topic.hidden_from_us:
            return Told(status=403, body={"errors": ["no"], "error_type": "invalid_access"})
        chosen = [int(one) for one in asked.many.get("post_ids[]", [])]
        if chosen:
            return Told(
                body={"post_stream": {"posts": [one for one in topic.posts if one["id"] in chosen]}, "id": number}
            )
        bare = [{name: value for name, value in one.items() if name != "topic_title"} for one in topic.posts]
        page = {"id": number, "title": topic.title, "archetype": topic.archetype, "tags": topic.tags}
        page |= {"category_id": topic.category, "highest_post_number": topic.posts[-1]["post_number"]}
        return Told(body={**page, "post_stream": {"posts": bare[:20], "stream": [one["id"] for one in topic.posts]}})

    def _list(self, page: int) -> dict[str, object]:
        topics = [
            {"id": one.id, "title": one.title, "tags": one.tags, "category_id": one.category}
            for one in reversed(self.topics.values())
        ]
        return {"topic_list": {"topics": topics[page * 30 : page * 30 + 30]}}


@asynccontextmanager
async def world(now: datetime = START) -> AsyncIterator[DiscourseWorld]:
    """A forum where nobody has spoken yet."""
    yield DiscourseWorld(now)
