"""The site as one ASGI application: pages, files of ours, and what is answered when something goes wrong."""

from __future__ import annotations

import logging
import secrets
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from palabre.errors import NotFound, PalabreError, StoreError, UsageError, WorkspaceError
from palabre.listen.uploads import room
from palabre.web.broadcast import Broadcast
from palabre.web.pages import every_page, routes
from palabre.web.preferences import Preferences
from palabre.web.rendering import STATIC, refuse, refuse_barely
from palabre.web.security import LOOPBACK, Guard, RequestRefused, as_named

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from palabre.store import Workspace

log = logging.getLogger(__name__)
KEPT_FOR_A_YEAR = "public, max-age=31536000, immutable"
STATUSES: tuple[tuple[type[PalabreError], int], ...] = ((NotFound, 404), (StoreError, 503), (WorkspaceError, 503))
ADDRESS_ERRORS = {404: "page-not-found", 405: "method-refused"}


def create_app(
    workspace: Workspace,
    *,
    allowed_hosts: tuple[str, ...] = LOOPBACK,
    clock: Callable[[], datetime],
    file_limit: Callable[[], int] | None = None,
) -> Starlette:
    """The pages of a workspace, answering only to `allowed_hosts` (`name`, on any port, or `name:port`).

    `file_limit` says how many bytes of files a form may send, by default as many as the disk has room for.
    """
    limit = file_limit or (lambda: room(workspace))
    app = Starlette(
        routes=[*routes(), Mount("/static", GZipMiddleware(_OwnFiles(directory=STATIC), minimum_size=1000))],
        middleware=[
            Middleware(Preferences, workspace_language=workspace.settings.lang),
            Middleware(
                Guard,
                allowed_hosts=tuple(map(as_named, allowed_hosts)),
                refuse=_refuse_request,
                file_paths=frozenset(one.path for one in every_page() if one.takes_files),
                file_limit=limit,
            ),
            Middleware(Bulkhead),
        ],
        exception_handlers={PalabreError: _refused, HTTPException: _no_such_page},
    )
    app.state.workspace = workspace
    app.state.clock = clock
    app.state.file_limit = limit
    app.state.broadcast = Broadcast(workspace)
    return app


def end_streams(app: Starlette) -> None:
    """Ends what goes on as long as it is read: a server that stops waits for nobody."""
    app.state.broadcast.end()


@dataclass(frozen=True, slots=True)
class Bulkhead:
    """Middleware that keeps an unforeseen error within its request: it is logged, and its reader gets an incident id.

    The log holds where it broke and what kind of error it was. The message is left out, for it may quote a secret or
    a text of somebody; so is what follows `?` in the address.
    """

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, whatever breaks."""
        has_started = False

        async def watched(message: Message) -> None:
            nonlocal has_started
            has_started = has_started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            if scope["type"] != "http" or has_started:
                raise
            incident = secrets.token_hex(4)
            where = "".join(traceback.format_tb(error.__traceback__))
            log.error("incident %s: %s on %s\n%s", incident, type(error).__name__, scope["path"], where)
            answer = refuse(Request(scope), PalabreError("page-broke", incident=incident), status=500)
            await answer(scope, receive, send)


class _OwnFiles(StaticFiles):
    def file_response(self, *arguments: object, **named: object) -> Response:
        response = super().file_response(*arguments, **named)  # type: ignore[arg-type]
        scope = arguments[2]
        if isinstance(scope, dict) and scope.get("query_string", b"").startswith(b"v="):
            response.headers["cache-control"] = KEPT_FOR_A_YEAR
        return response


def _refuse_request(scope: Scope, error: RequestRefused) -> Response:
    del scope
    return refuse_barely(error, status=error.status)


def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, PalabreError):
        raise error
    if isinstance(error, RequestRefused):
        return refuse(request, error, status=error.status)
    return refuse(request, error, status=next((status for kind, status in STATUSES if isinstance(error, kind)), 400))


def _no_such_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    told = UsageError(ADDRESS_ERRORS.get(status, "request-refused"), status=status)
    return refuse(request, told, status=status)
