"""From records of Bluesky, in repositories, streams and answers of its API alike, to ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from palabre.errors import BadRecord
from palabre.model import Actor, Interaction, Media, Metrics, Post
from palabre.text.dates import known_moment
from palabre.text.extract import clean_text, folded_tag, links_of, tags_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NETWORK = "bluesky"
POST, REPOST, LIKE, FOLLOW, PROFILE = (
    "app.bsky.feed.post",
    "app.bsky.feed.repost",
    "app.bsky.feed.like",
    "app.bsky.graph.follow",
    "app.bsky.actor.profile",
)
# What an account writes on its profile to be shown only to people who are logged in.
LOGGED_IN = "!no-unauthenticated"
_SENSITIVE = frozenset(("porn", "sexual", "nudity", "graphic-media", "gore"))
_LETTERS = "234567abcdefghijklmnopqrstuvwxyz"
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


class Reference(Struct, gc=False):
    """A record that another one is about. With a picture beside it, it stands one level further down."""

    uri: str | None = None
    record: Reference | None = None


class Answered(Struct, gc=False):
    """What a post answers, and the first post of the thread."""

    parent: Reference | None = None
    root: Reference | None = None


class Slice(Struct, gc=False):
    """A part of a text, in bytes of UTF-8."""

    start: int = field(name="byteStart", default=0)
    end: int = field(name="byteEnd", default=0)


class Feature(Struct, gc=False):
    """What a part of a text is: someone's account, an address, a tag."""

    did: str | None = None
    uri: str | None = None
    tag: str | None = None


class Facet(Struct, gc=False):
    """A part of a text that means more than its letters."""

    index: Slice | None = None
    features: list[Feature] = []


class Picture(Struct, gc=False):
    """A picture; only what it is said to show."""

    alt: str | None = None


class Page(Struct, gc=False):
    """A page shown under a text."""

    uri: str | None = None


class Embed(Struct, gc=False):
    """What goes with a text."""

    type: str | None = field(name="$type", default=None)
    images: list[Picture] | None = None
    external: Page | None = None
    record: Reference | None = None
    media: Embed | None = None
    alt: str | None = None


class Label(Struct, gc=False):
    """A warning put on a post or an account."""

    val: str | None = None


class Labels(Struct, gc=False):
    """The warnings that an author puts on a post."""

    values: list[Label] = []


class Said(Struct, gc=False):
    """The record of a post."""

    text: str | None = None
    created_at: str | None = field(name="createdAt", default=None)
    langs: list[str] | None = None
    facets: list[Facet] | None = None
    reply: Answered | None = None
    embed: Embed | None = None
    labels: Labels | None = None
    tags: list[str] | None = None


class Act(Struct, gc=False):
    """The record of a repost or a like."""

    subject: Reference | None = None
    created_at: str | None = field(name="createdAt", default=None)


class Followed(Struct, gc=False):
    """The record of a follow."""

    subject: str | None = None
    created_at: str | None = field(name="createdAt", default=None)


