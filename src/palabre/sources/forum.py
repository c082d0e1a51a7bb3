"""Forums of every make: their feeds, and the pages of their threads when these say in schema.org what they hold."""

from __future__ import annotations

from dataclasses import replace as replaced
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

import anyio
from msgspec.structs import replace

from palabre.errors import RateLimited, SourceError, SourceRefused
from palabre.model import Deletion, Post, PostKind, Record
from palabre.sources._feed_finding import PAGE_BYTES, USUAL, page_text
from palabre.sources._feed_identity import site_of
from palabre.sources._forum_addresses import USUAL_FEEDS, post_id, thread_id
from palabre.sources._forum_page import NETWORK, ThreadPage, thread_in
from palabre.sources.contract import Named, Page, Setting
from palabre.sources.rss import Rss
from palabre.words import N_

if TYPE_CHECKING:
    from palabre.sources._feed_entries import Read
    from palabre.sources._feed_shapes import Entry, Feed
    from palabre.sources.http import Answer

THREADS, LAST_PAGES = 5, 5
_ANSWER = ("re:", "re :", "ré:", "rép:", "rép :", "aw:", "• re:")


class Forum(Rss):
    """A forum (phpBB, XenForo, vBulletin, SMF, Invision, FluxBB…). Silent pages leave its feed alone."""

    name = "forum"
    title = N_("A forum (phpBB, XenForo, vBulletin, SMF, Invision, FluxBB…)")
    network = NETWORK
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting(
            name="address",
            title=N_("Address of the forum, of one of its sections, or of its feed"),
            example="https://forum.example.org",
            first=True,
            required=True,
        ),
    )
    usual = (*USUAL_FEEDS, *USUAL)
    every = timedelta(minutes=5)
    habit = timedelta(days=2)

    def _at_once(self) -> int:
        return THREADS

    def _named(self, feed: Feed) -> Feed:
        """The entries under the numbers of the forum: their GUIDs change with the page and the visit."""
        return replaced(feed, entries=tuple(map(self._renamed, feed.entries)))

    def _renamed(self, entry: Entry) -> Entry:
        site = site_of(self.given["address"])
        for address in (entry.link, entry.guid):
            if own := post_id(address, site) or thread_id(address, site):
                return replaced(entry, guid=f"https://{own}")
        return entry

    def _told(self, one: Read) -> list[Record]:
        return [self._of_feed(one.post)] if one.post is not None else []

    async def _given(self, one: Read) -> list[Record]:
        """What an entry brings: the posts of its thread when its page tells them, else its own words."""
        post = one.post
        if post is None or post.url is None:
            return self._told(one)
        try:
            answer = await self.http.get(post.url, polite=True, most=PAGE_BYTES)
            pages = [] if answer.is_gone else await self._pages_of(answer, most=2)
        except RateLimited:
            raise
        except SourceError:
            pages = []
        posts = [found for page in pages for found in page.posts]
        own = [] if any(found.native_id == post.native_id for found in posts) else [self._of_feed(post)]
        # An entry that is its thread, told by its page, has its real date and words there.
        return [*(own if not posts or "/p/" in post.native_id else []), *posts]

    def _of_feed(self, post: Post) -> Post:
        site = site_of(self.given["address"])
        title = (post.title or "").lower()
        root = thread_id(post.url or "", site) or (post.native_id if "/t/" in post.native_id else None)
        is_answer = any(mark in title for mark in _ANSWER) or bool(root and root != post.native_id)
        kind: PostKind = "reply" if is_answer else "post"
        if not is_answer:
            return replace(post, kind=kind, root=root or post.native_id)
        return replace(post, kind=kind, title=None, text=post.text or post.title or "", root=root, reply_to=root)

    async def _pages_of(self, first: Answer, *, most: int) -> list[ThreadPage]:
        """The page of a thread, the last one, and those before it, while they tell their posts."""
        found: list[ThreadPage] = []
        met: set[str] = set()
        answer, site = first, site_of(self.given["address"])
        for _ in range(most):
            read = partial(thread_in, page_text(answer), answer.address, site=site, now=self.http.now())
            page = await anyio.to_thread.run_sync(read)
            if page.posts:
                found.append(page)
            met.add(answer.address)
            onward = page.last_page if len(met) == 1 else page.previous
            if not page.posts or not onward or onward in met:
                break
            answer = await self.http.get(onward, polite=True, most=PAGE_BYTES)
            if answer.is_gone:
                break
        return found

    async def thread(self, post: Named) -> Page | None:
        """The posts of a thread, its first and its latest, with their counts; its deletion when its page is gone."""
        if not post.url:
            return None
        try:
            answer = await self.http.get(post.url, polite=True, most=PAGE_BYTES)
            if answer.is_gone:
                now = self.http.now()
                gone = Deletion(network=self.network, scope="post", native_id=post.native_id, requested_at=now)
                return Page(records=(gone,), heard=1)
            pages = await self._pages_of(answer, most=LAST_PAGES)
        except SourceRefused:
            return None
        records = {found.native_id: found for page in pages for found in page.posts}
        return Page(records=tuple(records.values()), heard=len(records)) if records else None
