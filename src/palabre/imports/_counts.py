"""Counts as tools write them. Blank is unknown, never zero; what cannot be told for certain is unknown too."""

from __future__ import annotations

import re

_BLANK = frozenset(("", "-", "–", "—", "nan", "null", "none", "n/a", "na", "nd", "n.d."))
_GROUPED = re.compile(r"-?\d{1,3}(?:(?:,\d{3})+|(?:\.\d{3}){2,}|(?:[ \u00a0\u2009\u202f'\u2019]\d{3})+)")
_WHOLE = re.compile(r"-?\d+(?:\.0{1,2})?")
_LARGEST = 2**63 - 1
_LONGEST = 40


class UnreadableCount(Exception):
    """A cell holds something, but not a count that can be told for certain."""


def count_of(cell: object) -> int | None:
    """The whole number a cell holds, None when it is blank; raises `UnreadableCount` on anything else.

    Thousands may be parted by commas or spaces (1,234 and 1 234), by dots only twice (1.234.567): 1.234 could be one
    and a quarter. Rounded counts (1.2K) are not counts.
    """
    if cell is None:
        return None
    if isinstance(cell, str):
        return _read(cell)
    if isinstance(cell, float) and cell != cell:
        return None
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and abs(cell) <= _LARGEST and cell == int(cell):
        return int(cell)
    raise UnreadableCount


def _read(cell: str) -> int | None:
    if cell.isdigit() and cell.isascii() and len(cell) < 19:
        return int(cell)
    text = cell.strip()
    if text.lower() in _BLANK:
        return None
    if len(text) > _LONGEST:
        raise UnreadableCount
    if _GROUPED.fullmatch(text):
        text = re.sub(r"[^\d-]", "", text)
    elif not _WHOLE.fullmatch(text):
        raise UnreadableCount
    number = int(text.partition(".")[0])
    if abs(number) > _LARGEST:
        raise UnreadableCount
    return number
