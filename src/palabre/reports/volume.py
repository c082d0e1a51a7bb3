"""Posts through time, in as many bars as an eye can tell apart; times when we did not hear everything are marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

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
    """What was said in one step of time, from `start` to `end`; `counts` follows the series. With gaps, a minimum."""

    start: date
    end: date
    label: str
    counts: tuple[int, ...]
    gaps: tuple[GapRow, ...]

    @property
    def posts(self) -> int:
        """All its counts together."""
        return sum(self.counts)

    @property
    def has_gap(self) -> bool:
        """Whether something was not fully heard then."""
        return bool(self.gaps)


@dataclass(frozen=True, slots=True)
class Volume:
    """All the bars of a stretch of time, the empty ones too, and the words above them.

    `names` says what each count of a bar is of: radars compared, or nothing when there is one count.
    """

    title: str
    heading: str
    names: tuple[str, ...]
    bars: tuple[Bar, ...]

    @property
    def has_gaps(self) -> bool:
        """Whether something was not fully heard."""
        return any(bar.has_gap for bar in self.bars)


STEPS = (
    Step(125, N_("Posts per day"), N_("Day"), "d MMM y", lambda day: day),
    Step(900, N_("Posts per week"), N_("Week from"), "d MMM y", lambda day: day - timedelta(days=day.weekday())),
    Step(5500, N_("Posts per month"), N_("Month"), "MMM y", lambda day: day.replace(day=1)),
    Step(float("inf"), N_("Posts per year"), N_("Year"), "y", lambda day: day.replace(month=1, day=1)),
)


def volume_of(
    per_day: Sequence[tuple[date, int]], gaps: Iterable[GapRow], *, language: str, until: date | None = None
) -> Volume | None:
    """The bars from the first day with a post to the last; None when no day has any.

    A gap that began by then goes on to its end, `until` at most: nothing was said there, as far as we heard.
    """
    return volume_by({"": dict(per_day)}, gaps, language=language, until=until)


def volume_by(
    series: Mapping[str, Mapping[date, int]], gaps: Iterable[GapRow], *, language: str, until: date | None = None
) -> Volume | None:
    """The same for several counts side by side, by their names."""
    days = [day for counts in series.values() for day in counts]
    if not days:
        return None
    lossy = [gap for gap in gaps if gap.is_lossy]
    first, last = min(days), _last_told(max(days), lossy, until)
    step = next(step for step in STEPS if (last - first).days < step.up_to_days)
    starts = _starts(step, first, last)
    counted = {start: [0] * len(series) for start in starts}
    for place, counts in enumerate(series.values()):
        for day, n in counts.items():
            counted[step.start_of(day)][place] += n
    missed: dict[date, list[GapRow]] = {}
    for gap in lossy:
        for start in _starts(step, max(first, gap.from_at.date()), min(last, gap.to_at.date())):
            missed.setdefault(start, []).append(gap)
    ends = [start - timedelta(days=1) for start in starts[1:]] + [last]
    bars = tuple(
        Bar(
            start=max(start, first),
            end=end,
            label=_label(start, step.pattern, language),
            counts=tuple(counted[start]),
            gaps=tuple(missed.get(start, ())),
        )
        for start, end in zip(starts, ends, strict=True)
    )
    return Volume(step.title, step.heading, tuple(series), bars)


def _last_told(last: date, gaps: Iterable[GapRow], until: date | None) -> date:
    """The last day to show: that of the last post, or the end of the gaps that it, or the day after, lies in."""
    for gap in sorted(gaps, key=lambda gap: gap.from_at):
        end = min(gap.to_at.date(), until) if until else gap.to_at.date()
        if gap.from_at.date() <= last + timedelta(days=1):
            last = max(last, end)
    return last


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
