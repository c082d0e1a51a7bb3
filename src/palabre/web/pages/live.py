"""Live: the mentions as they come in, newest on top, told to the page as long as it is open."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import anyio.to_thread
from starlette.datastructures import QueryParams
from starlette.responses import StreamingResponse

from palabre.listen import radars, views
from palabre.listen.arrivals import cards, cards_of, pace
from palabre.listen.shown import Filters
from palabre.web.asking import asked_of
from palabre.web.chips import chips_of
from palabre.web.naming import number
from palabre.web.pages import page
from palabre.web.rendering import html_of, render
from palabre.words import N_, _
from palabre.words.sources import health_name, length_told

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.listen.arrivals import Card, Pace
    from palabre.store import Workspace
    from palabre.web.asking import Asked
    from palabre.web.broadcast import Broadcast, Told

TEMPLATE = "live/index.html"
SHOWN = 50
# The page keeps so many: older ones leave as newer ones come.
KEPT = 100
FIELDS = ("radar", "network", "kind", "language")
PATIENCE_MS = 2000


@page("/live", section="listen", title=N_("Live"), turn=1)
def live(request: Request, workspace: Workspace) -> Response:
    """The newest mentions; a page with scripts then follows what comes in after them."""
    # Asked before the posts: what comes in between is told twice rather than never.
    last = workspace.feed.last()
    asked = _asked(request, workspace)
    known = workspace.radars.all()
    return render(
        request,
        TEMPLATE,
        parts=("followed",),
        status=400 if asked.wrong else 200,
        asked=asked,
        wrong=asked.wrong,
        radars=known,
        everything=views.overview(workspace, Filters()),
        chips=chips_of(asked),
        cards=_newest(workspace, asked),
        number=last,
        kept=KEPT,
        told=pace_told(pace(workspace)),
        has_sources=bool(workspace.sources.all()),
    )


def _asked(request: Request, workspace: Workspace) -> Asked:
    """What the address asks for; the days and words of a search mean nothing here."""
    words = [(name, value) for name, value in request.query_params.multi_items() if name in FIELDS]
    return asked_of(QueryParams(words), workspace.radars.all(), path="/live")


def _newest(workspace: Workspace, asked: Asked) -> tuple[Card, ...]:
    looked_at = asked.radars or workspace.radars.all()
    if not looked_at or asked.wrong:
        return ()
    posts = radars.newest_mentions(workspace, looked_at, asked.filters, limit=SHOWN).posts
    return cards_of(workspace, posts, looked_at)


@page("/live/stream")
def follow(request: Request, workspace: Workspace) -> Response:
    """What comes in after the last number the page was told, as server-sent events, for as long as it is read."""
    asked = _asked(request, workspace)
    after = request.headers.get("last-event-id") or request.query_params.get("after", "")
    told = int(after) if after.isascii() and after.isdigit() and len(after) < 16 else None
    return StreamingResponse(
        _events(request.app.state.broadcast, asked, told),
        media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )


async def _events(broadcast: Broadcast, asked: Asked, after: int | None) -> AsyncIterator[bytes]:
    yield f"retry: {PATIENCE_MS}\n\n".encode()
    async for told in broadcast.follow(asked.filters, after):
        yield await anyio.to_thread.run_sync(_written, broadcast.workspace, asked, told)


def _written(workspace: Workspace, asked: Asked, told: Told) -> bytes:
    """One message: its number, then all it says; without anything to say a browser only keeps the number."""
    if told.is_empty:
        return f"id: {told.number}\n\n".encode()
    said: dict[str, object] = {"more": told.more, "gone": [str(one) for one in told.gone], "renew": told.is_cut}
    looked_at = asked.radars or workspace.radars.all()
    shown = cards(workspace, told.posts, looked_at) if told.posts else ()
    said["cards"] = [html_of("live/_card.html", card=card) for card in reversed(shown)]
    if told.pace is not None:
        said["pace"] = html_of("live/_pace.html", told=pace_told(told.pace))
    return f"id: {told.number}\ndata: {json.dumps(said, ensure_ascii=False)}\n\n".encode()


def pace_told(pace: Pace) -> str:
    """What was heard, by how much we are late, and how many sources are in which state."""
    words = [
        _("Posts in the last minute: heard {heard}, kept {kept}").format(
            heard=number(pace.heard), kept=number(pace.kept)
        )
    ]
    if pace.lag is not None:
        words.append(_("lag {length}").format(length=length_told(pace.lag)))
    words += [_("{state}: {n}").format(state=health_name(state), n=number(n)) for state, n in pace.health]
    return " · ".join(words)
