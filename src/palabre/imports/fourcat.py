"""Tables and flat NDJSON of 4CAT: X, Bluesky, and what it collects anywhere else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec.structs import replace

from palabre.imports._known import Fields, KnownTable, Replaced, Words
from palabre.imports._x_tables import NO_LANGUAGE, without_false_views
from palabre.imports.mapping import UNNAMED_NETWORK
from palabre.text.extract import folded_handle
from palabre.words import N_

if TYPE_CHECKING:
    from palabre.model import Post


# What stands for a post that cannot be seen any more; the label of languages nobody declared.
_GONE = dict.fromkeys(("deleted", "removed by author", "viewer blocked by author", "n/a"), "")
_YES = "yes"
_POST = re.compile(r"https?://bsky\.app/profile/([^/]+)/post/(\w+)")


class FourcatX(KnownTable):
    """Posts of X collected by 4CAT."""

    name = "4cat-x"
    title = N_("X (Twitter), table of 4CAT")
    network = "x"
    timezone = "UTC"
    required = (
        ("id",),
        ("thread_id",),
        ("unix_timestamp", "timestamp"),
        ("author",),
        ("body",),
        ("is_retweet",),
        ("is_reply",),
    )
    columns: ClassVar[Fields] = {
        "native_id": ("id",),
        "text": ("body",),
        "created_at": ("unix_timestamp", "timestamp"),
        "author": ("author",),
        "author_name": ("author_fullname",),
        "author_url": ("https://x.com/{author}",),
        "followers": ("author_followers",),
        "kind": ("is_retweet",),
        "url": ("https://x.com/{author}/status/{id}",),
        "lang": ("language_guess",),
        "root": ("thread_id",),
        "reply_to_author": ("replied_user",),
        "likes": ("like_count",),
        "reposts": ("retweet_count",),
        "replies": ("reply_count",),
        "quotes": ("quote_count",),
        "views": ("impression_count",),
        "links": ("urls",),
        "tags": ("hashtags",),
        "callouts": ("mentions",),
    }
    values: ClassVar[Replaced] = {"kind": {"yes": "repost", "no": ""}, "lang": NO_LANGUAGE}
    extra: ClassVar[Fields] = {"bookmarks": ("bookmark_count",)}
    asked: ClassVar[Fields] = {
        "retweeted": ("retweeted_user",),
        "is_quote": ("is_quote_tweet",),
        "quoted": ("quoted_user",),
        "is_reply": ("is_reply",),
    }

    def completed(self, post: Post, asked: Words) -> Post:
        """Who is repeated and quoted, which is all that 4CAT keeps of their posts."""
        fields: dict[str, Any] = {}
        if post.kind == "repost":
            fields["repost_of_actor"] = folded_handle(asked["retweeted"]) or None
        elif post.kind == "post" and asked["is_reply"] == _YES:
            fields["kind"] = "reply"
        if asked["is_quote"] == _YES:
            fields["quote_of_actor"] = folded_handle(asked["quoted"]) or None
            fields["kind"] = "quote" if post.kind == "post" and "kind" not in fields else fields.get("kind", post.kind)
        post = without_false_views(post)
        return replace(post, **fields) if fields else post


class FourcatBluesky(KnownTable):
    """Posts of Bluesky collected by 4CAT, which gives the id of the first post of a thread, handles for others."""

    name = "4cat-bluesky"
    title = N_("Bluesky, table of 4CAT")
    network = "bluesky"
    timezone = "UTC"
    required = (
        ("id",),
        ("thread_id",),
        ("timestamp", "created_at"),
        ("author",),
        ("author_id",),
        ("body",),
        ("replied_to_post",),
        ("quoted_post",),
    )
    columns: ClassVar[Fields] = {
        "native_id": ("id",),
        "text": ("body",),
        "created_at": ("timestamp", "created_at"),
        "author": ("author",),
        "author_id": ("author_id",),
        "author_name": ("author_display_name",),
        "author_url": ("author_profile",),
        "account_created_at": ("author_created_at",),
        "url": ("link",),
        "lang": ("languages",),
        "root": ("thread_id",),
        "likes": ("like_count",),
        "reposts": ("repost_count",),
        "replies": ("reply_count",),
        "quotes": ("quote_count",),
        "links": ("links",),
    }
    values: ClassVar[Replaced] = {"lang": _GONE}
    asked: ClassVar[Fields] = {"replied": ("replied_to_post",), "quoted": ("quoted_post",)}

    def completed(self, post: Post, asked: Words) -> Post:
        """The posts answered and quoted, when their address or the thread tells their id."""
        fields: dict[str, Any] = {}
        if asked["replied"]:
            fields["kind"] = "reply"
            fields["reply_to"], fields["reply_to_actor"] = _named(asked["replied"], post.root)
        if asked["quoted"]:
            fields["kind"] = fields.get("kind", "quote")
            fields["quote_of"], fields["quote_of_actor"] = _named(asked["quoted"], None)
        if post.lang_declared and "," in post.lang_declared:
            fields["lang_declared"] = post.lang_declared.split(",")[0].strip()
        return replace(post, **fields) if fields else post


class Fourcat(KnownTable):
    """Posts that 4CAT collected elsewhere: it always writes these columns. The file does not name the network."""

    name = "4cat"
    title = N_("Any network, table of 4CAT")
    network = UNNAMED_NETWORK
    timezone = "UTC"
    required = (("id",), ("thread_id",), ("unix_timestamp", "timestamp"), ("author",), ("body",))
    columns: ClassVar[Fields] = {
        "native_id": ("id",),
        "text": ("body",),
        "title": ("subject",),
        "created_at": ("unix_timestamp", "timestamp"),
        "author": ("author",),
        "url": ("link", "url"),
        "root": ("thread_id",),
    }


def _named(address: str, root: str | None) -> tuple[str | None, str | None]:
    """The id of the post at an address of Bluesky, and of its author; nothing of either for one that is gone."""
    found = _POST.match(address)
    if found is None:
        return None, None
    author, key = found.groups()
    if author.startswith("did:"):
        return f"at://{author}/app.bsky.feed.post/{key}", author
    if root and root.startswith("at://") and root.endswith(f"/{key}"):
        return root, root.split("/")[2]
    return None, None
