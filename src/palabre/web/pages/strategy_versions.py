"""What was written before: every version with its author, each as it was, two compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.errors import NotFound
from palabre.store.strategy_text import read_strategy
from palabre.strategy.comparing import compare_texts
from palabre.strategy.telling import changes_told
from palabre.web.pages import page
from palabre.web.rendering import render
from palabre.web.strategy.lines import differing
from palabre.web.strategy.opening import open_strategy
from palabre.words import N_, _, number

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.model.strategy.kept import Saved
    from palabre.store import Workspace

MOST_SHOWN = 100


@page("/strategy/history", section="strategy", title=N_("History"), turn=9)
def history(request: Request, workspace: Workspace) -> Response:
    """Every version, newest first, with who saved it, who adopted it, and the errors someone overrode."""
    kept, opened = workspace.strategies, open_strategy(workspace)
    every = kept.all()
    adoptions = {one.version: one for one in reversed(kept.adoptions())}
    current = kept.adoption()
    return render(
        request,
        "strategy/history.html",
        versions=every[:MOST_SHOWN],
        older=max(0, len(every) - MOST_SHOWN),
        adoptions=adoptions,
        current=current.version if current else None,
        is_unsaved=opened.is_there and (not every or every[0].text != opened.text),
        overrides=kept.overrides(),
    )


@page("/strategy/versions/{version:int}", section="strategy")
def one_version(request: Request, workspace: Workspace) -> Response:
    """A version as it was written."""
    kept = workspace.strategies
    saved = kept.one(request.path_params["version"])
    latest = kept.latest()
    return render(
        request,
        "strategy/version.html",
        version=saved,
        lines=saved.text.splitlines(),
        adoptions=[one for one in kept.adoptions() if one.version == saved.version],
        before=saved.version - 1 if saved.version > 1 else None,
        is_latest=latest is not None and latest.version == saved.version,
    )


@page("/strategy/difference", section="strategy")
def difference(request: Request, workspace: Workspace) -> Response:
    """Two versions compared, in sentences then line by line; without `after`, the second is what is in the file."""
    before = _version(request, workspace, "before")
    after = _version(request, workspace, "after")
    opened = open_strategy(workspace)
    if before is None:
        raise NotFound("strategy-nothing-to-compare")
    text = opened.text if after is None else after.text
    names = (_named(before), _("today’s text") if after is None else _named(after))
    return render(
        request,
        "strategy/difference.html",
        before=before,
        after=after,
        names=names,
        told=changes_told(compare_texts(read_strategy(before.text), read_strategy(text)), names=names),
        blocks=differing(before.text, text),
        versions=workspace.strategies.all()[:MOST_SHOWN],
    )


def _version(request: Request, workspace: Workspace, name: str) -> Saved | None:
    asked = request.query_params.get(name, "")
    is_number = asked.isascii() and asked.isdigit() and len(asked) < 10
    return workspace.strategies.one(int(asked)) if is_number else None


def _named(saved: Saved) -> str:
    return _("version {n}").format(n=number(saved.version))
