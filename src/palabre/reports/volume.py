"""Posts through time, in as many bars as an eye can tell apart; times when we did not hear everything are marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from palabre.listen.shown import GapRow


@dataclass(frozen=True, slots=True)
class Step:
    """A length of bar: the longest stretch of days it suits, its words, and which bar a day belongs to."""

    up_to_days: float
    title: str
    heading: str
    pattern: str
    start_of: Callable[[date], date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What was said in one step of time. A count beside `has_gap` is a minimum."""

    start: date
    label: str
    posts: int
    has_gap: bool


@dataclass(frozen=True, slots=True)
class Volume:
    """All the bars of a stretch of time, the empty ones too, and the words above them."""

    title: str
    heading: str
    bars: tuple[Bar, ...]


STEPS = (
    Step(125, N_("Posts per day"), N_("Day"), "d MMM y", lambda day: day),
    Step(900, N_("Posts per week"), N_("Week from"), "d MMM y", lambda day: day - timedelta(days=day.weekday())),
    Step(5500, N_("Posts per month"), N_("Month"), "MMM y", lambda day: day.replace(day=1)),
    Step(float("inf"), N_("Posts per year"), N_("Year"), "y", lambda day: day.replace(month=1, day=1)),
)


def volume_of(per_day: Sequence[tuple[date, int]], gaps: Iterable[GapRow], *, language: str) -> Volume | None:
    """The bars from the first day with a post to the last; None when no day has any."""
    if not per_day:
        return None
    first, last = min(day for day, _ in per_day), max(day for day, _ in per_day)
    step = next(step for step in STEPS if (last - first).days < step.up_to_days)
    posts = dict.fromkeys(_starts(step, first, last), 0)
    for day, n in per_day:
        posts[step.start_of(day)] += n
    missed = {
        start for gap in gaps for start in _starts(step, max(first, gap.from_at.date()), min(last, gap.to_at.date()))
    }
    bars = tuple(
        Bar(start=start, label=_label(start, step.pattern, language), posts=n, has_gap=start in missed)
        for start, n in posts.items()
    )
    return Volume(step.title, step.heading, bars)


@lru_cache(maxsize=8192)
def _label(start: date, pattern: str, language: str) -> str:
    from babel.dates import format_date

    return str(format_date(start, pattern, locale=language))


def _starts(step: Step, first: date, last: date) -> list[date]:
    """The start of every bar between two days, in order."""
    starts: list[date] = []
    day = first
    while day <= last:
        start = step.start_of(day)
        if not starts or starts[-1] != start:
            starts.append(start)
        day += timedelta(days=1)
    return starts
