"""The front door, and the one line that says we are here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, RedirectResponse

from palabre.web.pages import page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.store import Workspace


@page("/")
def front(request: Request, workspace: Workspace) -> Response:
    """Leads to Listening."""
    del request, workspace
    return RedirectResponse("/listen", status_code=303)


@page("/healthz")
def health(request: Request, workspace: Workspace) -> Response:
    """`{"status": "ok"}` as soon as pages are served; nothing of the workspace is read."""
    del request, workspace
    return JSONResponse({"status": "ok"})
