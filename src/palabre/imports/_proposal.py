"""A mapping file to correct, for a table whose columns do not say plainly what they are."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from palabre.errors import BadRecord
from palabre.imports._columns import field_of
from palabre.text.dates import MONTH_FIRST, DateReader
from palabre.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SHOWN = 60
_HOUR = re.compile(r"\d{1,2}[:h]\d\d(:\d\d)?")
_YAML_WORDS = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")


def proposed(names: Sequence[str], samples: Mapping[str, Sequence[str]]) -> str:
    """Commented YAML: what the headers and the first rows suggest, and below it every column left, to be moved."""
    guessed = guessed_columns(names, samples)
    used = {name for column in guessed.values() for name in column}
    left = [name for name in names if name and name not in used]
    lines = [
        "# " + _("How to read this table: on the left the field of a post, on the right the column of the file."),
        "# " + _("Correct what is wrong. Only text and created_at are required."),
        "network: other",
        "# " + _("The time zone of dates that are written without one:"),
        "# timezone: Europe/Paris",
        "# " + _("What 03/04/2024 means here: day-first or month-first."),
        "# dates: day-first",
        "columns:",
    ]
    for field in dict.fromkeys(("text", "created_at", *guessed)):
        lines.append(f"  {field}: {_written(guessed[field], samples)}" if field in guessed else f"  {field}:")
    if left:
        lines.append("# " + _("Columns not used:"))
        lines += [f"#   {_quoted(name)}{_example(samples, name)}" for name in left]
    return "\n".join(lines) + "\n"


def guessed_columns(names: Sequence[str], samples: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The columns each field may be in, by their names, then by what stands in them."""
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        field = field_of(name)
        if field and field not in found:
            found[field] = (name,)
    left = [name for name in names if name and (name,) not in found.values()]
    if "created_at" not in found:
        dated = [name for name in left if _are_dates(samples.get(name, ()))][:1]
        hours = [name for name in left if dated and _are_hours(samples.get(name, ()))][:1]
        if dated:
            found["created_at"] = (*dated, *hours)
    if "text" not in found:
        free = [name for name in left if name not in found.get("created_at", ()) and _length(samples.get(name, ())) > 0]
        if free:
            found["text"] = (max(free, key=lambda name: _length(samples.get(name, ()))),)
    return found


def _are_hours(cells: Sequence[str]) -> bool:
    written = [cell.strip() for cell in cells if cell.strip()]
    return bool(written) and all(map(_HOUR.fullmatch, written))


def _are_dates(cells: Sequence[str]) -> bool:
    read = DateReader(zone=None, order=MONTH_FIRST)
    written = [cell for cell in cells if cell.strip()]
    return bool(written) and all(_is_date(read, cell) for cell in written[:10])


def _is_date(read: DateReader, cell: str) -> bool:
    if len(cell.strip()) < 8 or cell.strip().isdigit():
        return False
    try:
        read(cell)
    except BadRecord as bad:
        return bad.reason in ("no-offset", "ambiguous-date")
    return True


def _length(cells: Sequence[str]) -> float:
    return sum(map(len, cells)) / len(cells) if cells else 0.0


def _written(column: Sequence[str], samples: Mapping[str, Sequence[str]]) -> str:
    if len(column) == 1:
        return _quoted(column[0]) + _example(samples, column[0])
    return "[" + ", ".join(map(_quoted, column)) + "]"


def _quoted(name: str) -> str:
    plain = name.replace("_", "a").replace(" ", "a").isalnum() and name[0].isalpha() and name.lower() not in _YAML_WORDS
    return name if plain else json.dumps(name, ensure_ascii=False)


def _example(samples: Mapping[str, Sequence[str]], name: str) -> str:
    shown = next((cell.strip() for cell in samples.get(name, ()) if cell.strip()), "")
    shown = "".join(character if character.isprintable() else " " for character in shown[:_SHOWN])
    return f"  # {shown}" if shown else ""
