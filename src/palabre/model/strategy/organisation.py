"""Who does what, when, with whose agreement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from palabre.model.strategy.kinds import Hours, Id, LongText, PersonId, RelayId

PersonStatus = Literal["staff", "volunteer", "trainee", "provider", "elected"]
Task = Literal["listen", "draft", "publish", "answer_1", "answer_2", "answer_3", "moderate", "decide"]
RelaySubject = Literal["legal", "care", "quality", "technical", "people", "press", "security", "other"]
ContentKind = Literal[
    "answer",
    "exclusive",
    "poll",
    "behind_the_scenes",
    "help",
    "humour",
    "news",
    "story",
    "promotion",
    "event",
    "crisis",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who takes part, and what they may do alone."""

    id: Id = ""
    name: str = ""
    role: str = ""
    status: PersonStatus | None = None
    may: tuple[Task, ...] = ()
    backup: PersonId = ""
    hours: Hours = ""
    phone: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A time when someone is on call, over what the turns say."""

    who: PersonId = ""
    backup: PersonId = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """Days when someone is away, both included."""

    who: PersonId = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCall:
    """Who is called when something catches fire: people in turn, exceptions, holidays, and how they hand over."""

    hours: Hours = ""
    turns: tuple[PersonId, ...] = ()
    turn_days: int | None = None
    starts: date | None = None
    shifts: tuple[Shift, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    handover: LongText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who reads and who approves some kinds of content, and in how long."""

    id: Id = ""
    kinds: tuple[ContentKind, ...] = ()
    readers: tuple[PersonId, ...] = ()
    approver: PersonId = ""
    backup: PersonId = ""
    within_hours: float | None = None
    # Who approves alone when there is no time.
    emergency: PersonId = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """A colleague who knows a subject, asked by mail, who answers before a deadline."""

    id: Id = ""
    subject: RelaySubject | None = None
    about: str = ""
    who: PersonId = ""
    backup: PersonId = ""
    within_hours: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseLevel:
    """What kind of message belongs to a level, who may answer it, in how long, and whom it goes to when they cannot."""

    level: Literal[1, 2, 3, 4] | None = None
    belongs: tuple[str, ...] = ()
    who: tuple[PersonId, ...] = ()
    backup: PersonId = ""
    within_minutes: int | None = None
    hours: Hours = ""
    holding_line: LongText = ""
    relay: RelayId = ""
    escalates_to: PersonId = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """The people, and the rules by which they answer."""

    # Who guides the strategy, keeps it true and calls its reviews.
    guide: PersonId = ""
    timezone: str = ""
    hours: Hours = ""
    people: tuple[Person, ...] = ()
    trainees_may: tuple[Task, ...] = ()
    providers_may: tuple[Task, ...] = ()
    on_call: OnCall = OnCall()
    approvals: tuple[Approval, ...] = ()
    relays: tuple[Relay, ...] = ()
    response_levels: tuple[ResponseLevel, ...] = ()
