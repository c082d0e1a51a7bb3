"""The strategy at a glance: one sheet, to look at, to print, to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import FileResponse, RedirectResponse
from starlette.responses import Response as Answer

from palabre.errors import NotFound, UsageError
from palabre.reports import strategy_files
from palabre.reports.glance import glance_of
from palabre.reports.strategy import file_of, sheet, standing_told
from palabre.strategy.adopting import drafted
from palabre.strategy.evidence import evidence_of
from palabre.strategy.hearing import heard_in
from palabre.web.forms import form_of
from palabre.web.pages import page
from palabre.web.rendering import address, render
from palabre.web.strategy.opening import open_strategy
from palabre.web.strategy.steps import step_of
from palabre.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.store import Job, Workspace


@page("/strategy/glance", section="strategy", title=N_("At a glance"), turn=1)
def at_a_glance(request: Request, workspace: Workspace) -> Response:
    """The sheet: objectives, with whom, where, who does what, how we shall know; each leads to its form."""
    opened = open_strategy(workspace)
    if not opened.is_there or not opened.written.is_readable:
        return RedirectResponse("/strategy", status_code=303)
    draft = drafted(workspace)
    strategy = draft.written.strategy
    glance = glance_of(strategy, draft.judgement, evidence_of(strategy, heard_in(workspace, strategy)))
    return render(
        request,
        "strategy/glance.html",
        about=standing_told(workspace, draft.written.text),
        body=sheet(glance, _form_of),
        glance=glance,
        files=_files(workspace),
    )


@page("/strategy/glance/takeaway", section="strategy")
def takeaway(request: Request, workspace: Workspace) -> Response:
    """How far the PDFs are, for the page that waits for them."""
    return render(request, "strategy/_takeaway.html", files=_files(workspace))


@page("/strategy/glance/pdf", method="POST", section="strategy")
def make_pdf(request: Request, workspace: Workspace) -> Response:
    """Has the worker make a PDF: the document, or the sheet alone."""
    stem = form_of(request).get("stem", "")
    if stem not in strategy_files.STEMS:
        raise UsageError("filter-unknown", value=stem[:40])
    strategy_files.ask_for(workspace, stem)
    return RedirectResponse("/strategy/glance#takeaway", status_code=303)


@page("/strategy/glance/html", section="strategy")
def html_file(request: Request, workspace: Workspace) -> Response:
    """The strategy as one document that needs nothing else."""
    del request
    named = f"{_('strategy')}.html"
    headers = {"content-disposition": f'attachment; filename="{named}"'}
    return Answer(file_of(workspace, ending="html"), media_type="text/html", headers=headers)


@page("/strategy/glance/pdf/{stem}", section="strategy")
def pdf_file(request: Request, workspace: Workspace) -> Response:
    """A PDF of the strategy as it is now; nothing else of the exports is given."""
    stem = request.path_params["stem"]
    path = strategy_files.ready(workspace, stem) if stem in strategy_files.STEMS else None
    if path is None:
        raise NotFound("no-such-strategy-file")
    return FileResponse(path, media_type="application/pdf", filename=f"{_('strategy')}.pdf")


def _files(workspace: Workspace) -> Mapping[str, tuple[Path | None, Job | None]]:
    """The PDF of each sort, if it is ready, and the job that makes it, if one does."""
    return {
        stem: (strategy_files.ready(workspace, stem), strategy_files.under_way(workspace, stem))
        for stem in strategy_files.STEMS
    }


def _form_of(section: str, number: int) -> str:
    """The form where a thing of the sheet is written."""
    step = step_of((section, number))
    return address(f"/strategy/steps/{step.name}", at=f"{section}.{number}") if step else "/strategy"
