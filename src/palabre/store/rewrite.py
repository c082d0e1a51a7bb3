"""Rewriting the lake's files: compaction, physical erasure, retention. One rewriter at a time, behind a fence.

A rewrite reads some active files, writes their rows (or what must remain of them) as new files, and commits additions
and removals together under the transaction number `palabre.rewrite`. A second rewrite made from the same version is
refused by that number; appends made meanwhile are not touched. A file lock spares two rewriters useless work.
"""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from palabre.errors import StoreError
from palabre.model import TABLES, Table
from palabre.store import _delta, _parts, engine
from palabre.store._delta import Change, Conflict, Part
from palabre.store.lake import ATTEMPTS, Lake, Snapshot, pause
from palabre.store.reading import HIDDEN_BY
from palabre.store.schema import schema_of

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

SMALL_BYTES = 8_000_000
MIDDLE_BYTES = 64_000_000
TARGET_BYTES = 128_000_000
SMALL_FILES = 32
MIDDLE_FILES = 8
FENCE = "palabre.rewrite"
UNREFERENCED_HOURS = 6
BATCH_ROWS = _parts.ROW_GROUP
# Posts tell which other rows were a deleted actor's: stopped anywhere, the next purge still finds them.
PURGE_ORDER = (
    "mentions", "enrichments", "metrics", "revisions", "pictures", "interactions", "account_metrics", "posts", "actors"
)  # fmt: skip
TEXT_COLUMNS = ("title", "text", "url", "handle", "links", "media", "extra")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """What a rewrite did to a table: files in and out, rows that are gone."""

    table: str
    files_before: int = 0
    files_after: int = 0
    rows_removed: int = 0


