"""A text in lines, and which of them belong to each field and item: its own, and the comments that go with it.

Comment lines right above a field or an item belong to it, those set deeper under it too, and what ends its lines.
Comments between blank lines belong to nothing, and stay.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from palabre.store._strategy_nodes import Node, composed
from palabre.store._strategy_values import Lost

if TYPE_CHECKING:
    from palabre.model.strategy.findings import Path

_BREAK = re.compile(r"\r\n|\n|\r")
_COLON = re.compile(r"[ \t]*:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A field or an item: where its key or dash stands, what it holds, and the part before it in the same list."""

    at: int
    column: int
    # Right after the colon or the dash.
    after: int
    key: str | int
    value: Node
    # Where the part before it ends, or the text begins.
    floor: int


class Sheet:
    """A text that is being edited."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree: Node | None = composed(text)
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]
        found = _BREAK.search(text)
        self.newline = found.group() if found else "\n"

    def line_start(self, index: int) -> int:
        """Where the line of an index begins."""
        return self._starts[bisect_right(self._starts, index) - 1]

    def next_line(self, index: int) -> int:
        """Where the line after that of an index begins."""
        number = bisect_right(self._starts, index)
        return self._starts[number] if number < len(self._starts) else len(self.text)

    def line_end(self, index: int) -> int:
        """Where the line of an index ends, its break left out."""
        found = _BREAK.search(self.text, index)
        return found.start() if found else len(self.text)

    def column(self, index: int) -> int:
        """The column of an index, from 0."""
        return index - self.line_start(index)

    def begins_line(self, part: Part) -> bool:
        """Whether nothing stands before a part on its line."""
        return not self.text[self.line_start(part.at) : part.at].strip()

    def part(self, path: Path) -> Part | None:
        """The field or item at a path, None when it is not written; raises `Lost` where brackets or marks hide it."""
        node, found = self.tree, None
        for key in path:
            if node is None or node.is_null:
                return None
            found = next((one for one in self.parts(node) if one.key == key), None)
            if found is None:
                return None
            node = found.value
        return found

    def node(self, path: Path) -> Node | None:
        """What is written at a path, in brackets or not; None when nothing is."""
        node = self.tree
        for key in path:
            if node is None:
                return None
            if node.what == "fields":
                node = next((value for name, value in node.pairs if name.word == key), None)
            elif node.what == "list" and isinstance(key, int):
                node = node.items[key] if 0 <= key < len(node.items) else None
            else:
                return None
        return node

    def brackets_above(self, path: Path) -> Path | None:
        """The path of the first part in brackets on the way to a place, None when there is none."""
        for length in range(len(path) + 1):
            node = self.node(path[:length])
            if node is not None and node.is_flow and (node.items or node.pairs):
                return path[:length]
        return None

    def parts(self, node: Node) -> list[Part]:
        """The fields or the items of what is written by indentation."""
        if node.is_flow or node.is_anchored or node.tag or node.what not in ("list", "fields"):
            raise Lost
        found: list[Part] = []
        floor = 0
        for number, item in enumerate(node.items):
            at = node.start if not found else self._next_content(floor)
            found.append(self._part(at, at + 1, number, item, floor))
            floor = self.tail(found[-1])
        for key, value in node.pairs:
            colon = _COLON.match(self.text, key.end)
            if colon is None or "?" in self.text[self.line_start(key.start) : key.start]:
                raise Lost
            found.append(self._part(key.start, colon.end(), key.word, value, floor))
            floor = self.tail(found[-1])
        return found

    def _part(self, at: int, after: int, key: str | int, value: Node, floor: int) -> Part:
        return Part(at=at, column=self.column(at), after=after, key=key, value=value, floor=floor)

    def _next_content(self, index: int) -> int:
        while index < len(self.text):
            line = self.text[index : self.line_end(index)]
            bare = line.lstrip(" ")
            if bare and not bare.startswith("#"):
                return index + len(line) - len(bare)
            index = self.next_line(index)
        raise Lost

    def head(self, part: Part) -> int:
        """Where the lines of a part begin, with the comments right above it."""
        if not self.begins_line(part):
            return part.at
        start = self.line_start(part.at)
        while start > part.floor:
            above = self.line_start(start - 1)
            line = self.text[above:start]
            bare = line.lstrip(" \t")
            if above < part.floor or not bare.startswith("#") or len(line) - len(bare) > part.column:
                break
            start = above
        return start

    def tail(self, part: Part) -> int:
        """Where the lines of a part end, with the comments set deeper under it."""
        end = index = self.next_line(max(part.value.end, part.after))
        while index < len(self.text):
            line = self.text[index : self.line_end(index)]
            bare = line.lstrip(" \t")
            if bare and not (bare.startswith("#") and len(line) - len(bare) > part.column):
                break
            index = self.next_line(index)
            end = index if bare else end
        return end

    def with_break(self, index: int) -> str:
        """The text up to an index, its last line ended."""
        before = self.text[:index]
        return before if not before or before.endswith(("\n", "\r")) else before + self.newline

    def joined(self, lines: list[str]) -> str:
        """Lines as this text breaks them, each ended."""
        return "".join(line + self.newline for line in lines)

    def is_blank(self, start: int, end: int) -> bool:
        """Whether a stretch of lines holds a blank one."""
        return any(not line.strip() for line in _BREAK.split(self.text[start:end])[:-1])
