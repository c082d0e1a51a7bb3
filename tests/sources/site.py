"""A web site that answers from memory: what the worlds of feeds, blogs and forums share."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import md5
from typing import TYPE_CHECKING

import httpx2

from palabre.sources import Http
from palabre.sources._budget import Budgets
from palabre.testing.sources_contract import World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from palabre.model import Post
    from palabre.sources import Page, Source

START = datetime(2026, 3, 2, 10, tzinfo=UTC)
GARBAGE = (
    b"<rss><channel><item><title>cut",
    b"\xff\xfe\x00\x01",
    b'{"version": 3, "items": "no"',
    b"[[[[",
    b"\x00" * 64,
)


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What the site answers."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, kind: str = "application/rss+xml", **headers: str) -> Answered:
        """A page, with its kind and a mark that changes when it does."""
        body = text.encode()
        mark = f'"{md5(body, usedforsecurity=False).hexdigest()}"'
        return cls(body=body, headers={"content-type": f"{kind}; charset=utf-8", "etag": mark, **headers})


MISSING = Answered(status=404, body=b"Not found")


class SiteWorld(World, httpx2.AsyncBaseTransport):
    """A site with a clock of its own, that moves on by a second at each thing done."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now
        self.transport = self
        self.asked: list[httpx2.Request] = []
        self._refusals: list[Answered] = []
        self._garbage = 0
        self._cuts: list[int] = []
        self._answered = 0

    @abstractmethod
    def answer(self, request: httpx2.Request) -> Answered:
        """What the site answers when all goes well."""

    def clock(self) -> datetime:
        """What time it is there."""
        return self.now

    def tick(self, **more: float) -> datetime:
        """The next moment something happens at."""
        self.now += timedelta(**(more or {"seconds": 1}))
        return self.now

    def refuse(self, status: int, headers: Mapping[str, str], *, times: int) -> None:
        self._refusals += [Answered(status=status, headers=headers)] * times

    def garble(self, *, times: int) -> None:
        self._garbage += times

    def cut(self, *, after: int, times: int) -> None:
        self._cuts += [after] * times
        self._answered = 0

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request)
        if request.url.path != "/robots.txt":
            if self._cuts and self._answered >= self._cuts[0]:
                self._cuts.pop(0)
                self._answered = 0
                raise httpx2.ReadError("cut")
            self._answered += 1
        found = self._told(request)
        if found.status == 200 and found.headers.get("etag") and _has_it(request, found):
            found = Answered(status=304, headers=found.headers)
        return httpx2.Response(found.status, headers=dict(found.headers), stream=httpx2.ByteStream(found.body))

    def _told(self, request: httpx2.Request) -> Answered:
        if request.url.path == "/robots.txt":
            return self.robots()
        if self._refusals:
            return self._refusals.pop(0)
        if self._garbage:
            self._garbage -= 1
            return Answered(body=GARBAGE[self._garbage % len(GARBAGE)])
        return self.answer(request)

    def robots(self) -> Answered:
        """What the site lets robots read: all of it."""
        return MISSING

    def http(self) -> Http:
        """The way to this world, and to no other."""
        budgets = Budgets(pause_seconds=0)
        return Http(contact="mailto:pages@fromagerie.example", now=self.clock, budgets=budgets, transport=self)

    def source(self, **given: str) -> Source:
        """A source that listens to this world, opened anew as after a restart."""
        return self.kind({**self.given, **given}, self.http())

    def paths(self) -> list[str]:
        """The pages that were asked since this was last looked at."""
        paths = [one.url.raw_path.decode() for one in self.asked if one.url.path != "/robots.txt"]
        self.asked.clear()
        return paths


def _has_it(request: httpx2.Request, found: Answered) -> bool:
    return request.headers.get("if-none-match") == found.headers["etag"]


async def read(source: Source, cursor: str | None = None) -> tuple[list[Page], str | None]:
    """Every page of one reading, and the cursor to go on from."""
    pages: AsyncIterator[Page] = source.pages(cursor)
    found = [page async for page in pages]
    cursors = [page.cursor for page in found if page.cursor is not None]
    return found, cursors[-1] if cursors else cursor


def posts(pages: list[Page]) -> list[Post]:
    """The posts that pages bring."""
    from palabre.model import Post

    return [record for page in pages for record in page.records if isinstance(record, Post)]
