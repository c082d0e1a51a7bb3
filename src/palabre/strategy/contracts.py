"""The contract of each indicator: what is counted, from what, how many at least; or why it cannot be known."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from palabre.model.bounds import SURE
from palabre.strategy._plain import plain, spelt
from palabre.strategy.judging import Around, error, note, rule, warning
from palabre.strategy.order import name_of_objective

if TYPE_CHECKING:
    from palabre.model.strategy import Indicator, Objective, Strategy
    from palabre.model.strategy.findings import Finding

# The least number that makes sense: below it one person changes the figure.
LEAST_SHARE, LEAST = 100, 20
# A least change smaller than this part of what can be seen is a slip of the pen.
_MOST_TIMES = 1000.0
# After so many periods as a target, people work for the figure.
MOST_PERIODS = 2
LONGEST_AS_TARGET = timedelta(days=366)
_SHARE = re.compile(r"%|per ?cent|percent|pour ?cent|\bshare\b|\bpart\b|points?\b|taux|\brate\b")
_PER_CENT = re.compile(r"%|per ?cent|pour ?cent|points?\b")
_LENGTH_OF_TIME = re.compile(r"\b(?:h|hours?|heures?|min|minutes?|days?|jours?|seconds?|secondes?)\b")
_LOWER_IS_BETTER = re.compile(
    r"delay|waiting|time to|unanswered|hostil|complaint|negative|\bfires?\b|flare|rumou?r|churn|bought|inert"
    r"|delai|attente|sans reponse|plainte|reclamation|negati[fv]|departs? de feu|rumeur|desabonne"
)
_HIGHER_IS_BETTER = re.compile(
    r"retention|satisf|share of voice|solved|reciproc|ambassador|advocate|contribut|\bleads?\b|taken up|tester"
    r"|part de voix|resolu|ambassad|reprise|testeu|prescri"
)


def _plain(*texts: str) -> str:
    return plain(spelt(" ".join(texts))).replace("-", " ").replace("_", " ")


def is_share(indicator: Indicator) -> bool:
    """Whether a figure is a share of something, by its unit."""
    return _SHARE.search(_plain(indicator.unit)) is not None


def is_per_cent(indicator: Indicator) -> bool:
    """Whether a share is counted from 0 to 100."""
    return _PER_CENT.search(_plain(indicator.unit)) is not None


def least_n(indicator: Indicator) -> int:
    """The least number that makes sense: a hundred for a share, twenty for a middle value or a count."""
    return LEAST_SHARE if is_share(indicator) else LEAST


def is_lower_better(indicator: Indicator) -> bool | None:
    """Whether less of it is better, by its words; None when they do not tell."""
    words = _plain(indicator.definition, indicator.name, indicator.id)
    lower = _LOWER_IS_BETTER.search(words) is not None
    higher = _HIGHER_IS_BETTER.search(words) is not None
    return None if lower == higher else lower


@rule
def indicators_are_defined(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """An indicator without definition nor source cannot be measured: an error where an objective rests on it, else a
    warning; the rest of the contract is asked for."""
    del around
    needed = {objective.indicator for objective in strategy.objectives if objective.indicator}
    for number, indicator in enumerate(strategy.indicators):
        here, name = ("indicators", number), _name(indicator, number)
        say = error if indicator.id in needed else warning
        is_unknowable = bool(indicator.not_measurable.strip())
        if indicator.definition.strip() and is_unknowable:
            yield warning("indicator-both", *here, "not_measurable", indicator=name)
        elif not indicator.definition.strip() and not is_unknowable:
            yield say("indicator-undefined", *here, indicator=name)
        if is_unknowable:
            continue
        if not indicator.source.strip():
            yield say("indicator-without-source", *here, indicator=name)
        if indicator.definition.strip() and indicator.version is None:
            yield warning("indicator-without-version", *here, indicator=name)
        if not indicator.unit.strip():
            yield warning("indicator-without-unit", *here, indicator=name)


def _name(indicator: Indicator, number: int) -> str | int:
    return indicator.name or indicator.id or number + 1


@rule
def indicators_rest_on_enough(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """Too small a number, or none told: warnings, for the figure would move by chance alone."""
    del around
    for number, indicator in enumerate(strategy.indicators):
        if indicator.not_measurable.strip():
            continue
        here, fields = ("indicators", number), {"indicator": _name(indicator, number), "least": least_n(indicator)}
        if indicator.minimum_n is None:
            yield warning("indicator-without-minimum", *here, **fields)
        elif indicator.minimum_n < least_n(indicator):
            code = "share-of-too-few" if is_share(indicator) else "indicator-of-too-few"
            yield warning(code, *here, "minimum_n", **fields, n=indicator.minimum_n)


@rule
def targets_do_not_last(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A figure that is a target for long gets worked for its own sake: a warning, firmer when nothing would betray it.
    A counter-indicator that is the indicator itself betrays nothing: an error."""
    for number, indicator in enumerate(strategy.indicators):
        here, name = ("indicators", number), _name(indicator, number)
        if indicator.counter and indicator.counter == indicator.id:
            yield error("counter-is-itself", *here, "counter", indicator=name)
        periods, since = indicator.periods_as_target, indicator.target_since
        has_counter = indicator.counter not in ("", indicator.id)
        if periods is not None and periods > MOST_PERIODS:
            code = "target-for-long" if has_counter else "target-for-long-alone"
            yield warning(code, *here, "periods_as_target", indicator=name, periods=periods, most=MOST_PERIODS)
        elif periods is None and since and around.today - since > LONGEST_AS_TARGET:
            code = "target-since-long" if has_counter else "target-since-long-alone"
            yield warning(code, *here, "target_since", indicator=name, since=since)


