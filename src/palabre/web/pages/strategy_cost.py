"""Honest cost: the hours and the money the plan needs beside those that are given, each figure with its source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from palabre.errors import NotFound, StrategyChanged
from palabre.model.strategy import Person
from palabre.strategy.adopting import around
from palabre.strategy.cost import TASK_NAMES, cost_of
from palabre.strategy.hearing import heard_in
from palabre.strategy.judging import judge
from palabre.strategy.norms import NORMS, UNIT_NAMES
from palabre.strategy.wording import choice_name
from palabre.web.forms import form_of
from palabre.web.pages import page
from palabre.web.rendering import address, render
from palabre.web.strategy import saving
from palabre.web.strategy.aside import aside_of
from palabre.web.strategy.author import author_fault, author_of, remember
from palabre.web.strategy.costing import NormForm, hours, norm_form, other_norms, tasks_of, with_norm, without_norm
from palabre.web.strategy.judged import shown_of
from palabre.web.strategy.opening import open_strategy, worst_first
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.store import Workspace
    from palabre.web.strategy.opening import Opened

HERE = "/strategy/cost"


@page(HERE, section="strategy", title=N_("Honest cost"), turn=6)
def cost(request: Request, workspace: Workspace) -> Response:
    """What the plan needs by task, line by line, against what is given; `norm` opens the form of one norm."""
    opened = open_strategy(workspace)
    if not opened.is_there or not opened.written.is_readable:
        return RedirectResponse("/strategy", status_code=303)
    task = request.query_params.get("norm", "")
    if task and task not in NORMS:
        raise NotFound("norm-not-there")
    return _cost_page(request, opened, form=norm_form(opened, task) if task else None)


@page(HERE, method="POST", section="strategy")
def change_norm(request: Request, workspace: Workspace) -> Response:
    """Writes a norm of one's own with its source, or goes back to the usual one."""
    opened, form = open_strategy(workspace), form_of(request)
    task = form.get("norm", "")
    if task not in NORMS:
        raise NotFound("norm-not-there")
    if not opened.written.is_readable:
        return _cost_page(request, opened, status=409)
    text, wrong = _changed(opened, form)
    shown = NormForm(task=task, value=form.get("value", ""), source=form.get("source", ""), wrong=wrong)
    if form.get("token", "") != opened.token:
        aside = None if wrong else aside_of(request, opened, text)
        return _cost_page(request, opened, form=shown, changed=True, aside=aside, status=409)
    if wrong or author_fault(request):
        return _cost_page(request, opened, form=shown, status=400)
    try:
        saved = saving.save(opened, text, author=author_of(request))
    except StrategyChanged:
        opened = open_strategy(workspace)
        aside = aside_of(request, opened, _changed(opened, form)[0])
        return _cost_page(request, opened, form=shown, changed=True, aside=aside, status=409)
    return remember(request, RedirectResponse(address(HERE, saved=saved.version), status_code=303))


def _changed(opened: Opened, form: Mapping[str, str]) -> tuple[str, Mapping[str, str]]:
    if form.get("do") == "usual":
        return without_norm(opened, form["norm"]), {}
    return with_norm(opened, form["norm"], form.get("value", ""), form.get("source", ""))


def _cost_page(
    request: Request, opened: Opened, *, status: int = 200, form: NormForm | None = None, **more: object
) -> Response:
    workspace, strategy = opened.workspace, opened.written.strategy
    heard = heard_in(workspace, strategy)
    today = workspace.clock().date()
    found = cost_of(strategy, heard, today=today)
    judgement = judge(opened.written, replace(around(workspace, strategy), heard=heard))
    saved = request.query_params.get("saved", "")
    task = form.task if form else ""
    shown: dict[str, object] = {
        "opened": opened,
        "cost": found,
        "hours": hours,
        "units": UNIT_NAMES,
        "missing": max(0.0, found.needed - found.declared),
        "money_missing": max(0.0, found.money_needed - found.money_declared),
        "tasks": tasks_of(found, task),
        "others": other_norms(opened, found, task),
        "unknown": [(TASK_NAMES[one.task], one.missing) for one in found.unknown],
        "people": [(one, choice_name(Person, "status", one.status) if one.status else "–") for one in found.people],
        "unsaid": {one.person for one in strategy.resources.time if one.hours_a_week is None},
        "shown": shown_of(opened, worst_first(one for one in judgement.findings if one.path[:1] == ("resources",))),
        "form": form,
        "saved": saved if saved.isascii() and saved.isdigit() else "",
        "changed": False,
        "aside": None,
        "by": author_of(request),
        "by_wrong": author_fault(request) if request.method == "POST" else "",
        **more,
    }
    return render(request, "strategy/cost.html", parts=(), status=status, **shown)
