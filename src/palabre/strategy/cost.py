"""Honest cost: the hours a week and the money that a plan needs, line by line, beside what is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from palabre.strategy._operations import operation_lines
from palabre.strategy._work import Line, Plan, TaskName, later, line, per_week
from palabre.strategy.norms import norms_of
from palabre.strategy.policy import people_of
from palabre.words import N_
from palabre.words.later import Said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from palabre.model.strategy import PersonStatus, Strategy
    from palabre.strategy.judging import Heard

__all__ = ["TASK_NAMES", "Cost", "Line", "MoneyLine", "PersonHours", "Unknown", "cost_of"]

TASK_NAMES: Mapping[TaskName, str] = {
    "listen": N_("Listening work"),
    "answer": N_("Answering"),
    "relations": N_("Relations"),
    "write": N_("Writing"),
    "images": N_("Image research and rights"),
    "create": N_("Creation and development"),
    "test": N_("Tests with users"),
    "animate": N_("Keeping operations alive"),
    "approve": N_("Approval"),
    "moderate": N_("Moderation"),
    "measure": N_("Measuring"),
    "report": N_("Reporting"),
    "crisis": N_("Crisis readiness"),
}
WORKING_DAYS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Work that could not be counted, and what is missing to count it."""

    task: TaskName
    missing: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHours:
    """The hours a week that someone gives."""

    person: str
    name: str
    status: PersonStatus | None
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLine:
    """Money needed in a year, and for what."""

    what: Said | str
    euros: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a plan needs in its busiest week, what is given, and what could not be counted."""

    # Largest first; those that fall outside the busiest week say so.
    lines: tuple[Line, ...]
    unknown: tuple[Unknown, ...]
    people: tuple[PersonHours, ...]
    money: tuple[MoneyLine, ...]
    # Euros in a year.
    money_declared: float
    # The first day of the busiest week; None when every week is alike.
    busiest: date | None = None

    @property
    def needed(self) -> float:
        """Hours of the busiest week."""
        return sum(one.hours for one in self.lines if one.is_counted)

    @property
    def declared(self) -> float:
        """Hours a week that all people give together."""
        return sum(one.hours for one in self.people)

    @property
    def money_needed(self) -> float:
        """Euros in a year."""
        return sum(one.euros for one in self.money)

    @property
    def ratio(self) -> float | None:
        """Hours needed for one given; None when nobody gives any, or nothing is planned."""
        return self.needed / self.declared if self.declared and self.lines else None

    def by_task(self) -> tuple[tuple[TaskName, float], ...]:
        """Hours of the busiest week by task, in the order of the table, tasks without a line left out."""
        tasks = {one.task for one in self.lines}
        return tuple(
            (task, sum(one.hours for one in self.lines if one.task == task and one.is_counted))
            for task in TASK_NAMES
            if task in tasks
        )


def cost_of(strategy: Strategy, heard: Heard | None, *, today: date | None = None) -> Cost:
    """What the plan needs, from its own content and what was heard, against what it declares.

    Places that are not closed count, planned ones too: what is planned must be paid for. Work that lasts (listening,
    answering) counts every week, operations in their own weeks; the total is that of the busiest week. Operations that
    were over before `today` are left out. An empty plan has no line: what is missing is told instead.
    """
    plan = Plan(strategy=strategy, norms=norms_of(strategy), heard=heard, today=today)
    is_empty = _is_empty(strategy)
    lines = () if is_empty else tuple(one for task in _TASKS for one in task(plan) if one.hours > 0)
    busiest, lines = _busiest(lines, today)
    return Cost(
        lines=tuple(sorted(lines, key=lambda one: (not one.is_counted, -one.hours))),
        unknown=tuple(_nothing_planned() if is_empty else _unknown(plan)),
        people=tuple(_people(strategy)),
        money=() if is_empty else tuple(_money(plan)),
        money_declared=_money_declared(strategy),
        busiest=busiest,
    )


def _is_empty(strategy: Strategy) -> bool:
    return not (
        strategy.objectives
        or strategy.audiences
        or strategy.operations
        or strategy.sensitive_subjects
        or strategy.scenarios
        or any(place.state != "closed" for place in strategy.places)
    )


def _busiest(lines: Sequence[Line], today: date | None) -> tuple[date | None, tuple[Line, ...]]:
    """The day from which the most hours fall together, and the lines marked with whether they do."""
    changes: dict[date, float] = {}
    for one in lines:
        if one.window is None or not one.is_counted:
            continue
        first, last = one.window if today is None else (max(one.window[0], today), one.window[1])
        if first <= last:
            changes[first] = changes.get(first, 0) + one.hours
            after = later(last, 1 / 7)
            changes[after] = changes.get(after, 0) - one.hours
    if not changes:
        return None, tuple(one if one.window is None else replace(one, is_counted=False) for one in lines)
    days = sorted(changes)
    together = accumulate(changes[day] for day in days)
    day, _hours = max(zip(days, together, strict=True), key=lambda one: round(one[1], 6))
    return day, tuple(replace(one, is_counted=_falls(one, day)) for one in lines)


def _falls(one: Line, day: date) -> bool:
    return one.is_counted and (one.window is None or one.window[0] <= day <= one.window[1])


def _listening(plan: Plan) -> Iterator[Line]:
    strategy = plan.strategy
    yield line(plan, "listen", WORKING_DAYS, "listen_day", Said(N_("working days")))
    subjects = len(strategy.audiences) + len(strategy.context.competitors) + len(strategy.sensitive_subjects)
    yield line(
        plan, "listen", subjects, "listen_subject", Said(N_("audiences, competitors and sensitive subjects followed"))
    )


def _answering(plan: Plan) -> Iterator[Line]:
    volume, is_heard = plan.messages_a_week
    mix = plan.level_mix
    for level, share in mix.items():
        counted = (
            N_("messages of level {level}: {share} in 100 of the {volume} heard in a usual week")
            if is_heard
            else N_("messages of level {level}: {share} in 100 of the {volume} said in “answers_a_week:”")
        )
        said = Said(counted, {"level": level, "share": round(100 * share, 1), "volume": volume or 0})
        yield line(plan, "answer", (volume or 0) * share, f"answer_level_{level}", said)


def _relations(plan: Plan) -> Iterator[Line]:
    yield line(plan, "relations", len(plan.strategy.audiences), "relations_audience", Said(N_("audiences to meet")))


def _publications(plan: Plan) -> Iterator[Line]:
    posts = plan.posts_a_week
    yield line(plan, "write", posts, "write_post", Said(N_("publications a week, all places together")))
    yield line(plan, "images", posts, "image_post", Said(N_("publications a week, all places together")))
    readers = plan.readers
    said = Said(
        N_("publications a week: {posts}; people who read and approve each, on average: {readers}"),
        {"posts": round(posts, 1), "readers": round(readers, 1)},
    )
    yield line(plan, "approve", posts * readers, "approve_reader", said)


def _moderation(plan: Plan) -> Iterator[Line]:
    places = sum(1 for place in plan.places if place.conversations is not False)
    yield line(plan, "moderate", places, "moderate_place", Said(N_("places where people can answer us")))


def _measures(plan: Plan) -> Iterator[Line]:
    strategy = plan.strategy
    indicators = sum(1 for one in strategy.indicators if not one.not_measurable.strip())
    yield line(plan, "measure", indicators, "measure_indicator", Said(N_("indicators that can be measured")))
    yield line(plan, "report", per_week(12), "report_month", Said(N_("reports: one a month, 12 in 52 weeks")))


def _readiness(plan: Plan) -> Iterator[Line]:
    strategy = plan.strategy
    cell = {who for one in strategy.scenarios for who in one.cell if who}
    drills = plan.norms["drills_year"].value
    people = Said(
        N_("people in crisis cells: {people}, drills a year: {drills}, over 52 weeks"),
        {"people": len(cell), "drills": drills},
    )
    yield line(plan, "crisis", per_week(len(cell) * drills), "drill_person", people)
    count = len(strategy.scenarios)
    kept = Said(N_("scenarios to keep up to date: {scenarios}, over 52 weeks"), {"scenarios": count})
    yield line(plan, "crisis", per_week(count), "scenario_year", kept)
    on_call = strategy.organisation.on_call
    rota = 1 if on_call.turns or on_call.shifts else 0
    yield line(plan, "crisis", rota, "on_call_week", Said(N_("on-call rota")))


_TASKS: tuple[Callable[[Plan], Iterator[Line]], ...] = (
    _listening, _answering, _relations, _publications, operation_lines, _moderation, _measures, _readiness,
)  # fmt: skip


def _nothing_planned() -> Iterator[Unknown]:
    yield Unknown(
        task="listen", missing=Said(N_("no objective, audience or sensitive subject says what is listened to"))
    )
    yield Unknown(task="write", missing=Said(N_("no place says how much is published")))
    yield Unknown(task="answer", missing=Said(N_("no radar has counted the messages yet")))
    yield Unknown(task="create", missing=Said(N_("no operation says what is produced")))


def _unknown(plan: Plan) -> Iterator[Unknown]:
    if plan.places and plan.messages_a_week[0] is None:
        yield Unknown(
            task="answer", missing=Said(N_("nobody knows yet how many messages call for an answer in a usual week"))
        )
    for place in plan.places:
        if place.posts_a_week is None:
            name = place.name or place.id or place.network or ""
            said = Said(N_("“{place}” does not say how much is published there in a week"), {"place": name})
            yield Unknown(task="write", missing=said)


def _people(strategy: Strategy) -> Iterator[PersonHours]:
    known = people_of(strategy.organisation)
    given: dict[str, float] = {}
    for one in strategy.resources.time:
        given[one.person] = given.get(one.person, 0) + max(0, one.hours_a_week or 0)
    for who, hours in given.items():
        person = known.get(who)
        name, status = (person.name or who, person.status) if person else (who, None)
        yield PersonHours(person=who, name=name, status=status, hours=hours)


def _money(plan: Plan) -> Iterator[MoneyLine]:
    posts = plan.posts_a_week * 52
    if posts:
        said = Said(N_("images, publications a year: {posts}"), {"posts": round(posts)})
        yield MoneyLine(what=said, euros=posts * plan.norms["image_euros"].value)
    if plan.places:
        yield MoneyLine(what=Said(N_("tools and hosting, 12 months")), euros=12 * plan.norms["tools_euros"].value)
    for operation in plan.operations:
        if operation.cost:
            yield MoneyLine(what=operation.name or operation.id, euros=operation.cost)


def _money_declared(strategy: Strategy) -> float:
    times: Mapping[Literal["once", "month", "year"] | None, int] = {"once": 1, "month": 12, "year": 1, None: 1}
    return sum(max(0, one.euros or 0) * times[one.per] for one in strategy.resources.money)
