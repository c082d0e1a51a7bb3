"""From a post or a topic of NodeBB, as its API writes them, to ours."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import Raw, Struct, field

from palabre.errors import BadRecord
from palabre.model import Actor, Count, Deletion, Metrics, Post
from palabre.text.dates import known_moment
from palabre.text.extract import clean_text, folded_handle, folded_tag, tags_of
from palabre.text.html import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

NETWORK = "nodebb"
# Bounded, so that hostile marks are not looked at again and again.
_MENTION = re.compile(r'<a\b[^<>]{0,200}\bplugin-mentions-[^<>]{0,200}\bhref="[^"<>]{0,200}/user/([^"/<>?#]{1,100})"')
# What stands for a name that is not one: a visitor, someone who left.
_NOBODY = "[["
# Numbers of the forum, or addresses of what was said elsewhere and came here.
Number = int | str | None
# 0 and 1, or truths.
Flag = int | bool | None


class Member(Struct, gc=False):
    """Who speaks: an account of the forum, or somebody of elsewhere."""

    uid: Number = None
    username: str | None = None
    userslug: str | None = None
    displayname: str | None = None


class Tag(Struct, gc=False):
    """A tag of a topic."""

    value: str | None = None


class Category(Struct, gc=False):
    """Where a topic is."""

    cid: Number = None
    name: str | None = None
    slug: str | None = None


class Answers(Struct, gc=False):
    """How many posts answer one."""

    count: Count | None = None


class Topic(Struct, gc=False):
    """What is said of a topic, in a list or beside a post."""

    tid: Number = None
    cid: Number = None
    title: str | None = None
    raw_title: str | None = field(name="titleRaw", default=None)
    slug: str | None = None
    main: Number = field(name="mainPid", default=None)
    deleted: Flag = None
    scheduled: Flag = None
    timestamp: int | str | None = None
    last_at: int | None = field(name="lastposttime", default=None)
    posts_count: Count | None = field(name="postcount", default=None)
    views: Count | None = field(name="viewcount", default=None)
    question: Flag = field(name="isQuestion", default=None)
    tags: list[Tag | str] | None = None
    user: Member | None = None
    category: Category | None = None


class Said(Struct, gc=False):
    """A post. `index` is its place in its topic, from 0."""

    pid: Number = None
    tid: Number = None
    to: Number = field(name="toPid", default=None)
    content: str | None = None
    timestamp: int | str | None = None
    written: str | None = field(name="timestampISO", default=None)
    edited: int | str | None = None
    deleted: Flag = None
    index: int | None = None
    votes: Count | None = None
    upvotes: Count | None = None
    replies: Answers | Count | None = None
    user: Member | None = None
    topic: Topic | None = None
    is_main: bool | None = field(name="isMainPost", default=None)


class Page(Topic, gc=False):
    """A topic with some of its posts."""

    posts: list[Raw] = []


@dataclass(frozen=True, slots=True)
class Forum:
    """Where posts come from. Its host stands before each id when it is known, since forums number alike."""

    host: str | None
    observed_at: datetime
    moment: Callable[[object], datetime]
    scheme: str = "https"

    def post_id(self, number: Number) -> str:
        """The id of a post: its address on its forum, or the one it came with from elsewhere."""
        if isinstance(number, str) and not number.isdigit():
            return number
        return f"{self.host}/post/{number}" if self.host else f"post/{number}"

    def actor_id(self, slug: str) -> str:
        """The id of an account: the name its page has, which may hold the forum it comes from."""
        name = folded_handle(slug)
        return f"{name}@{self.host}" if self.host and "@" not in name else name

    def address(self, page: str) -> str | None:
        """The address of a page."""
        return f"{self.scheme}://{self.host}/{page}" if self.host else None


def post_of(record: Said, topic: Topic, forum: Forum) -> Post | Deletion:
    """The post a record describes, in its topic, or its deletion.

    Votes up are likes; the views of a topic are those of its first post. Raises `BadRecord` without a number, a date
    or a text.
    """
    if record.pid is None:
        raise BadRecord("bad-record", "pid")
    native_id = forum.post_id(record.pid)
    if record.deleted:
        return Deletion(network=NETWORK, scope="post", native_id=native_id)
    # Posts on their own say little of their topic.
    opens = bool(record.is_main) or (topic.main is not None and str(topic.main) == str(record.pid))
    if not record.timestamp and not record.written:
        raise BadRecord("no-date", native_id)
    told = plain_text(record.content or "")
    title = title_of(topic) if opens else None
    if not told.text and not title:
        raise BadRecord("no-text", native_id)
    root = native_id if opens else forum.post_id(topic.main) if topic.main is not None else None
    answers = forum.post_id(record.to) if record.to else root
    kind = "question" if topic.question else "post"
    return Post(
        network=NETWORK,
        native_id=native_id,
        created_at=forum.moment(record.timestamp or record.written),
        text=told.text,
        title=title,
        actor=actor_of(record.user, forum),
        kind=kind if opens else "reply",  # type: ignore[arg-type]
        url=native_id if native_id.startswith("http") else forum.address(f"post/{record.pid}"),
        instance=forum.host,
        reply_to=None if opens else answers,
        root=root,
        links=told.links,
        tags=tuple(dict.fromkeys((*(tags_in(topic) if opens else ()), *tags_of(told.text)))),
        callouts=tuple(dict.fromkeys(map(forum.actor_id, _MENTION.findall(record.content or "")))),
        metrics=_metrics(record, topic.views if opens else None),
        edited_at=known_moment(forum.moment, record.edited or None),
        observed_at=forum.observed_at,
    )


def topic_of(record: Topic, forum: Forum) -> Post | Deletion:
    """The first post of a listed topic, with its title alone: lists don't give its text."""
    if record.main is None:
        raise BadRecord("bad-record", f"mainPid of {record.tid}")
    native_id = forum.post_id(record.main)
    if record.deleted:
        return Deletion(network=NETWORK, scope="post", native_id=native_id)
    if not record.timestamp:
        raise BadRecord("no-date", native_id)
    title = title_of(record)
    if not title:
        raise BadRecord("no-text", native_id)
    replies = max(record.posts_count - 1, 0) if record.posts_count is not None else None
    return Post(
        network=NETWORK,
        native_id=native_id,
        created_at=forum.moment(record.timestamp),
        text="",
        title=title,
        actor=actor_of(record.user, forum),
        kind="question" if record.question else "post",
        url=forum.address(f"post/{record.main}"),
        instance=forum.host,
        root=native_id,
        tags=tags_in(record),
        metrics=None if replies is None and record.views is None else Metrics(replies=replies, views=record.views),
        observed_at=forum.observed_at,
    )


