"""The questions asked of sources: one that keeps its promises passes them all, one that breaks a promise is caught."""

from __future__ import annotations

import dataclasses
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from palabre.errors import RateLimited, SourceError, SourceRefused
from palabre.model import Post, Record
from palabre.sources import Named, Page, Setting
from palabre.testing.sources_contract import Check, Worlds, check_source, source_checks

from .village import TOKEN, StreamedWorld, Village, VillageStream, VillageWorld, asked, streamed


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)


@pytest.mark.slow
@pytest.mark.parametrize("world", [asked, streamed])
async def test_a_source_that_keeps_its_promises_is_asked_everything(world: Worlds) -> None:
    assert await check_source(world) == tuple(check.name for check in source_checks())


async def test_what_a_world_cannot_play_is_not_asked() -> None:
    class Quiet(VillageWorld):
        abilities = frozenset(("reply",))

    @asynccontextmanager
    async def world() -> AsyncIterator[VillageWorld]:
        yield Quiet()

    assert not await named("an edit is noticed").ask(world)


class CursorFirst(Village):
    """Says where to go on before it has told."""

    async def pages(self, cursor: str | None) -> AsyncIterator[Page]:
        async for page in super().pages(cursor):
            yield Page(cursor=page.cursor)
            await self.asked("people")
            yield page


class OtherIds(Village):
    """Names posts by the place they have in an answer."""

    def page(self, said: list[dict[str, Any]], cursor: str | None) -> Page:
        page = super().page(said, cursor)
        return dataclasses.replace(
            page,
            records=tuple(
                Post(**{name: getattr(one, name) for name in one.__struct_fields__} | {"native_id": f"{id(page)}-{at}"})
                for at, one in enumerate(page.records)
                if isinstance(one, Post)
            ),
        )


class DeafToEdits(Village):
    def records(self, one: dict[str, Any]) -> list[Record]:
        return [] if one.get("edited") else super().records(one)

    async def thread(self, post: Named) -> Page | None:
        return None


class DeafToDeletions(Village):
    def records(self, one: dict[str, Any]) -> list[Record]:
        return [] if one["what"] == "gone" else super().records(one)

    async def thread(self, post: Named) -> Page | None:
        return None


class DeafToOptOuts(Village):
    def actor(self, one: dict[str, Any]) -> Any:
        return super().actor(one | {"quiet": False})


class Orphans(Village):
    def post(self, one: dict[str, Any]) -> Post:
        return super().post(one | {"to": None})


class Nameless(Village):
    def actor(self, one: dict[str, Any]) -> Any:
        return None


class WithoutZone(Village):
    def post(self, one: dict[str, Any]) -> Post:
        return super().post(one | {"at": one["at"].removesuffix("+00:00")})


class Fragile(Village):
    """Takes what it is given for what it should be."""

    async def asked(self, path: str) -> Any:
        try:
            return await super().asked(path)
        except SourceError as problem:
            if problem.message_id == "source-answer-unreadable":
                raise KeyError("said") from problem
            raise


class GivesUpOnGarbage(Village):
    async def asked(self, path: str) -> Any:
        try:
            return await super().asked(path)
        except SourceError as problem:
            raise SourceRefused("source-nothing-there", address=self.address, why="") from problem


class Insistent(Village):
    """Asks again at once when it is told to wait."""

    async def asked(self, path: str) -> Any:
        try:
            return await super().asked(path)
        except RateLimited:
            self.http.budgets._hosts.clear()
            return await super().asked(path)


class Talkative(Village):
    async def asked(self, path: str) -> Any:
        logging.getLogger("village").warning("asking with %s", self.given["token"])
        return await super().asked(path)


class TokenInError(Village):
    async def asked(self, path: str) -> Any:
        try:
            return await super().asked(path)
        except SourceError as problem:
            raise SourceError("source-unreachable", host=f"{TOKEN}@village", why="") from problem


class TokenInLabel(Village):
    @property
    def label(self) -> str:
        return f"{self.given['place']} {self.given['token']}"


class Untitled(Village):
    settings = (*Village.settings, Setting(name="other", title=""))


class Forgetful(VillageStream):
    """Begins at what is said now, whatever the cursor says."""

    async def pages(self, cursor: str | None) -> AsyncIterator[Page]:
        async for page in super().pages(None):
            yield page


class Uncounted(Village):
    def post(self, one: dict[str, Any]) -> Post:
        return super().post(one | {"likes": 0})


def named(name: str) -> Check:
    (check,) = (check for check in source_checks() if check.name == name)
    return check


@pytest.mark.slow
@pytest.mark.parametrize(
    ("broken", "promise"),
    [
        (CursorFirst, "cut anywhere and resumed nothing is lost nor doubled"),
        (OtherIds, "reading twice gives the same posts"),
        (DeafToEdits, "an edit is noticed"),
        (DeafToDeletions, "a deletion is forgotten everywhere and for good"),
        (DeafToDeletions, "the thread of a post that is gone says so"),
        (DeafToOptOuts, "who asks not to be read is never stored but counted"),
        (DeafToOptOuts, "who asks later not to be read is erased"),
        (Orphans, "a reply knows its parent and its thread"),
        (Nameless, "what is said is kept and the rest is dropped"),
        (WithoutZone, "what is said is kept and the rest is dropped"),
        (Fragile, "garbage never crashes and what follows is heard"),
        (GivesUpOnGarbage, "garbage never crashes and what follows is heard"),
        (GivesUpOnGarbage, "a fault of the network is tried again"),
        (Insistent, "who asks to be left alone is not asked until then"),
        (Talkative, "no secret is told in errors logs or files"),
        (TokenInError, "no secret is told in errors logs or files"),
        (TokenInError, "a key that is not known is a refusal"),
        (TokenInLabel, "no secret is in what it says of itself"),
        (Untitled, "its settings are complete"),
        (Forgetful, "cut anywhere and resumed nothing is lost nor doubled"),
        (Uncounted, "what a post gathers is counted and dated"),
    ],
)
async def test_a_broken_promise_is_found_out(
    broken: type[Village], promise: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("palabre.testing._sources_ear.LIMIT_SECONDS", 3.0)
    played = StreamedWorld if broken.is_stream else VillageWorld

    @asynccontextmanager
    async def world() -> AsyncIterator[VillageWorld]:
        monkeypatch.setattr(played, "kind", broken)
        yield played()

    with pytest.raises(AssertionError, match=promise):
        await named(promise).ask(world)
