"""Tables of Talkwalker."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace

from palabre.imports._addresses import as_repost, placed
from palabre.imports._known import Fields, KnownTable, Words, number_or_word
from palabre.model import Metrics
from palabre.words import N_

if TYPE_CHECKING:
    from palabre.model import Post


_MARKS = re.compile(r"</?b>")
_COUNTED: Fields = {
    "x": ("twitter_likes", "twitter_retweets", ""),
    "facebook": ("facebook_likes", "facebook_shares", ""),
    "instagram": ("instagram_likes", "", ""),
    "youtube": ("youtube_likes", "", "youtube_views"),
    "linkedin": ("", "linkedin_shares", ""),
}


class Talkwalker(KnownTable):
    """Results of any network. A post is known by its address."""

    name = "talkwalker"
    title = N_("Talkwalker, table or records of results")
    network = "web"
    required = (
        ("url",),
        ("published",),
        ("content", "content_snippet"),
        ("source_type", "post_type"),
        ("root_url", "domain_url", "host_url"),
    )
    columns: ClassVar[Fields] = {
        "native_id": ("url",),
        "text": ("content", "content_snippet"),
        "title": ("title",),
        "created_at": ("published",),
        "author": ("extra_author_attributes.short_name", "extra_author_attributes.name"),
        "author_name": ("extra_author_attributes.name",),
        "author_url": ("extra_author_attributes.url",),
        "followers": ("source_extended_attributes.twitter_followers",),
        "url": ("url",),
        "lang": ("lang",),
        "replies": ("article_extended_attributes.num_comments",),
    }
    extra: ClassVar[Fields] = {
        "domain": ("domain_url", "host_url", "root_url"),
        "source_type": ("source_type",),
        "reach": ("reach",),
        "engagement": ("engagement",),
        "tool_sentiment": ("sentiment",),
    }
    asked: ClassVar[Fields] = {
        name: (f"article_extended_attributes.{name}",) for names in _COUNTED.values() for name in names if name
    }

    def completed(self, post: Post, asked: Words) -> Post:
        """Counts of the post's own network, and its text without the marks of what was found."""
        if "<b>" in post.text:
            post = replace(post, text=_MARKS.sub("", post.text).strip())
        post = placed(post)
        likes, reposts, views = (number_or_word(asked.get(name)) for name in _COUNTED.get(post.network, ("", "", "")))
        counts = {"likes": likes, "reposts": reposts, "views": views}
        found = {name: count for name, count in counts.items() if isinstance(count, int)}
        if found:
            post = replace(post, metrics=replace(post.metrics or Metrics(), **found))
        return as_repost(replace(post, title=None) if post.network == "x" and post.text else post)
