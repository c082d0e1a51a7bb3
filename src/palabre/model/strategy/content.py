"""What we say and how; what we do on purpose; what it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from palabre.model.strategy.kinds import AudienceId, Id, LongText, ObjectiveId, PersonId
from palabre.model.strategy.organisation import ContentKind

OperationKind = Literal["game", "poll", "campaign", "application", "event", "launch", "call_for_contributions", "other"]
Period = Literal["once", "month", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The story we share with the people we meet."""

    who: LongText = ""
    stake: LongText = ""
    next_episode: LongText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyMessage:
    """What should be taken up, so that one can later see whether it was, distorted or ignored."""

    id: Id = ""
    message: LongText = ""
    for_whom: tuple[AudienceId, ...] = ()
    proof: LongText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Content guidelines: the encounter we want, and the rules of our own voice."""

    encounter: LongText = ""
    story: Story = Story()
    key_messages: tuple[KeyMessage, ...] = ()
    themes: tuple[str, ...] = ()
    tone: LongText = ""
    registers: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    # Shares of what we publish, in per cent.
    self_promotion_most: float | None = None
    community_least: float | None = None
    kinds: tuple[ContentKind, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of production."""

    what: str = ""
    who: PersonId = ""
    hours: float | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTest:
    """A trial with real people before the public sees it."""

    people: int | None = None
    which: str = ""
    due: date | None = None
    learnt: LongText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Animation:
    """What happens after the first day: who keeps it alive, how long."""

    weeks: int | None = None
    who: PersonId = ""
    hours_a_week: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """Something done on purpose, dated, with an expected effect."""

    id: Id = ""
    name: str = ""
    kind: OperationKind | None = None
    objective: ObjectiveId = ""
    audiences: tuple[AudienceId, ...] = ()
    brief: LongText = ""
    rules: LongText = ""
    starts: date | None = None
    ends: date | None = None
    steps: tuple[Step, ...] = ()
    user_test: UserTest | None = None
    cost: float | None = None
    animation: Animation | None = None
    exit_plan: LongText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeGiven:
    """The hours a week someone gives."""

    person: PersonId = ""
    hours_a_week: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Money set aside."""

    what: str = ""
    euros: float | None = None
    per: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """How long a task takes here, when it is not what is usually counted; and how it is known."""

    task: str = ""
    # In the unit of the norm: minutes an answer, hours a week, hours a publication.
    value: float | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """What we can give: people's hours, money, and our own norms of work."""

    time: tuple[TimeGiven, ...] = ()
    money: tuple[Money, ...] = ()
    norms: tuple[Norm, ...] = ()
    # Messages that call for an answer in a usual week, until listening has counted them.
    answers_a_week: float | None = None
