"""Part files: rows of one month, sorted, compressed, on disk before the log hears of them."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from palabre.errors import StoreError
from palabre.model import Table
from palabre.store import _delta
from palabre.store._delta import Part
from palabre.store.schema import MONTH, schema_of

if TYPE_CHECKING:
    from datetime import datetime

    import pyarrow as pa

ROW_GROUP = 32_768
PREFIX = "part-v"


def new_path(root: Path, table: Table, month: str) -> Path:
    """Where a new part file of a month goes; its name carries the version of the columns."""
    folder = root / f"{MONTH}={month}"
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        _delta.sync_folder(root)
    return folder / f"{PREFIX}{table.version}-{uuid.uuid4().hex}.parquet"


def write_parts(root: Path, table: Table, rows: pa.Table) -> tuple[Part, ...]:
    """Writes rows as one file per UTC month and gives the parts, fsynced; raises `StoreError` when the disk is full."""
    with told_when_full(root):
        parts = tuple(_write_month(root, table, month, part) for month, part in by_month(table, rows))
        for folder in {(root / part.path).parent for part in parts}:
            _delta.sync_folder(folder)
    return parts


@contextmanager
def told_when_full(root: Path) -> Iterator[None]:
    """Turns what the disk refuses into a `StoreError` that says what to do."""
    try:
        yield
    except OSError as problem:
        raise StoreError("lake-cannot-write", path=root, why=problem.strerror or str(problem)) from problem


def discard(root: Path, parts: Sequence[Part]) -> None:
    """Removes files that no commit took."""
    for part in parts:
        (root / part.path).unlink(missing_ok=True)


def by_month(table: Table, rows: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    """Cuts rows, sorted by time, into months; a row without time is a fault of the caller."""
    import numpy as np

    check_schema(table, rows)
    keys = [rows[key].to_numpy() for key in reversed(sort_keys(table))]
    months = rows[table.time].to_numpy().astype("datetime64[M]")
    order = np.lexsort([*keys, months])
    if not np.array_equal(order, np.arange(len(order))):
        rows, months = rows.take(order), months[order]
    cuts = np.flatnonzero(months[1:] != months[:-1]) + 1
    for start, end in pairwise([0, *cuts.tolist(), len(months)]):
        if end > start:
            yield str(months[start]), rows.slice(start, end - start)


def sort_keys(table: Table) -> Sequence[str]:
    """What rows are sorted by in a file: mentions by radar first, everything else by time."""
    return ("radar_id", table.time) if "radar_id" in table.names else (table.time,)


def check_schema(table: Table, rows: pa.Table) -> None:
    """Raises `StoreError` unless the columns and their types are exactly the table's: delta-rs would cast silently."""
    wanted = schema_of(table)
    if not rows.schema.equals(wanted):
        raise StoreError("lake-wrong-columns", table=table.name, columns=", ".join(_differences(wanted, rows.schema)))


def _differences(wanted: pa.Schema, got: pa.Schema) -> list[str]:
    names = [field.name for field in wanted]
    wrong = [f"{field.name}: {field.type}" for field in got if field.name not in names]
    wrong += [
        f"{field.name}: {got.field(field.name).type if field.name in got.names else 'missing'}"
        for field in wanted
        if field.name not in got.names or got.field(field.name).type != field.type
    ]
    return wrong or ["order"]


def _write_month(root: Path, table: Table, month: str, rows: pa.Table) -> Part:
    with PartWriter(root, table, month) as writer:
        writer.write(rows)
    return writer.part


class PartWriter:
    """Writes one part file, in as many pieces as its rows come; `part` is there once it is closed, fsynced.

    A writer left by an exception removes its file; one left by a kill leaves a file the log never heard of.
    """

    def __init__(self, root: Path, table: Table, month: str) -> None:
        self._root, self._table, self._month = root, table, month
        self._path = new_path(root, table, month)
        self._rows = 0
        self._first: datetime | None = None
        self._last: datetime | None = None

    def __enter__(self) -> Self:
        import pyarrow.parquet as pq

        self._stream = open(self._path, "wb")
        self._writer = pq.ParquetWriter(self._stream, schema_of(self._table), **_encoding(self._table))
        return self

    def write(self, rows: pa.Table) -> None:
        """Adds rows, sorted by the caller."""
        import pyarrow.compute as pc

        if rows.num_rows == 0:
            return
        span = pc.min_max(rows[self._table.time]).as_py()
        self._first = span["min"] if self._first is None else min(self._first, span["min"])
        self._last = span["max"] if self._last is None else max(self._last, span["max"])
        self._rows += rows.num_rows
        self._writer.write_table(rows, row_group_size=ROW_GROUP)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        finished = False
        try:
            if kind is None:
                self._writer.close()
                self._stream.flush()
                os.fsync(self._stream.fileno())
                finished = True
        finally:
            # A Parquet writer that believes it is open writes to the closed stream when it is collected.
            self._writer.is_open = False
            self._stream.close()
            if not finished:
                self._path.unlink(missing_ok=True)

    @property
    def part(self) -> Part:
        """What was written."""
        return Part(
            path=str(self._path.relative_to(self._root)),
            size_bytes=self._path.stat().st_size,
            rows=self._rows,
            month=self._month,
            first=self._first,
            last=self._last,
        )


def _encoding(table: Table) -> dict[str, Any]:
    """zstd-3; no dictionary on ids and texts, which never repeat enough to pay for it."""
    plain = {
        name for name, kind in table.columns if kind in ("i64", "ts", "list<i64>") or name in ("text", "native_id")
    }
    return {
        "compression": "zstd",
        "compression_level": 3,
        "use_dictionary": [name for name in table.names if name not in plain],
        "write_statistics": [name for name, kind in table.columns if kind in ("i64", "i32", "ts")],
    }
