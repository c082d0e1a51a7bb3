"""Imports one file as a job: opened, read, stored, counted again, with progress that every process sees."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from palabre.errors import ImportRefused, PalabreError, StoreError, UsageError
from palabre.imports import load_mapping, open_import
from palabre.listen.importing import Imported, Rejects, import_records
from palabre.store import JobLost, Workspace, rollups
from palabre.words.messages import sentence

JOB = "import"
JOB_HERE = "import-here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to import and how, as a job keeps it."""

    path: Path
    format: str = "auto"
    mapping: Path | None = None
    timezone: str | None = None

    def payload(self) -> dict[str, Any]:
        """The request as the jobs table keeps it."""
        mapping = str(self.mapping.absolute()) if self.mapping else None
        return {
            "path": str(self.path.absolute()),
            "format": self.format,
            "mapping": mapping,
            "timezone": self.timezone,
        }

    @classmethod
    def of(cls, payload: Mapping[str, Any]) -> Self:
        """The request a job holds."""
        mapping = Path(payload["mapping"]) if payload["mapping"] else None
        timezone = payload["timezone"]
        return cls(path=Path(payload["path"]), format=payload["format"], mapping=mapping, timezone=timezone)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileImported:
    """What became of one file, and what to tell about it as a whole."""

    file: str
    format: str
    counts: Imported
    notes: tuple[str, ...]


def zone_of(name: str | None) -> ZoneInfo | None:
    """The time zone a person named; raises `UsageError` when there is no such zone."""
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise UsageError("no-such-timezone", name=name) from problem


def queue_import(workspace: Workspace, request: Request) -> int:
    """Hands a file to the worker of this workspace and gives the job's id."""
    if not request.path.is_file():
        raise ImportRefused("file-not-there", file=request.path)
    return workspace.jobs.add(JOB, title=request.path.name, payload=request.payload(), unit="bytes")


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
    """Imports a file and refreshes the daily counts; raises `ImportRefused` when nothing of it can be taken.

    Records that do not say when they were taken from the network are dated by the file itself: reading the same file
    again then finds every counter unchanged.
    """
    zone = zone_of(request.timezone)
    mapping = load_mapping(request.mapping) if request.mapping else None
    observed_at = _dated(request.path, workspace.clock())
    rejects = Rejects(workspace.exports / f"rejects-{run_id}.csv", _meaning)
    with open_import(
        request.path, format=request.format, mapping=mapping, timezone=zone, observed_at=observed_at
    ) as opened:
        counts = import_records(
            workspace,
            opened,
            run_id=run_id,
            observed_at=observed_at,
            rejects=rejects,
            progress=lambda _rows: progress(opened.position(), opened.size_bytes),
        )
        rollups.refresh(workspace)
        progress(opened.size_bytes, opened.size_bytes)
        notes = tuple(str(note) for note in opened.notes)
        return FileImported(file=request.path.name, format=opened.format, counts=counts, notes=notes)


def _meaning(reason: str) -> str:
    return sentence(f"reject-{reason}", {})


def _dated(path: Path, now: datetime) -> datetime:
    try:
        return min(now, datetime.fromtimestamp(path.stat().st_mtime, UTC))
    except OSError:
        return now
