"""From a post of the X API v2 to ours."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from palabre.errors import BadRecord
from palabre.imports._x_api_v2_shapes import User
from palabre.model import Actor, Media, Metrics, Post, PostKind
from palabre.text.extract import clean_text, folded_handle, folded_tag, marks_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    from palabre.imports._x_api_v2_shapes import Attachments, Entities, MediaFile, PublicMetrics, Referenced

NETWORK = "x"
# Views have been counted since this day; before it the network writes 0 for what nobody knows.
VIEWS_SINCE = datetime(2022, 12, 15, tzinfo=UTC)
# What the network writes for a language that is none, or under an old name; every other word is kept as it is.
LANGUAGES: dict[str | None, str | None] = {
    **dict.fromkeys(("und", "qam", "qct", "qht", "qme", "qst", "zxx", "art")),
    "in": "id",
    "iw": "he",
}
# Ids made from this moment on hold their own time, counted from it.
FIRST_TIMED_ID = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
_REMEMBERED = 100_000
REPOSTED = re.compile(r"RT @(\w{1,15}):")
MEDIA: dict[str, Literal["image", "video"]] = {"photo": "image", "video": "video", "animated_gif": "video"}


@dataclass(slots=True)
class Around:
    """What surrounds the posts of a page: who and what they refer to, and when the page was taken.

    `known` is the memory of the whole file: what each account last looked like, and the actor made of it.
    """

    observed_at: datetime
    moment: Callable[[object], datetime]
    known: dict[str, tuple[User, Actor]]
    authors: dict[bytes, Actor | None] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    posts: dict[str, Referenced] = field(default_factory=dict)
    media: dict[str, MediaFile] = field(default_factory=dict)


def post_of(record: Referenced, around: Around) -> Post:
    """The post a record describes; raises `BadRecord` when it has no id, no text or no date."""
    if record.id is None:
        raise BadRecord("bad-record", "id")
    if record.created_at is None:
        raise BadRecord("no-date", record.text or record.id)
    created_at = around.moment(record.created_at)
    native_id, first_at = _first_version(record, created_at)
    references = _references(record, around) if record.referenced_tweets else {}
    reposts = bool(references.get("retweeted"))
    original = _referenced(record, "retweeted", around) if reposts else None
    told = original or record
    text = _text_of(told)
    if not text and not reposts:
        raise BadRecord("no-text", record.id)
    entities = (told.note_tweet.entities if told.note_tweet else None) or told.entities
    links, tags, callouts = marks_of(text) if entities is None else _told_marks(entities)
    actor = _author_of(record, around)
    post = Post(
        network=NETWORK,
        native_id=native_id,
        created_at=first_at,
        text=text,
        actor=actor,
        url=_address(actor, record),
        lang_declared=LANGUAGES.get(record.lang, record.lang),
        root=_root(record, native_id),
        sensitive=record.possibly_sensitive,
        links=links,
        tags=tags,
        callouts=callouts,
        metrics=_metrics(record.public_metrics, created_at),
        observed_at=around.observed_at,
    )
    # Naming every field at once takes four times as long as naming those that nearly all posts have.
    rarer = _rarer_fields(record, told, references, around)
    if first_at != created_at:
        rarer["edited_at"] = created_at
    return replace(post, **rarer) if rarer else post


def _rarer_fields(record: Referenced, told: Referenced, references: dict[str, str], around: Around) -> dict[str, Any]:
    """What most posts lack. `told` is the post that says the text: the original of a repost, when the file holds it."""
    fields = _relations(record, told, references, around) if references else {}
    if record.in_reply_to_user_id is not None or fields.get("reply_to"):
        fields["reply_to_actor"] = _answered(record, around)
    if told.attachments is not None:
        fields["media"] = _media_of(told.attachments, around)
    if record.withheld:
        fields["extra"] = msgspec.json.encode({"withheld": record.withheld}).decode()
    return fields


def _relations(record: Referenced, told: Referenced, references: dict[str, str], around: Around) -> dict[str, Any]:
    """Which posts a post repeats, quotes and answers, and who said what it repeats or quotes."""
    repost_of, quote_of, reply_to = map(references.get, ("retweeted", "quoted", "replied_to"))
    fields: dict[str, Any] = {
        "kind": _kind(repost_of, reply_to, quote_of),
        "reply_to": reply_to,
        "quote_of": quote_of,
        "repost_of": repost_of,
    }
    if quote_of:
        fields["quote_of_actor"] = _author_id(_referenced(record, "quoted", around), around)
    if repost_of:
        fields["repost_of_actor"] = _reposted(record, None if told is record else told, around)
    return fields


def actor_of(user: User, around: Around) -> Actor:
    """The actor a record describes; its id is the folded handle, or `id:` and the number when no handle is known."""
    key = str(user.id or user.username or "")
    known = around.known.get(key)
    if known is not None and known[0] == user and known[1].observed_at == around.observed_at:
        return known[1]
    handle = clean_text(user.username or "").lstrip("@")
    native_id = folded_handle(handle) if handle else f"id:{user.id}"
    if not handle and user.id in (None, ""):
        raise BadRecord("no-actor")
    counts = user.public_metrics
    actor = Actor(
        network=NETWORK,
        native_id=native_id,
        handle=handle or str(user.id),
        display_name=_known(user.name),
        bio=_known(user.description),
        url=f"https://x.com/{handle}" if handle else None,
        followers=counts.followers_count if counts else None,
        following=counts.following_count if counts else None,
        posts=counts.tweet_count if counts else None,
        account_created_at=_moment_or_none(user.created_at, around),
        observed_at=around.observed_at,
    )
    if len(around.known) >= _REMEMBERED:
        around.known.clear()
    around.known[key] = (user, actor)
    return actor


def said_at(native_id: str) -> datetime | None:
    """When a post was made, read in its number; older numbers hold no time."""
    if not native_id.isdigit() or not native_id.isascii() or not 15 <= len(native_id) <= 19:
        return None
    return FIRST_TIMED_ID + timedelta(milliseconds=int(native_id) >> 22)


def _first_version(record: Referenced, created_at: datetime) -> tuple[str, datetime]:
    """All versions of an edited post are one post: the first one's id and moment."""
    native_id = str(record.id)
    if record.edit_history_tweet_ids is None or len(record.edit_history_tweet_ids) < 2:
        return native_id, created_at
    history = list(map(str, record.edit_history_tweet_ids))
    if native_id not in history:
        return native_id, created_at
    first = min(history, key=lambda version: (len(version), version))
    return first, created_at if first == native_id else said_at(first) or created_at


