"""Hacker News: every story and comment, or those that hold some words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

import msgspec
from msgspec import Raw, Struct, field

from palabre.errors import SourceError
from palabre.sources._forums import words_of
from palabre.sources._hacker_news_items import NETWORK, Item, post_of
from palabre.sources._tally import Tally, decoded_cursor, encoded, moments
from palabre.sources.contract import Hole, Named, Page, Setting, Source, Tested
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from palabre.model import Record
    from palabre.sources.http import Http

_ITEMS = "https://hacker-news.firebaseio.com/v0"
_SEARCH = "https://hn.algolia.com/api/v1/search_by_date"
_FIRST_DAYS = timedelta(days=1)
_FIRST_DAYS_OF_A_SEARCH = timedelta(days=7)
# So far behind, about five hours, lists of a thousand catch up sooner than one request an item.
_FAR = 2000
# What the search learns late: it is believed up to so long ago.
_LATE = timedelta(minutes=20)
_LATE_WORDS = timedelta(hours=1)
_MOST_HITS = 1000
_HOUR = 3600
_PAGE = 20
# Words can be changed for two hours, in which fewer items come.
_CHANGEABLE = 1500
_MOST_CHANGES = 60
_MOST_TRIES = 30
_DEEPEST = 300
_REMEMBERED = 100_000


class _Cursor(Struct):
    """The last item asked for and when it was said; items not shown yet, with the times they were asked for.

    When words are searched, `at` is the time up to which the search was read, `seen` what it told of late.
    """

    item: int = 0
    at: int = 0
    waiting: dict[int, int] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)


class _Hits(Struct):
    hits: list[Raw] = []


class _Changes(Struct):
    items: list[int] = []


class HackerNews(Source):
    """Stories and comments, each asked for by its number, so that none is lost between two readings.

    The official service gives one item at a time, with what was deleted or killed; what changed lately it lists, so
    new words and deletions are told within the hours they can be made in. A reading that is far behind, the first one
    among them, first takes the lists of the search service, a thousand at a time. It gives the same posts, save what
    was deleted or killed meanwhile. With words to look for, the search service alone is asked.
    """

    name: ClassVar[str] = "hackernews"
    title: ClassVar[str] = N_("Hacker News")
    network: ClassVar[str] = NETWORK
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting(
            name="search",
            title=N_("Words to look for"),
            example="open source",
            help=N_("One line for each search. None: everything said there, about 10,000 posts a day."),
            many=True,
        ),
    )
    every: ClassVar[timedelta] = timedelta(minutes=1)
    habit: ClassVar[timedelta] = timedelta(hours=1)

    def __init__(self, given: Mapping[str, str], http: Http) -> None:
        super().__init__(given, http)
        self._roots: dict[str, str] = {}

    @property
    def label(self) -> str:
        """The site, with the words looked for."""
        words = words_of(self.given["search"])
        return f"Hacker News: {', '.join(words)}" if words else "Hacker News"

    @property
    def can_be_ours(self) -> bool:
        """Never: it is everybody's."""
        return False

    @property
    def address(self) -> str:
        """The service that is asked."""
        return "https://hn.algolia.com" if self.given["search"].strip() else "https://hacker-news.firebaseio.com"

    async def test(self) -> Tested:
        """How many posts the search finds in the last week, or the newest twenty."""
        now = int(self.http.now().timestamp())
        words = words_of(self.given["search"])
        since = now - int((_FIRST_DAYS_OF_A_SEARCH if words else _FIRST_DAYS).total_seconds())
        tally = Tally()
        for word in words or ("",):
            hits = await self._hits(word, since, now + 1, most=_MOST_HITS if words else _PAGE)
            self._take_hits(tally, hits)
        if not words:
            await self._top()
        return Tested(title=self.label, posts=len(tally.records), newest=tally.newest)

    async def pages(self, cursor: str | None) -> AsyncIterator[Page]:
        """Everything new, oldest first."""
        known = decoded_cursor(cursor, _Cursor)
        words = words_of(self.given["search"])
        reading = self._searched(words, known) if words else self._everything(known)
        async for page in reading:
            yield page

    async def thread(self, post: Named) -> Page | None:
        """The post and its story as they are now, with every comment the search knows under it."""
        tally = Tally()
        said = await self._item(int(post.native_id)) if post.native_id.isdigit() else None
        if said is None:
            return None
        root = post.root or await self._root(said) or post.native_id
        self._take(tally, said, root)
        if root != post.native_id and root.isdigit() and (story := await self._item(int(root))):
            self._take(tally, story, root)
        try:
            found = await self._found({"tags": f"comment,story_{root}", "hitsPerPage": _MOST_HITS})
        except SourceError:
            # Without the comments around it, what became of the post is still told.
            return tally.page(None)
        self._take_hits(tally, [hit for hit in reversed(found) if _number(hit) not in (post.native_id, root)])
        return tally.page(None)

    # --- everything -------------------------------------------------------------------------------------------------

    async def _everything(self, known: _Cursor | None) -> AsyncIterator[Page]:
        now = self.http.now()
        top = await self._top()
        last = known or _Cursor(at=int((now - _FIRST_DAYS).timestamp()))
        if top - last.item > _FAR:
            until = int((now - _LATE).timestamp())
            async for page in self._caught_up(last, until):
                yield page
            start = max(last.item, await self._last_before(until))
            if 0 < start < top - _FAR:
                # The search is behind too: what it does not know of yet is too much to be asked for one by one.
                from_at, lost = datetime.fromtimestamp(last.at, UTC), top - _FAR - start
                yield Page(holes=(Hole(from_at=from_at, to_at=now, why="cursor-lost", estimated_loss=lost),))
            last.item = max(start, top - _FAR)
        for first in range(last.item + 1, top + 1, _PAGE):
            tally = Tally()
            for number in range(first, min(first + _PAGE, top + 1)):
                await self._ask(tally, number, last)
            last.item = min(first + _PAGE - 1, top)
            last.at = max(last.at, int(tally.newest.timestamp()) if tally.newest else 0)
            yield tally.page(encoded(last))
        again = await self._again(last, is_first=known is None)
        yield again.page(encoded(last))

    async def _caught_up(self, last: _Cursor, until: int) -> AsyncIterator[Page]:
        """What the search knows of between the last post read and lately, an hour at a time."""
        for since in range(last.at, until, _HOUR):
            async for upto, hits, hole in self._windows("", since, min(since + _HOUR, until)):
                tally = Tally(holes=[hole] if hole else [])
                self._take_hits(tally, [hit for hit in hits if _is_after(_number(hit), last.item)])
                last.at = upto
                yield tally.page(encoded(last))

    async def _last_before(self, moment: int) -> int:
        """The number of the last item said before a moment, as far as the search knows; 0 when it knows none."""
        asked = {"tags": "(story,comment)", "numericFilters": f"created_at_i<{moment}"}
        hits = await self._found({**asked, "hitsPerPage": 1})
        return max((int(number) for hit in hits if (number := _number(hit)).isdigit()), default=0)

    async def _ask(self, tally: Tally, number: int, last: _Cursor) -> None:
        """Takes an item; one that is not shown yet will be asked for again."""
        found = await self._item(number)
        if found is not None:
            last.waiting.pop(number, None)
            self._take(tally, found, await self._root(found))
            return
        last.waiting[number] = last.waiting.get(number, 0) + 1
        if last.waiting[number] > _MOST_TRIES:
            del last.waiting[number]
            tally.pass_over("private")

    async def _again(self, last: _Cursor, *, is_first: bool) -> Tally:
        """Items that were not shown yet, and those changed since they were read."""
        tally = Tally()
        for number in tuple(last.waiting):
            await self._ask(tally, number, last)
        if not is_first:
            told: _Changes = await self.http.get_json(f"{_ITEMS}/updates.json", _Changes) or _Changes()
            recent = sorted(one for one in set(told.items) if last.item - _CHANGEABLE < one <= last.item)
            for number in recent[-_MOST_CHANGES:]:
                if number not in last.waiting and (found := await self._item(number)):
                    self._take(tally, found, await self._root(found))
        return tally

    async def _top(self) -> int:
        top: int = await self.http.get_json(f"{_ITEMS}/maxitem.json", int)
        return top

    async def _item(self, number: int) -> bytes | None:
        """An item as it is written; None while it is shown to nobody."""
        raw = await self.http.get_json(f"{_ITEMS}/item/{number}.json", Raw)
        return None if raw is None or bytes(raw) == b"null" else bytes(raw)

    async def _root(self, raw: bytes) -> str | None:
        """The story of an item: items name what they answer only, so one climbs until the story, once for each."""
        climbed = []
        item = _read(raw)
        for _ in range(_DEEPEST):
            if item is None or not item.native_id:
                return None
            climbed.append(item.native_id)
            parent = str(item.parent or "")
            root = self._roots.get(item.native_id) or (self._roots.get(parent) if parent else item.native_id)
            if root:
                self._remember(climbed, root)
                return root
            above = await self._item(int(parent)) if parent.isdigit() else None
            item = _read(above) if above else None
        return None

    def _remember(self, numbers: Iterable[str], root: str) -> None:
        if len(self._roots) >= _REMEMBERED:
            self._roots.clear()
        self._roots.update(dict.fromkeys(numbers, root))

    # --- what the search finds --------------------------------------------------------------------------------------

    async def _searched(self, words: tuple[str, ...], known: _Cursor | None) -> AsyncIterator[Page]:
        now = int(self.http.now().timestamp())
        last = known or _Cursor(at=now - int(_FIRST_DAYS_OF_A_SEARCH.total_seconds()))
        since = last.at - (int(_LATE_WORDS.total_seconds()) if known else 0)
        seen = dict(last.seen)
        for word in words:
            async for _, hits, hole in self._windows(word, since, now + 1):
                tally = Tally(holes=[hole] if hole else [])
                self._take_hits(tally, [hit for hit in hits if _number(hit) not in seen])
                seen |= {_number(hit): _said_at(hit) for hit in hits}
                last = msgspec.structs.replace(last, seen=dict(seen))
                yield tally.page(encoded(last))
        late = now - int(_LATE_WORDS.total_seconds())
        last = _Cursor(at=now, seen={number: at for number, at in seen.items() if at >= late})
        # How far the search has come says whether it is silent, or nobody spoke of these words.
        latest = await self._found({"tags": "(story,comment)", "hitsPerPage": 1})
        tally = Tally(newest=datetime.fromtimestamp(_said_at(latest[0]), UTC) if latest else None)
        yield tally.page(encoded(last))

    async def _windows(self, word: str, since: int, until: int) -> AsyncIterator[tuple[int, list[Raw], Hole | None]]:
        """What was said between two moments, oldest first, in windows that hold less than the search gives at once."""
        waiting = [(since, until)]
        while waiting:
            start, end = waiting.pop()
            hits = await self._hits(word, start, end)
            if len(hits) < _MOST_HITS:
                yield end, hits, None
            elif end - start > 1:
                middle = (start + end) // 2
                waiting += [(middle, end), (start, middle)]
            else:
                at = datetime.fromtimestamp(start, UTC)
                yield end, hits, Hole(from_at=at, to_at=at + timedelta(seconds=1), why="dropped")

    async def _hits(self, word: str, since: int, until: int, *, most: int = _MOST_HITS) -> list[Raw]:
        asked: dict[str, str | int] = {"query": word} if word else {}
        asked |= {
            "tags": "(story,comment,poll,job)",
            "numericFilters": f"created_at_i>={since},created_at_i<{until}",
            "hitsPerPage": most,
        }
        return (await self._found(asked))[::-1]

    async def _found(self, asked: Mapping[str, str | int]) -> list[Raw]:
        found: _Hits = await self.http.get_json(_SEARCH, _Hits, params=asked) or _Hits()
        return found.hits

    # --- telling ----------------------------------------------------------------------------------------------------

    def _take_hits(self, tally: Tally, hits: Iterable[Raw]) -> None:
        for hit in hits:
            self._take(tally, bytes(hit), None)

    def _take(self, tally: Tally, raw: bytes, root: str | None) -> None:
        item = _read(raw)
        if item is not None and item.type == "pollopt":
            tally.pass_over("other")
            return
        now = self.http.now()

        def made() -> tuple[Record, ...]:
            read = item or msgspec.json.decode(raw, type=Item)
            return (post_of(read, root=root, moment=moments(now), observed_at=now),)

        tally.take(made)


def _read(raw: bytes) -> Item | None:
    try:
        return msgspec.json.decode(raw, type=Item)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


class _Told(Struct):
    """What tells a hit from the others, and when it was said."""

    number: str | int = field(name="objectID", default="")
    at: int = field(name="created_at_i", default=0)


def _number(hit: Raw) -> str:
    try:
        return str(msgspec.json.decode(hit, type=_Told).number)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""


def _is_after(number: str, item: int) -> bool:
    return not number.isdigit() or int(number) > item


def _said_at(hit: Raw) -> int:
    try:
        return msgspec.json.decode(hit, type=_Told).at
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return 0
