"""What a page says of itself in the words of schema.org, as JSON-LD or as microdata: items with their properties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

import msgspec

from palabre.text.html import plain_text
from palabre.text.marks import VOID, Mark, marks_of, web_address

MOST_ITEMS, DEEPEST, MOST_OPEN, MOST_TEXTS = 5_000, 60, 500, 10
_ADDRESSES = {
    "a": "href",
    "area": "href",
    "link": "href",
    "img": "src",
    "audio": "src",
    "video": "src",
    "iframe": "src",
}
_VALUES = {"meta": "content", "time": "datetime", "data": "value", "meter": "value"}
# What of a mark matters to the text inside it.
_KEPT = ("href", "src", "class", "alt", "rel")


@dataclass(slots=True)
class Item:
    """A thing: its kinds, without the address of the vocabulary, and its properties, in the order of the page."""

    kinds: frozenset[str]
    of: dict[str, list[str | Item]] = field(default_factory=dict)
    name: str = ""

    def word(self, *properties: str) -> str:
        """The first of these properties that is a text."""
        found = (one for name in properties for one in self.of.get(name, ()) if isinstance(one, str) and one.strip())
        return next(found, "").strip()

    def items(self, *properties: str) -> list[Item]:
        """The things that these properties hold."""
        return [one for name in properties for one in self.of.get(name, ()) if isinstance(one, Item)]

    def add(self, names: str, value: str | Item) -> None:
        """Adds a value to properties."""
        for name in names.split():
            self.of.setdefault(name.rpartition("/")[2], []).append(value)


def items_in(html: str, address: str) -> list[Item]:
    """The outermost things of a page, those of JSON-LD first."""
    reader = _Microdata(address)
    found: list[Item] = []
    for mark in marks_of(html):
        if mark.tag == "script" and "ld+json" in mark.cells.get("type", "").lower():
            found += _linked(mark.text)
        else:
            reader.read(mark)
    return [*found, *reader.ended()]


def _linked(text: str) -> list[Item]:
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    try:
        told = msgspec.json.decode(text.removeprefix("//<![CDATA[").removesuffix("//]]>"))
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        try:
            # Many a page has the ends of its lines inside its texts.
            told = msgspec.json.decode(" ".join(text.split()))
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            return []
    return [one for one in _values(told, 0) if isinstance(one, Item)]


def _values(told: Any, depth: int) -> Iterator[str | Item]:  # noqa: ANN401 - whatever a page holds
    if depth > DEEPEST:
        return
    if isinstance(told, list):
        for one in told[:MOST_ITEMS]:
            yield from _values(one, depth + 1)
    elif isinstance(told, dict):
        if "@graph" in told and "@type" not in told:
            yield from _values(told["@graph"], depth + 1)
        elif "@value" in told:
            yield from _values(told["@value"], depth + 1)
        else:
            yield _item(told, depth)
    elif isinstance(told, (str, int, float)) and not isinstance(told, bool):
        yield str(told)


def _item(told: Mapping[str, Any], depth: int) -> Item:
    kinds = told.get("@type")
    item = Item(_kinds(kinds if isinstance(kinds, list) else [kinds]), name=str(told.get("@id") or ""))
    for name, value in told.items():
        if not name.startswith("@"):
            for one in _values(value, depth + 1):
                item.add(name, one)
    return item


def _kinds(written: list[Any]) -> frozenset[str]:
    return frozenset(one.rstrip("/").rpartition("/")[2].rpartition(":")[2] for one in written if isinstance(one, str))


@dataclass(slots=True)
class _Open:
    """A mark that has not ended: the thing it begins, or the property whose text it holds."""

    tag: str
    item: Item | None = None
    names: str = ""
    parts: list[str] | None = None


class _Microdata:
    """Reads microdata (the HTML standard, chapter 5), leniently about marks that are never ended."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._open: list[_Open] = []
        self._found: list[Item] = []
        self._count = self._texts = 0

    def read(self, mark: Mark) -> None:
        """The next mark of the page."""
        if mark.ends:
            self._end(mark.tag)
        self._write(mark)
        if mark.tag and not mark.ends:
            self._begin(mark)

    def ended(self) -> list[Item]:
        """The outermost things, once the page is read."""
        while self._open:
            self._close(self._open.pop())
        return self._found

    def _begin(self, mark: Mark) -> None:
        cells, names = mark.cells, mark.cells.get("itemprop", "")
        opened = _Open(mark.tag)
        if "itemscope" in cells and self._count < MOST_ITEMS:
            self._count += 1
            opened.item = Item(_kinds(cells.get("itemtype", "").split()), name=cells.get("itemid", ""))
            self._hold(names, opened.item)
        elif names and (value := self._value(mark)) is not None:
            self._hold(names, value)
        elif names and self._texts < MOST_TEXTS:
            opened.names, opened.parts = names, []
        if mark.tag not in VOID and len(self._open) < MOST_OPEN:
            self._open.append(opened)
            self._texts += opened.parts is not None

    def _hold(self, names: str, value: str | Item) -> None:
        around = self._around()
        if around is not None and names:
            around.add(names, value)
        elif isinstance(value, Item):
            self._found.append(value)

    def _around(self) -> Item | None:
        return next((one.item for one in reversed(self._open) if one.item is not None), None)

    def _value(self, mark: Mark) -> str | None:
        if (name := _VALUES.get(mark.tag)) and name in mark.cells:
            return mark.cells[name]
        if "content" in mark.cells:
            return mark.cells["content"]
        # A link names its address, unless it is the name of somebody that is asked for.
        if (name := _ADDRESSES.get(mark.tag)) and not {"name", "headline"} & set(mark.cells["itemprop"].split()):
            return web_address(mark.cells.get(name, ""), self._address)
        return None

    def _write(self, mark: Mark) -> None:
        held = [one.parts for one in self._open[-DEEPEST:] if one.parts is not None]
        if not held:
            return
        if not mark.tag:
            written = escape(mark.text, quote=False)
        elif mark.ends:
            written = f"</{mark.tag}>"
        else:
            cells = "".join(f' {name}="{escape(mark.cells[name])}"' for name in _KEPT if name in mark.cells)
            written = f"<{mark.tag}{cells}>"
        held[-1].append(written)

    def _end(self, tag: str) -> None:
        for back in range(1, min(len(self._open), DEEPEST) + 1):
            if self._open[-back].tag == tag:
                for _ in range(back):
                    self._close(self._open.pop())
                return

    def _close(self, ended: _Open) -> None:
        if ended.parts is None:
            return
        self._texts -= 1
        html = "".join(ended.parts)
        self._hold(ended.names, plain_text(html, self._address).text)
        for one in reversed(self._open[-DEEPEST:]):
            if one.parts is not None:
                # What a text inside another says is said by both.
                one.parts.append(html)
                return
