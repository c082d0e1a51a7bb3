"""Cells into moments and counts."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palabre.errors import BadRecord
from palabre.imports._counts import UnreadableCount, count_of
from palabre.text.dates import DAY_FIRST, MONTH_FIRST, DateReader, lacks_offset, order_of

PARIS = ZoneInfo("Europe/Paris")
MOMENT = datetime(2018, 10, 9, 20, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    "cell",
    [
        "2018-10-09T20:19:00Z",
        "2018-10-09T22:19:00+02:00",
        "2018-10-09 20:19:00.000 +0000",
        "2018-10-09 20:19 UTC",
        "2018-10-09 15:19:00-05:00",
        "2018/10/09 20:19:00Z",
        "20181009T201900Z",
        "Tue Oct 09 20:19:00 +0000 2018",
        "Tue, 09 Oct 2018 20:19:00 GMT",
        "Tue, 9 Oct 2018 22:19:00 +0200",
        "1539116340",
        "1539116340000",
        "1539116340.0",
        1539116340,
        1539116340000,
        1539116340.0,
        datetime(2018, 10, 9, 20, 19, tzinfo=UTC),
    ],
)
def test_moments_that_say_their_offset(cell: object) -> None:
    assert DateReader(zone=None)(cell) == MOMENT


@pytest.mark.parametrize(
    "cell",
    [
        "2018-10-09 22:19",
        "2018-10-09T22:19:00",
        "2018-10-9 22:19",
        "20181009221900",
        "09/10/2018 22:19",
        "9.10.2018 22:19:00",
        "09/10/2018 10:19 PM",
        "9 octobre 2018 à 22:19",
        "9 oct. 2018 22h19",
        "mardi 9 octobre 2018 22:19:00",
        "October 9, 2018 10:19 pm",
        "Oct 9, 2018, 10:19 PM",
        datetime(2018, 10, 9, 22, 19),  # noqa: DTZ001
    ],
)
def test_moments_that_need_a_zone(cell: object) -> None:
    assert DateReader(zone=PARIS, order=DAY_FIRST)(cell) == MOMENT
    assert lacks_offset(cell)
    with pytest.raises(BadRecord, match="no-offset"):
        DateReader(zone=None, order=DAY_FIRST)(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "hier",
        "2018-13-45",
        "2004-11-15_03",
        "0001-01-01T00:00:00+05:00",
        "12:18",
        "99",
        "31/31/2018",
        "10/9/18",
        "Oct 9 2018 13:00 PM EST",
        True,
        [1],
        "1e9",
    ],
)
def test_what_is_no_date_is_refused(cell: object) -> None:
    with pytest.raises(BadRecord, match="bad-date"):
        DateReader(zone=PARIS, order=DAY_FIRST)(cell)


def test_an_hour_that_summer_time_skips_keeps_the_offset_before_and_one_that_comes_twice_is_the_first() -> None:
    read = DateReader(zone=PARIS)

    assert read("2026-03-29 02:30:00") == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert read("2026-10-25 02:30:00") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_order_of_days_and_months_is_proved_or_left_open() -> None:
    assert order_of(["03/04/2024", "13/04/2024"]) == DAY_FIRST
    assert order_of(["03/04/2024", "04/13/2024"]) == MONTH_FIRST
    assert order_of(["03/04/2024"]) is None
    assert order_of(["13/04/2024", "04/13/2024"]) is None
    assert order_of(["2024-04-03", "", 12]) == ""


@given(st.datetimes(min_value=datetime(1991, 1, 1), max_value=datetime(2025, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_written_moment_is_read_back(moment: datetime) -> None:
    read = DateReader(zone=None)

    assert read(moment.isoformat()) == moment
    assert read(moment.timestamp()) == moment or moment.microsecond
    assert read(moment.strftime("%a %b %d %H:%M:%S +0000 %Y")) == moment.replace(microsecond=0)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.dates(), st.none(), st.lists(st.text())))
def test_a_cell_is_a_moment_or_is_refused(cell: object) -> None:
    with contextlib.suppress(BadRecord):
        assert DateReader(zone=PARIS, order=MONTH_FIRST)(cell).tzinfo is UTC
    lacks_offset(cell)


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("12", 12),
        ("1,234", 1234),
        ("1 234", 1234),
        ("1\u202f234\u00a0567", 1234567),
        ("1.234.567", 1234567),
        ("12.0", 12),
        (" 7 ", 7),
        ("-3", -3),
        (4.0, 4),
        (5, 5),
        ("", None),
        (" ", None),
        ("NaN", None),
        ("null", None),
        (None, None),
        (float("nan"), None),
    ],
)
def test_counts_as_tools_write_them(cell: object, count: int | None) -> None:
    assert count_of(cell) == count


@pytest.mark.parametrize(
    "cell", ["1.2K", "1.234", "1,23", "beaucoup", "9" * 30, "9" * 6000, 1.5, True, float("inf"), []]
)
def test_what_is_no_exact_count_is_unreadable(cell: object) -> None:
    with pytest.raises(UnreadableCount):
        count_of(cell)
