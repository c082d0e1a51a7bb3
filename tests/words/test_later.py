"""Sentences made now and said later, in the language of whoever reads them then."""

from __future__ import annotations

import json
from datetime import date

import pytest

from palabre import words
from palabre.words.later import Days, Delay, Quoted, Said, Together, WeekHours, as_json, from_json, listed


@pytest.fixture(autouse=True)
def english_again():
    yield
    words.use("en")


def test_numbers_and_days_are_written_in_the_language_of_the_reader() -> None:
    said = Said("{number}, {day}", {"number": 1234.5, "day": date(2026, 11, 22)})

    assert str(said) == "1,234.5, 22 Nov 2026"
    words.use("fr")
    assert str(said) == "1\u202f234,5, 22 nov. 2026"


@pytest.mark.parametrize(
    ("days", "said"), [(1, "1 day"), (13, "13 days"), (14, "2 weeks"), (42, "6 weeks"), (366, "12 months")]
)
def test_a_delay_is_said_in_the_unit_people_would_use(days: int, said: str) -> None:
    assert str(Delay(days)) == said


def test_a_list_says_each_thing_on_its_own() -> None:
    assert str(Together((Said("one, or {n}", {"n": 2}), "three"))) == "one, or 2; three"


def test_names_stand_between_the_quotes_of_the_reader() -> None:
    said = listed(["ana", Said("Publish")])

    assert str(said) == "“ana”, “Publish”"
    words.use("fr")
    assert str(said) == "«\u00a0ana\u00a0», «\u00a0Publier\u00a0»"


@pytest.mark.parametrize(
    "value",
    [
        3, 2.5, True, None, "words",
        date(2026, 11, 22),
        Said("{number}, {day}", {"number": 12, "day": date(2026, 11, 22)}),
        Together((Quoted(Said("Publish")), "b", 3), ", "),
        Delay(42),
        Days(((date(2026, 12, 3), date(2026, 12, 3)), (date(2026, 12, 7), date(2026, 12, 9)))),
        WeekHours((((540, 1080),), (), (), (), (), ((0, 60), (600, 720)), ())),
    ],
)  # fmt: skip
def test_what_is_said_later_is_kept_in_a_file_and_said_the_same(value: object) -> None:
    kept = from_json(json.loads(json.dumps(as_json(value))))

    assert kept == value
    words.use("fr")
    assert str(kept) == str(value)
