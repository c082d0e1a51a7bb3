"""The cost as its page shows it: each task with its lines, each norm where it counts, and how one is replaced."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from palabre.errors import UsageError
from palabre.store import strategy_edit
from palabre.strategy.cost import TASK_NAMES
from palabre.strategy.norms import NORMS, UNIT_NAMES, norms_of
from palabre.web.strategy import editing
from palabre.web.strategy.editing import Place
from palabre.web.strategy.filling import Reading
from palabre.words import _, day, number
from palabre.words.messages import told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from palabre.strategy.cost import Cost, Line
    from palabre.strategy.norms import NormUsed
    from palabre.web.strategy.opening import Opened

NORMS_AT = ("resources", "norms")
FIELDS = frozenset(("task", "value", "source"))


@dataclass(frozen=True, slots=True, kw_only=True)
class NormShown:
    """A norm in words. `value` is how much it takes with its unit; `is_form` whether its form is open here."""

    norm: NormUsed
    label: str
    value: str
    usual: str
    source: str
    is_form: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    """A line of the cost, with its norm; `when` says its days when it does not last all year."""

    line: Line
    norm: NormShown
    hours: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskShown:
    """A task with the hours of the busiest week and the lines they come from."""

    name: str
    hours: str
    lines: tuple[LineShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NormForm:
    """The form of one norm as it is filled in; what is wrong with it, by field."""

    task: str
    value: str
    source: str
    wrong: Mapping[str, str]


def hours(value: float) -> str:
    """Hours as people say them: to the tenth, to the hundredth below one."""
    return number(round(value, 1 if value >= 1 else 2))


def tasks_of(cost: Cost, open_norm: str) -> tuple[TaskShown, ...]:
    """The tasks in their order; the form of a norm is open at the first line that uses it."""
    order = list(TASK_NAMES)
    by_task = sorted(cost.lines, key=lambda one: order.index(one.task))
    totals = dict(cost.by_task())
    first = next((one for one in by_task if one.norm.id == open_norm), None)
    return tuple(
        TaskShown(
            name=_(TASK_NAMES[task]),
            hours=hours(totals.get(task, 0)),
            lines=tuple(_line(one, is_form=one is first) for one in lines),
        )
        for task, lines in groupby(by_task, key=lambda one: one.task)
    )


def other_norms(opened: Opened, cost: Cost, open_norm: str) -> tuple[NormShown, ...]:
    """The norms that no line shows, though shares of levels or numbers of drills count within some."""
    shown = {one.norm.id for one in cost.lines}
    every = norms_of(opened.written.strategy).values()
    return tuple(_norm(one, is_form=one.id == open_norm) for one in every if one.id not in shown)


def norm_form(opened: Opened, task: str) -> NormForm:
    """The form of a norm as the strategy has it."""
    norm = norms_of(opened.written.strategy)[task]
    value = f"{norm.value:.6f}".rstrip("0").rstrip(".")
    return NormForm(task=task, value=value, source=norm.source if norm.is_own else "", wrong={})


def with_norm(opened: Opened, task: str, value: str, source: str) -> tuple[str, Mapping[str, str]]:
    """The text with a norm of one's own in it, in the place of the one before; what is wrong with it, by field."""
    filled = {"task": (task,), "value": (value,), "source": (source,)}
    reading = Reading(filled={name: words for name, words in filled.items() if words[0].strip()}, zone=opened.zone)
    numbers = _own(opened, task)
    place = Place(path=(*NORMS_AT, numbers[-1]) if numbers else editing.end_of(opened.written, NORMS_AT), fields=FIELDS)
    text = editing.written_with(opened.written, place, reading)
    wrong = dict(reading.wrong)
    if "value" not in wrong and (not value.strip() or value.strip().startswith("-")):
        wrong["value"] = told(UsageError("norm-needs-value"))
    if not source.strip():
        wrong["source"] = told(UsageError("norm-needs-source"))
    return text, wrong


def without_norm(opened: Opened, task: str) -> str:
    """The text without any norm of one's own for a task: the usual one counts again."""
    text = opened.text
    for number_of in reversed(_own(opened, task)):
        text = strategy_edit.remove_at(text, (*NORMS_AT, number_of))
    return text


def _own(opened: Opened, task: str) -> list[int]:
    return [number_of for number_of, one in enumerate(opened.written.strategy.resources.norms) if one.task == task]


def _line(one: Line, *, is_form: bool) -> LineShown:
    when = ""
    if one.window:
        when = _("From {first} to {last}").format(first=day(one.window[0]), last=day(one.window[1]))
    return LineShown(line=one, norm=_norm(one.norm, is_form=is_form), hours=hours(one.hours), when=when)


def _norm(one: NormUsed, *, is_form: bool) -> NormShown:
    usual = NORMS[one.id]
    return NormShown(
        norm=one,
        label=_(one.label),
        value=f"{number(one.value)} {_(UNIT_NAMES[one.unit])}",
        usual=f"{number(usual.value)} {_(UNIT_NAMES[usual.unit])}",
        source=one.source if one.is_own else _(one.source),
        is_form=is_form,
    )
