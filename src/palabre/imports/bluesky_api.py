"""What the API of Bluesky answers: feeds, searches, threads, accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Raw, Struct, field
from msgspec.structs import replace

from palabre.errors import BadRecord
from palabre.imports._json_records import JsonImport, RecordReader, holds, moments_of, no_post, tried
from palabre.model import Actor, Count, Metrics, Post
from palabre.sources._bluesky_records import (
    LOGGED_IN,
    Label,
    Made,
    Profile,
    Said,
    actor_of,
    post_of,
    profile_fields,
    repost_of,
)
from palabre.text.dates import known_moment
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Record


# Of a field left unread: absent, or null.
NOTHING = Raw()
_ABSENT = (NOTHING, Raw(b"null"))


class Account(Profile, gc=False):
    """An account, as it is shown beside a post or by itself."""

    did: str | None = None
    handle: str | None = None
    labels: list[Label] | None = None
    followers: Count | None = field(name="followersCount", default=None)
    following: Count | None = field(name="followsCount", default=None)
    posts: Count | None = field(name="postsCount", default=None)


class View(Struct, gc=False):
    """A post as it is shown: its record, its author, its counters."""

    uri: str | None = None
    author: Account | None = None
    record: Said | None = None
    indexed_at: str | None = field(name="indexedAt", default=None)
    likes: Count | None = field(name="likeCount", default=None)
    reposts: Count | None = field(name="repostCount", default=None)
    replies: Count | None = field(name="replyCount", default=None)
    quotes: Count | None = field(name="quoteCount", default=None)


class Reason(Struct, gc=False):
    """Why a post stands in a feed: someone reposted it."""

    by: Account | None = None
    uri: str | None = None
    indexed_at: str | None = field(name="indexedAt", default=None)


class Page(Struct, gc=False):
    """An answer, or one element of it: a post in a feed or in a thread, a post alone, an account."""

    feed: list[Raw] | None = None
    found: list[Raw] | int | None = field(name="posts", default=None)
    thread: Raw = NOTHING
    profiles: list[Raw] | None = None
    actors: list[Raw] | None = None
    post: Raw = NOTHING
    reason: Reason | None = None
    parent: Raw = NOTHING
    replies: list[Raw] | None = None
    uri: str | None = None
    record: Raw = NOTHING
    did: str | None = None


class BlueskyApi(JsonImport):
    """Posts with their counters, reposts of feeds, accounts. Posts shown only to who is logged in say so."""

    name = "bluesky-api"
    title = N_("Bluesky API (feeds, searches, threads, accounts), JSON")

    def recognises(self, head: bytes, text: str) -> bool:
        """JSON that holds posts, or accounts, as Bluesky shows them."""
        places = ("", "post.", "feed.post.", "posts.", "thread.post.")
        if any(holds(text, *(f"{place}{name}" for name in ("uri", "record.text", "author.did"))) for place in places):
            return True
        return any(holds(text, f"{place}did", f"{place}handle") for place in ("", "profiles.", "actors."))

    def reader(self, member: Member, reading: Reading) -> RecordReader:
        """The posts and accounts of each page."""
        return _Pages(reading)


class _Pages:
    def __init__(self, reading: Reading) -> None:
        self._moment = moments_of(reading)
        self._observed_at = reading.observed_at
        self._decode = msgspec.json.Decoder(Page).decode

    def records(self, number: int, raw: bytes) -> Iterator[Record]:
        page = self._decode(raw)
        found = page.found if isinstance(page.found, list) else None
        lists = (page.feed, found, page.profiles, page.actors)
        if any(one is not None for one in lists):
            for one in (one for elements in lists for one in elements or ()):
                yield from tried(number, bytes(one), self._element)
        elif page.thread not in _ABSENT or page.post not in _ABSENT:
            yield from self._thread(number, raw if page.thread in _ABSENT else page.thread)
        else:
            yield from self._element(raw)

    def _thread(self, number: int, first: bytes) -> Iterator[Record]:
        """The posts of a thread: what is above, then each with its answers; blocked and lost ones hold no post."""
        waiting = [first]
        while waiting:
            page = self._decode(waiting.pop())
            if page.post not in _ABSENT:
                yield from tried(number, bytes(page.post), self._element)
                if page.reason is not None:
                    yield from self._reposted(page)
            waiting += [bytes(one) for one in reversed(page.replies or ())]
            waiting += [] if page.parent in _ABSENT else [bytes(page.parent)]

    def _element(self, raw: bytes) -> Iterator[Record]:
        page = self._decode(raw)
        if page.post not in _ABSENT:
            yield from self._element(page.post)
            yield from self._reposted(page)
        elif page.record not in _ABSENT and page.uri:
            yield self._post(raw)
        elif page.did:
            yield self._actor(msgspec.json.decode(raw, type=Account))
        else:
            raise no_post(raw)

    def _reposted(self, page: Page) -> Iterator[Record]:
        """The repost that put a post in a feed. Older answers do not give its address: one is made for it."""
        if page.reason is None or page.reason.by is None or page.post in _ABSENT:
            return
        original = self._post(page.post)
        actor = self._actor(page.reason.by)
        uri = page.reason.uri or f"{original.native_id}#reposted-by-{actor.native_id}"
        at = known_moment(self._moment, page.reason.indexed_at) or self._observed_at
        made = Made(did=actor.native_id, uri=uri, at=at, observed_at=self._observed_at, moment=self._moment)
        yield repost_of(original.native_id, at, made, actor=actor, original=original)

    def _post(self, raw: bytes) -> Post:
        view = msgspec.json.decode(raw, type=View)
        if not view.uri or view.record is None or view.author is None:
            raise BadRecord("bad-record", "uri, record, author")
        actor = self._actor(view.author)
        at = known_moment(self._moment, view.indexed_at) or self._observed_at
        made = Made(did=actor.native_id, uri=view.uri, at=at, observed_at=self._observed_at, moment=self._moment)
        counts = (view.likes, view.reposts, view.replies, view.quotes)
        metrics = None
        if any(count is not None for count in counts):
            metrics = Metrics(likes=view.likes, reposts=view.reposts, replies=view.replies, quotes=view.quotes)
        post = post_of(view.record, made, actor=actor, metrics=metrics)
        for_members = any(label.val == LOGGED_IN for label in view.author.labels or ())
        return replace(post, visibility="logged-in") if for_members else post

    def _actor(self, account: Account) -> Actor:
        if not account.did:
            raise BadRecord("no-actor")
        return replace(
            actor_of(account.did, account.handle, self._observed_at),
            followers=account.followers,
            following=account.following,
            posts=account.posts,
            **profile_fields(account, self._moment),
        )

    def end(self) -> None:
        """Nothing is left out."""
