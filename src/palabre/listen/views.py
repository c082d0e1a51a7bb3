"""Reads behind pages, commands and notebooks: totals from rollups, posts newest first, searches in slices."""

from __future__ import annotations

import base64
import binascii
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from palabre import query as querying
from palabre.errors import NotFound, UsageError
from palabre.listen.shown import (
    Filters,
    GapRow,
    MetricsRow,
    Overview,
    PostDetail,
    PostPage,
    PostRow,
    RevisionRow,
    SearchSlice,
    Span,
    midnight,
)
from palabre.model import TABLES
from palabre.store import Workspace, reading

if TYPE_CHECKING:
    import pyarrow as pa

    from palabre.query import Query

POSTS = TABLES["posts"]
WINDOW_ROWS = 2_000
TOP = 20
REMEMBERED = 256
TICK = timedelta(microseconds=1)
SHOWN = """post_id, native_id, network, actor_id, handle, created_at, kind, title, text, url, lang, reply_to, root_id"""

_overviews: OrderedDict[tuple[object, ...], Overview] = OrderedDict()


class Place(NamedTuple):
    """A place in the posts, newest first: everything strictly older comes after it."""

    created_at: datetime
    post_id: int

    def written(self) -> str:
        """The place as an address carries it."""
        return base64.urlsafe_b64encode(f"{self.created_at.isoformat()} {self.post_id}".encode()).decode().rstrip("=")


def place_of(written: str) -> Place:
    """The place an address carries; raises `UsageError` when it is none of ours."""
    try:
        moment, number = base64.urlsafe_b64decode(written + "=" * (-len(written) % 4)).decode().split(" ")
        place = Place(datetime.fromisoformat(moment), int(number))
    except (ValueError, binascii.Error) as problem:
        raise UsageError("bad-cursor") from problem
    if place.created_at.tzinfo is None or abs(place.post_id) >= 2**63:
        raise UsageError("bad-cursor")
    return place


def overview(workspace: Workspace, filters: Filters) -> Overview:
    """Totals under some filters, from the rollups; remembered until they change."""
    lake = workspace.lake
    versions = (
        lake.snapshot(TABLES[name]).version for name in ("posts_day", "terms_day", "actors", "gaps", "deletions")
    )
    key = (workspace.path, *versions, filters)
    if key not in _overviews:
        _overviews[key] = _overview(workspace, filters)
        if len(_overviews) > REMEMBERED:
            _overviews.popitem(last=False)
    return _overviews[key]


