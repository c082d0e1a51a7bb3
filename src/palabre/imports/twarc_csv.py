"""CSV that twarc-csv makes of the answers of the X API v2."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from palabre.imports._known import Fields, KnownTable, Replaced, Words
from palabre.imports._x_tables import NO_LANGUAGE, first_version, with_entities, without_false_views
from palabre.words import N_

if TYPE_CHECKING:
    from palabre.model import Post


class TwarcCsv(KnownTable):
    """Posts of X. The same post from here and from the interface's own JSON is one."""

    name = "twarc-csv"
    title = N_("X (Twitter), table of twarc-csv")
    network = "x"
    timezone = "UTC"
    required = (("id",), ("conversation_id",), ("created_at",), ("text",), ("author_id",), ("author.username",))
    columns: ClassVar[Fields] = {
        "native_id": ("id",),
        "text": ("text",),
        "created_at": ("created_at",),
        "author": ("author.username",),
        "author_name": ("author.name",),
        "bio": ("author.description",),
        "author_url": ("https://x.com/{author.username}",),
        "followers": ("author.public_metrics.followers_count",),
        "following": ("author.public_metrics.following_count",),
        "account_created_at": ("author.created_at",),
        "url": ("https://x.com/{author.username}/status/{id}",),
        "lang": ("lang",),
        "root": ("conversation_id",),
        "reply_to": ("referenced_tweets.replied_to.id",),
        "reply_to_author": ("in_reply_to_username", "in_reply_to_user.username", "id:{in_reply_to_user_id}"),
        "quote_of": ("referenced_tweets.quoted.id",),
        "quote_of_author": ("quoted_username", "id:{quoted_user_id}"),
        "repost_of": ("referenced_tweets.retweeted.id",),
        "repost_of_author": ("retweeted_username", "id:{retweeted_user_id}"),
        "likes": ("public_metrics.like_count",),
        "reposts": ("public_metrics.retweet_count",),
        "replies": ("public_metrics.reply_count",),
        "quotes": ("public_metrics.quote_count",),
        "views": ("public_metrics.impression_count",),
    }
    values: ClassVar[Replaced] = {"lang": NO_LANGUAGE}
    extra: ClassVar[Fields] = {"bookmarks": ("public_metrics.bookmark_count",)}
    asked: ClassVar[Fields] = {
        "history": ("edit_history_tweet_ids",),
        "urls": ("entities.urls",),
        "hashtags": ("entities.hashtags",),
        "mentions": ("entities.mentions",),
    }

    def completed(self, post: Post, asked: Words) -> Post:
        """All versions of a post are its first one; its links are those X unwound."""
        post = with_entities(without_false_views(post), asked)
        return first_version(post, asked["history"])
