"""An objective as a review meeting looks at it: expected, usual delay, what was given and what it changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from palabre.store.strategy_text import read_strategy
from palabre.strategy.delays import (
    AddedAgainstChanged,
    Effort,
    added_against_changed,
    delays_are_realistic,
    usual_delay,
)
from palabre.strategy.evidence import evidence_of, sentence
from palabre.strategy.hearing import heard_in
from palabre.strategy.judging import Around
from palabre.strategy.reviewing import ToReview, euros, hours_a_week, meeting
from palabre.words import N_, _, number
from palabre.words.findings import Told, told
from palabre.words.later import Delay

if TYPE_CHECKING:
    from datetime import date

    from palabre.model.strategy import Objective, Strategy
    from palabre.model.strategy.kept import Review, ReviewDecision, Saved
    from palabre.store import Workspace
    from palabre.strategy.delays import UsualDelay

DECISIONS: Mapping[ReviewDecision, str] = {"keep": N_("keep"), "change": N_("change"), "stop": N_("stop")}
PERIODS = {"once": N_("once"), "month": N_("a month"), "year": N_("a year")}
A_YEAR = {"once": 1, "month": 12, "year": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The adopted version and its objectives to be looked at; reviews of objectives it has no more stand apart."""

    adopted: Saved
    strategy: Strategy
    objectives: tuple[ToReview, ...]
    gone: tuple[Review, ...]

    def of(self, objective_id: str) -> ToReview | None:
        """One of its objectives."""
        return next((one for one in self.objectives if one.objective.id == objective_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """All that a meeting reads about an objective before it decides."""

    item: ToReview
    owner: str
    heard: str
    usual: UsualDelay | None
    least: str
    most: str
    delay: Told | None
    given: str
    added: AddedAgainstChanged


def meeting_of(workspace: Workspace) -> Meeting | None:
    """The review meeting of a workspace; None while nothing is adopted."""
    adopted = workspace.strategies.adopted()
    if adopted is None:
        return None
    strategy, reviews = read_strategy(adopted.text).strategy, workspace.strategies.reviews()
    known = {one.id for one in strategy.objectives}
    return Meeting(
        adopted=adopted,
        strategy=strategy,
        objectives=meeting(strategy, reviews, today=workspace.clock().date()),
        gone=tuple(one for one in reviews if one.said.objective not in known),
    )


def view_of(workspace: Workspace, held: Meeting, item: ToReview) -> ReviewView:
    """What a meeting reads about one objective."""
    strategy, objective, today = held.strategy, item.objective, workspace.clock().date()
    usual = usual_delay(objective.kind, strategy.resources.norms)
    people = {one.id: one.name or one.id for one in strategy.organisation.people}
    return ReviewView(
        item=item,
        owner=people.get(objective.owner, objective.owner),
        heard=_heard(workspace, strategy, objective),
        usual=usual,
        least=str(Delay(usual.least)) if usual else "",
        most=str(Delay(usual.most)) if usual else "",
        delay=_delay(strategy, objective, today),
        given=given_told(hours_a_week(strategy.resources), euros(strategy.resources)),
        added=_added(item, strategy, today),
    )


def given_told(hours: float | None, money: Mapping[str, float]) -> str:
    """The hours and the money given, in words; empty when nobody said."""
    said = [_("{hours} h a week").format(hours=number(hours))] if hours is not None else []
    said += [_("{euros} € {period}").format(euros=number(n), period=_(PERIODS[per])) for per, n in money.items()]
    return " · ".join(said)


def _heard(workspace: Workspace, strategy: Strategy, objective: Objective) -> str:
    """What the archive tells of an objective today."""
    evidence = evidence_of(strategy, heard_in(workspace, strategy)).objectives
    return sentence(evidence[strategy.objectives.index(objective)])


def _delay(strategy: Strategy, objective: Objective, today: date) -> Told | None:
    """What the judge says of its delay; None when there is nothing to say."""
    place = strategy.objectives.index(objective)
    every = delays_are_realistic(strategy, Around(today=today))
    found = next((one for one in every if one.path[:2] == ("objectives", place)), None)
    return told(found.code, found.fields) if found else None


def _added(item: ToReview, strategy: Strategy, today: date) -> AddedAgainstChanged:
    """What was added from review to review until today, beside what the figure did."""
    objective = item.objective
    efforts = [*map(_effort, reversed(item.history))]
    money = _a_year(euros(strategy.resources))
    efforts.append(Effort(day=today, hours_a_week=hours_a_week(strategy.resources), money=money))
    is_less_better = None not in (objective.now, objective.target) and objective.target < objective.now  # type: ignore[operator] # both are numbers
    return added_against_changed(
        efforts, smallest_change=objective.smallest_change, lower_is_better=bool(is_less_better)
    )


def _effort(one: Review) -> Effort:
    return Effort(
        day=one.signed_at.date(), hours_a_week=one.hours_a_week, money=_a_year(one.euros), figure=one.said.measured
    )


def _a_year(money: Mapping[str, float]) -> float | None:
    """The money of a year: what is given once counts once."""
    return sum(A_YEAR[per] * n for per, n in money.items()) if money else None


def reviews_of(reviews: Sequence[Review], objective_id: str) -> tuple[Review, ...]:
    """The signed reviews of one objective."""
    return tuple(one for one in reviews if one.said.objective == objective_id)