class Profile(Struct, gc=False):
    """The record of a profile."""

    display_name: str | None = field(name="displayName", default=None)
    description: str | None = None
    created_at: str | None = field(name="createdAt", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Whose record it is, its address, and when it was seen: `at` is never after the network had it."""

    did: str
    uri: str
    at: datetime
    observed_at: datetime
    moment: Callable[[object], datetime]


def address_of(did: str, collection: str, rkey: str) -> str:
    """The lasting address of a record."""
    return f"at://{did}/{collection}/{rkey}"


def did_of(uri: str | None) -> str | None:
    """Whose record an address leads to."""
    if not uri or not uri.startswith("at://did:"):
        return None
    return uri.removeprefix("at://").partition("/")[0]


def moment_of_tid(tid: str) -> datetime | None:
    """The moment a key of a record or a revision holds: microseconds, in 53 of its 65 bits."""
    if len(tid) != 13 or not all(letter in _LETTERS for letter in tid):
        return None
    number = 0
    for letter in tid:
        number = number * 32 + _LETTERS.index(letter)
    return _FIRST + timedelta(microseconds=number >> 10) if number < 1 << 63 else None


def said_when(declared: str | None, made: Made) -> datetime:
    """When something was said: what its author declares, unless the network had it before."""
    told = known_moment(made.moment, declared)
    return made.at if told is None or told > made.at else told


def post_of(record: Said, made: Made, *, actor: Actor, metrics: Metrics | None = None) -> Post:
    """The post a record describes; raises `BadRecord` when it holds neither a text nor anything shown."""
    text = clean_text(record.text or "")
    media = _media(record.embed)
    quoted = _quoted(record.embed)
    links, tags, callouts = _marks(record, text)
    if not text and not media and not links and not quoted:
        raise BadRecord("no-text", made.uri)
    labels = {label.val for label in record.labels.values} if record.labels else set()
    return Post(
        network=NETWORK,
        native_id=made.uri,
        created_at=said_when(record.created_at, made),
        text=text or next((one.alt for one in media if one.alt), "") or " ".join(links),
        actor=actor,
        url=f"https://bsky.app/profile/{made.did}/post/{made.uri.rpartition('/')[2]}",
        lang_declared=record.langs[0] if record.langs else None,
        sensitive=True if labels & _SENSITIVE else None,
        links=links,
        tags=tags,
        callouts=callouts,
        media=media,
        metrics=metrics,
        observed_at=made.observed_at,
        **_relations(record, made, quoted),
    )


def repost_of(subject: str, created_at: datetime, made: Made, *, actor: Actor, original: Post | None = None) -> Post:
    """A repost, which is a post; it has the text of its original when that one is at hand."""
    return Post(
        network=NETWORK,
        native_id=made.uri,
        created_at=created_at,
        text=original.text if original else "",
        kind="repost",
        actor=actor,
        repost_of=subject,
        repost_of_actor=did_of(subject),
        links=original.links if original else (),
        tags=original.tags if original else (),
        media=original.media if original else (),
        lang_declared=original.lang_declared if original else None,
        observed_at=made.observed_at,
    )


def like_of(record: Act, made: Made) -> Interaction | None:
    """A like of a post; None for what likes something else, such as a feed."""
    subject = record.subject.uri if record.subject else None
    if subject is None or f"/{POST}/" not in subject:
        return None
    return Interaction(
        network=NETWORK,
        kind="like",
        actor=made.did,
        created_at=said_when(record.created_at, made),
        target_actor=did_of(subject),
        target_post=subject,
        native_id=made.uri,
        observed_at=made.observed_at,
    )


def follow_of(record: Followed, made: Made) -> Interaction:
    """A follow; raises `BadRecord` when it names nobody."""
    if not record.subject:
        raise BadRecord("bad-record", made.uri)
    return Interaction(
        network=NETWORK,
        kind="follow",
        actor=made.did,
        created_at=said_when(record.created_at, made),
        target_actor=record.subject,
        native_id=made.uri,
        observed_at=made.observed_at,
    )


def actor_of(did: str, handle: str | None, observed_at: datetime) -> Actor:
    """An account, known by its lasting id; that id stands for a handle that is not known."""
    known = handle if handle and handle != "handle.invalid" else None
    shown = clean_text(known or "").lstrip("@") or did
    url = f"https://bsky.app/profile/{did}"
    return Actor(network=NETWORK, native_id=did, handle=shown, url=url, observed_at=observed_at)


def profile_fields(record: Profile, moment: Callable[[object], datetime]) -> dict[str, Any]:
    """What a profile tells of its account."""
    return {
        "display_name": clean_text(record.display_name or "") or None,
        "bio": clean_text(record.description or "") or None,
        "account_created_at": known_moment(moment, record.created_at),
    }


def _relations(record: Said, made: Made, quoted: str | None) -> dict[str, Any]:
    """What kind of post it is, and what it answers or carries on."""
    fields: dict[str, Any] = {"root": made.uri}
    if quoted:
        fields |= {"kind": "quote", "quote_of": quoted, "quote_of_actor": did_of(quoted)}
    parent = record.reply.parent.uri if record.reply and record.reply.parent else None
    if parent:
        root = record.reply.root.uri if record.reply and record.reply.root else None
        fields |= {"kind": "reply", "reply_to": parent, "reply_to_actor": did_of(parent), "root": root or parent}
    return fields


def _quoted(embed: Embed | None) -> str | None:
    """The post that another one quotes; lists, feeds and starter packs are no posts."""
    if embed is None or embed.record is None:
        return None
    uri = embed.record.uri or (embed.record.record.uri if embed.record.record else None)
    return uri if uri and f"/{POST}/" in uri else None


def _media(embed: Embed | None) -> tuple[Media, ...]:
    if embed is None:
        return ()
    if embed.images:
        return tuple(Media(kind="image", alt=one.alt or None) for one in embed.images)
    if embed.type and embed.type.startswith("app.bsky.embed.video"):
        return (Media(kind="video", alt=embed.alt or None),)
    return _media(embed.media)


def _marks(record: Said, text: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Addresses, tags and people: those that the record marks, since a text only shows them shortened."""
    features = list(_features(record.facets or (), record.text or ""))
    embed = record.embed
    shown = embed.external or (embed.media.external if embed.media else None) if embed else None
    links = [one.uri for one in features if one.uri] if record.facets else list(links_of(text))
    if shown and shown.uri:
        links.append(shown.uri)
    tags = [folded_tag(one.tag) for one in features if one.tag] if record.facets else list(tags_of(text))
    tags += [folded_tag(tag) for tag in record.tags or ()]
    callouts = [one.did for one in features if one.did]
    return (
        tuple(dict.fromkeys(link for link in links if link.startswith(("http://", "https://")))),
        tuple(dict.fromkeys(tag for tag in tags if tag)),
        tuple(dict.fromkeys(callouts)),
    )


def _features(facets: Sequence[Facet], text: str) -> list[Feature]:
    """What the parts of a text are. A part that is not in the text, counted in bytes, means nothing."""
    size = len(text.encode("utf-8", "surrogatepass"))
    return [
        feature
        for facet in facets
        if facet.index is not None and 0 <= facet.index.start < facet.index.end <= size
        for feature in facet.features
    ]
