"""The feed: one numbered row per commit that readers must hear of. Commit, then publish.

A crash between the two leaves a commit unannounced; `catch_up` finds it in the Delta log and announces it, so a reader
that resumes by number misses nothing and hears of nothing twice.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sqlalchemy import Engine, delete, func, select
from sqlalchemy.exc import IntegrityError

from palabre.model import TABLES, Table
from palabre.store import _delta
from palabre.store._delta import Part
from palabre.store.lake import Appended, Lake, Snapshot, days_of
from palabre.store.schema import MONTH
from palabre.store.state import feed, read_cursor, write_cursor

if TYPE_CHECKING:
    from pathlib import Path

FED = ("posts", "mentions", "deletions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A commit, as its readers hear of it: the version that shows it and the spans of days it touched."""

    number: int
    table: str
    version: int
    rows: int
    days: tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """The feed of a workspace."""

    engine: Engine
    lake: Lake
    clock: Callable[[], datetime]

    def publish(self, table: str, appended: Appended) -> None:
        """Announces a commit; announcing it again does nothing."""
        if appended.rows:
            self.announce(table, version=appended.version, rows=appended.rows, days=appended.days)

    def announce(self, table: str, *, version: int, rows: int, days: tuple[tuple[date, date], ...]) -> bool:
        """Announces a version of a table by the days whose counts it changes; False when it was announced before."""
        row = {
            "table_name": table,
            "version": version,
            "rows": rows,
            "days": [[first.isoformat(), last.isoformat()] for first, last in days],
            "committed_at": self.clock(),
        }
        try:
            with self.engine.begin() as connection:
                connection.execute(feed.insert().values(**row))
        except IntegrityError:
            return False
        return True

    def after(self, number: int, *, limit: int = 10_000) -> tuple[Announced, ...]:
        """What was announced after a number, oldest first."""
        chosen = select(feed).where(feed.c.number > number).order_by(feed.c.number).limit(limit)
        with self.engine.connect() as connection:
            return tuple(
                Announced(
                    number=row.number,
                    table=row.table_name,
                    version=row.version,
                    rows=row.rows,
                    days=tuple((date.fromisoformat(a), date.fromisoformat(b)) for a, b in row.days),
                )
                for row in connection.execute(chosen)
            )

    def last(self) -> int:
        """The number of the newest announcement; 0 before the first."""
        with self.engine.connect() as connection:
            return int(connection.execute(select(func.max(feed.c.number))).scalar() or 0)

    def forget(self, *, before: datetime) -> None:
        """Drops announcements that every reader has long heard: a live source makes one a second."""
        with self.engine.begin() as connection:
            newest = select(func.max(feed.c.number)).scalar_subquery()
            connection.execute(delete(feed).where(feed.c.committed_at < before, feed.c.number < newest))

    def brought(self, one: Announced) -> Snapshot | None:
        """The files a commit brought, as long as they are there; None once they were rewritten and removed."""
        table = TABLES[one.table]
        root = self.lake.path_of(table)
        entry = _delta.log_entry(root, one.version)
        if not entry.exists():
            return None
        parts = tuple(_parts_in(entry, table))
        if not all((root / part.path).exists() for part in parts):
            return None
        return Snapshot(table=table, root=root, version=one.version, parts=parts)

    def catch_up(self) -> int:
        """Announces the commits that a crash left unannounced and gives how many there were.

        Every version since the last look is looked at: another process may have announced a later one.
        """
        return sum(self._catch_up(TABLES[name]) for name in FED)

    def _catch_up(self, table: Table) -> int:
        found, newest = 0, self.lake.snapshot(table)
        mark = f"feed/{table.name}"
        checked = int(read_cursor(self.engine, mark) or 0)
        for version in range(checked + 1, newest.version + 1):
            entry = _delta.log_entry(self.lake.path_of(table), version)
            if not entry.exists():
                # The log was cleaned of this version: every day may have changed.
                found += self.announce(table.name, version=newest.version, rows=newest.rows, days=self._every_day())
                continue
            rows, days = _added(entry, table)
            if rows:
                # A deletion is dated by its request: which days it emptied is not in its own rows.
                touched = self._every_day() if table.name == "deletions" else days
                found += self.announce(table.name, version=version, rows=rows, days=touched)
        if newest.version > checked:
            write_cursor(self.engine, mark, str(newest.version), now=self.clock())
        return found

    def _every_day(self) -> tuple[tuple[date, date], ...]:
        return days_of(self.lake.snapshot(TABLES["posts"]).parts)


def _added(entry: Path, table: Table) -> tuple[int, tuple[tuple[date, date], ...]]:
    """Rows and days that a commit brought; none when it only moved rows between files."""
    parts = tuple(_parts_in(entry, table))
    return sum(part.rows for part in parts), days_of(parts)


def _parts_in(entry: Path, table: Table) -> Iterator[Part]:
    """The files that a commit brought with new rows; none when it only moved rows between files."""
    written = [json.loads(line) for line in entry.read_text(encoding="utf-8").splitlines()]
    if any("remove" in one for one in written):
        # A rewrite: what it takes out was announced by the deletion that asked for it.
        return
    for action in (one["add"] for one in written if "add" in one):
        if action["dataChange"]:
            said = json.loads(action["stats"])
            first, last = (
                datetime.fromisoformat(said[side][table.time]).astimezone(UTC) for side in ("minValues", "maxValues")
            )
            yield Part(
                path=unquote(action["path"]),
                size_bytes=action["size"],
                rows=said["numRecords"],
                month=action["partitionValues"][MONTH] or "",
                first=first,
                last=last,
            )
