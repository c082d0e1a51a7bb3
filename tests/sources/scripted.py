"""A network that answers as it is told to: the part that every scripted world shares."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import httpx2

from palabre.sources import Http
from palabre.sources._budget import Budgets
from palabre.testing.sources_contract import World

if TYPE_CHECKING:
    from palabre.model import Record
    from palabre.sources import Page, Source

START = datetime(2026, 3, 2, 10, 0, 0, tzinfo=UTC)
GARBAGE = (b"<html>An error", b'{"latest_posts": 3, "items": 4', b"\xff\xfe\x00", b"[[[[", b'"no"')
Script = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request, as a world sees it."""

    method: str
    host: str
    path: str
    query: dict[str, str]
    many: dict[str, list[str]]
    headers: httpx2.Headers
    form: dict[str, str]


@dataclass(kw_only=True)
class Told:
    """What a world answers."""

    body: object = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


NOT_FOUND = Told(status=404, body={"errors": ["not found"]})


class ScriptedWorld(World, httpx2.AsyncBaseTransport):
    """Plays a network from memory, with a clock of its own that moves on by a second at each thing done."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now
        self.transport = self
        self.asked: list[Asked] = []
        self._refusals: list[Told] = []
        self._garbage = 0
        self._cuts: list[int] = []
        self._answered = 0

    @abstractmethod
    def answer(self, asked: Asked) -> Told:
        """What the network answers when all goes well."""

    def clock(self) -> datetime:
        """What time it is there."""
        return self.now

    def tick(self, **more: float) -> datetime:
        """The next moment something happens at."""
        self.now += timedelta(**(more or {"seconds": 1}))
        return self.now

    def refuse(self, status: int, headers: Mapping[str, str], *, times: int) -> None:
        self._refusals += [Told(status=status, headers=dict(headers), body={"errors": ["no"]})] * times

    def garble(self, *, times: int) -> None:
        self._garbage += times

    def cut(self, *, after: int, times: int) -> None:
        self._cuts += [after] * times
        self._answered = 0

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        body = (await request.aread()).decode()
        many = parse_qs(request.url.query.decode())
        asked = Asked(
            method=request.method,
            host=request.url.host,
            path=request.url.path,
            query={name: values[-1] for name, values in many.items()},
            many=many,
            headers=request.headers,
            form={name: values[-1] for name, values in parse_qs(body).items()},
        )
        self.asked.append(asked)
        if self._cuts and self._answered >= self._cuts[0]:
            self._cuts.pop(0)
            self._answered = 0
            raise httpx2.ReadError("cut")
        self._answered += 1
        told = self._told(asked)
        return httpx2.Response(told.status, headers=told.headers, stream=httpx2.ByteStream(told.content))

    def _told(self, asked: Asked) -> Told:
        if asked.path == "/robots.txt":
            return self.robots()
        if self._refusals:
            return self._refusals.pop(0)
        if self._garbage:
            self._garbage -= 1
            return Told(body=GARBAGE[self._garbage % len(GARBAGE)])
        return self.answer(asked)

    def robots(self) -> Told:
        """What the network lets robots read; nothing is said of it."""
        return Told(status=404)

    def http(self) -> Http:
        """The way to this world, and to no other."""
        return Http(
            contact="mailto:pages@fromagerie.example",
            now=self.clock,
            budgets=Budgets(pause_seconds=0),
            transport=self,
        )

    def source(self, **given: str) -> Source:
        """A source that listens to this world, opened anew as after a restart."""
        return self.kind({**self.given, **given}, self.http())

    def paths(self) -> list[str]:
        """What was asked of it since it was last looked at."""
        paths = [one.path for one in self.asked if one.path != "/robots.txt"]
        self.asked.clear()
        return paths


async def read(source: Source, cursor: str | None = None) -> tuple[list[Page], str | None]:
    """Every page of one reading, and the cursor to go on from."""
    pages = [page async for page in source.pages(cursor)]
    cursors = [page.cursor for page in pages if page.cursor is not None]
    return pages, cursors[-1] if cursors else cursor


def records(pages: list[Page]) -> list[Record]:
    """What the pages bring."""
    return [record for page in pages for record in page.records]


def names(pages: list[Page]) -> list[str]:
    """The ids of what the pages bring, in their order."""
    return [getattr(record, "native_id", "") for record in records(pages)]
