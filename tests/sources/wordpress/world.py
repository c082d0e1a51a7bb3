"""A WordPress site that answers its REST interface from memory: what the real one of the tests is too slow to play."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar

from palabre.sources.wordpress import WordPress
from tests.sources.site import MISSING, START, Answered, SiteWorld

if TYPE_CHECKING:
    import httpx2

    from palabre.testing.sources_contract import Ability

HOST = "journal.example"
HOME = f"https://{HOST}/"


@dataclass(kw_only=True)
class Written:
    """A post, or a comment below one."""

    number: int
    text: str
    author: str
    at: datetime
    changed_at: datetime
    post: int = 0
    parent: int = 0


class PressWorld(SiteWorld):
    """The site. `is_plain` is how it writes its addresses; `is_open` whether it shows its interface."""

    kind = WordPress
    abilities: ClassVar[frozenset[Ability]] = frozenset(("reply", "edit", "delete", "thread", "metrics"))

    def __init__(self, now: datetime = START) -> None:
        super().__init__(now)
        self.given = {"address": HOME}
        self.posts: dict[int, Written] = {}
        self.comments: dict[int, Written] = {}
        self.is_plain, self.is_open = False, True
        self._numbers = 0

    async def post(self, text: str, *, author: str = "ada", reply_to: str | None = None) -> str:
        self._numbers += 1
        at = self.tick()
        made = Written(number=self._numbers, text=text, author=author, at=at, changed_at=at)
        if reply_to is None:
            self.posts[made.number] = made
            return f"{HOST}/?p={made.number}"
        made.post, made.parent = _numbers(reply_to)
        self.comments[made.number] = made
        return f"{HOST}/?p={made.post}#comment-{made.number}"

    def _written(self, native_id: str) -> Written:
        post, comment = _numbers(native_id)
        return self.comments[comment] if comment else self.posts[post]

    async def edit(self, native_id: str, text: str) -> None:
        written = self._written(native_id)
        written.text, written.changed_at = text, self.tick()

    async def delete(self, native_id: str) -> None:
        self.tick()
        post, comment = _numbers(native_id)
        if comment:
            del self.comments[comment]
        else:
            del self.posts[post]
            self.comments = {number: one for number, one in self.comments.items() if one.post != post}

    def answer(self, request: httpx2.Request) -> Answered:
        asked = dict(request.url.params)
        path = request.url.path.removeprefix("/wp-json") if "/wp-json" in request.url.path else ""
        path = asked.pop("rest_route", path) if self.is_plain else path
        if not path:
            root = f"{HOME}?rest_route=/" if self.is_plain else f"{HOME}wp-json/"
            relation = f'<link rel="https://api.w.org/" href="{root}">' * self.is_open
            home = Answered.of(f"<html><head>{relation}</head><body>Bonjour</body></html>", "text/html")
            return home if request.url.path == "/" else MISSING
        if path == "/":
            return _json({"name": "Le journal &amp; la cave", "home": HOME.rstrip("/"), "namespaces": ["wp/v2"]})
        _, _, _, kind, *number = path.split("/")
        if not self.is_open:
            return _json({"code": "rest_login_required"}, status=401)
        if number:
            return self.one(kind, int(number[0]))
        return self.listed(kind, asked)

    def one(self, kind: str, number: int) -> Answered:
        """A post or a comment by its number."""
        found = {"posts": self.posts, "comments": self.comments}.get(kind, {}).get(number)
        return _json(_record(found)) if found else _json({"code": "rest_invalid_id"}, status=404)

    def listed(self, kind: str, asked: dict[str, str]) -> Answered:
        """A page of a list."""
        found = list({"posts": self.posts, "comments": self.comments}[kind].values())
        for name, moment in (("after", _said), ("modified_after", _changed)):
            if name in asked:
                since = datetime.fromisoformat(asked[name])
                found = [one for one in found if moment(one) > since]
        if "include" in asked:
            found = [one for one in found if str(one.number) in asked["include"].split(",")]
        if "post" in asked:
            found = [one for one in found if one.post == int(asked["post"])]
        order: Callable[[Written], Any] = {"modified": _changed, "id": _number}.get(asked.get("orderby", ""), _said)
        found.sort(key=order, reverse=asked.get("order", "desc") == "desc")
        return _page(found, int(asked.get("page", 1)), int(asked.get("per_page", 10)))


def _page(found: Sequence[Written], page: int, size: int) -> Answered:
    pages = -(-len(found) // size)
    if page > max(pages, 1):
        return _json({"code": "rest_post_invalid_page_number"}, status=400)
    shown = [_record(one) for one in found[(page - 1) * size : page * size]]
    return _json(shown, headers={"x-wp-total": str(len(found)), "x-wp-totalpages": str(pages)})


def _record(one: Written) -> dict[str, Any]:
    said = {"id": one.number, "date_gmt": f"{one.at:%Y-%m-%dT%H:%M:%S}", "meta": []}
    said["content"] = {"rendered": f"<p>{escape(one.text)}</p>\n", "protected": False}
    if one.post:
        link = f"{HOME}?p={one.post}#comment-{one.number}"
        return said | {
            "post": one.post,
            "parent": one.parent,
            "author_name": one.author,
            "author_url": "",
            "link": link,
        }
    return said | {
        "modified_gmt": f"{one.changed_at:%Y-%m-%dT%H:%M:%S}",
        "link": f"{HOME}2026/{one.number}/",
        "title": {"rendered": ""},
        "_embedded": {"author": [{"id": 1, "name": one.author, "link": f"{HOME}author/{one.author}/"}]},
    }


def _json(told: object, *, status: int = 200, headers: dict[str, str] | None = None) -> Answered:
    return Answered(
        body=json.dumps(told).encode(), status=status, headers={"content-type": "application/json", **(headers or {})}
    )


def _said(one: Written) -> datetime:
    return one.at


def _changed(one: Written) -> datetime:
    return one.changed_at


def _number(one: Written) -> int:
    return one.number


def _numbers(native_id: str) -> tuple[int, int]:
    post, _, comment = native_id.rpartition("=")[2].partition("#comment-")
    return int(post), int(comment or 0)


@asynccontextmanager
async def world() -> AsyncIterator[PressWorld]:
    """The site, empty."""
    yield PressWorld()
