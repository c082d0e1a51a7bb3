"""From a post or a topic of Discourse, as its API writes them, to ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from msgspec import Raw, Struct

from palabre.errors import BadRecord
from palabre.model import Actor, Count, Deletion, Metrics, Post
from palabre.text.dates import known_moment
from palabre.text.extract import clean_text, folded_handle, folded_tag, tags_of
from palabre.text.html import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

NETWORK = "discourse"
REGULAR, SMALL_ACTION, WHISPER = 1, 3, 4
_LIKE = 2
# Bounded, so that hostile marks are not looked at again and again.
_MENTION = re.compile(r'<a\b[^<>]{0,200}\bclass="mention"[^<>]{0,200}\bhref="[^"<>]{0,200}/u/([^"/<>]{1,100})"')
_QUOTE = re.compile(r'<aside\b[^<>]{0,200}\bclass="quote[^<>]{0,400}>')
_CELL = re.compile(r'\bdata-(username|post|topic)="([^"]*)"')


class Counted(Struct, gc=False):
    """How many people did one thing to a post: 2 is liking it."""

    id: int | None = None
    count: Count | None = None


class Answered(Struct, gc=False):
    """Whom a post answers."""

    username: str | None = None


class Tag(Struct, gc=False):
    """A tag, as newer versions write it."""

    name: str | None = None


class Said(Struct, gc=False):
    """A post of a topic; number 1 opens it."""

    id: int | None = None
    username: str | None = None
    name: str | None = None
    user_id: int | None = None
    created_at: str | None = None
    updated_at: str | None = None
    cooked: str | None = None
    post_number: int | None = None
    post_type: int | None = None
    topic_id: int | None = None
    topic_slug: str | None = None
    topic_title: str | None = None
    category_id: int | None = None
    reply_to_post_number: int | None = None
    reply_to_user: Answered | None = None
    reply_count: Count | None = None
    reads: Count | None = None
    version: int | None = None
    hidden: bool | None = None
    deleted_at: str | None = None
    user_deleted: bool | None = None
    actions_summary: list[Counted] | None = None


class Poster(Struct, gc=False):
    """Someone who spoke in a topic; the first is said to be its original poster."""

    user_id: int | None = None
    description: str | None = None


class Member(Struct, gc=False):
    """An account, as lists of topics name it."""

    id: int | None = None
    username: str | None = None
    name: str | None = None


class Stream(Struct):
    """The posts of a topic, and the numbers by which the forum knows all of them."""

    posts: list[Raw] = []
    stream: list[int] | None = None


class Listed(Struct, gc=False):
    """A topic in a list: its title and the beginning of its first post, for want of the whole."""

    id: int | None = None
    category_id: int | None = None
    title: str | None = None
    slug: str | None = None
    created_at: str | None = None
    excerpt: str | None = None
    archetype: str | None = None
    views: Count | None = None
    reply_count: Count | None = None
    tags: list[str | Tag] | None = None
    posters: list[Poster] | None = None


@dataclass(frozen=True, slots=True)
class Forum:
    """Where posts come from. Its host stands before each id when it is known, since forums number alike.

    `scheme` is `http` for a forum that nobody secured.
    """

    host: str | None
    observed_at: datetime
    moment: Callable[[object], datetime]
    scheme: str = "https"

    def post_id(self, topic: object, number: object) -> str:
        """The id of a post: its address, made of its topic and its place there, which replies name too."""
        return f"{self.host}/t/{topic}/{number}" if self.host else f"t/{topic}/{number}"

    def actor_id(self, username: str) -> str:
        """The id of an account: its name on its forum."""
        return f"{folded_handle(username)}@{self.host}" if self.host else folded_handle(username)

    def address(self, page: str) -> str | None:
        """The address of a page."""
        return f"{self.scheme}://{self.host}/{page}" if self.host else None


def sort_of(record: Said) -> Literal["post", "private", "hidden", "action"]:
    """What a record is: said to all, whispered among staff, hidden by the community, or a line of the forum itself."""
    if record.post_type == WHISPER:
        return "private"
    if record.hidden:
        return "hidden"
    is_action = record.post_type == SMALL_ACTION or ((record.post_type or REGULAR) != REGULAR and not record.cooked)
    return "action" if is_action else "post"


def post_of(record: Said, forum: Forum, *, title: str | None, tags: tuple[str, ...]) -> Post | Deletion:
    """The post a record describes, or its deletion; `title` and `tags` are those of its topic.

    Likes are counted by the forum, views are its readers. Raises `BadRecord` without a topic, a date or a text.
    """
    if record.topic_id is None or record.post_number is None:
        raise BadRecord("bad-record", f"topic_id, post_number of {record.id}")
    native_id = forum.post_id(record.topic_id, record.post_number)
    if record.deleted_at or record.user_deleted:
        gone_at = known_moment(forum.moment, record.deleted_at)
        return Deletion(network=NETWORK, scope="post", native_id=native_id, requested_at=gone_at)
    if not record.created_at:
        raise BadRecord("no-date", native_id)
    told = plain_text(record.cooked or "")
    opens = record.post_number == 1
    if not told.text and not (opens and title):
        raise BadRecord("no-text", native_id)
    cooked = record.cooked or ""
    answers = record.reply_to_post_number or 1
    answered = record.reply_to_user.username if record.reply_to_user else None
    quote_of, quote_of_actor = _quoted(cooked, forum)
    return Post(
        network=NETWORK,
        native_id=native_id,
        created_at=forum.moment(record.created_at),
        text=told.text,
        title=title if opens else None,
        actor=_actor_of(record, forum),
        kind="post" if opens else "reply",
        url=forum.address(f"t/{record.topic_slug or '-'}/{record.topic_id}/{record.post_number}"),
        instance=forum.host,
        reply_to=None if opens else forum.post_id(record.topic_id, answers),
        reply_to_actor=forum.actor_id(answered) if answered and not opens else None,
        root=forum.post_id(record.topic_id, 1),
        quote_of=quote_of,
        quote_of_actor=quote_of_actor,
        links=told.links,
        tags=tuple(dict.fromkeys((*(tags if opens else ()), *tags_of(told.text)))),
        callouts=tuple(dict.fromkeys(map(forum.actor_id, _MENTION.findall(cooked)))),
        metrics=_metrics(record),
        edited_at=known_moment(forum.moment, record.updated_at) if (record.version or 1) > 1 else None,
        observed_at=forum.observed_at,
    )


def topic_of(record: Listed, members: dict[int | None, Member], forum: Forum) -> Post:
    """The first post of a listed topic, with its title and the little text the list gives."""
    if record.id is None:
        raise BadRecord("bad-record", "id")
    native_id = forum.post_id(record.id, 1)
    if not record.created_at:
        raise BadRecord("no-date", native_id)
    title = clean_text(record.title or "") or None
    told = plain_text(record.excerpt or "")
    if not title and not told.text:
        raise BadRecord("no-text", native_id)
    first = next((one for one in record.posters or () if "Original" in (one.description or "")), None)
    member = members.get(first.user_id) if first else None
    counted = record.views is not None or record.reply_count is not None
    return Post(
        network=NETWORK,
        native_id=native_id,
        created_at=forum.moment(record.created_at),
        text=told.text,
        title=title,
        actor=_made(member.username, member.name, None, forum) if member and member.username else None,
        url=forum.address(f"t/{record.slug or '-'}/{record.id}/1"),
        instance=forum.host,
        root=native_id,
        links=told.links,
        tags=folded_tags(record.tags),
        metrics=Metrics(replies=record.reply_count, views=record.views) if counted else None,
        observed_at=forum.observed_at,
    )


def folded_tags(tags: list[str | Tag] | None) -> tuple[str, ...]:
    """The tags of a topic, whichever way they are written."""
    names = (tag if isinstance(tag, str) else tag.name or "" for tag in tags or ())
    return tuple(dict.fromkeys(tag for tag in map(folded_tag, names) if tag))


def _actor_of(record: Said, forum: Forum) -> Actor | None:
    if not record.username:
        return None
    is_bot = True if record.user_id is not None and record.user_id < 0 else None
    return _made(record.username, record.name, is_bot, forum)


def _made(username: str, name: str | None, is_bot: bool | None, forum: Forum) -> Actor:
    handle = clean_text(username)
    return Actor(
        network=NETWORK,
        native_id=forum.actor_id(handle),
        handle=handle,
        display_name=clean_text(name or "") or None,
        url=forum.address(f"u/{handle}"),
        is_bot_declared=is_bot,
        observed_at=forum.observed_at,
    )


def _quoted(cooked: str, forum: Forum) -> tuple[str | None, str | None]:
    """The first post quoted, and who said it."""
    found = _QUOTE.search(cooked)
    cells = dict(_CELL.findall(found[0])) if found else {}
    quoted = forum.post_id(cells["topic"], cells["post"]) if cells.get("topic") and cells.get("post") else None
    return quoted, forum.actor_id(cells["username"]) if cells.get("username") else None


def _metrics(record: Said) -> Metrics | None:
    likes = None
    if record.actions_summary is not None:
        # The forum leaves out what nobody did.
        likes = next((one.count for one in record.actions_summary if one.id == _LIKE), None) or 0
    if likes is None and record.reply_count is None and record.reads is None:
        return None
    return Metrics(likes=likes, replies=record.reply_count, views=record.reads)
