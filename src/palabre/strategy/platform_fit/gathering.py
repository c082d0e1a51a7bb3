"""What is read of the lake, once, into tables of one cursor: posts without texts, who is who, what matches what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from palabre.store import reading

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from palabre.store import Workspace
    from palabre.strategy.platform_fit.values import Asked

WEEKS = 26
BATCH = 20_000
# Numbers of queries: hostile wording, then audiences, then platforms.
HOSTILE, FIRST_AUDIENCE, FIRST_PLATFORM = 0, 1, 1_000
# What is passed on are the words of another: one voice about them.
TEXTS = "SELECT {columns} FROM posts WHERE created_at >= $low AND created_at <= $high AND kind <> 'repost'"
REACH = "SELECT MIN(created_at) AS first, MAX(created_at) AS last FROM posts WHERE created_at <= $now"
SAID = """
    CREATE TEMP TABLE said AS
    SELECT p.post_id, p.network, k.key, p.actor_id, LOWER(p.handle) AS handle, p.created_at, p.reply_to,
           p.reply_to_actor, p.root_id, p.kind = 'repost' AS is_repost,
           p.kind <> 'repost' AND (p.kind IN ('reply', 'comment') OR p.reply_to IS NOT NULL) AS is_answer,
           DATE_TRUNC('week', p.created_at) AS week
    FROM posts AS p LEFT JOIN platforms AS k ON p.network = k.network
    WHERE p.created_at >= $low AND p.created_at <= $high
"""
# Our own accounts and those of competitors: they are not the people we want to meet.
HOUSES = """
    CREATE TEMP TABLE houses AS
    SELECT DISTINCT s.actor_id, h.is_ours FROM said AS s JOIN handles AS h
        ON (s.handle = h.handle OR SPLIT_PART(s.handle, '@', 1) = h.handle) AND (h.key = '' OR h.key = s.key)
    WHERE s.actor_id IS NOT NULL
"""
MENTIONED = """
    CREATE TEMP TABLE mentioned AS
    SELECT DISTINCT r.use, r.number, m.post_id FROM mentions AS m JOIN rules AS r
        ON m.radar_id = r.radar_id AND m.rule_version = r.version
    WHERE m.created_at >= $low AND m.created_at <= $high
    UNION
    SELECT 'audience', query - 1, post_id FROM hits WHERE query BETWEEN 1 AND 999
"""
OUR_PEOPLE = """
    CREATE TEMP TABLE people AS
    SELECT DISTINCT s.actor_id FROM said AS s SEMI JOIN (SELECT post_id FROM mentioned WHERE use = 'audience') AS m
        ON s.post_id = m.post_id
    WHERE s.actor_id IS NOT NULL AND s.actor_id NOT IN (SELECT actor_id FROM houses)
"""
ANSWERS = """
    CREATE TEMP TABLE answers AS
    SELECT a.key, a.post_id, a.actor_id, a.created_at, a.reply_to, COALESCE(a.root_id, a.reply_to) AS root,
           COALESCE(a.reply_to_actor, p.actor_id) AS target
    FROM said AS a LEFT JOIN said AS p ON a.reply_to = p.post_id WHERE a.is_answer
"""


def reach(workspace: Workspace) -> tuple[datetime, datetime] | None:
    """The time looked at: half a year at most, up to the last post heard; None when nothing was."""
    row = reading.query(workspace.lake, REACH, {"now": workspace.clock()}).to_pylist()[0]
    if row["last"] is None:
        return None
    return max(row["first"], row["last"] - timedelta(weeks=WEEKS)), row["last"]


@contextmanager
def gathered(
    workspace: Workspace, asked: Asked, span: tuple[datetime, datetime], progress: Callable[[int], None]
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on which `said`, `houses`, `people`, `mentioned`, `answers` and `hits` can be asked."""
    values = {"low": span[0], "high": span[1]}
    with reading.reading(workspace.lake, "posts mentions metrics", since=span[0], until=span[1]) as db:
        for name, table in _registered(asked).items():
            db.register(name, table)
        db.register("matched", _matches(db, asked, values, progress))
        db.execute("CREATE TEMP TABLE hits AS SELECT * FROM matched")
        db.execute(SAID, values)
        db.execute(HOUSES)
        db.execute(MENTIONED, values)
        db.execute(OUR_PEOPLE)
        db.execute(ANSWERS)
        yield db


def rows(db: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, object] | None = None) -> list[dict[str, Any]]:
    """The rows of a short answer."""
    found: list[dict[str, Any]] = db.sql(sql, params=dict(values or {})).to_arrow_table().to_pylist()
    return found


def _registered(asked: Asked) -> Mapping[str, pa.Table]:
    import pyarrow as pa

    platforms = [(one.key, network) for one in asked.platforms for network in one.heard_as]
    rules = [("audience", n, one.radar_id, one.version) for n, one in enumerate(asked.audiences) if one.radar_id]
    for use, radars in (("subject", asked.subjects), ("us", asked.us), ("competitor", asked.competitors)):
        rules += [(use, n, radar_id, version) for n, (radar_id, version) in enumerate(radars)]
    rules += [("sensitive", n, radar_id, version) for n, (radar_id, version, _name) in enumerate(asked.sensitive)]
    handles = [(*one.split(":", 1), True) for one in asked.ours] + [("", one, False) for one in asked.others]
    return {
        "platforms": _table(platforms, key=pa.string(), network=pa.string()),
        "rules": _table(rules, use=pa.string(), number=pa.int64(), radar_id=pa.int32(), version=pa.int32()),
        "handles": _table(handles, key=pa.string(), handle=pa.string(), is_ours=pa.bool_()),
    }


def _table(found: list[Any], **columns: pa.DataType) -> pa.Table:
    import pyarrow as pa

    return pa.table({name: pa.array([row[n] for row in found], kind) for n, (name, kind) in enumerate(columns.items())})


def _matches(
    db: duckdb.DuckDBPyConnection, asked: Asked, values: Mapping[str, object], progress: Callable[[int], None]
) -> pa.Table:
    """Which posts name which platform, belong to an audience without a radar, or are worded with hostility."""
    import pyarrow as pa

    from palabre.query import parse
    from palabre.query.compiled import Percolator
    from palabre.strategy.hostile_wording import QUERY

    wanted = {HOSTILE: QUERY}
    wanted |= {FIRST_AUDIENCE + n: one.query for n, one in enumerate(asked.audiences) if one.query}
    wanted |= {FIRST_PLATFORM + n: one.named for n, one in enumerate(asked.platforms) if one.named}
    percolator = Percolator({number: parse(query) for number, query in wanted.items()})
    columns = dict.fromkeys(("post_id", "title", "text", *percolator.columns))
    sql = TEXTS.format(columns=", ".join(columns))
    queries, posts, read = [pa.array([], pa.int64())], [pa.array([], pa.int64())], 0
    for batch in db.sql(sql, params=dict(values)).to_arrow_reader(BATCH):
        found = percolator.match(batch)
        queries.append(pa.array(found.queries, pa.int64()))
        posts.append(batch.column("post_id").take(pa.array(found.rows)).cast(pa.int64()))
        read += batch.num_rows
        progress(read)
    return pa.table({"query": pa.chunked_array(queries), "post_id": pa.chunked_array(posts)})
