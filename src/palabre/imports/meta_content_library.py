"""Tables of the Meta Content Library."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace

from palabre.imports._known import Fields, KnownTable, Words
from palabre.words import N_

if TYPE_CHECKING:
    from palabre.model import Post


class MetaContentLibrary(KnownTable):
    """Posts of Facebook and Instagram, by the kind of their owner. Moments are in UTC."""

    name = "meta-content-library"
    title = N_("Facebook and Instagram, table of the Meta Content Library")
    network = "facebook"
    timezone = "UTC"
    required = (("id",), ("mcl_url",), ("creation_time",), ("text",), ("post_owner.id", "post_owner.name"))
    columns: ClassVar[Fields] = {
        "native_id": ("id",),
        "text": ("text",),
        "title": ("link_attachment.name",),
        "created_at": ("creation_time",),
        "edited_at": ("modified_time",),
        "author": ("post_owner.username", "post_owner.name"),
        "author_id": ("post_owner.id",),
        "author_name": ("post_owner.name",),
        "url": ("mcl_url",),
        "links": ("link_attachment.link",),
        "lang": ("lang",),
        "repost_of": ("shared_post_id",),
        "likes": ("statistics.reaction_count", "statistics.like_count"),
        "reposts": ("statistics.share_count",),
        "replies": ("statistics.comment_count",),
        "views": ("statistics.views",),
    }
    extra: ClassVar[Fields] = {
        "type": ("content_type",),
        "surface": ("surface.name",),
        **{name: (f"statistics.{name}_count",) for name in ("like", "love", "wow", "haha", "sad", "angry", "care")},
    }
    asked: ClassVar[Fields] = {"owner": ("post_owner.type",)}

    def completed(self, post: Post, asked: Words) -> Post:
        """Shared with words of one's own is quoted; without any, reposted."""
        if post.repost_of and post.text:
            post = replace(post, kind="quote", quote_of=post.repost_of, repost_of=None)
        if asked["owner"].casefold().startswith("instagram"):
            actor = replace(post.actor, network="instagram") if post.actor else None
            post = replace(post, network="instagram", actor=actor)
        return replace(post, edited_at=None) if post.edited_at == post.created_at else post
