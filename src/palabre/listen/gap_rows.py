"""Listening gaps as lists show them and files hold them: those of one source, or lately."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from palabre.listen.shown import midnight
from palabre.words.gaps import why_said

if TYPE_CHECKING:
    from datetime import date

    from palabre.listen.shown import GapRow

HEADER = ("source", "from", "to", "under_way", "seconds", "why", "says", "estimated_loss")


def narrowed(gaps: Iterable[GapRow], *, source: str = "", since: date | None = None) -> tuple[GapRow, ...]:
    """The gaps of a source, by its name, its kind or its label, that had not ended before a day."""
    wanted = source.strip().casefold()
    return tuple(
        gap
        for gap in gaps
        if (not wanted or wanted in _names(gap.source)) and (since is None or gap.to_at >= midnight(since))
    )


def _names(source: str) -> tuple[str, ...]:
    name = source.casefold()
    kind, _blank, label = name.partition(" ")
    return name, kind, label


def cells(gaps: Iterable[GapRow]) -> Iterator[tuple[object, ...]]:
    """A line for each gap, under `HEADER`: moments in UTC, the reason by its id and in words."""
    for gap in gaps:
        yield (
            gap.source,
            gap.from_at.isoformat(timespec="seconds"),
            gap.to_at.isoformat(timespec="seconds"),
            "yes" if gap.is_open else "no",
            round((gap.to_at - gap.from_at).total_seconds()),
            gap.why,
            why_said(gap.why),
            gap.estimated_loss,
        )
