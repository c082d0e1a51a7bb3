"""What may go wrong, and what we do in the first hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from palabre.model.strategy.context import Network
from palabre.model.strategy.kinds import Id, LongText, PersonId, RadarName, RelayId, ScenarioId, SubjectId

RiskAnswer = Literal["accepted", "ruled_out"]
ScenarioKind = Literal[
    "product_safety",
    "ethics",
    "service_failure",
    "employee_speech",
    "diverted_advert",
    "competitor_attack",
    "rumour",
    "legal",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """An answer to a question of the risk interview: a foreseeable risk, accepted or ruled out by someone by name."""

    # The id of the question.
    question: str = ""
    answer: RiskAnswer | None = None
    why: LongText = ""
    by: str = ""
    on: date | None = None
    # The sensitive subject it became.
    subject: SubjectId = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitiveSubject:
    """A subject on which we may be attacked: watched by a radar, known by a relay, prepared by a scenario."""

    id: Id = ""
    subject: str = ""
    # 1: be careful; 2: the relay reads first; 3: the management decides; 4: the crisis cell.
    level: Literal[1, 2, 3, 4] | None = None
    radar: RadarName = ""
    query: str = ""
    # Words any of which raises an alarm by itself.
    words: tuple[str, ...] = ()
    relay: RelayId = ""
    scenario: ScenarioId = ""
    decided_by: str = ""
    decided_on: date | None = None
    note: LongText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something true, ready to be said, and where it can be checked."""

    fact: LongText = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What may happen, and what we do in the first hour."""

    id: Id = ""
    kind: ScenarioKind | None = None
    subject: SubjectId = ""
    trigger: LongText = ""
    critics: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    holding_statement: LongText = ""
    cell: tuple[PersonId, ...] = ()
    first_hour: tuple[str, ...] = ()
    channels: tuple[Network, ...] = ()
    not_do: tuple[str, ...] = ()
