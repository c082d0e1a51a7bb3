"""From a comment of YouTube, as its API writes it, to ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Raw, Struct, field

from palabre.errors import BadRecord
from palabre.model import Actor, Count, Metrics, Post
from palabre.text.dates import known_moment
from palabre.text.extract import clean_text, marks_of
from palabre.text.html import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

NETWORK = "youtube"


class Channel(Struct, gc=False):
    """The lasting id of an account."""

    value: str | None = None


class Snippet(Struct, gc=False):
    """What a comment says."""

    video: str | None = field(name="videoId", default=None)
    parent: str | None = field(name="parentId", default=None)
    author: str | None = field(name="authorDisplayName", default=None)
    channel: Channel | None = field(name="authorChannelId", default=None)
    shown: str | None = field(name="textDisplay", default=None)
    original: str | None = field(name="textOriginal", default=None)
    likes: Count | None = field(name="likeCount", default=None)
    published_at: str | None = field(name="publishedAt", default=None)
    updated_at: str | None = field(name="updatedAt", default=None)


class Comment(Struct, gc=False):
    """A comment, or an answer to one."""

    id: str | None = None
    snippet: Snippet | None = None


class ThreadSnippet(Snippet, gc=False):
    """What a thread says of itself, beside its first comment."""

    first: Comment | None = field(name="topLevelComment", default=None)
    replies: Count | None = field(name="totalReplyCount", default=None)


class Answers(Struct):
    """Some of the answers of a thread."""

    comments: list[Raw] = []


class Thread(Struct):
    """A comment with those that answer it, some of them at least."""

    id: str | None = None
    snippet: ThreadSnippet | None = None
    replies: Answers | None = None


def post_of(
    record: Comment,
    *,
    video: str | None,
    replies: int | None,
    moment: Callable[[object], datetime],
    observed_at: datetime,
) -> Post:
    """The post a comment describes; `video` is what it is under, when the comment does not say it.

    Raises `BadRecord` when it has no id, no text or no date.
    """
    said = record.snippet
    if not record.id or said is None:
        raise BadRecord("bad-record", "id, snippet")
    if not said.published_at:
        raise BadRecord("no-date", record.id)
    # What is shown is HTML, and cut where the original is whole.
    text = clean_text(said.original) if said.original else plain_text(said.shown or "").text
    if not text:
        raise BadRecord("no-text", record.id)
    created_at = moment(said.published_at)
    edited_at = known_moment(moment, said.updated_at)
    video = said.video or video
    # The id of an answer begins with that of what it answers.
    parent = said.parent or (record.id.partition(".")[0] if "." in record.id else None)
    links, tags, callouts = marks_of(text)
    return Post(
        network=NETWORK,
        native_id=record.id,
        created_at=created_at,
        text=text,
        actor=_actor_of(said, observed_at),
        kind="reply" if parent else "comment",
        url=f"https://www.youtube.com/watch?v={video}&lc={record.id}" if video else None,
        reply_to=parent or video,
        root=video,
        links=links,
        tags=tags,
        callouts=callouts,
        metrics=Metrics(likes=said.likes, replies=replies) if (said.likes, replies) != (None, None) else None,
        edited_at=edited_at if edited_at and edited_at > created_at else None,
        observed_at=observed_at,
    )


def _actor_of(said: Snippet, observed_at: datetime) -> Actor | None:
    """Who comments, by the lasting id of the channel; shown names are no ids, save handles written with `@`."""
    name = clean_text(said.author or "")
    native_id = said.channel.value if said.channel and said.channel.value else name.lstrip("@").lower()
    if not native_id:
        return None
    url = f"https://www.youtube.com/channel/{native_id}" if said.channel and said.channel.value else None
    handle = name.lstrip("@") or native_id
    return Actor(
        network=NETWORK, native_id=native_id, handle=handle, display_name=name or None, url=url, observed_at=observed_at
    )
