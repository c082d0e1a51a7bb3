"""The shapes of the X API v2, as far as they are read; what is not named here is skipped unread."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET, Raw, Struct, UnsetType, field

Id = str | int


class Place(Struct, gc=False):
    """An address written in a text."""

    expanded_url: str | None = None
    unwound_url: str | None = None
    media_key: str | None = None


class Named(Struct, gc=False):
    """Someone named in a text."""

    username: str | None = None
    id: Id | None = None


class Tag(Struct, gc=False):
    """A tag of a text."""

    tag: str = ""


class Entities(Struct, gc=False):
    """What the network found in a text."""

    urls: list[Place] | None = None
    mentions: list[Named] | None = None
    hashtags: list[Tag] | None = None


class LongText(Struct, gc=False):
    """The whole of a text longer than the usual length."""

    text: str | None = None
    entities: Entities | None = None


class PublicMetrics(Struct, gc=False):
    """The counters of a post."""

    like_count: int | None = None
    retweet_count: int | None = None
    reply_count: int | None = None
    quote_count: int | None = None
    impression_count: int | None = None


class UserMetrics(Struct, gc=False):
    """The counters of an account."""

    followers_count: int | None = None
    following_count: int | None = None
    tweet_count: int | None = None


class User(Struct, gc=False):
    """An account."""

    id: Id | None = None
    username: str | None = None
    name: str | None = None
    description: str | None = None
    created_at: str | None = None
    public_metrics: UserMetrics | None = None


class MediaFile(Struct, gc=False):
    """A picture or a film."""

    media_key: str | None = None
    type: str | None = None
    url: str | None = None
    preview_image_url: str | None = None
    alt_text: str | None = None


class Attachments(Struct, gc=False):
    """What goes with a text: keys on a page, the files themselves once flattened."""

    media_keys: list[str] | None = None
    media: list[MediaFile] | None = None


class Retrieved(Struct, gc=False):
    """When and how a page was collected."""

    retrieved_at: str | None = None


class Referenced(Struct, gc=False):
    """A post that another answers, repeats or quotes; once flattened, the whole of it."""

    type: str = ""
    id: Id | None = None
    text: str | None = None
    author_id: Id | None = None
    created_at: str | None = None
    conversation_id: Id | None = None
    in_reply_to_user_id: Id | None = None
    in_reply_to_user: User | None = None
    lang: str | None = None
    possibly_sensitive: bool | None = None
    entities: Entities | None = None
    note_tweet: LongText | None = None
    public_metrics: PublicMetrics | None = None
    attachments: Attachments | None = None
    referenced_tweets: list[Referenced] | None = None
    edit_history_tweet_ids: list[Id] | None = None
    withheld: dict[str, Any] | None = None
    # Left unread: one account writes many posts, and is decoded once.
    author: Raw | UnsetType = UNSET


class Line(Referenced):
    """A line of a file: a flattened post, a page, an order to delete, or something that holds no post."""

    retrieved: Retrieved | None = field(default=None, name="__twarc")
    data: Raw | UnsetType = UNSET
    includes: Raw | UnsetType = UNSET
    action: str | None = None
    reason: str | None = None
    redacted_at: str | None = None
    username: str | None = None
    name: str | None = None
    description: str | None = None


class Kind(Struct, gc=False):
    """Which fields an element has: what tells a post from an account, and both from a count or a list."""

    text: Raw | UnsetType = UNSET
    username: Raw | UnsetType = UNSET


class Includes(Struct, gc=False):
    """What the posts of a page refer to."""

    tweets: list[Raw] | None = None
    users: list[Raw] | None = None
    media: list[Raw] | None = None
