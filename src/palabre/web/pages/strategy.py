"""The landing page of the strategy: how to begin one, or where it stands and what comes next."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from palabre.errors import StrategyChanged, UsageError
from palabre.strategy import templates
from palabre.web.forms import form_of
from palabre.web.pages import page
from palabre.web.rendering import render
from palabre.web.strategy import editing, saving
from palabre.web.strategy.author import author_fault, author_of, remember
from palabre.web.strategy.judged import shown_of
from palabre.web.strategy.opening import open_strategy
from palabre.web.strategy.step_view import next_of, states_of
from palabre.web.strategy.steps import step_of
from palabre.words import LANGUAGES, N_, language
from palabre.words.messages import told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.store import Workspace
    from palabre.web.strategy.opening import Opened

LANDING = "strategy/index.html"
NOTHING = "nothing"
EMPTY = N_("Nothing: an empty strategy")


@page("/strategy", section="strategy", title=N_("The strategy"))
def strategy(request: Request, workspace: Workspace) -> Response:
    """What a strategy is and how to begin one; or the state of the one there is, and its path."""
    return _landing(request, open_strategy(workspace))


@page("/strategy/begin", method="POST", section="strategy")
def begin(request: Request, workspace: Workspace) -> Response:
    """Writes the first text of the strategy, from a template or empty, and goes to the first step."""
    form, opened = form_of(request), open_strategy(workspace)
    if opened.is_there:
        return RedirectResponse("/strategy", status_code=303)
    chosen, lang = form.get("template", ""), form.get("language", "")
    wrong = {}
    if chosen not in {*templates.TEMPLATES, NOTHING}:
        wrong["template"] = told(UsageError("choose-template"))
    if lang not in LANGUAGES:
        wrong["language"] = told(UsageError("filter-unknown", value=lang[:40]))
    by_wrong = author_fault(request)
    if wrong or by_wrong:
        return _landing(request, opened, chosen=chosen, wrong=wrong, by_wrong=by_wrong)
    text = editing.begun(lang) if chosen == NOTHING else templates.template(chosen, lang)
    try:
        saving.save(opened, text, author=author_of(request))
    except StrategyChanged:
        return RedirectResponse("/strategy", status_code=303)
    return remember(request, RedirectResponse("/strategy", status_code=303))


@page("/strategy/restore", method="POST", section="strategy")
def restore(request: Request, workspace: Workspace) -> Response:
    """Puts the newest version back where the file of the strategy is gone; a file that is there is left alone."""
    opened, latest = open_strategy(workspace), workspace.strategies.latest()
    if wrong := author_fault(request):
        return _landing(request, opened, by_wrong=wrong)
    if latest is not None and not opened.is_there:
        with suppress(StrategyChanged):
            saving.save(opened, latest.text, author=author_of(request))
    return remember(request, RedirectResponse("/strategy", status_code=303))


def _landing(
    request: Request, opened: Opened, *, chosen: str = "", wrong: Mapping[str, str] | None = None, by_wrong: str = ""
) -> Response:
    states = states_of(opened)
    adoption = opened.workspace.strategies.adoption()
    adopted = opened.workspace.strategies.adopted()
    wholly = [one for one in opened.findings if step_of(one.path) is None]
    return render(
        request,
        LANDING,
        status=400 if wrong or by_wrong else 200,
        opened=opened,
        states=states,
        next=next_of(states),
        step=None,
        adoption=adoption,
        is_adopted=adopted is not None and adopted.text == opened.written.text,
        latest=opened.workspace.strategies.latest(),
        whole=shown_of(opened, wholly),
        counts=shown_of(opened, opened.findings),
        beginnings={**templates.TEMPLATES, NOTHING: EMPTY},
        languages_of_text=[("fr", N_("French")), ("en", N_("English"))],
        text_language=form_of(request).get("language", language()) if request.method == "POST" else language(),
        chosen=chosen,
        wrong=wrong or {},
        by=author_of(request),
        by_wrong=by_wrong,
    )
