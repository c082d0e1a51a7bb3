"""From a feed, in whichever of its languages, to posts.

Dates: that of publication, else of the last change, else when it was first seen. A date to come is brought back to the
time of reading: nobody has said anything tomorrow. What was done is told in `extra`. The date a post was first given
stays, whatever its feed says later.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from dataclasses import replace as replaced
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from msgspec.structs import replace

from palabre.errors import BadRecord, SourceError
from palabre.model import Actor, Metrics, Post
from palabre.sources._feed_identity import (
    Known,
    Recognised,
    digest,
    id_of_guid,
    known_of,
    moment_of,
    normal_link,
    recognised,
    site_of,
    words_of,
)
from palabre.sources._feed_json import json_feed
from palabre.sources._feed_shapes import Author, Entry, Feed
from palabre.sources._feed_xml import xml_feed
from palabre.text.extract import folded_handle, tags_of

if TYPE_CHECKING:
    from collections.abc import Iterable

NETWORK = "rss"
DateSaid = Literal["", "updated", "missing", "future"]
_COMMENT = re.compile(r"#(?:comment-|c|comments?/)\d+$")
_LONGEST_LINE = 200


def read_feed(body: bytes, *, address: str, headers: Mapping[str, str] | None = None) -> Feed:
    """What a document says, whatever kind of feed it is; raises `SourceError` when it is none, or unsafe."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        try:
            return json_feed(body, address=address)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
            raise SourceError("feed-unreadable", address=address) from problem
    feed = xml_feed(body, address=address, headers=headers or {})
    if not feed.kind:
        raise SourceError("feed-unreadable", address=address)
    return feed


