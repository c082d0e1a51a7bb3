"""What comes in, told to every open page: one look at the feed for all of them, a few times a second.

A page is told of so many posts a second at most, the newest; the others are counted. It resumes by the number of the
feed it was last told.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import anyio
import anyio.to_thread

from palabre.errors import PalabreError
from palabre.listen.arrivals import MOST_GONE, arrivals, pace

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from palabre.listen.arrivals import Arrivals, Pace
    from palabre.listen.shown import Filters
    from palabre.store import Workspace

log = logging.getLogger(__name__)
LOOK_SECONDS = 0.2
CARDS_A_SECOND = 20
PACE_SECONDS = 5.0
BEAT_SECONDS = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a page is told at once; with nothing in it, that we are still there.

    `posts` are rows of arrivals, oldest first, `more` how many came besides. `is_cut` asks it to read its posts again.
    """

    number: int
    posts: tuple[dict[str, Any], ...] = ()
    more: int = 0
    gone: tuple[int, ...] = ()
    is_cut: bool = False
    pace: Pace | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing but a number."""
        return not (self.posts or self.more or self.gone or self.is_cut or self.pace)


@dataclass(slots=True)
class Wanted:
    """What an open page looks at, and what came in for it since it was last told."""

    filters: Filters
    number: int
    pace: Pace | None = None
    _posts: deque[dict[str, Any]] = field(default_factory=partial(deque, maxlen=CARDS_A_SECOND))
    _more: int = 0
    _gone: dict[int, None] = field(default_factory=dict)
    _is_cut: bool = False

    def add(self, found: Arrivals) -> None:
        """Takes in what came in: the newest posts as they are, the others as a number."""
        self.number = max(self.number, found.number)
        self._is_cut = self._is_cut or found.is_cut
        if found.posts is not None:
            asked = found.posts.filter(_mask(found.posts, self.filters))
            kept = asked.slice(max(0, asked.num_rows - CARDS_A_SECOND))
            before = len(self._posts)
            self._posts.extend(kept.to_pylist())
            self._more += asked.num_rows - len(self._posts) + before
        if found.gone:
            self._gone.update(dict.fromkeys(found.gone))
            self._posts = deque((one for one in self._posts if one["post_id"] not in self._gone), CARDS_A_SECOND)
            self._is_cut = self._is_cut or len(self._gone) > MOST_GONE

    def told(self, pace: Pace | None) -> Told:
        """What there is to tell, and begins anew; the pace only when it changed."""
        told = Told(
            number=self.number,
            posts=tuple(self._posts),
            more=self._more,
            gone=() if self._is_cut else tuple(self._gone),
            is_cut=self._is_cut,
            pace=pace if pace != self.pace else None,
        )
        self._posts.clear()
        self._gone.clear()
        self._more, self._is_cut, self.pace = 0, False, pace
        return told


def _mask(posts: pa.Table, filters: Filters) -> npt.NDArray[np.bool_]:
    import numpy as np
    import pyarrow.compute as pc

    mask = np.ones(posts.num_rows, dtype=np.bool_)
    for name in ("network", "kind", "lang"):
        if value := getattr(filters, name):
            mask &= pc.equal(posts[name], value).fill_null(False).to_numpy()
    if filters.radars:
        ids = posts["radars"].combine_chunks()
        wanted = np.isin(ids.flatten().to_numpy(), [radar_id for radar_id, _version in filters.radars])
        of_radars = np.zeros(posts.num_rows, dtype=np.bool_)
        of_radars[pc.list_parent_indices(ids).to_numpy()[wanted]] = True
        mask &= of_radars
    return mask


@dataclass(slots=True)
class Broadcast:
    """Looks at the feed of a workspace for all the pages that follow it; at nothing while none does."""

    workspace: Workspace
    _pages: list[Wanted] = field(default_factory=list)
    _number: int = 0
    _pace: Pace | None = None
    _next_look: float = 0.0
    _next_pace: float = 0.0
    _is_looking: bool = False
    _is_over: bool = False

    @property
    def open_pages(self) -> int:
        """How many pages follow at this moment."""
        return len(self._pages)

    def end(self) -> None:
        """Ends every stream within a look: the server stops."""
        self._is_over = True

    async def follow(self, filters: Filters, after: int | None) -> AsyncIterator[Told]:
        """What comes in under some filters after a number of the feed, as long as somebody reads it."""
        try:
            page = await self._join(filters, after)
        except PalabreError:
            log.warning("what comes in could not be read", exc_info=True)
            return
        try:
            async for told in self._told(page):
                yield told
        finally:
            self._pages.remove(page)

    async def _join(self, filters: Filters, after: int | None) -> Wanted:
        newest = await anyio.to_thread.run_sync(self.workspace.feed.last)
        number = newest if after is None else min(after, newest)
        page = Wanted(filters, number)
        if not self._pages:
            self._number = number
        until = self._number
        # From here on it is told with the others; what it missed before comes first.
        self._pages.append(page)
        if number < until:
            try:
                page.add(await anyio.to_thread.run_sync(partial(arrivals, self.workspace, number, until=until)))
            except BaseException:
                self._pages.remove(page)
                raise
        return page

    async def _told(self, page: Wanted) -> AsyncIterator[Told]:
        quiet_until = beat_at = anyio.current_time()
        while not self._is_over:
            try:
                await self._look()
            except PalabreError:
                # The browser asks again in a moment, from the last number it was told.
                log.warning("what comes in could not be read", exc_info=True)
                return
            now = anyio.current_time()
            if now >= quiet_until:
                told = page.told(self._pace)
                if not told.is_empty or now >= beat_at:
                    beat_at = now + BEAT_SECONDS
                    quiet_until = now + len(told.posts) / CARDS_A_SECOND
                    yield told
            await anyio.sleep(LOOK_SECONDS)

    async def _look(self) -> None:
        """Looks at the feed when it is time and nobody else is at it."""
        now = anyio.current_time()
        if self._is_looking or now < self._next_look:
            return
        self._is_looking = True
        try:
            found = await anyio.to_thread.run_sync(arrivals, self.workspace, self._number)
            self._number = found.number
            for page in self._pages:
                page.add(found)
            if now >= self._next_pace:
                self._pace = await anyio.to_thread.run_sync(pace, self.workspace)
                self._next_pace = now + PACE_SECONDS
        finally:
            self._is_looking = False
            self._next_look = now + LOOK_SECONDS
