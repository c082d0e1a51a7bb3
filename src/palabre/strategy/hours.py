"""When someone is there: hours of a week as people write them in French or in English, and what they cover.

`mon-fri 9:00-18:00, sat 10-12`, `du lundi au jeudi de 9h30 à 17h ; ven 9h-12h`, `fri 22:00-02:00`, `24/7`, `toujours`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from palabre.strategy._plain import plain, spelt
from palabre.strategy.judging import Around, rule, warning
from palabre.words.later import WeekHours

if TYPE_CHECKING:
    from datetime import datetime

    from palabre.model.strategy import Strategy
    from palabre.model.strategy.findings import Finding, Path

DAY = 24 * 60
WEEK = 7 * DAY
LONGEST = 400


class HoursUnreadable(ValueError):
    """Hours that cannot be read; `part` is where they stop making sense."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@dataclass(frozen=True, slots=True)
class Week:
    """Minutes of a week, from Monday 0:00, one bit each; sums and differences are those of sets."""

    minutes: int = 0

    @classmethod
    def of(cls, since: int, until: int) -> Week:
        """The minutes from one to another, counted from Monday 0:00; past Sunday they begin the week again."""
        mask = ((1 << (until - since)) - 1) << since
        return cls((mask & _ALL) | (mask >> WEEK))

    def __or__(self, other: Week) -> Week:
        return Week(self.minutes | other.minutes)

    def __and__(self, other: Week) -> Week:
        return Week(self.minutes & other.minutes)

    def __sub__(self, other: Week) -> Week:
        return Week(self.minutes & ~other.minutes)

    def __bool__(self) -> bool:
        return bool(self.minutes)

    @property
    def hours(self) -> float:
        """How many hours a week that is."""
        return self.minutes.bit_count() / 60

    def covers(self, other: Week) -> bool:
        """Whether no minute of the other is missing here."""
        return not other - self

    def holds(self, moment: datetime) -> bool:
        """Whether a moment, on the clock it is written with, is one of these."""
        return bool(self.minutes >> (moment.weekday() * DAY + moment.hour * 60 + moment.minute) & 1)

    def spans(self) -> tuple[tuple[int, int], ...]:
        """First and last minute of each stretch, the last left out; none goes past Sunday midnight."""
        found, left, base = [], self.minutes, 0
        while left:
            skipped = (left & -left).bit_length() - 1
            base, left = base + skipped, left >> skipped
            length = (~left & (left + 1)).bit_length() - 1
            found.append((base, base + length))
            base, left = base + length, left >> length
        return tuple(found)

    def of_day(self, weekday: int) -> tuple[tuple[int, int], ...]:
        """The stretches of one day (Monday is 0), in minutes from its midnight."""
        return Week(self.minutes >> weekday * DAY & ((1 << DAY) - 1)).spans()

    def stretches(self) -> tuple[Week, ...]:
        """Each uninterrupted stretch by itself; one that runs over Sunday midnight is one."""
        spans = list(self.spans())
        if len(spans) > 1 and spans[0][0] == 0 and spans[-1][1] == WEEK:
            (_start, until), (since, _end) = spans.pop(0), spans.pop()
            spans.append((since, WEEK + until))
        return tuple(Week.of(*span) for span in spans)

    def said(self) -> WeekHours:
        """The hours as people write them, days alike together: Mon–Fri 9:00–18:00, lun.–ven. 9 h – 18 h."""
        return WeekHours(tuple(map(self.of_day, range(7))))


_ALL = (1 << WEEK) - 1
ALWAYS = Week(_ALL)

_DAYS: dict[str, tuple[int, ...]] = {
    name: (number,)
    for number, names in enumerate((
        "mon monday mondays lun lundi lundis", "tue tues tuesday tuesdays mar mardi mardis",
        "wed weds wednesday wednesdays mer mercr mercredi mercredis",
        "thu thur thurs thursday thursdays jeu jeudi jeudis",
        "fri friday fridays ven vend vendredi vendredis", "sat saturday saturdays sam samedi samedis",
        "sun sunday sundays dim dimanche dimanches",
    ))
    for name in names.split()
}  # fmt: skip
_DAYS |= dict.fromkeys(("weekdays", "weekday", "ouvres", "ouvrables", "semaine"), (0, 1, 2, 3, 4))
_DAYS |= dict.fromkeys(("weekend", "weekends"), (5, 6))
_DAYS |= dict.fromkeys(("daily", "everyday", "quotidien"), (0, 1, 2, 3, 4, 5, 6))
_NAMED_TIMES = {"noon": 12 * 60, "midday": 12 * 60, "midi": 12 * 60, "midnight": DAY, "minuit": DAY}
_TO = frozenset(("-", "to", "until", "till", "through", "a", "au", "jusqu'a", "jusqu'au"))
_NOISE = frozenset((",", ";", "&", "/", "+", ":", ".", "and", "et", "puis", "de", "du", "des", "le", "les", "from",
                    "on", "at", "en", "the", "jours", "jour"))  # fmt: skip
