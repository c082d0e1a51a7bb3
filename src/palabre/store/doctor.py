"""Looks at everything a workspace rests on, says what is wrong and mends what can be mended without losing a row."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from palabre.errors import StoreError, WorkspaceError
from palabre.model import STORED, TABLES, Table
from palabre.store import _delta, _parts, engine, reading, rewrite, rollups
from palabre.store.lake import Lake
from palabre.store.state import open_state, read_settings
from palabre.store.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from datetime import datetime

    import pyarrow as pa

    from palabre.store.lake import Snapshot

HASHES_AT_ONCE = 16_000_000
KEYS_AT_ONCE = 2_000_000
LOW_DISK_BYTES = 2_000_000_000
# Making these again empty would hide that what they held is gone.
IRREPLACEABLE = frozenset(
    {"posts", "metrics", "revisions", "interactions", "actors", "mentions", "deletions", "account_metrics", "pictures"}
)
# What each rollup counts, beside what it says.
TOTALS = """
    SELECT 'posts_day' AS rollup, (SELECT COUNT(*) FROM posts) AS posts,
           CAST((SELECT COALESCE(SUM(n), 0) FROM posts_day) AS BIGINT) AS counted
    UNION ALL SELECT 'mentions_day',
           (SELECT COUNT(*) FROM mentions AS t
            SEMI JOIN rules AS r ON t.radar_id = r.radar_id AND t.rule_version = r.version),
           CAST((SELECT COALESCE(SUM(n), 0) FROM mentions_day) AS BIGINT)
    UNION ALL SELECT 'terms_day', CAST((SELECT COALESCE(SUM(LEN(LIST_DISTINCT(tags))), 0) FROM posts) AS BIGINT),
           CAST((SELECT COALESCE(SUM(n), 0) FROM terms_day) AS BIGINT)
    ORDER BY rollup
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is not as it should be: a message id with its fields, and whether it was mended.

    `is_fault` is False for what people should know and nobody has to mend.
    """

    message_id: str
    fields: dict[str, object]
    mended: bool
    is_fault: bool = True


def examine(
    path: Path,
    *,
    mend: bool,
    clock: Callable[[], datetime],
    wait: Callable[[float], None],
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> tuple[Finding, ...]:
    """Everything found wrong with a workspace, mended when `mend` says so; an empty answer is good health.

    Raises `WorkspaceError` when the folder is no workspace at all, or one from a newer Palabre.
    """
    path = path.expanduser().absolute()
    if not (path / "state.sqlite").is_file():
        raise WorkspaceError("no-such-workspace", path=path)
    if closed := _cannot_write(path):
        return (Finding(message_id="doctor-cannot-write", fields={"path": closed}, mended=False),)
    remarks, found = list(_files(path, mend=mend)), list(_state(path))
    if not found:
        remarks += _strategy(path, clock)
    lake = Lake(root=path / "lake", clock=clock, wait=wait)
    expected = TABLES.keys() if found else _expected(path)
    for done, table in enumerate(TABLES.values()):
        progress(done, 2 * len(TABLES))
        # A table that came with a newer Palabre is not lost: opening the workspace makes it.
        if table.name in expected or _delta.exists(lake.path_of(table)):
            found += _log(lake, table, mend=mend)
    if any(not one.mended for one in found):
        return (*remarks, *found)
    workspace = open_workspace(path, clock=clock, wait=wait)
    try:
        return (*remarks, *found, *_contents(workspace, mend=mend, progress=progress))
    finally:
        workspace.close()


def _cannot_write(path: Path) -> Path | None:
    """The first thing of a workspace that this person may not write: even looking opens the state for writing."""
    logs = (_delta.log_folder(path / "lake" / name) for name in TABLES)
    inside = (path / "lake", *path.glob("state.sqlite*"), *(one for log in logs for one in (log.parent, log)))
    return next((one for one in (path, *inside) if one.exists() and not os.access(one, os.W_OK)), None)


def _files(path: Path, *, mend: bool) -> Iterator[Finding]:
    secrets = path / "secrets.toml"
    if secrets.exists() and secrets.stat().st_mode & 0o077:
        if mend:
            secrets.chmod(0o600)
        yield Finding(message_id="doctor-secrets-open", fields={"path": secrets}, mended=mend)
    for folder in ("lake", "media", "exports"):
        if not (path / folder).is_dir():
            if mend:
                (path / folder).mkdir()
            yield Finding(message_id="doctor-folder-missing", fields={"path": path / folder}, mended=mend)
    free = shutil.disk_usage(path).free
    if free < LOW_DISK_BYTES:
        yield Finding(message_id="doctor-disk-low", fields={"megabytes": free // 1_000_000}, mended=False)


def _state(path: Path) -> Iterator[Finding]:
    try:
        state = open_state(path / "state.sqlite")
    except StoreError as problem:
        yield Finding(message_id=problem.message_id, fields=problem.fields, mended=False)
        return
    with state.connect() as connection:
        verdict = connection.exec_driver_sql("PRAGMA quick_check").scalar()
    state.dispose()
    if verdict != "ok":
        fields: dict[str, object] = {"path": path / "state.sqlite", "why": verdict}
        yield Finding(message_id="state-unreadable", fields=fields, mended=False)


def _strategy(path: Path, clock: Callable[[], datetime]) -> Iterator[Finding]:
    """A strategy that cannot be read, or that says something else than its last saved version: people write it."""
    from palabre.store.strategies import Strategies
    from palabre.store.strategy_file import strategy_path
    from palabre.store.strategy_text import read_strategy

    file = strategy_path(path)
    state = open_state(path / "state.sqlite")
    try:
        latest = Strategies(state, clock).latest()
    finally:
        state.dispose()
    if not file.is_file():
        if latest is not None:
            gone: dict[str, object] = {"path": file, "version": latest.version}
            yield Finding(message_id="doctor-strategy-gone", fields=gone, mended=False, is_fault=False)
        return
    written = read_strategy(file.read_bytes())
    if not written.is_readable:
        where: dict[str, object] = {"path": file, "line": written.faults[0].line}
        yield Finding(message_id="doctor-strategy-unreadable", fields=where, mended=False, is_fault=False)
    elif latest is not None and latest.text != written.text:
        which: dict[str, object] = {"path": file, "version": latest.version}
        yield Finding(message_id="doctor-strategy-changed", fields=which, mended=False, is_fault=False)


def _expected(path: Path) -> Set[str]:
    """The tables that this workspace had when it was last opened; all there are when it does not say."""
    state = open_state(path / "state.sqlite")
    try:
        return frozenset(read_settings(state).get("tables", "").split()) or TABLES.keys()
    finally:
        state.dispose()


def _log(lake: Lake, table: Table, *, mend: bool) -> Iterator[Finding]:
    root = lake.path_of(table)
    if not _delta.exists(root):
        can_mend = mend and table.name not in IRREPLACEABLE
        if can_mend:
            _delta.create(root, table)
        message = "doctor-table-lost" if table.name in IRREPLACEABLE else "doctor-table-missing"
        yield Finding(message_id=message, fields={"table": table.name}, mended=can_mend)
        return
    yield from _torn_commit(root, table, mend=mend)
    if mend and not _delta.exists(root):
        # It was torn at its birth: nothing was ever stored in it.
        _delta.create(root, table)
    yield from _bad_checkpoint(root, table, mend=mend)
    yield from _lost_files(lake, table, mend=mend)


def _torn_commit(root: Path, table: Table, *, mend: bool) -> Iterator[Finding]:
    """The last entry of the log, when a power cut left it empty or half written: nobody was told it was there."""
    entries = sorted(_delta.log_folder(root).glob("[0-9]*.json"))
    if entries and not _is_whole(entries[-1]):
        if mend:
            entries[-1].unlink()
            _delta.sync_folder(_delta.log_folder(root))
        fields: dict[str, object] = {"table": table.name, "file": entries[-1].name}
        yield Finding(message_id="doctor-torn-commit", fields=fields, mended=mend)


def _is_whole(entry: Path) -> bool:
    try:
        lines = [json.loads(line) for line in entry.read_text(encoding="utf-8").splitlines() if line.strip()]
    except ValueError:
        return False
    return bool(lines)


def _bad_checkpoint(root: Path, table: Table, *, mend: bool) -> Iterator[Finding]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = _delta.log_folder(root)
    for checkpoint in sorted(folder.glob("*.checkpoint*.parquet")):
        try:
            with open(checkpoint, "rb") as stream:
                pq.read_metadata(stream)
        except (pa.ArrowException, OSError):
            if mend:
                checkpoint.unlink()
                (folder / "_last_checkpoint").unlink(missing_ok=True)
            fields: dict[str, object] = {"table": table.name, "file": checkpoint.name}
            yield Finding(message_id="doctor-bad-checkpoint", fields=fields, mended=mend)


def _lost_files(lake: Lake, table: Table, *, mend: bool) -> Iterator[Finding]:
    """Files the log lists that are not there or cannot be read: their rows are lost, and said to be."""
    root = lake.path_of(table)
    try:
        parts = lake.at(_delta.open_log(root), table).parts
    except StoreError as problem:
        yield Finding(message_id=problem.message_id, fields=problem.fields, mended=False)
        return
    lost = [part for part in parts if not _is_readable(root / part.path)]
    if lost and mend:
        for part in lost:
            (root / part.path).unlink(missing_ok=True)
        _delta.open_log(root).repair()
        _delta.sync_folder(_delta.log_folder(root))
        lake.forget()
    if lost:
        rows = sum(part.rows for part in lost)
        months = ", ".join(sorted({part.month for part in lost}))
        fields: dict[str, object] = {"table": table.name, "files": len(lost), "rows": rows, "months": months}
        yield Finding(message_id="doctor-files-lost", fields=fields, mended=mend)


def _is_readable(path: Path) -> bool:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with open(path, "rb") as stream:
            pq.read_metadata(stream)
    except (pa.ArrowException, OSError):
        return False
    return True


def _contents(workspace: Workspace, *, mend: bool, progress: Callable[[int, int], None]) -> Iterator[Finding]:
    for done, table in enumerate(STORED):
        progress(len(TABLES) + done, 2 * len(TABLES))
        yield from _doubled(workspace, table, mend=mend)
    missed = workspace.feed.catch_up() if mend else 0
    if missed:
        yield Finding(message_id="doctor-feed-behind", fields={"commits": missed}, mended=True)
    yield from _stale_rollups(workspace, mend=mend)
    if closed := workspace.jobs.close_abandoned(("import-here",)) if mend else 0:
        yield Finding(message_id="doctor-jobs-abandoned", fields={"jobs": closed}, mended=True)
    yield from _leftovers(workspace, mend=mend)


def _doubled(workspace: Workspace, table: Table, *, mend: bool) -> Iterator[Finding]:
    """Rows that have one key, in one month or in several."""
    if not _has_doubles(workspace.lake.snapshot(table)):
        return
    yield from _doubled_in_a_month(workspace, table, mend=mend)
    moved = _moved(workspace.lake.snapshot(table))
    if moved.num_rows:
        if mend:
            with rewrite.rewriting(workspace.lake):
                rewrite.keep_earliest_of_each(workspace.lake, table, moved)
        fields: dict[str, object] = {"table": table.name, "rows": moved.num_rows}
        yield Finding(message_id="doctor-rows-moved", fields=fields, mended=mend)


def _has_doubles(snapshot: Snapshot) -> bool:
    """Whether two rows have one key, or by a rare chance the same hash of it.

    Sorting hashes is several times quicker than grouping keys; a share of them at a time keeps memory flat.
    """
    import numpy as np

    hash_of = f"HASH({', '.join(snapshot.table.key)})"
    rows = snapshot.sql(columns=snapshot.table.key)
    with engine.cursor() as db:
        for share in _shares(snapshot, HASHES_AT_ONCE):
            answer = db.sql(f"SELECT {hash_of} AS hash FROM {rows} WHERE {share}").to_arrow_table()
            hashes = np.sort(answer["hash"].to_numpy())
            if (hashes[1:] == hashes[:-1]).any():
                return True
    return False


def _moved(snapshot: Snapshot) -> pa.Table:
    """The keys whose rows lie in several months, with the earliest of their times."""
    import pyarrow as pa

    keys, time = ", ".join(snapshot.table.key), snapshot.table.time
    rows = snapshot.sql(columns=(*snapshot.table.key, time))
    having = f"DATE_TRUNC('month', MIN({time})) < DATE_TRUNC('month', MAX({time}))"
    with engine.cursor() as db:
        return pa.concat_tables(
            db.sql(
                f"SELECT {keys}, MIN({time}) AS earliest FROM {rows} WHERE {share} GROUP BY {keys} "
                f"HAVING COUNT(*) > 1 AND {having}"
            ).to_arrow_table()
            for share in _shares(snapshot, KEYS_AT_ONCE)
        )


def _shares(snapshot: Snapshot, at_once: int) -> list[str]:
    """Conditions that cut a table into shares of about so many rows; all rows of one key fall into one of them."""
    number = snapshot.rows // at_once + 1
    return [f"HASH({', '.join(snapshot.table.key)}) % {number} = {share}" for share in range(number)]


def _doubled_in_a_month(workspace: Workspace, table: Table, *, mend: bool) -> Iterator[Finding]:
    """Months in which two rows have one key, as after an OPTIMIZE from outside."""
    snapshot = workspace.lake.snapshot(table)
    keys = ", ".join(table.key)
    for month in sorted({part.month for part in snapshot.parts}):
        parts = [part for part in snapshot.parts if part.month == month]
        with engine.cursor() as db:
            sql = f"SELECT COUNT(*) FROM (SELECT DISTINCT {keys} FROM {snapshot.sql(parts, table.key)})"
            ((distinct,),) = db.execute(sql).fetchall()
        extra = sum(part.rows for part in parts) - distinct
        if extra:
            if mend:
                with rewrite.rewriting(workspace.lake):
                    rewrite.keep_one_of_each(workspace.lake, table, parts)
            fields: dict[str, object] = {"table": table.name, "month": month, "rows": extra}
            yield Finding(message_id="doctor-rows-doubled", fields=fields, mended=mend)


def _stale_rollups(workspace: Workspace, *, mend: bool) -> Iterator[Finding]:
    if mend:
        rollups.refresh(workspace)
    with reading.reading(workspace.lake, TOTALS) as db:
        db.register("rules", rollups.shown_rules(workspace))
        totals = db.sql(TOTALS).to_arrow_table().to_pylist()
    for row in totals:
        if row["posts"] != row["counted"]:
            if mend:
                rollups.rebuild(workspace)
            yield Finding(message_id="doctor-rollups-stale", fields=row, mended=mend)
            return


def _leftovers(workspace: Workspace, *, mend: bool) -> Iterator[Finding]:
    """Part files that a kill left and no log lists; a writer may still commit the young ones."""
    oldest = workspace.clock().timestamp() - rewrite.UNREFERENCED_HOURS * 3600
    for table in TABLES.values():
        root = workspace.lake.path_of(table)
        listed = {part.path for part in workspace.lake.snapshot(table).parts}
        # Files that a rewrite replaced wait for the next vacuum: the log knows them.
        listed |= rewrite.replaced(workspace.lake, table)
        files = [file for file in root.glob(f"month=*/{_parts.PREFIX}*") if str(file.relative_to(root)) not in listed]
        old = [file for file in files if os.stat(file).st_mtime < oldest]
        if old:
            if mend:
                with rewrite.rewriting(workspace.lake):
                    rewrite.vacuum(workspace.lake, table, unreferenced=True)
            fields: dict[str, object] = {"table": table.name, "files": len(old)}
            yield Finding(message_id="doctor-leftovers", fields=fields, mended=mend)


def is_healthy(findings: tuple[Finding, ...]) -> bool:
    """Whether nothing is left to do."""
    return all(one.mended or not one.is_fault for one in findings)
