"""Is it for us? The evidence for each platform, its verdict, what would change it; fashion against presence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from palabre.errors import UsageError
from palabre.listen import views
from palabre.web.forms import form_of
from palabre.web.pages import page
from palabre.web.rendering import render
from palabre.web.strategy.evidence_state import evidence_for, look_again
from palabre.web.strategy.opening import open_strategy
from palabre.web.strategy.platforms import benches_of, platforms_of
from palabre.words import N_

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.store import Workspace

PLATFORMS, SUBJECTS = "/strategy/platforms", "/strategy/subjects"


@page(PLATFORMS, section="strategy", title=N_("Is it for us?"), turn=5)
def platforms(request: Request, workspace: Workspace) -> Response:
    """Each platform with its verdict and its figures, then the test benches of those no archive can know."""
    opened = open_strategy(workspace)
    evidence = evidence_for(opened)
    shown = platforms_of(evidence.kept.fit, views.gaps(workspace)) if evidence.kept else ()
    return render(
        request,
        "strategy/platforms.html",
        parts=("found",),
        opened=opened,
        here=PLATFORMS,
        evidence=evidence,
        platforms=shown,
        # Most platforms lack the same things: they are said once.
        unknown=tuple(dict.fromkeys(sentence for one in shown for sentence in one.read.not_known)),
        benches=benches_of(opened.written.strategy),
    )


@page("/strategy/evidence", method="POST", section="strategy")
def find_evidence(request: Request, workspace: Workspace) -> Response:
    """Looks for the evidence again, then goes back to the page that asked for it."""
    back = form_of(request).get("page", "")
    if back not in {PLATFORMS, SUBJECTS}:
        raise UsageError("filter-unknown", value=back[:40])
    look_again(open_strategy(workspace))
    return RedirectResponse(back, status_code=303)
