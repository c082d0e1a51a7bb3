"""Two texts compared line by line, with a few lines around each difference."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Literal

MOST_LINES = 20_000
AROUND = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a comparison: only in the first text, only in the second, or in both."""

    side: Literal["gone", "new", "same"]
    number: int
    text: str


def differing(before: str, after: str) -> tuple[tuple[Row, ...], ...]:
    """The places where two texts differ, each with the lines around it; numbers are those of the text it is in."""
    was, now = before.splitlines()[:MOST_LINES], after.splitlines()[:MOST_LINES]
    matcher = difflib.SequenceMatcher(a=was, b=now, autojunk=False)
    return tuple(
        tuple(row for one in group for row in _rows(one, was, now)) for group in matcher.get_grouped_opcodes(AROUND)
    )


def _rows(opcode: tuple[str, int, int, int, int], was: list[str], now: list[str]) -> list[Row]:
    tag, start, end, new_start, new_end = opcode
    if tag == "equal":
        return [Row(side="same", number=n + 1, text=line) for n, line in enumerate(now[new_start:new_end], new_start)]
    gone = [Row(side="gone", number=n + 1, text=line) for n, line in enumerate(was[start:end], start)]
    new = [Row(side="new", number=n + 1, text=line) for n, line in enumerate(now[new_start:new_end], new_start)]
    return gone + new
