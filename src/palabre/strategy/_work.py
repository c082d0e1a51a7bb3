"""One line of work, and what is needed to count it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from palabre.strategy.norms import UNIT_NAMES, NormUsed, level_mix
from palabre.words import N_
from palabre.words.later import Said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from palabre.model.strategy import Operation, Presence, Strategy
    from palabre.strategy.judging import Heard

TaskName = Literal[
    "listen", "answer", "relations", "write", "images", "create", "test", "animate", "approve", "moderate", "measure",
    "report", "crisis",
]  # fmt: skip
# Content that a chain approves but that is no publication of the usual week.
_NOT_PUBLISHED = frozenset(("answer", "crisis"))
LONGEST_WEEKS = 520


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Hours a week of one piece of work, with the arithmetic that gives them."""

    task: TaskName
    # What it is about, where one task has several lines: the name of an operation.
    about: str = ""
    # How many a week, of what, and where that comes from.
    quantity: float
    counted: Said
    norm: NormUsed
    hours: float
    arithmetic: Said
    # First and last day, for work that does not last all year.
    window: tuple[date, date] | None = None
    # Whether it falls in the busiest week.
    is_counted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A strategy with all that its cost is counted from."""

    strategy: Strategy
    norms: Mapping[str, NormUsed]
    heard: Heard | None
    today: date | None

    @property
    def places(self) -> tuple[Presence, ...]:
        """Places that are open or planned."""
        return tuple(one for one in self.strategy.places if one.state != "closed")

    @property
    def operations(self) -> tuple[Operation, ...]:
        """Operations that are not over."""
        return tuple(one for one in self.strategy.operations if not self._is_over(one))

    def _is_over(self, operation: Operation) -> bool:
        last = operation.ends or operation.starts
        if last is None or self.today is None:
            return False
        weeks = operation.animation.weeks if operation.animation else None
        return later(last, weeks or 0) < self.today

    @property
    def messages_a_week(self) -> tuple[float | None, bool]:
        """Messages of a usual week, and whether they were heard; those declared when none were; None when unknown."""
        if self.heard is not None and self.heard.messages_a_week is not None:
            return self.heard.messages_a_week, True
        declared = self.strategy.resources.answers_a_week
        return (None if declared is None else max(0, declared)), False

    @property
    def level_mix(self) -> Mapping[int, float]:
        """The share of each response level among messages, in 1."""
        return level_mix(self.norms)

    @property
    def posts_a_week(self) -> float:
        """Publications a week of all places that say how many."""
        return sum(max(0, one.posts_a_week or 0) for one in self.places)

    @property
    def readers(self) -> float:
        """How many people on average read and approve a publication; one when no chain says it."""
        chains = [
            len({*one.readers, one.approver} - {""})
            for one in self.strategy.organisation.approvals
            if not one.kinds or set(one.kinds) - _NOT_PUBLISHED
        ]
        return max(1.0, sum(chains) / len(chains)) if chains else 1.0


def line(plan: Plan, task: TaskName, quantity: float, norm: str, counted: Said) -> Line:
    """The line of a task: a quantity a week by a norm of time."""
    used = plan.norms[norm]
    hours = quantity * used.hours
    fields = {
        "counted": counted,
        "quantity": _rounded(quantity),
        "value": used.value,
        "unit": Said(UNIT_NAMES[used.unit]),
        "hours": _rounded(hours),
    }
    arithmetic = Said(N_("{quantity} × {value} {unit} = {hours} h"), fields)
    return Line(task=task, quantity=quantity, counted=counted, norm=used, hours=hours, arithmetic=arithmetic)


def per_week(times_a_year: float) -> float:
    """How often in a week what happens so many times a year."""
    return times_a_year / 52


def later(day: date, weeks: float) -> date:
    """The day so many weeks after another; whatever is written, it stays within ten years and the calendar."""
    days = round(7 * min(max(weeks, -LONGEST_WEEKS), LONGEST_WEEKS))
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _rounded(value: float) -> float:
    return round(value, 1) if value >= 1 else round(value, 2)
