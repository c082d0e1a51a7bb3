"""From what a server shows and streams to pages of records: nothing lost when a stream is cut, nothing told twice."""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
from msgspec import Raw

from palabre.errors import BadRecord, SourceRefused
from palabre.model import Actor, Deletion
from palabre.sources._fediverse import NETWORK
from palabre.sources._mastodon_memory import Memory, order_of
from palabre.sources._mastodon_server import Server, Timeline, number_of
from palabre.sources._mastodon_statuses import PUBLIC, Around, Status, post_of
from palabre.sources._mastodon_streams import UNREAD, Event
from palabre.sources.contract import Page
from palabre.text.dates import ONE_DAY, DateReader, known_moment

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Sequence

    from palabre.model import Record

UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
# How far back a timeline that was never read is looked at, and a search, in pages.
_FIRST_PAGES = 5
_SEARCHED_PAGES = 5
# Posts that a timeline doesn't show any more are asked for one by one, so many at a reading.
_MOST_MISSING = 10
_UPDATED = frozenset(("update", "status.update", "status_update"))
_REMEMBERED = 10_000
_FRESH = timedelta(minutes=1)


@dataclass(slots=True)
class _Taken:
    """What a page will hold."""

    records: list[Record] = field(default_factory=list)
    heard: int = 0
    newest: datetime | None = None
    passed_over: Counter[str] = field(default_factory=Counter)


