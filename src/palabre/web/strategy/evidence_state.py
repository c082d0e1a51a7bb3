"""The evidence that pages of the strategy rest on: found at once in a small workspace, else by the worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from palabre.listen import views
from palabre.listen.shown import Filters
from palabre.strategy import keeping

if TYPE_CHECKING:
    from palabre.store import Job, Workspace
    from palabre.strategy.keeping import Kept
    from palabre.web.strategy.opening import Opened

# So few posts are read in less time than a person waits: no need of the worker.
SMALL = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceState:
    """What was found last, whether it still holds, and the job that looks again, if one does."""

    kept: Kept | None
    is_fresh: bool
    job: Job | None


def evidence_for(opened: Opened) -> EvidenceState:
    """The evidence for a strategy: what was found last; looked for at once when there are few posts."""
    workspace, strategy = opened.workspace, opened.written.strategy
    found, job = keeping.kept(workspace), keeping.under_way(workspace)
    is_fresh = found is not None and keeping.is_fresh(workspace, strategy, found.fit)
    if not is_fresh and is_small(workspace):
        return EvidenceState(kept=keeping.find(workspace, strategy), is_fresh=True, job=None)
    return EvidenceState(kept=found, is_fresh=is_fresh, job=None if is_fresh else job)


def look_again(opened: Opened) -> None:
    """Looks for the evidence again: at once when there are few posts, else by the worker."""
    if is_small(opened.workspace):
        keeping.find(opened.workspace, opened.written.strategy)
    else:
        keeping.ask_for(opened.workspace, opened.written.strategy)


def is_small(workspace: Workspace) -> bool:
    """Whether few enough posts are there to be read while someone waits."""
    return views.overview(workspace, Filters()).posts <= SMALL
