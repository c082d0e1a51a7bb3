"""Goals in numbers are confronted with what accounts do, and asked what they serve."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from palabre import words
from palabre.strategy.judging import Heard
from palabre.strategy.outcomes import OUTCOMES, outcomes_for
from palabre.words.findings import every_finding, told
from tests.strategy.building import TODAY, found, found_by

if TYPE_CHECKING:
    from palabre.model.strategy.findings import Finding

HEARD = Heard(
    histories={
        "instagram:maison_luciole": tuple(
            (TODAY - timedelta(weeks=20 - number), 1_000 + 50 * number) for number in range(21)
        )
    }
)
ACCOUNT = """
accounts:
  - id: insta
    network: instagram
    handle: "@Maison_Luciole"
"""
LURED = [
    "100 000 fans en six semaines",
    "100 000 fans in six weeks",
]
BEFORE_CHRISTMAS = ["3000 followers avant Noël", "3000 followers before Christmas"]


def codes(goal: str, *, heard: Heard | None = None, more: str = "") -> dict[str, str]:
    text = f"objectives:\n  - id: luciole\n    kind: animate_community\n    goal: {goal}\n{more}\n{ACCOUNT}"
    return {one.code: one.severity for one in found_by("vanity", text, heard=heard)}


def sentences(findings: tuple[Finding, ...], language: str) -> str:
    words.use(language)
    try:
        said = [told(one.code, one.fields) for one in findings]
    finally:
        words.use("en")
    return " ".join(f"{one.what} {one.why} {one.what_to_do}" for one in said)


@pytest.mark.parametrize("goal", LURED)
def test_a_hundred_thousand_fans_in_six_weeks_were_never_seen_beside_the_accounts_own_pace(goal: str) -> None:
    assert codes(goal, heard=HEARD) == {"count-goal-unseen": "error", "count-goal-serves-nothing": "error"}

    (finding,) = found("count-goal-unseen", f"objectives:\n  - goal: {goal}\n{ACCOUNT}", heard=HEARD)
    said = sentences((finding,), "en")

    assert "327 times your pace" in said
    assert "1 case out of 1,000" in said


@pytest.mark.parametrize("goal", BEFORE_CHRISTMAS)
def test_a_thousand_more_before_christmas_are_rare_for_an_account_that_gains_fifty_a_week(goal: str) -> None:
    assert codes(goal, heard=HEARD) == {"count-goal-rare": "warning", "count-goal-serves-nothing": "error"}


@pytest.mark.parametrize("goal", [*LURED, *BEFORE_CHRISTMAS])
def test_without_history_no_chances_are_printed_and_the_question_is_asked_all_the_same(goal: str) -> None:
    assert codes(goal) == {"count-goal-no-start": "warning", "count-goal-serves-nothing": "error"}

    findings = found("count-goal-no-start", f"objectives:\n  - goal: {goal}\n")

    assert "out of 100" not in sentences(findings, "en")
    assert "times your pace" not in sentences(findings, "en")


def test_where_one_starts_is_enough_to_tell_that_nobody_multiplied_as_much() -> None:
    more = "    count_goal: {counted: followers, now: 2000, goal: 100000, due: 2027-01-03}"

    assert codes("Être aimés", more=more)["count-goal-above-all"] == "warning"


def test_likes_and_views_are_compared_with_nothing() -> None:
    assert codes("un million de vues avant Noël", heard=HEARD)["count-goal-no-class"] == "note"


def test_an_answer_or_an_indicator_of_outcome_turns_the_question_into_a_warning() -> None:
    answered = "    count_goal:\n      goal: 3000\n      serves: être entendus des familles allergiques\n"
    told_by = "    indicator: replies\nindicators:\n  - id: replies\n    name: Réponses entre membres\n"

    for more in (answered, told_by):
        assert codes("3000 fans avant Noël", more=more)["count-goal-serves"] == "warning"


@pytest.mark.parametrize("serves", ["10 000 abonnés", "avoir plus de likes", "  "])
def test_a_number_is_no_answer_to_what_a_number_serves(serves: str) -> None:
    more = f'    count_goal:\n      goal: 3000\n      serves: "{serves}"\n'

    assert codes("3000 fans", more=more)["count-goal-serves-nothing"] == "error"


def test_an_indicator_that_cannot_be_measured_answers_nothing() -> None:
    more = "    indicator: fame\nindicators:\n  - id: fame\n    not_measurable: too early\n"

    assert codes("3000 fans", more=more)["count-goal-serves-nothing"] == "error"


@pytest.mark.parametrize(
    "indicator", ["name: Nombre d'abonnés", "unit: followers", "definition: likes per post", "name: Vues"]
)
def test_an_objective_is_not_told_by_a_count_whichever_field_says_it(indicator: str) -> None:
    text = f"""
        objectives:
          - id: luciole
            indicator: fame
            now: 1000
            target: 5000
        indicators:
          - {{id: fame, {indicator}}}
    """

    (finding,) = found("objective-told-by-count", text)

    assert (finding.severity, finding.path) == ("error", ("objectives", 0, "indicator"))
    assert found("count-goal-serves-nothing", text)[0].path == ("objectives", 0, "target")


def test_a_number_is_found_where_it_hides_and_told_once() -> None:
    text = """
        objectives:
          - id: luciole
            goal: 3000 fans before Christmas
            count_goal: {counted: followers, goal: 3000, due: 2026-12-25}
        places:
          - {id: insta, why: reach 10k followers by March}
          - {id: old, state: closed, why: 5000 followers}
        operations:
          - {id: game, brief: "un jeu pour gagner 2 000 likes"}
        content:
          key_messages:
            - {id: one, message: Double our followers with us}
    """

    asked = found("count-goal-serves-nothing", text)

    assert [(one.path, one.severity) for one in asked] == [
        (("objectives", 0, "count_goal"), "error"),
        (("places", 0, "why"), "error"),
        (("operations", 0, "brief"), "error"),
        (("content", "key_messages", 0, "message"), "warning"),
    ]


@pytest.mark.parametrize("kind", [
    "animate_community", "prevent_fires", "recruit_ambassadors", "gain_visibility", "find_beta_testers", "help_users",
    "bring_leads", "other", None,
])  # fmt: skip
def test_every_kind_has_three_outcomes_that_count_no_followers(kind: str | None) -> None:
    from palabre.strategy.goals import counts

    proposed = outcomes_for(kind)  # type: ignore[arg-type]

    assert len(proposed) >= 3
    assert not any(counts(one.sentence) for one in proposed)


def test_every_outcome_is_proposed_for_something() -> None:
    kinds = ("animate_community", "prevent_fires", "recruit_ambassadors", "gain_visibility", "find_beta_testers")
    proposed = {one.id for kind in (*kinds, "help_users", "bring_leads", "other") for one in outcomes_for(kind)}  # type: ignore[arg-type]

    assert proposed == set(OUTCOMES)


def test_three_outcomes_are_proposed_in_the_readers_language() -> None:
    (finding,) = found("count-goal-serves-nothing", "objectives:\n  - {kind: help_users, goal: 3000 fans}\n")

    said = sentences((finding,), "en")

    assert all(one.sentence in said for one in outcomes_for("help_users"))


def test_every_sentence_finds_its_fields_whatever_is_known() -> None:
    goals = [
        *LURED, *BEFORE_CHRISTMAS, "plus d'abonnés", "10 000 abonnés en 2028", "2 100 fans by Christmas", "2500 fans",
        "2 400 fans by Christmas", "doubler nos abonnés en deux semaines", "500 fans avant Noël", "9000 likes",
        "3000 fans le 01/02/2020",
    ]  # fmt: skip
    still = Heard(histories={"instagram:maison_luciole": ((TODAY - timedelta(weeks=9), 2_000), (TODAY, 2_000))})
    short = Heard(histories={"instagram:maison_luciole": ((TODAY - timedelta(weeks=2), 2_000), (TODAY, 2_100))})
    reached: set[str] = set()
    for goal in goals:
        for heard in (None, HEARD, still, short):
            findings = found_by("vanity", f"objectives:\n  - goal: {goal}\n{ACCOUNT}", heard=heard)
            reached |= {one.code for one in findings}
            assert "{" not in sentences(findings, "fr")
    wanted = {code for code in every_finding() if code.startswith("count-goal")}
    assert wanted - reached == {"count-goal-serves"}
