"""Who is on call when: turns, shifts, holidays, and the days on which nobody is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from textwrap import dedent

from hypothesis import given, settings
from hypothesis import strategies as st

from palabre import words
from palabre.model.strategy import Strategy
from palabre.store.strategy_text import read_strategy
from palabre.strategy.rota import on_call
from tests.strategy.building import found
from tests.strategy.test_any_strategy import half_filled

ROTA = """\
organisation:
  guide: ana
  timezone: Europe/Paris
  people: [{id: ana, name: Ana}, {id: bo, name: Bo, backup: cy}, {id: cy, name: Cy}]
  on_call:
    turns: [ana, bo]
    starts: 2026-11-02
    hours: HOURS
    SHIFTS
    holidays: HOLIDAYS
"""


def rota(*, hours: str = "always", shifts: str = "", holidays: str = "[]") -> str:
    return ROTA.replace("HOURS", hours).replace("SHIFTS", shifts).replace("HOLIDAYS", holidays)


def strategy(text: str) -> Strategy:
    written = read_strategy(dedent(text))
    assert written.faults == ()
    return written.strategy


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_turns_change_at_midnight_where_the_organisation_is() -> None:
    watches = on_call(strategy(rota()), moment("2026-11-20T00:00+01:00"), moment("2026-11-24T00:00+01:00"))

    assert [(one.who, one.since) for one in watches] == [
        ("ana", moment("2026-11-19T23:00+00:00")),
        ("bo", moment("2026-11-22T23:00+00:00")),
    ]


def test_the_hours_of_the_wall_are_kept_when_the_hour_changes() -> None:
    text = rota(hours="daily 9:00-17:00").replace("2026-11-02", "2026-03-23")

    saturday, sunday = on_call(strategy(text), moment("2026-03-28T00:00+01:00"), moment("2026-03-30T00:00+02:00"))

    assert (saturday.since.hour, sunday.since.hour) == (8, 7)
    assert saturday.since.tzinfo is UTC


def test_the_day_the_hour_changes_lasts_an_hour_less_or_more() -> None:
    by_day = strategy(rota().replace("turns: [ana, bo]", "turns: [ana, bo]\n    turn_days: 1"))

    (autumn,) = on_call(by_day, moment("2027-10-31T00:00+02:00"), moment("2027-11-01T00:00+01:00"))
    (spring,) = on_call(by_day, moment("2027-03-28T00:00+01:00"), moment("2027-03-29T00:00+02:00"))
    _before, whole, _after = on_call(by_day, moment("2027-10-30T00:00+02:00"), moment("2027-11-02T00:00+01:00"))

    assert [one.until - one.since for one in (autumn, spring, whole)] == [
        timedelta(hours=length) for length in (25, 23, 25)
    ]


def test_a_shift_stands_over_the_turns_and_only_while_it_lasts() -> None:
    shifts = "shifts: [{who: cy, since: 2026-11-10T12:00+01:00, until: 2026-11-10T15:00+01:00}]"

    watches = on_call(strategy(rota(shifts=shifts)), moment("2026-11-10T11:00+01:00"), moment("2026-11-10T16:00+01:00"))

    assert [(one.who, (one.until - one.since).seconds // 3600) for one in watches] == [("bo", 1), ("cy", 3), ("bo", 1)]


def test_whoever_is_away_is_replaced_by_their_backup() -> None:
    holidays = "[{who: bo, since: 2026-11-10, until: 2026-11-11}]"

    watches = on_call(
        strategy(rota(holidays=holidays)), moment("2026-11-09T00:00+01:00"), moment("2026-11-16T00:00+01:00")
    )

    assert [(one.who, one.planned, (one.until - one.since).days) for one in watches] == [
        ("bo", "bo", 1),
        ("cy", "bo", 2),
        ("bo", "bo", 4),
    ]


def test_a_hole_is_told_with_its_days_at_the_holiday_that_makes_it() -> None:
    text = rota(
        holidays="[{who: bo, since: 2026-12-01, until: 2026-12-02}, {who: ana, since: 2026-12-05, until: 2026-12-15}]"
    )

    (finding,) = found("rota-hole-away", text)
    words.use("fr")
    days = str(finding.fields["days"])
    words.use("en")

    assert finding.path == ("organisation", "on_call", "holidays", 1)
    assert days == "5 déc. 2026 – 6 déc. 2026, 14 déc. 2026 – 15 déc. 2026"


def test_a_backup_who_is_also_away_is_a_hole() -> None:
    text = rota(
        holidays="[{who: bo, since: 2026-12-07, until: 2026-12-09}, {who: cy, since: 2026-12-09, until: 2026-12-30}]"
    )

    (finding,) = found("rota-hole-both-away", text)

    assert (finding.path[-1], str(finding.fields["days"])) == (1, "9 Dec 2026")


def test_shifts_that_end_leave_a_hole() -> None:
    text = """
        organisation:
          on_call:
            hours: sat-sun 9:00-20:00
            shifts: [{who: ana, since: 2026-11-01T00:00Z, until: 2027-01-09T23:00Z}]
    """

    (finding,) = found("rota-hole-no-turn", text)

    assert str(finding.fields["days"]) == "10 Jan 2027, 16 Jan 2027"


def test_three_weeks_in_a_row_wear_someone_out() -> None:
    text = rota(shifts="shifts: [{who: ana, since: 2026-11-30T00:00+01:00, until: 2026-12-14T00:00+01:00}]")

    (finding,) = found("on-call-too-long", text)

    assert (finding.fields["person"], str(finding.fields["days"])) == ("Ana", "30 Nov 2026 – 20 Dec 2026")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_watches_follow_each_other_within_the_hours_and_each_has_someone_or_a_reason(seed: int) -> None:
    written = half_filled(Strategy, Random(seed))
    since, until = moment("2026-10-20T03:10+02:00"), moment("2026-12-02T17:25+01:00")

    watches = on_call(written, since, until)

    assert all(bool(one.who) != bool(one.absence) and since <= one.since < one.until <= until for one in watches)
    assert all(before.until <= after.since for before, after in pairwise(watches))
    if watches and written.organisation.on_call.hours == "toujours":
        assert sum((one.until - one.since for one in watches), timedelta()) == until - since
