"""Hacker News: items of its API, answers of its search, whole threads."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec
from msgspec import Raw

from palabre.imports._json_records import JsonImport, LeftOut, RecordReader, holds, moments_of, no_post, tried
from palabre.sources._hacker_news_items import Item, post_of
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Record

_REMEMBERED = 500_000
_SEARCH = ("objectID", "created_at_i", "_tags")


class Page(Item, gc=False):
    """A page of the search, or an item."""

    hits: list[Raw] | None = None


class HackerNews(JsonImport):
    """Stories and comments. What was deleted or killed there is deleted here."""

    name = "hacker-news"
    title = N_("Hacker News (items of the API, Algolia search), JSON")

    def recognises(self, head: bytes, text: str) -> bool:
        """JSON that holds items, or what the search found."""
        if any(holds(text, *(place + name for name in _SEARCH)) for place in ("", "hits.")):
            return True
        if holds(text, "children", "created_at_i", "parent_id", "author"):
            return True
        return holds(text, "by", "id", "time", "type") and (holds(text, "parent") or holds(text, "title", "score"))

    def reader(self, member: Member, reading: Reading) -> RecordReader:
        """The posts of each record."""
        return _Items(reading, LeftOut(member, reading))


class _Items:
    def __init__(self, reading: Reading, left: LeftOut) -> None:
        self._left = left
        self._moment = moments_of(reading)
        self._observed_at = reading.observed_at
        self._decode = msgspec.json.Decoder(Page).decode
        # The API names the parent of a comment, not its story: it is that of its parent, when the file gave it before.
        self._roots: dict[str, str] = {}

    def records(self, number: int, raw: bytes) -> Iterator[Record]:
        waiting = [raw]
        while waiting:
            page = self._decode(waiting.pop())
            for hit in page.hits or ():
                yield from tried(number, bytes(hit), self._item)
            if page.hits is None:
                yield from tried(number, raw, partial(self._post, page))
            waiting += [bytes(child) for child in reversed(page.children or ())]

    def _item(self, raw: bytes) -> Iterator[Record]:
        yield from self._post(msgspec.json.decode(raw, type=Item))

    def _post(self, item: Item, _raw: bytes = b"") -> Iterator[Record]:
        native_id = item.native_id
        if not native_id:
            raise no_post(msgspec.json.encode(item))
        if item.type == "pollopt":
            self._left.add("passed-over", "pollopt")
            return
        parent = str(item.parent or item.parent_id or "")
        root = str(item.story_id or "") or self._roots.get(parent) if parent else native_id
        if root:
            if len(self._roots) >= _REMEMBERED:
                self._roots.clear()
            self._roots[native_id] = root
        yield post_of(item, root=root, moment=self._moment, observed_at=self._observed_at)

    def end(self) -> None:
        self._left.tell()
