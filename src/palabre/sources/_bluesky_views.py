"""From what the API of Bluesky answers (posts with their counters, threads, accounts) to our records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Raw, Struct, field
from msgspec.structs import replace

from palabre.errors import BadRecord
from palabre.model import Actor, Count, Metrics, Post
from palabre.sources._bluesky_records import (
    LOGGED_IN,
    Made,
    actor_of,
    described_by,
    post_of,
    repost_of,
    said_of,
    signals_of,
)
from palabre.sources._bluesky_shapes import Act, Described, Label, Reference
from palabre.text.dates import known_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

# Of a field left unread: absent, or null.
NOTHING = Raw()
ABSENT = (NOTHING, Raw(b"null"))


class Account(Described, gc=False):
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
    record: Raw = NOTHING
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


class Branch(Struct, gc=False):
    """A post in a thread, what it answers and what answers it; `not_found` and `blocked` ones hold no post."""

    post: Raw = NOTHING
    reason: Reason | None = None
    parent: Raw = NOTHING
    replies: list[Raw] | None = None
    uri: str | None = None
    not_found: bool = field(name="notFound", default=False)
    blocked: bool = False


class Views:
    """Reads what the API shows at one moment."""

    def __init__(self, moment: Callable[[object], datetime], observed_at: datetime) -> None:
        self._moment = moment
        self._observed_at = observed_at
        self._branch = msgspec.json.Decoder(Branch).decode
        self._view = msgspec.json.Decoder(View).decode
        self._account = msgspec.json.Decoder(Account).decode

    def branches(self, first: bytes) -> Iterator[Branch]:
        """The posts of a thread: what is above, then each with its answers."""
        waiting = [first]
        while waiting:
            branch = self._branch(waiting.pop())
            yield branch
            waiting += [bytes(one) for one in reversed(branch.replies or ())]
            waiting += [] if branch.parent in ABSENT else [bytes(branch.parent)]

    def post(self, raw: bytes | Raw) -> Post:
        """A post with its counters; raises `BadRecord` when something of it is missing."""
        view = self._view(raw)
        if not view.uri or view.record in ABSENT or view.author is None:
            raise BadRecord("bad-record", "uri, record, author")
        actor = self._actor(view.author)
        made = self._made(actor, view.uri, view.indexed_at)
        counts = (view.likes, view.reposts, view.replies, view.quotes)
        metrics = None
        if any(count is not None for count in counts):
            metrics = Metrics(likes=view.likes, reposts=view.reposts, replies=view.replies, quotes=view.quotes)
        post = post_of(said_of(view.record), made, actor=actor, metrics=metrics)
        for_members = any(label.val == LOGGED_IN for label in view.author.labels or ())
        return replace(post, visibility="logged-in") if for_members else post

    def actor(self, raw: bytes | Raw) -> Actor:
        """An account; raises `BadRecord` when its id is missing."""
        return self._actor(self._account(raw))

    def reposted(self, raw: bytes | Raw, reason: Reason) -> Post | None:
        """The repost that put a post in a feed. Older answers do not give its address: one is made for it."""
        if reason.by is None:
            return None
        original, actor = self.post(raw), self._actor(reason.by)
        uri = reason.uri or f"{original.native_id}#reposted-by-{actor.native_id}"
        act = Act(subject=Reference(uri=original.native_id))
        return replace(
            repost_of(act, self._made(actor, uri, reason.indexed_at), actor=actor),
            text=original.text,
            links=original.links,
            tags=original.tags,
            media=original.media,
            lang_declared=original.lang_declared,
        )

    def _made(self, actor: Actor, uri: str, indexed_at: str | None) -> Made:
        at = known_moment(self._moment, indexed_at) or self._observed_at
        seen, moment = self._observed_at, self._moment
        return Made(did=actor.native_id, uri=uri, at=at, latest=at, observed_at=seen, moment=moment)

    def _actor(self, account: Account) -> Actor:
        if not account.did:
            raise BadRecord("no-actor")
        return actor_of(
            account.did,
            account.handle,
            self._observed_at,
            followers=account.followers,
            following=account.following,
            posts=account.posts,
            signals=None if account.labels is None else signals_of(label.val for label in account.labels),
            **described_by(account, self._moment, self._observed_at),
        )
