"""Writes values as YAML in the style of the house: two spaces, lists under their key, long texts on their own lines.

What a tool of YAML could read as something else stands in quotes.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime

WIDEST = 100
# Read as a number, an hour, a day, a yes, a no or nothing by one tool of YAML or another, 1.1 or 1.2.
_MISREAD = re.compile(
    r"~|null|y|n|yes|no|true|false|on|off|<<|=|\.(?:inf|nan)|\.\.\..*|[-+.]?[0-9][-+0-9a-fox_,.: tz]*", re.IGNORECASE
)
_SIGNS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_FLOW_SIGNS = re.compile(r"[,\[\]{}]")
_PLAIN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_HIDDEN = re.compile("[\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class Raw(str):
    """A word as it stands in a text, kept with its quotes."""

    __slots__ = ("source",)
    source: str

    @classmethod
    def of(cls, word: str, source: str) -> Raw:
        """A word and how it was written."""
        made = cls(word)
        made.source = source
        return made


def is_empty(value: object) -> bool:
    """Whether a value says nothing."""
    return value is None or (isinstance(value, (str, list, dict, tuple)) and not value)


def word_of(value: object) -> str:
    """A single value as a text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.12f}".rstrip("0").rstrip(".")
    if isinstance(value, datetime):
        return value.isoformat(timespec="auto" if value.second or value.microsecond else "minutes")
    return value.isoformat() if isinstance(value, date) else str(value)


def lines_of(value: object, column: int) -> tuple[str, list[str]]:
    """What stands after a colon or a dash at a column, and the lines under it."""
    if isinstance(value, dict):
        return ("", fields_of(value, column + 2)) if any(not is_empty(one) for one in value.values()) else (" {}", [])
    if isinstance(value, (list, tuple)):
        lines = [line for one in value for line in item_of(one, column + 2)]
        return ("", lines) if lines else (" []", [])
    return _word(value, column)


def fields_of(value: dict[str, object], column: int) -> list[str]:
    """The lines of fields at a column, those that say nothing left out."""
    lines: list[str] = []
    for key, one in value.items():
        if not is_empty(one):
            head, under = lines_of(one, column)
            lines += [f"{' ' * column}{key_of(key)}:{head}", *under]
    return lines


def item_of(value: object, column: int) -> list[str]:
    """The lines of an item whose dash is at a column; none for an item that says nothing, but for empty fields."""
    if is_empty(value) and not isinstance(value, dict):
        return []
    head, under = lines_of(value, column)
    if isinstance(value, dict) and under:
        return [f"{' ' * column}- {under[0].lstrip(' ')}", *under[1:]]
    return [f"{' ' * column}-{head}", *under]


def key_of(key: str) -> str:
    """The name of a field, in quotes if it needs them."""
    return key if _PLAIN_KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def in_brackets(value: object) -> str:
    """A value on one line, in brackets."""
    if isinstance(value, dict):
        told = (f"{key_of(key)}: {in_brackets(one)}" for key, one in value.items() if not is_empty(one))
        return "{" + ", ".join(told) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(in_brackets(one) for one in value) + "]"
    return "null" if value is None else inline(value, is_flow=True)


def inline(value: object, *, is_flow: bool = False) -> str:
    """A single value on one line, in quotes if it would be read as something else without them."""
    if isinstance(value, Raw):
        return value.source
    text = word_of(value)
    if not isinstance(value, str) or _is_plain(text, is_flow=is_flow):
        return text
    if ('"' in text or "\\" in text) and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return _HIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(text, ensure_ascii=False))


def _is_plain(text: str, *, is_flow: bool) -> bool:
    if not text.isprintable() or text != text.strip() or not text or text[0] in _SIGNS or _MISREAD.fullmatch(text):
        return False
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    return not (is_flow and _FLOW_SIGNS.search(text))


def _word(value: object, column: int) -> tuple[str, list[str]]:
    text = word_of(value)
    if isinstance(value, Raw) or not isinstance(value, str):
        return f" {inline(value)}", []
    if "\n" in text and _stands_alone(text):
        return " |-", [" " * (column + 2) + line if line else "" for line in text.split("\n")]
    if len(text) > WIDEST - column - 20 and " " in text and text.isprintable() and text == text.strip():
        return " >-", [" " * (column + 2) + line for line in _wrapped(text, max(40, WIDEST - column - 2))]
    return f" {inline(text)}", []


def _stands_alone(text: str) -> bool:
    """Whether a text can be written line by line and be read the same."""
    return text == text.strip() and all(line.isprintable() for line in text.split("\n"))


def _wrapped(text: str, width: int) -> list[str]:
    """A text in lines, cut at single spaces alone, so that joining them gives it again."""
    lines: list[str] = []
    for piece in re.split(r"(?<! ) (?! )", text):
        if lines and len(lines[-1]) + 1 + len(piece) <= width:
            lines[-1] += f" {piece}"
        else:
            lines.append(piece)
    return lines
