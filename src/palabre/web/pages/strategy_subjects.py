"""Sensitive subjects proposed from listening: a person accepts, edits or sets each aside, by name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from palabre.errors import NotFound, StrategyChanged, StrategyRefused, UsageError
from palabre.model.strategy import SensitiveSubject
from palabre.strategy import keeping
from palabre.strategy.wording import choice_name, choices_of
from palabre.web.forms import every_value_of, form_of
from palabre.web.pages import page
from palabre.web.rendering import address, render
from palabre.web.strategy import editing, saving
from palabre.web.strategy.asking import title_of
from palabre.web.strategy.author import author_fault, author_of, remember
from palabre.web.strategy.evidence_state import evidence_for
from palabre.web.strategy.filling import LONGEST, Reading, plain_of
from palabre.web.strategy.opening import open_strategy
from palabre.web.strategy.proposals import FIELDS, METHOD, decision_on, proposals_of, subject_from
from palabre.words import N_, _
from palabre.words.messages import told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.store import Workspace
    from palabre.strategy.sensitive import Proposal
    from palabre.web.strategy.opening import Opened
    from palabre.web.strategy.proposals import ProposalView

HERE = "/strategy/subjects"
LISTED = ("sensitive_subjects",)


@page(HERE, section="strategy", title=N_("Sensitive subjects"), turn=3)
def subjects(request: Request, workspace: Workspace) -> Response:
    """What listening proposes, each with its figures and its posts; then what was decided already."""
    return _subjects_page(request, open_strategy(workspace))


@page(HERE, method="POST", section="strategy")
def decide(request: Request, workspace: Workspace) -> Response:
    """Accepts a proposal into the file, as it is or edited; or sets it aside with a reason."""
    opened, form = open_strategy(workspace), form_of(request)
    found = keeping.kept(workspace)
    key, act = form.get("key", ""), form.get("do", "")
    proposal = next((one for one in found.proposals if one.key == key), None) if found else None
    if proposal is None or act not in {"accept", "dismiss"}:
        raise NotFound("proposal-gone")
    if wrong := author_fault(request):
        return _subjects_page(request, opened, key=key, wrong={f"by-{act}": wrong})
    return _accept(request, opened, proposal) if act == "accept" else _dismiss(request, opened, proposal)


def _accept(request: Request, opened: Opened, proposal: Proposal) -> Response:
    workspace, author = opened.workspace, author_of(request)
    if not opened.is_there or not opened.written.is_readable:
        return _subjects_page(request, opened, key=proposal.key, wrong={"form": told(UsageError("strategy-not-begun"))})
    if form_of(request).get("token", "") != opened.token:
        return _moved_on(request, opened, proposal)
    reading = Reading(filled={name: every_value_of(request).get(name, ()) for name in FIELDS}, zone=opened.zone)
    plain = plain_of(SensitiveSubject, reading)
    if not plain["subject"] and "subject" not in reading.wrong:
        reading.wrong["subject"] = told(UsageError("subject-needs-name"))
    if reading.wrong:
        return _subjects_page(request, opened, key=proposal.key, wrong=reading.wrong)
    subject = subject_from(plain, proposal, opened.written.strategy, by=author, on=workspace.clock().date())
    try:
        saving.save(opened, editing.added(opened.written, LISTED, subject), author=author)
    except StrategyChanged:
        return _moved_on(request, open_strategy(workspace), proposal)
    workspace.strategies.decide(proposal.key, decision_on(plain, proposal), by=author)
    return remember(request, RedirectResponse(address(HERE, done="accepted"), status_code=303))


def _dismiss(request: Request, opened: Opened, proposal: Proposal) -> Response:
    why = form_of(request).get("why", "")
    if len(why) > LONGEST:
        refusal = told(UsageError("field-too-long", longest=LONGEST))
        return _subjects_page(request, opened, key=proposal.key, wrong={"why": refusal})
    try:
        opened.workspace.strategies.decide(proposal.key, "dismissed", by=author_of(request), why=why)
    except StrategyRefused as error:
        return _subjects_page(request, opened, key=proposal.key, wrong={"why": told(error)})
    return remember(request, RedirectResponse(address(HERE, done="dismissed"), status_code=303))


def _moved_on(request: Request, opened: Opened, proposal: Proposal) -> Response:
    refusal = told(UsageError("strategy-changed-meanwhile"))
    return _subjects_page(request, opened, status=409, key=proposal.key, wrong={"form": refusal})


def _subjects_page(
    request: Request,
    opened: Opened,
    *,
    status: int = 200,
    key: str = "",
    wrong: Mapping[str, str] | None = None,
) -> Response:
    evidence = evidence_for(opened)
    waiting, decided = proposals_of(opened, evidence.kept.proposals if evidence.kept else ())
    if key:
        waiting, decided = ([_tried(request, one, key, wrong or {}) for one in each] for each in (waiting, decided))
    strategy = opened.written.strategy
    return render(
        request,
        "strategy/subjects.html",
        parts=("found",),
        status=400 if wrong and status == 200 else status,
        opened=opened,
        here=HERE,
        evidence=evidence,
        waiting=waiting,
        decided=decided,
        subjects=strategy.sensitive_subjects,
        levels=[(one, choice_name(SensitiveSubject, "level", one)) for one in choices_of(SensitiveSubject, "level")],
        relays=[(one.id, title_of((n,), one)) for n, one in enumerate(strategy.organisation.relays) if one.id],
        method=[_(sentence) for sentence in METHOD],
        done=request.query_params.get("done", ""),
        is_refused=bool(wrong),
        by=author_of(request),
    )


def _tried(request: Request, one: ProposalView, key: str, wrong: Mapping[str, str]) -> ProposalView:
    """The form that was just sent shows what was written in it: nothing is typed twice."""
    if one.proposal.key != key:
        return one
    form = form_of(request)
    sent = {name: form[name][:LONGEST] for name in (*FIELDS, "why") if name in form}
    return replace(one, filled={**one.filled, **sent}, wrong=wrong)
