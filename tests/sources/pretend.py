"""A network that isn't there: its source says what a test lays before it, and breaks when the test says so."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

import anyio

from palabre.sources import Named, Page, Setting, Source, Tested

if TYPE_CHECKING:
    from datetime import datetime

    from palabre.model import Actor, Record
    from palabre.sources import Hole, Http


class NoHttp:
    """What a source that asks nobody is given."""

    async def __aenter__(self) -> NoHttp:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None


@dataclass(slots=True)
class Town:
    """What is said there: events by number, from 1 on. `problems` are raised, one a reading, after `before` events."""

    said: list[tuple[Record, ...]] = field(default_factory=list)
    problems: list[tuple[int, Exception]] = field(default_factory=list)
    threads: dict[str, tuple[Record, ...]] = field(default_factory=dict)
    looks: dict[str, Actor] = field(default_factory=dict)
    holes: list[Hole] = field(default_factory=list)
    passed_over: Mapping[str, int] = field(default_factory=dict)
    asked_from: list[str | None] = field(default_factory=list)
    asked_for: list[str] = field(default_factory=list)
    at: Callable[[], datetime] | None = None

    def say(self, *records: Record) -> None:
        """One more event."""
        self.said.append(records)


class Pretend(Source):
    """Reads a town; a stream when the town is one."""

    name = "pretend"
    title = "Pretend"
    network = "x"
    settings = (Setting(name="town", title="Town", first=True),)
    every = timedelta(seconds=0)

    def __init__(self, town: Town) -> None:
        super().__init__({"town": "there"}, cast("Http", NoHttp()))
        self.town = town

    @property
    def label(self) -> str:
        return "there"

    @property
    def address(self) -> str:
        return "https://town.example"

    async def test(self) -> Tested:
        return Tested(title="Town", posts=len(self.town.said))

    async def pages(self, cursor: str | None) -> AsyncIterator[Page]:
        town, place = self.town, int(cursor or 0)
        town.asked_from.append(cursor)
        before, problem = town.problems.pop(0) if town.problems else (10**9, None)
        while True:
            while place < len(town.said):
                if before <= 0 and problem is not None:
                    raise problem
                before -= 1
                records, place = town.said[place], place + 1
                holes, town.holes = tuple(town.holes), []
                yield Page(
                    records=records,
                    cursor=str(place),
                    heard=len(records),
                    newest=town.at() if town.at else None,
                    passed_over=town.passed_over,
                    holes=holes,
                )
            if problem is not None:
                raise problem
            if not self.is_stream:
                return
            await anyio.sleep(0.01)

    async def thread(self, post: Named) -> Page | None:
        self.town.asked_for.append(post.native_id)
        return Page(records=self.town.threads.get(post.native_id, ()))

    async def actors(self, native_ids: Sequence[str]) -> tuple[Actor, ...]:
        return tuple(self.town.looks[one] for one in native_ids if one in self.town.looks)


class PretendStream(Pretend):
    """The same, that never ends by itself."""

    name = "pretend-stream"
    is_stream = True


def kept_in(workspace: Any, **changed: Any) -> Any:
    """The pretended source, added to a workspace."""
    told = {"title": "Town", "settings": {"town": "there"}, "purpose": "les tests", "by": "ana"}
    return workspace.sources.add("pretend", "there", **(told | changed))
