"""What has just come in, by the numbers of the feed: mentions that sources brought, posts that are gone since.

Files brought in are no news: what they hold is in Listening, by its date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from palabre.listen.radars import filters_of_all, queries_shown
from palabre.listen.searching import marked
from palabre.listen.shown import Filters
from palabre.listen.source_rows import listed
from palabre.listen.views import shown
from palabre.listen.windows import SHOWN
from palabre.model import TABLES
from palabre.store import Workspace, engine, reading

if TYPE_CHECKING:
    from datetime import datetime

    import pyarrow as pa

    from palabre.listen.shown import PostRow
    from palabre.model import Radar
    from palabre.store import Announced, Snapshot

# More than this at once is read afresh: a page shows a hundred posts.
MOST_COMMITS, MOST_POSTS, MOST_GONE = 500, 20_000, 2_000
POSTS, DELETIONS = TABLES["posts"], TABLES["deletions"]
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """What came in up to a number of the feed: mentions, oldest first, as rows of `posts` with their `radars`.

    `gone` are posts that are there no more. `is_cut` says that too much happened to be told one by one: whoever shows
    posts reads them afresh.
    """

    number: int
    posts: pa.Table | None = None
    gone: tuple[int, ...] = ()
    is_cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A mention as it is shown when it comes in, and the radars that matched it."""

    post: PostRow
    radars: tuple[Radar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How it goes at this moment: posts heard and kept in the last minute, how many sources are in which state.

    `lag` is by how much the latest of the streams is late, None when none is being heard.
    """

    heard: int
    kept: int
    lag: timedelta | None
    health: tuple[tuple[str, int], ...]


def arrivals(workspace: Workspace, after: int, *, until: int | None = None) -> Arrivals:
    """What came in after a number of the feed, up to another one or to this moment."""
    import duckdb

    announced = [
        one for one in workspace.feed.after(after, limit=MOST_COMMITS + 1) if until is None or one.number <= until
    ]
    # Numbers follow one another: what lacks was dropped, long after it was announced.
    if len(announced) > MOST_COMMITS or (announced and announced[0].number > after + 1):
        return Arrivals(number=until or workspace.feed.last(), is_cut=True)
    number = announced[-1].number if announced else after
    try:
        return _told(workspace, announced, number)
    except duckdb.IOException:
        # A file was rewritten and removed between two looks.
        return Arrivals(number=number, is_cut=True)


def _told(workspace: Workspace, announced: Sequence[Announced], number: int) -> Arrivals:
    posts, deletions = (_brought(workspace, announced, name) for name in (POSTS.name, DELETIONS.name))
    if posts is None or deletions is None:
        return Arrivals(number=number, is_cut=True)
    gone, new = _gone(workspace, deletions), _heard_live(posts)
    if len(gone) > MOST_GONE or new.num_rows > MOST_POSTS:
        return Arrivals(number=number, is_cut=True)
    return Arrivals(number=number, posts=_mentions(workspace, new), gone=gone)


def _brought(workspace: Workspace, announced: Sequence[Announced], name: str) -> Sequence[Snapshot] | None:
    """What the commits of a table brought; None when a part of it is no longer where it was."""
    found = [workspace.feed.brought(one) for one in announced if one.table == name and one.rows]
    kept = [one for one in found if one is not None]
    return kept if len(kept) == len(found) else None


def _heard_live(commits: Sequence[Snapshot]) -> pa.Table:
    """The posts that sources brought: those of files have the number of their import."""
    columns = ("post_id", "created_at", "run_id")
    rows = " UNION ALL ".join(f"SELECT * FROM {one.sql(columns=columns)}" for one in commits)
    if not rows:
        rows = "SELECT NULL::BIGINT AS post_id, NULL::TIMESTAMPTZ AS created_at, NULL AS run_id WHERE FALSE"
    with engine.cursor() as db:
        return db.sql(f"SELECT post_id, created_at FROM ({rows}) WHERE run_id IS NULL").to_arrow_table()


def _mentions(workspace: Workspace, new: pa.Table) -> pa.Table | None:
    """Those of some posts that pages show as mentions, hidden ones left out."""
    import pyarrow.compute as pc

    radars = workspace.radars.all()
    if new.num_rows == 0 or not radars:
        return None
    span = pc.min_max(new["created_at"]).as_py()
    sql = f"""
        SELECT p.*, m.radars FROM (SELECT {SHOWN} FROM posts WHERE {_WITHIN}) AS p
        JOIN ({_matched(radars)}) AS m ON m.post_id = p.post_id ORDER BY p.created_at, p.post_id
    """
    values = {"ids": new["post_id"].to_pylist(), "first": span["min"], "last": span["max"]}
    found = reading.query(workspace.lake, sql, values, since=span["min"], until=span["max"])
    return found if found.num_rows else None


_WITHIN = "created_at BETWEEN $first AND $last AND post_id IN (SELECT UNNEST($ids))"


def _matched(radars: Sequence[Radar]) -> str:
    rules = filters_of_all(radars, Filters()).mentioned()
    return f"""
        SELECT post_id, LIST(DISTINCT radar_id ORDER BY radar_id) AS radars FROM mentions
        WHERE {_WITHIN} AND {rules} GROUP BY post_id
    """


def _gone(workspace: Workspace, commits: Sequence[Snapshot]) -> tuple[int, ...]:
    """The posts that some deletions take away, those of deleted accounts with them."""
    if not commits:
        return ()
    rows = " UNION ALL ".join(f"SELECT * FROM {one.sql(columns=('scope', 'id'))}" for one in commits)
    posts = workspace.lake.snapshot(POSTS).sql(columns=("post_id", "actor_id"))
    with engine.cursor() as db:
        db.register("gone", db.sql(rows).to_arrow_table())
        ids = db.sql("SELECT DISTINCT id FROM gone WHERE scope = 'post'").to_arrow_table()["id"].to_pylist()
        accounts = db.sql("SELECT DISTINCT id FROM gone WHERE scope = 'actor'").to_arrow_table()
        if accounts.num_rows:
            db.register("accounts", accounts)
            theirs = f"SELECT post_id FROM {posts} WHERE actor_id IN (SELECT id FROM accounts) LIMIT {MOST_GONE + 1}"
            ids += db.sql(theirs).to_arrow_table()["post_id"].to_pylist()
    return tuple(dict.fromkeys(ids))


def cards(workspace: Workspace, rows: Sequence[dict[str, Any]], radars: Sequence[Radar]) -> tuple[Card, ...]:
    """Some rows of arrivals as they are shown, with the radars that matched among those looked at."""
    matched = {row["post_id"]: _among(radars, row["radars"]) for row in rows}
    posts = shown(workspace, [{name: value for name, value in row.items() if name != "radars"} for row in rows])
    return tuple(_card(workspace, post, matched[post.post_id]) for post in posts)


def cards_of(workspace: Workspace, posts: Sequence[PostRow], radars: Sequence[Radar]) -> tuple[Card, ...]:
    """Some mentions that pages show, with the radars that matched among those looked at."""
    if not posts or not radars:
        return ()
    first, last = (edge(post.created_at for post in posts) for edge in (min, max))
    values = {"ids": [post.post_id for post in posts], "first": first, "last": last}
    rows = reading.query(workspace.lake, _matched(radars), values, since=first, until=last).to_pylist()
    matched = {row["post_id"]: _among(radars, row["radars"]) for row in rows}
    return tuple(Card(post=post, radars=matched.get(post.post_id, ())) for post in posts)


def _among(radars: Sequence[Radar], ids: Sequence[int]) -> tuple[Radar, ...]:
    return tuple(one for one in radars if one.radar_id in ids)


def _card(workspace: Workspace, post: PostRow, radars: tuple[Radar, ...]) -> Card:
    return Card(post=marked(queries_shown(workspace, radars), [post])[0], radars=radars)


def pace(workspace: Workspace) -> Pace:
    """How listening goes at this moment."""
    now = workspace.clock()
    counts: Counter[str] = Counter()
    health: Counter[str] = Counter()
    lags = []
    for row in listed(workspace, now):
        health[row.state] += 1
        counts.update(_last_minute(workspace, row.kept.source_id, now))
        if row.lag is not None:
            lags.append(row.lag)
    return Pace(
        heard=round(counts["posts"]),
        kept=round(counts["kept"]),
        lag=max(lags, default=None),
        health=tuple(sorted(health.items())),
    )


def _last_minute(workspace: Workspace, source_id: int, now: datetime) -> dict[str, float]:
    """What was counted in the last sixty seconds: counts are kept by the minute, so that of before counts in part."""
    minute = now.replace(second=0, microsecond=0)
    current = workspace.sources.counted(source_id, since=minute)
    both = workspace.sources.counted(source_id, since=minute - MINUTE)
    part = 1 - (now - minute) / MINUTE
    return {what: current.get(what, 0) + (n - current.get(what, 0)) * part for what, n in both.items()}
