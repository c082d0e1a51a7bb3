"""Searches: a query asked of all posts, newest first, in slices that answer soon or all the way to the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from palabre import query as querying
from palabre.listen._remembered import Remembered
from palabre.listen.shown import Filters, PostPage, PostRow, SearchSlice
from palabre.listen.views import SHOWN_FROM, remembered_under, shown
from palabre.listen.windows import POSTS, SHOWN, Place, newest_first, place_at, place_of, stretches
from palabre.query.highlighting import spans
from palabre.store import Workspace, reading

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from palabre.query import Node
    from palabre.query.compiled import Matcher

SMALLEST, LARGEST = 2_000, 50_000
REMEMBERED = 256

_slices = Remembered[SearchSlice](REMEMBERED)


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
    key = remembered_under(workspace, SHOWN_FROM, wanted, filters, before, limit)
    end = clock() + budget_seconds
    return _slices.get(key, lambda: _search(workspace, wanted, filters, before, limit, lambda: clock() < end))


def _search(
    workspace: Workspace,
    wanted: Node,
    filters: Filters,
    before: str | None,
    limit: int,
    has_time: Callable[[], bool],
) -> SearchSlice:
    found: list[dict[str, Any]] = []
    scanned, place = 0, place_of(before) if before else None
    for rows, following in stretches(workspace, filters, place, sizes=_growing(), columns=columns_of(wanted)):
        hits = places_in(rows, wanted)
        more = hits[: limit - len(found)]
        found += _rows_at(workspace, rows, more)
        if len(found) == limit:
            place = place_at(rows, int(more[-1]))
            return _slice(workspace, wanted, found, scanned + _newer(rows, place), place)
        scanned, place = scanned + rows.num_rows, following
        if not has_time():
            break
    else:
        place = None
    return _slice(workspace, wanted, found, scanned, place)


def _newer(rows: pa.Table, place: Place) -> int:
    """How many rows of a stretch come before the place where the next slice begins."""
    import numpy as np

    moments, moment = rows["created_at"].to_numpy(), np.datetime64(place.created_at.replace(tzinfo=None))
    same = (moments == moment) & (rows["post_id"].to_numpy() >= place.post_id)
    return int(((moments > moment) | same).sum())


@lru_cache(maxsize=64)
def matching(wanted: Node) -> Matcher:
    """The query compiled; remembered, since a page asks it again for what comes next."""
    from palabre.query import compiled

    return compiled.matching(wanted)


def places_in(rows: pa.Table, wanted: Node) -> npt.NDArray[np.int64]:
    """Which rows of a stretch match, newest first."""
    import numpy as np

    return newest_first(rows, np.flatnonzero(matching(wanted).mask(rows).to_numpy(zero_copy_only=False)))


def columns_of(wanted: Node) -> str:
    """What tells a post and its place, and the columns a query looks at."""
    return ", ".join(dict.fromkeys(("post_id", "created_at", "title", "text", *matching(wanted).columns)))


def _rows_at(workspace: Workspace, rows: pa.Table, places: npt.NDArray[np.int64]) -> list[dict[str, Any]]:
    """What pages show of some rows of a stretch, in the order given."""
    if len(places) == 0:
        return []
    chosen = rows.select(["post_id", "created_at"]).take(places)
    ids: list[int] = chosen["post_id"].to_pylist()
    moments = chosen["created_at"].to_pylist()
    sql = f"SELECT {SHOWN} FROM posts WHERE post_id IN (SELECT UNNEST($ids)) AND created_at BETWEEN $first AND $last"
    span = {"first": min(moments), "last": max(moments)}
    found = reading.query(workspace.lake, sql, {"ids": ids, **span}, since=span["first"], until=span["last"])
    by_id = {row["post_id"]: row for row in found.to_pylist()}
    # A post deleted in between is there no longer.
    return [by_id[one] for one in ids if one in by_id]


def highlighted(wanted: Node, row: dict[str, Any]) -> dict[str, Any]:
    """A row that a page shows, with where its text and its title match."""
    title, text = spans(wanted, row["title"], row["text"])
    return row | {"matched": text, "matched_title": title}


def with_marks(queries: Sequence[str], page: PostPage) -> PostPage:
    """A page of posts with where their texts and titles match some queries."""
    return replace(page, posts=marked(queries, page.posts))


def marked(queries: Sequence[str], posts: Sequence[PostRow]) -> tuple[PostRow, ...]:
    """Posts with where their texts and titles match any of some queries."""
    trees = [querying.parse(query) for query in queries]
    return tuple(_marked(trees, post) for post in posts)


def _marked(trees: Sequence[Node], post: PostRow) -> PostRow:
    found = [spans(tree, post.title, post.text) for tree in trees]
    title = {span for in_title, _in_text in found for span in in_title}
    text = {span for _in_title, in_text in found for span in in_text}
    return replace(post, matched=tuple(sorted(text)), matched_title=tuple(sorted(title)))


def _slice(
    workspace: Workspace, wanted: Node, found: Sequence[dict[str, Any]], scanned: int, place: Place | None
) -> SearchSlice:
    return SearchSlice(
        posts=shown(workspace, [highlighted(wanted, row) for row in found]),
        older=place.written() if place else None,
        scanned=scanned,
        reached=place.created_at if place else None,
        finished=place is None,
    )


def search_all(workspace: Workspace, query: str, filters: Filters) -> Iterator[tuple[int, int, Sequence[PostRow]]]:
    """Every post that matches, newest first, window after window: posts read so far, posts in all, those found.

    Where they match is left to `marked`: to tell it costs as much as the search.
    """
    wanted = querying.parse(query)
    scanned, total = 0, workspace.lake.snapshot(POSTS).rows
    for rows, _place in stretches(workspace, filters, None, sizes=_growing(), columns=columns_of(wanted)):
        scanned += rows.num_rows
        found = _rows_at(workspace, rows, places_in(rows, wanted))
        yield scanned, total, shown(workspace, found)


def _growing() -> Iterator[int]:
    """Sizes of windows for a search: small first, to answer soon."""
    size = SMALLEST
    while True:
        yield size
        size = min(size * 4, LARGEST)
