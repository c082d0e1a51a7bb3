"""Reads behind pages, commands and notebooks: totals from rollups, posts newest first, searches in slices."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from palabre import query as querying
from palabre.errors import NotFound, UsageError
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
SMALLEST, LARGEST = 500, 4_000
# How many times longer than the density promises a window is: filters thin what it holds.
ROOM = 3
TOP = 20
REMEMBERED = 256
TICK = timedelta(microseconds=1)
SHOWN_FROM = ("posts", "metrics", "revisions", "actors", "deletions")
SHOWN = """post_id, native_id, network, actor_id, handle, created_at, kind, title, text, url, lang, reply_to, root_id"""

_overviews = Remembered[Overview](REMEMBERED)
_pages = Remembered[PostPage](REMEMBERED)
_slices = Remembered[SearchSlice](REMEMBERED)
_names = Remembered[dict[int, str | None]](1)


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


def _key(workspace: Workspace, tables: Sequence[str], *asked: Hashable) -> Hashable:
    """What an answer rests on: the versions of the tables it reads, and what was asked."""
    return (workspace.path, tuple(workspace.lake.snapshot(TABLES[name]).version for name in tables), asked)


def overview(workspace: Workspace, filters: Filters) -> Overview:
    """Totals under some filters, from the rollups; remembered until they change."""
    key = _key(workspace, ("posts_day", "terms_day", "actors", "gaps", "deletions"), filters)
    return _overviews.get(key, lambda: _overview(workspace, filters))


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
    """The newest posts under some filters, `limit` at most, from a cursor on; remembered until the lake changes."""
    key = _key(workspace, SHOWN_FROM, filters, before, limit)
    return _pages.get(key, lambda: _newest(workspace, filters, before, limit))


def _newest(workspace: Workspace, filters: Filters, before: str | None, limit: int) -> PostPage:
    found: list[dict[str, Any]] = []
    for rows, _next in _windows(workspace, filters, place_of(before) if before else None, sizes=repeat(limit + 1)):
        found.extend(rows.to_pylist())
        if len(found) > limit:
            break
    shown = found[:limit]
    older = Place(shown[-1]["created_at"], shown[-1]["post_id"]).written() if len(found) > limit else None
    return PostPage(posts=_shown(workspace, shown), older=older)


def _windows(
    workspace: Workspace, filters: Filters, place: Place | None, *, sizes: Iterable[int]
) -> Iterator[tuple[pa.Table, Place | None]]:
    """Posts newest first, a window of at most so many rows at a time, each with the place where the next begins.

    A window is a span of time as long as the density of the files promises that many rows, so that few are read.
    """
    top, bottom = _reach(workspace, filters)
    if top is None or bottom is None:
        return
    place = place or Place(top + TICK, 0)
    width = timedelta(0)
    for size in sizes:
        if place.created_at < bottom:
            return
        width = min(max(width * 4, _width(workspace, place.created_at, size)), place.created_at - bottom)
        low = place.created_at - width
        rows = _window(workspace, filters, place, low, size)
        if rows.num_rows == size:
            place, width = _place_at(rows, -1), timedelta(0)
        else:
            place = Place(_next_below(workspace, low) if low > bottom else bottom - TICK, 0)
        yield rows, place if place.created_at >= bottom else None


def _growing() -> Iterator[int]:
    """Sizes of windows for a search: small first, to answer soon."""
    size = SMALLEST
    while True:
        yield size
        size = min(size * 2, LARGEST)


def _place_at(rows: pa.Table, number: int) -> Place:
    return Place(rows["created_at"][number].as_py(), rows["post_id"][number].as_py())


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
    return timedelta(seconds=ROOM * size / sum(rates)) if rates else timedelta(hours=1)


def _next_below(workspace: Workspace, low: datetime) -> datetime:
    """The moment to go on from below `low`: `low` itself, or the end of the next older file when nothing reaches it."""
    reached = [p.last for p in workspace.lake.snapshot(POSTS).parts if p.first and p.last and p.first < low]
    return min(low, max(reached) + TICK) if reached else datetime.min.replace(tzinfo=UTC)


def _window(workspace: Workspace, filters: Filters, place: Place, low: datetime, size: int) -> pa.Table:
    where, values = filters.sql()
    sql = f"""
        SELECT {SHOWN} FROM posts
        WHERE created_at >= $low AND (created_at < $at OR (created_at = $at AND post_id < $post_id)) AND {where}
        ORDER BY created_at DESC, post_id DESC LIMIT {size}
    """
    values |= {"low": low, "at": place.created_at, "post_id": place.post_id}
    return reading.query(workspace.lake, sql, values, since=low, until=place.created_at)


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

    Raises `QueryError` for a query that means nothing. `clock` gives growing seconds; the answer is remembered until
    the lake changes.
    """
    wanted = querying.parse(query)
    key = _key(workspace, SHOWN_FROM, wanted, filters, before, limit)
    end = clock() + budget_seconds
    return _slices.get(key, lambda: _search(workspace, wanted, filters, before, limit, lambda: clock() < end))


