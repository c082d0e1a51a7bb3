"""What an adopted objective may no longer change without a break in its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from palabre.model.strategy import Indicator, Objective
from palabre.model.strategy.kept import Break
from palabre.store.strategy_text import read_strategy
from palabre.strategy.judging import Around, note, rule
from palabre.strategy.wording import words_of
from palabre.words.later import Said, Together

if TYPE_CHECKING:
    from palabre.model.strategy import Strategy
    from palabre.model.strategy.findings import Finding
    from palabre.model.strategy.kept import Saved

# Who answers for an objective and when it is looked at again change nothing of what is measured.
FROZEN = (
    "kind", "goal", "for_whom", "against", "indicator", "now", "target", "smallest_change", "starts", "due",
    "count_goal",
)  # fmt: skip
FROZEN_IN_INDICATOR = ("definition", "version", "unit", "source")


def said_in(saved: Saved) -> Strategy:
    """What a saved version says; read once, since it never changes."""
    return _said(saved.text)


@lru_cache(maxsize=4)
def _said(text: str) -> Strategy:
    return read_strategy(text).strategy


def breaks_between(before: Strategy, after: Strategy) -> tuple[Break, ...]:
    """The objectives of one strategy that another changes or drops, in the order of the first.

    An objective is known by its short name; new ones break nothing, and a text whose spaces alone moved is the same.
    """
    now = {one.id: one for one in after.objectives}
    found = []
    for objective in before.objectives:
        if not objective.id:
            continue
        if objective.id not in now:
            found.append(Break(objective=objective.id))
        elif changed := tuple(_changed(objective, now[objective.id], before, after)):
            found.append(Break(objective=objective.id, fields=changed))
    return tuple(found)


def _changed(was: Objective, now: Objective, before: Strategy, after: Strategy) -> Iterator[str]:
    for name in FROZEN:
        if _plain(getattr(was, name)) != _plain(getattr(now, name)):
            yield name
    if was.indicator == now.indicator:
        old, new = (
            next((one for one in strategy.indicators if one.id == was.indicator), None) for strategy in (before, after)
        )
        for name in FROZEN_IN_INDICATOR if old and new else ():
            if getattr(old, name) != getattr(new, name):
                yield f"indicator.{name}"


def fields_said(names: Iterable[str]) -> Together:
    """The fields that a break is made of, as forms call them."""
    return Together(tuple(Said(_label(name)) for name in names), ", ")


def _label(name: str) -> str:
    inside, _dot, last = name.rpartition(".")
    return words_of(Indicator if inside else Objective, last).label


def _plain(value: object) -> object:
    if isinstance(value, str):
        return " ".join(value.split())
    return sorted(value) if isinstance(value, tuple) else value


@rule
def adopted_objectives_stay(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A change in an adopted objective is said while it can still be taken back: adopting it breaks the figures."""
    if around.adopted is None:
        return
    numbers = {one.id: number for number, one in enumerate(strategy.objectives)}
    for one in breaks_between(around.adopted, strategy):
        if not one.fields:
            yield note("adopted-objective-gone", "objectives", objective=one.objective)
            continue
        path = "objectives", numbers[one.objective], one.fields[0].partition(".")[0]
        yield note("adopted-objective-changed", *path, objective=one.objective, fields=fields_said(one.fields))
