"""The records that sources and imports yield, one at a time: posts, actors, deletions, and rows that were refused."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from palabre.model.signals import Signal

# What the lake can hold as a count.
Count = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]

PostKind = Literal["post", "question", "reply", "repost", "quote", "article", "comment", "review"]
POST_KINDS: tuple[PostKind, ...] = ("post", "question", "reply", "repost", "quote", "article", "comment", "review")


class Actor(Struct, frozen=True, kw_only=True, gc=False):
    """Who posts, as one record shows them. `native_id` is what the network never changes, else the folded handle.

    `signals` are what the account asks of those who read it, as its network marks it, None when the record does not
    say; what its bio says in words is found later.
    """

    network: str
    native_id: str
    handle: str
    display_name: str | None = None
    bio: str | None = None
    url: str | None = None
    followers: int | None = None
    following: int | None = None
    posts: int | None = None
    account_created_at: datetime | None = None
    is_bot_declared: bool | None = None
    signals: tuple[Signal, ...] | None = None
    observed_at: datetime | None = None


class Metrics(Struct, frozen=True, kw_only=True, gc=False):
    """Counters of one post at one moment. None is unknown, never zero."""

    likes: int | None = None
    reposts: int | None = None
    replies: int | None = None
    quotes: int | None = None
    views: int | None = None


class Media(Struct, frozen=True, kw_only=True, gc=False):
    """A picture, a video or a sound attached to a post; only its address is kept."""

    kind: Literal["image", "video", "audio", "other"]
    url: str | None = None
    alt: str | None = None


class Post(Struct, frozen=True, kw_only=True, gc=False):
    """One public utterance as a parser read it.

    Ids are the network's own, as text: `reply_to`, `root`, `quote_of` and `repost_of` name posts of the same network;
    `reply_to_actor`, `quote_of_actor`, `repost_of_actor` and `callouts` name actors by the `native_id` their `Actor`
    would have. Dates are aware. `observed_at` is when the record was taken from the network, when the file says so.
    """

    network: str
    native_id: str
    created_at: datetime
    text: str
    actor: Actor | None = None
    kind: PostKind = "post"
    title: str | None = None
    url: str | None = None
    instance: str | None = None
    lang_declared: str | None = None
    reply_to: str | None = None
    reply_to_actor: str | None = None
    root: str | None = None
    quote_of: str | None = None
    quote_of_actor: str | None = None
    repost_of: str | None = None
    repost_of_actor: str | None = None
    visibility: str | None = None
    sensitive: bool | None = None
    links: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    callouts: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    metrics: Metrics | None = None
    edited_at: datetime | None = None
    observed_at: datetime | None = None
    extra: str | None = None


class Deletion(Struct, frozen=True, kw_only=True, gc=False):
    """Something its author or its network took away: it must disappear here too, and stay away on every import."""

    network: str
    scope: Literal["post", "actor"]
    native_id: str
    requested_at: datetime | None = None


class Interaction(Struct, frozen=True, kw_only=True, gc=False):
    """An act towards someone that leaves no post: a like, a follow. Replies, reposts, quotes are read from posts.

    `actor` acts, towards `target_actor` and, for a like, on `target_post`: native ids of the network, as in `Post`.
    `native_id` is the act's own, by which it may be undone.
    """

    network: str
    kind: Literal["like", "follow"]
    actor: str
    created_at: datetime
    target_actor: str | None = None
    target_post: str | None = None
    native_id: str | None = None
    observed_at: datetime | None = None


class AccountMetric(Struct, frozen=True, kw_only=True, gc=False):
    """What a network counted for a whole account on one day: its reach, its page views, its followers that day.

    `account` is the `native_id` of the actor, `metric` a word of the network in lower case (`reach`, `page_views`).
    """

    network: str
    account: str
    day: datetime
    metric: str
    value: float
    observed_at: datetime | None = None


class Reject(Struct, frozen=True, kw_only=True, gc=False):
    """A row that could not be taken: where it was, which reason (a message id), and what it held, cut short."""

    line: int
    reason: str
    detail: str = ""


Record = Post | Actor | Interaction | AccountMetric | Deletion | Reject