def _search(
    workspace: Workspace,
    wanted: Query,
    filters: Filters,
    before: str | None,
    limit: int,
    has_time: Callable[[], bool],
) -> SearchSlice:
    found: list[dict[str, Any]] = []
    scanned, place = 0, place_of(before) if before else None
    for rows, following in _windows(workspace, filters, place, sizes=_growing()):
        hits = _hits(wanted, rows)
        more = hits[: limit - len(found)]
        found += _taken(rows, more)
        if len(found) == limit:
            last = more[-1][0]
            return _slice(workspace, found, scanned + last + 1, _place_at(rows, last))
        scanned, place = scanned + rows.num_rows, following
        if not has_time():
            break
    else:
        place = None
    return _slice(workspace, found, scanned, place)


def _hits(wanted: Query, rows: pa.Table) -> list[tuple[int, tuple[Span, ...]]]:
    """Which rows of a window match, and where."""
    texts = zip(rows["title"].to_pylist(), rows["text"].to_pylist(), strict=True)
    found = ((place, matches(wanted, title, text)) for place, (title, text) in enumerate(texts))
    return [(place, spans) for place, spans in found if spans is not None]


def _taken(rows: pa.Table, hits: Sequence[tuple[int, tuple[Span, ...]]]) -> list[dict[str, Any]]:
    chosen = rows.slice(0, 0) if not hits else rows.take([place for place, _ in hits])
    return [row | {"matched": spans} for row, (_, spans) in zip(chosen.to_pylist(), hits, strict=True)]


def _slice(workspace: Workspace, found: Sequence[dict[str, Any]], scanned: int, place: Place | None) -> SearchSlice:
    return SearchSlice(
        posts=_shown(workspace, found),
        older=place.written() if place else None,
        scanned=scanned,
        reached=place.created_at if place else None,
        finished=place is None,
    )


def matches(query: Query, title: str | None, text: str) -> tuple[Span, ...] | None:
    """Where a post matches, in code points of its text (empty when only its title does); None when it does not.

    Each term is looked for in the title and in the text; a phrase does not run from one into the other.
    """
    if not title:
        return querying.find(query, text)
    spans: set[Span] = set()
    for term in query.terms:
        alone = querying.Query((term,))
        found = querying.find(alone, text)
        if found is None and querying.find(alone, title) is None:
            return None
        spans.update(found or ())
    return tuple(sorted(spans))


def search_all(workspace: Workspace, query: str, filters: Filters) -> Iterator[tuple[int, int, Sequence[PostRow]]]:
    """Every post that matches, newest first, window after window: posts read so far, posts in all, those found."""
    wanted = querying.parse(query)
    scanned, total = 0, workspace.lake.snapshot(POSTS).rows
    for rows, _place in _windows(workspace, filters, None, sizes=repeat(10 * LARGEST)):
        scanned += rows.num_rows
        yield scanned, total, _shown(workspace, _taken(rows, _hits(wanted, rows)))


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
    known = _names.get(_key(workspace, ("actors", "deletions")), dict[int, str | None])
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
