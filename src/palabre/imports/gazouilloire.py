"""Tables of gazouilloire and minet, which write the same columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from palabre.imports._known import Fields, KnownTable, Replaced, Words
from palabre.imports._x_tables import NO_LANGUAGE, without_false_views
from palabre.words import N_

if TYPE_CHECKING:
    from palabre.model import Post


class Gazouilloire(KnownTable):
    """Posts of X. Moments are seconds since 1970."""

    name = "gazouilloire"
    title = N_("X (Twitter), table of gazouilloire or minet")
    network = "x"
    timezone = "UTC"
    required = (
        ("id",),
        ("timestamp_utc",),
        ("user_screen_name",),
        ("text",),
        ("retweeted_id", "to_tweetid", "to_username"),
    )
    columns: ClassVar[Fields] = {
        "native_id": ("id",),
        "text": ("text",),
        "created_at": ("timestamp_utc",),
        "author": ("user_screen_name",),
        "author_name": ("user_name",),
        "bio": ("user_description",),
        "author_url": ("https://x.com/{user_screen_name}",),
        "followers": ("user_followers",),
        "following": ("user_friends",),
        "url": ("https://x.com/{user_screen_name}/status/{id}",),
        "lang": ("lang",),
        "reply_to": ("to_tweetid",),
        "reply_to_author": ("to_username",),
        "quote_of": ("quoted_id",),
        "quote_of_author": ("quoted_user",),
        "repost_of": ("retweeted_id",),
        "repost_of_author": ("retweeted_user",),
        "likes": ("like_count",),
        "reposts": ("retweet_count",),
        "replies": ("reply_count",),
        "quotes": ("quote_count",),
        "views": ("impression_count",),
        "links": ("links",),
        "tags": ("hashtags",),
        "callouts": ("mentioned_names",),
    }
    values: ClassVar[Replaced] = {"lang": NO_LANGUAGE}

    def completed(self, post: Post, asked: Words) -> Post:
        """Views that X did not count yet are unknown."""
        return without_false_views(post)