def _references(record: Referenced, around: Around) -> dict[str, str]:
    """The posts a post refers to, by how it does."""
    found: dict[str, str] = {}
    for reference in record.referenced_tweets or ():
        if reference.id is not None:
            found[reference.type] = _first_id(str(reference.id), around)
    return found


def _first_id(native_id: str, around: Around) -> str:
    known = around.posts.get(native_id)
    return _first_version(known, around.observed_at)[0] if known else native_id


def _referenced(record: Referenced, kind: str, around: Around) -> Referenced | None:
    """The post that a repost or a quote is about, when the file holds it."""
    for reference in record.referenced_tweets or ():
        if reference.type == kind:
            if reference.text is not None:
                return reference
            return around.posts.get(str(reference.id))
    return None


def _author_id(about: Referenced | None, around: Around) -> str | None:
    actor = _author_of(about, around) if about is not None else None
    return actor.native_id if actor is not None else None


def _reposted(record: Referenced, original: Referenced | None, around: Around) -> str | None:
    """Who said what is reposted: the author of the original, else the name that X puts before a repost."""
    named = REPOSTED.match(record.text or "")
    return _author_id(original, around) or (folded_handle(named[1]) if named else None)


def _address(actor: Actor | None, record: Referenced) -> str:
    known = actor is not None and not actor.native_id.startswith("id:")
    return f"https://x.com/{actor.handle if actor and known else 'i'}/status/{record.id}"


