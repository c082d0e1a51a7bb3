"""Daily counts that pages read instead of texts, rebuilt for the days that commits touched.

A reader of the feed: it resumes by number, so a crash rebuilds the same days again and counts nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from palabre.model import ROLLUPS, TABLES, Rule, Table
from palabre.store import reading, rewrite
from palabre.store._uses import KEPT, KEPT_OF_RADAR, READ, USES, counted_uses, table_of_days
from palabre.store.lake import days_of
from palabre.store.schema import schema_of
from palabre.store.state import read_cursor, write_cursor

__all__ = [
    "KEPT",
    "KEPT_OF_RADAR",
    "READ",
    "ask_rebuild",
    "ask_recount",
    "is_behind",
    "rebuild",
    "recount_mentions",
    "refresh",
    "shown_rules",
    "wanted_rules",
]

if TYPE_CHECKING:
    import pyarrow as pa

    from palabre.store.feed import Announced
    from palabre.store.workspace import Workspace

# What pages need at once, and what may follow: each resumes by itself.
READER, USES_READER = "rollups", "uses"
TOTALS = tuple(table for table in ROLLUPS if table not in USES)
REBUILD = "rebuild"
# What is announced when only the mentions are to be counted again.
RECOUNT = "mentions-recount"
OF_MENTIONS = frozenset({"mentions_day", "mention_uses_day"})
DAY = "DATE_TRUNC('day', t.created_at)"
SOURCES = {
    "posts_day": f"""
        SELECT {DAY} AS day, network, lang, kind, COUNT(*) AS n, COUNT(DISTINCT actor_id) AS actors
        FROM posts AS t SEMI JOIN days AS d ON {DAY} = d.day GROUP BY ALL
    """,
    "mentions_day": f"""
        SELECT radar_id, {DAY} AS day, network, lang, is_reply, COUNT(*) AS n, COUNT(DISTINCT actor_id) AS actors
        FROM mentions AS t SEMI JOIN days AS d ON {DAY} = d.day
        SEMI JOIN rules AS r ON t.radar_id = r.radar_id AND t.rule_version = r.version GROUP BY ALL
    """,
    "terms_day": f"""
        SELECT {DAY} AS day, 'tag' AS kind, tag AS term, COUNT(*) AS n, COUNT(DISTINCT actor_id) AS actors
        FROM (SELECT created_at, actor_id, UNNEST(LIST_DISTINCT(tags)) AS tag FROM posts) AS t
        SEMI JOIN days AS d ON {DAY} = d.day GROUP BY ALL
    """,
}


def refresh(workspace: Workspace, *, with_uses: bool = True) -> int:
    """Rebuilds the rollups of the days touched since the last time and gives how many days that was.

    Without `with_uses`, what posts use is left for the next time: it takes longer than all the rest.
    """
    workspace.feed.catch_up()
    days = _catch_up(workspace, READER, TOTALS)
    return max(days, _catch_up(workspace, USES_READER, USES)) if with_uses else days


def is_behind(workspace: Workspace) -> bool:
    """Whether what posts use is still to be counted for some days."""
    seen = (read_cursor(workspace.state, reader) or 0 for reader in (USES_READER, READER))
    return int(next(seen)) < int(next(seen))


def _catch_up(workspace: Workspace, reader: str, tables: Sequence[Table]) -> int:
    announced = workspace.feed.after(int(read_cursor(workspace.state, reader) or 0))
    if not announced:
        return 0
    every = _days_of(announced)
    said = _days_of([one for one in announced if one.table not in ("mentions", RECOUNT)])
    for table in tables:
        if days := every if table.name in OF_MENTIONS else said:
            _rebuild(workspace, table, days, reader=reader, number=announced[-1].number)
    write_cursor(workspace.state, reader, str(announced[-1].number), now=workspace.clock())
    return len(every)


def _days_of(announced: Sequence[Announced]) -> list[date]:
    return sorted({day for one in announced for first, last in one.days for day in _between(first, last)})


def rebuild(workspace: Workspace) -> None:
    """Counts every day again, forgetting what the rollups said."""
    _announce(workspace, REBUILD, sources=("posts", "mentions"), counts=ROLLUPS)
    refresh(workspace)


def ask_rebuild(workspace: Workspace) -> None:
    """Has every day that has posts counted again at the next refresh: a rollup is new in this workspace."""
    _announce(workspace, REBUILD, sources=("posts",), counts=())


def recount_mentions(workspace: Workspace) -> None:
    """Counts again every day that has mentions, or had: pages are to show another version of a radar."""
    _announce(workspace, RECOUNT, sources=("mentions",), counts=(TABLES["mentions_day"],))
    refresh(workspace)


def _announce(workspace: Workspace, name: str, *, sources: Sequence[str], counts: Sequence[Table]) -> None:
    parts = [part for name in sources for part in workspace.lake.snapshot(TABLES[name]).parts]
    days = {day for first, last in days_of(parts) for day in _between(first, last)}
    for table in counts:
        counted = reading.query(workspace.lake, f"SELECT DISTINCT day FROM {table.name}")
        days |= {row["day"].date() for row in counted.to_pylist()}
    ask_recount(workspace, days, name=name)


def ask_recount(workspace: Workspace, days: Iterable[date], *, name: str = REBUILD) -> None:
    """Has some days counted again at the next refresh."""
    if days := sorted(set(days)):
        version = int(read_cursor(workspace.state, READER) or 0) + 1
        spans = tuple((day, day) for day in days)
        # A number is taken when others asked since the last refresh, perhaps for other days.
        while not workspace.feed.announce(name, version=version, rows=0, days=spans):
            version += 1


def _between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _rebuild(workspace: Workspace, table: Table, days: list[date], *, reader: str, number: int) -> None:
    touched = table_of_days(days)
    if table in USES:
        rows = counted_uses(workspace.lake, table, days, shown_rules(workspace))
    else:
        made = _counted(workspace, SOURCES[table.name], touched)
        rows = made.select(list(table.names)).cast(schema_of(table))
    rewrite.replace_days(workspace.lake, table, touched, rows, reader=reader, number=number)


def _counted(workspace: Workspace, sql: str, days: pa.Table) -> pa.Table:
    import pyarrow.compute as pc

    span = pc.min_max(days["day"]).as_py()
    with reading.reading(workspace.lake, sql, since=span["min"], until=span["max"] + timedelta(days=1)) as db:
        db.register("days", days)
        db.register("rules", shown_rules(workspace))
        return db.sql(sql).to_arrow_table()


def shown_rules(workspace: Workspace) -> pa.Table:
    """The version of each radar that pages show, typed as the mentions are."""
    return _as_table(workspace.radars.shown())


def wanted_rules(workspace: Workspace) -> pa.Table:
    """The versions of radars whose mentions are of use: shown, or being made."""
    return _as_table(workspace.radars.rules())


def _as_table(rules: Sequence[Rule]) -> pa.Table:
    import pyarrow as pa

    return pa.table(
        {
            "radar_id": pa.array([rule.radar_id for rule in rules], pa.int32()),
            "version": pa.array([rule.version for rule in rules], pa.int32()),
        }
    )
