"""The evidence for each line of the strategy at a glance: nothing yet, heard so much, not measurable, needs the map.

States are read from what is known already; nothing is counted here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from palabre.strategy.platform_fit import networks
from palabre.strategy.platform_fit.telling import VERDICTS
from palabre.words import N_
from palabre.words.later import Said

if TYPE_CHECKING:
    from palabre.model.strategy import Audience, Indicator, Objective, Presence, Strategy
    from palabre.strategy.judging import Heard
    from palabre.strategy.platform_fit import PlatformFit

State = Literal["nothing_yet", "heard", "supported", "doubtful", "not_measurable", "needs_people_map"]

SENTENCES: Mapping[str, str] = {
    "nothing-heard": N_("Nothing heard yet."),
    "not-counted": N_("Not counted yet: the evidence is being looked for, or nobody asked for it."),
    "audience-unread": N_("Nobody can be found: it has neither a radar nor a query."),
    "audience-heard": N_("Posts heard: {posts}; people: {people}; since {since}."),
    "place-verdict": N_("{verdict}. Our people heard there: {people} of {total}."),
    "place-bench": N_("Nothing heard there; the test bench says: {verdict}."),
    "place-unheard": N_("Nothing heard there, and nobody has tried it."),
    "place-unheard-kind": N_("A place that no archive hears: ask those who are there."),
    "indicator-not-measurable": N_("Not measurable, and said so: {why}"),
    "indicator-waits": N_("No figure yet: no measure is made of it here."),
    "indicator-none": N_("No indicator: nobody will know."),
    "people-map": N_("Not enough evidence yet: it takes the map of people."),
    "objective-audiences": N_("Its people were heard. Posts: {posts}; people: {people}; since {since}."),
    "objective-largest": N_("Of its audiences, the most heard. Posts: {posts}; people: {people}; since {since}."),
    "objective-calls": N_("Messages that call us in an ordinary week: {messages}. Weeks counted: {weeks}."),
}
# Objectives told by who answers whom or who matters: today's tables do not hold it.
_BY_PEOPLE = frozenset({"recruit_ambassadors", "animate_community"})
_BY_CALLS = frozenset({"help_users", "prevent_fires"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The state of one line of the strategy and the code of its sentence, with the figures that go into it."""

    state: State
    code: str
    figures: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAtAGlance:
    """The evidence by the number of each thing in its list: those without a name have one too."""

    objectives: tuple[Evidence, ...]
    audiences: tuple[Evidence, ...]
    places: tuple[Evidence, ...]
    indicators: tuple[Evidence, ...]


def evidence_of(strategy: Strategy, heard: Heard | None) -> EvidenceAtAGlance:
    """The evidence for each objective, audience, place and indicator; “nothing yet” where nothing was heard."""
    fit = heard.fit if heard else None
    audiences = tuple(_audience(one, fit) for one in strategy.audiences)
    indicators = tuple(_indicator(one) for one in strategy.indicators)
    by_audience = {one.id: found for one, found in zip(strategy.audiences, audiences, strict=True)}
    by_indicator = {one.id: found for one, found in zip(strategy.indicators, indicators, strict=True)}
    return EvidenceAtAGlance(
        objectives=tuple(_objective(one, by_audience, by_indicator, heard) for one in strategy.objectives),
        audiences=audiences,
        places=tuple(_place(one, strategy, fit) for one in strategy.places),
        indicators=indicators,
    )


def sentence(evidence: Evidence) -> str:
    """The state in a sentence, in the language of the current context."""
    return str(Said(SENTENCES[evidence.code], evidence.figures))


def _audience(audience: Audience, fit: PlatformFit | None) -> Evidence:
    if not audience.radar and not audience.query:
        return Evidence(state="nothing_yet", code="audience-unread")
    if fit is None:
        return Evidence(state="nothing_yet", code="not-counted")
    found = next((one for one in fit.audiences if one.id == audience.id), None)
    if found is None or not found.posts or fit.since is None:
        return Evidence(state="nothing_yet", code="nothing-heard" if found else "not-counted")
    figures = {"posts": found.posts, "people": found.people, "since": fit.since}
    return Evidence(state="heard", code="audience-heard", figures=figures)


def _indicator(indicator: Indicator) -> Evidence:
    if indicator.not_measurable:
        return Evidence(
            state="not_measurable", code="indicator-not-measurable", figures={"why": indicator.not_measurable}
        )
    return Evidence(state="nothing_yet", code="indicator-waits")


def _objective(
    objective: Objective, audiences: Mapping[str, Evidence], indicators: Mapping[str, Evidence], heard: Heard | None
) -> Evidence:
    """Not measurable wins over what was heard; what only the map of people can tell is said to wait for it."""
    indicator = indicators.get(objective.indicator)
    if indicator is None:
        return Evidence(state="nothing_yet", code="indicator-none")
    if indicator.state == "not_measurable":
        return indicator
    if objective.kind in _BY_PEOPLE:
        return Evidence(state="needs_people_map", code="people-map")
    if objective.kind in _BY_CALLS and heard and heard.messages_a_week is not None:
        figures = {"messages": heard.messages_a_week, "weeks": heard.weeks}
        return Evidence(state="heard", code="objective-calls", figures=figures)
    met = [audiences[one] for one in objective.for_whom if one in audiences and audiences[one].state == "heard"]
    if not met:
        return Evidence(state="nothing_yet", code="nothing-heard")
    # Two audiences may share people, so that they cannot be added.
    largest = max(met, key=lambda one: str(one.figures["people"]).zfill(12))
    code = "objective-audiences" if len(met) == 1 else "objective-largest"
    return Evidence(state="heard", code=code, figures=largest.figures)


def _place(place: Presence, strategy: Strategy, fit: PlatformFit | None) -> Evidence:
    key = networks.key_of_place(place, strategy.test_benches)
    if key in networks.NOT_A_PLATFORM:
        return Evidence(state="nothing_yet", code="place-unheard-kind")
    if fit is None:
        return Evidence(state="nothing_yet", code="not-counted")
    found = fit.of(key)
    if found is None or not found.is_heard:
        bench = next((one for one in strategy.test_benches if networks.key_of_bench(one) == key and one.verdict), None)
        if bench is None or bench.verdict is None:
            return Evidence(state="nothing_yet", code="place-unheard")
        state: State = "supported" if bench.verdict == "yes" else "doubtful"
        return Evidence(state=state, code="place-bench", figures={"verdict": Said(VERDICTS[bench.verdict])})
    people = found.presence.people
    figures = {"verdict": Said(VERDICTS[found.verdict]), "people": people.part, "total": people.whole}
    states: Mapping[str, State] = {"yes": "supported", "not_enough_evidence": "nothing_yet"}
    return Evidence(state=states.get(found.verdict, "doubtful"), code="place-verdict", figures=figures)
