"""Questions about what a source says of itself: its settings, its names, what it tries before it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import httpx2

from palabre.sources import Budgets, Http, Setting
from palabre.testing._sources_ear import CONTACT, expect
from palabre.testing.sources_contract import question

if TYPE_CHECKING:
    from palabre.testing._sources_ear import Ear

MADE_UP = "made-up-secret"


@question()
async def its_settings_are_complete(ear: Ear) -> None:
    """Each is told in words, with an example; one at most is the word that follows the source's name."""
    kind = ear.world.kind
    expect(kind.name == kind.name.lower() and " " not in kind.name, f"{kind.name!r} is no name to type in a command")
    expect(kind.title and kind.network, f"{kind.name} has no title or no network")
    names = [one.name for one in kind.settings]
    expect(len(names) == len(set(names)), "two settings have one name")
    expect(sum(one.first for one in kind.settings) <= 1, "several settings are the first word")
    for one in kind.settings:
        _check_setting(one)
    expect(set(ear.world.given) <= set(names), "the world gives settings the source does not have")


def _check_setting(one: Setting) -> None:
    expect(one.name.isidentifier() and one.name == one.name.lower(), f"{one.name!r} is no name for an option")
    expect(one.title, f"the setting {one.name} has no title")
    shows = one.example or one.help or one.choices or one.secret
    expect(shows, f"the setting {one.name} has neither example, help nor choices")
    expect(one.example or not (one.first or one.required) or one.secret, f"{one.name} is asked for without an example")
    chosen = set(one.default.split("\n")) if one.default else set()
    expect(not one.choices or chosen <= set(one.choices), f"the default of {one.name} is none of its choices")
    expect(not (one.secret and (one.first or one.default)), f"{one.name} is a secret on the command line, or told here")


@question()
async def its_label_and_its_address_are_told_without_asking_anyone(ear: Ear) -> None:
    """They are read by every page that lists sources."""
    source = ear.world.kind(ear.world.given, _nobody(ear))
    expect(source.label and source.label == source.label.strip(), "it has no label")
    expect("\n" not in source.label, "its label has several lines")
    expect("://" in source.address, f"{source.address!r} is no address")


@question()
async def no_secret_is_in_what_it_says_of_itself(ear: Ear) -> None:
    """Keys are in `secrets.toml`, and in what is sent to the network: nowhere else."""
    secrets = {one.name: f"{MADE_UP}-{one.name}" for one in ear.world.kind.settings if one.secret}
    source = ear.world.kind({**ear.world.given, **secrets}, _nobody(ear))
    for told in (source.label, source.address, str(source), repr(source)):
        expect(MADE_UP not in told, f"a secret is in {told!r}")


def _nobody(ear: Ear) -> Http:
    return Http(contact=CONTACT, now=ear.now, budgets=Budgets(pause_seconds=0), transport=_Nobody())


class _Nobody(httpx2.AsyncBaseTransport):
    async def handle_async_request(self, request: httpx2.Request) -> NoReturn:
        raise AssertionError(f"{request.url.host} was asked")


@question()
async def it_tries_itself_and_says_what_it_found(ear: Ear) -> None:
    """Before it is saved: its title, and what was heard."""
    await ear.begin()
    source = ear.source()
    async with source.http, ear.speaking():
        found = await source.test()
    expect(found.title, "it found no title")
    expect(found.posts >= 0, "it found less than no post")
    expect(found.newest is None or found.newest.tzinfo is not None, "its newest has no time zone")


@question()
async def the_settings_it_settles_on_name_the_same_source(ear: Ear) -> None:
    """Settled again, nothing changes: what was kept is what is listened to."""
    await ear.say()
    source = ear.source()
    async with source.http:
        settled = dict(await source.settled())
    expect(settled.keys() <= source.given.keys(), f"{settled.keys() - source.given.keys()} are no settings")
    again = ear.source(settled)
    async with again.http:
        expect({**again.given, **await again.settled()} == again.given, "settled again, it is another source")


CHECKS = (
    its_settings_are_complete,
    its_label_and_its_address_are_told_without_asking_anyone,
    no_secret_is_in_what_it_says_of_itself,
    it_tries_itself_and_says_what_it_found,
    the_settings_it_settles_on_name_the_same_source,
)