def _overview(workspace: Workspace, filters: Filters) -> Overview:
    where, values = filters.sql("day")
    counted = _ask(
        workspace,
        f"""
        SELECT GROUPING_ID(day, network, kind, lang) AS shape, day, network, kind, lang, CAST(SUM(n) AS BIGINT) AS n
        FROM posts_day WHERE {where} GROUP BY GROUPING SETS ((day), (network), (kind), (lang))
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
        gaps=tuple(gap for gap in gaps(workspace) if _within(gap, filters)),
    )


def _largest(counted: Sequence[Mapping[str, Any]], shape: int, name: str) -> tuple[tuple[str, int], ...]:
    rows = [(row[name], row["n"]) for row in counted if row["shape"] == shape and row[name] is not None]
    return tuple(sorted(rows, key=lambda row: (-row[1], row[0])))


def _actors(workspace: Workspace, filters: Filters) -> int | None:
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


def gaps(workspace: Workspace) -> tuple[GapRow, ...]:
    """The listening gaps, newest first."""
    sql = "SELECT source, from_at, to_at, why, estimated_loss FROM gaps ORDER BY from_at DESC, source"
    return tuple(GapRow(**row) for row in _ask(workspace, sql))


def _within(gap: GapRow, filters: Filters) -> bool:
    starts_late = filters.until is not None and gap.from_at >= midnight(filters.until + timedelta(days=1))
    ends_early = filters.since is not None and gap.to_at < midnight(filters.since)
    return not (starts_late or ends_early)


def newest(workspace: Workspace, filters: Filters, *, before: str | None = None, limit: int = 50) -> PostPage:
    """The newest posts under some filters, `limit` at most, from a cursor on."""
    found: list[dict[str, Any]] = []
    place = place_of(before) if before else None
    for rows, _next in _windows(workspace, filters, place, limit + 1):
        found.extend(rows)
        if len(found) > limit:
            break
    shown = found[:limit]
    older = Place(shown[-1]["created_at"], shown[-1]["post_id"]).written() if len(found) > limit else None
    return PostPage(posts=_shown(workspace, shown), older=older)


def _windows(
    workspace: Workspace, filters: Filters, place: Place | None, size: int
) -> Iterator[tuple[list[dict[str, Any]], Place | None]]:
    """Posts newest first, a window of about `size` rows at a time, each with the place where the next begins.

    A window is a span of time as long as the density of the files promises that many rows, so that few are read.
    """
    top, bottom = _reach(workspace, filters)
    if top is None or bottom is None:
        return
    place = place or Place(top + TICK, 0)
    width = timedelta(0)
    while place.created_at >= bottom:
        width = min(max(width * 4, _width(workspace, place.created_at, size)), place.created_at - bottom)
        low = place.created_at - width
        rows = _window(workspace, filters, place, low, size)
        if len(rows) == size:
            place, width = Place(rows[-1]["created_at"], rows[-1]["post_id"]), timedelta(0)
        else:
            place = Place(_next_below(workspace, low) if low > bottom else bottom - TICK, 0)
        yield rows, place if place.created_at >= bottom else None


def _reach(workspace: Workspace, filters: Filters) -> tuple[datetime | None, datetime | None]:
    parts = workspace.lake.snapshot(POSTS).parts
    last = max((part.last for part in parts if part.last), default=None)
    first = min((part.first for part in parts if part.first), default=None)
    if last is None or first is None:
        return None, None
    if filters.until:
        last = min(last, midnight(filters.until + timedelta(days=1)) - TICK)
    return last, max(first, midnight(filters.since)) if filters.since else first


def _width(workspace: Workspace, moment: datetime, size: int) -> timedelta:
    """How long a span ending at a moment must be to hold about `size` rows, by the files that reach it."""
    rates = [
        part.rows / max((part.last - part.first).total_seconds(), 1.0)
        for part in workspace.lake.snapshot(POSTS).parts
        if part.first and part.last and part.first <= moment <= part.last + timedelta(hours=1)
    ]
    return timedelta(seconds=size / sum(rates)) if rates else timedelta(hours=1)


def _next_below(workspace: Workspace, low: datetime) -> datetime:
    """The moment to go on from below `low`: `low` itself, or the end of the next older file when nothing reaches it."""
    reached = [p.last for p in workspace.lake.snapshot(POSTS).parts if p.first and p.last and p.first < low]
    return min(low, max(reached) + TICK) if reached else datetime.min.replace(tzinfo=UTC)


def _window(workspace: Workspace, filters: Filters, place: Place, low: datetime, size: int) -> list[dict[str, Any]]:
    where, values = filters.sql()
    sql = f"""
        SELECT {SHOWN} FROM posts
        WHERE created_at >= $low AND (created_at < $at OR (created_at = $at AND post_id < $post_id)) AND {where}
        ORDER BY created_at DESC, post_id DESC LIMIT {size}
    """
    values |= {"low": low, "at": place.created_at, "post_id": place.post_id}
    return _ask(workspace, sql, values, since=low, until=place.created_at)


def search(
    workspace: Workspace,
    query: str,
    filters: Filters,
    *,
    before: str | None = None,
    limit: int = 50,
    budget_seconds: float = 0.15,
    clock: Callable[[], float],
) -> SearchSlice:
    """The newest posts that match, found within a time budget; `older` carries on where it stopped.

    Raises `QueryError` for a query that means nothing. `clock` gives growing seconds.
    """
    wanted = querying.parse(query)
    end = clock() + budget_seconds
    found: list[dict[str, Any]] = []
    scanned, reached, place = 0, None, place_of(before) if before else None
    for rows, following in _windows(workspace, filters, place, WINDOW_ROWS):
        for row in rows:
            scanned, reached = scanned + 1, row["created_at"]
            if (matched := matches(wanted, row["title"], row["text"])) is not None:
                found.append(row | {"matched": matched})
            if len(found) == limit:
                return _slice(workspace, found, scanned, Place(reached, row["post_id"]))
        place = following
        if clock() >= end:
            break
    else:
        place = None
    return _slice(workspace, found, scanned, place)


def _slice(workspace: Workspace, found: Sequence[dict[str, Any]], scanned: int, place: Place | None) -> SearchSlice:
    return SearchSlice(
        posts=_shown(workspace, found),
        older=place.written() if place else None,
        scanned=scanned,
        reached=place.created_at if place else None,
        finished=place is None,
    )


def matches(query: Query, title: str | None, text: str) -> tuple[Span, ...] | None:
    """Where a post matches, in code points of its text (empty when only its title does); None when it does not."""
    if not title:
        return querying.find(query, text)
    found = querying.find(query, f"{title}\n\n{text}")
    shift = len(title) + 2
    return None if found is None else tuple((start - shift, end - shift) for start, end in found if start >= shift)


def search_all(workspace: Workspace, query: str, filters: Filters) -> Iterator[tuple[int, int, Sequence[PostRow]]]:
    """Every post that matches, newest first, window after window: posts read so far, posts in all, those found."""
    wanted = querying.parse(query)
    scanned, total = 0, workspace.lake.snapshot(POSTS).rows
    for rows, _place in _windows(workspace, filters, None, 10 * WINDOW_ROWS):
        scanned += len(rows)
        spans = [matches(wanted, row["title"], row["text"]) for row in rows]
        found = [row | {"matched": one} for row, one in zip(rows, spans, strict=True) if one is not None]
        yield scanned, total, _shown(workspace, found)


def ask_sql(workspace: Workspace, sql: str) -> pa.Table:
    """The answer to a SELECT that a person wrote; raises `UsageError` with the reason when it is refused."""
    return reading.user_query(workspace.lake, sql)


def one_post(workspace: Workspace, post_id: int) -> PostDetail:
    """A post with its thread, counters and successive words; raises `NotFound`."""
    found = _ask(workspace, f"SELECT {SHOWN} FROM posts WHERE post_id = $id", {"id": post_id})
    if not found:
        raise NotFound("no-such-post", post=post_id)
    post = found[0]
    root = post["root_id"] or post["reply_to"] or post_id
    thread = f"""
        SELECT {SHOWN} FROM posts
        WHERE post_id IN ($id, $root, $parent) OR root_id IN ($root, $id) OR reply_to IN ($id, $root)
        ORDER BY created_at, post_id LIMIT 500
    """
    around = _ask(workspace, thread, {"id": post_id, "root": root, "parent": post["reply_to"] or post_id})
    counters = "SELECT observed_at, likes, reposts, replies, quotes, views FROM metrics WHERE post_id = $id ORDER BY 1"
    words = "SELECT revised_at, title, text FROM revisions WHERE post_id = $id ORDER BY 1"
    return PostDetail(
        post=_shown(workspace, [post])[0],
        thread=_shown(workspace, around) if len(around) > 1 else (),
        metrics=tuple(MetricsRow(**row) for row in _ask(workspace, counters, {"id": post_id})),
        revisions=tuple(RevisionRow(**row) for row in _ask(workspace, words, {"id": post_id})),
    )


def _shown(workspace: Workspace, rows: Sequence[Mapping[str, Any]]) -> tuple[PostRow, ...]:
    """A page of rows with what other tables know of them: newest counters, display names, whether edited."""
    if not rows:
        return ()
    ids = [row["post_id"] for row in rows]
    span = {"since": min(row["created_at"] for row in rows), "until": max(row["created_at"] for row in rows)}
    counters = {row.pop("post_id"): row for row in _ask(workspace, COUNTERS, {"ids": ids}, **span)}
    edited = {row["post_id"] for row in _ask(workspace, EDITED, {"ids": ids}, **span)}
    actors = {row["actor_id"] for row in rows if row["actor_id"] is not None}
    names = {row["actor_id"]: row["name"] for row in _ask(workspace, NAMES, {"ids": list(actors)})} if actors else {}
    return tuple(
        PostRow(
            **{name: value for name, value in row.items() if name != "actor_id"},
            display_name=names.get(row["actor_id"]),
            edited=row["post_id"] in edited,
            **counters.get(row["post_id"], {}),
        )
        for row in rows
    )


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
