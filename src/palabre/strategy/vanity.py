"""The vanity guard: a goal in followers, likes or views is held against what accounts do, and asked what it serves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from palabre.model.strategy.findings import Finding, Severity
from palabre.strategy.count_aims import CountAim, count_aims, counted_by, indicator_of
from palabre.strategy.goals import count_goals, counts
from palabre.strategy.growth import GrowthClass, Verdict, confronted, history_of, reference_in
from palabre.strategy.judging import Around, error, rule, warning
from palabre.strategy.outcomes import outcomes_for
from palabre.words import N_
from palabre.words.later import Delay, Said, Together

if TYPE_CHECKING:
    from palabre.model.strategy import Objective, Strategy

SHOWN_OUTCOMES = 3
_NUMBER_OF = {
    "followers": N_("followers: {goal}"),
    "likes": N_("likes: {goal}"),
    "views": N_("views: {goal}"),
}
_NOTHING_HEARD = N_("The growth of this account was not heard.")
_HEARD_TOO_SHORT = N_("The growth of this account was heard for less than eight weeks.")
_OWN_BASIS = N_("Compared with six-week periods of your own accounts: {cases}.")
_CLASS = N_(
    "These are weekly stars of code repositories, which stand for followers; only those already popular are in it, so "
    "most accounts do less."
)
_BASES = {
    "": N_("Compared with public counts read six weeks ahead. {what}"),
    "other_weeks": N_("Compared with public counts read six weeks ahead, as if the same held in {delay}. {what}"),
    "six_weeks_given": N_("Compared with public counts as if six weeks were given, which favours the goal. {what}"),
}
# How serious each verdict is, where it is no warning.
SEVERITIES: Mapping[str, Severity] = {
    "count-goal-unseen": "error",
    "count-goal-reached": "note",
    "count-goal-usual": "note",
    "count-goal-no-figure": "note",
    "count-goal-no-class": "note",
    "count-goal-no-history": "note",
}


@rule
def counts_are_confronted(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """Each goal in numbers: is it plausible beside what accounts do, and which outcome does it serve?"""
    reference = reference_in(around.heard)
    for aim in count_aims(strategy, around.today):
        yield _plausibility(aim, around, reference)
        yield _question(aim, strategy)


@rule
def outcomes_tell_objectives(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """An objective is not told by a number of followers, likes or views."""
    del around
    for number, objective in enumerate(strategy.objectives):
        indicator = indicator_of(strategy, objective)
        if indicator is not None and counted_by(indicator):
            yield error(
                "objective-told-by-count",
                "objectives",
                number,
                "indicator",
                objective=objective.id or number + 1,
                indicator=indicator.name or indicator.id,
                outcomes=_proposed(objective),
            )


def _plausibility(aim: CountAim, around: Around, reference: GrowthClass) -> Finding:
    said = aim.said
    days = (said.due - (aim.since or around.today)).days if said.due else None
    if said.counted != "followers":
        return _found("count-goal-no-class", aim, {})
    history = history_of(around.heard, aim.account)
    now = said.now if said.now is not None else history[-1][1] if history else None
    goal = said.goal if said.goal is not None or said.gain is None or now is None else now + said.gain
    weeks = None if days is None else days / 7
    verdict = confronted(now, goal, weeks, history, reference=reference, factor=said.factor)
    return _found(_code(verdict), aim, _figures(verdict, days or 0))


def _code(verdict: Verdict) -> str:
    if verdict.standing != "no_history":
        return "count-goal-" + verdict.standing.replace("_", "-")
    if not verdict.multiples:
        return "count-goal-far-no-history"
    if verdict.multiple is None:
        return "count-goal-no-start"
    return "count-goal-above-all" if verdict.is_above_all else "count-goal-no-history"


def _found(code: str, aim: CountAim, fields: Mapping[str, object]) -> Finding:
    severity: Severity = SEVERITIES.get(code, "warning")
    if severity == "error" and aim.path[0] == "content":
        severity = "warning"
    return Finding(code=code, severity=severity, path=aim.path, fields={"said": _said(aim), **fields})


def _figures(verdict: Verdict, days: int) -> dict[str, object]:
    """What the sentences of a verdict may say, each figure as short as it is sure."""
    middle, quick, quickest, highest = verdict.multiples or (0.0, 0.0, 0.0, 0.0)
    heard = _HEARD_TOO_SHORT if verdict.history_weeks or verdict.pace else _NOTHING_HEARD
    figures = {
        "now": verdict.now,
        "goal": verdict.goal,
        "asked": _short(verdict.asked_a_week),
        "pace": _short(verdict.pace),
        "times": _short(verdict.times),
        "multiple": _short(verdict.multiple),
        "middle": round(middle, 3),
        "quick": round(quick, 3),
        "quickest": round(quickest, 3),
        "highest": round(highest, 2),
        "start": _short(verdict.goal / highest) if verdict.goal and highest else None,
        "out_of": verdict.out_of,
        "cases": verdict.cases,
        "delay": Delay(days),
        "heard": Said(heard),
        "basis": _basis(verdict, days),
    }
    return {name: value for name, value in figures.items() if value is not None}


def _basis(verdict: Verdict, days: int) -> Said:
    if verdict.is_own:
        return Said(_OWN_BASIS, {"cases": verdict.cases})
    return Said(_BASES[verdict.assumed], {"delay": Delay(days), "what": Said(_CLASS)})


def _short(value: float | None) -> float | None:
    """Two figures where there are few, three where there are many: more would not be known."""
    if value is None:
        return None
    short = float(f"{value:.2g}") if abs(value) < 100 else float(f"{value:.3g}")
    return int(short) if short == int(short) else short


def _said(aim: CountAim) -> object:
    return aim.said.words or Said(_NUMBER_OF[aim.said.counted], {"goal": _wanted(aim)})


def _wanted(aim: CountAim) -> object:
    return "?" if aim.said.goal is None else aim.said.goal


def _question(aim: CountAim, strategy: Strategy) -> Finding:
    """Which outcome does it serve? Asked always, firmly where nothing answers."""
    answer = _answer(aim, strategy)
    fields: dict[str, object] = {"said": _said(aim), "outcomes": _proposed(aim.objective)}
    if answer:
        return warning("count-goal-serves", *aim.path, **fields, answer=answer)
    say = warning if aim.path[0] == "content" else error
    return say("count-goal-serves-nothing", *aim.path, **fields)


def _answer(aim: CountAim, strategy: Strategy) -> str:
    """What the goal is said to serve: in words that are no count themselves, or by an indicator that is measurable."""
    served = aim.serves.strip()
    if served and not count_goals(served, today=date.min) and not counts(served):
        return served
    indicator = indicator_of(strategy, aim.objective)
    if indicator is None or indicator.not_measurable.strip() or counted_by(indicator):
        return ""
    return indicator.name or indicator.id


def _proposed(objective: Objective | None) -> Together:
    shown = outcomes_for(objective.kind if objective else None)[:SHOWN_OUTCOMES]
    return Together(tuple(Said(one.sentence) for one in shown))