@rule
def indicators_serve(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """An indicator of no objective is worth knowing; an objective that rests on what cannot be measured is warned."""
    del around
    known = _known(strategy)
    used = {objective.indicator for objective in strategy.objectives} | {one.counter for one in strategy.indicators}
    for number, indicator in enumerate(strategy.indicators):
        if indicator.id and indicator.id not in used:
            yield note("indicator-unused", "indicators", number, indicator=_name(indicator, number))
    for number, objective in enumerate(strategy.objectives):
        indicator_of = known.get(objective.indicator)
        if indicator_of and indicator_of.not_measurable.strip() and not indicator_of.definition.strip():
            fields = {"objective": name_of_objective(objective, number), "indicator": _name(indicator_of, number)}
            yield warning("objective-not-measurable", "objectives", number, "indicator", **fields)


def _known(strategy: Strategy) -> Mapping[str, Indicator]:
    return {one.id: one for one in reversed(strategy.indicators) if one.id}


@rule
def targets_make_sense(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A target equal to today's figure, on the wrong side of it, or nearer than the least change that matters:
    warnings, since words alone tell which side is better."""
    del around
    known = _known(strategy)
    for number, objective in enumerate(strategy.objectives):
        indicator = known.get(objective.indicator)
        here, name = ("objectives", number), name_of_objective(objective, number)
        now, target, least = objective.now, objective.target, objective.smallest_change
        if least is not None and least <= 0:
            yield warning("smallest-change-none", *here, "smallest_change", objective=name, change=least)
        if indicator and is_per_cent(indicator) and target is not None and not 0 <= target <= 100:
            yield warning("target-out-of-range", *here, "target", objective=name, target=target)
        if now is not None and target is not None:
            yield from _distance(objective, indicator, number)
        if indicator and least is not None and least > 0:
            yield from _visible(objective, indicator, number)


def _distance(objective: Objective, indicator: Indicator | None, number: int) -> Iterator[Finding]:
    now, target, least = objective.now or 0.0, objective.target or 0.0, objective.smallest_change or 0.0
    path, name = ("objectives", number, "target"), name_of_objective(objective, number)
    lower = is_lower_better(indicator) if indicator else None
    fields = {"objective": name, "now": now, "target": target}
    if now == target:
        yield warning("target-equals-now", *path, **fields)
    elif lower is not None and (target > now) == lower:
        yield warning("target-on-wrong-side", *path, **fields)
    elif abs(target - now) < least:
        yield warning("target-too-near", *path, **fields, change=least)


def _visible(objective: Objective, indicator: Indicator, number: int) -> Iterator[Finding]:
    """Whether the least change can be told from chance with the least number of the contract."""
    least = objective.smallest_change or 0.0
    path, name = ("objectives", number, "smallest_change"), name_of_objective(objective, number)
    if is_per_cent(indicator) and indicator.minimum_n and indicator.minimum_n > 0:
        visible = visible_points(indicator.minimum_n, objective.now)
        if least < visible:
            needed = math.ceil(indicator.minimum_n * min(visible / least, _MOST_TIMES) ** 2)
            fields = {"objective": name, "change": least, "n": indicator.minimum_n, "visible": round(visible, 1)}
            yield warning("change-too-small-for-n", *path, **fields, needed=needed)
    elif least < 1 and indicator.unit.strip() and not is_share(indicator) and not _is_measure(indicator):
        yield warning("change-below-one", *path, objective=name, change=least, unit=indicator.unit.strip()[:40])


def visible_points(n: int, now: float | None) -> float:
    """The least difference, in points of per cent, between two shares of n each, that chance makes once in twenty."""
    share = min(max((50.0 if now is None else now) / 100, 0.05), 0.95)
    return 100 * SURE * math.sqrt(2 * share * (1 - share) / n)


def _is_measure(indicator: Indicator) -> bool:
    """Whether the unit can be cut: hours, notes, euros; what is counted one by one cannot."""
    words = _plain(indicator.unit)
    return _LENGTH_OF_TIME.search(words) is not None or not re.search(
        r"post|person|people|message|account|compte", words
    )
