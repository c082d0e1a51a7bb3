"""Where a strategy wants a number of followers, likes or views: in its own field, as a target, or in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from palabre.strategy.buying import buying_in
from palabre.strategy.goals import CountGoalSaid, count_goals, counts

if TYPE_CHECKING:
    from palabre.model.strategy import Account, CountGoal, Indicator, Objective, Strategy
    from palabre.model.strategy.findings import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class CountAim:
    """A goal in numbers, where it stands, what it is for, and the account it is about."""

    said: CountGoalSaid
    path: Path
    objective: Objective | None = None
    account: Account | None = None
    since: date | None = None
    serves: str = ""


def counted_by(indicator: Indicator) -> bool:
    """Whether an indicator counts followers, likes or views, by its unit, its definition, or its name."""
    return any(counts(text) for text in (indicator.unit, indicator.definition, indicator.name or indicator.id))


def indicator_of(strategy: Strategy, objective: Objective | None) -> Indicator | None:
    """The indicator that an objective names, when there is one of that name."""
    wanted = objective.indicator if objective is not None else ""
    return next((one for one in strategy.indicators if wanted and one.id == wanted), None)


def count_aims(strategy: Strategy, today: date) -> Iterator[CountAim]:
    """Every goal in numbers of a strategy, once each."""
    for number, objective in enumerate(strategy.objectives):
        yield from _of_objective(strategy, number, objective, today)
    yield from _of_places(strategy, today)
    yield from _of_operations(strategy, today)
    for number, one in enumerate(strategy.content.key_messages):
        for said in count_goals(one.message, today=today):
            yield CountAim(said=said, path=("content", "key_messages", number, "message"))


def _of_objective(strategy: Strategy, number: int, objective: Objective, today: date) -> Iterator[CountAim]:
    since = _later(objective.starts, today)
    told = [_dated(one, objective.due) for one in count_goals(objective.goal, today=today, since=since)]
    path: Path = ("objectives", number, "goal")
    if objective.count_goal is not None:
        said = _joined(objective.count_goal, told, objective.due)
        yield CountAim(
            said=said,
            path=("objectives", number, "count_goal"),
            objective=objective,
            account=_account(strategy, objective.count_goal.account) or _named(strategy, objective.goal),
            since=since,
            serves=objective.count_goal.serves,
        )
        told = [one for one in told if one.counted != said.counted]
    elif not told and (target := _target(strategy, objective)):
        told, path = [target], ("objectives", number, "target")
    for one in told:
        account = _named(strategy, objective.goal)
        yield CountAim(said=one, path=path, objective=objective, account=account, since=since)


def _of_places(strategy: Strategy, today: date) -> Iterator[CountAim]:
    for number, place in enumerate(strategy.places):
        if place.state == "closed":
            continue
        account = _account(strategy, place.account) or _named(strategy, f"{place.network} {place.why}")
        for said in count_goals(place.why, today=today):
            served = _objective(strategy, *place.objectives)
            yield CountAim(said=said, path=("places", number, "why"), objective=served, account=account)


def _of_operations(strategy: Strategy, today: date) -> Iterator[CountAim]:
    for number, operation in enumerate(strategy.operations):
        since = _later(operation.starts, today)
        for field, text in (("name", operation.name), ("brief", operation.brief), ("rules", operation.rules)):
            # A number that is bought is no goal to confront: that it is bought is said elsewhere.
            for said in () if buying_in(text) else count_goals(text, today=today, since=since):
                yield CountAim(
                    said=_dated(said, operation.ends),
                    path=("operations", number, field),
                    objective=_objective(strategy, operation.objective),
                    account=_named(strategy, text),
                    since=since,
                )


def _joined(wanted: CountGoal, told: list[CountGoalSaid], due: date | None) -> CountGoalSaid:
    """A goal as its own field says it; what the field leaves out is taken from the sentence."""
    first = next((one for one in told if wanted.counted in (None, one.counted)), None)
    first = first or CountGoalSaid(counted=wanted.counted or "followers", words="", due=due)
    return replace(
        first,
        now=first.now if wanted.now is None else wanted.now,
        goal=first.goal if wanted.goal is None else wanted.goal,
        due=wanted.due or first.due,
    )


def _target(strategy: Strategy, objective: Objective) -> CountGoalSaid | None:
    """The target of an objective whose indicator counts followers, likes or views."""
    indicator = indicator_of(strategy, objective)
    if indicator is None or objective.target is None or not counted_by(indicator):
        return None
    named = (counts(text) for text in (indicator.unit, indicator.definition, indicator.name or indicator.id))
    return CountGoalSaid(
        counted=next(one for one in named if one),
        words="",
        now=None if objective.now is None else round(objective.now),
        goal=round(objective.target),
        due=objective.due,
    )


def _dated(said: CountGoalSaid, due: date | None) -> CountGoalSaid:
    return said if said.due else replace(said, due=due)


def _later(starts: date | None, today: date) -> date:
    return max(starts, today) if starts else today


def _objective(strategy: Strategy, *names: str) -> Objective | None:
    return next((one for name in names for one in strategy.objectives if name and one.id == name), None)


def _account(strategy: Strategy, name: str) -> Account | None:
    return next((one for one in strategy.accounts if name and one.id == name), None)


def _named(strategy: Strategy, text: str) -> Account | None:
    """The account a sentence is about: the only one of a network it names, or the only one there is."""
    said = text.lower()
    named = [one for one in strategy.accounts if one.network and one.network in said]
    of_ours = named or list(strategy.accounts)
    return of_ours[0] if len(of_ours) == 1 else None
