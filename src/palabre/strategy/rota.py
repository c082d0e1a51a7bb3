"""Who is on call when: people in turn, exceptions, holidays; and the days on which nobody is.

Turns change at midnight of the organisation's time zone, counted from the day the rota starts. A shift stands over the
turns, the one written last over those before it. Whoever is on holiday is replaced by the back-up of the shift, else by
their own. Days are days of the organisation, so that a week with a change of hour has its 167 or 169 hours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from palabre.strategy.hours import ALWAYS, week_of
from palabre.strategy.judging import Around, note, rule, warning
from palabre.strategy.policy import called, people_of, stands_in_for
from palabre.words.later import Days

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from palabre.model.strategy import Holiday, OnCall, Organisation, Shift, Strategy
    from palabre.model.strategy.findings import Finding

AHEAD = timedelta(weeks=8)
LONGEST_TURN = timedelta(days=14)
USUAL_TURN_DAYS = 7
# Why someone else, or nobody, answers.
Absence = Literal["", "away", "both_away", "no_turn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A time during which the same person is on call; nobody when `who` is empty, and `absence` says why.

    `planned` is whose turn it was, `backup` whom to call when `who` does not pick up; short names, times in UTC.
    """

    since: datetime
    until: datetime
    who: str = ""
    backup: str = ""
    planned: str = ""
    absence: Absence = ""


def on_call(strategy: Strategy, since: datetime, until: datetime) -> tuple[Watch, ...]:
    """Who is on call from one moment to another, in order, within the hours of the rota; aware moments, times in UTC.

    Nothing when there is no rota. Hours that cannot be read are taken for all hours: better someone than nobody.
    """
    rota = strategy.organisation.on_call
    if not (rota.turns or rota.shifts):
        return ()
    reading = _Rota(strategy.organisation)
    zone = reading.zone
    found: list[Watch] = []
    day, last = since.astimezone(zone).date(), until.astimezone(zone).date()
    while day <= last:
        for start, end in reading.open_on(day):
            start, end = max(start, since.astimezone(UTC)), min(end, until.astimezone(UTC))
            for watch in reading.watches(day, start, end):
                _append(found, watch)
        day += timedelta(days=1)
    return tuple(found)


def _append(found: list[Watch], watch: Watch) -> None:
    """Adds a watch, as one with the watch before when nothing changes between them."""
    if found and found[-1].until == watch.since and replace(found[-1], since=watch.since, until=watch.until) == watch:
        found[-1] = replace(found[-1], until=watch.until)
    else:
        found.append(watch)


