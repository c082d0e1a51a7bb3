"""Reddit, played from memory in the shapes its API documents: tokens, listings, things by name, threads."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, ClassVar, Literal

from palabre.sources.reddit import Reddit
from palabre.testing.sources_contract import Ability

from ..scripted import START, Asked, ScriptedWorld, Told

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
KEYS = {"client_id": "appli-42", "client_secret": "mot-cache"}


def in_36(number: int) -> str:
    """A number as Reddit writes its ids."""
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = DIGITS[rest] + digits
    return digits


class RedditWorld(ScriptedWorld):
    """One community, `r/Fromages`; tokens last an hour."""

    kind: ClassVar[type[Reddit]] = Reddit
    abilities: ClassVar[frozenset[Ability]] = frozenset(("reply", "edit", "delete", "act", "thread", "metrics"))

    def __init__(self, now: datetime = START) -> None:
        super().__init__(now)
        self.given: Mapping[str, str] = {"subreddit": "Fromages", **KEYS}
        self.things: dict[str, dict[str, Any]] = {}
        self.unlisted: set[str] = set()
        self.tokens: dict[str, datetime] = {}
        self.is_private = False
        self.limits = {"x-ratelimit-remaining": "590.0", "x-ratelimit-used": "10", "x-ratelimit-reset": "300"}
        self.most = 1000
        self.shown_in_threads = 10_000

    async def post(self, text: str, *, author: str = "ada", reply_to: str | None = None) -> str:
        return self.say(text, author=author, reply_to=reply_to)

    def say(self, text: str, *, author: str = "ada", reply_to: str | None = None, **more: object) -> str:
        """A submission, or a comment on one."""
        at = self.tick().timestamp()
        number = in_36(60_000_000 + len(self.things))
        said: dict[str, Any] = {"id": number, "author": author, "created_utc": at, "subreddit": "Fromages"}
        said |= {"score": 1, "edited": False, "subreddit_type": "public"}
        if reply_to is None:
            said |= {"title": text, "selftext": "", "is_self": True, "num_comments": 0, "name": f"t3_{number}"}
        else:
            link = self.things[reply_to].get("link_id", reply_to)
            said |= {"body": text, "parent_id": reply_to, "link_id": link, "name": f"t1_{number}"}
        self.things[said["name"]] = said | more
        return str(said["name"])

    async def edit(self, native_id: str, text: str) -> None:
        said = self.things[native_id]
        said |= {"body" if "link_id" in said else "selftext": text, "edited": self.tick().timestamp()}

    async def delete(self, native_id: str) -> None:
        said = self.things[native_id]
        said |= {"author": "[deleted]", "body" if "link_id" in said else "selftext": "[deleted]"}
        self.unlisted.add(native_id)

    async def act(self, kind: Literal["like", "repost", "follow"], author: str, towards: str) -> None:
        self.things[towards]["score"] += 1

    def answer(self, asked: Asked) -> Told:
        if asked.host == "www.reddit.com":
            return self._token(asked)
        if self.now >= self.tokens.get(asked.headers.get("authorization", "").removeprefix("Bearer "), self.now):
            return Told(status=401, body={"message": "Unauthorized", "error": 401})
        return Told(body=self._body(asked), headers=self.limits) if not self.is_private else Told(status=403, body={})

    def _token(self, asked: Asked) -> Told:
        keys = base64.b64encode(f"{KEYS['client_id']}:{KEYS['client_secret']}".encode()).decode()
        if asked.headers.get("authorization") != f"Basic {keys}":
            return Told(status=401, body={"message": "Unauthorized", "error": 401})
        if asked.form != {"grant_type": "client_credentials"}:
            return Told(body={"error": "unsupported_grant_type"})
        token = f"jeton-{len(self.tokens)}"
        self.tokens[token] = self.now + timedelta(hours=1)
        return Told(body={"access_token": token, "token_type": "bearer", "expires_in": 3600, "scope": "*"})

    def _body(self, asked: Asked) -> object:
        parts = asked.path.strip("/").split("/")
        if parts[0] == "comments":
            return self._thread(f"t3_{parts[1]}")
        if asked.path == "/api/info":
            return self._list([self.things[one] for one in asked.query["id"].split(",") if one in self.things])
        if parts[1].lower() != "fromages":
            return self._list([])
        if parts[2] == "about":
            return {"kind": "t5", "data": {"display_name": "Fromages", "subreddit_type": "public"}}
        is_new = parts[2] == "new"
        said = [one for one in self.things.values() if ("title" in one) == is_new and one["name"] not in self.unlisted]
        said = said[::-1][: self.most]
        names = [one["name"] for one in said]
        start = names.index(asked.query["after"]) + 1 if "after" in asked.query else 0
        shown = said[start : start + int(asked.query["limit"])]
        more = start + len(shown) < len(said)
        return self._list(shown, after=shown[-1]["name"] if more else None)

    def _list(self, said: list[dict[str, Any]], after: str | None = None) -> dict[str, Any]:
        return {"kind": "Listing", "data": {"after": after, "children": [self._thing(one) for one in said]}}

    def _thing(self, said: dict[str, Any]) -> dict[str, Any]:
        return {"kind": said["name"][:2], "data": {**said, "replies": ""} if "link_id" in said else said}

    def _thread(self, root: str) -> list[dict[str, Any]]:
        return [self._list([self.things[root]]), self._answers(root)]

    def _answers(self, name: str) -> dict[str, Any]:
        said = [one for one in self.things.values() if one.get("parent_id") == name]
        shown, left = said[: self.shown_in_threads], said[self.shown_in_threads :]
        children = [
            {"kind": "t1", "data": {**one, "replies": self._answers(one["name"]) if self._has(one["name"]) else ""}}
            for one in shown
        ]
        if left:
            children.append({"kind": "more", "data": {"id": "x", "children": [one["id"] for one in left]}})
        return {"kind": "Listing", "data": {"after": None, "children": children}}

    def _has(self, name: str) -> bool:
        return any(one.get("parent_id") == name for one in self.things.values())


@asynccontextmanager
async def world(now: datetime = START) -> AsyncIterator[RedditWorld]:
    """A community where nobody has spoken yet."""
    yield RedditWorld(now)
