"""From a story or a comment of Hacker News, as its API and its search write them, to ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Raw, Struct, field

from palabre.errors import BadRecord
from palabre.model import Actor, Count, Deletion, Metrics, Post
from palabre.text.extract import clean_text, folded_handle
from palabre.text.html import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

NETWORK = "hackernews"
_ASKS = ("ask hn", "poll:")
Number = int | str | None


class Item(Struct, gc=False):
    """A story, a comment, a poll or a job, under the names that either service gives its fields."""

    id: Number = None
    object_id: Number = field(name="objectID", default=None)
    type: str | None = None
    by: str | None = None
    author: str | None = None
    time: int | None = None
    created_at: str | None = None
    text: str | None = None
    story_text: str | None = None
    comment_text: str | None = None
    title: str | None = None
    url: str | None = None
    score: Count | None = None
    points: Count | None = None
    descendants: Count | None = None
    num_comments: Count | None = None
    parent: Number = None
    parent_id: Number = None
    story_id: Number = None
    deleted: bool | None = None
    dead: bool | None = None
    children: list[Raw] | None = None

    @property
    def native_id(self) -> str:
        """Its number, as text; empty when it has none."""
        return str(self.id or self.object_id or "")


def post_of(
    item: Item, *, root: str | None, moment: Callable[[object], datetime], observed_at: datetime
) -> Post | Deletion:
    """The post an item describes, or its deletion; `root` is the story of a comment, when the item does not say it.

    Raises `BadRecord` when it has no id, no text or no date.
    """
    native_id = item.native_id
    if not native_id:
        raise BadRecord("bad-record", "id")
    if item.deleted or item.dead:
        return Deletion(network=NETWORK, scope="post", native_id=native_id)
    if item.time is None and not item.created_at:
        raise BadRecord("no-date", native_id)
    told = plain_text(item.text or item.comment_text or item.story_text or "")
    title = clean_text(item.title or "") or None
    parent = str(item.parent or item.parent_id or "") or None
    if not told.text and (not title or parent):
        raise BadRecord("no-text", native_id)
    links = told.links if parent or not item.url else tuple(dict.fromkeys((item.url, *told.links)))
    likes, replies = _first(item.score, item.points), _first(item.descendants, item.num_comments)
    return Post(
        network=NETWORK,
        native_id=native_id,
        created_at=moment(item.created_at if item.time is None else item.time),
        text=told.text,
        title=None if parent else title,
        actor=_actor_of(item, observed_at),
        url=f"https://news.ycombinator.com/item?id={native_id}",
        links=links,
        metrics=None if likes is None and replies is None else Metrics(likes=likes, replies=replies),
        observed_at=observed_at,
        **_relations(item, native_id, parent, root, title or ""),
    )


def _relations(item: Item, native_id: str, parent: str | None, root: str | None, title: str) -> dict[str, Any]:
    """What kind of post it is and what it answers."""
    if parent is None:
        return {"kind": "question" if title.lower().startswith(_ASKS) else "post", "root": native_id}
    root = str(item.story_id or "") or root
    return {"kind": "comment" if root in (None, parent) else "reply", "reply_to": parent, "root": root}


def _actor_of(item: Item, observed_at: datetime) -> Actor | None:
    """Who said it. Names are told apart by their case there, but no two differ only by it."""
    handle = clean_text(item.by or item.author or "")
    native_id = folded_handle(handle)
    if not native_id:
        return None
    url = f"https://news.ycombinator.com/user?id={handle}"
    return Actor(network=NETWORK, native_id=native_id, handle=handle, url=url, observed_at=observed_at)


def _first(*counts: int | None) -> int | None:
    return next((count for count in counts if count is not None), None)
