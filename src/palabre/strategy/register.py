"""The register of accounts: who owns each, who holds its keys, how it is got back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from palabre.strategy.judging import Around, error, rule, warning
from palabre.strategy.policy import NOBODY, called, people_of

if TYPE_CHECKING:
    from palabre.model.strategy import Account, Network, Strategy
    from palabre.model.strategy.findings import Finding, Path

# Where one is present without an account of one's own.
WITHOUT_ACCOUNT: frozenset[Network] = frozenset(("in_person", "website", "blog", "newsletter", "reviews", "other"))


@rule
def places_are_registered(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """An open place whose account is in no register is a warning; said once when there is no register at all."""
    del around
    open_places = [
        (number, place)
        for number, place in enumerate(strategy.places)
        if place.state not in ("closed", "planned") and place.network and place.network not in WITHOUT_ACCOUNT
    ]
    if open_places and not strategy.accounts:
        yield warning("accounts-missing", "accounts")
        return
    registered = {account.network for account in strategy.accounts}
    for number, place in open_places:
        if not place.account:
            name = place.name or place.id or place.network or number + 1
            code = "place-without-account" if place.network in registered else "place-not-registered"
            yield warning(code, "places", number, place=name)


@rule
def accounts_are_held(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """No second factor, or keys held only outside the house, are errors: the account can be lost in an hour. The
    rest of the register is asked for: warnings."""
    del around
    people = people_of(strategy.organisation)
    for number, account in enumerate(strategy.accounts):
        here, name = ("accounts", number), account.handle or account.id or number + 1
        if account.two_factor is False:
            yield error("account-without-second-factor", *here, "two_factor", account=name)
        for code in _unsaid(account):
            yield warning(code, *here, account=name)
        holders = dict.fromkeys((*account.access, *filter(None, (account.owner,))))
        statuses = {people.get(one, NOBODY).status for one in holders}
        path: Path = (*here, "access") if account.access else here
        if statuses and statuses <= {"provider", "trainee"}:
            yield error("account-held-outside", *path, account=name, person=called(next(iter(holders)), people))
        elif len(holders) == 1:
            yield warning("account-with-one-key", *path, account=name, person=called(next(iter(holders)), people))


def _unsaid(account: Account) -> Iterator[str]:
    if account.two_factor is None:
        yield "account-second-factor-unsaid"
    if not account.owner:
        yield "account-without-owner"
    if not account.access:
        yield "account-without-access"
    if not account.recovery.strip():
        yield "account-without-recovery"
