"""The delay guard: a dated goal beside what its kind usually takes; and what was added beside what it changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from palabre.strategy._plain import plain, spelt
from palabre.strategy._said_days import day_said
from palabre.strategy.judging import Around, error, rule, warning
from palabre.words import N_
from palabre.words.later import Delay, Said

if TYPE_CHECKING:
    from palabre.model.strategy import Norm, Objective, ObjectiveKind, Strategy
    from palabre.model.strategy.findings import Finding, Path

MONTH = 30.44
# A delay under this share of the least is absurd.
ABSURD = 0.25
# `resources.norms` may give our own least delay, in weeks, for a task of this name and the kind: `delay_help_users`.
OWN_NORM = "delay_"
_SOURCE = N_("Experience of the trade, not a measure; replace it with your own.")
_OWN_SOURCE = N_("Your own norm: {source}")


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualDelay:
    """How long a kind of goal takes: the least and the most in days, why, and what can be had sooner.

    `instead`: from how many days on, what can be had; the last that fits is proposed.
    """

    least: float
    most: float
    norm: str
    instead: tuple[tuple[float, str], ...]
    source: object = Said(_SOURCE)


DELAYS: dict[ObjectiveKind, UsualDelay] = {
    "animate_community": UsualDelay(
        least=12 * MONTH,
        most=18 * MONTH,
        norm=N_("Members talk to each other after 12 to 18 months; the first signs are seen after 3 to 6."),
        instead=(
            (0, N_("knowing where these people talk, how, and who helps whom")),
            (1 * MONTH, N_("first exchanges with twenty people, each by name")),
            (3 * MONTH, N_("first signs: people who come back, a question that a member answers before us")),
            (6 * MONTH, N_("a core of members who come back every month")),
        ),
    ),
    "prevent_fires": UsualDelay(
        least=3 * MONTH,
        most=6 * MONTH,
        norm=N_("Radars, response levels, rota and scenarios take three months to set up and to try in a drill."),
        instead=(
            (0, N_("radars on the most sensitive subject, and someone to call")),
            (1 * MONTH, N_("response levels and one scenario, with its holding statement approved")),
        ),
    ),
    "recruit_ambassadors": UsualDelay(
        least=6 * MONTH,
        most=9 * MONTH,
        norm=N_("People who speak for us in their own words are met one by one, over several exchanges."),
        instead=(
            (0, N_("a list of people who recommend us already, with their posts")),
            (2 * MONTH, N_("a second and third exchange with ten of them")),
            (4 * MONTH, N_("a first meeting with those who want to go further")),
        ),
    ),
    "gain_visibility": UsualDelay(
        least=6 * MONTH,
        most=12 * MONTH,
        norm=N_("A share of voice beside a competitor moves over seasons, because habits of naming do."),
        instead=(
            (0, N_("a measure of both shares of voice today, and of who names whom")),
            (2 * MONTH, N_("a first exchange with the trusted voices who name only the competitor")),
        ),
    ),
    "find_beta_testers": UsualDelay(
        least=4 * 7,
        most=8 * 7,
        norm=N_(
            "Where a community exists, testers are found in 4 to 8 weeks; where none does, it has to be met first."
        ),
        instead=(
            (0, N_("five people who asked for it already, called one by one")),
            (2 * 7, N_("a first group of ten, with one thing to try")),
        ),
    ),
    "help_users": UsualDelay(
        least=2 * MONTH,
        most=3 * MONTH,
        norm=N_("Finding the questions, the internal contacts and the first good answers takes two to three months."),
        instead=(
            (0, N_("the twenty questions that come back most, with their approved answers")),
            (1 * MONTH, N_("an answer to every question that names us, in working hours")),
        ),
    ),
    "bring_leads": UsualDelay(
        least=6 * MONTH,
        most=12 * MONTH,
        norm=N_("People ask those they have seen being useful for a while, and then take time to decide."),
        instead=(
            (0, N_("requests heard in public, counted and handed to a colleague")),
            (3 * MONTH, N_("the outcome of the first requests, known and noted")),
        ),
    ),
}


# The names of the tasks under which our own delays are given.
DELAY_NORMS = tuple(f"{OWN_NORM}{kind}" for kind in DELAYS)


@rule
def delays_are_realistic(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A dated goal is given at least what its kind usually takes, or says what can be had sooner."""
    for number, objective in enumerate(strategy.objectives):
        usual = usual_delay(objective.kind, strategy.resources.norms)
        given = _days_given(objective, around.today)
        if usual is None or given is None or not 0 < given < usual.least:
            continue
        path: Path = ("objectives", number, "due") if objective.due else ("objectives", number)
        fields = {
            "objective": objective.goal.strip()[:80] or objective.id or number + 1,
            "given": Delay(given),
            "least": Delay(usual.least),
            "most": Delay(usual.most),
            "norm": Said(usual.norm),
            "source": usual.source,
            "instead": Said(_had_by(usual, given)),
        }
        if given < usual.least * ABSURD:
            yield error("delay-absurd", *path, **fields)
        else:
            yield warning("delay-short", *path, **fields)


