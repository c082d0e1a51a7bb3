"""Reads the text of a strategy: what it says, where each thing stands, and everything that cannot be read in it.

Nothing stops at the first fault: what is wrongly written is told and left out, the rest is read. Words are read as they
are written, so `no` is a language and `012` a name; only fields that hold a number, a day or a yes are turned into one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from palabre.model.strategy import Strategy
from palabre.model.strategy.findings import Finding, Path
from palabre.store._strategy_nodes import NotYaml, composed
from palabre.store._strategy_shape import CONTROL, Shape

if TYPE_CHECKING:
    from palabre.store._strategy_shape import Spot

LARGEST = 1_000_000
_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A strategy as it is written: the text, what it says, the faults of its writing, where each thing stands."""

    text: str
    strategy: Strategy
    faults: tuple[Finding, ...] = ()
    spots: Mapping[Path, Spot]
    # Whether the text could be read at all: when it could not, there is nothing to judge but its faults.
    is_readable: bool = True

    def spot(self, path: Path) -> Spot:
        """Line and column of a place, or of the nearest one above it that is written."""
        while path and path not in self.spots:
            path = path[:-1]
        return self.spots.get(path, (1, 1))


def read_strategy(content: bytes | str) -> Written:
    """What a text says; its faults are told, none is raised."""
    if len(content) > LARGEST:
        return _unreadable("", NotYaml("strategy-too-large", line=1, column=1, largest_kb=LARGEST // 1000))
    try:
        text = _decoded(content)
    except NotYaml as fault:
        return _unreadable("", fault)
    try:
        return _read(text)
    except NotYaml as fault:
        return _unreadable(text, fault)


def _decoded(content: bytes | str) -> str:
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or content.count(b"\0", 0, 1000) * 4 > len(content[:1000]):
        # Two bytes a letter, as some editors save it: of plain letters, every second byte is zero.
        raise NotYaml("strategy-not-utf8", line=1, column=1)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place(content[: error.start].decode("utf-8-sig", errors="replace"))
        raise NotYaml("strategy-not-utf8", line=line, column=column) from error


def _read(text: str) -> Written:
    if hidden := CONTROL.search(text):
        line, column = _place(text[: hidden.start()])
        raise NotYaml("strategy-control-character", line=line, column=column, number=f"{ord(hidden.group()):04X}")
    tree = composed(text)
    if tree is None or tree.is_null:
        return Written(text=text, strategy=Strategy(), spots={})
    if tree.what != "fields":
        raise NotYaml("strategy-no-sections", line=tree.line, column=tree.column)
    shape = Shape()
    strategy = shape.of(Strategy, tree, ())
    faults = tuple(sorted(shape.faults, key=lambda one: (one.line, one.column)))
    return Written(text=text, strategy=strategy, faults=faults, spots=shape.spots)


def _unreadable(text: str, fault: NotYaml) -> Written:
    found = Finding(code=fault.code, severity="error", line=fault.line, column=fault.column, fields=fault.fields)
    return Written(text=text, strategy=Strategy(), faults=(found,), spots={}, is_readable=False)


def _place(before: str) -> Spot:
    """Line and column right after a text."""
    lines = _BREAK.split(before)
    return len(lines), len(lines[-1]) + 1
