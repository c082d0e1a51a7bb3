"""The guided path: each step with its forms, the judgement beside them, and what happens when two write at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from palabre.errors import NotFound, StrategyChanged
from palabre.web.forms import every_value_of, form_of
from palabre.web.pages import page
from palabre.web.rendering import address, render, wants_part
from palabre.web.strategy import editing, saving
from palabre.web.strategy.asking import PREFIX
from palabre.web.strategy.author import author_fault, author_of, remember
from palabre.web.strategy.conflict_view import form_conflict
from palabre.web.strategy.editing import Place
from palabre.web.strategy.filling import Reading, rearranged
from palabre.web.strategy.opening import open_strategy
from palabre.web.strategy.shapes import value_at
from palabre.web.strategy.step_view import (
    NEW,
    Form,
    form_of_file,
    form_with,
    panel_of,
    parts_of,
    states_of,
)
from palabre.web.strategy.steps import Step, following, part_of, path_at, state_of, step_named, step_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.model.strategy.findings import Path
    from palabre.store import Workspace
    from palabre.web.strategy.filling import Filled
    from palabre.web.strategy.opening import Opened

STEP = "strategy/step.html"


@page("/strategy/steps/{step}", section="strategy")
def one_step(request: Request, workspace: Workspace) -> Response:
    """A step of the path; `at` in the address opens one of its forms."""
    step, opened = _step(request), open_strategy(workspace)
    if not opened.written.is_readable:
        return _step_page(request, opened, step, None, status=409)
    at = request.query_params.get("at")
    if at is None:
        return _step_page(request, opened, step, _first_form(opened, step))
    path = _path(opened, step, at) if at else None
    if at and path is None:
        return _step_page(request, opened, step, None, status=404, gone=True)
    return _step_page(request, opened, step, form_of_file(opened, path) if path else None)


@page("/strategy/steps/{step}", method="POST", section="strategy")
def write_step(request: Request, workspace: Workspace) -> Response:
    """Saves a form and closes it; or adds, removes, moves a line within it; or says what is wrong with it."""
    step, opened = _step(request), open_strategy(workspace)
    form = form_of(request)
    path = _path(opened, step, form.get("at", ""), is_sent=True)
    if path is None:
        raise NotFound("strategy-place-gone")
    if not opened.written.is_readable:
        return _step_page(request, opened, step, None, status=409)
    act, _, line = form.get("do", "save").partition(":")
    if act != "save":
        return _rearrange(request, opened, step, path, act, line)
    return _save(request, opened, step, path)


@page("/strategy/judgement", method="POST", section="strategy")
def judge_form(request: Request, workspace: Workspace) -> Response:
    """What the judge would say of a form as it is filled in; nothing is saved."""
    opened, form = open_strategy(workspace), form_of(request)
    step = step_named(form.get("step", ""))
    path = _path(opened, step, form.get("at", ""), is_sent=True) if step else None
    if step is None or path is None or not opened.written.is_readable:
        raise NotFound("strategy-place-gone")
    reading = _reading(request, opened)
    place = Place(path=path, fields=_fields(path))
    tried = opened.with_form(editing.tried_with(opened.written, place, reading))
    shown = form_with(tried, path, reading.filled, before="", wrong=reading.wrong, is_changed=True)
    return render(
        request,
        "strategy/judged.html",
        parts=(),
        status=200,
        step=step,
        form=shown,
        here=f"/strategy/steps/{step.name}",
        **panel_of(tried, step, shown),
    )


@page("/strategy/lines", method="POST", section="strategy")
def move_line(request: Request, workspace: Workspace) -> Response:
    """Moves a line of a list up or down, or removes it; refuses when the file was changed since the page was made."""
    opened, form = open_strategy(workspace), form_of(request)
    path = path_at(form.get("at", ""))
    step, part = step_of(path), part_of(path)
    is_line = bool(path) and isinstance(path[-1], int) and part is not None and path[:-1] == part.path
    if step is None or not is_line or value_at(opened.written.strategy, path) is None:
        raise NotFound("strategy-place-gone")
    if form.get("token", "") != opened.token:
        return _step_page(request, opened, step, None, status=409, changed=True)
    if wrong := author_fault(request):
        return _step_page(request, opened, step, None, status=400, by_wrong=wrong, retry=form)
    by = {"up": -1, "down": 1}.get(form.get("do", ""))
    text = editing.without(opened.written, path) if by is None else editing.moved(opened.written, path, by)
    if form.get("do") not in {"up", "down", "remove"}:
        raise NotFound("strategy-place-gone")
    try:
        saved = saving.save(opened, text, author=author_of(request))
    except StrategyChanged:
        return _step_page(request, open_strategy(workspace), step, None, status=409, changed=True)
    return _back(request, step, saved.version)


def _save(request: Request, opened: Opened, step: Step, path: Path) -> Response:
    form, reading = form_of(request), _reading(request, opened)
    if form.get("token", "") != opened.token:
        return form_conflict(request, opened, step, path, reading)
    place = Place(path=path, fields=_fields(path))
    text = editing.renamed(opened.written, editing.written_with(opened.written, place, reading), place)
    wrong_name = author_fault(request)
    if reading.wrong or wrong_name:
        return _again(request, opened, step, path, reading, status=400, by_wrong=wrong_name)
    try:
        saved = saving.save(opened, text, author=author_of(request))
    except StrategyChanged:
        return form_conflict(request, open_strategy(opened.workspace), step, path, reading)
    return _back(request, step, saved.version)


def _rearrange(request: Request, opened: Opened, step: Step, path: Path, act: str, line: str) -> Response:
    name, _, number = line.partition(":")
    reading = _reading(request, opened)
    count = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else -1
    filled = rearranged(reading.filled, name, act, count)
    return _again(request, opened, step, path, Reading(filled=filled, zone=reading.zone))


def _again(
    request: Request,
    opened: Opened,
    step: Step,
    path: Path,
    reading: Reading,
    *,
    status: int = 200,
    by_wrong: str = "",
) -> Response:
    form = form_of(request)
    shown = form_with(
        opened,
        path,
        reading.filled,
        before=form.get("was", "{}"),
        token=form.get("token", ""),
        wrong=reading.wrong,
        is_changed=True,
    )
    return _step_page(request, opened, step, shown, status=status, by_wrong=by_wrong)


def _step_page(
    request: Request, opened: Opened, step: Step, form: Form | None, *, status: int = 200, **more: object
) -> Response:
    states = states_of(opened)
    saved = request.query_params.get("saved", "")
    shown = {
        "step": step,
        "states": states,
        "here": f"/strategy/steps/{step.name}",
        "state": next(one for one in states if one.step is step),
        "sections": parts_of(opened, step, form),
        "form": form,
        "opened": opened,
        "next_step": following(step),
        "saved": saved if saved.isascii() and saved.isdigit() else "",
        "by": author_of(request),
        "by_wrong": "",
        "gone": False,
        "changed": False,
        "retry": None,
        **panel_of(opened, step, form),
        **more,
    }
    template = "strategy/_form.html" if form and wants_part(request) else STEP
    return render(request, template, parts=(), status=status, **shown)


def _back(request: Request, step: Step, version: int) -> Response:
    answer = RedirectResponse(address(f"/strategy/steps/{step.name}", saved=version) + "&at=", status_code=303)
    return remember(request, answer)


def _reading(request: Request, opened: Opened) -> Reading:
    values = every_value_of(request)
    filled: Filled = {
        name.removeprefix(PREFIX): words for name, words in values.items() if name.startswith(PREFIX) and any(words)
    }
    return Reading(filled=filled, zone=opened.zone)


def _first_form(opened: Opened, step: Step) -> Form | None:
    """What is open when nobody said: the first part of a step that says nothing yet."""
    if state_of(step, opened.written.strategy, opened.standing) != "empty":
        return None
    first = step.parts[0]
    return form_of_file(opened, editing.end_of(opened.written, first.path) if first.is_list else first.path)


def _fields(path: Path) -> frozenset[str]:
    part = part_of(path)
    return part.fields if part else frozenset()


def _path(opened: Opened, step: Step, at: str, *, is_sent: bool = False) -> Path | None:
    """The place an address means, within this step; None when there is none such, or no longer.

    A form that was sent may be about a line that is gone: what it says is not thrown away.
    """
    listed, _, last = at.rpartition(".")
    path = editing.end_of(opened.written, path_at(listed)) if last == NEW else path_at(at)
    part = part_of(path)
    if is_sent and part and part.is_list and isinstance(path[-1], int):
        path = min(path, editing.end_of(opened.written, path[:-1]))
    if part is None or part not in step.parts or len(path) != len(part.path) + part.is_list:
        return None
    if part.is_list and not isinstance(path[-1], int):
        return None
    is_there = value_at(opened.written.strategy, path) is not None
    return path if is_there or is_sent or last == NEW else None


def _step(request: Request) -> Step:
    step = step_named(request.path_params["step"])
    if step is None:
        raise NotFound("page-not-found")
    return step
