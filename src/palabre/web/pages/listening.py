"""Listening: how much is said, when, where, and the posts themselves, newest first; searched as far back as asked."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from palabre.errors import PalabreError, QueryError, UsageError
from palabre.listen import radars, searching, views
from palabre.listen.shown import Filters, PostPage, PostRow, SearchSlice
from palabre.web.asking import Asked, asked_of
from palabre.web.pages import page
from palabre.web.querying import problem_of
from palabre.web.rendering import render, wants_part
from palabre.web.volume import volume_of
from palabre.words import N_, language
from palabre.words.messages import told

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

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
    radars_here = workspace.radars.all()
    asked = asked_of(request.query_params, radars_here)
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
    everything = seen if asked.filters == Filters() or wants_part(request) else views.overview(workspace, Filters())
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
        fault=problem_of(problem, asked.query) if isinstance(problem, QueryError) else None,
        radars=radars_here,
        reading=radars.readings(workspace).get(asked.radar.radar_id) if asked.radar else None,
        volume=None if asked.query else volume_of(seen.per_day, seen.gaps, language=language()),
        listed=_listed(asked, posts),
    )


def _posts(request: Request, workspace: Workspace, asked: Asked) -> PostPage:
    if not asked.query and asked.radar:
        return radars.newest_mentions(workspace, asked.radar, asked.filters, before=asked.before, limit=PAGE_LENGTH)
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
