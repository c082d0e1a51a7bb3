"""Listening: how much is said, when, where, and the posts themselves, newest first; searched as far back as asked."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from palabre.errors import NotFound, PalabreError, QueryError, UsageError
from palabre.listen import counting, radars, searching, views
from palabre.listen.shown import Filters, Overview, PostPage, PostRow, SearchSlice
from palabre.reports.volume import Volume, volume_by, volume_of
from palabre.web.asking import Asked, asked_of
from palabre.web.chips import chips_of
from palabre.web.pages import page
from palabre.web.querying import problem_of
from palabre.web.rendering import render, wants_part
from palabre.web.tables import TABS, tables_of
from palabre.words import N_, language
from palabre.words.messages import told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.model import Radar
    from palabre.store import Workspace

TEMPLATE = "listening/index.html"
PAGE_LENGTH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The posts of a list and how it goes on: where, and whether by itself or once its end is reached.

    A search goes on by itself until it has a page of posts more, then waits to be scrolled to. `found` counts what
    this list has shown, the parts before included.
    """

    posts: tuple[PostRow, ...]
    found: int
    searched: SearchSlice | None
    trigger: str
    older: str | None


@page("/listen", section="listen", title=N_("Listening"))
def listening(request: Request, workspace: Workspace) -> Response:
    """The whole page; what the filters change; or, with a cursor, only the posts that come next."""
    asked, known = asked_in(request, workspace)
    wrong = dict(asked.wrong)
    posts, problem = None, None
    try:
        posts = _posts(request, workspace, asked) if not wrong else None
    except (QueryError, UsageError) as error:
        wrong["q" if isinstance(error, QueryError) else "before"] = told(error)
        problem = error
    if asked.before is not None and wants_part(request):
        return _further(request, asked, posts, problem)
    seen = views.overview(workspace, asked.filters)
    return _rendered(
        request,
        workspace,
        asked,
        known,
        seen=seen,
        wrong=wrong,
        fault=problem_of(problem, asked.query) if isinstance(problem, QueryError) else None,
        volume=None if asked.query else volume_under(workspace, asked, seen),
        listed=_listed(asked, posts),
    )


@page("/listen/{tab}", section="listen")
def tab(request: Request, workspace: Workspace) -> Response:
    """One of the tabs: who, where, words, tags, links, languages, kinds; under the same filters."""
    name = request.path_params["tab"]
    if name not in TABS:
        raise NotFound("page-not-found", status=404)
    asked, known = asked_in(request, workspace)
    seen = views.overview(workspace, asked.filters)
    return _rendered(
        request,
        workspace,
        asked,
        known,
        seen=seen,
        wrong=dict(asked.wrong),
        tab=name,
        tables=() if asked.wrong else tables_of(workspace, asked, seen, name),
        is_behind=counting.is_behind(workspace),
    )


def asked_in(request: Request, workspace: Workspace) -> tuple[Asked, tuple[Radar, ...]]:
    """What the address of a request asks for, and the radars there are."""
    known = workspace.radars.all()
    return asked_of(request.query_params, known, path=request.url.path), known


def volume_under(workspace: Workspace, asked: Asked, seen: Overview) -> Volume | None:
    """The posts through time under the filters; each radar apart when several are looked at."""
    if len(asked.radars) < 2:
        return volume_of(seen.per_day, seen.gaps, language=language(), until=asked.filters.until)
    days = counting.per_day_by_radar(workspace, asked.filters)
    series = {one.name: days[one.radar_id] for one in asked.radars}
    return volume_by(series, seen.gaps, language=language(), until=asked.filters.until)


def _rendered(
    request: Request,
    workspace: Workspace,
    asked: Asked,
    known: tuple[Radar, ...],
    *,
    seen: Overview,
    wrong: Mapping[str, str],
    tab: str = "",
    **shown: object,
) -> Response:
    everything = seen if asked.filters == Filters() or wants_part(request) else views.overview(workspace, Filters())
    nothing = {"fault": None, "volume": None, "listed": None, "tables": (), "is_behind": False}
    return render(
        request,
        TEMPLATE,
        parts=("results", "search_field"),
        status=400 if wrong else 200,
        asked=asked,
        wrong=wrong,
        seen=seen,
        everything=everything,
        is_empty=everything.posts == 0 and not asked.is_narrowed,
        command=f"palabre import FILE -w {shlex.quote(str(workspace.path))}",
        radars=known,
        readings=radars.readings(workspace) if asked.radars else {},
        chips=chips_of(asked),
        tab=tab,
        tabs=(("", N_("Posts")), *((name, title) for name, (title, _tables) in TABS.items())),
        **(nothing | shown),
    )


def _posts(request: Request, workspace: Workspace, asked: Asked) -> PostPage:
    if not asked.query and asked.radars:
        return radars.newest_mentions(workspace, asked.radars, asked.filters, before=asked.before, limit=PAGE_LENGTH)
    if not asked.query:
        return views.newest(workspace, asked.filters, before=asked.before, limit=PAGE_LENGTH)
    return searching.search(
        workspace,
        asked.query,
        asked.filters,
        before=asked.before,
        limit=PAGE_LENGTH,
        clock=lambda: request.app.state.clock().timestamp(),
    )


def _further(request: Request, asked: Asked, posts: PostPage | None, problem: PalabreError | None) -> Response:
    if posts is None:
        raise problem or UsageError("request-refused", status=400)
    return render(request, TEMPLATE, parts=("rows",), asked=asked, listed=_listed(asked, posts))


def _listed(asked: Asked, posts: PostPage | None) -> Listed:
    found = asked.found + (len(posts.posts) if posts else 0)
    is_page_full = found // PAGE_LENGTH > asked.found // PAGE_LENGTH
    return Listed(
        posts=posts.posts if posts else (),
        found=found,
        searched=posts if isinstance(posts, SearchSlice) else None,
        trigger="load" if asked.query and not is_page_full else "click, revealed",
        older=asked.further(posts.older, found) if posts and posts.older else None,
    )
