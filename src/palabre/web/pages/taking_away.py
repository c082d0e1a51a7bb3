"""What a Listening page shows, as CSV: the posts of its list, to the last one, or the lines of one of its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import StreamingResponse

from palabre import query as querying
from palabre.errors import NotFound, UsageError
from palabre.listen import searching, views
from palabre.listen.leaving import leaving
from palabre.listen.post_cells import HEADER, post_cells
from palabre.web.pages import page
from palabre.web.pages.listening import asked_in, volume_under
from palabre.web.tables import TITLES, table_of
from palabre.words.cells import BOM, csv_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.listen.shown import PostRow
    from palabre.reports.volume import Volume
    from palabre.store import Workspace
    from palabre.web.asking import Asked

CSV = "text/csv; charset=utf-8"


@page("/listen/csv/{what}", section="listen")
def taken_away(request: Request, workspace: Workspace) -> Response:
    """A file, written while it is read; refused when the address means nothing."""
    what = request.path_params["what"]
    if what not in TITLES and what not in ("posts", "volume"):
        raise NotFound("page-not-found", status=404)
    asked, _known = asked_in(request, workspace)
    if asked.wrong:
        raise UsageError("filters-refused", why=" ".join(asked.wrong.values()))
    return StreamingResponse(
        _written(_lines(workspace, asked, what)),
        media_type=CSV,
        headers={"content-disposition": f'attachment; filename="{what}.csv"'},
    )


def _lines(workspace: Workspace, asked: Asked, what: str) -> Iterable[Sequence[object]]:
    if what == "posts":
        if asked.query:
            # A query that means nothing is refused before a word is written.
            querying.parse(asked.query)
        return _posts(workspace, asked)
    seen = views.overview(workspace, asked.filters)
    if what == "volume":
        return _volume(volume_under(workspace, asked, seen))
    return table_of(workspace, asked, seen, what).lines()


def _posts(workspace: Workspace, asked: Asked) -> Iterator[Sequence[object]]:
    yield HEADER
    for posts in _found(workspace, asked):
        for post in posts:
            yield post_cells(post)


def _found(workspace: Workspace, asked: Asked) -> Iterator[Sequence[PostRow]]:
    filters = leaving(workspace, asked.filters)
    if not asked.query:
        yield from views.every_post(workspace, filters)
        return
    for _read, _total, posts in searching.search_all(workspace, asked.query, filters):
        yield posts


def _volume(volume: Volume | None) -> Iterator[Sequence[object]]:
    names = [name or "posts" for name in volume.names] if volume else ["posts"]
    yield ("from", "to", *names, "gaps")
    for bar in volume.bars if volume else ():
        gaps = "; ".join(
            f"{gap.source} {gap.from_at.isoformat()}/{gap.to_at.isoformat()} {gap.why}" for gap in bar.gaps
        )
        yield (bar.start.isoformat(), bar.end.isoformat(), *bar.counts, gaps)


def _written(lines: Iterable[Sequence[object]]) -> Iterator[bytes]:
    yield BOM
    for line in lines:
        yield csv_line(line)