def usual_delay(kind: ObjectiveKind | None, norms: Sequence[Norm] = ()) -> UsualDelay | None:
    """What a kind of goal usually takes, with our own least delay where we gave one; None for own words."""
    usual = DELAYS.get(kind) if kind else None
    own = next((one for one in norms if one.task == f"{OWN_NORM}{kind}" and one.value and one.value > 0), None)
    if usual is None or own is None or own.value is None:
        return usual
    least = own.value * 7
    source = Said(_OWN_SOURCE, {"source": own.source or "?"})
    return replace(usual, least=least, most=max(usual.most, least), source=source)


def _days_given(objective: Objective, today: date) -> int | None:
    since = max(objective.starts, today) if objective.starts else today
    counted = objective.count_goal.due if objective.count_goal else None
    due = objective.due or counted or day_said(plain(spelt(objective.goal)), today=today, since=since)
    return (due - (objective.starts or today)).days if due else None


def _had_by(usual: UsualDelay, given: float) -> str:
    return [what for since, what in usual.instead if since <= given][-1]


Told = Literal["nothing_added", "not_yet_measurable", "no_change", "changed", "worse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What was given at a day, and the figure of the indicator then, when it was known."""

    day: date
    hours_a_week: float | None = None
    money: float | None = None
    figure: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedAgainstChanged:
    """Hours or money added, beside what the figure did since; its text is a sentence for a review."""

    told: Told
    increases: int
    before: float | None = None
    after: float | None = None
    smallest_change: float | None = None

    def __str__(self) -> str:
        fields = {"n": self.increases, "before": self.before, "after": self.after, "smallest": self.smallest_change}
        return str(Said(_ADDED[self.told], fields))


_ADDED: dict[Told, str] = {
    "nothing_added": N_("Neither hours nor money were added so far."),
    "not_yet_measurable": N_(
        "What was added cannot be confronted with anything yet: two figures are needed, one before and one after, and "
        "the smallest change that matters. Times hours or money were added: {n}."
    ),
    "no_change": N_(
        "Times hours or money were added: {n}. The figure went from {before} to {after}, no further than the smallest "
        "change that matters ({smallest}): before adding more, ask what else stops it."
    ),
    "changed": N_(
        "Times hours or money were added: {n}. The figure went from {before} to {after}, more than the smallest change "
        "that matters ({smallest}); that it moved afterwards does not say that it moved because of it."
    ),
    "worse": N_(
        "Times hours or money were added: {n}. The figure went the wrong way, from {before} to {after}: before adding "
        "more, ask what else is happening."
    ),
}


def added_against_changed(
    efforts: Sequence[Effort], *, smallest_change: float | None, lower_is_better: bool = False
) -> AddedAgainstChanged:
    """How many times hours or money were added, and whether the figure has moved since by more than what matters.

    The figure before is the last one known when the first increase began; the figure after is the last one known since
    the last increase. Where one of them is not known, nothing is concluded.
    """
    ordered = sorted(efforts, key=lambda one: one.day)
    raised = _increases(ordered)
    if not raised:
        return AddedAgainstChanged(told="nothing_added", increases=0)
    before = _last_figure(ordered[: raised[0] + 1])
    after = _last_figure(ordered[raised[-1] + 1 :])
    if before is None or after is None or not smallest_change or smallest_change <= 0:
        return AddedAgainstChanged(told="not_yet_measurable", increases=len(raised), before=before, after=after)
    gain = before - after if lower_is_better else after - before
    told: Told = "changed" if gain > smallest_change else "worse" if gain < -smallest_change else "no_change"
    return AddedAgainstChanged(
        told=told, increases=len(raised), before=before, after=after, smallest_change=smallest_change
    )


def _increases(ordered: Sequence[Effort]) -> list[int]:
    """At which efforts more hours or more money were given than the last time that they were known."""
    raised: list[int] = []
    hours = money = None
    for number, one in enumerate(ordered):
        is_more_hours = hours is not None and one.hours_a_week is not None and one.hours_a_week > hours
        is_more_money = money is not None and one.money is not None and one.money > money
        if is_more_hours or is_more_money:
            raised.append(number)
        hours = hours if one.hours_a_week is None else one.hours_a_week
        money = money if one.money is None else one.money
    return raised


def _last_figure(efforts: Sequence[Effort]) -> float | None:
    return next((one.figure for one in reversed(efforts) if one.figure is not None), None)
