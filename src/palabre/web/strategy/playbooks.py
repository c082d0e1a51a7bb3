"""Scenarios as one reads them the day they are needed, and those that are still to be drafted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from palabre.model.strategy import Person, Scenario, ScenarioKind, SensitiveSubject
from palabre.store import strategy_edit
from palabre.strategy.questions import every_question
from palabre.strategy.scenarios import draft
from palabre.strategy.wording import choice_name
from palabre.web.strategy.editing import Place, written_with
from palabre.web.strategy.filling import Reading, filled_of
from palabre.web.strategy.naming import short_name
from palabre.web.strategy.shapes import asked_of
from palabre.words import language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from palabre.model.strategy import RelaySubject, Strategy
    from palabre.web.strategy.opening import Opened

# From this level on a sensitive subject is prepared by a scenario.
PREPARED_FROM = 2
# The kind that is likely when only the relay who knows the subject tells what it is about.
LIKELY: Mapping[RelaySubject, ScenarioKind] = {
    "legal": "legal",
    "care": "service_failure",
    "quality": "product_safety",
    "technical": "service_failure",
    "people": "employee_speech",
    "press": "rumour",
    "security": "service_failure",
    "other": "ethics",
}
_BLANK = re.compile(r"(\[[^\[\]]*\])")
_NOT_DIALLED = re.compile(r"[^\d+]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Someone of the crisis cell; `dial` is the phone number as a telephone wants it, empty when there is none."""

    person: Person
    dial: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """A scenario with the names of those it speaks of."""

    scenario: Scenario
    title: str
    kind: str
    subject: SensitiveSubject | None
    cell: tuple[Called, ...]
    channels: tuple[str, ...]
    has_blanks: bool


def playbook_of(scenario: Scenario, strategy: Strategy) -> Playbook:
    """A scenario ready to be read: people by their names and numbers, places by theirs."""
    subject = next((one for one in strategy.sensitive_subjects if one.id and one.id == scenario.subject), None)
    kind = choice_name(Scenario, "kind", scenario.kind) if scenario.kind else ""
    every = (
        scenario.trigger,
        scenario.holding_statement,
        *scenario.critics,
        *(one.fact for one in scenario.facts),
        *scenario.first_hour,
        *scenario.not_do,
    )
    return Playbook(
        scenario=scenario,
        title=(subject.subject if subject else "") or kind or scenario.id,
        kind=kind,
        subject=subject,
        cell=tuple(_called(who, strategy) for who in scenario.cell),
        channels=tuple(choice_name(Scenario, "channels", one) for one in scenario.channels),
        has_blanks=any(_BLANK.search(one) for one in every),
    )


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """A text cut at its [blanks]: each piece, and whether it is one to fill."""
    return ((piece, number % 2 == 1) for number, piece in enumerate(_BLANK.split(text)) if piece)


def scenario_of(subject: SensitiveSubject, strategy: Strategy) -> Scenario | None:
    """The scenario of a sensitive subject, named by it or naming it."""
    named = (one for one in strategy.scenarios if one.id and one.id == subject.scenario)
    naming = (one for one in strategy.scenarios if one.subject and one.subject == subject.id)
    return next(named, None) or next(naming, None)


def unprepared(strategy: Strategy) -> tuple[tuple[int, SensitiveSubject], ...]:
    """The sensitive subjects that need a scenario and have none, with their place in the strategy."""
    return tuple(
        (number, one)
        for number, one in enumerate(strategy.sensitive_subjects)
        if (one.level or 0) >= PREPARED_FROM and scenario_of(one, strategy) is None
    )


def likely_kind(subject: SensitiveSubject, strategy: Strategy) -> ScenarioKind:
    """The kind to begin with: that of the question of the interview it came from, else of the relay who knows it."""
    asked = [risk.question for risk in strategy.risks if risk.subject and risk.subject == subject.id]
    questions = every_question()
    known = next((questions[one] for one in (*asked, subject.id) if one in questions), None)
    if known is not None:
        return known.leads_to
    relay = next((one for one in strategy.organisation.relays if one.id and one.id == subject.relay), None)
    return LIKELY[relay.subject] if relay and relay.subject else "rumour"


def kinds() -> tuple[tuple[ScenarioKind, str], ...]:
    """Every kind of scenario and its name."""
    return tuple((one, choice_name(Scenario, "kind", one)) for one in get_args(ScenarioKind))


def drafted(opened: Opened, subject: SensitiveSubject, kind: ScenarioKind) -> Scenario:
    """The draft of a scenario, in the language of the strategy, under a short name that is free."""
    strategy = opened.written.strategy
    made = draft(kind, subject, strategy, language=strategy.language or language())
    taken = {one.id for one in strategy.scenarios}
    return replace(made, id=short_name({}, taken=taken, otherwise=made.id))


def text_with(opened: Opened, number: int, scenario: Scenario) -> str:
    """The text with a new scenario at the end of the list, named by its sensitive subject."""
    written = opened.written
    place = Place(
        path=("scenarios", len(written.strategy.scenarios)),
        fields=frozenset(one.name for one in asked_of(Scenario)),
    )
    filled = filled_of(Scenario, scenario, zone=opened.zone)
    text = written_with(written, place, Reading(filled=filled, zone=opened.zone))
    path = ("sensitive_subjects", number, "scenario")
    return strategy_edit.set_at(text, path, scenario.id)


def _called(who: str, strategy: Strategy) -> Called:
    person = next((one for one in strategy.organisation.people if one.id and one.id == who), None)
    person = person or Person(id=who, name=who)
    return Called(person=person, dial=_NOT_DIALLED.sub("", person.phone))
