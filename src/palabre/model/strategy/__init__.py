"""What a strategy says, as values: read from `strategy.yaml`, judged by `palabre.strategy`.

Every field may be missing: whoever writes a strategy begins with an empty one, and a rule says what is missing, not
the shape. Lists refer to each other by short names (`Id`), never by their place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from palabre.model.strategy.aims import (
    Account,
    Audience,
    AudienceKind,
    BenchPoint,
    BenchVerdict,
    Counted,
    CountGoal,
    Indicator,
    Objective,
    ObjectiveKind,
    PlaceState,
    Presence,
    TestBench,
)
from palabre.model.strategy.content import (
    Animation,
    Content,
    KeyMessage,
    Money,
    Norm,
    Operation,
    OperationKind,
    Period,
    Resources,
    Step,
    Story,
    TimeGiven,
    UserTest,
)
from palabre.model.strategy.context import Competitor, Context, LegalBasis, Listening, Network, Sector
from palabre.model.strategy.kinds import RefersTo, Sentences
from palabre.model.strategy.organisation import (
    Approval,
    ContentKind,
    Holiday,
    OnCall,
    Organisation,
    Person,
    PersonStatus,
    Relay,
    RelaySubject,
    ResponseLevel,
    Shift,
    Task,
)
from palabre.model.strategy.risks import Fact, Risk, RiskAnswer, Scenario, ScenarioKind, SensitiveSubject

__all__ = [
    "Account",
    "Animation",
    "Approval",
    "Audience",
    "AudienceKind",
    "BenchPoint",
    "BenchVerdict",
    "Competitor",
    "Content",
    "ContentKind",
    "Context",
    "CountGoal",
    "Counted",
    "Fact",
    "Holiday",
    "Indicator",
    "KeyMessage",
    "LegalBasis",
    "Listening",
    "Money",
    "Network",
    "Norm",
    "Objective",
    "ObjectiveKind",
    "OnCall",
    "Operation",
    "OperationKind",
    "Organisation",
    "Period",
    "Person",
    "PersonStatus",
    "PlaceState",
    "Presence",
    "RefersTo",
    "Relay",
    "RelaySubject",
    "Resources",
    "ResponseLevel",
    "Risk",
    "RiskAnswer",
    "Scenario",
    "ScenarioKind",
    "Sector",
    "SensitiveSubject",
    "Sentences",
    "Shift",
    "Step",
    "Story",
    "Strategy",
    "Task",
    "TestBench",
    "TimeGiven",
    "UserTest",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """The whole file, in the order in which one decides."""

    # The shape of the file: 1.
    version: Literal[1] | None = None
    # The language its sentences are written in.
    language: Literal["fr", "en"] | None = None
    context: Context = field(default_factory=Context)
    objectives: tuple[Objective, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    audiences: tuple[Audience, ...] = ()
    places: tuple[Presence, ...] = ()
    accounts: tuple[Account, ...] = ()
    test_benches: tuple[TestBench, ...] = ()
    organisation: Organisation = field(default_factory=Organisation)
    content: Content = field(default_factory=Content)
    risks: tuple[Risk, ...] = ()
    sensitive_subjects: tuple[SensitiveSubject, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    operations: tuple[Operation, ...] = ()
    resources: Resources = field(default_factory=Resources)
