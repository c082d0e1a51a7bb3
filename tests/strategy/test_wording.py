"""Everything in a strategy has a name and a sentence that says what it is for."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, get_args, get_type_hints

import pytest

from palabre import words
from palabre.model.strategy import Objective, Presence, ResponseLevel, SensitiveSubject, Strategy
from palabre.strategy.wording import (
    SECTIONS,
    WORDS,
    choice_name,
    choices_of,
    section_words,
    told,
    words_of,
)
from palabre.strategy.wording._choices import NAMES, OWN

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 140


def kinds_in(hint: object) -> Iterator[type]:
    """The values a type is made of, through lists and options."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        yield hint
    for one in get_args(hint):
        yield from kinds_in(one)


def every_kind() -> set[type]:
    """All that a strategy can hold, found from its top."""
    found: set[type] = set()
    waiting: list[type] = [Strategy]
    while waiting:
        kind = waiting.pop()
        found.add(kind)
        for hint in get_type_hints(kind).values():
            waiting += [one for one in kinds_in(hint) if one not in found]
    return found


FIELDS = [
    (kind, one.name) for kind in sorted(every_kind(), key=lambda k: k.__name__) for one in dataclasses.fields(kind)
]


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!…])[”»\u00a0]*\s+", text)


def test_every_field_has_its_words_and_none_is_left_over() -> None:
    written = {(kind, field) for kind, fields in WORDS.items() for field in fields}

    assert written == set(FIELDS)
    assert all(one.label and one.why for fields in WORDS.values() for one in fields.values())


def test_the_fields_are_told_in_the_order_of_the_file() -> None:
    for kind, fields in WORDS.items():
        assert list(fields) == [one.name for one in dataclasses.fields(kind)]


def test_every_section_says_in_two_sentences_why_it_comes_now() -> None:
    assert list(SECTIONS) == [
        one.name for one in dataclasses.fields(Strategy) if one.name not in ("version", "language")
    ]
    for name, section in SECTIONS.items():
        assert section.title == words_of(Strategy, name).label
        assert len(sentences(section.why)) == 2, name


def test_every_choice_has_a_name_and_none_is_left_over() -> None:
    chosen = [(kind, field) for kind, field in FIELDS if choices_of(kind, field)]

    for kind, field in chosen:
        names = [choice_name(kind, field, value) for value in choices_of(kind, field)]
        assert all(names)
        assert len(set(names)) == len(names)
    told_values = [set(names) for names in (*NAMES.values(), *OWN.values())]
    assert all(values in [set(choices_of(*one)) for one in chosen] for values in told_values)
    assert set(OWN) <= set(chosen)


def test_the_same_number_has_another_name_where_it_means_something_else() -> None:
    assert choice_name(ResponseLevel, "level", 1) != choice_name(SensitiveSubject, "level", 1)


def test_a_field_that_is_free_has_no_choices() -> None:
    assert choices_of(Objective, "goal") == ()
    assert choices_of(Presence, "objectives") == ()


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_no_sentence_is_longer_than_a_line(language: str) -> None:
    words.use(language)
    said = [told(words_of(kind, field)) for kind, field in FIELDS]
    texts = [text for one in said for text in (one.why, one.example)] + [told(one).why for one in SECTIONS.values()]

    words.use("en")
    assert [one for text in texts for one in sentences(text) if len(one) > LONGEST] == []


def test_what_has_no_example_stays_without_one() -> None:
    without = words_of(Objective, "due")

    assert without.example == ""
    assert told(without).example == ""


def test_no_two_fields_are_explained_alike_but_their_short_names() -> None:
    whys = [
        words_of(kind, field).why
        for kind, field in FIELDS
        if field != "id" and (kind, field) != (SensitiveSubject, "id")
    ]

    assert len(whys) == len(set(whys))


def test_sections_are_found_by_their_name() -> None:
    assert section_words("objectives").title == "Objectives"
