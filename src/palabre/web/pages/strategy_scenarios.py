"""Crisis scenarios: those to draft, each of the others as a page to follow, that prints on one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import RedirectResponse

from palabre.errors import NotFound, StrategyChanged
from palabre.web.forms import form_of
from palabre.web.pages import page
from palabre.web.rendering import address, render
from palabre.web.strategy import saving
from palabre.web.strategy.author import author_fault, author_of, remember
from palabre.web.strategy.judged import shown_of
from palabre.web.strategy.opening import open_strategy
from palabre.web.strategy.playbooks import (
    drafted,
    kinds,
    likely_kind,
    pieces,
    playbook_of,
    scenario_of,
    text_with,
    unprepared,
)
from palabre.words import N_

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.model.strategy import ScenarioKind, SensitiveSubject
    from palabre.store import Workspace
    from palabre.web.strategy.opening import Opened

HERE = "/strategy/scenarios"


@page(HERE, section="strategy", title=N_("Scenarios"), turn=4)
def scenarios(request: Request, workspace: Workspace) -> Response:
    """The scenarios, and the sensitive subjects without one; `subject` and `kind` show the draft of one."""
    opened = open_strategy(workspace)
    if not opened.is_there or not opened.written.is_readable:
        return RedirectResponse("/strategy", status_code=303)
    named = request.query_params.get("subject", "")
    if not named:
        return _list_page(request, opened)
    number, subject = _subject(opened, named)
    if found := scenario_of(subject, opened.written.strategy):
        return RedirectResponse(_where(found.id), status_code=303)
    return _draft_page(request, opened, number, request.query_params.get("kind", ""))


@page(HERE, method="POST", section="strategy")
def keep_draft(request: Request, workspace: Workspace) -> Response:
    """Writes the draft of a scenario into the strategy, linked to its sensitive subject."""
    opened, form = open_strategy(workspace), form_of(request)
    if not opened.written.is_readable:
        return _list_page(request, opened, status=409)
    number, subject = _subject(opened, form.get("subject", ""))
    if found := scenario_of(subject, opened.written.strategy):
        return RedirectResponse(_where(found.id), status_code=303)
    kind = _kind(form.get("kind", ""))
    if kind is None or author_fault(request):
        return _draft_page(request, opened, number, form.get("kind", ""), status=400)
    if form.get("token", "") != opened.token:
        return _draft_page(request, opened, number, kind, changed=True, status=409)
    scenario = drafted(opened, subject, kind)
    try:
        saved = saving.save(opened, text_with(opened, number, scenario), author=author_of(request))
    except StrategyChanged:
        opened = open_strategy(workspace)
        number, _subject_now = _subject(opened, subject.id)
        return _draft_page(request, opened, number, kind, changed=True, status=409)
    return remember(request, RedirectResponse(_where(scenario.id, saved=saved.version), status_code=303))


@page(f"{HERE}/{{id:path}}", section="strategy")
def one_scenario(request: Request, workspace: Workspace) -> Response:
    """A scenario as it is followed in the first hour."""
    opened = open_strategy(workspace)
    if not opened.is_there or not opened.written.is_readable:
        return RedirectResponse("/strategy", status_code=303)
    strategy, named = opened.written.strategy, request.path_params["id"]
    number = next((n for n, one in enumerate(strategy.scenarios) if one.id == named), None)
    if number is None:
        raise NotFound("scenario-not-there")
    saved = request.query_params.get("saved", "")
    found = (one for one in opened.findings if one.path[:2] == ("scenarios", number))
    return render(
        request,
        "strategy/scenario.html",
        playbook=playbook_of(strategy.scenarios[number], strategy),
        number_of=number,
        shown=shown_of(opened, found),
        pieces=pieces,
        saved=saved if saved.isascii() and saved.isdigit() else "",
    )


def _list_page(request: Request, opened: Opened, *, status: int = 200) -> Response:
    strategy = opened.written.strategy
    standing = [one for one in opened.standing if one.path[:1] == ("scenarios",)]
    return render(
        request,
        "strategy/scenarios.html",
        status=status,
        opened=opened,
        playbooks=[
            (playbook_of(one, strategy), number, [f for f in standing if f.path[1:2] == (number,)])
            for number, one in enumerate(strategy.scenarios)
        ],
        unprepared=[(number, one, likely_kind(one, strategy)) for number, one in unprepared(strategy)],
        kinds=kinds(),
        where=_where,
    )


def _draft_page(
    request: Request, opened: Opened, number: int, kind: str, *, status: int = 200, changed: bool = False
) -> Response:
    strategy = opened.written.strategy
    subject = strategy.sensitive_subjects[number]
    likely = likely_kind(subject, strategy)
    chosen = _kind(kind) or likely
    return render(
        request,
        "strategy/scenario_draft.html",
        status=status,
        token=opened.token,
        subject=subject,
        kind=chosen,
        likely=likely,
        kinds=kinds(),
        playbook=playbook_of(drafted(opened, subject, chosen), strategy),
        pieces=pieces,
        changed=changed,
        by=author_of(request),
        by_wrong=author_fault(request) if request.method == "POST" else "",
    )


def _subject(opened: Opened, named: str) -> tuple[int, SensitiveSubject]:
    every = enumerate(opened.written.strategy.sensitive_subjects)
    found = next(((number, one) for number, one in every if one.id and one.id == named), None)
    if found is None:
        raise NotFound("subject-not-there")
    return found


def _kind(said: str) -> ScenarioKind | None:
    return next((kind for kind, _name in kinds() if kind == said), None)


def _where(known_as: str, **asked: object) -> str:
    return address(f"{HERE}/{quote(known_as, safe='')}" if known_as else HERE, **asked)
