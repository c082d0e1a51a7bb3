"""Sentences made now and said later, in the language of whoever reads them then."""

from __future__ import annotations

from datetime import date

import pytest

from palabre import words
from palabre.words.later import Delay, Later, Listed


@pytest.fixture(autouse=True)
def english_again():
    yield
    words.use("en")


def test_numbers_and_days_are_written_in_the_language_of_the_reader() -> None:
    said = Later("{number}, {day}", {"number": 1234.5, "day": date(2026, 11, 22)})

    assert str(said) == "1,234.5, 22 Nov 2026"
    words.use("fr")
    assert str(said) == "1\u202f234,5, 22 nov. 2026"


@pytest.mark.parametrize(
    ("days", "said"), [(1, "1 day"), (13, "13 days"), (14, "2 weeks"), (42, "6 weeks"), (366, "12 months")]
)
def test_a_delay_is_said_in_the_unit_people_would_use(days: int, said: str) -> None:
    assert str(Delay(days)) == said


def test_a_list_says_each_thing_on_its_own() -> None:
    assert str(Listed((Later("one, or {n}", {"n": 2}), "three"))) == "one, or 2; three"