def title_of(topic: Topic) -> str | None:
    """The title of a topic: the one given is written for a page, the raw one as people typed it."""
    return clean_text(topic.raw_title or html.unescape(topic.title or "")) or None


def tags_in(topic: Topic) -> tuple[str, ...]:
    """The tags of a topic, whichever way they are written."""
    names = (tag if isinstance(tag, str) else tag.value or "" for tag in topic.tags or ())
    return tuple(dict.fromkeys(tag for tag in map(folded_tag, names) if tag))


def actor_of(member: Member | None, forum: Forum) -> Actor | None:
    """Who speaks; visitors and those who left have no account."""
    if member is None or not member.username or not member.uid or member.username.startswith(_NOBODY):
        return None
    handle = clean_text(member.username)
    slug = member.userslug or handle
    page = member.uid if isinstance(member.uid, str) and member.uid.startswith("http") else None
    name = clean_text(member.displayname or "")
    return Actor(
        network=NETWORK,
        native_id=forum.actor_id(slug),
        handle=handle,
        display_name=name if name and name != handle else None,
        url=page or forum.address(f"user/{slug}"),
        observed_at=forum.observed_at,
    )


def _metrics(record: Said, views: int | None) -> Metrics | None:
    likes = record.upvotes if record.upvotes is not None else record.votes
    replies = record.replies.count if isinstance(record.replies, Answers) else record.replies
    if likes is None and replies is None and views is None:
        return None
    return Metrics(likes=likes, replies=replies, views=views)
