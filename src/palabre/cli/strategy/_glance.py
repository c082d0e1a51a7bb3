"""The strategy in a few lines of a terminal: from what we want to how we shall know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from palabre.words import N_, _, day, number

if TYPE_CHECKING:
    from palabre.model.strategy import Objective, Presence, Strategy

MISSING = N_("nobody yet")


def glance(strategy: Strategy) -> Iterator[str]:
    """Objectives with their audiences, places and indicators; then who guides, answers and is called; then the cost."""
    if strategy.context.organisation:
        yield strategy.context.organisation
    for objective in strategy.objectives:
        yield ""
        yield from _objective(strategy, objective)
    if idle := [_place(strategy, one) for one in strategy.places if not one.objectives and one.state != "closed"]:
        yield ""
        yield _("Places that serve no objective: {places}").format(places=", ".join(idle))
    yield ""
    yield from _organisation(strategy)
    yield from _subjects(strategy)
    yield from _cost(strategy)


def _objective(strategy: Strategy, objective: Objective) -> Iterator[str]:
    yield _("Objective {name}: {goal}").format(name=objective.id, goal=objective.goal or "…")
    audiences = {one.id: one.name or one.id for one in strategy.audiences}
    whom = ", ".join(audiences.get(one, one) for one in objective.for_whom)
    yield "  " + _("for whom: {audiences}").format(audiences=whom or _(MISSING))
    places = [_place(strategy, one) for one in strategy.places if objective.id and objective.id in one.objectives]
    yield "  " + _("where: {places}").format(places=", ".join(places) or _("nowhere yet"))
    yield "  " + _("how we shall know: {indicator}").format(indicator=_indicator(strategy, objective))
    days = [(N_("due on {day}"), objective.due), (N_("review on {day}"), objective.review)]
    told = [_(label).format(day=day(when)) for label, when in days if when is not None]
    yield "  " + _("when: {days}").format(days=", ".join(told) or _("no day yet"))


def _indicator(strategy: Strategy, objective: Objective) -> str:
    one = next((one for one in strategy.indicators if one.id and one.id == objective.indicator), None)
    if one is None:
        return objective.indicator or _("nothing yet")
    if one.not_measurable:
        return _("{name}, not measurable: {why}").format(name=one.name or one.id, why=one.not_measurable)
    values = [number(value) for value in (objective.now, objective.target) if value is not None]
    return " ".join(filter(None, (one.name or one.id, " → ".join(values), one.unit if values else "")))


def _place(strategy: Strategy, place: Presence) -> str:
    named = place.name or place.id or str(place.network or "…")
    return _("{place} (contact: {person})").format(place=named, person=_person(strategy, place.contact))


def _person(strategy: Strategy, person: str) -> str:
    named = {one.id: one.name for one in strategy.organisation.people}
    return named.get(person) or person or _(MISSING)


def _organisation(strategy: Strategy) -> Iterator[str]:
    from palabre.reports.glance import duration

    organisation = strategy.organisation
    yield _("Who guides the strategy: {person}").format(person=_person(strategy, organisation.guide))
    for level in organisation.response_levels:
        who = ", ".join(_person(strategy, one) for one in level.who) or _(MISSING)
        told = _("Response level {level}: {who}").format(level=level.level or "?", who=who)
        within = _("in {delay} at most").format(delay=duration(level.within_minutes or 0))
        yield f"{told}, {within}" if level.within_minutes else told
    turns = ", ".join(_person(strategy, one) for one in organisation.on_call.turns) or _(MISSING)
    yield _("On call, in turn: {people}").format(people=turns)


def _subjects(strategy: Strategy) -> Iterator[str]:
    named = ", ".join(one.subject or one.id for one in strategy.sensitive_subjects) or _("none named yet")
    yield _("Sensitive subjects: {subjects}").format(subjects=named)
    if strategy.operations:
        named = ", ".join(one.name or one.id for one in strategy.operations)
        yield _("Operations: {operations}").format(operations=named)


def _cost(strategy: Strategy) -> Iterator[str]:
    from palabre.strategy.reviewing import hours_a_week

    hours = hours_a_week(strategy.resources)
    if hours is not None:
        yield _("Hours a week: {hours}").format(hours=number(hours))
