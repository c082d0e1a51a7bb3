"""Imports one file as a job: opened, read, stored, counted again, with progress that every process sees."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from palabre.errors import ImportRefused, PalabreError, StoreError
from palabre.listen.importing import Imported, Rejects, import_chunks
from palabre.listen.parsing import parsed
from palabre.listen.request import Request
from palabre.listen.taking_stock import keeping
from palabre.store import JobLost, Workspace, rollups
from palabre.words.messages import sentence

JOB = "import"
JOB_HERE = "import-here"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileImported:
    """What became of one file, and what to tell about it as a whole."""

    file: str
    format: str
    counts: Imported
    notes: tuple[str, ...]


def queue_import(workspace: Workspace, request: Request, *, key: str | None = None) -> int:
    """Hands a file to the worker of this workspace and gives the job's id; an equal `key` gives the same job."""
    if not request.path.exists():
        raise ImportRefused("file-not-there", file=request.path)
    return workspace.jobs.add(JOB, title=request.path.name, payload=request.payload(), unit="bytes", key=key)


def import_here(workspace: Workspace, request: Request, progress: Callable[[int, int], None]) -> FileImported:
    """Imports a file in this process, as a job others can watch; `progress` is told bytes read and bytes in all."""
    workspace.jobs.close_abandoned((JOB_HERE,))
    job = workspace.jobs.begin(JOB_HERE, title=request.path.name, payload=request.payload(), unit="bytes")

    def tell(done: int, total: int) -> None:
        workspace.jobs.progress(job, done=done, total=total)
        progress(done, total)

    try:
        done = import_file(workspace, request, run_id=job, progress=tell)
    except BaseException as problem:
        told = problem if isinstance(problem, PalabreError) else PalabreError("job-interrupted")
        # A full disk that stopped the import may refuse this line too: the import's own refusal is the one to tell.
        with suppress(StoreError, JobLost):
            workspace.jobs.fail(job, told)
        raise
    workspace.jobs.finish(job, done.counts.as_json())
    return done


def import_file(
    workspace: Workspace, request: Request, *, run_id: int, progress: Callable[[int, int], None]
) -> FileImported:
    """Imports a file, refreshes the daily counts and asks the worker for a new state of play.

    Raises `ImportRefused` when nothing of it can be taken.

    Records that do not say when they were taken from the network are dated by the file itself: reading the same file
    again then finds every counter unchanged.
    """
    observed_at = _dated(request.path, workspace.clock())
    rejects = Rejects(workspace.exports / f"rejects-{run_id}.csv", _meaning)
    with parsed(request, observed_at=observed_at) as file:
        counts = import_chunks(
            workspace,
            file,
            run_id=run_id,
            observed_at=observed_at,
            rejects=rejects,
            progress=lambda position: progress(position, file.size_bytes),
        )
        # What posts use is counted by whoever takes stock: the worker, or the next upkeep.
        rollups.refresh(workspace, with_uses=False)
        if counts.stored or counts.updated:
            keeping.ask_for(workspace)
        progress(file.size_bytes, file.size_bytes)
        notes = tuple(str(note) for note in file.notes)
        return FileImported(file=request.path.name, format=file.format, counts=counts, notes=notes)


def _meaning(reason: str) -> str:
    return sentence(f"reject-{reason}", {})


def _dated(path: Path, now: datetime) -> datetime:
    try:
        return min(now, datetime.fromtimestamp(path.stat().st_mtime, UTC))
    except OSError:
        return now
