"""Hours as people write them, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palabre.strategy.hours import ALWAYS, WEEK, HoursUnreadable, Week, read_hours
from tests.strategy.building import found


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("mon-fri 9:00-18:00, sat 10-12", "Mon–Fri 9:00–18:00, Sat 10:00–12:00"),
        ("lun-ven 9h-18h", "Mon–Fri 9:00–18:00"),
        ("lun-jeu 9h30-17h; ven 9h-12h", "Mon–Thu 9:30–17:00, Fri 9:00–12:00"),
        ("du lundi au vendredi de 9 h à 18 h 30", "Mon–Fri 9:00–18:30"),
        ("Monday to Friday from 9am to 5:30 pm", "Mon–Fri 9:00–17:30"),
        ("lun.-ven. 9h-12h et 14h-18h", "Mon–Fri 9:00–12:00 + 14:00–18:00"),
        ("lun, mer, ven 9h-12h", "Mon 9:00–12:00, Wed 9:00–12:00, Fri 9:00–12:00"),
        ("fri 22:00-02:00", "Fri 22:00–24:00, Sat 0:00–2:00"),
        ("dim 22h-6h", "Mon 0:00–6:00, Sun 22:00–24:00"),
        ("ven-lun 9-12", "Mon 9:00–12:00, Fri–Sun 9:00–12:00"),
        ("tous les jours de 8h à minuit", "Mon–Sun 8:00–24:00"),
        ("7j/7 8h-20h", "Mon–Sun 8:00–20:00"),
        *((text, "24/7") for text in ("always", "Toujours", "24/7", "24h/24, 7j/7", "7j/7 24h/24", "mon-sun 0-24")),
    ],
)
def test_hours_are_read(text: str, same: str) -> None:
    assert str(read_hours(text).said()) == same


@pytest.mark.parametrize(
    "text", ["", "office hours", "mon", "9-18", "mon 9", "mon 9-25", "mon 9-9", "mon 9-18 or so", "-"]
)
def test_what_has_no_meaning_is_refused(text: str) -> None:
    with pytest.raises(HoursUnreadable):
        read_hours(text)


def test_hours_that_cannot_be_read_are_told_with_the_word_that_stops() -> None:
    (finding,) = found("hours-unreadable", "organisation: {guide: a, hours: lun-ven 9h-18h environ}")

    assert (finding.severity, finding.fields["part"]) == ("warning", "environ")


@given(st.text(alphabet="mondilunvesat0123459:h.-–,;/àpamet '", max_size=40) | st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        week = read_hours(text)
    except HoursUnreadable as refused:
        assert isinstance(refused.part, str)
    else:
        assert week and ALWAYS.covers(week)


SPANS = st.lists(st.tuples(st.integers(0, WEEK - 1), st.integers(1, WEEK)), max_size=6)


@given(SPANS, SPANS)
def test_hours_add_up(some: list[tuple[int, int]], others: list[tuple[int, int]]) -> None:
    one, two = Week(), Week()
    for since, length in some:
        one |= Week.of(since, since + length)
    for since, length in others:
        two |= Week.of(since, since + length)

    assert (one - two).hours + (one & two).hours == pytest.approx(one.hours)
    assert sum(until - since for since, until in one.spans()) == pytest.approx(one.hours * 60)
    assert (one | two).covers(one) and not (one - two) & two
    assert sum(stretch.hours for stretch in one.stretches()) == pytest.approx(one.hours)


@given(SPANS)
def test_what_is_said_is_read_back(spans: list[tuple[int, int]]) -> None:
    week = Week()
    for since, length in spans:
        week |= Week.of(since, since + length)

    if week:
        assert read_hours(str(week.said())) == week
