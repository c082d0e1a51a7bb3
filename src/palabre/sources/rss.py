"""Feeds of sites: RSS, Atom and JSON Feed, with their comments, and with whole articles when asked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

import anyio

from palabre.errors import RateLimited, SourceError, SourceRefused
from palabre.model import Deletion, Post, Record
from palabre.sources._article import article_at, check_articles
from palabre.sources._feed_entries import NETWORK, Place, Read, posts_of, read_feed, with_text
from palabre.sources._feed_finding import USUAL, Found, comments_of, feed_at, offered_in, page_text
from palabre.sources._feed_identity import normal_link, site_of
from palabre.sources._feed_state import KeptFeed, State, next_reading, pause_told
from palabre.sources.contract import Named, Page, Setting, Source, Tested
from palabre.words import N_

if TYPE_CHECKING:
    from palabre.sources._feed_shapes import Feed
    from palabre.sources.http import Answer

YES, NO = "yes", "no"
PAGE, ARTICLES, FEEDS_OF_COMMENTS = 50, 10, 10
# A feed that lists all it ever had is read for its latest.
MOST = 1_000
# Of one reading, the pages of its latest entries are looked at; an old site's first one would ask for all it ever had.
LOOKED_AT = 50
UNCHANGED, GONE = 304, 410


class Rss(Source):
    """A feed, asked when it wants to be. Entries that leave it are not taken away: feeds forget what is old."""

    name = "rss"
    title = N_("A site with a feed (RSS, Atom, JSON Feed)")
    network = NETWORK
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting(
            name="address",
            title=N_("Address of the site or of its feed"),
            example="https://example.org",
            help=N_("A home page is enough: its feed is looked for."),
            first=True,
            required=True,
        ),
        Setting(
            name="full_text",
            title=N_("Read whole articles"),
            help=N_("For feeds that give the beginning of their articles alone: each new one is read on its page."),
            default=NO,
            choices=(YES, NO),
        ),
        Setting(
            name="comments",
            title=N_("Read comments too"),
            help=N_("From the feeds of comments that blogs have."),
            default=NO,
            choices=(YES, NO),
        ),
    )
    usual: ClassVar[tuple[str, ...]] = USUAL
    every = timedelta(minutes=5)
    habit = timedelta(days=2)
    obeys_robots = True

    @property
    def label(self) -> str:
        """The address without its scheme."""
        return normal_link(self.given["address"])

    @property
    def address(self) -> str:
        """The address of the feed."""
        return self.given["address"]

    async def settled(self) -> Mapping[str, str]:
        """The settings with the address of the feed itself, found from a home page."""
        found = await self._found()
        return {**self.given, "address": found.address}

    async def test(self) -> Tested:
        """Reads the feed; its title, its address when it was looked for, and its latest entry."""
        found = await self._found()
        reads = posts_of(self._named(found.feed), self._place())
        title = found.feed.title or site_of(found.address)
        newest = max((one.post.created_at for one in reads if one.post), default=None)
        return Tested(title=f"{title} ({found.address})", posts=len(reads), newest=newest)

    async def _found(self) -> Found:
        if self.given.get("full_text") == YES:
            check_articles()
        return await feed_at(self.http, _with_scheme(self.address), usual=self.usual)

    def _place(
        self, *, is_comments: bool = False, root: str | None = None, posts: Mapping[str, str] | None = None
    ) -> Place:
        # The site is that of the settings, also when the feed has moved: its posts keep their ids.
        return Place(
            address=self.given["address"],
            now=self.http.now(),
            network=self.network,
            is_comments=is_comments,
            root=root,
            posts=posts or {},
        )

    async def pages(self, cursor: str | None) -> AsyncIterator[Page]:
        """What is new or changed, oldest first, then the comments; nothing before the feed wants to be asked again."""
        state = State.of(cursor, self.given["address"])
        if state.next_at > self.http.now().timestamp():
            return
        async for page in self._posts(state):
            yield page
        if self.given.get("comments") == YES:
            async for page in self._comments(state):
                yield page

    async def _posts(self, state: State) -> AsyncIterator[Page]:
        answer, feed = await self._asked(state.main)
        if feed is None:
            state.next_at = _next_at(state.main, None, answer, self.http.now())
            yield Page(cursor=state.told())
            return
        state.home = feed.link or state.home
        reads = posts_of(self._named(feed), self._place(), state.main.known)[-MOST:]
        latest = {one.known.native_id for one in reads[-LOOKED_AT:]}
        for part, is_last in _parts(reads, self._at_once()):
            state.main.remember([one.known for one in (reads if is_last else part)])
            if self.given.get("comments") == YES:
                state.waiting |= {one.known.native_id: one.entry.comment_feed for one in part if _has_new_comments(one)}
            if is_last:
                state.main.answered(answer.headers, self.http.now())
                state.next_at = _next_at(state.main, feed, answer, self.http.now())
            looked = [await self._given(one) if one.known.native_id in latest else self._told(one) for one in part]
            records = [record for found in looked for record in found]
            yield _page(state, part, records, passed_over=feed.passed_over if is_last else 0)

    def _at_once(self) -> int:
        """How many entries make a page: fewer when each asks for a page of the site."""
        return ARTICLES if self.given.get("full_text") == YES else PAGE

    def _named(self, feed: Feed) -> Feed:
        """The feed, its entries under the names their site has for them."""
        return feed

    def _told(self, one: Read) -> list[Record]:
        """What an entry brings by itself."""
        return [one.post] if one.post is not None else []

    async def _given(self, one: Read) -> list[Record]:
        """What an entry brings with the page it leads to: its whole article, when that is asked for."""
        post = one.post
        if post is None or post.url is None or self.given.get("full_text") != YES:
            return self._told(one)
        text = await article_at(self.http, post.url)
        return [with_text(post, text) if len(text) > len(post.text) else post]

    async def _asked(self, kept: KeptFeed) -> tuple[Answer, Feed | None]:
        """What a feed holds now, None when nothing changed."""
        now = self.http.now()
        answer = await self.http.get(_with_scheme(kept.address), headers=kept.conditions(now), polite=True)
        if answer.status == GONE:
            raise SourceRefused("feed-gone", address=kept.address)
        if answer.is_gone:
            raise SourceError("feed-missing", address=kept.address)
        if answer.has_moved:
            kept.address = answer.address
        if answer.status == UNCHANGED:
            return answer, None
        read = partial(read_feed, answer.body, address=answer.address, headers=answer.headers)
        return answer, await anyio.to_thread.run_sync(read)

    async def _comments(self, state: State) -> AsyncIterator[Page]:
        if state.comments is None:
            address = "" if state.has_no_comments else await comments_of(self.http, state.home or self.address)
            state.comments, state.has_no_comments = KeptFeed(address=address), not address
        if state.comments.address:
            state.waiting.clear()
            async for page in self._comments_at(state, state.comments, None):
                yield page
            return
        for native_id, address in list(state.waiting.items())[:FEEDS_OF_COMMENTS]:
            del state.waiting[native_id]
            kept = KeptFeed(address=address, known=state.comments.known)
            async for page in self._comments_at(state, kept, native_id):
                yield page

    async def _comments_at(self, state: State, kept: KeptFeed, root: str | None) -> AsyncIterator[Page]:
        assert state.comments is not None  # noqa: S101 - made by who calls
        try:
            answer, feed = await self._asked(kept)
        except RateLimited:
            raise
        except SourceError:
            # Comments come beside: a blog that closed theirs still has its posts.
            yield Page(cursor=state.told())
            return
        if feed is None:
            return
        posts = {one.link: one.native_id for one in state.main.known if one.link}
        reads = posts_of(feed, self._place(is_comments=True, root=root, posts=posts), state.comments.known)[-MOST:]
        for part, is_last in _parts(reads, PAGE):
            state.comments.remember([one.known for one in (reads if is_last else part)])
            if is_last:
                kept.answered(answer.headers, self.http.now())
            records = [one.post for one in part if one.post is not None]
            yield _page(state, part, records, passed_over=feed.passed_over if is_last else 0)

    async def thread(self, post: Named) -> Page | None:
        """The comments of an article, from the feed its page names; its deletion when the page is gone."""
        if not post.url:
            return None
        try:
            answer = await self.http.get(post.url, polite=True)
        except SourceRefused:
            return None
        now = self.http.now()
        if answer.is_gone:
            gone = Deletion(network=self.network, scope="post", native_id=post.native_id, requested_at=now)
            return Page(records=(gone,), heard=1)
        offered = [one.address for one in offered_in(page_text(answer), answer.address) if one.is_of_comments]
        own = next((one for one in offered if normal_link(one).startswith(normal_link(answer.address))), None)
        if own is None or self.given.get("comments") != YES:
            return None
        _, feed = await self._asked(KeptFeed(address=own))
        if feed is None:
            return None
        reads = posts_of(feed, self._place(is_comments=True, root=post.root or post.native_id))
        return Page(records=tuple(one.post for one in reads if one.post is not None), heard=len(reads))


def _with_scheme(address: str) -> str:
    return address if "://" in address else f"https://{address}"


def _has_new_comments(one: Read) -> bool:
    return bool(one.entry.comment_feed) and one.entry.comment_count != 0


def _parts(reads: Sequence[Read], size: int) -> Iterator[tuple[list[Read], bool]]:
    """What is to be given of a reading, some at a time, and whether this is the last of it; at least one part."""
    wanted = [one for one in reads if one.is_new or one.is_changed]
    for start in range(0, max(len(wanted), 1), size):
        yield wanted[start : start + size], start + size >= len(wanted)


def _page(state: State, part: Sequence[Read], records: Sequence[Record], *, passed_over: int) -> Page:
    left = {"bad-record": passed_over, "no-text": sum(one.post is None for one in part)}
    return Page(
        records=tuple(records),
        cursor=state.told(),
        # What a feed says again is not heard again: a silence is told by how often something new is.
        heard=len(part),
        newest=max((one.created_at for one in records if isinstance(one, Post)), default=None),
        passed_over={word: count for word, count in left.items() if count},
    )


def _next_at(kept: KeptFeed, feed: Feed | None, answer: Answer, now: datetime) -> int:
    if feed is not None:
        kept.pause = round(pause_told(feed, answer.headers, now).total_seconds())
    return int(next_reading(timedelta(seconds=kept.pause), feed, now).timestamp()) if kept.pause else 0
