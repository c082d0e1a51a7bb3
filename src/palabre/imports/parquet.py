"""Parquet files, read a few thousand rows at a time."""

from __future__ import annotations

import operator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from palabre.errors import ImportRefused
from palabre.imports._table import TableImport
from palabre.imports.contract import rejected
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow as pa

    from palabre.imports._cells import Getter
    from palabre.imports._member import Member
    from palabre.imports._table import Numbered, Table
    from palabre.imports.contract import Reading

MAGIC = b"PAR1"
BATCH = 4096


class Parquet(TableImport):
    """A Parquet file. A column inside another is named with a dot: `author.name`. Rows are counted from 1."""

    name = "parquet"
    title = N_("Parquet file")

    def recognises(self, head: bytes, text: str) -> bool:
        """The four letters every Parquet file begins with."""
        return head.startswith(MAGIC)

    def table(self, member: Member, reading: Reading) -> Table:
        """The rows. What tells the columns stands at the end of the file: cut there, it gives nothing."""
        return _ParquetTable(member)


class _ParquetTable:
    def __init__(self, member: Member) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self.file = member.name
        self.above: Sequence[str] = ()
        self._member = member
        self._open_file = member.whole()
        try:
            self._parquet = pq.ParquetFile(self._open_file)
            self.names: Sequence[str] = [name for name, _ in _leaves(self._parquet.schema_arrow)]
        except (pa.ArrowException, OSError, ValueError, EOFError) as error:
            self._open_file.close()
            raise ImportRefused("parquet-damaged", file=member.name) from error
        self._used: list[str] = list(self.names)

    def cell(self, name: str) -> Getter:
        return operator.itemgetter(self._used.index(name))

    def use(self, names: Sequence[str]) -> None:
        self._used = list(names)

    def close(self) -> None:
        """Closes the file."""
        self._open_file.close()

    def rows(self) -> Iterator[Numbered]:
        import pyarrow as pa

        number, total = 0, self._parquet.metadata.num_rows
        try:
            for batch in self._parquet.iter_batches(batch_size=BATCH, columns=self._used):
                # Of two columns of one name the first is read, as in every table.
                columns = dict(reversed(list(_leaves_of(batch))))
                for row in zip(*(_cells_of(columns[name]) for name in self._used), strict=True):
                    number += 1
                    yield number, row
                self._member.rows = (number, total)
        except (pa.ArrowException, OSError, ValueError, OverflowError, KeyError) as error:
            yield rejected(number + 1, "truncated", error)


def _leaves(schema: pa.Schema) -> Iterator[tuple[str, pa.DataType]]:
    import pyarrow as pa

    for field in schema:
        if pa.types.is_struct(field.type):
            for name, kind in _leaves(pa.schema(list(field.type))):
                yield f"{field.name}.{name}", kind
        else:
            yield field.name, field.type


def _leaves_of(batch: pa.RecordBatch) -> Iterator[tuple[str, pa.ChunkedArray]]:
    import pyarrow as pa

    table = pa.Table.from_batches([batch])
    while any(pa.types.is_struct(field.type) for field in table.schema):
        table = table.flatten()
    yield from zip(table.column_names, table.columns, strict=True)


def _cells_of(column: pa.ChunkedArray) -> list[object]:
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_timestamp(column.type):
        column = pc.cast(column, pa.timestamp("us", tz="UTC" if column.type.tz else None), safe=False)
        moments = column.to_numpy().tolist()
        # A moment that no date can hold comes out as a number; Arrow's own way below says so.
        if all(isinstance(moment, datetime | None) for moment in moments):
            return [moment and moment.replace(tzinfo=UTC) for moment in moments] if column.type.tz else moments
    cells: list[object] = column.to_pylist()
    return cells
