"""What could set fire to us is asked before anything was heard, and answered by name."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from palabre import words
from palabre.model.strategy import Organisation, Relay, Risk, Sector, Strategy
from palabre.strategy.interview import interview_of, questions_for, subject_for
from palabre.strategy.questions import Family
from palabre.words.findings import told
from tests.strategy.building import found, found_by

ANSWERED = """
context: {sector: food}
risks:
  - {question: food-allergen, answer: accepted, by: Ana, on: 2026-11-02, subject: allergens}
"""


@pytest.mark.parametrize("sector", [None, *get_args(Sector)])
def test_every_sector_is_asked_fifteen_questions_of_all_families(sector: Sector | None) -> None:
    asked = questions_for(sector)

    assert len({one.id for one in asked}) == 15
    assert {one.family for one in asked} == set(get_args(Family))


def test_a_cheese_maker_and_a_museum_are_not_asked_the_same() -> None:
    food, culture = ({one.id for one in questions_for(sector)} for sector in ("food", "culture"))

    assert "food-allergen" in food - culture
    assert "culture-provenance" in culture - food


def test_an_answer_is_shown_in_its_family_with_its_place_in_the_file() -> None:
    strategy = Strategy(risks=(Risk(question="elsewhere"), Risk(question="harm", answer="ruled_out", by="Ana")))

    interview = interview_of(strategy)

    (harm,) = (one for one in interview.questions if one.is_answered)
    assert (harm.question.id, harm.number) == ("harm", 1)
    assert len(interview.open) == 14


def test_an_accepted_risk_becomes_a_subject_watched_in_the_words_of_the_strategy() -> None:
    (allergen,) = (one for one in questions_for("food") if one.id == "food-allergen")
    strategy = Strategy(organisation=Organisation(relays=(Relay(id="lab", subject="quality"),)))

    subject = subject_for(allergen, strategy, language="en")

    assert (subject.level, subject.relay, subject.decided_by) == (4, "lab", "")
    assert "traces of" in subject.words


def test_open_questions_are_counted_and_the_first_are_named() -> None:
    (finding,) = found("risks-unanswered", ANSWERED)

    said = told(finding.code, finding.fields).what
    assert finding.severity == "note"
    assert "14 of 15" in said
    assert "A product that makes people ill" in said


def test_nothing_is_launched_or_opened_before_the_interview() -> None:
    launch = "operations: [{id: opening, name: Opening night, kind: launch, starts: 2027-01-10}]"
    planned = "places: [{id: insta, name: Instagram, state: planned}]"

    for ahead, name in ((launch, "Opening night"), (planned, "Instagram")):
        (finding,) = found("risks-unanswered-before-launch", ahead + ANSWERED)
        assert (finding.severity, finding.fields["ahead"], finding.fields["count"]) == ("error", name, 14)
    assert not found("risks-unanswered-before-launch", launch.replace("2027-01-10", "2025-01-10"))


def test_a_whole_interview_leaves_nothing_to_say() -> None:
    answer = "  - {{question: {id}, answer: ruled_out, why: We do none of it, by: Ana, on: 2026-11-02}}\n"
    text = "risks:\n" + "".join(answer.format(id=one.id) for one in questions_for(None))

    assert found_by("risks", text) == ()


@pytest.mark.parametrize(
    ("code", "risk"),
    [
        ("risk-without-name", "{question: harm, answer: accepted, on: 2026-11-02, subject: harm}"),
        ("risk-without-date", "{question: harm, answer: accepted, by: Ana, subject: harm}"),
        ("risk-without-subject", "{question: harm, answer: accepted, by: Ana, on: 2026-11-02}"),
        ("risk-ruled-out-without-reason", "{question: harm, answer: ruled_out, by: Ana, on: 2026-11-02}"),
        ("risk-answer-old", "{question: harm, answer: ruled_out, why: None, by: Ana, on: 2025-11-21}"),
        ("risk-dated-later", "{question: harm, answer: ruled_out, why: None, by: Ana, on: 2026-11-23}"),
        ("risk-without-question", "{answer: ruled_out, why: None, by: Ana, on: 2026-11-02}"),
        ("risk-question-unknown", "{question: zzz, answer: ruled_out, why: None, by: Ana, on: 2026-11-02}"),
    ],
)
def test_an_answer_has_a_question_a_name_a_day_and_a_reason(code: str, risk: str) -> None:
    text = f"risks:\n  - {risk}\n"

    about = [one for one in found_by("risks", text) if one.path[:2] == ("risks", 0)]

    assert [one.code for one in about] == [code]
    assert about[0].line == 2


def test_a_question_nearly_named_is_told_its_name() -> None:
    (finding,) = found("risk-question-near", "risks:\n  - {question: food-alergens}\n")

    assert finding.fields["nearest"] == "food-allergen"


def test_answers_of_a_year_ago_to_the_day_still_hold() -> None:
    text = "risks:\n  - {question: harm, answer: ruled_out, why: None, by: Ana, on: 2025-11-22}\n"

    assert not found("risk-answer-old", text, today=date(2026, 11, 22))


def test_questions_are_asked_in_french_too() -> None:
    (finding,) = found("risks-unanswered", ANSWERED)
    words.use("fr")
    try:
        assert str(finding.fields["first"]).startswith("Un produit qui rend malade")
    finally:
        words.use("en")


def test_an_attack_that_was_heard_is_answered_by_the_name_it_was_proposed_under() -> None:
    text = "risks:\n  - {question: 'word:palm oil', answer: ruled_out, why: None, by: Ana, on: 2026-11-02}\n"

    assert [one.code for one in found_by("risks", text) if one.path != ("risks",)] == []