@contextmanager
def rewriting(lake: Lake) -> Iterator[None]:
    """Holds the lake's only right to rewrite; raises `StoreError` when another process has it."""
    with open(lake.root / ".rewrite.lock", "w", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise StoreError("lake-being-rewritten", path=lake.root) from problem
        yield


def compact(lake: Lake, table: Table, *, everything: bool = False) -> Rewritten:
    """Merges small files of each month into larger ones; `everything` merges whatever a month has more than one of."""
    before = after = 0
    for group in _groups(lake.snapshot(table).parts, everything=everything):
        before += len(group)
        after += len(_replace(lake, table, group, _sorted(table), {}, changes_rows=False))
    return Rewritten(table=table.name, files_before=before, files_after=after)


def keep_one_of_each(lake: Lake, table: Table, parts: Sequence[Part]) -> None:
    """Rewrites some files of one month with one row per key."""
    one = f"QUALIFY ROW_NUMBER() OVER (PARTITION BY {', '.join(table.key)}) = 1"
    order = ", ".join(_parts.sort_keys(table))
    _replace(lake, table, parts, f"SELECT * FROM rows {one} ORDER BY {order}", {}, changes_rows=True)


def keep_earliest_of_each(lake: Lake, table: Table, keys: pa.Table) -> None:
    """Rewrites the files that hold a row of one of these keys later than its `earliest`, without this row."""
    same = " AND ".join(f"t.{key} IS NOT DISTINCT FROM k.{key}" for key in table.key)
    later = f"JOIN keys AS k ON {same} AND t.{table.time} > k.earliest"
    remain = f"SELECT t.* FROM rows AS t ANTI {later} ORDER BY {', '.join(_parts.sort_keys(table))}"
    snapshot = lake.snapshot(table)
    for part in snapshot.parts:
        rows = snapshot.sql([part], (*table.key, table.time))
        with engine.cursor() as db:
            db.register("keys", keys)
            held = db.execute(f"SELECT 1 FROM {rows} AS t SEMI {later} LIMIT 1").fetchall()
        if held:
            _replace(lake, table, [part], remain, {"keys": keys}, changes_rows=True)


def _sorted(table: Table) -> str:
    return f"SELECT * FROM rows ORDER BY {', '.join(_parts.sort_keys(table))}"


def _groups(parts: Sequence[Part], *, everything: bool) -> Iterator[tuple[Part, ...]]:
    for _month, of_month in groupby(parts, key=lambda part: part.month):
        files = tuple(of_month)
        small = [part for part in files if part.size_bytes < SMALL_BYTES]
        middle = [part for part in files if SMALL_BYTES <= part.size_bytes < MIDDLE_BYTES]
        if everything:
            chosen = small + middle
        else:
            chosen = (small if len(small) >= SMALL_FILES else []) + (middle if len(middle) >= MIDDLE_FILES else [])
        yield from (group for group in _filled(chosen) if len(group) > 1)


def _filled(parts: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    group: list[Part] = []
    for part in sorted(parts, key=lambda part: (part.first is not None, part.first)):
        if group and sum(one.size_bytes for one in group) + part.size_bytes > TARGET_BYTES:
            yield tuple(group)
            group = []
        group.append(part)
    yield tuple(group)


def _replace(
    lake: Lake,
    table: Table,
    parts: Sequence[Part],
    select: str,
    registered: Mapping[str, pa.Table],
    *,
    changes_rows: bool,
) -> tuple[Part, ...]:
    """Replaces files by the answer of a SELECT over their `rows`, in one fenced commit.

    Raises `StoreError` when another rewriter was there first: the fence and the files are looked at together.
    """
    root = lake.path_of(table)
    log = _delta.open_log(root)
    if not {part.path for part in parts} <= {part.path for part in lake.at(log, table).parts}:
        raise StoreError("lake-being-rewritten", path=root)
    written = _write(lake, table, parts, select, registered)
    fence = {FENCE: _delta.number_of(log, FENCE) + 1}
    change = Change(add=written, remove=parts, transactions=fence, changes_rows=changes_rows)
    try:
        _delta.commit(root, log, table, change, at=lake.clock())
    except Conflict as problem:
        _parts.discard(root, written)
        raise StoreError("lake-being-rewritten", path=root) from problem
    return written


def _write(
    lake: Lake, table: Table, parts: Sequence[Part], select: str, registered: Mapping[str, pa.Table]
) -> tuple[Part, ...]:
    root, month = lake.path_of(table), parts[0].month
    with engine.cursor() as db, _parts.told_when_full(root):
        for name, rows in registered.items():
            db.register(name, rows)
        db.execute(f"CREATE TEMP VIEW rows AS SELECT * FROM {engine.rows_of(table, root, parts)}")
        with _parts.PartWriter(root, table, month) as writer:
            _pour(db.sql(select), table, writer)
    if writer.part.rows == 0:
        _parts.discard(root, [writer.part])
        return ()
    _delta.sync_folder(root / f"month={month}")
    return (writer.part,)


def _pour(answer: duckdb.DuckDBPyRelation, table: Table, writer: _parts.PartWriter) -> None:
    import pyarrow as pa

    wanted = schema_of(table)
    for batch in answer.to_arrow_reader(BATCH_ROWS):
        writer.write(pa.Table.from_batches([batch]).select(list(table.names)).cast(wanted))


def purge(lake: Lake, *, now: datetime) -> tuple[Rewritten, ...]:
    """Removes from every file what deletions name, then says so in the deletions and drops the old files.

    All deletions are looked for, not only new ones: an import that was in flight may have stored a post just after it
    was erased.
    """
    ids = _deleted(lake)
    if not any(rows.num_rows for rows in ids.values()):
        return ()
    done = tuple(_purge_table(lake, TABLES[name], ids) for name in PURGE_ORDER)
    _mark_purged(lake, now=now)
    return done


def _deleted(lake: Lake) -> dict[str, pa.Table]:
    """Everything deletions name, by scope; the posts of a deleted actor included."""
    gone = lake.snapshot(TABLES["deletions"]).sql()
    posts = lake.snapshot(TABLES["posts"]).sql(columns=("post_id", "actor_id"))
    actor = f"SELECT DISTINCT id FROM {gone} WHERE scope = 'actor'"
    post = f"""
        SELECT id FROM {gone} WHERE scope = 'post'
        UNION SELECT post_id FROM {posts} WHERE actor_id IN ({actor})
    """
    with engine.cursor() as db:
        return {"post": db.sql(post).to_arrow_table(), "actor": db.sql(actor).to_arrow_table()}


def _purge_table(lake: Lake, table: Table, ids: Mapping[str, pa.Table]) -> Rewritten:
    registered = {f"hidden_{scope}": rows for scope, rows in ids.items()}
    conditions = [(column, f"hidden_{scope}") for column, scope in HIDDEN_BY[table.name]]
    remain = "".join(f" ANTI JOIN {name} AS h_{column} ON t.{column} = h_{column}.id" for column, name in conditions)
    select = f"SELECT t.* FROM rows AS t{remain} ORDER BY {', '.join(_parts.sort_keys(table))}"
    before = after = removed = 0
    for part in _holding(lake, table, conditions, registered):
        written = _replace(lake, table, [part], select, registered, changes_rows=True)
        before, after = before + 1, after + len(written)
        removed += part.rows - sum(one.rows for one in written)
    return Rewritten(table=table.name, files_before=before, files_after=after, rows_removed=removed)


def _holding(
    lake: Lake, table: Table, conditions: Sequence[tuple[str, str]], registered: Mapping[str, pa.Table]
) -> list[Part]:
    snapshot = lake.snapshot(table)
    found: list[Part] = []
    with engine.cursor() as db:
        for name, rows in registered.items():
            db.register(name, rows)
        hit = " OR ".join(f"{column} IN (SELECT id FROM {name})" for column, name in conditions)
        for part in snapshot.parts:
            rows = snapshot.sql([part], [column for column, _ in conditions])
            if db.execute(f"SELECT 1 FROM {rows} WHERE {hit} LIMIT 1").fetchall():
                found.append(part)
    return found


def _mark_purged(lake: Lake, *, now: datetime) -> None:
    import pyarrow as pa

    table = TABLES["deletions"]
    stamp = {"purged_now": pa.table({"moment": pa.array([now], pa.timestamp("us", tz="UTC"))})}
    select = """
        SELECT * REPLACE (COALESCE(purged_at, (SELECT moment FROM purged_now)) AS purged_at)
        FROM rows WHERE requested_at <= (SELECT moment FROM purged_now)
        UNION ALL SELECT * FROM rows WHERE requested_at > (SELECT moment FROM purged_now)
    """
    snapshot = lake.snapshot(table)
    for _month, parts in groupby(snapshot.parts, key=lambda part: part.month):
        if _any(snapshot, files := tuple(parts), "purged_at IS NULL"):
            _replace(lake, table, files, select, stamp, changes_rows=True)


def _any(snapshot: Snapshot, parts: Sequence[Part], condition: str) -> bool:
    """Whether some row of some files meets a condition."""
    with engine.cursor() as db:
        return bool(db.execute(f"SELECT 1 FROM {snapshot.sql(parts)} WHERE {condition} LIMIT 1").fetchall())


def forget_old_texts(lake: Lake, *, text_before: datetime, mentions_before: datetime) -> Rewritten:
    """Blanks the words of posts heard live: outside mentions before one date, in mentions before another.

    Imported posts (those with a `run_id`) stay until erased; rows stay so that counts can be made again.
    """
    due = _due(lake, text_before, mentions_before)
    changed = sum(_forget(lake, TABLES[name], due, before=text_before) for name in ("revisions", "posts"))
    return Rewritten(table="posts", files_before=changed, files_after=changed)


def days_to_forget(lake: Lake, *, text_before: datetime, mentions_before: datetime) -> tuple[date, ...]:
    """The days that have words due to be forgotten."""
    due = _due(lake, text_before, mentions_before)
    snapshot = lake.snapshot(TABLES["posts"])
    rows = snapshot.sql(snapshot.between(None, text_before), ("post_id", "created_at", "run_id", "text"))
    with engine.cursor() as db:
        found = db.execute(f"SELECT DISTINCT CAST(created_at AS DATE) FROM {rows} WHERE {due}").fetchall()
    return tuple(sorted(day for (day,) in found))


def _due(lake: Lake, text_before: datetime, mentions_before: datetime) -> str:
    mentioned = lake.snapshot(TABLES["mentions"]).sql(columns=["post_id"])
    return f"""
        run_id IS NULL AND text <> '' AND (created_at < {_literal(mentions_before)} OR (
        created_at < {_literal(text_before)} AND post_id NOT IN (SELECT post_id FROM {mentioned})))
    """


def drop_mentions(lake: Lake, wanted: Callable[[], pa.Table]) -> None:
    """Drops the mentions of radars that are gone and of versions that nobody looks at: those not in `wanted`.

    What is wanted is asked once the files are known: a radar saved meanwhile has its mentions in later ones.
    """
    table = TABLES["mentions"]
    snapshot = lake.snapshot(table)
    rules = wanted()
    is_wanted = "(radar_id, rule_version) IN (SELECT radar_id, version FROM rules)"
    for part in snapshot.parts:
        with engine.cursor() as db:
            db.register("rules", rules)
            rows = snapshot.sql([part], ("radar_id", "rule_version"))
            stale = db.execute(f"SELECT 1 FROM {rows} WHERE NOT {is_wanted} LIMIT 1").fetchall()
        if stale:
            keep = f"SELECT * FROM rows WHERE {is_wanted} ORDER BY {', '.join(_parts.sort_keys(table))}"
            _replace(lake, table, [part], keep, {"rules": rules}, changes_rows=True)


def _forget(lake: Lake, table: Table, due: str, *, before: datetime) -> int:
    blank = ", ".join(
        f"CASE WHEN {due} THEN {chr(39) * 2 if name == 'text' else 'NULL'} ELSE {name} END AS {name}"
        for name in TEXT_COLUMNS
        if name in table.names
    )
    select = f"SELECT * REPLACE ({blank}) FROM rows ORDER BY created_at"
    snapshot = lake.snapshot(table)
    old = [part for part in snapshot.between(None, before) if _any(snapshot, [part], due)]
    for part in old:
        _replace(lake, table, [part], select, {}, changes_rows=True)
    return len(old)


def _literal(moment: datetime) -> str:
    return f"TIMESTAMPTZ {engine.quoted(moment.isoformat())}"


def vacuum(lake: Lake, table: Table, *, unreferenced: bool = False) -> int:
    """Removes files that no version needs and gives how many; `unreferenced` also removes leftovers of kills.

    Replaced files go at once (readers look again); files the log never heard of only after six hours, since a writer
    may be about to commit them.
    """
    log = _delta.open_log(lake.path_of(table))
    gone = log.vacuum(retention_hours=0, dry_run=False, enforce_retention_duration=False)
    if unreferenced:
        gone += log.vacuum(
            retention_hours=UNREFERENCED_HOURS, dry_run=False, enforce_retention_duration=False, full=True
        )
    return len(gone)


def replaced(lake: Lake, table: Table) -> set[str]:
    """The files that a rewrite replaced and that no vacuum removed yet, by their path from the table's root."""
    log = _delta.open_log(lake.path_of(table))
    return set(log.vacuum(retention_hours=0, dry_run=True, enforce_retention_duration=False))


def replace_days(lake: Lake, table: Table, days: pa.Table, rows: pa.Table, *, reader: str, number: int) -> None:
    """Replaces the rows of some days of a rollup by new ones, once per number of the reader that asks.

    Beaten by another rewriter, it looks again and retries, as an append does.
    """
    root = lake.path_of(table)
    for attempt in range(ATTEMPTS):
        log = _delta.open_log(root)
        if _delta.number_of(log, reader) >= number:
            return
        old, kept = _other_days(lake.at(log, table), days, rows)
        parts = _parts.write_parts(root, table, kept)
        numbers = {FENCE: _delta.number_of(log, FENCE) + 1, reader: number}
        try:
            _delta.commit(root, log, table, Change(add=parts, remove=old, transactions=numbers), at=lake.clock())
        except Conflict:
            _parts.discard(root, parts)
            lake.wait(pause(attempt))
            continue
        return
    raise StoreError("lake-too-many-conflicts", table=table.name, attempts=ATTEMPTS)


def _other_days(snapshot: Snapshot, days: pa.Table, rows: pa.Table) -> tuple[list[Part], pa.Table]:
    """The files of the months that some days touch, and what replaces them: their other days, and the new rows."""
    table = snapshot.table
    months = {str(one)[:7] for one in days["day"].to_pylist()}
    old = [part for part in snapshot.parts if part.month in months]
    select = ", ".join(table.names)
    with engine.cursor() as db:
        db.register("days", days)
        db.register("made", rows)
        kept = db.sql(
            f"SELECT {select} FROM {snapshot.sql(old)} AS t ANTI JOIN days AS d ON t.day = d.day "
            f"UNION ALL SELECT {select} FROM made"
        ).to_arrow_table()
    return old, kept.cast(schema_of(table))
