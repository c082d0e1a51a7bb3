"""Reads behind pages, commands and notebooks: totals from rollups, posts newest first, one post whole."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import repeat
from typing import TYPE_CHECKING, Any

from palabre.errors import NotFound
from palabre.listen._remembered import Remembered
from palabre.listen.shown import (
    Filters,
    GapRow,
    MetricsRow,
    Overview,
    PostDetail,
    PostPage,
    PostRow,
    RevisionRow,
    midnight,
)
from palabre.listen.windows import SHOWN, Place, place_of, windows
from palabre.model import TABLES
from palabre.store import Workspace, reading

if TYPE_CHECKING:
    import pyarrow as pa


TOP = 20
REMEMBERED = 256
PAGES = 5_000
SHOWN_FROM = ("posts", "metrics", "revisions", "actors", "deletions", "mentions")

_overviews = Remembered[Overview](REMEMBERED)
_pages = Remembered[PostPage](REMEMBERED)
_gaps = Remembered[tuple[GapRow, ...]](4)
_names = Remembered[dict[int, str | None]](1)


def remembered_under(workspace: Workspace, tables: Sequence[str], *asked: Hashable) -> Hashable:
    """What an answer rests on: the versions of the tables it reads, and what was asked."""
    return (workspace.path, tuple(workspace.lake.snapshot(TABLES[name]).version for name in tables), asked)


def overview(workspace: Workspace, filters: Filters) -> Overview:
    """Totals under some filters, from the rollups; remembered until they change."""
    key = remembered_under(workspace, ("posts_day", "terms_day", "actors", "deletions", "mentions"), filters)
    seen = _overviews.get(key, lambda: _overview(workspace, filters))
    # A source that goes silent changes no table: the gaps are those of this moment.
    return replace(seen, gaps=lossy_gaps(workspace, filters))


def _overview(workspace: Workspace, filters: Filters) -> Overview:
    where, values = filters.sql("day")
    counts = "posts_day"
    if filters.radars:
        counts = f"({mentioned_posts(filters)})"
    counted = _ask(
        workspace,
        f"""
        SELECT GROUPING_ID(day, network, kind, lang) AS shape, day, network, kind, lang, CAST(SUM(n) AS BIGINT) AS n
        FROM {counts} WHERE {where} GROUP BY GROUPING SETS ((day), (network), (kind), (lang))
        """,
        values,
    )
    per_day = tuple(sorted((row["day"].date(), row["n"]) for row in counted if row["shape"] == 0b0111))
    return Overview(
        posts=sum(n for _, n in per_day),
        actors=_actors(workspace, filters),
        first=per_day[0][0] if per_day else None,
        last=per_day[-1][0] if per_day else None,
        per_day=per_day,
        networks=_largest(counted, 0b1011, "network"),
        kinds=_largest(counted, 0b1101, "kind"),
        langs=_largest(counted, 0b1110, "lang"),
        tags=_tags(workspace, filters),
        gaps=(),
    )


def _largest(counted: Sequence[Mapping[str, Any]], shape: int, name: str) -> tuple[tuple[str, int], ...]:
    rows = [(row[name], row["n"]) for row in counted if row["shape"] == shape and row[name] is not None]
    return tuple(sorted(rows, key=lambda row: (-row[1], row[0])))


def mentioned_posts(filters: Filters) -> str:
    """The posts that the radars of some filters matched, once each, as rows of a count."""
    # One radar matches a post once: only several can say it twice.
    distinct = "DISTINCT" if len(filters.radars) > 1 else ""
    return f"""
        SELECT {distinct} post_id, created_at, DATE_TRUNC('day', created_at) AS day, network, kind, lang, 1 AS n
        FROM mentions WHERE {filters.mentioned()}
    """


def _actors(workspace: Workspace, filters: Filters) -> int | None:
    if filters.radars:
        where, values = filters.sql()
        sql = f"SELECT COUNT(DISTINCT actor_id) AS n FROM mentions WHERE {filters.mentioned()} AND {where}"
        return int(_ask(workspace, sql, values)[0]["n"])
    if replace(filters, network=None) != Filters():
        return None
    where, values = filters.sql()
    rows = _ask(workspace, f"SELECT COUNT(DISTINCT actor_id) AS n FROM actors WHERE {where}", values)
    return int(rows[0]["n"])


def _tags(workspace: Workspace, filters: Filters) -> tuple[tuple[str, int], ...]:
    if replace(filters, since=None, until=None) != Filters():
        return ()
    where, values = filters.sql("day")
    sql = f"""
        SELECT term, CAST(SUM(n) AS BIGINT) AS n FROM terms_day WHERE kind = 'tag' AND {where}
        GROUP BY term ORDER BY n DESC, term LIMIT {TOP}
    """
    return tuple((row["term"], row["n"]) for row in _ask(workspace, sql, values))


# Health in which a source is not heard, and why that is.
OPEN_GAPS = {
    "down": "gap-disconnected",
    "refused": "gap-refused",
    "rate-limited": "gap-rate-limited",
    "paused": "gap-paused",
}


def gaps(workspace: Workspace) -> tuple[GapRow, ...]:
    """The listening gaps: those of sources that are not heard at this moment, then those that ended; newest first."""
    ended = _gaps.get(remembered_under(workspace, ("gaps",)), lambda: _ended_gaps(workspace))
    return (*sorted(_open_gaps(workspace), key=lambda gap: (gap.from_at, gap.source), reverse=True), *ended)


def _ended_gaps(workspace: Workspace) -> tuple[GapRow, ...]:
    sql = "SELECT source, from_at, to_at, why, estimated_loss FROM gaps ORDER BY from_at DESC, source DESC"
    return tuple(GapRow(**row) for row in _ask(workspace, sql))


def lossy_gaps(workspace: Workspace, filters: Filters) -> tuple[GapRow, ...]:
    """The gaps that make counts under some filters a minimum."""
    return tuple(gap for gap in gaps(workspace) if gap.is_lossy and _within(gap, filters))


def _open_gaps(workspace: Workspace) -> Iterator[GapRow]:
    for one in workspace.sources.all():
        why = OPEN_GAPS.get(one.health)
        if why is not None:
            since = one.last_heard_at or one.health_since
            now = workspace.clock()
            yield GapRow(source=one.name, from_at=since, to_at=now, why=why, estimated_loss=None, is_open=True)


def _within(gap: GapRow, filters: Filters) -> bool:
    starts_late = filters.until is not None and gap.from_at >= midnight(filters.until + timedelta(days=1))
    ends_early = filters.since is not None and gap.to_at < midnight(filters.since)
    return not (starts_late or ends_early)


def newest(workspace: Workspace, filters: Filters, *, before: str | None = None, limit: int = 50) -> PostPage:
    """The newest posts under some filters, `limit` at most, from a cursor on; remembered until the lake changes."""
    key = remembered_under(workspace, SHOWN_FROM, filters, before, limit)
    return _pages.get(key, lambda: _newest(workspace, filters, before, limit))


def _newest(workspace: Workspace, filters: Filters, before: str | None, limit: int) -> PostPage:
    found: list[dict[str, Any]] = []
    for rows, _next in windows(workspace, filters, place_of(before) if before else None, sizes=repeat(limit + 1)):
        found.extend(rows.to_pylist())
        if len(found) > limit:
            break
    page = found[:limit]
    older = Place(page[-1]["created_at"], page[-1]["post_id"]).written() if len(found) > limit else None
    return PostPage(posts=shown(workspace, page), older=older)


def every_post(workspace: Workspace, filters: Filters) -> Iterator[tuple[PostRow, ...]]:
    """All posts under some filters, newest first, a window at a time."""
    for rows, _place in windows(workspace, filters, None, sizes=repeat(PAGES)):
        yield shown(workspace, rows.to_pylist())


def ask_sql(workspace: Workspace, sql: str) -> pa.Table:
    """The answer to a SELECT that a person wrote; raises `UsageError` with the reason when it is refused."""
    return reading.user_query(workspace.lake, sql)


def one_post(workspace: Workspace, post_id: int) -> PostDetail:
    """A post with its counters and successive words; raises `NotFound`."""
    found = _ask(workspace, f"SELECT {SHOWN} FROM posts WHERE post_id = $id", {"id": post_id})
    if not found:
        raise NotFound("no-such-post", post=post_id)
    post = found[0]
    counters = "SELECT observed_at, likes, reposts, replies, quotes, views FROM metrics WHERE post_id = $id ORDER BY 1"
    words = "SELECT revised_at, title, text FROM revisions WHERE post_id = $id ORDER BY 1"
    return PostDetail(
        post=shown(workspace, [post])[0],
        metrics=tuple(MetricsRow(**row) for row in _ask(workspace, counters, {"id": post_id})),
        revisions=tuple(RevisionRow(**row) for row in _ask(workspace, words, {"id": post_id})),
    )


def posts_of(workspace: Workspace, post_ids: Sequence[int]) -> Mapping[int, PostRow]:
    """A few posts by their numbers; those that are there no more are left out."""
    sql = f"SELECT {SHOWN} FROM posts WHERE post_id IN (SELECT UNNEST($ids))"
    rows = _ask(workspace, sql, {"ids": list(post_ids)}) if post_ids else []
    return {one.post_id: one for one in shown(workspace, rows)}


def shown(workspace: Workspace, rows: Sequence[Mapping[str, Any]]) -> tuple[PostRow, ...]:
    """A page of rows with what other tables know of them: newest counters, display names, whether edited."""
    if not rows:
        return ()
    ids = [row["post_id"] for row in rows]
    span = {"since": min(row["created_at"] for row in rows), "until": max(row["created_at"] for row in rows)}
    counters = {row.pop("post_id"): row for row in _ask(workspace, COUNTERS, {"ids": ids}, **span)}
    edited = {row["post_id"] for row in _ask(workspace, EDITED, {"ids": ids}, **span)}
    names = _names_of(workspace, {row["actor_id"] for row in rows if row["actor_id"] is not None})
    return tuple(
        PostRow(
            **{name: value for name, value in row.items() if name != "actor_id"},
            display_name=names.get(row["actor_id"]),
            edited=row["post_id"] in edited,
            **counters.get(row["post_id"], {}),
        )
        for row in rows
    )


def _names_of(workspace: Workspace, actors: set[int]) -> Mapping[int, str | None]:
    """The newest display name of some actors; those looked up are remembered until a snapshot of an actor comes."""
    known = _names.get(remembered_under(workspace, ("actors", "deletions")), dict[int, str | None])
    missing = [one for one in actors if one not in known]
    if missing:
        found = {row["actor_id"]: row["name"] for row in _ask(workspace, NAMES, {"ids": missing})}
        known.update({one: found.get(one) for one in missing})
    return known


COUNTERS = """
    SELECT post_id, ARG_MAX(likes, observed_at) AS likes, ARG_MAX(reposts, observed_at) AS reposts,
           ARG_MAX(replies, observed_at) AS replies, ARG_MAX(quotes, observed_at) AS quotes,
           ARG_MAX(views, observed_at) AS views
    FROM metrics WHERE post_id IN (SELECT UNNEST($ids)) GROUP BY post_id
"""
EDITED = "SELECT DISTINCT post_id FROM revisions WHERE post_id IN (SELECT UNNEST($ids))"
NAMES = """
    SELECT actor_id, ARG_MAX(display_name, observed_at) AS name FROM actors
    WHERE actor_id IN (SELECT UNNEST($ids)) GROUP BY actor_id
"""


def _ask(
    workspace: Workspace,
    sql: str,
    values: Mapping[str, object] | None = None,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = reading.query(workspace.lake, sql, values, since=since, until=until).to_pylist()
    return rows
