"""Who guides, who answers where and when, and what a trainee or a provider may do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from palabre.model.strategy import Person
from palabre.strategy.hours import Week, week_of
from palabre.strategy.judging import Around, error, note, rule, warning
from palabre.strategy.order import is_begun
from palabre.strategy.wording import choices_said

if TYPE_CHECKING:
    from palabre.model.strategy import Organisation, Presence, Strategy, Task
    from palabre.model.strategy.findings import Finding, Path

# What is never left to someone who is there to learn.
NOT_FOR_TRAINEES: frozenset[Task] = frozenset(("answer_3", "decide"))
NOBODY = Person()


def people_of(organisation: Organisation) -> Mapping[str, Person]:
    """The people of an organisation by short name; the first where two have one name."""
    return {one.id: one for one in reversed(organisation.people) if one.id}


def called(person: str, people: Mapping[str, Person]) -> str:
    """What someone is called in a sentence: their name, else their short name."""
    return people.get(person, NOBODY).name or person


def hours_of(person: str, organisation: Organisation, people: Mapping[str, Person]) -> Week | None:
    """When someone is there: their own hours, else those of the house; nothing when neither can be read."""
    own = people.get(person, NOBODY).hours
    return week_of(own if own.strip() else organisation.hours)


def stands_in_for(person: str, backup: str, people: Mapping[str, Person]) -> str:
    """Who stands in for someone: whom the place names, else whom the person names; nobody for oneself."""
    found = backup or people.get(person, NOBODY).backup
    return "" if found == person else found


def is_alone(person: str, backup: str, people: Mapping[str, Person]) -> bool:
    """Whether nobody stands in for someone; not for one who is not in the list of people, which is told elsewhere."""
    return person in people and not stands_in_for(person, backup, people)


@rule
def somebody_guides(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A strategy that nobody guides is an error: the issue of nobody is never reviewed. One guided by someone who is
    there to learn, or under contract, is a warning: they leave, and cannot say no to those who asked."""
    del around
    organisation = strategy.organisation
    if is_begun(strategy) and not organisation.guide:
        yield error("guided-by-nobody", "organisation")
    people = people_of(organisation)
    name = called(organisation.guide, people)
    status = people.get(organisation.guide, NOBODY).status
    if status == "trainee":
        yield warning("guided-by-trainee", "organisation", "guide", person=name)
    elif status == "provider":
        yield warning("guided-by-provider", "organisation", "guide", person=name)
    if is_alone(organisation.guide, "", people):
        yield warning("guide-without-backup", "organisation", "guide", person=name)


@rule
def people_are_known(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """Where someone answers for something, their status and hours are needed by other rules: warnings."""
    del around
    organisation = strategy.organisation
    answering = frozenset(answering_in(strategy))
    for number, person in enumerate(organisation.people):
        here, name = ("organisation", "people", number), person.name or person.id or number + 1
        if person.id and person.backup == person.id:
            yield warning("backup-is-oneself", *here, "backup", person=name)
        if person.id not in answering:
            continue
        if person.status is None:
            yield warning("person-without-status", *here, person=name)
        if not person.hours.strip() and not organisation.hours.strip():
            yield warning("person-without-hours", *here, person=name)


def answering_in(strategy: Strategy) -> Iterator[str]:
    """The short names of those who answer for something: a place, a level, a relay, a chain, the on-call rota."""
    organisation = strategy.organisation
    yield organisation.guide
    for place in strategy.places:
        yield from (place.contact, place.backup)
    for level in organisation.response_levels:
        yield from (*level.who, level.backup, level.escalates_to)
    for relay in organisation.relays:
        yield from (relay.who, relay.backup)
    for chain in organisation.approvals:
        yield from (*chain.readers, chain.approver, chain.backup, chain.emergency)
    yield from organisation.on_call.turns
    for shift in organisation.on_call.shifts:
        yield from (shift.who, shift.backup)


@rule
def places_are_answered_for(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """An open place without a named contact is an error, a planned one a warning; no back-up, or hours when neither of
    the two is there, are warnings."""
    del around
    people = people_of(strategy.organisation)
    for number, place in enumerate(strategy.places):
        if place.state == "closed":
            continue
        here, name = ("places", number), place.name or place.id or place.network or number + 1
        if not place.contact:
            say = warning if place.state == "planned" else error
            yield say("place-without-contact", *here, place=name)
            continue
        contact = called(place.contact, people)
        if place.backup == place.contact:
            yield warning("backup-is-oneself", *here, "backup", person=contact)
        elif is_alone(place.contact, place.backup, people):
            yield warning("place-without-backup", *here, place=name, person=contact)
        if place.contact in people and not (place.phone.strip() or people[place.contact].phone.strip()):
            yield note("place-without-phone", *here, place=name, person=contact)
        yield from _outside_hours(place, here, strategy.organisation)


def _outside_hours(place: Presence, here: Path, organisation: Organisation) -> Iterator[Finding]:
    people, promised = people_of(organisation), week_of(place.hours)
    there = hours_of(place.contact, organisation, people)
    if promised is None or there is None:
        return
    if second := stands_in_for(place.contact, place.backup, people):
        there |= hours_of(second, organisation, people) or Week()
    if left := promised - there:
        name = place.name or place.id or place.network or here[-1]
        fields = {"place": name, "person": called(place.contact, people), "hours": left.said()}
        yield warning("place-hours-uncovered", *here, "hours", **fields)


@rule
def limits_are_set(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """What trainees and providers may do is said: a warning when it is not, an error when a trainee decides or answers
    at level 3, alone or by the rule of the house."""
    del around
    organisation = strategy.organisation
    for number, task in enumerate(organisation.trainees_may):
        if task in NOT_FOR_TRAINEES:
            told = choices_said(Person, "may", [task])
            yield error("trainees-may-too-much", "organisation", "trainees_may", number, task=told)
    statuses = {person.status for person in organisation.people}
    if "trainee" in statuses and not organisation.trainees_may:
        yield warning("trainees-without-limits", "organisation")
    if "provider" in statuses and not organisation.providers_may:
        yield warning("providers-without-limits", "organisation")
    for number, person in enumerate(organisation.people):
        yield from _beyond_limits(person, ("organisation", "people", number, "may"), organisation)


def _beyond_limits(person: Person, here: Path, organisation: Organisation) -> Iterator[Finding]:
    limits = limits_for(person, organisation)
    for number, task in enumerate(person.may):
        name = person.name or person.id
        if person.status == "trainee" and task in NOT_FOR_TRAINEES:
            yield error("trainee-may-too-much", *here, number, person=name, task=choices_said(Person, "may", [task]))
        elif limits and task not in limits:
            yield warning("person-may-too-much", *here, number, person=name, task=choices_said(Person, "may", [task]))


def limits_for(person: Person, organisation: Organisation) -> tuple[Task, ...]:
    """What the house lets someone of their status do; nothing when it sets no limit."""
    if person.status == "trainee":
        return organisation.trainees_may
    return organisation.providers_may if person.status == "provider" else ()
