"""What people start from: it can be read, says the same in both languages, and names nobody."""

from __future__ import annotations

import dataclasses
from datetime import date
from functools import lru_cache
from typing import Any, get_type_hints

import pytest

from palabre import words
from palabre.model.strategy import Strategy
from palabre.model.strategy.kinds import references_of
from palabre.query import parse
from palabre.store.strategy_text import Written, read_strategy
from palabre.strategy.judging import Around, judge
from palabre.strategy.schema import FIRST_LINE
from palabre.strategy.templates import TEMPLATES, template
from tests.strategy.building import TODAY

# Sections of which the template gives an example in words, with the names of their fields.
ALONE = ("test_benches", "risks", "operations")
BOTH = [(name, language) for name in TEMPLATES for language in words.LANGUAGES]


@lru_cache
def written_in(name: str, language: str) -> Written:
    """A template as it is read; once, for it is long."""
    return read_strategy(template(name, language))


def strategy(name: str, language: str) -> Strategy:
    return written_in(name, language).strategy


def skeleton(value: Any, top: Strategy) -> Any:
    """A value without its sentences: choices, numbers, days, and short names as the place of what they name."""
    if isinstance(value, tuple):
        return [skeleton(one, top) for one in value]
    if not dataclasses.is_dataclass(value):
        return value if isinstance(value, (int, float, date, type(None))) else bool(value)
    hints = get_type_hints(type(value), include_extras=True)
    told: dict[str, Any] = {}
    for one in dataclasses.fields(value):
        inner, section = getattr(value, one.name), references_of(value.__class__).get(one.name)
        if section and section != "radars":
            told[one.name] = [
                place_of(short, section, top) for short in ((inner,) if isinstance(inner, str) else inner)
            ]
        elif "Literal" in str(hints[one.name]) and one.name != "language":
            told[one.name] = inner
        else:
            told[one.name] = skeleton(inner, top)
    return told


def place_of(short: str, section: str, top: Strategy) -> int | None:
    """The number of what a short name names in its section; a name of nothing is an error."""
    listed: Any = top
    for step in section.split("."):
        listed = getattr(listed, step)
    return [one.id for one in listed].index(short) if short else None


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_a_template_can_be_read_whole(name: str, language: str) -> None:
    written = written_in(name, language)

    assert written.faults == ()
    assert written.strategy.language == language
    assert written.text.splitlines()[0] == FIRST_LINE


@pytest.mark.parametrize("name", TEMPLATES)
def test_both_languages_of_a_template_say_the_same(name: str) -> None:
    english, french = strategy(name, "en"), strategy(name, "fr")

    assert skeleton(english, english) == skeleton(french, french)


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_judge_finds_the_same_to_do_in_both_languages(name: str) -> None:
    english, french = (
        [(one.code, one.severity, one.path) for one in judge(written_in(name, language), Around(today=TODAY)).findings]
        for language in ("en", "fr")
    )

    assert english == french


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_the_fields_come_in_the_order_in_which_one_decides(name: str, language: str) -> None:
    spots = written_in(name, language).spots
    sections = [str(path[0]) for path in spots if len(path) == 1]

    assert sections == [one.name for one in dataclasses.fields(Strategy)]


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_what_protects_from_a_fire_is_ready_and_nobody_is_made_up(name: str, language: str) -> None:
    begun = strategy(name, language)
    levels = begun.organisation.response_levels

    assert [(one.level, one.within_minutes) for one in levels] == [(1, 60), (2, 30), (3, 15), (4, 5)]
    assert all(one.belongs and one.who for one in levels)
    assert begun.organisation.relays
    assert {kind for one in begun.organisation.approvals for kind in one.kinds} == {*begun.content.kinds, "crisis"}
    assert begun.organisation.trainees_may == ("listen", "draft")
    assert len(begun.content.never) >= 4
    assert {one.scenario for one in begun.sensitive_subjects} == {one.id for one in begun.scenarios}
    assert all(one.first_hour and one.holding_statement and one.not_do for one in begun.scenarios)
    assert not any(one.name or one.phone for one in begun.organisation.people)
    assert not begun.organisation.guide


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_every_idea_that_is_left_to_fill_is_explained_above_it(name: str, language: str) -> None:
    lines = template(name, language).splitlines()
    empty = {line.split(":")[0].strip(" -") for line in lines if line.rstrip().endswith(":") and "#" not in line}
    first = {
        field: next(n for n, line in enumerate(lines) if line.strip(" -").startswith(f"{field}:")) for field in empty
    }
    # A field alone on its line belongs to the explanation of the one before it when it has none of its own.
    without = [f for f, n in first.items() if not any("#" in line for line in lines[max(0, n - 4) : n])]

    assert without == []


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_an_example_can_be_taken_as_it_is_written(name: str, language: str) -> None:
    filled = with_examples(template(name, language))
    written = read_strategy(filled)

    assert written.faults == ()
    assert len(written.strategy.context.names) == 3
    assert written.strategy.objectives[0].goal
    assert parse(written.strategy.audiences[0].query)
    assert written.strategy.content.story.next_episode


def with_examples(text: str) -> str:
    """A template whose empty fields take the example above them; what is a list of parts stays empty."""
    lines: list[str] = []
    example = ""
    for line in text.splitlines():
        comment = line.strip().removeprefix("# ") if line.strip().startswith("#") else ""
        if comment.startswith(("Example: ", "Exemple : ")):
            example = comment.split(": ", 1)[1]
        elif comment:
            example += f" {comment}" if example else ""
        else:
            is_part = line.strip(" :") in ("competitors", "key_messages", "facts", "money", *ALONE)
            lines.append(f"{line} {example}" if example and line.endswith(":") and not is_part else line)
            example = ""
    return "\n".join(lines)


def test_an_unknown_template_is_refused_and_another_language_is_english() -> None:
    with pytest.raises(KeyError):
        template("../brand", "en")
    assert template("ngo", "de") == template("ngo", "en")
