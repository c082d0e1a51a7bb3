"""The state of play: what is there, told in plain sentences; and the same to take away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.datastructures import QueryParams
from starlette.responses import FileResponse, RedirectResponse
from starlette.responses import Response as Answer

from palabre.errors import NotFound, UsageError
from palabre.listen import taking_stock, views
from palabre.listen.taking_stock.hours import zones
from palabre.reports import files, stock
from palabre.reports.rendering import Links, body
from palabre.web.asking import asked_of
from palabre.web.forms import form_of
from palabre.web.pages import page
from palabre.web.rendering import address, render
from palabre.words import N_, _
from palabre.words.messages import told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.listen.taking_stock import Asked, StateOfPlay
    from palabre.store import Job, Workspace

TEMPLATE = "overview/index.html"
# So few posts are read in less time than a person waits: no need of the worker.
SMALL = 50_000
FIELDS = ("radar", "since", "until", "network", "kind", "language", "zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One reading of the address; `asked` is None when something in it means nothing, which `wrong` says by field."""

    fields: Mapping[str, str]
    asked: Asked | None
    wrong: Mapping[str, str]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything at all was asked."""
        return any(self.fields.values())

    def at(self, path: str = "/overview") -> str:
        """A path with what is asked."""
        return address(path, **self.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeaway:
    """The PDF, if it is ready, and the job that makes it, if one does."""

    ready: Path | None
    job: Job | None


@page("/overview", section="listen", title=N_("State of play"))
def overview(request: Request, workspace: Workspace) -> Response:
    """The state of play kept; made at once when there are few posts, else offered; followed while it is made."""
    wanted = _wanted(workspace, request.query_params)
    state = _shown(workspace, wanted.asked) if wanted.asked else None
    is_fresh = state is not None and taking_stock.is_fresh(workspace, state)
    job = taking_stock.under_way(workspace, wanted.asked) if wanted.asked else None
    if is_fresh and job and not job.payload.get("again"):
        # What it would read is shown already: it has nothing to do.
        job = None
    return render(
        request,
        TEMPLATE,
        parts=("taken",),
        status=400 if wanted.wrong else 200,
        wanted=wanted,
        state=state,
        about=stock.subject(state) if state else None,
        body=body(state, LINKS) if state else None,
        is_fresh=is_fresh,
        job=job,
        takeaway=_takeaway(workspace, wanted.asked) if wanted.asked and state else None,
        radars=workspace.radars.all(),
        zones=zones(),
        zone=wanted.asked.zone if wanted.asked else wanted.fields["zone"],
    )


@page("/overview/again", method="POST", section="listen")
def again(request: Request, workspace: Workspace) -> Response:
    """Takes stock again: at once when there are few posts, else by the worker."""
    wanted, asked = _asked_by_form(request, workspace)
    if _is_small(workspace, asked):
        taking_stock.take_again(workspace, asked)
    else:
        taking_stock.ask_again(workspace, asked)
    return RedirectResponse(wanted.at(), status_code=303)


@page("/overview/pdf", method="POST", section="listen")
def make_pdf(request: Request, workspace: Workspace) -> Response:
    """Has the worker make the PDF."""
    wanted, asked = _asked_by_form(request, workspace)
    files.ask_for_pdf(workspace, asked)
    return RedirectResponse(f"{wanted.at()}#takeaway", status_code=303)


@page("/overview/takeaway", section="listen")
def takeaway(request: Request, workspace: Workspace) -> Response:
    """How far the PDF is, for the page that waits for it."""
    wanted = _wanted(workspace, request.query_params)
    if wanted.asked is None:
        raise UsageError("request-refused", status=400)
    given = _takeaway(workspace, wanted.asked)
    return render(request, "overview/_takeaway.html", wanted=wanted, takeaway=given, job=None)


@page("/overview/html", section="listen")
def html_file(request: Request, workspace: Workspace) -> Response:
    """The state of play kept, as a file that needs nothing else."""
    wanted = _wanted(workspace, request.query_params)
    state = _shown(workspace, wanted.asked) if wanted.asked else None
    if state is None:
        raise NotFound("no-such-file", name="overview.html")
    return Answer(files.html_of(workspace, state), media_type="text/html", headers=_attached(state, "html"))


@page("/overview/files/{name}", section="listen")
def made_file(request: Request, workspace: Workspace) -> Response:
    """A PDF made before, by its name; nothing else of the exports is given."""
    path = files.found(workspace, request.path_params["name"])
    named = _("state-of-play") + ".pdf"
    return FileResponse(path, media_type="application/pdf", filename=named)


LINKS = Links(
    post=lambda post_id: f"/posts/{post_id}",
    search=lambda query: address("/listen", q=query),
    radar=lambda name, query: address("/radars/new", name=name, query=query),
    gaps="/gaps",
)


def _wanted(workspace: Workspace, address_words: Mapping[str, str]) -> Wanted:
    written = {name: address_words.get(name, "") for name in FIELDS if name != "zone"}
    read = asked_of(QueryParams(written), workspace.radars.all(), path="/overview")
    zone = address_words.get("zone", "").strip()[:80]
    wrong, asked = dict(read.wrong), None
    try:
        asked = taking_stock.ask_about(workspace, read.filters, zone=zone or None)
    except UsageError as error:
        wrong["zone"] = told(error)
    radar = str(read.radar.radar_id) if read.radar else ""
    fields = {name: read.fields.get(name, "") for name in FIELDS} | {"radar": radar, "zone": zone}
    return Wanted(fields=fields, asked=None if wrong else asked, wrong=wrong)


def _asked_by_form(request: Request, workspace: Workspace) -> tuple[Wanted, Asked]:
    wanted = _wanted(workspace, form_of(request))
    if wanted.asked is None:
        raise UsageError("request-refused", status=400)
    return wanted, wanted.asked


def _shown(workspace: Workspace, asked: Asked) -> StateOfPlay | None:
    known = taking_stock.kept(workspace, asked)
    if known is not None and (taking_stock.is_fresh(workspace, known) or not _is_small(workspace, asked)):
        return known
    return taking_stock.take_stock(workspace, asked) if _is_small(workspace, asked) else known


def _is_small(workspace: Workspace, asked: Asked) -> bool:
    return views.overview(workspace, asked.filters).posts <= SMALL


def _takeaway(workspace: Workspace, asked: Asked) -> Takeaway:
    return Takeaway(ready=files.ready_pdf(workspace, asked), job=files.pdf_under_way(workspace, asked))


def _attached(state: StateOfPlay, ending: str) -> dict[str, str]:
    name = f"{_('state-of-play')}-{state.made_at:%Y-%m-%d}.{ending}"
    return {"content-disposition": f'attachment; filename="{name}"'}