_WHOLE_WEEK = frozenset((
    "always", "toujours", "en permanence", "tout le temps", "jour et nuit", "around the clock", "day and night",
    "at all hours", "a toute heure", "all the time",
))  # fmt: skip
_ROUND_THE_CLOCK = re.compile(r"(?:(?:7 ?j?/7|et|,)\s*)*24 ?h?(?:/24(?: ?h)?|/7 ?j?)(?:\s*(?:et|,|7 ?j?(?:ours)?/7))*")
_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<time>\d{1,2}(?:\s?[h:.]\s?\d{2}|\s?h(?:eures?)?|\s?hrs?|\s?o'clock)?(?:\s?(?:am|pm)\b)?(?![\w]))"
    r"|(?P<word>jusqu'aux?|jusqu'a|[a-z]+)|(?P<mark>[-,;&/+:.])"
)
_TIME = re.compile(r"(\d{1,2})(?:\s?[h:.]\s?(\d{2}))?[^\d]*?(am|pm)?$")
_EVERY_DAY = re.compile(r"\b(?:every day|all days|tous les jours|chaque jour|7 ?j(?:ours)? ?(?:/|sur) ?7|7/7)")


def read_hours(text: str) -> Week:
    """The hours that a text tells; raises `HoursUnreadable` with the part that cannot be read."""
    bare = _bare(text)
    if bare in _WHOLE_WEEK or _ROUND_THE_CLOCK.fullmatch(bare):
        return ALWAYS
    week = _Reader().read(_EVERY_DAY.sub("daily", bare))
    if not week:
        raise HoursUnreadable(text.strip()[:60])
    return week


@lru_cache(maxsize=1024)
def week_of(text: str) -> Week | None:
    """The hours that a text tells, nothing when it is empty or cannot be read: a rule of its own tells that."""
    try:
        return read_hours(text)
    except HoursUnreadable:
        return None


def _bare(text: str) -> str:
    if len(text) > LONGEST:
        raise HoursUnreadable(text[:60])
    bare = re.sub(r"\s+", " ", plain(spelt(text)).replace("week-end", "weekend"))
    # "lun.-ven.": the dot of a shortened day is no mark, that of "9.30" is.
    return re.sub(r"(?<=[a-z])\.", " ", bare).strip()


class _Reader:
    """One reading: days are gathered until hours follow, and hours belong to the days last named."""

    def __init__(self) -> None:
        self.days: list[int] = []
        self.times: list[int] = []
        self.is_range = False
        self.week = Week()
        # Whether the days gathered have had their hours, so that another day begins a new part.
        self.is_told = False

    def read(self, plain: str) -> Week:
        position = 0
        while position < len(plain):
            found = _TOKEN.match(plain, position)
            if found is None or not self._take(found):
                raise HoursUnreadable(plain[position : position + 40])
            position = found.end()
        if self.times or self.is_range or not self.is_told:
            raise HoursUnreadable(plain[:60])
        return self.week

    def _take(self, found: re.Match[str]) -> bool:
        piece = found.group().strip()
        if not piece or piece in _NOISE:
            return True
        if piece in _TO or piece == "jusqu'aux":
            # A range needs a beginning, and only one word to open it.
            can = not self.is_range and bool(self.times or (self.days and not self.is_told))
            self.is_range = True
            return can
        if piece in _DAYS:
            return self._take_days(_DAYS[piece])
        minute = _NAMED_TIMES.get(piece) if found["word"] else _minute(piece)
        return minute is not None and self._take_time(minute)

    def _take_days(self, days: tuple[int, ...]) -> bool:
        if self.times:
            return False
        if self.is_range:
            first, self.is_range = self.days[-1], False
            self.days += [(first + step) % 7 for step in range(1, (days[0] - first) % 7 + 1)]
            return len(days) == 1
        if self.is_told:
            self.days, self.is_told = [], False
        self.days += days
        return True

    def _take_time(self, minute: int) -> bool:
        if not self.times:
            self.times.append(minute % DAY)
            return bool(self.days) and not self.is_range
        since, until = self.times.pop(), minute
        if not self.is_range or (until % DAY == since and until != DAY):
            return False
        self.is_range, self.is_told = False, True
        for day in self.days:
            # Hours that end before they begin end the day after.
            end = until if until > since else until + DAY
            self.week |= Week.of(day * DAY + since, day * DAY + end)
        return True


def _minute(piece: str) -> int | None:
    found = _TIME.fullmatch(piece)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour * 60 + minute if minute < 60 and hour * 60 + minute <= DAY else None


def written_hours(strategy: Strategy) -> Iterator[tuple[Path, str]]:
    """Where hours are written in a strategy, and how."""
    organisation = strategy.organisation
    yield ("organisation", "hours"), organisation.hours
    yield ("organisation", "on_call", "hours"), organisation.on_call.hours
    for number, place in enumerate(strategy.places):
        yield ("places", number, "hours"), place.hours
    for number, person in enumerate(organisation.people):
        yield ("organisation", "people", number, "hours"), person.hours
    for number, level in enumerate(organisation.response_levels):
        yield ("organisation", "response_levels", number, "hours"), level.hours


@rule
def hours_can_be_read(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """Hours that nobody but their writer understands cannot be held against a delay or a rota."""
    del around
    for path, text in written_hours(strategy):
        if not text.strip():
            continue
        try:
            read_hours(text)
        except HoursUnreadable as wrong:
            yield warning("hours-unreadable", *path, hours=text.strip()[:60], part=wrong.part)
