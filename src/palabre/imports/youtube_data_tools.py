"""Tables of comments of YouTube Data Tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace

from palabre.imports._known import Fields, KnownTable, Words
from palabre.words import N_

if TYPE_CHECKING:
    from palabre.model import Post


class YouTubeDataTools(KnownTable):
    """Comments under a video; the file does not say which one."""

    name = "youtube-data-tools"
    title = N_("YouTube comments, table of YouTube Data Tools")
    network = "youtube"
    timezone = "UTC"
    escapes = True
    required = (("id",), ("isReplyTo",), ("authorName",), ("text",), ("publishedAt",))
    columns: ClassVar[Fields] = {
        "native_id": ("id",),
        "text": ("text",),
        "created_at": ("publishedAt",),
        "author": ("authorName",),
        "author_id": ("authorChannelId",),
        "author_name": ("authorName",),
        "author_url": ("authorChannelUrl",),
        "reply_to": ("isReplyTo",),
        "likes": ("likeCount",),
        "replies": ("replyCount",),
    }

    def completed(self, post: Post, asked: Words) -> Post:
        """What answers no other comment is a comment."""
        return post if post.reply_to else replace(post, kind="comment")
