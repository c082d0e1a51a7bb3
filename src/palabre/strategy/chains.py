"""Relays and approval chains: colleagues who know a subject, and who reads and approves what, in how long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from palabre.model.strategy import Content
from palabre.strategy.judging import Around, error, rule, warning
from palabre.strategy.levels import numbered, time_said
from palabre.strategy.policy import NOBODY, called, is_alone, people_of
from palabre.strategy.wording import choices_said

if TYPE_CHECKING:
    from palabre.model.strategy import Approval, Relay, Strategy
    from palabre.model.strategy.findings import Finding, Path


@rule
def relays_can_be_asked(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A relay that is nobody is an error; without subject, deadline or back-up, a warning."""
    del around
    people = people_of(strategy.organisation)
    for number, relay in enumerate(strategy.organisation.relays):
        here, name = ("organisation", "relays", number), relay.id or relay.about or number + 1
        if not relay.who:
            yield error("relay-without-person", *here, relay=name)
        elif relay.backup == relay.who:
            yield warning("backup-is-oneself", *here, "backup", person=called(relay.who, people))
        elif is_alone(relay.who, relay.backup, people):
            yield warning("relay-without-backup", *here, relay=name, person=called(relay.who, people))
        for code in _unsaid(relay):
            yield warning(code, *here, relay=name)


def _unsaid(relay: Relay) -> Iterator[str]:
    if relay.subject is None and not relay.about.strip():
        yield "relay-without-subject"
    if relay.within_hours is None:
        yield "relay-without-deadline"


@rule
def relays_are_asked(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A relay that nothing leads to is never asked: a warning."""
    del around
    organisation = strategy.organisation
    asked = {one.relay for one in strategy.sensitive_subjects} | {one.relay for one in organisation.response_levels}
    for number, relay in enumerate(organisation.relays):
        has_askers = bool(strategy.sensitive_subjects or organisation.response_levels)
        if relay.id and has_askers and relay.id not in asked:
            yield warning("relay-for-no-subject", "organisation", "relays", number, relay=relay.id)


@rule
def content_is_approved(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """Kinds of content that no chain covers, told once: a warning, since one may choose to publish without."""
    del around
    approvals = strategy.organisation.approvals
    if not approvals:
        if strategy.content.kinds or any(place.state != "closed" for place in strategy.places):
            yield warning("approvals-missing", "organisation")
        return
    covered = {kind for chain in approvals for kind in chain.kinds}
    if left := [kind for kind in strategy.content.kinds if kind not in covered]:
        yield warning("kinds-without-approval", "organisation", "approvals", kinds=choices_said(Content, "kinds", left))


@rule
def chains_can_be_followed(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A chain without an approver, or approved by a trainee, is an error; a provider who approves, a second reading by
    the one who approves, a chain without back-up, delay or emergency path are warnings."""
    del around
    people = people_of(strategy.organisation)
    for number, chain in enumerate(strategy.organisation.approvals):
        here, name = ("organisation", "approvals", number), chain.id or number + 1
        for code in _lacking(chain):
            yield warning(code, *here, chain=name)
        if not chain.approver:
            yield error("chain-without-approver", *here, chain=name)
            continue
        person = called(chain.approver, people)
        if chain.backup == chain.approver:
            yield warning("backup-is-oneself", *here, "backup", person=person)
        elif is_alone(chain.approver, chain.backup, people):
            yield warning("chain-without-backup", *here, chain=name, person=person)
        if chain.readers and set(chain.readers) == {chain.approver}:
            yield warning("chain-read-by-approver", *here, "readers", chain=name, person=person)
        for field in ("approver", "emergency"):
            yield from _approved_outside(strategy, (*here, field), getattr(chain, field), name)


def _approved_outside(strategy: Strategy, path: Path, who: str, name: str | int) -> Iterator[Finding]:
    people = people_of(strategy.organisation)
    status = people.get(who, NOBODY).status
    if status == "trainee":
        yield error("chain-approved-by-trainee", *path, chain=name, person=called(who, people))
    elif status == "provider":
        yield warning("chain-approved-by-provider", *path, chain=name, person=called(who, people))


def _lacking(chain: Approval) -> Iterator[str]:
    if not chain.kinds:
        yield "chain-for-nothing"
    if chain.within_hours is None:
        yield "chain-without-delay"
    if not chain.emergency:
        yield "chain-without-emergency"


@rule
def answers_are_approved_in_time(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """Relay and approval take longer than the level promises, and no holding line fills the wait: a warning."""
    del around
    organisation = strategy.organisation
    relays = {relay.id: relay.within_hours or 0.0 for relay in organisation.relays if relay.id}
    chains = [chain for chain in organisation.approvals if "answer" in chain.kinds]
    approval = max((chain.within_hours or 0.0 for chain in chains), default=0.0)
    for here, level, one in numbered(organisation):
        if one.within_minutes is None or one.holding_line.strip():
            continue
        needed = (relays.get(one.relay, 0.0) + approval) * 60
        if needed > one.within_minutes:
            fields = {"level": level, "delay": time_said(one.within_minutes), "needed": time_said(needed)}
            yield warning("answer-slower-than-promised", *here, "within_minutes", **fields)