class Reader:
    """Reads one server. `memory` is what its timelines showed, `around` the posts that were met, by their number."""

    def __init__(self, server: Server, memory: Memory) -> None:
        self.server = server
        self.memory = memory
        now = server.http.now()
        self.around = Around(observed_at=now, moment=_moments(now), domain=server.domain)
        self._authors: OrderedDict[str, Actor] = OrderedDict()

    def starts(self, memory: Memory) -> None:
        """Begins again from what was stored."""
        self.memory = memory

    def now(self) -> datetime:
        """The moment at which what follows is read."""
        now = self.server.http.now()
        if now != self.around.observed_at:
            self.around.observed_at, self.around.moment = now, _moments(now)
        return now

    def author(self, name: str) -> Actor | None:
        """An author as a post of the last minute showed it."""
        found = self._authors.get(name)
        is_fresh = found is not None and found.observed_at is not None and self.now() - found.observed_at < _FRESH
        return found if is_fresh else None

    async def timeline(self, timeline: Timeline) -> AsyncIterator[Page]:
        """What a timeline shows that was not told yet, oldest first; the last page may be empty: it was read."""
        numbers = self.memory.numbers_of(timeline.name)
        if timeline.is_search:
            yield await self._searched(timeline)
        elif not numbers:
            yield await self._first(timeline)
        else:
            async for page in self._since(timeline, numbers):
                yield page

    async def _first(self, timeline: Timeline) -> Page:
        """The latest pages of a timeline that was never read."""
        raws: list[Raw] = []
        last: str | None = None
        for _ in range(_FIRST_PAGES):
            page = await self.server.page(timeline, **({"max_id": last} if last else {}))
            raws += page
            numbers = _numbers(page)
            if not numbers or (last is not None and order_of(numbers[0]) >= order_of(last)):
                break
            last = numbers[0]
        return self._page(raws, timeline)

    async def _since(self, timeline: Timeline, numbers: Sequence[str]) -> AsyncIterator[Page]:
        """What comes after the earliest of some numbers; those of them that are not shown may be gone."""
        shown: set[str] = set()
        floor = numbers[0]
        while True:
            raws = await self.server.page(timeline, min_id=floor)
            after = [number for number in _numbers(raws) if order_of(number) > order_of(floor)]
            if not after:
                break
            shown.update(after)
            floor = after[-1]
            page = self._page(raws, timeline)
            if page.heard:
                yield page
        self.memory.is_read(timeline.name)
        gone = await self._gone([number for number in numbers[1:] if number not in shown])
        yield Page(records=gone, cursor=self.memory.cursor(), heard=len(gone))

    async def _gone(self, numbers: Sequence[str]) -> tuple[Deletion, ...]:
        """The deletions of posts that are not there any more: nobody tells of them while a stream is cut."""
        deletions: list[Deletion] = []
        for number in numbers[:_MOST_MISSING]:
            try:
                is_gone = await self.server.status(number) is None
            except SourceRefused:
                # Some servers show timelines to everybody, but not a single post.
                is_gone = False
            self.memory.forgets(number)
            if is_gone and (uri := self.memory.uri_of(number)):
                deletions.append(self.deletion(uri))
        return tuple(deletions)

    async def _searched(self, timeline: Timeline) -> Page:
        """What a search finds that it had not found before."""
        known = set(self.memory.numbers_of(timeline.name))
        found: list[Raw] = []
        offset = 0
        for _ in range(_SEARCHED_PAGES):
            page = await self.server.page(timeline, offset=str(offset))
            offset += len(page)
            fresh = [raw for raw in page if number_of(raw) not in known]
            found += fresh
            if not fresh or len(fresh) < len(page):
                break
        return self._page(found, timeline)

    def _page(self, raws: Sequence[Raw], timeline: Timeline) -> Page:
        self.now()
        taken = _Taken()
        for raw in sorted(raws, key=lambda raw: order_of(number_of(raw) or "")):
            self._take(bytes(raw), taken)
        self.memory.passes(timeline.name, _numbers(raws))
        return self._told(taken)

    def _told(self, taken: _Taken) -> Page:
        return Page(
            records=tuple(taken.records),
            cursor=self.memory.cursor(),
            heard=taken.heard,
            newest=taken.newest,
            passed_over=dict(taken.passed_over),
        )

    def events(self, events: Iterable[Event]) -> Page:
        """What some events tell."""
        self.now()
        taken = _Taken()
        for event in events:
            if event.word in _UPDATED:
                self._take(event.payload, taken)
                if event.word == "update" and (number := number_of(Raw(event.payload))):
                    self.memory.passes(event.timeline, (number,))
            else:
                taken.heard += 1
                self._other(event, taken)
        return self._told(taken)

    def _other(self, event: Event, taken: _Taken) -> None:
        """A deletion names a post by its number here: those of posts that were never told here change nothing."""
        if event.word != "delete":
            taken.passed_over["bad-record" if event.word == UNREAD else "other"] += 1
            return
        number = event.payload.decode("utf-8", "replace").strip().strip('"')
        self.memory.forgets(number)
        uri = self.memory.uri_of(number)
        if uri is None:
            taken.passed_over["other"] += 1
        elif (deletion := self.deletion(uri)) not in taken.records:
            # Each stream that showed a post tells that it is gone.
            taken.records.append(deletion)

    def deletion(self, uri: str) -> Deletion:
        """That a post was taken away."""
        return Deletion(network=NETWORK, scope="post", native_id=uri, requested_at=self.around.observed_at)

    def around_of(self, server: Server) -> Around:
        """What surrounds the posts of another server, whose numbers are its own."""
        now = self.now()
        return Around(observed_at=now, moment=_moments(now), domain=server.domain or None)

    def thread(self, raws: Iterable[Raw], around: Around) -> Page:
        """The posts of a thread, as they are now, in the order they were given."""
        self.now()
        taken = _Taken()
        for raw in raws:
            taken.heard += 1
            try:
                status = msgspec.json.decode(raw, type=Status)
            except UNREADABLE:
                taken.passed_over["bad-record"] += 1
                continue
            taken.records += self.records_of(status, taken.passed_over, around)
        return Page(records=tuple(taken.records), heard=taken.heard, passed_over=dict(taken.passed_over))

    def _take(self, raw: bytes, taken: _Taken) -> None:
        """Takes in a post that was not told yet, or was edited since."""
        try:
            status = msgspec.json.decode(raw, type=Status)
        except UNREADABLE:
            taken.heard += 1
            taken.passed_over["bad-record"] += 1
            return
        if not self.memory.meets(status):
            return
        taken.heard += 1
        moment = known_moment(self.around.moment, status.created_at)
        taken.newest = max(filter(None, (taken.newest, moment)), default=None)
        taken.records += self.records_of(status, taken.passed_over, self.around)

    def records_of(self, status: Status, passed_over: Counter[str], around: Around) -> list[Record]:
        """The post a status is, after the one it boosts; what not everybody may read is passed over, and counted."""
        records: list[Record] = []
        for one in (status.reblog, status):
            if one is None:
                continue
            around.meet(one)
            if (one.visibility or "public") not in PUBLIC:
                passed_over["private"] += 1
                continue
            try:
                post = post_of(one, around)
            except BadRecord as bad:
                passed_over["other" if bad.reason == "no-text" else "bad-record"] += 1
                continue
            records.append(post)
            self._remember(post.actor)
        return records

    def _remember(self, actor: Actor | None) -> None:
        if actor is not None:
            self._authors[actor.native_id] = actor
            self._authors.move_to_end(actor.native_id)
            if len(self._authors) > _REMEMBERED:
                self._authors.popitem(last=False)


def _moments(now: datetime) -> DateReader:
    return DateReader(zone=None, latest=now + ONE_DAY)


def _numbers(raws: Iterable[Raw]) -> list[str]:
    """The numbers of posts, in their order."""
    return sorted({number for raw in raws if (number := number_of(raw))}, key=order_of)
