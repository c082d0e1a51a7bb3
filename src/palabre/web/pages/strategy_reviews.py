"""Reviewing the objectives: a meeting page for each, signed by name; which come next and which are late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from palabre.errors import NotFound, StrategyRefused, UsageError
from palabre.model.strategy.kept import ToSign
from palabre.strategy.reviewing import sign_review
from palabre.strategy.wording import choice_name
from palabre.web.forms import every_value_of, form_of
from palabre.web.pages import page
from palabre.web.rendering import address, render
from palabre.web.strategy.author import author_fault, author_of, remember
from palabre.web.strategy.filling import LONGEST, Reading, plain_of
from palabre.web.strategy.opening import open_strategy
from palabre.web.strategy.reviews import DECISIONS, given_told, meeting_of, reviews_of, view_of
from palabre.words import N_
from palabre.words.messages import told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.store import Workspace
    from palabre.web.strategy.reviews import Meeting

HERE = "/strategy/reviews"
FIELDS = ("decision", "measured", "source", "unknown", "note", "next_review")
# The field that mends each refusal.
MENDED_AT = {
    "review-needs-source": "source",
    "review-says-nothing": "unknown",
    "review-needs-note": "note",
    "review-needs-next": "next_review",
    "review-not-forward": "next_review",
}


@page(HERE, section="strategy", title=N_("Reviews"), turn=8)
def reviews(request: Request, workspace: Workspace) -> Response:
    """The adopted objectives with their next review, late ones first, and what was signed for those that are gone."""
    return render(
        request,
        "strategy/reviews.html",
        held=meeting_of(workspace),
        decisions=DECISIONS,
        today=workspace.clock().date(),
    )


@page(HERE + "/{objective_id}", section="strategy")
def one_objective(request: Request, workspace: Workspace) -> Response:
    """The meeting page of an objective; of one that is gone, its earlier reviews alone."""
    return _review_page(request, workspace)


@page(HERE + "/{objective_id}", method="POST", section="strategy")
def sign(request: Request, workspace: Workspace) -> Response:
    """Signs the review that a meeting wrote down; it can never be changed afterwards."""
    objective_id, held = request.path_params["objective_id"], _held(request, workspace)
    if held is None or held.of(objective_id) is None:
        raise NotFound("no-such-objective", objective=objective_id[:40], known=_known(held))
    if form_of(request).get("version", "") != str(held.adopted.version):
        return _review_page(request, workspace, status=409, refusal=told(UsageError("adopted-meanwhile")))
    filled = {name: every_value_of(request).get(name, ()) for name in FIELDS}
    reading = Reading(filled=filled, zone=open_strategy(workspace).zone)
    plain = plain_of(ToSign, reading)
    wrong = dict(reading.wrong)
    if not plain["decision"] and "decision" not in wrong:
        wrong["decision"] = told(UsageError("review-needs-decision"))
    if by_wrong := author_fault(request):
        wrong["by"] = by_wrong
    if wrong:
        return _review_page(request, workspace, status=400, wrong=wrong)
    try:
        sign_review(workspace, ToSign(**{**plain, "objective": objective_id}), by=author_of(request))
    except StrategyRefused as error:
        return _review_page(request, workspace, status=400, wrong={MENDED_AT.get(error.message_id, "by"): told(error)})
    return remember(request, RedirectResponse(address(f"{HERE}/{objective_id}", done="signed"), status_code=303))


def _held(request: Request, workspace: Workspace) -> Meeting | None:
    """The meeting; raises `NotFound` when nobody ever reviewed such an objective, nor could."""
    objective_id, held = request.path_params["objective_id"], meeting_of(workspace)
    is_there = held is not None and held.of(objective_id) is not None
    if not is_there and not reviews_of(workspace.strategies.reviews(), objective_id):
        raise NotFound("no-such-objective", objective=objective_id[:40], known=_known(held))
    return held


def _known(held: Meeting | None) -> str:
    return ", ".join(one.objective.id for one in held.objectives) if held else "–"


def _review_page(
    request: Request,
    workspace: Workspace,
    *,
    status: int = 200,
    wrong: Mapping[str, str] | None = None,
    refusal: str = "",
) -> Response:
    objective_id, held = request.path_params["objective_id"], _held(request, workspace)
    item = held.of(objective_id) if held else None
    form = form_of(request) if request.method == "POST" else {}
    return render(
        request,
        "strategy/review.html",
        status=status,
        objective_id=objective_id,
        here=f"{HERE}/{objective_id}",
        held=held,
        view=view_of(workspace, held, item) if held and item else None,
        kind=choice_name(type(item.objective), "kind", item.objective.kind) if item and item.objective.kind else "",
        history=reviews_of(workspace.strategies.reviews(), objective_id),
        decisions=DECISIONS,
        given_told=given_told,
        today=workspace.clock().date(),
        filled={name: form.get(name, "")[:LONGEST] for name in FIELDS},
        wrong=wrong or {},
        refusal=refusal,
        done=request.query_params.get("done", ""),
        by=author_of(request),
    )
