"""The text of the strategy, edited as it is, with the judgement beside it by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from palabre.errors import StrategyChanged
from palabre.web.forms import form_of
from palabre.web.pages import page
from palabre.web.rendering import address, render
from palabre.web.strategy import saving
from palabre.web.strategy.author import author_fault, author_of, remember
from palabre.web.strategy.conflict_view import text_conflict
from palabre.web.strategy.judged import shown_of
from palabre.web.strategy.opening import open_strategy
from palabre.words import N_

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.store import Workspace
    from palabre.web.strategy.opening import Opened

TEXT = "strategy/text.html"


@page("/strategy/text", section="strategy", title=N_("Text"), turn=10)
def text(request: Request, workspace: Workspace) -> Response:
    """The text as it is in the file; `version` in the address brings back an earlier one, to be saved or not."""
    opened = open_strategy(workspace)
    asked = request.query_params.get("version", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 10:
        earlier = workspace.strategies.one(int(asked))
        return _text_page(request, opened, earlier.text, brought_back=earlier.version)
    return _text_page(request, opened, opened.text)


@page("/strategy/text", method="POST", section="strategy")
def write_text(request: Request, workspace: Workspace) -> Response:
    """Saves the text, whatever the judge says of it: what cannot be read can be put right later."""
    form, opened = form_of(request), open_strategy(workspace)
    written = form.get("text", "")
    if written and not written.endswith("\n"):
        written += "\n"
    if wrong := author_fault(request):
        return _text_page(request, opened, written, status=400, by_wrong=wrong, token=form.get("token", ""))
    if form.get("token", "") != opened.token:
        return text_conflict(request, opened, written)
    try:
        saved = saving.save(opened, written, author=author_of(request))
    except StrategyChanged:
        return text_conflict(request, open_strategy(workspace), written)
    answer = RedirectResponse(address("/strategy/text", saved=saved.version), status_code=303)
    return remember(request, answer)


@page("/strategy/text/judgement", method="POST", section="strategy")
def judge_text(request: Request, workspace: Workspace) -> Response:
    """What the judge would say of a text as it is typed; nothing is saved."""
    opened = open_strategy(workspace).of(form_of(request).get("text", ""))
    return render(request, "strategy/judged_text.html", shown=shown_of(opened, opened.findings), form=None, others=())


def _text_page(
    request: Request,
    opened: Opened,
    shown: str,
    *,
    status: int = 200,
    by_wrong: str = "",
    token: str | None = None,
    brought_back: int | None = None,
) -> Response:
    judged = opened if shown == opened.text else opened.of(shown)
    line, saved = request.query_params.get("line", ""), request.query_params.get("saved", "")
    was = form_of(request).get("was", "") if request.method == "POST" else saving.mark_of(opened.text)
    return render(
        request,
        TEXT,
        status=status,
        text=shown,
        token=opened.token if token is None else token,
        was=was,
        line=line if line.isascii() and line.isdigit() else "",
        saved=saved if saved.isascii() and saved.isdigit() else "",
        shown=shown_of(judged, judged.findings),
        form=None,
        others=(),
        brought_back=brought_back,
        by=author_of(request),
        by_wrong=by_wrong,
    )
