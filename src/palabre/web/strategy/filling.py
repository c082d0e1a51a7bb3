"""A form filled in: from a value of the strategy to the words of its fields, and back, telling what cannot be read.

A field is named by its way down from the value: `goal`, `count_goal.now`, `steps.0.what`. A list within a form says how
many lines it has (`steps.#`) and where each came from (`steps.0.@`, empty for a new one), since browsers say nothing
of an empty line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any

from palabre.errors import UsageError
from palabre.web.strategy.shapes import MANY, Asked, Control, asked_of
from palabre.words.messages import told

Filled = Mapping[str, tuple[str, ...]]
LONGEST = 20_000
MOST_LINES = 300
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,12})?")
_SPACES = re.compile(r"[\s\u00a0\u202f]")


@dataclass(slots=True)
class Reading:
    """One reading of a form; `wrong` holds a sentence for each field that means nothing."""

    filled: Filled
    zone: tzinfo
    wrong: dict[str, str] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """The words of a field."""
        return (self.filled.get(name) or ("",))[-1].strip()


def filled_of(kind: type, value: object, *, zone: tzinfo, prefix: str = "") -> dict[str, tuple[str, ...]]:
    """The words of a form that shows a value, or an empty one."""
    filled: dict[str, tuple[str, ...]] = {}
    for asked in asked_of(kind):
        held, name = getattr(value, asked.name, None), prefix + asked.name
        if asked.control == "value":
            filled |= filled_of(asked.kind, held, zone=zone, prefix=f"{name}.")
        elif asked.control == "list":
            filled |= _lines_of(asked, held or (), zone=zone, name=name)
        elif asked.control == "lines":
            filled[name] = ("\n".join(held or ()),)
        elif asked.control in MANY:
            filled[name] = tuple(map(str, held or ()))
        else:
            filled[name] = (_written(held, zone),)
    return {name: words for name, words in filled.items() if any(words)}


def plain_of(kind: type, reading: Reading, *, prefix: str = "") -> dict[str, Any]:
    """What a form says, as plain values: every field of the kind is there, `None`, "" or [] when nothing was said."""
    plain: dict[str, Any] = {}
    for asked in asked_of(kind):
        name = prefix + asked.name
        if asked.control == "value":
            plain[asked.name] = plain_of(asked.kind, reading, prefix=f"{name}.")
        elif asked.control == "list":
            plain[asked.name] = [
                plain_of(asked.kind, reading, prefix=f"{at}.") for at in lines_in(reading.filled, name)
            ]
        else:
            plain[asked.name] = _read(asked, name, reading)
    return plain


def value_of(kind: type, plain: Mapping[str, Any], held: object = None) -> Any:  # noqa: ANN401 - the kind says it
    """The value that plain values make; fields that are not among them are those of the one held."""
    empty = kind()
    fields: dict[str, Any] = {}
    for asked in asked_of(kind):
        said = plain.get(asked.name)
        if asked.name not in plain:
            fields[asked.name] = getattr(held or empty, asked.name)
        elif asked.control == "list":
            fields[asked.name] = tuple(value_of(asked.kind, one) for one in said or ())
        elif not is_said(said):
            fields[asked.name] = getattr(empty, asked.name)
        elif asked.control == "value":
            fields[asked.name] = value_of(asked.kind, said or {})
        else:
            fields[asked.name] = tuple(said) if isinstance(said, list) else said
    return kind(**fields)


def lines_in(filled: Filled, name: str) -> Iterator[str]:
    """The names under which the lines of a list within a form stand."""
    said = (filled.get(f"{name}.#") or ("0",))[-1]
    count = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0
    return (f"{name}.{number}" for number in range(min(count, MOST_LINES)))


def origins_in(filled: Filled, name: str) -> list[int | None]:
    """Where each line of a list within a form stood when it was shown; None for a new one."""
    said = [(filled.get(f"{at}.@") or ("",))[-1] for at in lines_in(filled, name)]
    return [int(one) if one.isascii() and one.isdigit() and len(one) < 6 else None for one in said]


def rearranged(filled: Filled, name: str, act: str, number: int) -> dict[str, tuple[str, ...]]:
    """The same form with a line added, removed, or moved by one; as it was when there is no such line."""
    lines = [_under(filled, f"{at}.") for at in lines_in(filled, name)]
    if act == "add" and len(lines) < MOST_LINES:
        lines.append({})
    elif 0 <= number < len(lines) and act in {"remove", "up", "down"}:
        line = lines.pop(number)
        if act != "remove":
            lines.insert(max(0, number - 1) if act == "up" else number + 1, line)
    kept = {key: words for key, words in filled.items() if not key.startswith(f"{name}.")}
    for place, line in enumerate(lines):
        kept |= {f"{name}.{place}.{key}": words for key, words in line.items()}
    return kept | {f"{name}.#": (str(len(lines)),)}


def is_said(plain: object) -> bool:
    """Whether a plain value says anything at all: False and 0 do."""
    if isinstance(plain, Mapping):
        return any(map(is_said, plain.values()))
    if isinstance(plain, list):
        return any(map(is_said, plain))
    return plain is not None and plain != ""


def pruned(plain: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of a value, its empty fields left out."""
    return {name: _pruned(value) for name, value in plain.items() if is_said(value)}


