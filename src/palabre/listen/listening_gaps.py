"""Listening gaps: when a source was not, or not fully, heard, and how much was probably missed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from palabre.model import TABLES
from palabre.model.ids import hash63
from palabre.sources import Hole
from palabre.store.schema import schema_of

if TYPE_CHECKING:
    from datetime import datetime

    from palabre.sources.contract import Why
    from palabre.store import KeptSource, Workspace

GAPS = TABLES["gaps"]
RATE_OVER = timedelta(days=7)
EXPECTED = 20
# The message that says each reason.
REASONS: Mapping[Why, str] = {
    "disconnected": "gap-disconnected",
    "silent": "gap-silent",
    "rate-limited": "gap-rate-limited",
    "cursor-lost": "gap-cursor-lost",
    "dropped": "gap-dropped",
    "refused": "gap-refused",
    "paused": "gap-paused",
    "stopped": "gap-stopped",
}


def keep_holes(workspace: Workspace, source: KeptSource, holes: Sequence[Hole]) -> int:
    """Keeps the gaps of a source, once each, and says how many were new; a loss nobody told is estimated."""
    import pyarrow as pa

    if not holes:
        return 0
    rate = posts_per_second(workspace, source)
    rows = {
        "gap_id": [hash63("g", source.name, hole.from_at.isoformat(), hole.why) for hole in holes],
        "source": [source.name] * len(holes),
        "from_at": [hole.from_at for hole in holes],
        "to_at": [max(hole.to_at, hole.from_at) for hole in holes],
        "why": [REASONS[hole.why] for hole in holes],
        "estimated_loss": [
            hole.estimated_loss if hole.estimated_loss is not None else _lost(hole, rate) for hole in holes
        ],
        "observed_at": [workspace.clock()] * len(holes),
    }
    done = workspace.lake.append(GAPS, pa.table(rows, schema=schema_of(GAPS)))
    return done.rows


def _lost(hole: Hole, rate: float | None) -> int | None:
    if hole.estimated_loss is not None:
        return hole.estimated_loss
    return None if rate is None else round((hole.to_at - hole.from_at).total_seconds() * rate)


def posts_per_second(workspace: Workspace, source: KeptSource) -> float | None:
    """Posts kept of a source in a second of the last week it was there; None before it has been for an hour."""
    now = workspace.clock()
    since = max(source.added_at, now - RATE_OVER)
    seconds = (now - since).total_seconds()
    if seconds < timedelta(hours=1).total_seconds():
        return None
    return workspace.sources.counted(source.source_id, since=since).get("kept", 0) / seconds


def silence(workspace: Workspace, source: KeptSource, heard_at: datetime, *, longer_than: timedelta) -> list[Hole]:
    """The gap that a silence was, when a source as busy as this one is never silent for so long; else nothing.

    With the rate of its last week, `EXPECTED` events should have come: none coming by chance has a probability of
    exp(-20) if they come independently (Poisson).
    """
    last = source.last_event_at
    if last is None or heard_at - last <= longer_than:
        return []
    now = workspace.clock()
    since = max(source.added_at, now - RATE_OVER)
    seconds = (now - since).total_seconds()
    heard = workspace.sources.counted(source.source_id, since=since).get("heard", 0)
    if seconds <= 0 or heard / seconds * (heard_at - last).total_seconds() < EXPECTED:
        return []
    return [Hole(from_at=last, to_at=heard_at, why="silent")]
