"""The response policy: what belongs to each level, who answers, in how long, and whom it goes to next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from palabre.strategy.hours import ALWAYS, Week, week_of
from palabre.strategy.judging import Around, error, note, rule, warning
from palabre.strategy.operations import launches_of
from palabre.strategy.policy import NOBODY, called, hours_of, is_alone, limits_for, people_of

if TYPE_CHECKING:
    from palabre.model.strategy import Organisation, Person, ResponseLevel, Strategy
    from palabre.model.strategy.findings import Finding, Path

# A delay short enough that one asks whether it holds at night.
SHORT_MINUTES = 120


def time_said(minutes: float) -> str:
    """A length of time as both languages write it: 45 min, 2 h, 2 h 30 min."""
    hours, left = divmod(round(minutes), 60)
    return " ".join(
        part for part in (f"{hours} h" if hours else "", f"{left} min" if left or not hours else "") if part
    )


@rule
def all_levels_are_there(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """Levels 1 to 4, each once: warnings, since each one that is there can still be obeyed."""
    levels = strategy.organisation.response_levels
    if not levels:
        is_told = next(launches_of(strategy, around), None) is not None
        if not is_told and any(place.state not in ("closed", "planned") for place in strategy.places):
            yield warning("levels-missing", "organisation")
        return
    seen: set[int] = set()
    for number, one in enumerate(levels):
        here = ("organisation", "response_levels", number)
        if one.level is None:
            yield warning("level-without-number", *here, number=number + 1)
        elif one.level in seen:
            yield warning("level-twice", *here, "level", level=one.level)
        else:
            seen.add(one.level)
    missing = sorted({1, 2, 3, 4} - seen)
    if seen and missing:
        yield warning("levels-incomplete", "organisation", "response_levels", missing=", ".join(map(str, missing)))


def numbered(organisation: Organisation) -> Iterator[tuple[Path, int, ResponseLevel]]:
    """The levels that have a number, with their places."""
    for number, one in enumerate(organisation.response_levels):
        if one.level is not None:
            yield ("organisation", "response_levels", number), one.level, one


@rule
def levels_have_people(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A level that nobody answers is an error; what it lacks beside is a warning."""
    del around
    people = people_of(strategy.organisation)
    for here, level, one in numbered(strategy.organisation):
        if not one.who:
            yield error("level-without-people", *here, level=level)
        elif len(set(one.who)) == 1 and one.backup == one.who[0]:
            yield warning("backup-is-oneself", *here, "backup", person=called(one.who[0], people))
        elif len(set(one.who)) == 1 and is_alone(one.who[0], one.backup, people):
            yield warning("level-without-backup", *here, level=level, person=called(one.who[0], people))
        if not one.belongs:
            yield warning("level-without-belongs", *here, level=level)
        if one.within_minutes is None:
            yield warning("level-without-delay", *here, level=level)
        if level >= 3 and not one.holding_line.strip():
            yield warning("level-without-holding-line", *here, level=level)


@rule
def levels_are_answered_by_those_who_may(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """Someone whose status forbids it answers at a level: an error, for what they say commits us."""
    del around
    organisation = strategy.organisation
    people = people_of(organisation)
    for here, level, one in numbered(organisation):
        for number, who in enumerate(one.who):
            person = people.get(who, NOBODY)
            if not _may_answer(person, level, organisation):
                code = "level-answered-by-trainee" if person.status == "trainee" else "level-answered-by-provider"
                yield error(code, *here, "who", number, person=called(who, people), level=level)


def _may_answer(person: Person, level: int, organisation: Organisation) -> bool:
    if person.status not in ("trainee", "provider"):
        return True
    if level >= 3 and person.status == "trainee":
        return False
    limits = limits_for(person, organisation)
    # Without limits there is nothing to go by, and that is told where they are missing.
    return not limits or f"answer_{min(level, 3)}" in limits


@rule
def delays_can_be_held(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A delay promised when nobody is there cannot be held: an error from level 3 on, where it is the first hour of a
    crisis that is lost, a warning below."""
    del around
    organisation = strategy.organisation
    for here, level, one in numbered(organisation):
        if one.within_minutes is None:
            continue
        if not one.hours.strip():
            if level >= 3 and one.within_minutes <= SHORT_MINUTES:
                delay = time_said(one.within_minutes)
                yield note("level-hours-unsaid", *here, "within_minutes", level=level, delay=delay)
            continue
        left = _waiting_longer(one, organisation)
        if left:
            say = error if level >= 3 else warning
            delay = time_said(one.within_minutes)
            yield say("delay-uncovered", *here, "within_minutes", level=level, delay=delay, hours=left.said())


def _waiting_longer(level: ResponseLevel, organisation: Organisation) -> Week:
    """The hours promised in which a message would wait longer than the delay, since nobody is there."""
    promised = week_of(level.hours)
    there = _present(level, organisation)
    if promised is None or there is None:
        return Week()
    left = Week()
    for stretch in (ALWAYS - there).stretches():
        if stretch.hours * 60 > (level.within_minutes or 0):
            left |= stretch & promised
    return left


def _present(level: ResponseLevel, organisation: Organisation) -> Week | None:
    """When someone who answers at a level is there, whoever is on call included; nothing when hours are not told."""
    people = people_of(organisation)
    on_call = organisation.on_call
    there = Week()
    is_told = False
    for who in filter(None, (*level.who, level.backup)):
        hours = hours_of(who, organisation, people)
        is_told = is_told or hours is not None
        there |= hours or Week()
    if on_call.turns or on_call.shifts:
        is_told, there = True, there | (week_of(on_call.hours) or ALWAYS)
    return there if is_told else None


@rule
def worse_is_answered_sooner(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A longer delay at a higher level is a warning: what may burn waits longer than a question."""
    del around
    timed = [(level, here, one.within_minutes) for here, level, one in numbered(strategy.organisation)]
    delays = sorted((level, here, delay) for level, here, delay in timed if delay is not None)
    for (lower, _there, sooner), (level, here, later) in pairwise(delays):
        if later > sooner and level > lower:
            fields = {"level": level, "delay": time_said(later), "lower": lower, "sooner": time_said(sooner)}
            yield warning("delay-grows", *here, "within_minutes", **fields)


@rule
def escalation_arrives(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """An escalation that comes back to where it began is an error: nobody ever decides. One that is not said below
    level 4, or that goes down, is a warning."""
    del around
    organisation = strategy.organisation
    people = people_of(organisation)
    for here, level, one in numbered(organisation):
        highest = _highest(one.escalates_to, organisation)
        fields = {"level": level, "person": called(one.escalates_to, people)}
        if not one.escalates_to:
            if level < 4:
                yield warning("escalation-unsaid", *here, level=level)
        elif _comes_back(level, organisation):
            yield error("escalation-loops", *here, "escalates_to", **fields)
        elif 0 < highest < level:
            yield warning("escalation-down", *here, "escalates_to", **fields, lower=highest)


def _highest(person: str, organisation: Organisation) -> int:
    """The highest level at which someone answers, 0 when at none: who decides without answering comes last."""
    return max((level for _here, level, one in numbered(organisation) if person and person in one.who), default=0)


def _comes_back(level: int, organisation: Organisation) -> bool:
    answers = {number: one for _here, number, one in numbered(organisation)}
    seen = set[int]()
    while level and level not in seen:
        seen.add(level)
        person = answers[level].escalates_to
        # At the last level a colleague may well decide.
        level = 0 if level == 4 and person in answers[level].who else _highest(person, organisation)
    return level > 0
