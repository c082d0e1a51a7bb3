"""What one wants to find on a Friday at 17:40: drafted from our own people, whole, and promising nothing."""

from __future__ import annotations

from typing import get_args

import pytest

from palabre import words
from palabre.model.strategy import Scenario, ScenarioKind
from palabre.store.strategy_text import read_strategy
from palabre.strategy.scenarios import BLAMES, PROMISES, draft
from tests.strategy.building import found, found_by

PEOPLE = """
places: [{id: insta, network: instagram, state: open}, {id: site, network: website, state: open}]
organisation:
  guide: nora
  people:
    - {id: nora, name: Nora Belkacem}
    - {id: yves, name: Yves Le Goff}
    - {id: ines, name: Inès Roy}
    - {id: paul, name: Paul Aubry, may: [decide]}
  relays:
    - {id: law, subject: legal, who: ines}
    - {id: lab, subject: quality, who: yves}
sensitive_subjects:
  - {id: allergens, subject: Allergens, level: 4, words: [allergen], relay: lab, scenario: allergens}
"""
WHOLE = """
scenarios:
  - id: allergens
    kind: product_safety
    subject: allergens
    trigger: One credible report.
    facts: [{fact: Batches are numbered., source: lab}]
    holding_statement: A batch is being checked. Please keep it aside. News here at noon.
    cell: [nora, ines, paul]
    first_hour: [Nora opens the case log.]
    channels: [website]
"""


def drafted(kind: ScenarioKind, text: str = PEOPLE, language: str = "en") -> Scenario:
    strategy = read_strategy(text).strategy
    return draft(kind, strategy.sensitive_subjects[0], strategy, language=language)


def about_scenarios(text: str) -> list[str]:
    return [one.code for one in found_by("scenarios", text)]


def test_a_scenario_is_drafted_with_our_own_people_and_places() -> None:
    scenario = drafted("product_safety")

    assert scenario.cell == ("nora", "yves", "ines", "paul")
    assert scenario.channels == ("website", "instagram")
    assert "Nora Belkacem opens the case log" in scenario.first_hour[0]
    assert "Yves Le Goff identifies batch" in scenario.first_hour[3]
    assert "[who, for customers and users]" in scenario.first_hour[2]


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("kind", get_args(ScenarioKind))
def test_each_kind_has_a_draft_whose_blanks_are_all_told(kind: ScenarioKind, language: str) -> None:
    scenario = drafted(kind, language=language)

    assert len(scenario.first_hour) == 7
    assert "{" not in str(scenario)
    assert not PROMISES.first_in(scenario.holding_statement)
    assert not BLAMES.first_in(scenario.holding_statement)
    text = f"{PEOPLE}\nscenarios:\n  - {{id: one, holding_statement: {scenario.holding_statement!r}}}\n"
    assert found("statement-with-blanks", text)


def test_drafts_are_written_in_the_language_asked_not_in_the_readers() -> None:
    assert "Minute 0\u00a0: Nora Belkacem ouvre la main courante" in drafted("rumour", language="fr").first_hour[0]


def test_nobody_named_leaves_blanks_and_an_empty_cell() -> None:
    scenario = drafted("legal", "sensitive_subjects: [{id: one, subject: A fine}]")

    assert scenario.cell == ()
    assert "[who decides]" in scenario.first_hour[-1]


def test_a_subject_that_is_watched_known_and_prepared_has_no_fault() -> None:
    assert about_scenarios(PEOPLE + WHOLE) == []


def test_from_level_two_a_subject_is_watched_known_and_prepared() -> None:
    bare = "sensitive_subjects:\n  - {{id: one, subject: A rumour, level: {}}}\n"

    assert set(about_scenarios(bare.format(2))) == {
        "subject-without-scenario", "subject-not-watched", "subject-without-relay",
    }  # fmt: skip
    assert about_scenarios(bare.format(1)) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("trigger: One credible report.", "scenario-without-trigger"),
        ("facts: [{fact: Batches are numbered., source: lab}]", "scenario-without-facts"),
        ("holding_statement: A batch is being checked. Please keep it aside. News here at noon.",
         "scenario-without-statement"),
        ("cell: [nora, ines, paul]", "scenario-without-cell"),
        ("first_hour: [Nora opens the case log.]", "scenario-without-first-hour"),
        ("channels: [website]", "scenario-without-channels"),
    ],
)  # fmt: skip
def test_a_scenario_lacks_what_it_lacks(line: str, code: str) -> None:
    assert line in WHOLE
    assert about_scenarios(PEOPLE + WHOLE.replace(f"    {line}\n", "")) == [code]


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("[nora]", ["cell-without-decider", "cell-of-one", "cell-without-legal"]),
        ("[nora, paul]", ["cell-without-legal"]),
        ("[nora, ines]", ["cell-without-decider"]),
        ("[paul, paul]", ["cell-of-one", "cell-without-legal"]),
    ],
)
def test_a_cell_is_several_people_with_the_law_and_the_right_to_decide(cell: str, codes: list[str]) -> None:
    assert about_scenarios(PEOPLE + WHOLE.replace("[nora, ines, paul]", cell)) == codes


@pytest.mark.parametrize(
    ("statement", "code", "phrase"),
    [
        ("There is no danger for anyone.", "statement-promises", "no danger"),
        ("Il n’y a aucun risque pour la santé.", "statement-promises", "aucun risque"),
        ("Cela ne se reproduira pas.", "statement-promises", "ne se reproduira"),
        ("It was an isolated incident.", "statement-promises", "isolated incident"),
        ("Le client aurait dû lire l’étiquette.", "statement-blames", "aurait dû lire"),
        ("Our supplier is to blame.", "statement-blames", "is to blame"),
        ("Ce sont des mensonges.", "statement-blames", "mensonge"),
        ("We say more by [hour].", "statement-with-blanks", "[hour]"),
    ],
)
def test_a_statement_promises_nothing_unknown_and_accuses_nobody(statement: str, code: str, phrase: str) -> None:
    text = PEOPLE + WHOLE.replace(
        "A batch is being checked. Please keep it aside. News here at noon.", f"“{statement}”"
    )

    (finding,) = found(code, text)

    assert finding.path == ("scenarios", 0, "holding_statement")
    assert phrase in (finding.fields.get("phrase"), finding.fields.get("blanks"))


@pytest.mark.parametrize(
    "statement", ["Nous ne pouvons pas dire qu’il n’y a aucun risque.", "We cannot say that there is no danger."]
)
def test_saying_that_one_does_not_know_promises_nothing(statement: str) -> None:
    assert not PROMISES.first_in(statement)


def test_blanks_elsewhere_are_told_once() -> None:
    text = PEOPLE + WHOLE.replace("One credible report.", "“[number] reports of [what].”")

    (finding,) = found("scenario-with-blanks", text)

    assert finding.fields["blanks"] == "[number], [what]"
