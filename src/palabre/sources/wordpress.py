"""WordPress sites: posts and threaded comments through their REST interface, or their feeds when it is closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, ClassVar

import msgspec

from palabre.errors import BadRecord, RateLimited, SourceRefused
from palabre.model import Deletion, Post, Record
from palabre.sources._feed_identity import normal_link, site_of
from palabre.sources._wordpress_asking import PER_PAGE, Closed, Index, Listed, Rest
from palabre.sources._wordpress_records import (
    NETWORK,
    Article,
    Comment,
    Site,
    articles_in,
    changed_at,
    comment_of,
    comments_in,
    is_hidden,
    numbers_of,
    post_of,
    said_at,
)
from palabre.sources._wordpress_state import SiteState, since, words_of
from palabre.sources.contract import Named, Page, Setting, Source, Tested
from palabre.sources.rss import NO, YES, Rss
from palabre.text.html import plain_text
from palabre.text.marks import web_address
from palabre.words import N_

MOST_PAGES = 20
SWEEP, SWEPT, AGAIN = timedelta(hours=1), timedelta(hours=48), timedelta(hours=24)
CHECKED, NEWEST = 10, 20
_EMBED = {"_embed": "author,wp:term,wp:featuredmedia"}
Maker = Callable[[Any, Site], Post]
_article_in = msgspec.json.Decoder(Article).decode
_comment_in = msgspec.json.Decoder(Comment).decode


class _Feeds(Rss):
    """The feeds of the same site, when they are all it shows."""

    network = NETWORK


class WordPress(Source):
    """A site made with WordPress. Its interface tells edits of posts; those of comments are seen when read again."""

    name = "wordpress"
    title = N_("A WordPress site, with its comments")
    network = NETWORK
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting(
            name="address",
            title=N_("Address of the site"),
            example="https://example.org",
            first=True,
            required=True,
        ),
        Setting(name="comments", title=N_("Read comments too"), default=YES, choices=(YES, NO)),
    )
    every = timedelta(minutes=5)
    habit = timedelta(days=2)

    @property
    def label(self) -> str:
        """The address without its scheme."""
        return normal_link(self.given["address"])

    @property
    def address(self) -> str:
        """The home page of the site."""
        return self.given["address"]

    @property
    def _home(self) -> str:
        return self.address if "://" in self.address else f"https://{self.address}"

    def _feeds(self) -> _Feeds:
        return _Feeds({"address": self._home, "comments": self.given["comments"]}, self.http)

    async def settled(self) -> Mapping[str, str]:
        """The settings with the whole address of the site, as it names itself."""
        told = await self._told()
        if told is None:
            # Its feed is all it shows: that there is one is made sure of.
            await self._feeds().settled()
            return {**self.given, "address": self._home}
        home = web_address(told[0].home or "")
        # A site that names itself by another machine is asked where it was found.
        return {**self.given, "address": home if home and site_of(home) == site_of(self._home) else self._home}

    async def test(self) -> Tested:
        """Reads the name of the site and its latest posts."""
        told = await self._told()
        if told is None:
            return await self._feeds().test()
        index, latest = told
        newest = max(filter(None, map(said_at, latest)), default=None)
        return Tested(title=plain_text(index.name or "").text or self.label, posts=len(latest), newest=newest)

    async def _told(self) -> tuple[Index, list[Article]] | None:
        """What the interface tells of the site, and its latest posts; None when it is closed."""
        rest = await Rest.of(self.http, self._home)
        if rest is None:
            return None
        try:
            listed = await rest.listed("posts", articles_in, per_page=10)
        except Closed:
            return None
        return await rest.index(), listed.found

    async def pages(self, cursor: str | None) -> AsyncIterator[Page]:
        """New posts, then those that changed, then comments, oldest first; once an hour, what was taken away."""
        now = self.http.now()
        state = SiteState.of(cursor, now)
        if not state.api and now.timestamp() - state.tried_at > AGAIN.total_seconds():
            rest = await Rest.of(self.http, self._home)
            state.opened(rest.root if rest else "", now)
        if state.api:
            try:
                async for page in self._rest(Rest(self.http, state.api), state, Site(self._home, now)):
                    yield page
                return
            except Closed:
                state.api, state.tried_at = "", int(now.timestamp())
        async for page in self._feed(state):
            yield page

    async def _feed(self, state: SiteState) -> AsyncIterator[Page]:
        """The same from the feeds of the site. What the interface gave before it closed has other ids there."""
        feeds, since_then = self._feeds(), 0 if state.feed else state.said_until()
        state.feed = state.feed or await _first_cursor(feeds)
        async for page in feeds.pages(state.feed):
            state.feed = page.cursor or state.feed
            records = tuple(one for one in page.records if not _is_before(one, since_then))
            yield replace(page, records=records, cursor=state.told())

    async def _rest(self, rest: Rest, state: SiteState, site: Site) -> AsyncIterator[Page]:
        async for page in _walked(rest, state, site, "dated"):
            yield page
        async for page in _walked(rest, state, site, "changed"):
            yield page
        if self.given["comments"] == YES:
            async for page in _comments(rest, state, site):
                yield page
        if site.observed_at.timestamp() - state.swept_at >= SWEEP.total_seconds():
            yield await self._swept(rest, state, site)

    async def _swept(self, rest: Rest, state: SiteState, site: Site) -> Page:
        """What was read lately and is gone; what was published late or under an older date; edits of comments."""
        newest = await rest.listed("posts", articles_in, orderby="id", order="desc", per_page=NEWEST, **_EMBED)
        later = [one for one in newest.found if one.id > state.newest and not state.seen_post(one)]
        state.newest = max([state.newest, *(one.id for one in newest.found)])
        records: list[Record] = list(_page([(post_of, one) for one in reversed(later)], site).records)
        latest = sorted(state.posts)[-PER_PAGE:]
        if latest:
            include = ",".join(map(str, latest))
            listed = await rest.listed("posts", articles_in, include=include, _fields="id")
            missing = [(number, 0) for number in sorted(set(latest) - {one.id for one in listed.found})]
            records += await _gone(rest, site, missing)
        if self.given["comments"] == YES:
            start = int((site.observed_at - SWEPT).timestamp())
            found = {one.id: one async for listed in _said_since(rest, start) for one in listed.found}
            absent = [(one.post, number) for number, one in state.comments.items() if one.at > start]
            records += await _gone(rest, site, [one for one in absent if one[1] not in found])
            records += _page(_to_give(state, site, found.values()), site).records
        for record in records:
            if isinstance(record, Deletion) and (named := numbers_of(record.native_id)):
                state.forget(*named)
        state.swept_at = int(site.observed_at.timestamp())
        return Page(records=tuple(records), cursor=state.told(), heard=len(records))

    async def thread(self, post: Named) -> Page | None:
        """A post with the count of its comments, and all of them; deletions for what is gone or in the bin."""
        named = numbers_of(post.native_id)
        rest = await Rest.of(self.http, self._home) if named else None
        if named is None or rest is None:
            return await self._feeds().thread(post)
        site = Site(self._home, self.http.now())
        number, comment = named
        try:
            article = await _article(rest, number)
        except (Closed, SourceRefused) as refusal:
            if isinstance(refusal, RateLimited):
                raise
            return None
        if article is None:
            gone = await _gone(rest, site, [(number, 0), *([(number, comment)] if comment else [])])
            return Page(records=tuple(gone), heard=1)
        return await self._whole(rest, site, article, comment)

    async def _whole(self, rest: Rest, site: Site, article: Article, comment: int) -> Page:
        comments: dict[int, Comment] = {}
        total: int | None = None
        is_whole = False
        for number in range(1, MOST_PAGES + 1):
            try:
                listed = await rest.listed("comments", comments_in, post=article.id, page=number, order="asc")
            except Closed:
                break
            total = listed.total if number == 1 else total
            comments |= {one.id: one for one in listed.found}
            if listed.is_last:
                is_whole = True
                break
        made: list[tuple[Maker, Any]]
        made = [(partial(post_of, comments=total), article), *((comment_of, one) for one in comments.values())]
        page = _page(made, site)
        # An answer to a comment that is not in the list says that this one is gone.
        above = {one.parent for one in comments.values()} | {comment}
        missing = [(article.id, one) for one in sorted(above - comments.keys()) if one and is_whole]
        return replace(page, records=(*page.records, *await _gone(rest, site, missing)))


def _is_before(record: Record, stamp: int) -> bool:
    return isinstance(record, Post) and record.created_at.timestamp() <= stamp


async def _first_cursor(feeds: _Feeds) -> str:
    """The cursor that a reading of the feeds begins with, once their address is found."""
    from palabre.sources._feed_state import KeptFeed, State

    settled = await feeds.settled()
    return State(main=KeptFeed(address=settled["address"])).told()


async def _walked(rest: Rest, state: SiteState, site: Site, which: str) -> AsyncIterator[Page]:
    """The posts past a moment, in its order. What changes meanwhile moves to the end, so each page begins anew."""
    is_dated = which == "dated"
    moment: Callable[[Article], datetime | None] = said_at if is_dated else changed_at
    order, bound = ("date", "after") if is_dated else ("modified", "modified_after")
    number = 1
    for _ in range(MOST_PAGES):
        start: int = getattr(state, which)
        asked: dict[str, Any] = {bound: since(start), "orderby": order, "order": "asc", "page": number, **_EMBED}
        listed = await rest.listed("posts", articles_in, **asked)
        # Sites older than 5.7 don't know `modified_after`, and would give all they have.
        times = {one.id: int(at.timestamp()) for one in listed.found if (at := moment(one))}
        fresh = [one for one in listed.found if times.get(one.id, 0) >= start - 5]
        new = [one for one in fresh if not state.seen_post(one)]
        state.newest = max([state.newest, *(one.id for one in fresh)])
        setattr(state, which, max([start, *(times[one.id] for one in fresh)]))
        yield _page([(post_of, one) for one in new], site, state, bad=listed.bad)
        if listed.is_last or not fresh:
            return
        number = number + 1 if getattr(state, which) == start else 1


async def _comments(rest: Rest, state: SiteState, site: Site) -> AsyncIterator[Page]:
    async for listed in _said_since(rest, state.said):
        made = _to_give(state, site, listed.found)
        times = [int(at.timestamp()) for one in listed.found if (at := said_at(one))]
        state.said = max([state.said, *times])
        yield _page(made, site, state, bad=listed.bad)


async def _said_since(rest: Rest, start: int) -> AsyncIterator[Listed[Comment]]:
    """Comments in the order of their dates, which never move."""
    for number in range(1, MOST_PAGES + 1):
        try:
            listed = await rest.listed("comments", comments_in, after=since(start), order="asc", page=number)
        except Closed:
            # A site may show its posts and keep its comments.
            return
        yield listed
        if listed.is_last:
            return


def _to_give(state: SiteState, site: Site, found: Iterable[Comment]) -> list[tuple[Maker, Comment]]:
    """Comments that were not there before, or with other words."""
    made: list[tuple[Maker, Comment]] = []
    for comment in found:
        before = state.seen_comment(comment)
        if before is None:
            made.append((comment_of, comment))
        elif before.words != words_of(comment):
            made.append((partial(comment_of, edited_at=site.observed_at), comment))
    return made


async def _article(rest: Rest, number: int) -> Article | None:
    found = await rest.one("posts", number, _article_in, **_EMBED)
    return found or await rest.one("pages", number, _article_in, **_EMBED)


async def _gone(rest: Rest, site: Site, named: list[tuple[int, int]]) -> list[Record]:
    """The deletions of those of some posts and comments that are gone, while the site shows the others."""
    found: list[Record] = []
    for number, comment in named[:CHECKED]:
        if comment:
            there: object = await rest.one("comments", comment, _comment_in)
        else:
            there = await _article(rest, number)
        if there is None:
            native_id = site.comment_id(number, comment) if comment else site.post_id(number)
            requested_at = site.observed_at
            found.append(Deletion(network=NETWORK, scope="post", native_id=native_id, requested_at=requested_at))
    return found if found and await rest.is_open() else []


def _page(
    made: Iterable[tuple[Maker, Any]],
    site: Site,
    state: SiteState | None = None,
    *,
    bad: int = 0,
) -> Page:
    posts: list[Post] = []
    left = Counter({"bad-record": bad})
    for make, record in made:
        if is_hidden(record):
            left["private"] += 1
            continue
        try:
            posts.append(make(record, site))
        except BadRecord as problem:
            left[problem.reason] += 1
    return Page(
        records=tuple(posts),
        cursor=state.told() if state else None,
        heard=len(posts) + sum(left.values()),
        newest=max((one.created_at for one in posts), default=None),
        passed_over={word: count for word, count in left.items() if count},
    )
