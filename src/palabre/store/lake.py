"""The lake: tables of Parquet files under a Delta log. Appends here, reads through `reading`, rewriting in `rewrite`.

An append is a loop: look at the newest version with a fresh handle, drop the rows that are already there, write the
rest as part files, commit with one transaction number per touched month. When another process got in between, the
commit is refused and the loop starts again, so two processes importing the same file double nothing.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from palabre.errors import StoreError
from palabre.model import TABLES, Table
from palabre.store import _delta, _parts, engine
from palabre.store._delta import Change, Conflict, Part

if TYPE_CHECKING:
    import pyarrow as pa
    from deltalake import DeltaTable

ATTEMPTS = 12
FIRST_WAIT_S = 0.02
LONGEST_WAIT_S = 1.0
MARGIN = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """What an append did: rows stored, how many were left out, the version that shows it, the days touched."""

    stored: pa.Table
    known: int
    version: int
    days: tuple[tuple[date, date], ...] = ()

    @property
    def rows(self) -> int:
        """How many rows were stored."""
        return int(self.stored.num_rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A version of a table as a list of files; it stays readable for an hour, whatever is rewritten meanwhile."""

    table: Table
    root: Path
    version: int
    parts: tuple[Part, ...]

    @property
    def rows(self) -> int:
        """Rows in the files, hidden ones included."""
        return sum(part.rows for part in self.parts)

    def between(self, first: datetime | None, last: datetime | None) -> tuple[Part, ...]:
        """The files that may hold rows of a span, by the statistics kept in the log."""
        return tuple(
            part
            for part in self.parts
            if (first is None or part.last is None or part.last >= first)
            and (last is None or part.first is None or part.first <= last)
        )

    def sql(self, parts: Sequence[Part] | None = None, columns: Sequence[str] | None = None) -> str:
        """The rows of this version (or of some of its files) as an SQL subquery."""
        return engine.rows_of(self.table, self.root, self.parts if parts is None else parts, columns)


Fresh = Callable[[Snapshot, "pa.Table"], "pa.Table"]


@dataclass(slots=True)
class Lake:
    """All the tables of a workspace. `clock` gives the time of commits; `wait` sleeps between two attempts."""

    root: Path
    clock: Callable[[], datetime]
    wait: Callable[[float], None]
    _seen: dict[str, Snapshot] = field(default_factory=dict)
    _hidden: tuple[int, Mapping[str, pa.Table]] | None = None

    def path_of(self, table: Table) -> Path:
        """The folder of a table."""
        return self.root / table.name

    def create(self) -> None:
        """Makes the tables that are missing."""
        for table in TABLES.values():
            if not _delta.exists(self.path_of(table)):
                _delta.create(self.path_of(table), table)

    def snapshot(self, table: Table) -> Snapshot:
        """The newest version of a table; costs a look at one file name when nothing was committed."""
        root = self.path_of(table)
        seen = self._seen.get(table.name)
        if seen is None or _delta.log_entry(root, seen.version + 1).exists():
            seen = self.at(_delta.open_log(root), table)
            self._seen[table.name] = seen
        return seen

    def at(self, log: DeltaTable, table: Table) -> Snapshot:
        """The version of a table that a handle stands on."""
        parts = _delta.parts_of(log, table)
        return Snapshot(table=table, root=self.path_of(table), version=log.version(), parts=parts)

    def forget(self) -> None:
        """Looks at the logs again on the next read."""
        self._seen.clear()

    def hidden(self, look: Callable[[Lake], Mapping[str, pa.Table]]) -> Mapping[str, pa.Table]:
        """What `look` finds hidden, asked again only when the deletions changed."""
        version = self.snapshot(TABLES["deletions"]).version
        if self._hidden is None or self._hidden[0] != version:
            self._hidden = (version, look(self))
        return self._hidden[1]

    def append(
        self,
        table: Table,
        rows: pa.Table,
        *,
        source: tuple[str, int] | None = None,
        notes: Mapping[str, str] | None = None,
        fresh: Fresh | None = None,
    ) -> Appended:
        """Stores the rows that `fresh` keeps (by default those whose key is not there), once, whatever else commits.

        `source` is a transaction name and number kept with the rows; an equal or lower number is already in the lake
        and stores nothing. Raises `StoreError` on a full disk and after a dozen conflicts in a row.
        """
        _parts.check_schema(table, rows)
        if rows.num_rows == 0 and source is None:
            return Appended(stored=rows, known=0, version=self.snapshot(table).version)
        choose = fresh or unknown
        root = self.path_of(table)
        for attempt in range(ATTEMPTS):
            log = _delta.open_log(root)
            if source is not None and _delta.number_of(log, source[0]) >= source[1]:
                return Appended(stored=rows.slice(0, 0), known=rows.num_rows, version=log.version())
            kept = choose(self.at(log, table), rows)
            if kept.num_rows == 0 and source is None:
                return Appended(stored=kept, known=rows.num_rows, version=log.version())
            parts = _parts.write_parts(root, table, kept)
            change = Change(add=parts, transactions=_numbers(log, parts, source), notes=notes or {})
            try:
                version = _delta.commit(root, log, table, change, at=self.clock())
            except Conflict:
                _parts.discard(root, parts)
                self.wait(pause(attempt))
                continue
            known = rows.num_rows - kept.num_rows
            return Appended(stored=kept, known=known, version=version, days=days_of(parts))
        raise StoreError("lake-too-many-conflicts", table=table.name, attempts=ATTEMPTS)


