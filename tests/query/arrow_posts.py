"""Posts as the batches that live readers, imports and history hand over."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from .naive import Post

TEXTS = ("title", "text", "lang", "handle", "network", "kind")
LISTS = ("links", "tags")


def posts_table(posts: Sequence[Post]) -> pa.Table:
    """Posts in the columns of the lake."""
    columns = {name: pa.array([getattr(post, name) for post in posts], pa.string()) for name in TEXTS}
    columns |= {name: pa.array([getattr(post, name) for post in posts], pa.list_(pa.string())) for name in LISTS}
    called = [None if post.callouts is None else list(range(len(post.callouts))) for post in posts]
    shown = [None if post.media is None else [{"kind": kind, "url": None} for kind in post.media] for post in posts]
    columns["callouts"] = pa.array(called, pa.list_(pa.int64()))
    columns["media"] = pa.array(shown, pa.list_(pa.struct([("kind", pa.string()), ("url", pa.string())])))
    return pa.table(columns)