def _pruned(value: Any) -> Any:  # noqa: ANN401 - a plain value
    if isinstance(value, Mapping):
        return pruned(value)
    return [_pruned(one) for one in value if is_said(one)] if isinstance(value, list) else value


def _under(filled: Filled, prefix: str) -> dict[str, tuple[str, ...]]:
    return {key.removeprefix(prefix): words for key, words in filled.items() if key.startswith(prefix)}


def _lines_of(asked: Asked, held: tuple[object, ...], *, zone: tzinfo, name: str) -> dict[str, tuple[str, ...]]:
    filled: dict[str, tuple[str, ...]] = {f"{name}.#": (str(len(held)),)}
    for number, one in enumerate(held):
        filled |= filled_of(asked.kind, one, zone=zone, prefix=f"{name}.{number}.")
        filled[f"{name}.{number}.@"] = (str(number),)
    return filled


def _written(held: object, zone: tzinfo) -> str:
    if held is None:
        return ""
    if isinstance(held, bool):
        return "yes" if held else "no"
    if isinstance(held, float):
        return f"{held:.12f}".rstrip("0").rstrip(".")
    if isinstance(held, datetime):
        return held.astimezone(zone).strftime("%Y-%m-%dT%H:%M")
    return held.isoformat() if isinstance(held, date) else str(held)


def _read(asked: Asked, name: str, reading: Reading) -> Any:  # noqa: ANN401 - a plain value
    if asked.control in MANY:
        return _several(asked, name, reading)
    words = reading.one(name)
    if len(words) > LONGEST:
        reading.wrong[name] = told(UsageError("field-too-long", longest=LONGEST))
        return None
    if asked.control in _READ:
        return _READ[asked.control](words, name, reading) if words else None
    if asked.control == "choice":
        return _choice(asked, words, name, reading)
    return words


def _several(asked: Asked, name: str, reading: Reading) -> list[str]:
    given = reading.filled.get(name, ())
    if asked.control == "lines":
        given = tuple("\n".join(given).split("\n"))
    words = [one.strip() for one in given if one.strip()]
    if len(words) > MOST_LINES or any(len(one) > LONGEST for one in words):
        reading.wrong[name] = told(UsageError("field-too-long", longest=LONGEST))
        return []
    if asked.control == "choices":
        words = [one for one in words if _choice(asked, one, name, reading)]
    return words


def _choice(asked: Asked, words: str, name: str, reading: Reading) -> str | int | None:
    found = next((one for one in asked.choices if str(one) == words), None)
    if words and found is None:
        reading.wrong[name] = told(UsageError("filter-unknown", value=words[:40]))
    return found


def _whole(words: str, name: str, reading: Reading) -> int | None:
    number = _number(words, name, reading)
    if isinstance(number, float):
        reading.wrong[name] = told(UsageError("field-needs-whole", value=words[:40]))
        return None
    return number


def _number(words: str, name: str, reading: Reading) -> float | int | None:
    bare = _SPACES.sub("", words)
    if not _NUMBER.fullmatch(bare):
        reading.wrong[name] = told(UsageError("field-needs-number", value=words[:40]))
        return None
    read = float(bare.replace(",", "."))
    return int(read) if read.is_integer() else read


def _day(words: str, name: str, reading: Reading) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        reading.wrong[name] = told(UsageError("date-malformed", value=words[:40]))
        return None


def _moment(words: str, name: str, reading: Reading) -> datetime | None:
    try:
        read = datetime.fromisoformat(words)
    except ValueError:
        reading.wrong[name] = told(UsageError("field-needs-moment", value=words[:40]))
        return None
    return read if read.tzinfo else read.replace(tzinfo=reading.zone)


def _yes_no(words: str, name: str, reading: Reading) -> bool | None:
    if words not in {"yes", "no"}:
        reading.wrong[name] = told(UsageError("filter-unknown", value=words[:40]))
        return None
    return words == "yes"


_READ: dict[Control, Callable[[str, str, Reading], Any]] = {
    "whole": _whole,
    "number": _number,
    "day": _day,
    "moment": _moment,
    "yes_no": _yes_no,
}
