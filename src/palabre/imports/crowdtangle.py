"""Tables that CrowdTangle gave until it closed in August 2024. Its dates name their zone (EST, EDT)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace

from palabre.imports._addresses import placed
from palabre.imports._known import Fields, KnownTable, Words
from palabre.words import N_

if TYPE_CHECKING:
    from palabre.model import Post


class CrowdTangleFacebook(KnownTable):
    """Posts of pages and groups. Likes are likes alone; the other reactions are kept beside the post."""

    name = "crowdtangle-facebook"
    title = N_("Facebook, table of CrowdTangle")
    network = "facebook"
    required = (("Page Name", "Group Name"), ("Post Created",), ("Total Interactions",), ("Message",), ("URL",))
    columns: ClassVar[Fields] = {
        "native_id": ("URL",),
        "text": ("Message",),
        "title": ("Link Text",),
        "created_at": ("Post Created",),
        "author": ("User Name", "Page Name", "Group Name"),
        "author_id": ("Facebook Id",),
        "author_name": ("Page Name", "Group Name"),
        "bio": ("Page Description",),
        "followers": ("Followers at Posting",),
        "url": ("URL",),
        "links": ("Final Link", "Link"),
        "likes": ("Likes",),
        "reposts": ("Shares",),
        "replies": ("Comments",),
        "views": ("Total Views", "Post Views"),
    }
    extra: ClassVar[Fields] = {
        "type": ("Type",),
        "total_interactions": ("Total Interactions",),
        **{name: (name.title(),) for name in ("love", "wow", "haha", "sad", "angry", "care")},
        "image_text": ("Image Text",),
        "description": ("Description",),
    }

    def completed(self, post: Post, asked: Words) -> Post:
        """The post is known by its address; a page without a handle is shown under its name."""
        actor = post.actor
        if actor is not None and actor.handle == actor.native_id and actor.display_name:
            post = replace(post, actor=replace(actor, handle=actor.display_name))
        return placed(post)


class CrowdTangleInstagram(KnownTable):
    """Posts of public accounts."""

    name = "crowdtangle-instagram"
    title = N_("Instagram, table of CrowdTangle")
    network = "instagram"
    required = (("Account",), ("User Name",), ("Post Created",), ("Description",), ("URL",), ("Followers at Posting",))
    columns: ClassVar[Fields] = {
        "native_id": ("URL",),
        "text": ("Description",),
        "title": ("Title",),
        "created_at": ("Post Created",),
        "author": ("User Name",),
        "author_name": ("Account",),
        "followers": ("Followers at Posting",),
        "url": ("URL",),
        "likes": ("Likes",),
        "replies": ("Comments",),
        "views": ("Views",),
    }
    extra: ClassVar[Fields] = {
        "type": ("Type",),
        "total_interactions": ("Total Interactions",),
        "image_text": ("Image Text",),
    }

    def completed(self, post: Post, asked: Words) -> Post:
        """The post is known by its address."""
        return placed(post)
