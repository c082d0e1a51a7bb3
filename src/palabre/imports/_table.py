"""From a table to records: settle the columns, look at the first thousand dates, then row by row."""

from __future__ import annotations

import itertools
from abc import abstractmethod
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from palabre.errors import BadRecord, ImportRefused
from palabre.imports._cells import Cells, is_blank, worded
from palabre.imports._columns import settled
from palabre.imports._known import known_tool
from palabre.imports._posts import ActorMaker, PostMaker
from palabre.imports._proposal import proposed
from palabre.imports._series import KnownSeries
from palabre.imports.contract import Import, rejected
from palabre.imports.mapping import DATE_FIELDS, Mapping, columns_of
from palabre.model import Reject
from palabre.text.dates import DAY_FIRST, MONTH_FIRST, ONE_DAY, DateReader, lacks_offset, order_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from palabre.imports._cells import Getter, Row
    from palabre.imports._known import KnownTable
    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Record

    Numbered = tuple[int, Row] | Reject
    Maker = Callable[[Row], Record]

PEEKED = 1000
SHOWN = 40


class Table(Protocol):
    """Rows under named columns, as a format gives them; `above` is what stood over the headers, cell by cell."""

    file: str
    names: Sequence[str]
    above: Sequence[str]

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
    if reading.mapping is not None:
        mapping = settled(table.names, reading, file=table.file, proposal="")
        table.use(mapping.named_columns)
    rows = table.rows()
    peeked = list(itertools.islice(rows, PEEKED))
    following = itertools.chain(peeked, rows)
    if reading.mapping is None:
        tool = _tool_of(table, reading)
        if tool is not None:
            yield from _known_records(tool, table, peeked, following, reading)
            return
        mapping = settled(table.names, reading, file=table.file, proposal=proposed_for(table, peeked))
    reading.used = reading.used or mapping
    cells = Cells(mapping, table.cell)
    make = _maker(mapping, cells, peeked, reading, table.file)
    for row in following:
        if isinstance(row, Reject):
            yield row
            continue
        line, content = row
        try:
            yield make(content)
        except BadRecord as bad:
            yield rejected(line, bad.reason, bad.detail)
    _tell_unread(cells, table, reading)


def _known_records(
    tool: KnownTable, table: Table, peeked: Sequence[Numbered], rows: Iterator[Numbered], reading: Reading
) -> Iterator[Record]:
    """The records of the table of a known tool, completed as only this tool's columns allow."""
    if isinstance(tool, KnownSeries):
        yield from tool.days(table, peeked, rows, reading)
        return
    mapping = tool.mapping_of(table.names, reading)
    reading.used = reading.used or mapping
    cells = Cells(mapping, table.cell)
    make = _maker(mapping, cells, peeked, reading, table.file)
    complete = tool.completing(table)
    tool.remark(table, peeked, reading)
    for row in tool.public(rows, table, reading):
        if isinstance(row, Reject):
            yield row
            continue
        line, content = row
        try:
            record = make(content)
            yield complete(content, record) if complete else record
        except BadRecord as bad:
            yield rejected(line, bad.reason, bad.detail)
    _tell_unread(cells, table, reading)


def _tool_of(table: Table, reading: Reading) -> KnownTable | None:
    """The tool that made a table: the one asked for, which must be right, or the one its columns tell."""
    if reading.tool is None:
        reading.tool = known_tool(table.names)
    elif lacking := reading.tool.lacking(table.names):
        raise ImportRefused(
            "tool-columns-missing", file=table.file, format=reading.tool.name, columns=", ".join(lacking)
        )
    return reading.tool


def _tell_unread(cells: Cells, table: Table, reading: Reading) -> None:
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
    told = ZoneInfo(mapping.timezone) if mapping.timezone else None
    tool = reading.tool if reading.mapping is None else None
    # What a tool always writes is known better than what a person says of all the files of an import.
    zone = (told or reading.timezone) if tool else (reading.timezone or told)
    ordered = mapping.dates in (DAY_FIRST, MONTH_FIRST)
    pattern = None if ordered else mapping.dates
    order = mapping.dates if ordered else ""
    column = " + ".join(columns_of(mapping.columns[field]))
    if not ordered and not pattern:
        order = order_of(written)
        if order is None:
            order = tool.dates if tool else None
        if order is None:
            shown = next((worded(cell) for cell in written if order_of([cell]) is None), "")
            raise ImportRefused("dates-order", file=file, column=column, example=shown)
    if zone is None:
        naive = next((cell for cell in written if lacks_offset(cell, pattern)), None)
        if naive is not None:
            raise ImportRefused("timezone-needed", file=file, column=column, example=worded(naive))
    latest = reading.observed_at + ONE_DAY if field == "created_at" else None
    return DateReader(zone=zone, order=order, pattern=pattern, latest=latest)
