"""The one place that speaks to delta-rs: open a log, list its active files, commit additions and removals.

delta-rs keeps the log and settles conflicts; part files are written, fsynced and listed by us. Its own rewriting
calls (compact, z-order, delete, merge) are never used: two of them at once double every row they touch.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from palabre.errors import StoreError
from palabre.model import Table
from palabre.store.schema import MONTH, log_schema_of

if TYPE_CHECKING:
    from deltalake import DeltaTable
    from deltalake.transaction import AddAction, RemoveAction

SCHEMA_VERSION = "palabre.schema"
COMMIT_MARK = "palabre.commit"
SETTINGS = {
    "delta.checkpointInterval": "50",
    "delta.enableExpiredLogCleanup": "true",
    "delta.logRetentionDuration": "interval 1 days",
    "delta.deletedFileRetentionDuration": "interval 1 hours",
}


class Conflict(Exception):
    """Another process committed something this commit depends on: look again, then retry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An active file of a table: its path from the table's root, what it holds and when its rows happened."""

    path: str
    size_bytes: int
    rows: int
    month: str
    first: datetime | None
    last: datetime | None

    @property
    def schema_version(self) -> int:
        """The version of the table's columns when the file was written, read from its name (`part-v1-…`)."""
        name = self.path.rsplit("/", 1)[-1]
        return int(name.split("-")[1][1:]) if name.startswith("part-v") else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one commit does: files in, files out, transaction numbers, words kept beside it in the log."""

    add: Sequence[Part] = ()
    remove: Sequence[Part] = ()
    transactions: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    changes_rows: bool = True


def log_folder(root: Path) -> Path:
    """Where the Delta log of a table lies."""
    return root / "_delta_log"


def exists(root: Path) -> bool:
    """Whether a Delta log is there, with at least one entry."""
    return any(log_folder(root).glob("*.json")) or any(log_folder(root).glob("*.checkpoint*.parquet"))


def create(root: Path, table: Table) -> None:
    """Makes an empty table; another process making it at the same time is fine."""
    from deltalake import DeltaTable

    root.mkdir(parents=True, exist_ok=True)
    settings = SETTINGS | {"delta.dataSkippingStatsColumns": ",".join(_statistics_of(table))}
    DeltaTable.create(
        root.as_uri(),
        schema=log_schema_of(table),
        mode="ignore",
        partition_by=[MONTH],
        description=json.dumps({SCHEMA_VERSION: table.version}),
        configuration=settings,
    )
    sync_folder(log_folder(root))
    sync_folder(root)
    sync_folder(root.parent)


def _statistics_of(table: Table) -> list[str]:
    return [table.time, "radar_id"] if "radar_id" in table.names else [table.time]


def open_log(root: Path) -> DeltaTable:
    """A fresh handle on the newest version; a held one slows with every commit, so nobody keeps it."""
    from deltalake import DeltaTable
    from deltalake.exceptions import DeltaError, TableNotFoundError

    try:
        return DeltaTable(root.as_uri())
    except TableNotFoundError as problem:
        raise StoreError("lake-table-missing", table=root.name, path=root) from problem
    except (DeltaError, OSError, ValueError) as problem:
        raise StoreError("lake-log-broken", table=root.name, path=root, why=_first_line(problem)) from problem


def parts_of(log: DeltaTable, table: Table) -> tuple[Part, ...]:
    """The active files of the version a handle stands on, in time order."""
    import pyarrow as pa

    rows: list[dict[str, Any]] = pa.table(log.get_add_actions(flatten=True)).to_pylist()
    parts = (
        Part(
            path=row["path"],
            size_bytes=row["size_bytes"],
            rows=row["num_records"] or 0,
            month=row[f"partition.{MONTH}"] or "",
            first=_aware(row.get(f"min.{table.time}")),
            last=_aware(row.get(f"max.{table.time}")),
        )
        for row in rows
    )
    return tuple(sorted(parts, key=lambda part: (part.month, part.path)))


def _aware(value: datetime | None) -> datetime | None:
    return value.astimezone(UTC) if value is not None else None


def stored_schema_version(log: DeltaTable) -> int:
    """The version of the columns that the log declares; 0 when it was made by something else."""
    try:
        return int(json.loads(log.metadata().description or "{}").get(SCHEMA_VERSION, 0))
    except ValueError:
        return 0


def commit(root: Path, log: DeltaTable, table: Table, change: Change, *, at: datetime) -> int:
    """Commits a change made while looking at `log` and gives its version, once it would survive a power cut.

    Raises `Conflict` when another commit touched the same transaction numbers or removed the same files.
    """
    from deltalake import CommitProperties
    from deltalake.exceptions import CommitFailedError
    from deltalake.transaction import Transaction

    mark = uuid.uuid4().hex
    properties = CommitProperties(
        custom_metadata={**change.notes, COMMIT_MARK: mark},
        app_transactions=[Transaction(name, number) for name, number in change.transactions.items()],
    )
    try:
        log.create_write_transaction(
            _actions(table, change, stamp=int(at.timestamp() * 1000)),
            mode="append",
            schema=log_schema_of(table),
            partition_by=[MONTH],
            commit_properties=properties,
        )
    except CommitFailedError as problem:
        raise Conflict(_first_line(problem)) from problem
    except OSError as problem:
        # The files stay: whether the commit went through before the disk refused is for the next look to find.
        raise StoreError("lake-cannot-write", path=root, why=_first_line(problem)) from problem
    return _settle(root, after=log.version(), mark=mark)


def _actions(table: Table, change: Change, *, stamp: int) -> list[AddAction | RemoveAction]:
    from deltalake.transaction import AddAction, RemoveAction

    return [
        *(
            AddAction(p.path, p.size_bytes, {MONTH: p.month}, stamp, change.changes_rows, _statistics(p, table))
            for p in change.add
        ),
        *(RemoveAction(p.path, change.changes_rows, stamp, p.size_bytes, {MONTH: p.month}) for p in change.remove),
    ]


def _settle(root: Path, *, after: int, mark: str) -> int:
    """Fsyncs the log entries younger than `after` and gives the version of the one that carries the mark."""
    version = found = after
    while (entry := log_entry(root, version + 1)).exists():
        version += 1
        sync_file(entry)
        if mark in entry.read_text(encoding="utf-8"):
            found = version
    sync_folder(log_folder(root))
    return found


def number_of(log: DeltaTable, name: str) -> int:
    """The last transaction number committed under a name; 0 when there was none."""
    return log.transaction_version(name) or 0


def log_entry(root: Path, version: int) -> Path:
    """The file of one commit in a table's log."""
    return log_folder(root) / f"{version:020d}.json"


def _statistics(part: Part, table: Table) -> str:
    said: dict[str, object] = {"numRecords": part.rows}
    if part.first is not None and part.last is not None:
        said["minValues"] = {table.time: _stamp(part.first)}
        said["maxValues"] = {table.time: _stamp(part.last)}
    return json.dumps(said)


def _stamp(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _first_line(problem: BaseException) -> str:
    return str(problem).splitlines()[0][:200] if str(problem) else type(problem).__name__


def sync_file(path: Path) -> None:
    """Makes a file's bytes survive a power cut."""
    with open(path, "rb") as stream:
        os.fsync(stream.fileno())


def sync_folder(path: Path) -> None:
    """Makes the names in a folder survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
