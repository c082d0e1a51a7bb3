"""The columns of a table before anybody said what they are: their names, what stands in them, what they may be."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from palabre.imports._cells import worded
from palabre.imports._mapping_text import as_column
from palabre.imports._opened import Source, recognised_format
from palabre.imports._proposal import guessed_columns
from palabre.imports._table import SHOWN, TableImport
from palabre.imports.contract import Reading
from palabre.imports.mapping import Column, Mapping
from palabre.model import Reject

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = 3
# No record is made, so no moment is given to any.
_NO_DAY = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsSeen:
    """The columns of the first table of a file, a few cells of each that are not blank, and a guess at what they are.

    The guess goes further than reading a file does by itself: it looks at the cells, so a person must confirm it.
    """

    names: tuple[str, ...]
    examples: tuple[tuple[str, ...], ...]
    guess: Mapping


def columns_seen(path: Path) -> ColumnsSeen | None:
    """The columns of the first table in a file, None when it begins with another format; or `ImportRefused`."""
    source = Source(path)
    reading = Reading(observed_at=_NO_DAY)
    try:
        for member in source.members():
            if member.head:
                kind = recognised_format(member, reading)
                break
        else:
            return None
        if not isinstance(kind, TableImport):
            return None
        table = kind.table(member, reading)
        try:
            rows = [row[1] for row in itertools.islice(table.rows(), SHOWN) if not isinstance(row, Reject)]
            cells = {
                name: [worded(get(row)).strip() for row in rows] for name in table.names for get in (table.cell(name),)
            }
        finally:
            table.close()
        return _seen(tuple(table.names), cells)
    finally:
        source.close()


def _seen(names: tuple[str, ...], cells: dict[str, list[str]]) -> ColumnsSeen:
    named = tuple(dict.fromkeys(name for name in names if name))
    columns: dict[str, Column] = {field: as_column(column) for field, column in guessed_columns(names, cells).items()}
    return ColumnsSeen(
        names=named,
        examples=tuple(tuple(itertools.islice(filter(None, cells[name]), EXAMPLES)) for name in named),
        guess=Mapping(columns=columns),
    )