def zone_of(organisation: Organisation) -> ZoneInfo:
    """The time zone of an organisation, UTC when it is not told or not known."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(organisation.timezone.strip() or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


class _Rota:
    """A rota, read once for many days."""

    def __init__(self, organisation: Organisation) -> None:
        self.rota = organisation.on_call
        self.zone = zone_of(organisation)
        self.people = people_of(organisation)
        self.hours = week_of(self.rota.hours) or ALWAYS
        self.shifts = tuple(_timed(self.rota.shifts))

    def open_on(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """The stretches of a day in which someone must be on call, in UTC."""
        for start, end in self.hours.of_day(day.weekday()):
            since, until = self._moment(day, start), self._moment(day, end)
            if since < until:
                yield since, until

    def _moment(self, day: date, minute: int) -> datetime:
        midnight = datetime.combine(day, time(), tzinfo=self.zone)
        # On the clock of the wall: adding to a local time does not count the hour that is skipped or lived twice.
        return (midnight + timedelta(minutes=minute)).astimezone(UTC)

    def watches(self, day: date, since: datetime, until: datetime) -> Iterator[Watch]:
        """Who is on call during a stretch of a day."""
        shifts = [one for one in self.shifts if one[0] < until and one[1] > since]
        cuts = {cut.astimezone(UTC) for one in shifts for cut in one[:2] if since < cut < until}
        edges = sorted({since, until} | cuts) if since < until else []
        for start, end in pairwise(edges):
            shift = next((one for began, ended, one in reversed(shifts) if began <= start < ended), None)
            yield self._watch(day, start, end, shift)

    def _watch(self, day: date, since: datetime, until: datetime, shift: Shift | None) -> Watch:
        planned = shift.who if shift and shift.who else self._turn(day)
        backup = stands_in_for(planned, shift.backup if shift else "", self.people) if planned else ""
        there = not backup or not self.is_away(backup, day)
        watch = Watch(since=since, until=until, planned=planned)
        if not planned:
            return replace(watch, absence="no_turn")
        if not self.is_away(planned, day):
            return replace(watch, who=planned, backup=backup if there else "")
        if backup and there:
            return replace(watch, who=backup)
        return replace(watch, backup=backup, absence="both_away" if backup else "away")

    def _turn(self, day: date) -> str:
        turns, starts = self.rota.turns, self.rota.starts
        if not turns or (starts is None and len(turns) > 1) or (starts and day < starts):
            return ""
        passed = (day - starts).days if starts else 0
        length = self.rota.turn_days if (self.rota.turn_days or 0) > 0 else USUAL_TURN_DAYS
        return turns[passed // (length or USUAL_TURN_DAYS) % len(turns)]

    def is_away(self, who: str, day: date) -> bool:
        """Whether someone is on holiday on a day."""
        return any(one.who == who and _includes(one, day) for one in self.rota.holidays)


def _timed(shifts: Sequence[Shift]) -> Iterator[tuple[datetime, datetime, Shift]]:
    for shift in shifts:
        if shift.since and shift.until and shift.since < shift.until:
            yield shift.since, shift.until, shift


def _includes(holiday: Holiday, day: date) -> bool:
    since = holiday.since or holiday.until
    until = holiday.until or holiday.since
    return bool(since and until and since <= day <= until)


@rule
def there_is_a_rota(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """Who is called at night is said: warnings, since by day the response levels may be enough."""
    del around
    organisation, rota = strategy.organisation, strategy.organisation.on_call
    here = ("organisation", "on_call")
    if not (rota.turns or rota.shifts):
        if strategy.scenarios or organisation.response_levels:
            yield warning("on-call-missing", "organisation")
        return
    if not rota.hours.strip():
        yield note("on-call-without-hours", *here)
    if len(rota.turns) > 1 and rota.starts is None:
        yield warning("on-call-without-start", *here)
    if rota.turn_days is not None and rota.turn_days < 1:
        yield warning("turn-too-short", *here, "turn_days", days=rota.turn_days)
    if not rota.handover.strip() and len({*rota.turns, *(one.who for one in rota.shifts)}) > 1:
        yield warning("on-call-without-handover", *here)


@rule
def the_clock_is_known(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """Without a time zone the hours of a rota are those of no place: a warning, for it is then read as UTC."""
    del around
    organisation = strategy.organisation
    zone, rota = organisation.timezone.strip(), organisation.on_call
    if not zone and (rota.turns or rota.shifts):
        yield warning("timezone-missing", "organisation")
    elif zone and str(zone_of(organisation)) != zone:
        yield warning("timezone-unknown", "organisation", "timezone", timezone=zone[:60])


@rule
def those_on_call_can_be_called(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """Someone on call without a phone cannot be called, and dates the wrong way round say nothing: warnings."""
    del around
    organisation, rota = strategy.organisation, strategy.organisation.on_call
    called_up = {*rota.turns, *(one.who for one in rota.shifts)}
    for number, person in enumerate(organisation.people):
        if person.id and person.id in called_up and not person.phone.strip():
            yield warning("on-call-without-phone", "organisation", "people", number, person=person.name or person.id)
    for number, shift in enumerate(rota.shifts):
        if shift.since and shift.until and shift.until <= shift.since:
            yield warning("dates-reversed", "organisation", "on_call", "shifts", number)
        elif not (shift.who and shift.since and shift.until):
            yield warning("shift-unsaid", "organisation", "on_call", "shifts", number)
    for number, holiday in enumerate(rota.holidays):
        if holiday.since and holiday.until and holiday.until < holiday.since:
            yield warning("dates-reversed", "organisation", "on_call", "holidays", number)


@rule
def nobody_is_missing(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """Days of the next eight weeks on which nobody is on call, with the reason; a warning, since it is mended by
    naming someone, and the plan holds on the other days."""
    rota = strategy.organisation.on_call
    watches = next_watches(strategy, around)
    zone, people = zone_of(strategy.organisation), people_of(strategy.organisation)
    for who in dict.fromkeys(watch.planned for watch in watches if watch.absence == "away"):
        days = _days((one for one in watches if one.planned == who and one.absence == "away"), zone)
        number = _holiday_of(rota, who, days)
        path = ("organisation", "on_call", "holidays", number)
        yield warning("rota-hole-away", *path, person=called(who, people), days=_told(days))
    pairs = dict.fromkeys((one.planned, one.backup) for one in watches if one.absence == "both_away")
    for who, backup in pairs:
        missed = (one for one in watches if (one.planned, one.backup, one.absence) == (who, backup, "both_away"))
        days = _days(missed, zone)
        path = ("organisation", "on_call", "holidays", _holiday_of(rota, backup, days))
        names = {"person": called(who, people), "backup": called(backup, people)}
        yield warning("rota-hole-both-away", *path, **names, days=_told(days))
    # Without a first day the order of turns is not known: that is told by itself.
    days = _days((one for one in watches if one.absence == "no_turn"), zone)
    if days and (rota.starts or len(rota.turns) < 2):
        yield warning("rota-hole-no-turn", "organisation", "on_call", days=_told(days))


def next_watches(strategy: Strategy, around: Around) -> tuple[Watch, ...]:
    """Who is on call in the next eight weeks."""
    midnight = datetime.combine(around.today, time(), tzinfo=zone_of(strategy.organisation))
    return on_call(strategy, midnight, midnight + AHEAD)


def _days(watches: Iterator[Watch], zone: ZoneInfo) -> list[date]:
    """The days that these watches touch."""
    found: set[date] = set()
    for one in watches:
        day, last = one.since.astimezone(zone).date(), (one.until - timedelta(minutes=1)).astimezone(zone).date()
        while day <= last:
            found.add(day)
            day += timedelta(days=1)
    return sorted(found)


def _told(days: Sequence[date]) -> Days:
    spans: list[tuple[date, date]] = []
    for day in days:
        if spans and day - spans[-1][1] == timedelta(days=1):
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return Days(tuple(spans))


def _holiday_of(rota: OnCall, who: str, days: Sequence[date]) -> int:
    return next(
        number
        for number, one in enumerate(rota.holidays)
        if one.who == who and any(_includes(one, day) for day in days)
    )


@rule
def nobody_is_worn_out(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """The same person on call for more than two weeks in a row: a warning, for one who is tired picks up late."""
    rota, zone = strategy.organisation.on_call, zone_of(strategy.organisation)
    people = people_of(strategy.organisation)
    here = ("organisation", "on_call")
    watches = next_watches(strategy, around)
    present = {watch.who for watch in watches if watch.who}
    in_turn = {*rota.turns, *(one.who for one in rota.shifts if one.who)}
    if present and len(in_turn) == 1:
        yield warning("on-call-always-same", *here, person=called(in_turn.pop(), people))
        return
    for who in sorted(present):
        days = _days((one for one in watches if one.who == who), zone)
        others = frozenset(_days((one for one in watches if one.who != who), zone))
        for first, last in _runs(days, others):
            if last - first >= LONGEST_TURN:
                fields = {"person": called(who, people), "days": Days(((first, last),))}
                yield warning("on-call-too-long", *here, **fields, count=(last - first).days + 1)


def _runs(days: Sequence[date], others: frozenset[date]) -> Iterator[tuple[date, date]]:
    """Stretches of days held by one person; days off the rota do not rest anyone, days held by another do."""
    first = last = None
    for day in days:
        between = () if last is None else (last + timedelta(days=step) for step in range(1, (day - last).days))
        if first is None or last is None or any(one in others for one in between):
            if first and last:
                yield first, last
            first = day
        last = day
    if first and last:
        yield first, last
