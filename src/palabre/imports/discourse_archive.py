"""The archive that a member of a Discourse forum downloads of their own posts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace

from palabre.imports._known import Fields, KnownTable, Words
from palabre.words import N_

if TYPE_CHECKING:
    from palabre.model import Post


_ADDRESS = re.compile(r"https?://([^/]+)(?:/.*)?/t/(?:[^/]+/)?(\d+)(?:/(\d+))?")


class DiscourseArchive(KnownTable):
    """Public posts of one member, whose name is the account given with the import. Private messages are left out."""

    name = "discourse-archive"
    title = N_("Discourse, archive of a member (CSV)")
    network = "discourse"
    timezone = "UTC"
    required = (("topic_title",), ("is_pm",), ("post_raw", "post"), ("created_at",))
    private = ("is_pm",)
    columns: ClassVar[Fields] = {
        "native_id": ("url",),
        "text": ("post_raw", "post"),
        "title": ("topic_title",),
        "created_at": ("created_at",),
        "url": ("url",),
        "likes": ("like_count",),
        "replies": ("reply_count",),
    }
    extra: ClassVar[Fields] = {"categories": ("categories",)}

    def completed(self, post: Post, asked: Words) -> Post:
        """The forum, the thread and the place in it, as the address tells them: ids that its interface gives too."""
        found = _ADDRESS.match(post.url or "")
        if found is None:
            return post
        host, topic, number = found[1].lower(), found[2], found[3] or "1"
        actor = post.actor and replace(post.actor, native_id=f"{post.actor.native_id}@{host}")
        return replace(post, native_id=f"{host}/{topic}/{number}", instance=host, root=f"{host}/{topic}/1", actor=actor)