def _kind(repost_of: str | None, reply_to: str | None, quote_of: str | None) -> PostKind:
    if repost_of:
        return "repost"
    if reply_to:
        return "reply"
    return "quote" if quote_of else "post"


def _text_of(record: Referenced) -> str:
    text = (record.note_tweet.text if record.note_tweet else None) or record.text or ""
    return clean_text(html.unescape(text) if "&" in text else text)


def _told_marks(entities: Entities) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    return _links(entities), _tags(entities), _callouts(entities)


def _links(entities: Entities) -> tuple[str, ...]:
    if not entities.urls:
        return ()
    links = (url.unwound_url or url.expanded_url for url in entities.urls if not url.media_key)
    return tuple(dict.fromkeys(link for link in links if link))


def _tags(entities: Entities) -> tuple[str, ...]:
    return (
        tuple(dict.fromkeys(folded_tag(tag.tag) for tag in entities.hashtags if tag.tag)) if entities.hashtags else ()
    )


def _callouts(entities: Entities) -> tuple[str, ...]:
    if not entities.mentions:
        return ()
    return tuple(dict.fromkeys(folded_handle(named.username) for named in entities.mentions if named.username))


def _author_of(record: Referenced, around: Around) -> Actor | None:
    if isinstance(record.author, msgspec.Raw):
        return _written_out(bytes(record.author), around) or _by_id(record, around)
    return _by_id(record, around)


def _written_out(raw: bytes, around: Around) -> Actor | None:
    """The actor of an account written out beside a post; the same bytes make the same actor."""
    try:
        return around.authors[raw]
    except KeyError:
        pass
    try:
        user = msgspec.json.decode(raw, type=User | None)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadRecord("bad-record", error) from error
    if len(around.authors) >= _REMEMBERED:
        around.authors.clear()
    actor = around.authors[raw] = actor_of(user, around) if user is not None else None
    return actor


def _by_id(record: Referenced, around: Around) -> Actor | None:
    key = "" if record.author_id is None else str(record.author_id)
    if not key:
        return None
    user = around.users.get(key)
    if user is not None:
        return actor_of(user, around)
    return Actor(network=NETWORK, native_id=f"id:{key}", handle=key, observed_at=around.observed_at)


def _answered(record: Referenced, around: Around) -> str | None:
    user = record.in_reply_to_user
    if user is not None and user.username:
        return folded_handle(user.username)
    if record.in_reply_to_user_id is None:
        return None
    key = str(record.in_reply_to_user_id)
    user = around.users.get(key)
    if user is not None and user.username:
        return folded_handle(user.username)
    for named in (record.entities.mentions if record.entities else None) or ():
        if str(named.id) == key and named.username:
            return folded_handle(named.username)
    return f"id:{key}"


def _root(record: Referenced, native_id: str) -> str | None:
    if record.conversation_id is None:
        return None
    root = str(record.conversation_id)
    if root == native_id:
        return native_id
    return native_id if root in map(str, record.edit_history_tweet_ids or ()) else root


def _media_of(attachments: Attachments, around: Around) -> tuple[Media, ...]:
    files = list(attachments.media or ())
    if not files:
        keys = attachments.media_keys or ()
        files = [around.media[key] for key in keys if key in around.media]
    return tuple(
        Media(kind=MEDIA.get(file.type or "", "other"), url=file.url or file.preview_image_url, alt=file.alt_text)
        for file in files
    )


def _metrics(counts: PublicMetrics | None, created_at: datetime) -> Metrics | None:
    if counts is None:
        return None
    views = counts.impression_count
    return Metrics(
        likes=counts.like_count,
        reposts=counts.retweet_count,
        replies=counts.reply_count,
        quotes=counts.quote_count,
        views=None if views == 0 and created_at < VIEWS_SINCE else views,
    )


def _known(text: str | None) -> str | None:
    return clean_text(text) or None if text else None


def _moment_or_none(written: str | None, around: Around) -> datetime | None:
    try:
        return around.moment(written) if written else None
    except BadRecord:
        return None
