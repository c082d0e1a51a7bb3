"""Daily counts that pages read instead of texts, rebuilt for the days that commits touched.

A reader of the feed: it resumes by number, so a crash rebuilds the same days again and counts nothing twice.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from palabre.model import ROLLUPS, TABLES, Table
from palabre.store import reading, rewrite
from palabre.store.lake import days_of
from palabre.store.schema import schema_of
from palabre.store.state import read_cursor, write_cursor

if TYPE_CHECKING:
    import pyarrow as pa

    from palabre.store.workspace import Workspace

READER = "rollups"
DAY = "DATE_TRUNC('day', t.created_at)"
SOURCES = {
    "posts_day": f"""
        SELECT {DAY} AS day, network, lang, kind, COUNT(*) AS n, COUNT(DISTINCT actor_id) AS actors
        FROM posts AS t SEMI JOIN days AS d ON {DAY} = d.day GROUP BY ALL
    """,
    "mentions_day": f"""
        SELECT radar_id, {DAY} AS day, network, lang, is_reply, COUNT(*) AS n, COUNT(DISTINCT actor_id) AS actors
        FROM mentions AS t SEMI JOIN days AS d ON {DAY} = d.day GROUP BY ALL
    """,
    "terms_day": f"""
        SELECT {DAY} AS day, 'tag' AS kind, tag AS term, COUNT(*) AS n, COUNT(DISTINCT actor_id) AS actors
        FROM (SELECT created_at, actor_id, UNNEST(LIST_DISTINCT(tags)) AS tag FROM posts) AS t
        SEMI JOIN days AS d ON {DAY} = d.day GROUP BY ALL
    """,
}


def refresh(workspace: Workspace) -> int:
    """Rebuilds the rollups of the days touched since the last time and gives how many days that was."""
    workspace.feed.catch_up()
    seen = int(read_cursor(workspace.state, READER) or 0)
    announced = workspace.feed.after(seen)
    if not announced:
        return 0
    days = sorted({day for one in announced for first, last in one.days for day in _between(first, last)})
    for table in ROLLUPS if days else ():
        _rebuild(workspace, table, days, number=announced[-1].number)
    write_cursor(workspace.state, READER, str(announced[-1].number), now=workspace.clock())
    return len(days)


def rebuild(workspace: Workspace) -> None:
    """Counts every day again, forgetting what the rollups said."""
    parts = workspace.lake.snapshot(TABLES["posts"]).parts + workspace.lake.snapshot(TABLES["mentions"]).parts
    days = {day for first, last in days_of(parts) for day in _between(first, last)}
    for table in ROLLUPS:
        counted = reading.query(workspace.lake, f"SELECT DISTINCT day FROM {table.name}")
        days |= {row["day"].date() for row in counted.to_pylist()}
    seen = int(read_cursor(workspace.state, READER) or 0)
    spans = tuple((day, day) for day in sorted(days))
    workspace.feed.announce("rebuild", version=seen + 1, rows=0, days=spans)
    refresh(workspace)


def _between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _rebuild(workspace: Workspace, table: Table, days: list[date], *, number: int) -> None:
    import pyarrow as pa

    touched = pa.table({"day": pa.array(days, pa.date32()).cast(pa.timestamp("us")).cast(pa.timestamp("us", tz="UTC"))})
    made = _counted(workspace, SOURCES[table.name], touched)
    rows = made.select(list(table.names)).cast(schema_of(table))
    rewrite.replace_days(workspace.lake, table, touched, rows, reader=READER, number=number)


def _counted(workspace: Workspace, sql: str, days: pa.Table) -> pa.Table:
    import pyarrow.compute as pc

    span = pc.min_max(days["day"]).as_py()
    with reading.reading(workspace.lake, sql, since=span["min"], until=span["max"] + timedelta(days=1)) as db:
        db.register("days", days)
        return db.sql(sql).to_arrow_table()
