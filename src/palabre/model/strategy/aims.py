"""What we want, with whom, where, and how we shall know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from palabre.model.strategy.context import Network
from palabre.model.strategy.kinds import (
    AccountId,
    AudienceId,
    CompetitorId,
    Hours,
    Id,
    IndicatorId,
    LongText,
    ObjectiveId,
    PersonId,
    RadarName,
)

ObjectiveKind = Literal[
    "animate_community",
    "prevent_fires",
    "recruit_ambassadors",
    "gain_visibility",
    "find_beta_testers",
    "help_users",
    "bring_leads",
    "other",
]
Counted = Literal["followers", "likes", "views"]
AudienceKind = Literal["allies", "critics", "targets", "trusted_voices", "members"]
PlaceState = Literal["open", "planned", "closed"]
BenchVerdict = Literal["yes", "not_yet", "no"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountGoal:
    """A goal in numbers of followers, likes or views: it is kept, confronted with what accounts really do, and asked
    which outcome it serves."""

    counted: Counted | None = None
    account: AccountId = ""
    now: int | None = None
    goal: int | None = None
    due: date | None = None
    # The answer to "what for?", in words.
    serves: LongText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """Something we want to change, for someone, by a day, and the figure that will tell. Frozen once adopted."""

    id: Id = ""
    kind: ObjectiveKind | None = None
    goal: LongText = ""
    for_whom: tuple[AudienceId, ...] = ()
    # The competitor to be seen beside, when that is what is wanted.
    against: CompetitorId = ""
    indicator: IndicatorId = ""
    # In the unit of the indicator: where we stand, where we want to be, the least difference worth the work.
    now: float | None = None
    target: float | None = None
    smallest_change: float | None = None
    starts: date | None = None
    due: date | None = None
    review: date | None = None
    owner: PersonId = ""
    count_goal: CountGoal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """People we want to meet: a saved query, never a list of followers."""

    id: Id = ""
    name: str = ""
    kind: AudienceKind | None = None
    # A radar of the workspace, or a query in the language of radars.
    radar: RadarName = ""
    query: str = ""
    cares_about: tuple[str, ...] = ()
    # Where they are, as far as we know before listening.
    met_on: tuple[Network, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """A place where we are or plan to be: for an objective, with an audience, and someone who answers for it."""

    id: Id = ""
    network: Network | None = None
    name: str = ""
    address: str = ""
    state: PlaceState | None = None
    objectives: tuple[ObjectiveId, ...] = ()
    audiences: tuple[AudienceId, ...] = ()
    why: LongText = ""
    contact: PersonId = ""
    backup: PersonId = ""
    hours: Hours = ""
    phone: str = ""
    account: AccountId = ""
    posts_a_week: float | None = None
    conversations: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account of ours: who owns it, who holds its keys, how we get it back."""

    id: Id = ""
    network: Network | None = None
    handle: str = ""
    owner: PersonId = ""
    access: tuple[PersonId, ...] = ()
    two_factor: bool | None = None
    recovery: LongText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchPoint:
    """One thing tried on a platform."""

    point: str = ""
    strength: bool | None = None
    note: LongText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TestBench:
    """A platform tried by someone, for what no archive can know of it."""

    id: Id = ""
    platform: str = ""
    network: Network | None = None
    tester: PersonId = ""
    account: AccountId = ""
    began: date | None = None
    points: tuple[BenchPoint, ...] = ()
    verdict: BenchVerdict | None = None
    verdict_on: date | None = None
    would_change_it: LongText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A reference to the definition of a figure, or the reason why there is none."""

    id: Id = ""
    name: str = ""
    # The name of a definition and its version; own words when none fits.
    definition: str = ""
    version: int | None = None
    unit: str = ""
    source: str = ""
    minimum_n: int | None = None
    # The figure that would betray this one if it were pushed for its own sake.
    counter: IndicatorId = ""
    target_since: date | None = None
    # How many periods it has been a target.
    periods_as_target: int | None = None
    not_measurable: LongText = ""
