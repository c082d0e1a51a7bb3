"""Tables of Brandwatch, from its screens or from its interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace

from palabre.imports._addresses import as_repost, placed
from palabre.imports._known import Fields, KnownTable, Replaced, Words
from palabre.words import N_

if TYPE_CHECKING:
    from palabre.model import Post, PostKind


_NETWORKS = {
    **{f"{name}_public": name for name in ("facebook", "instagram")},
    **dict.fromkeys(("news", "blog", "forum", "review", "print", "tv", "radio", "broadcast"), "web"),
}
_KINDS: dict[str, PostKind] = {
    "reply": "reply",
    "comment": "comment",
    "share": "repost",
    "retweet": "repost",
    "quote": "quote",
}


class Brandwatch(KnownTable):
    """Mentions of any network. Lines above the headers are passed over; a post is known by its address."""

    name = "brandwatch"
    title = N_("Brandwatch, table or records of mentions")
    network = "web"
    required = (
        ("Query Id", "queryId"),
        ("Query Name", "queryName"),
        ("Date",),
        ("Url",),
        ("Full Text", "fullText", "Snippet"),
    )
    columns: ClassVar[Fields] = {
        "native_id": ("Url",),
        "text": ("Full Text", "fullText", "Snippet"),
        "title": ("Title",),
        "created_at": ("Date",),
        "author": ("Author",),
        "author_name": ("fullname", "Full Name"),
        "followers": ("twitterFollowers", "Twitter Followers"),
        "following": ("twitterFollowing", "Twitter Following"),
        "network": ("Page Type", "pageType", "Page Type Name", "pageTypeName", "Content Source"),
        "url": ("Url",),
        "lang": ("Language",),
        "replies": ("twitterReplyCount", "Twitter Reply Count"),
        "reposts": ("twitterRetweets", "Twitter Retweets"),
    }
    values: ClassVar[Replaced] = {"network": _NETWORKS}
    extra: ClassVar[Fields] = {
        "domain": ("Domain",),
        "query": ("Query Name", "queryName"),
        "country": ("Country",),
        "reach": ("reachEstimate", "Reach (new)", "Reach"),
        "tool_sentiment": ("Sentiment",),
    }
    asked: ClassVar[Fields] = {"kind": ("Thread Entry Type", "threadEntryType")}

    def completed(self, post: Post, asked: Words) -> Post:
        """Kinds that Brandwatch tells by another word."""
        kind = _KINDS.get(asked["kind"].casefold())
        post = placed(replace(post, kind=kind) if kind else post)
        # A post of a network made of posts has no title of its own: Brandwatch cuts one out of its text.
        return as_repost(replace(post, title=None) if post.network == "x" and post.text else post)
