"""Reports as files: made by the worker or a command, put in the exports, given back by their name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre import words
from palabre.errors import NotFound
from palabre.listen.taking_stock import keeping
from palabre.reports.pdf import pdf_of
from palabre.reports.rendering import document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from palabre.listen.taking_stock import Asked, StateOfPlay
    from palabre.store import Job, Workspace

JOB = "overview-file"
PDF = ".pdf"


def html_of(workspace: Workspace, state: StateOfPlay) -> str:
    """A state of play as a page that needs nothing else, in the language of the current context."""
    settings = workspace.settings
    return document(state, organisation=settings.name, fictional=settings.fictional)


def pdf_file(workspace: Workspace, asked: Asked) -> Path:
    """Where the PDF of a state of play is, or will be, in the language of the current context."""
    return keeping.file_of(workspace, asked, f".{words.language()}{PDF}")


def ready_pdf(workspace: Workspace, asked: Asked) -> Path | None:
    """The PDF made of the state of play that is kept; None when there is none, or it was made of an earlier one."""
    made, rests_on = pdf_file(workspace, asked), keeping.file_of(workspace, asked, ".json")
    try:
        return made if made.stat().st_mtime_ns >= rests_on.stat().st_mtime_ns else None
    except OSError:
        return None


def ask_for_pdf(workspace: Workspace, asked: Asked) -> int:
    """Hands the making of a PDF to the worker and gives the job's id; the one that is being made, if any."""
    busy = pdf_under_way(workspace, asked)
    payload = _payload(asked)
    return (
        busy.job_id if busy else workspace.jobs.add(JOB, title=workspace.settings.name, payload=payload, unit="steps")
    )


def pdf_under_way(workspace: Workspace, asked: Asked) -> Job | None:
    """The job that makes the PDF asked for, or waits to; None when there is none."""
    wanted = _payload(asked)
    recent = (job for job in workspace.jobs.recent(keeping.JOBS_LOOKED_AT) if job.kind == JOB)
    return next((job for job in recent if job.status in ("waiting", "running") and job.payload == wanted), None)


def do(workspace: Workspace, payload: Mapping[str, object], progress: Callable[[int, int], None]) -> Mapping[str, str]:
    """Does such a job: the name of the file made."""
    before = words.language()
    words.use(str(payload["lang"]))
    try:
        asked = keeping.asked_of(payload)
        state = keeping.kept(workspace, asked) or keeping.take_stock(workspace, asked, progress)
        made = pdf_of(html_of(workspace, state))
        path = pdf_file(workspace, asked)
        keeping.write_whole(path, made)
    finally:
        words.use(before)
    progress(100, 100)
    return {"file": path.name}


def found(workspace: Workspace, name: str) -> Path:
    """The PDF of that name among the exports; raises `NotFound` for any other file, and once something was deleted."""
    path = workspace.exports / name
    if not name.endswith(PDF) or not keeping.is_current(workspace, name) or not path.is_file():
        raise NotFound("no-such-file", name=name[:80])
    return path


def _payload(asked: Asked) -> dict[str, object]:
    return {**keeping.payload_of(asked), "lang": words.language()}
