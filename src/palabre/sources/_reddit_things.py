"""From a post or a comment of Reddit, as its API and the archives of it write them, to ours."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Raw, Struct, field
from msgspec.structs import replace

from palabre.errors import BadRecord
from palabre.model import Actor, Count, Deletion, Media, Metrics, Post
from palabre.text.dates import known_moment
from palabre.text.extract import clean_text, folded_handle, links_of, tags_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

NETWORK = "reddit"
_GONE = frozenset(("[deleted]", "[removed]", "[ Removed by Reddit ]", "[removed by reddit]"))
_CALLOUT = re.compile(r"(?<![\w/.])/?u/([A-Za-z0-9_-]{3,20})(?![\w-])")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp)(?:\?|$)", re.IGNORECASE)
_FILM = re.compile(r"^https?://v\.redd\.it/")
_OWN = re.compile(r"^https?://(?:www\.|old\.)?reddit\.com/(?:r/[^/]+/comments|gallery)/")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
Moment = int | float | str | None


class Archived(Struct, gc=False):
    """What an archive learnt when it looked a second time."""

    retrieved_2nd_on: Moment = None
    was_deleted_later: bool | None = None
    was_initially_deleted: bool | None = None


class Crossposted(Struct, gc=False):
    """The post that another one brings to a second community."""

    name: str | None = None
    title: str | None = None
    author: str | None = None


class Said(Struct, gc=False):
    """A submission, or a comment when it has a `link_id`."""

    id: str | None = None
    author: str | None = None
    body: str | None = None
    title: str | None = None
    selftext: str | None = None
    created_utc: Moment = None
    score: Count | None = None
    num_comments: Count | None = None
    link_id: str | None = None
    parent_id: str | int | None = None
    subreddit: str | None = None
    subreddit_type: str | None = None
    permalink: str | None = None
    url: str | None = None
    url_overridden_by_dest: str | None = None
    is_self: bool | None = None
    post_hint: str | None = None
    over_18: bool | None = None
    edited: bool | int | float | str | None = None
    crosspost_parent: str | None = None
    crosspost_parent_list: list[Crossposted] | None = None
    link_flair_text: str | None = None
    removed_by_category: str | None = None
    retrieved_on: Moment = None
    retrieved_utc: Moment = None
    archived_as: Archived | None = field(default=None, name="_meta")


class Thing(Struct, gc=False):
    """What the API wraps everything in: `t3` is a submission, `t1` a comment, `more` ids left out of a page."""

    kind: str | None = None
    data: Raw = Raw()


class Listing(Struct, gc=False):
    """Things in a row, and the id after which the next ones are."""

    children: list[Thing] = []
    after: str | None = None


class Nested(Struct, gc=False):
    """What a comment holds of its answers: a listing, or an empty text; `more` names those that are left out."""

    replies: Raw = Raw()
    children: list[str] = []


def things_in(thing: Thing) -> Iterator[Thing]:
    """The submissions and comments of an answer, however deep, each before its answers; `more` in their place."""
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if one.kind == "Listing":
            waiting += reversed(msgspec.json.decode(one.data, type=Listing).children)
            continue
        yield one
        replies = msgspec.json.decode(one.data, type=Nested).replies if one.kind == "t1" else Raw()
        if replies and bytes(replies)[:1] == b"{":
            waiting.append(msgspec.json.decode(replies, type=Thing))


def post_of(record: Said, *, moment: Callable[[object], datetime], observed_at: datetime) -> Post | Deletion:
    """The post a record describes, or its deletion when its author or Reddit took it away, even if later.

    `score` is likes less dislikes, the only count there is: it stands as likes, and may be below zero. Raises
    `BadRecord` when there is no id, no text or no date.
    """
    if not record.id:
        raise BadRecord("bad-record", "id")
    native_id = _fullname(record)
    if _is_gone(record):
        return Deletion(network=NETWORK, scope="post", native_id=native_id, requested_at=_looked_at(record, moment))
    if record.created_utc is None:
        raise BadRecord("no-date", native_id)
    text = _plain(record.body if record.link_id else record.selftext)
    title = _plain(record.title) or None
    if not text and not title:
        raise BadRecord("no-text", native_id)
    post = Post(
        network=NETWORK,
        native_id=native_id,
        created_at=moment(record.created_utc),
        text=text,
        title=title,
        actor=_actor_of(record.author, observed_at),
        url=_page(record),
        instance=record.subreddit,
        sensitive=record.over_18,
        links=links_of(text),
        tags=tags_of(text),
        callouts=_callouts(text),
        metrics=_metrics(record),
        observed_at=_looked_at(record, moment) or observed_at,
        **_relations(record, native_id),
    )
    # Naming every field at once takes much longer than naming those that nearly all posts have.
    rarer = _rarer_fields(record, post, moment)
    return replace(post, **rarer) if rarer else post


def _rarer_fields(record: Said, post: Post, moment: Callable[[object], datetime]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if record.edited and not isinstance(record.edited, bool):
        fields["edited_at"] = known_moment(moment, record.edited)
    if record.subreddit_type not in (None, "public"):
        fields["visibility"] = record.subreddit_type
    if record.link_flair_text:
        fields["extra"] = msgspec.json.encode({"flair": record.link_flair_text}).decode()
    if address := _told_address(record):
        if media := _media(record, address):
            fields["media"] = media
        elif address not in post.links:
            fields["links"] = (address, *post.links)
    return fields


def _fullname(record: Said) -> str:
    bare = (record.id or "").removeprefix("t1_").removeprefix("t3_")
    return f"{'t1' if record.link_id else 't3'}_{bare}"


def _is_gone(record: Said) -> bool:
    archived = record.archived_as
    if archived is not None and (archived.was_deleted_later or archived.was_initially_deleted):
        return True
    said = record.body if record.link_id else record.selftext
    return bool(record.removed_by_category) or (said or "").strip() in _GONE


def _looked_at(record: Said, moment: Callable[[object], datetime]) -> datetime | None:
    again = record.archived_as.retrieved_2nd_on if record.archived_as else None
    return known_moment(moment, again or record.retrieved_on or record.retrieved_utc)


def _plain(text: str | None) -> str:
    """Reddit writes `&amp;`, `&lt;` and `&gt;` in every text."""
    return clean_text(html.unescape(text) if "&" in text else text) if text else ""


@lru_cache(maxsize=100_000)
def _actor_of(author: str | None, observed_at: datetime) -> Actor | None:
    """Who said it; the talkative are made once."""
    handle = clean_text(author or "")
    if not handle or handle in _GONE:
        return None
    return Actor(
        network=NETWORK,
        native_id=folded_handle(handle) or handle,
        handle=handle,
        url=f"https://www.reddit.com/user/{handle}",
        observed_at=observed_at,
    )


def _relations(record: Said, native_id: str) -> dict[str, Any]:
    """What kind of post it is, and what it answers or carries on."""
    if record.link_id:
        root = record.link_id if record.link_id.startswith("t3_") else f"t3_{record.link_id}"
        parent = _parent(record.parent_id) or root
        return {"kind": "comment" if parent == root else "reply", "reply_to": parent, "root": root}
    if not record.crosspost_parent:
        return {"root": native_id}
    original = next(iter(record.crosspost_parent_list or ()), Crossposted())
    author = folded_handle(original.author) if original.author and original.author not in _GONE else None
    act = "repost" if original.title and original.title == record.title else "quote"
    return {"kind": act, "root": native_id, f"{act}_of": record.crosspost_parent, f"{act}_of_actor": author}


def _parent(written: str | int | None) -> str | None:
    """Some archives wrote the id of a comment as a number."""
    if not isinstance(written, int):
        return written or None
    digits = ""
    while written > 0:
        written, rest = divmod(written, 36)
        digits = _DIGITS[rest] + digits
    return f"t1_{digits}" if digits else None


def _told_address(record: Said) -> str | None:
    """The page a submission leads to, apart from its own."""
    if record.link_id or record.is_self:
        return None
    address = html.unescape(record.url_overridden_by_dest or record.url or "")
    return address if address.startswith(("http://", "https://")) and not _OWN.match(address) else None


def _media(record: Said, address: str) -> tuple[Media, ...]:
    if _FILM.match(address) or record.post_hint == "hosted:video":
        return (Media(kind="video", url=address),)
    if record.post_hint == "image" or _PICTURE.search(address):
        return (Media(kind="image", url=address),)
    return ()


def _page(record: Said) -> str | None:
    if record.permalink:
        return f"https://www.reddit.com{record.permalink}" if record.permalink.startswith("/") else record.permalink
    if record.link_id and record.subreddit:
        thread = record.link_id.removeprefix("t3_")
        return f"https://www.reddit.com/r/{record.subreddit}/comments/{thread}/_/{record.id}/"
    return f"https://www.reddit.com/comments/{record.id}/" if not record.link_id else None


def _callouts(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(folded_handle, _CALLOUT.findall(text)))) if "u/" in text else ()


def _metrics(record: Said) -> Metrics | None:
    if record.score is None and record.num_comments is None:
        return None
    return Metrics(likes=record.score, replies=record.num_comments)