@dataclass(frozen=True, slots=True)
class Read:
    """A post of a feed, None when it says nothing; what to remember of its entry, and whether it is new or changed."""

    entry: Entry
    post: Post | None
    known: Known
    is_new: bool
    is_changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where posts come from. In a feed of comments, `root` is the post they are all of, or `posts` finds it by a digest
    of its address.
    """

    address: str
    now: datetime
    network: str = NETWORK
    is_comments: bool = False
    root: str | None = None
    posts: Mapping[str, str] = field(default_factory=dict)

    @property
    def site(self) -> str:
        """The site, as ids have it."""
        return site_of(self.address)


def posts_of(feed: Feed, place: Place, known: Iterable[Known] = ()) -> list[Read]:
    """Every post of a feed, oldest first; `known` is what was remembered of the last reading."""
    page = normal_link(place.address).removeprefix(place.site)
    if not place.is_comments and sum(bool(_COMMENT.search(one.guid)) for one in feed.entries) * 2 > len(feed.entries):
        # A feed of comments says so nowhere but in the names of its entries.
        place = replaced(place, is_comments=True)
    found = [_read(one, feed, place) for one in recognised(feed.entries, known, site=place.site, page=page)]
    return sorted(found, key=lambda one: one.known.at)


def _read(one: Recognised, feed: Feed, place: Place) -> Read:
    entry, known = one.entry, one.known
    said_at, how = _said_at(entry, place.now)
    is_dated = how in ("", "updated")
    at = moment_of(known) if known is not None else said_at
    remembered = known_of(entry, one.native_id, at=at, is_dated=known.is_dated if known else is_dated)
    is_edited = known is not None and known.words != words_of(entry)
    is_changed = is_edited or (known is not None and known.count != entry.comment_count)
    try:
        post: Post | None = post_of(entry, one.native_id, feed, place, at=at, how=how, is_edited=is_edited)
    except BadRecord:
        post = None
    return Read(entry, post, remembered, is_new=known is None, is_changed=is_changed)


def _said_at(entry: Entry, now: datetime) -> tuple[datetime, DateSaid]:
    said = entry.published or entry.updated
    if said is None:
        return now.replace(microsecond=0), "missing"
    if said > now:
        return now.replace(microsecond=0), "future"
    return said, "" if entry.published else "updated"


def post_of(
    entry: Entry, native_id: str, feed: Feed, place: Place, *, at: datetime, how: DateSaid, is_edited: bool
) -> Post:
    """The post an entry describes; raises `BadRecord` when it says nothing."""
    if not entry.text and not entry.title:
        raise BadRecord("no-text", native_id)
    post = Post(
        network=place.network,
        native_id=native_id,
        created_at=at,
        text=entry.text,
        title=entry.title or None,
        actor=_actor(entry, feed, place),
        kind="article",
        url=entry.link or None,
        instance=place.site or None,
        lang_declared=entry.language or feed.language,
        root=native_id,
        links=tuple(link for link in entry.links if link != entry.link),
        tags=tuple(dict.fromkeys((*entry.tags, *tags_of(entry.text)))),
        media=entry.media,
        metrics=None if entry.comment_count is None else Metrics(replies=entry.comment_count),
        edited_at=_edited_at(entry, at, place.now, is_edited=is_edited),
        observed_at=place.now,
        extra=_extra(entry, how),
    )
    return _comment(post, entry, place) if place.is_comments or entry.answers else post


def _edited_at(entry: Entry, at: datetime, now: datetime, *, is_edited: bool) -> datetime | None:
    if entry.updated is not None and at < entry.updated <= now and (entry.published is not None or is_edited):
        return entry.updated
    return now if is_edited else None


def _extra(entry: Entry, how: DateSaid) -> str | None:
    told: dict[str, Any] = {}
    if how:
        told["date"] = how
    if how == "future" and (said := entry.published or entry.updated):
        told["date_said"] = said.isoformat()
    if len(entry.authors) > 1:
        told["authors"] = [one.name for one in entry.authors]
    return msgspec.json.encode(told).decode() if told else None


def _actor(entry: Entry, feed: Feed, place: Place) -> Actor:
    """Who signs the entry, else the feed, else the feed itself."""
    author = next(iter(entry.authors or feed.authors), None)
    if author is not None and (handle := folded_handle(author.name)):
        native_id = f"{handle}@{place.site}"
        return _made(native_id, author.name, None, author, place)
    name = feed.title or place.site or "feed"
    return _made(
        place.site or folded_handle(name),
        place.site or name,
        feed.title or None,
        Author(name=name, url=feed.link or None),
        place,
    )


def _made(native_id: str, handle: str, shown: str | None, author: Author, place: Place) -> Actor:
    return Actor(
        network=place.network,
        native_id=native_id,
        handle=handle,
        display_name=shown,
        url=author.url,
        observed_at=place.now,
    )


def _comment(post: Post, entry: Entry, place: Place) -> Post:
    """The same as a comment: what it answers is told by its feed, or by its GUID and address as blogs write them."""
    page, guid = _COMMENT.sub("", entry.link), _COMMENT.sub("", entry.guid)
    root = place.root or place.posts.get(digest(normal_link(page)))
    for own, of_post in ((entry.guid, guid), (entry.link, page)):
        root = root or (id_of_guid(of_post, place.site) if own != of_post else None)
    answered, text = _answered(entry, page)
    if entry.answers:
        answered = id_of_guid(entry.answers, place.site)
    elif answered:
        answered = id_of_guid(f"{guid}#{answered}" if guid != entry.guid else f"{page}#{answered}", place.site)
    return replace(
        post,
        kind="comment",
        title=None,
        text=text or post.title or "",
        root=root or answered,
        reply_to=answered or root,
        links=tuple(link for link in post.links if _COMMENT.sub("", link) != page),
    )


def _answered(entry: Entry, page: str) -> tuple[str | None, str]:
    """The comment that this one answers, and its words without the line by which WordPress says so."""
    first, _, rest = entry.text.partition("\n\n")
    towards = next((link for link in entry.links if link.startswith(page) and _COMMENT.search(link)), "")
    if not page or not towards or not rest or len(first) > _LONGEST_LINE or not first.endswith((".", "。")):
        return None, entry.text
    return towards.rpartition("#")[2], rest


def with_text(post: Post, text: str) -> Post:
    """The post with the whole text of its article, which its feed does not give."""
    told = msgspec.json.decode(post.extra) if post.extra else {}
    return replace(post, text=text, extra=msgspec.json.encode({**told, "full_text": True}).decode())
