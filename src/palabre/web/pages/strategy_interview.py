"""The risk interview: fifteen questions, each answered by name before anything was heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from palabre.errors import NotFound, StrategyChanged
from palabre.model.strategy import Context
from palabre.strategy.questions import every_question
from palabre.strategy.wording import choice_name, choices_of
from palabre.web.forms import every_value_of, form_of
from palabre.web.pages import page
from palabre.web.rendering import address, render
from palabre.web.strategy import saving
from palabre.web.strategy.aside import aside_of
from palabre.web.strategy.asking import PREFIX
from palabre.web.strategy.author import author_fault, author_of, remember
from palabre.web.strategy.interviewing import (
    Said,
    answered_with,
    families_of,
    form_of_answer,
    said_before,
    with_sector,
)
from palabre.web.strategy.opening import open_strategy
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.store import Workspace
    from palabre.strategy.interview import Answered, FamilyAsked
    from palabre.web.strategy.opening import Opened

HERE = "/strategy/interview"


@page(HERE, section="strategy", title=N_("Risk interview"), turn=2)
def interview(request: Request, workspace: Workspace) -> Response:
    """The questions with their answers; one form is open, that of the first question nobody answered unless said."""
    opened = open_strategy(workspace)
    if not opened.is_there or not opened.written.is_readable:
        return RedirectResponse("/strategy", status_code=303)
    asked_for = request.query_params.get("question", "")
    if asked_for and asked_for not in every_question():
        raise NotFound("question-unknown")
    return _interview_page(request, opened, asked_for=asked_for)


@page(HERE, method="POST", section="strategy")
def answer(request: Request, workspace: Workspace) -> Response:
    """Writes one answer, and the sensitive subject it becomes; or says what is missing, or what changed meanwhile."""
    opened, form = open_strategy(workspace), form_of(request)
    question = form.get("question", "")
    if question not in every_question():
        raise NotFound("question-unknown")
    if not opened.written.is_readable:
        return _interview_page(request, opened, status=409)
    said = _said(request)
    text, wrong = _answered(request, opened, question, said)
    if form.get("token", "") != opened.token:
        return _meanwhile(request, opened, question, said, text, wrong)
    if wrong or author_fault(request):
        return _interview_page(request, opened, asked_for=question, said=said, wrong=wrong, status=400)
    try:
        saved = saving.save(opened, text, author=author_of(request))
    except StrategyChanged:
        opened = open_strategy(workspace)
        text, wrong = _answered(request, opened, question, said)
        return _meanwhile(request, opened, question, said, text, wrong)
    return _back(request, saved.version)


@page(f"{HERE}/sector", method="POST", section="strategy")
def choose_sector(request: Request, workspace: Workspace) -> Response:
    """Writes the sector, whose questions are asked then."""
    opened, form = open_strategy(workspace), form_of(request)
    if not opened.written.is_readable:
        return _interview_page(request, opened, status=409)
    sector = form.get("sector", "")
    text, wrong = with_sector(opened, sector)
    if wrong or author_fault(request):
        return _interview_page(request, opened, sector=sector, sector_wrong=wrong, status=400)
    if form.get("token", "") != opened.token:
        return _interview_page(request, opened, sector=sector, changed=True, status=409)
    try:
        saved = saving.save(opened, text, author=author_of(request))
    except StrategyChanged:
        return _interview_page(request, open_strategy(workspace), sector=sector, changed=True, status=409)
    return _back(request, saved.version)


def _said(request: Request) -> Said:
    form, values = form_of(request), every_value_of(request)
    return Said(
        answer=form.get("answer", ""),
        why=form.get("why", ""),
        becomes=form.get("becomes", ""),
        fields={key.removeprefix(PREFIX): words for key, words in values.items() if key.startswith(PREFIX)},
    )


def _answered(request: Request, opened: Opened, question: str, said: Said) -> tuple[str, Mapping[str, str]]:
    asked = _asked(families_of(opened.written.strategy, question), question)
    assert asked is not None  # noqa: S101 - every question that is known is shown
    today = opened.workspace.clock().date()
    return answered_with(opened, asked, said, by=author_of(request), today=today)


def _meanwhile(
    request: Request, opened: Opened, question: str, said: Said, text: str, wrong: Mapping[str, str]
) -> Response:
    """The same form as it was filled in, beside what the file says now; what was written is kept aside."""
    aside = None if wrong else aside_of(request, opened, text)
    return _interview_page(
        request, opened, asked_for=question, said=said, wrong=wrong, changed=True, aside=aside, status=409
    )


def _interview_page(
    request: Request,
    opened: Opened,
    *,
    status: int = 200,
    asked_for: str = "",
    said: Said | None = None,
    wrong: Mapping[str, str] | None = None,
    **more: object,
) -> Response:
    strategy = opened.written.strategy
    families = families_of(strategy, asked_for)
    every = [one for family in families for one in family.questions]
    has_questions = bool(strategy.context.sector or strategy.risks or asked_for)
    asked = _asked(families, asked_for) or next((one for one in every if not one.is_answered), None)
    form = None
    if asked is not None and has_questions:
        form = form_of_answer(opened, asked, said or said_before(opened, asked), wrong or {})
    saved = request.query_params.get("saved", "")
    shown: dict[str, object] = {
        "opened": opened,
        "families": families if has_questions else (),
        "answered": sum(one.is_answered for one in every),
        "asked": len(every),
        "form": form,
        "places": {one.id: n for n, one in enumerate(strategy.sensitive_subjects) if one.id},
        "sectors": [(str(one), choice_name(Context, "sector", one)) for one in choices_of(Context, "sector")],
        "sector": strategy.context.sector or "",
        "sector_wrong": "",
        "is_sector_sent": "sector" in more,
        "saved": saved if saved.isascii() and saved.isdigit() else "",
        "changed": False,
        "aside": None,
        "by": author_of(request),
        "by_wrong": author_fault(request) if request.method == "POST" else "",
        **more,
    }
    return render(request, "strategy/interview.html", parts=(), status=status, **shown)


def _asked(families: tuple[FamilyAsked, ...], question: str) -> Answered | None:
    every = (one for family in families for one in family.questions)
    return next((one for one in every if one.question.id == question), None)


def _back(request: Request, version: int) -> Response:
    where = address(HERE, saved=version) + "#answer"
    return remember(request, RedirectResponse(where, status_code=303))
