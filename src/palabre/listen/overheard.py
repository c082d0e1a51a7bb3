"""What a live source says, asked of a query as it comes: for a trial, without a workspace, nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from palabre.listen.chunks import chunked
from palabre.listen.rows import batch_of
from palabre.listen.searching import highlighted, matching
from palabre.listen.shown import PostRow
from palabre.listen.windows import SHOWN
from palabre.model import Actor, Post

if TYPE_CHECKING:
    from datetime import datetime

    from palabre.listen.columns import Gathered
    from palabre.query import Node
    from palabre.sources import Page

# Handles met on the way: enough for hours of a whole network.
MOST_HANDLES = 100_000


@dataclass(slots=True)
class Overheard:
    """Asks a query of pages as they come, and counts: all that was `heard`, its `posts`, and those that `matched`.

    A post carries the handle of its author once one was heard; until then the author's lasting id.
    """

    tree: Node
    heard: int = 0
    posts: int = 0
    matched: int = 0
    _handles: dict[str, str] = field(default_factory=dict)

    def matching(self, page: Page, *, now: datetime) -> Sequence[PostRow]:
        """The posts of a page that match, with where they do."""
        self.heard += page.heard or len(page.records)
        for one in page.records:
            if isinstance(one, Actor) and one.handle:
                self._learn(one.native_id, one.handle)
        found: list[PostRow] = []
        for chunk in chunked(one for one in page.records if isinstance(one, Post)):
            self.posts += chunk.gathered.posts.num_rows
            found += self._matching(chunk.gathered, now)
        self.matched += len(found)
        return found

    def _learn(self, native_id: str, handle: str) -> None:
        if len(self._handles) >= MOST_HANDLES:
            self._handles.clear()
        self._handles[native_id] = handle

    def _matching(self, gathered: Gathered, now: datetime) -> list[PostRow]:
        batch = batch_of(gathered, run_id=None, observed_at=now).posts
        mask = matching(self.tree).mask(batch)
        rows: list[dict[str, Any]] = (
            batch.filter(mask).select([name.strip() for name in SHOWN.split(",")]).drop_columns("actor_id").to_pylist()
        )
        authors: list[str | None] = gathered.posts.filter(mask)["actor"].to_pylist()
        return [
            PostRow(
                **highlighted(self.tree, row | {"handle": row["handle"] or self._handles.get(author or "", author)}),
                display_name=None,
                edited=False,
            )
            for row, author in zip(rows, authors, strict=True)
        ]
