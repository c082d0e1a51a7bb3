"""The evidence for a strategy, worked out by the worker and kept in the workspace for pages to read.

It holds counts and numbers of posts, no words of anybody; still it is shown no more once something was deleted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from palabre.listen.taking_stock.keeping import write_whole
from palabre.model import TABLES
from palabre.strategy.platform_fit.asking import ask_about, key_of
from palabre.strategy.platform_fit.computing import fit_of, nothing_heard, versions_of
from palabre.strategy.platform_fit.gathering import gathered, reach
from palabre.strategy.platform_fit.values import Asked, PlatformFit
from palabre.strategy.sensitive import Proposal, proposals_of

if TYPE_CHECKING:
    from pathlib import Path

    from palabre.model.strategy import Strategy
    from palabre.store import Job, Workspace

JOB, FORMAT, JOBS_LOOKED_AT = "strategy-evidence", 1, 200
_OURS = re.compile(r"strategy-evidence-d([0-9]+)\.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What was found last: the evidence for each platform, and the sensitive subjects proposed."""

    format: int
    fit: PlatformFit
    proposals: tuple[Proposal, ...]


def kept(workspace: Workspace) -> Kept | None:
    """What was found last; None when nothing was looked for yet, or something was deleted since."""
    import msgspec

    try:
        found = msgspec.json.decode(_file(workspace).read_bytes(), type=Kept)
    except (OSError, msgspec.MsgspecError):
        return None
    return found if found.format == FORMAT else None


def is_fresh(workspace: Workspace, strategy: Strategy, fit: PlatformFit) -> bool:
    """Whether nothing came in or went since, and the strategy still asks the same."""
    return fit.asked == key_of(ask_about(workspace, strategy)) and dict(fit.versions) == dict(versions_of(workspace))


def ask_for(workspace: Workspace, strategy: Strategy) -> int:
    """Hands the work to the worker and gives the job's id; one that waits for the same is not asked for twice."""
    import msgspec

    payload = {"asked": msgspec.json.decode(msgspec.json.encode(ask_about(workspace, strategy)))}
    waiting = (job for job in workspace.jobs.recent(JOBS_LOOKED_AT) if job.kind == JOB and job.status == "waiting")
    known = next((job.job_id for job in waiting if job.payload == payload), None)
    return known or workspace.jobs.add(JOB, title=workspace.settings.name, payload=payload, unit="posts")


def under_way(workspace: Workspace) -> Job | None:
    """The job that looks for the evidence, or waits to; None when there is none."""
    recent = (job for job in workspace.jobs.recent(JOBS_LOOKED_AT) if job.kind == JOB)
    return next((job for job in recent if job.status in ("waiting", "running")), None)


def find(
    workspace: Workspace, strategy: Strategy, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> Kept:
    """The evidence for a strategy read now, and kept in place of the one before."""
    return _find(workspace, ask_about(workspace, strategy), progress)


def do(workspace: Workspace, payload: Mapping[str, object], progress: Callable[[int, int], None]) -> Mapping[str, int]:
    """Does such a job: how many posts it read, how many subjects it proposes."""
    import msgspec

    found = _find(workspace, msgspec.convert(payload["asked"], Asked), progress)
    return {"posts": found.fit.posts, "proposals": len(found.proposals)}


def sweep(workspace: Workspace) -> int:
    """Removes what was found before the last deletion, and says how many files that was."""
    current, removed = _file(workspace).name, 0
    for path in workspace.exports.glob("strategy-evidence-*"):
        if path.name != current and _OURS.fullmatch(path.name):
            with suppress(OSError):
                path.unlink()
                removed += 1
    return removed


def _find(workspace: Workspace, asked: Asked, progress: Callable[[int, int], None]) -> Kept:
    import msgspec

    span, versions, now = reach(workspace), versions_of(workspace), workspace.clock()
    total = max(1, workspace.lake.snapshot(TABLES["posts"]).rows)
    if span is None:
        found = Kept(format=FORMAT, fit=nothing_heard(asked, versions, now), proposals=())
    else:
        with gathered(workspace, asked, span, lambda read: progress(min(read, total), total)) as db:
            fit = fit_of(db, asked, span, versions, now)
            found = Kept(format=FORMAT, fit=fit, proposals=proposals_of(db, asked, span))
    progress(total, total)
    write_whole(_file(workspace), msgspec.json.encode(found))
    sweep(workspace)
    return found


def _file(workspace: Workspace) -> Path:
    deletions = workspace.lake.snapshot(TABLES["deletions"]).version
    return workspace.exports / f"strategy-evidence-d{deletions}.json"
