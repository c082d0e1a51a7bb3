"""Whatever is written, half of it missing, every rule answers, and what it says can be read in both languages."""

from __future__ import annotations

import dataclasses
import re
from datetime import UTC, date, datetime, timedelta, timezone
from random import Random
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palabre import words
from palabre.model.strategy import Strategy
from palabre.strategy.judging import Around, Heard, every_rule, named_path
from palabre.words.findings import every_finding, told
from tests.strategy.building import TODAY

# Few names, so that parts of a strategy often refer to each other.
NAMES = ("ana", "ana", "ana", "bo", "bo", "cy", "", "a b", "é-1", "anna")
HOURS = ("mon-fri 9:00-18:00", "lun-ven 9h-18h", "toujours", "sam 22h-2h", "sat", "")
WORDS = (
    *HOURS,
    *NAMES,
    "(a OR",
    "allergen*",
    "%",
    "posts",
    "Europe/Paris",
    "Nowhere/Land",
    "everyone is there",
    "{odd}",
)
DAYS = (
    date.min,
    date.max,
    date(1900, 1, 1),
    date(2199, 12, 31),
    *(TODAY + timedelta(days=days) for days in (-500, -40, -3, 0, 2, 9, 10, 30, 200)),
)
ZONES = (UTC, timezone(timedelta(hours=2)), timezone(-timedelta(hours=5)))
NUMBERS = (0, 1, 2, 3, 7, 12, 30, 60, 100, 1000, -5, 10**14)
# Slips of the pen and of the keyboard: every field holds one.
SLIPS = (0, -1, 999_999_999_999, 10**18, 10**30, -(10**18))
FAR_DAYS = (date.min, date(1900, 1, 1), date(2199, 12, 31), date.max)


def half_filled(kind: Any, chance: Random) -> Any:
    """A value any of whose fields may be missing, as a file can say it."""
    hints = get_type_hints(kind, include_extras=True)
    return kind(**{name: anything(hint, name, chance) for name, hint in hints.items() if chance.random() < 0.7})


def anything(hint: Any, name: str, chance: Random) -> Any:
    if get_origin(hint) is Annotated:
        return chance.choice(NAMES) if "RefersTo" in str(hint) else anything(get_args(hint)[0], name, chance)
    if get_origin(hint) in (Union, UnionType):
        return anything(next(one for one in get_args(hint) if one is not type(None)), name, chance)
    if get_origin(hint) is Literal:
        return chance.choice(get_args(hint))
    if get_origin(hint) is tuple:
        return tuple(anything(get_args(hint)[0], name, chance) for _time in range(chance.randrange(4)))
    if dataclasses.is_dataclass(hint):
        return half_filled(hint, chance)
    return scalar(hint, name, chance)


def scalar(kind: Any, name: str, chance: Random) -> Any:
    day = chance.choice(DAYS)
    told_as = {
        str: chance.choice({"id": NAMES, "hours": HOURS}.get(name, WORDS)),
        int: chance.choice(NUMBERS),
        float: chance.choice(NUMBERS) * chance.choice((1, 0.5, 1e-12)),
        bool: chance.random() < 0.5,
        date: day,
        datetime: datetime(day.year, day.month, day.day, chance.randrange(24), tzinfo=chance.choice(ZONES)),
    }
    return told_as[kind]


MUCH_HEARD = Heard(
    radars=frozenset(("ana",)),
    histories={"instagram:ana": tuple((TODAY - timedelta(weeks=20 - n), 1000 + 50 * n) for n in range(21))},
    messages_a_week=1e15,
    weeks=8,
    until=TODAY,
    hours_of_day=(10**12,) * 24,
)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from((None, MUCH_HEARD)))
def test_every_rule_answers_and_every_answer_can_be_read(seed: int, heard: Heard | None) -> None:
    answers_can_be_read(half_filled(Strategy, Random(seed)), heard)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from((None, MUCH_HEARD)))
def test_no_number_and_no_day_is_too_absurd_to_be_judged(seed: int, heard: Heard | None) -> None:
    with pytest.MonkeyPatch.context() as slip:
        slip.setitem(globals(), "NUMBERS", SLIPS)
        slip.setitem(globals(), "DAYS", FAR_DAYS)
        answers_can_be_read(half_filled(Strategy, Random(seed)), heard)


def answers_can_be_read(strategy: Strategy, heard: Heard | None) -> None:
    for rule in every_rule():
        for finding in rule(strategy, Around(today=TODAY, heard=heard)):
            assert named_path(finding.path, strategy) or finding.path == ()
            for language in ("en", "fr"):
                words.use(language)
                assert all(dataclasses.astuple(told(finding.code, finding.fields)))
    words.use("en")


def test_every_code_is_short_and_every_sentence_ends() -> None:
    for code, sentences in every_finding().items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", code)
        assert all(one.endswith((".", "?", "}")) for one in dataclasses.astuple(sentences)), code
