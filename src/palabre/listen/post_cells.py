"""Posts as rows of a table that people take away, the same from a command and from a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from palabre.listen.shown import PostRow

COUNTERS = ("likes", "reposts", "replies", "quotes", "views")
HEADER = ("created_at", "network", "author", "kind", "lang", "title", "text", "url", *COUNTERS, "native_id")


def post_cells(post: PostRow) -> list[object]:
    """The cells of a post, under `HEADER`."""
    said = (post.network, post.handle, post.kind, post.lang, post.title, post.text, post.url)
    return [post.created_at.isoformat(), *said, *(getattr(post, name) for name in COUNTERS), post.native_id]
