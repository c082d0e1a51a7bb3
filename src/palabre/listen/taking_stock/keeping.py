"""States of play kept in the workspace as JSON, each with the versions of the tables it rests on; and their jobs.

What is kept names people and repeats their words: it is shown no more, and removed, as soon as something is deleted.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from palabre.errors import StoreError
from palabre.listen.taking_stock.taking import FORMAT, ask_about, state_of_play, versions_of
from palabre.listen.taking_stock.values import Asked, StateOfPlay
from palabre.model import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from palabre.store import Job, Workspace

JOB = "overview"
JOBS_LOOKED_AT = 200
PREFIX = "state-of-play"
# `d` and a number: the version of the deletions that the file knows of.
_OURS = re.compile(PREFIX + r"-[0-9a-f]{16}-d([0-9]+)(?:\.[a-z]+)+")


def file_of(workspace: Workspace, asked: Asked, ending: str) -> Path:
    """Where a state of play is kept, or something made of it; the name says which deletions it knows of."""
    import msgspec

    key = blake2b(msgspec.json.encode(asked, order="sorted"), digest_size=8).hexdigest()
    return workspace.exports / f"{PREFIX}-{key}-d{_deletions(workspace)}{ending}"


def kept(workspace: Workspace, asked: Asked) -> StateOfPlay | None:
    """The state of play made last for what is asked; None when there is none, or something was deleted since."""
    import msgspec

    try:
        written = file_of(workspace, asked, ".json").read_bytes()
        state = msgspec.json.decode(written, type=StateOfPlay)
    except (OSError, msgspec.MsgspecError):
        return None
    return state if state.format == FORMAT else None


def is_fresh(workspace: Workspace, state: StateOfPlay) -> bool:
    """Whether nothing came in, and nothing was taken away, since it was made."""
    return dict(state.versions) == dict(versions_of(workspace))


def take_stock(
    workspace: Workspace, asked: Asked, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> StateOfPlay:
    """The state of play, read again if anything changed since the one kept; kept in its place."""
    known = kept(workspace, asked)
    if known is not None and is_fresh(workspace, known):
        return known
    return take_again(workspace, asked, progress)


def take_again(
    workspace: Workspace, asked: Asked, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> StateOfPlay:
    """The state of play read now, whatever is kept, and kept in its place."""
    import msgspec

    state = state_of_play(workspace, asked.filters, zone=asked.zone, progress=progress)
    write_whole(file_of(workspace, asked, ".json"), msgspec.json.encode(state))
    sweep(workspace)
    return state


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file beside its place, then puts it there: a reader finds all of it or what was there before."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{PREFIX}", delete=False) as written:
            written.write(content)
        os.replace(written.name, path)
    except OSError as problem:
        raise StoreError("export-cannot-write", path=path, why=problem.strerror or str(problem)) from problem


def sweep(workspace: Workspace) -> int:
    """Removes what was made before the last deletion, and says how many files that was."""
    current, removed = _deletions(workspace), 0
    for path in workspace.exports.glob(f"{PREFIX}-*"):
        ours = _OURS.fullmatch(path.name)
        if ours and int(ours[1]) != current:
            with suppress(OSError):
                path.unlink()
                removed += 1
    return removed


def is_current(workspace: Workspace, name: str) -> bool:
    """Whether a file name is one of ours, of a file that knows of every deletion."""
    ours = _OURS.fullmatch(name)
    return ours is not None and int(ours[1]) == _deletions(workspace)


def _deletions(workspace: Workspace) -> int:
    return workspace.lake.snapshot(TABLES["deletions"]).version


def ask_for(workspace: Workspace, asked: Asked | None = None) -> int:
    """Hands the taking of stock to the worker, of everything unless told otherwise, and gives the job's id.

    It is not read again when nothing changed; one that waits already is not asked for twice.
    """
    return _queued(workspace, payload_of(asked or ask_about(workspace)))


def ask_again(workspace: Workspace, asked: Asked) -> int:
    """The same, read again even when nothing changed."""
    return _queued(workspace, {**payload_of(asked), "again": True})


def _queued(workspace: Workspace, payload: dict[str, object]) -> int:
    waiting = (job for job in workspace.jobs.recent(JOBS_LOOKED_AT) if job.kind == JOB and job.status == "waiting")
    known = next((job.job_id for job in waiting if job.payload == payload), None)
    return known or workspace.jobs.add(JOB, title=workspace.settings.name, payload=payload, unit="steps")


def do(workspace: Workspace, payload: Mapping[str, object], progress: Callable[[int, int], None]) -> Mapping[str, int]:
    """Does such a job: how many posts it read about."""
    take = take_again if payload.get("again") else take_stock
    return {"posts": take(workspace, asked_of(payload), progress).volume.posts}


def under_way(workspace: Workspace, asked: Asked) -> Job | None:
    """The job that takes stock of what is asked, or waits to; None when there is none."""
    recent = (job for job in workspace.jobs.recent(JOBS_LOOKED_AT) if job.kind == JOB)
    busy = (job for job in recent if job.status in ("waiting", "running") and asked_of(job.payload) == asked)
    return next(busy, None)


def payload_of(asked: Asked) -> dict[str, object]:
    """What is asked, as a job carries it, and gives it back: in the shapes of JSON, so that two can be compared."""
    import msgspec

    return dict(msgspec.json.decode(msgspec.json.encode(asked)))


def asked_of(payload: Mapping[str, object]) -> Asked:
    """What a job asks for."""
    import msgspec

    return msgspec.convert({name: payload[name] for name in ("filters", "zone")}, Asked)
