"""Bluesky as it is written, for a trial from a terminal: heard until told to stop, taken up again when it is cut."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import aclosing
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import anyio

from palabre import __version__
from palabre.errors import SourceError, SourceRefused
from palabre.run import clock
from palabre.run.listening import back_off
from palabre.sources import Budgets, Http, Page
from palabre.sources.bluesky import Bluesky

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from typing import Any

# A trial is for whoever sits before it: they are told soon, and asked again for no longer than they would wait.
LONGEST_PAUSE_S = 30.0
LOOPBACK = frozenset(("127.0.0.1", "::1", "localhost"))


def overhear(stream: str | None, hear: Callable[[Page], bool], lost: Callable[[SourceError], None]) -> None:
    """Hands pages of Bluesky to `hear` until it says no, or Ctrl-C (`KeyboardInterrupt`).

    `stream` is another Jetstream than the public ones, which may be on this machine. Raises `SourceError` when nothing
    could be heard at all; later failures are told to `lost`, then it is asked again from where it stopped.
    """
    anyio.run(_overhear, stream, hear, lost)


async def _overhear(stream: str | None, hear: Callable[[Page], bool], lost: Callable[[SourceError], None]) -> None:
    host = (urlsplit(stream or "").hostname or "").lower()
    http = Http(
        contact=f"palabre try, {__version__}",
        now=clock.now,
        budgets=Budgets(),
        private=frozenset((host,)) & LOOPBACK,
    )
    # Likes, reposts and follows are nothing to ask a query of.
    given = {"hear": "posts"} | ({"address": stream} if stream else {})
    chance = random.Random()  # noqa: S311 - spreads pauses, secures nothing
    async with http:
        source, cursor, failures, has_heard = Bluesky(given, http), None, 0, False
        while True:
            try:
                pages: AsyncGenerator[Page, Any] = source.pages(cursor)
                async with aclosing(pages):
                    async for page in pages:
                        has_heard, failures, cursor = True, 0, page.cursor or cursor
                        if not hear(page):
                            return
            except SourceError as problem:
                if not has_heard or isinstance(problem, SourceRefused):
                    raise
                failures += 1
                lost(problem)
                await anyio.sleep(min(LONGEST_PAUSE_S, back_off(failures, chance)))
