"""The PDF of the strategy: made by the worker, kept in the exports until the strategy changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre import words
from palabre.listen.taking_stock.keeping import JOBS_LOOKED_AT, write_whole
from palabre.reports.strategy import file_of
from palabre.store.strategy_file import strategy_path

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from palabre.store import Job, Workspace

JOB = "strategy-file"
# The document whole, or the sheet alone.
STEMS = ("strategy", "sheet")


def pdf_path(workspace: Workspace, stem: str) -> Path:
    """Where the PDF is, or will be, in the language of the current context."""
    return workspace.exports / f"strategy-{stem}.{words.language()}.pdf"


def ready(workspace: Workspace, stem: str) -> Path | None:
    """The PDF made of the strategy as it is now; None when there is none, or the strategy changed since."""
    made = pdf_path(workspace, stem)
    try:
        when = made.stat().st_mtime
        changed = strategy_path(workspace.path).stat().st_mtime
    except OSError:
        return None
    adoption = workspace.strategies.adoption()
    is_current = when >= changed and (adoption is None or when >= adoption.at.timestamp())
    return made if is_current else None


def ask_for(workspace: Workspace, stem: str) -> int:
    """Hands the making of a PDF to the worker and gives the job's id; the one that is being made, if any."""
    busy = under_way(workspace, stem)
    payload = {"stem": stem, "lang": words.language()}
    return (
        busy.job_id if busy else workspace.jobs.add(JOB, title=workspace.settings.name, payload=payload, unit="steps")
    )


def under_way(workspace: Workspace, stem: str) -> Job | None:
    """The job that makes it, or waits to; None when there is none."""
    wanted = {"stem": stem, "lang": words.language()}
    recent = (job for job in workspace.jobs.recent(JOBS_LOOKED_AT) if job.kind == JOB)
    return next((job for job in recent if job.status in ("waiting", "running") and job.payload == wanted), None)


def do(workspace: Workspace, payload: Mapping[str, object], progress: Callable[[int, int], None]) -> Mapping[str, str]:
    """Does such a job: the name of the file made."""
    before = words.language()
    words.use(str(payload["lang"]))
    try:
        path = pdf_path(workspace, str(payload["stem"]))
        write_whole(path, file_of(workspace, ending="pdf", whole=payload["stem"] == STEMS[0]))
    finally:
        words.use(before)
    progress(100, 100)
    return {"file": path.name}
