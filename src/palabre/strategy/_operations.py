"""The hours of operations: production spread over its weeks, tests with users, and what follows the first day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from palabre.strategy._work import LONGEST_WEEKS, Line, Plan, later, line
from palabre.words import N_
from palabre.words.later import Said

if TYPE_CHECKING:
    from datetime import date

    from palabre.model.strategy import Operation

# Dates closer than this give no honest spread: steps are dated by their end.
SHORTEST_WEEKS = 4
# What a launch owes when nobody said how long it is kept alive.
ANIMATION_WEEKS = 12
TESTED = frozenset(("game", "application"))
KEPT_ALIVE = frozenset(("launch", "application"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weeks:
    """The weeks over which an operation is produced."""

    count: float
    window: tuple[date, date] | None


def operation_lines(plan: Plan) -> Iterator[Line]:
    """Hours of all operations that are not over."""
    for operation in plan.operations:
        weeks = _weeks_of(operation, plan)
        production = [*_production(operation, plan, weeks), *_test(operation, plan, weeks)]
        after = list(_animation(operation, plan))
        if operation.starts is None:
            # Without dates one cannot tell when; production and what follows it never fall in one week.
            is_first = sum(one.hours for one in production) >= sum(one.hours for one in after)
            after = [replace(one, is_counted=not is_first) for one in after]
            production = [replace(one, is_counted=is_first) for one in production]
        yield from (replace(one, about=operation.name or operation.id) for one in (*production, *after))


def _weeks_of(operation: Operation, plan: Plan) -> _Weeks:
    """From the first date of a step to the start of the operation, or what is usual when dates are missing."""
    test = operation.user_test
    dates = [one.due for one in operation.steps if one.due] + ([test.due] if test and test.due else [])
    end = operation.starts or max(dates, default=None)
    usual = min(max(plan.norms["production_weeks"].value, 1), LONGEST_WEEKS)
    if end is None:
        return _Weeks(count=usual, window=None)
    first = min(dates, default=end)
    count = max(SHORTEST_WEEKS, (end - first).days / 7) if len({*dates, end}) > 1 else usual
    return _Weeks(count=count, window=(later(end, -count), later(end, -1 / 7)))


def _production(operation: Operation, plan: Plan, weeks: _Weeks) -> Iterator[Line]:
    said = [max(0, one.hours) for one in operation.steps if one.hours is not None]
    guessed = len(operation.steps) - len(said)
    if operation.steps:
        counted = Said(
            N_("steps: {steps}, of which counted by the norm: {guessed}"),
            {"steps": len(operation.steps), "guessed": guessed},
        )
        norm = "production_step"
        hours = sum(said) + guessed * plan.norms[norm].value
    else:
        counted = Said(N_("no step is described: what such an operation usually takes"))
        norm = f"operation_{operation.kind or 'other'}"
        hours = plan.norms[norm].value
    yield _spread(line(plan, "create", 1, norm, counted), hours, weeks)


def _test(operation: Operation, plan: Plan, weeks: _Weeks) -> Iterator[Line]:
    test = operation.user_test
    if test is None and operation.kind not in TESTED:
        return
    people = test.people if test and test.people is not None else plan.norms["test_people"].value
    prepare = plan.norms["test_prepare"].hours
    counted = Said(
        N_("people who test: {people}; to prepare and read it: {prepare} h"),
        {"people": people, "prepare": prepare},
    )
    hours = prepare + max(0, people) * plan.norms["test_person"].hours
    yield _spread(line(plan, "test", people, "test_person", counted), hours, weeks)


def _spread(one: Line, hours: float, weeks: _Weeks) -> Line:
    a_week = hours / weeks.count
    fields = {"total": round(hours, 1), "weeks": round(weeks.count, 1), "hours": round(a_week, 1)}
    arithmetic = Said(N_("{total} h over {weeks} weeks = {hours} h"), fields)
    return replace(one, quantity=hours, hours=a_week, arithmetic=arithmetic, window=weeks.window)


def _animation(operation: Operation, plan: Plan) -> Iterator[Line]:
    given = operation.animation
    if given is None and (operation.kind not in KEPT_ALIVE or operation.exit_plan.strip()):
        return
    counted = Said(N_("after the first day, hours said by the plan"))
    one = line(plan, "animate", 1, "animate_week", Said(N_("after the first day, hours not said: the norm")))
    if given is not None and given.hours_a_week is not None:
        hours = max(0, given.hours_a_week)
        said = Said(N_("{hours} h a week"), {"hours": hours})
        one = replace(one, quantity=hours, hours=hours, counted=counted, arithmetic=said)
    weeks = min(max((given.weeks if given else None) or ANIMATION_WEEKS, 1), LONGEST_WEEKS)
    first = operation.starts
    window = (first, later(operation.ends or first, weeks)) if first else None
    yield replace(one, window=window)
