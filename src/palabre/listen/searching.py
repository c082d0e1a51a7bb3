"""Searches: a query asked of all posts, newest first, in slices that answer soon or all the way to the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING, Any

from palabre import query as querying
from palabre.listen._remembered import Remembered
from palabre.listen.shown import Filters, PostPage, PostRow, SearchSlice
from palabre.listen.views import SHOWN_FROM, remembered_under, shown
from palabre.listen.windows import POSTS, SHOWN, Place, place_at, place_of, windows
from palabre.query.highlighting import spans
from palabre.store import Workspace

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from palabre.query import Node
    from palabre.query.compiled import Matcher

SMALLEST, LARGEST = 500, 40_000
REMEMBERED = 256
# Read only for queries that ask for them.
MARKS = ("links", "tags", "callouts", "media")

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
    for rows, following in windows(workspace, filters, place, sizes=_growing(), columns=columns_of(wanted)):
        hits = places_in(rows, wanted)
        more = hits[: limit - len(found)]
        found += _taken(rows, more)
        if len(found) == limit:
            last = int(more[-1])
            return _slice(workspace, wanted, found, scanned + last + 1, place_at(rows, last))
        scanned, place = scanned + rows.num_rows, following
        if not has_time():
            break
    else:
        place = None
    return _slice(workspace, wanted, found, scanned, place)


@lru_cache(maxsize=64)
def matching(wanted: Node) -> Matcher:
    """The query compiled; remembered, since a page asks it again for what comes next."""
    from palabre.query import compiled

    return compiled.matching(wanted)


def places_in(rows: pa.Table, wanted: Node) -> npt.NDArray[np.int64]:
    """Which rows match, in order."""
    import numpy as np

    return np.flatnonzero(matching(wanted).mask(rows).to_numpy(zero_copy_only=False))


def columns_of(wanted: Node) -> str:
    """The columns of posts that a page shows and that a query looks at."""
    asked = querying.fields_of(wanted) & {"site", "url", "has"}
    return ", ".join((SHOWN, *MARKS)) if asked else SHOWN


def _taken(rows: pa.Table, places: npt.NDArray[np.int64]) -> list[dict[str, Any]]:
    chosen: list[dict[str, Any]] = rows.take(places).to_pylist() if len(places) else []
    return chosen


def highlighted(wanted: Node, row: dict[str, Any]) -> dict[str, Any]:
    """A row that a page shows, with where its text and its title match."""
    title, text = spans(wanted, row["title"], row["text"])
    kept = {name: value for name, value in row.items() if name not in MARKS}
    return kept | {"matched": text, "matched_title": title}


def with_marks(wanted: Node, page: PostPage) -> PostPage:
    """A page of posts with where their texts and titles match a query."""
    found = [(post, *spans(wanted, post.title, post.text)) for post in page.posts]
    posts = tuple(replace(post, matched=text, matched_title=title) for post, title, text in found)
    return replace(page, posts=posts)


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
    """Every post that matches, newest first, window after window: posts read so far, posts in all, those found."""
    wanted = querying.parse(query)
    scanned, total = 0, workspace.lake.snapshot(POSTS).rows
    for rows, _place in windows(workspace, filters, None, sizes=repeat(LARGEST), columns=columns_of(wanted)):
        scanned += rows.num_rows
        found = _taken(rows, places_in(rows, wanted))
        yield scanned, total, shown(workspace, [highlighted(wanted, row) for row in found])


def _growing() -> Iterator[int]:
    """Sizes of windows for a search: small first, to answer soon."""
    size = SMALLEST
    while True:
        yield size
        size = min(size * 2, LARGEST)
