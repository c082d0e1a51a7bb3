"""Adopting the strategy: the errors that stand, what someone takes upon themselves, and the name of who adopts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from palabre.errors import NotFound, StrategyRefused, UsageError
from palabre.strategy import adopting
from palabre.strategy.adopting import ErrorsStand, place_of
from palabre.web.forms import form_of
from palabre.web.pages import page
from palabre.web.rendering import address, render
from palabre.web.strategy import saving
from palabre.web.strategy.author import author_fault, author_of, remember
from palabre.web.strategy.judged import shown_of
from palabre.web.strategy.opening import open_strategy
from palabre.words import N_
from palabre.words.messages import told

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.store import Workspace


@page("/strategy/adopt", section="strategy", title=N_("Adoption"), turn=7)
def before_adopting(request: Request, workspace: Workspace) -> Response:
    """What stands in the way of adopting, what was overridden, and the form that adopts."""
    return _adoption_page(request, workspace)


@page("/strategy/adopt", method="POST", section="strategy")
def adopt(request: Request, workspace: Workspace) -> Response:
    """Adopts the text that was looked at, by name; or says why it cannot be."""
    opened = open_strategy(workspace)
    if wrong := author_fault(request):
        return _adoption_page(request, workspace, status=400, by_wrong=wrong)
    if form_of(request).get("token", "") != opened.token:
        return _adoption_page(request, workspace, status=409, refusal=told(UsageError("strategy-moved-on")))
    try:
        saving.keep_found(opened)
        adopting.adopt(workspace, by=author_of(request))
    except ErrorsStand as error:
        return _adoption_page(request, workspace, status=409, refusal=told(error))
    except StrategyRefused as error:
        return _adoption_page(request, workspace, status=400, refusal=told(error))
    return remember(request, RedirectResponse(address("/strategy/adopt", done="adopted"), status_code=303))


@page("/strategy/override", method="POST", section="strategy")
def override(request: Request, workspace: Workspace) -> Response:
    """Takes one error upon oneself, by name and in writing."""
    form = form_of(request)
    code, place, why = form.get("code", ""), form.get("place", ""), form.get("why", "")
    if wrong := author_fault(request):
        return _adoption_page(request, workspace, status=400, by_wrong=wrong, trying=(code, place, why))
    try:
        adopting.override(workspace, code, place, by=author_of(request), why=why)
    except StrategyRefused as error:
        refusal = told(error)
        return _adoption_page(request, workspace, status=400, why_wrong=refusal, trying=(code, place, why))
    return remember(request, RedirectResponse(address("/strategy/adopt", done="overridden"), status_code=303))


@page("/strategy/withdraw", method="POST", section="strategy")
def withdraw(request: Request, workspace: Workspace) -> Response:
    """Takes an override back; it stays in the history."""
    number = form_of(request).get("override", "")
    if wrong := author_fault(request):
        return _adoption_page(request, workspace, status=400, by_wrong=wrong)
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise NotFound("no-such-override", override=number[:20])
    try:
        workspace.strategies.withdraw(int(number), by=author_of(request))
    except StrategyRefused as error:
        return _adoption_page(request, workspace, status=400, refusal=told(error))
    return remember(request, RedirectResponse(address("/strategy/adopt", done="withdrawn"), status_code=303))


def _adoption_page(
    request: Request,
    workspace: Workspace,
    *,
    status: int = 200,
    refusal: str = "",
    by_wrong: str = "",
    why_wrong: str = "",
    trying: tuple[str, str, str] = ("", "", ""),
) -> Response:
    opened = open_strategy(workspace)
    shown = shown_of(opened, opened.findings)
    adoption, adopted = workspace.strategies.adoption(), workspace.strategies.adopted()
    faults = set(map(id, opened.written.faults))
    return render(
        request,
        "strategy/adopt.html",
        status=status,
        opened=opened,
        errors=[
            (one, place_of(one.finding.path, opened.written.strategy), id(one.finding) not in faults)
            for one in shown
            if one.finding.severity == "error" and not one.override
        ],
        overridden=[one for one in shown if one.override],
        warnings=[one for one in shown if one.finding.severity == "warning"],
        adoption=adoption,
        is_adopted=adopted is not None and adopted.text == opened.text,
        done=request.query_params.get("done", ""),
        refusal=refusal,
        by=author_of(request),
        by_wrong=by_wrong,
        why_wrong=why_wrong,
        trying=trying,
    )