def days_of(parts: Iterable[Part]) -> tuple[tuple[date, date], ...]:
    """The first and last UTC day of each file, once each, in order."""
    return tuple(sorted({(p.first.date(), p.last.date()) for p in parts if p.first is not None and p.last is not None}))


def pause(attempt: int) -> float:
    """Seconds to wait after a conflict: doubling from 20 ms to 1 s, with jitter so that two writers part."""
    jitter = random.Random(os.getpid() * ATTEMPTS + attempt).uniform(0.5, 1.5)  # noqa: S311 - spreads, secures nothing
    return min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0**attempt) * jitter


def _numbers(log: DeltaTable, parts: Sequence[Part], source: tuple[str, int] | None) -> dict[str, int]:
    names = sorted({f"ids/{part.month}" for part in parts})
    numbers = {name: _delta.number_of(log, name) + 1 for name in names}
    return numbers | ({source[0]: source[1]} if source else {})


def unknown(snapshot: Snapshot, rows: pa.Table) -> pa.Table:
    """The rows whose key is not in a version of the table, one per key, looked for around the times of the rows."""
    return _unknown(snapshot, rows, near(snapshot, rows))


def unknown_anywhere(snapshot: Snapshot, rows: pa.Table) -> pa.Table:
    """The rows whose key is nowhere in a version of the table, one per key, whatever their times."""
    return _unknown(snapshot, rows, snapshot.parts)


def _unknown(snapshot: Snapshot, rows: pa.Table, parts: Sequence[Part]) -> pa.Table:
    """The rows whose key is not in some files.

    Only keys pass through the engine: the rows themselves, texts included, stay where they are when all are new.
    """
    import pyarrow as pa

    if rows.num_rows == 0:
        return rows
    table = snapshot.table
    keys = ", ".join(table.key)
    same = " AND ".join(f"i.{key} IS NOT DISTINCT FROM s.{key}" for key in table.key)
    incoming = rows.select(list(table.key)).append_column("place", pa.array(range(rows.num_rows), pa.int64()))
    with engine.cursor() as db:
        db.register("incoming", incoming)
        new = db.sql(
            f"""
            SELECT MIN(place) AS place FROM incoming AS i
            ANTI JOIN {snapshot.sql(parts, table.key)} AS s ON {same}
            GROUP BY {keys} ORDER BY place
            """
        ).to_arrow_table()["place"]
    return rows if len(new) == rows.num_rows else rows.take(new)


def near(snapshot: Snapshot, rows: pa.Table) -> tuple[Part, ...]:
    """The files whose time span is within two days of the rows': one post may be dated apart by two formats."""
    import pyarrow.compute as pc

    if rows.num_rows == 0:
        return ()
    span = pc.min_max(rows[snapshot.table.time]).as_py()
    return snapshot.between(span["min"] - MARGIN, span["max"] + MARGIN)
