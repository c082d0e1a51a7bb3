"""The sources as a list shows them: how each is doing, how much it says, what was left out of it and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from palabre.listen import views
from palabre.listen.attendance import is_listening
from palabre.sources import every_source
from palabre.words.cells import BOM, csv_line
from palabre.words.sources import health_meaning, health_name, why_told

if TYPE_CHECKING:
    from palabre.listen.shown import GapRow
    from palabre.sources import Source
    from palabre.store import KeptSource, Workspace

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
LEFT_OUT, PASSED_OVER = "left-out ", "passed-over "
# A lag is told while things are heard; later it would only say how long ago the last one was.
_BUSY = timedelta(minutes=5)
# Whoever listens says so within moments; a source still starting after that is listened to by nobody.
_TO_BEGIN = timedelta(minutes=2)
_ROUNDS_MISSED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A source with how it is doing. Errors are those of a day; gaps and counts those of seven days.

    `lag` is by how much a stream was late when it was last heard, None when that is not known. `is_unattended`: nobody
    seems to listen, neither `palabre run` nor `palabre listen`. `counts` are the words of `Sources.counted`; `settings`
    are those that say something, by their titles.
    """

    kept: KeptSource
    kind_title: str
    settings: tuple[tuple[str, str], ...]
    is_stream: bool
    every: timedelta
    posts_per_minute: float
    lag: timedelta | None
    errors: int
    gaps: tuple[GapRow, ...]
    counts: Mapping[str, int]
    is_unattended: bool

    @property
    def state(self) -> str:
        """How it is doing: what the listener last said of it, or `unattended`."""
        return "unattended" if self.is_unattended else self.kept.health

    @property
    def health(self) -> str:
        """The same, in a word or two."""
        return health_name(self.state)

    @property
    def why(self) -> str:
        """What the listener said of it, in a sentence; empty when there is nothing to say."""
        return why_told(self.kept.why_id, self.kept.why_fields)

    @property
    def meaning(self) -> str:
        """Why it is so, or what its state means when the listener gave no reason."""
        return self.why or health_meaning(self.state)

    @property
    def left_out(self) -> tuple[tuple[str, int], ...]:
        """Posts that were not stored because their authors ask for it, by signal, most first."""
        return _after(self.counts, LEFT_OUT)

    @property
    def passed_over(self) -> tuple[tuple[str, int], ...]:
        """What was read and made no post, by reason, most first."""
        return _after(self.counts, PASSED_OVER)


def listed(workspace: Workspace, now: datetime) -> tuple[SourceRow, ...]:
    """Every source, oldest first."""
    return _rows(workspace, workspace.sources.all(), now)


def row_of(workspace: Workspace, kept: KeptSource, now: datetime) -> SourceRow:
    """One source as the list shows it."""
    return _rows(workspace, (kept,), now)[0]


def _rows(workspace: Workspace, sources: Sequence[KeptSource], now: datetime) -> tuple[SourceRow, ...]:
    if not sources:
        return ()
    kinds = {kind.name: kind for kind in every_source()}
    gaps = [gap for gap in views.gaps(workspace) if gap.to_at >= now - WEEK]
    is_attended = is_listening(workspace, now)
    return tuple(_row(workspace, one, kinds.get(one.kind), gaps, now, is_attended=is_attended) for one in sources)


def _row(
    workspace: Workspace,
    kept: KeptSource,
    kind: type[Source] | None,
    gaps: Sequence[GapRow],
    now: datetime,
    *,
    is_attended: bool | None,
) -> SourceRow:
    counted = workspace.sources.counted
    hour, is_stream = counted(kept.source_id, since=now - HOUR), kind is not None and kind.is_stream
    every = kind.every if kind else timedelta(0)
    is_left = _seems_left(kept, None if is_stream else every, now) if is_attended is None else not is_attended
    return SourceRow(
        kept=kept,
        kind_title=kind.title if kind else kept.kind,
        settings=_settings(kept, kind),
        is_stream=is_stream,
        every=every,
        posts_per_minute=hour.get("posts", 0) / _minutes(kept, now),
        lag=_lag(kept, now) if is_stream else None,
        errors=counted(kept.source_id, since=now - DAY).get("errors", 0),
        gaps=tuple(gap for gap in gaps if gap.source == kept.name),
        counts=counted(kept.source_id, since=now - WEEK),
        is_unattended=is_left and not kept.is_paused,
    )


def _settings(kept: KeptSource, kind: type[Source] | None) -> tuple[tuple[str, str], ...]:
    titles = {one.name: one.title for one in kind.settings} if kind else {}
    return tuple((titles.get(name, name), value) for name, value in kept.settings.items() if value)


def _minutes(kept: KeptSource, now: datetime) -> float:
    """How many minutes of the last hour it was there for."""
    return max(1.0, min(HOUR, now - kept.added_at) / timedelta(minutes=1))


def _lag(kept: KeptSource, now: datetime) -> timedelta | None:
    if kept.last_heard_at is None or kept.last_event_at is None or now - kept.last_heard_at > _BUSY:
        return None
    return max(kept.last_heard_at - kept.last_event_at, timedelta(0))


def _seems_left(kept: KeptSource, every: timedelta | None, now: datetime) -> bool:
    """Whether a source was left alone for longer than one that is asked `every` so often is; streams may be silent."""
    if kept.health == "starting":
        return now - kept.health_since > _TO_BEGIN
    if every is None or kept.last_heard_at is None or kept.health != "listening":
        return False
    return now - kept.last_heard_at > _ROUNDS_MISSED * every + _TO_BEGIN


def _after(counts: Mapping[str, int], word: str) -> tuple[tuple[str, int], ...]:
    found = ((what.removeprefix(word), n) for what, n in counts.items() if what.startswith(word))
    return tuple(sorted(found, key=lambda one: (-one[1], one[0])))


def register_csv(entries: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows of `Sources.register` for a spreadsheet."""
    lines = [csv_line(("at", "what", "number", "kind", "source", "purpose", "by"))]
    for one in entries:
        at = one["at"].isoformat(timespec="seconds")
        lines.append(
            csv_line((at, one["what"], one["source_id"], one["kind"], one["label"], one["purpose"], one["by"]))
        )
    return BOM + b"".join(lines)
