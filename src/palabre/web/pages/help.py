"""Help that pages lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.web.pages import page
from palabre.web.querying import LESSONS
from palabre.web.rendering import render

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.store import Workspace


@page("/help/search", section="listen")
def how_to_search(request: Request, workspace: Workspace) -> Response:
    """The query language in a few lines with examples."""
    del workspace
    return render(request, "help/search.html", lessons=LESSONS)


@page("/help/keys", section="listen")
def keys(request: Request, workspace: Workspace) -> Response:
    """What the keys do on pages with posts."""
    del workspace
    return render(request, "help/keys.html")
