"""From a table to records: settle the columns, look at the first thousand dates, then row by row."""

from __future__ import annotations

import itertools
from abc import abstractmethod
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from palabre.errors import ImportRefused
from palabre.imports._cells import Cells, is_blank, worded
from palabre.imports._columns import settled
from palabre.imports._dates import DAY_FIRST, MONTH_FIRST, ONE_DAY, DateReader, lacks_offset, order_of
from palabre.imports._posts import ActorMaker, PostMaker
from palabre.imports._proposal import proposed
from palabre.imports.contract import BadRecord, Import, rejected
from palabre.imports.mapping import DATE_FIELDS, Mapping, columns_of
from palabre.model import Reject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from palabre.imports._cells import Getter, Row
    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Record

    Numbered = tuple[int, Row] | Reject
    Maker = Callable[[Row], Record]

PEEKED = 1000
SHOWN = 40


class Table(Protocol):
    """Rows under named columns, as a format gives them."""

    file: str
    names: Sequence[str]

    def cell(self, name: str) -> Getter:
        """What reads the cell of a column out of a row."""

    def use(self, names: Sequence[str]) -> None:
        """Says which columns will be read: the others need not be made."""

    def rows(self) -> Iterator[Numbered]:
        """Each row with its number, or its refusal."""

    def close(self) -> None:
        """Lets go of what the table holds open."""


class TableImport(Import):
    """A format that holds a table: all that is its own is how to find rows under named columns."""

    generic = True

    @abstractmethod
    def table(self, member: Member, reading: Reading) -> Table:
        """The table a file holds; raises `ImportRefused` when there is none."""

    def read(self, member: Member, reading: Reading) -> Iterator[Record]:
        """The posts, or the actors, of the rows."""
        table = self.table(member, reading)
        try:
            yield from records_of(table, reading)
        finally:
            table.close()


def records_of(table: Table, reading: Reading) -> Iterator[Record]:
    """The posts, or actors, of a table. Columns and dates that cannot be told for certain refuse it at once."""
    peeked: list[Numbered] = []
    rows: Iterator[Numbered] | None = None
    if reading.mapping is None:
        rows = table.rows()
        peeked = list(itertools.islice(rows, PEEKED))
    mapping = settled(table.names, reading, file=table.file, proposal=proposed_for(table, peeked))
    if rows is None:
        table.use(mapping.named_columns)
        rows = table.rows()
        peeked = list(itertools.islice(rows, PEEKED))
    reading.used = reading.used or mapping
    cells = Cells(mapping, table.cell)
    make = _maker(mapping, cells, peeked, reading, table.file)
    for row in itertools.chain(peeked, rows):
        if isinstance(row, Reject):
            yield row
            continue
        line, content = row
        try:
            yield make(content)
        except BadRecord as bad:
            yield rejected(line, bad.reason, bad.detail)
    for field, (count, example) in cells.unread.items():
        reading.note("counts-unread", file=table.file, field=field, count=count, example=example)


def proposed_for(table: Table, peeked: Sequence[Numbered]) -> str:
    """A mapping to correct, from the columns of a table and its first rows."""
    rows = [row[1] for row in peeked[:SHOWN] if not isinstance(row, Reject)]
    samples = {name: [worded(get(row)) for row in rows] for name in table.names for get in (table.cell(name),)}
    return proposed(table.names, samples)


def _maker(mapping: Mapping, cells: Cells, peeked: Sequence[Numbered], reading: Reading, file: str) -> Maker:
    rows = [row[1] for row in peeked if not isinstance(row, Reject)]
    dates = {
        field: _date_reader(field, mapping, [raw(row) for row in rows], reading, file)
        for field in DATE_FIELDS
        if field in mapping.columns
        for raw in (cells.raw(field),)
    }
    if mapping.rows == "posts":
        return PostMaker(mapping, cells, dates, reading.observed_at)
    make = ActorMaker(mapping, cells, dates, reading.observed_at)

    def actor_of(row: Row) -> Record:
        actor = make(row)
        if actor is None:
            raise BadRecord("no-actor", row)
        return actor

    return actor_of


def _date_reader(
    field: str, mapping: Mapping, cells: list[object], reading: Reading, file: str
) -> Callable[[object], datetime]:
    written = [cell for cell in cells if not is_blank(cell)]
    zone = reading.timezone or (ZoneInfo(mapping.timezone) if mapping.timezone else None)
    ordered = mapping.dates in (DAY_FIRST, MONTH_FIRST)
    pattern = None if ordered else mapping.dates
    order = mapping.dates if ordered else ""
    column = " + ".join(columns_of(mapping.columns[field]))
    if not ordered and not pattern:
        order = order_of(written)
        if order is None:
            shown = next((worded(cell) for cell in written if order_of([cell]) is None), "")
            raise ImportRefused("dates-order", file=file, column=column, example=shown)
    if zone is None:
        naive = next((cell for cell in written if lacks_offset(cell, pattern)), None)
        if naive is not None:
            raise ImportRefused("timezone-needed", file=file, column=column, example=worded(naive))
    latest = reading.observed_at + ONE_DAY if field == "created_at" else None
    return DateReader(zone=zone, order=order, pattern=pattern, latest=latest)
