"""From records of Bluesky to ours: the same for its streams, its repositories and the answers of its API."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from palabre.errors import BadRecord
from palabre.model import Actor, Interaction, Media, Metrics, Post
from palabre.sources._bluesky_shapes import Said, SaidBesides
from palabre.text.dates import EARLIEST, known_moment
from palabre.text.extract import clean_text, folded_tag, links_of, tags_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from palabre.model.signals import Signal
    from palabre.sources._bluesky_shapes import (
        Act,
        Blob,
        Described,
        Embed,
        Facet,
        Feature,
        Followed,
        Intent,
        Intents,
        Labels,
    )

NETWORK = "bluesky"
POST, REPOST, LIKE, FOLLOW, PROFILE = (
    "app.bsky.feed.post",
    "app.bsky.feed.repost",
    "app.bsky.feed.like",
    "app.bsky.graph.follow",
    "app.bsky.actor.profile",
)
# Where accounts declare what others may do with what they publish: the name in the draft, and that of its trial.
INTENTS = ("org.user-intents.declaration", "org.user-intents.demo.declaration")
# What an account writes on its profile to be shown only to people who are logged in.
LOGGED_IN = "!no-unauthenticated"
_SENSITIVE = frozenset(("porn", "sexual", "nudity", "graphic-media", "gore"))
_ADDRESS = re.compile(r"at://(did:[a-z]+:[a-zA-Z0-9._:%-]+)/([a-zA-Z0-9.-]+)/([a-zA-Z0-9._:~-]+)")
_PICTURES = "https://cdn.bsky.app/img/feed_fullsize/plain"
_FILMS = "https://video.bsky.app/watch"
_TID = re.compile(r"[2-7a-j][2-7a-z]{12}")
_AS_DIGITS = str.maketrans("234567abcdefghijklmnopqrstuvwxyz", "0123456789abcdefghijklmnopqrstuv")
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


class Made(Struct, frozen=True, kw_only=True, gc=False):
    """Whose record it is, its address, and when it was seen.

    `at` is when the network had it, None when that is not known; nothing is dated after `latest`.
    """

    did: str
    uri: str
    at: datetime | None
    latest: datetime
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


def micros_of_tid(tid: str) -> int | None:
    """The microseconds since 1970 that a key of a record or a revision holds, in 53 of its 65 bits."""
    if not _TID.fullmatch(tid):
        return None
    return int(tid.translate(_AS_DIGITS), 32) >> 10


def moment_of_tid(tid: str) -> datetime | None:
    """The moment a key of a record or a revision holds."""
    micros = micros_of_tid(tid)
    return None if micros is None else moment_of_micros(micros)


def moment_of_micros(micros: int) -> datetime:
    """The moment so many microseconds after 1970."""
    return _FIRST + timedelta(microseconds=micros)


def said_of(raw: bytes | msgspec.Raw) -> Said:
    """The record of a post; what is beside it in a shape that Bluesky doesn't know is left out."""
    try:
        return msgspec.json.decode(raw, type=Said)
    except msgspec.ValidationError:
        said = msgspec.json.decode(raw, type=SaidBesides)
        said.embed = None
        return said


def said_when(declared: str | None, made: Made) -> tuple[datetime, bool]:
    """When something was said, and whether that is what its author declares; raises `BadRecord` when nothing tells it.

    What is declared is not believed when the network had it before, or when it is older than the web.
    """
    told = known_moment(made.moment, declared)
    if told is not None and EARLIEST <= told <= made.latest:
        return told, True
    if made.at is not None:
        return made.at, False
    if told is not None and told > made.latest:
        return made.latest, False
    if not declared:
        raise BadRecord("no-date", made.uri)
    raise BadRecord("bad-date" if told is None else "too-old", declared)


def post_of(
    record: Said, made: Made, *, actor: Actor, metrics: Metrics | None = None, of_account: Sequence[str] = ()
) -> Post:
    """The post a record describes; raises `BadRecord` when it holds neither a text nor anything shown.

    `of_account` are labels of its whole account, of which the one that hides it from strangers is kept with the post.
    """
    text = clean_text(record.text or "")
    media = tuple(_media(record.embed, made.did))
    quoted = _quoted(record.embed)
    links, tags, callouts = _marks(record, text)
    if not text and not media and not links and not quoted:
        raise BadRecord("no-text", made.uri)
    created_at, is_declared = said_when(record.created_at, made)
    labels = (*labels_of(record.labels), *(one for one in of_account if one == LOGGED_IN))
    return Post(
        network=NETWORK,
        native_id=made.uri,
        created_at=created_at,
        text=text or next((one.alt for one in media if one.alt), "") or " ".join(links),
        actor=actor,
        url=f"https://bsky.app/profile/{made.did}/post/{made.uri.rpartition('/')[2]}",
        lang_declared=record.langs[0] if record.langs else None,
        sensitive=True if labels and not _SENSITIVE.isdisjoint(labels) else None,
        links=links,
        tags=tags,
        callouts=callouts,
        media=media,
        metrics=metrics,
        observed_at=made.observed_at,
        extra=_extra(None if is_declared else record.created_at, labels, record.langs),
        **_relations(record, made, quoted),
    )


def repost_of(record: Act, made: Made, *, actor: Actor) -> Post:
    """A repost, which is a post without words of its own; raises `BadRecord` when it reposts nothing."""
    subject = _subject(record, made)
    created_at, is_declared = said_when(record.created_at, made)
    return Post(
        network=NETWORK,
        native_id=made.uri,
        created_at=created_at,
        text="",
        kind="repost",
        actor=actor,
        repost_of=subject[0],
        repost_of_actor=subject[1],
        observed_at=made.observed_at,
        extra=_extra(None if is_declared else record.created_at),
    )


def like_of(record: Act, made: Made) -> Interaction:
    """A like: of a post, or of something else of the account it names. Raises `BadRecord` when it likes nothing."""
    subject = _subject(record, made)
    return Interaction(
        network=NETWORK,
        kind="like",
        actor=made.did,
        created_at=said_when(record.created_at, made)[0],
        target_actor=subject[1],
        target_post=subject[0] if subject[2] == POST else None,
        native_id=made.uri,
        observed_at=made.observed_at,
    )


def follow_of(record: Followed, made: Made) -> Interaction:
    """A follow; raises `BadRecord` when it names nobody."""
    if not record.subject or not record.subject.startswith("did:"):
        raise BadRecord("bad-record", made.uri)
    return Interaction(
        network=NETWORK,
        kind="follow",
        actor=made.did,
        created_at=said_when(record.created_at, made)[0],
        target_actor=record.subject,
        native_id=made.uri,
        observed_at=made.observed_at,
    )


def actor_of(did: str, handle: str | None, observed_at: datetime, **described: Any) -> Actor:  # noqa: ANN401
    """An account, known by its lasting id; that id stands for a handle that is not known."""
    known = handle if handle and handle != "handle.invalid" else None
    shown = clean_text(known or "").lstrip("@") or did
    url = f"https://bsky.app/profile/{did}"
    return Actor(network=NETWORK, native_id=did, handle=shown, url=url, observed_at=observed_at, **described)


def described_by(record: Described, moment: Callable[[object], datetime], latest: datetime) -> dict[str, Any]:
    """What a profile tells of its account."""
    made_at = known_moment(moment, record.created_at)
    return {
        "display_name": clean_text(record.display_name or "") or None,
        "bio": clean_text(record.description or "") or None,
        "account_created_at": made_at if made_at and EARLIEST <= made_at <= latest else None,
    }


def labels_of(labels: Labels | None) -> tuple[str, ...]:
    """The warnings that an author puts on a post or on the whole account, each once."""
    if labels is None:
        return ()
    return tuple(dict.fromkeys(label.val for label in labels.values if label.val))


def signals_of(labels: Iterable[str | None]) -> tuple[Signal, ...]:
    """What the labels of an account ask of those who read it."""
    return ("logged-in-only",) if LOGGED_IN in labels else ()


def signals_of_intents(record: Intents) -> tuple[Signal, ...]:
    """What an account forbids to do with what it publishes, of the uses that concern us."""
    told: tuple[tuple[Signal, Intent | None], ...] = (
        ("no-dataset", record.bulk_dataset),
        ("no-archive", record.public_archive),
    )
    return tuple(signal for signal, intent in told if intent is not None and intent.allow is False)


def _extra(said: str | None = None, labels: Sequence[str] = (), langs: Sequence[str] | None = None) -> str | None:
    """What has no place of its own: the date that was not believed, the labels, the languages beyond the first."""
    if not said and not labels and (langs is None or len(langs) < 2):
        return None
    fields: dict[str, Any] = {"created_at_said": said} if said else {}
    fields |= {"labels": list(dict.fromkeys(labels))} if labels else {}
    fields |= {"langs": langs} if langs and len(langs) > 1 else {}
    return msgspec.json.encode(fields).decode()


def _subject(record: Act, made: Made) -> tuple[str, str, str]:
    """The record that is liked or reposted: its address, whose it is, and what sort of record."""
    uri = record.subject.uri if record.subject else None
    found = _ADDRESS.fullmatch(uri) if uri else None
    if found is None:
        raise BadRecord("bad-record", made.uri)
    return found[0], found[1], found[2]


def _addressed(uri: str | None) -> str | None:
    """An address, when it is one that lasts."""
    return uri if uri and _ADDRESS.fullmatch(uri) else None


def _relations(record: Said, made: Made, quoted: str | None) -> dict[str, Any]:
    """What kind of post it is, and what it answers or carries on."""
    fields: dict[str, Any] = {"root": made.uri}
    if quoted:
        fields |= {"kind": "quote", "quote_of": quoted, "quote_of_actor": did_of(quoted)}
    reply = record.reply
    if reply is not None and reply.parent is not None:
        parent = _addressed(reply.parent.uri)
        root = _addressed(reply.root.uri) if reply.root else None
        fields |= {"kind": "reply", "reply_to": parent, "reply_to_actor": did_of(parent), "root": root or parent}
    return fields


def _quoted(embed: Embed | None) -> str | None:
    """The post that another one quotes; lists, feeds and starter packs are no posts."""
    if embed is None or embed.record is None:
        return None
    uri = embed.record.record.uri if embed.record.record else embed.record.uri
    found = _ADDRESS.fullmatch(uri) if uri else None
    return uri if found and found[2] == POST else None


def _media(embed: Embed | None, did: str) -> list[Media]:
    """Pictures and films; beside a quoted post they stand one level further down."""
    if embed is None:
        return []
    shown = embed.media or embed
    if shown.images:
        return [
            Media(
                kind="image", url=_blob_url(one.image, did, _PICTURES, "@jpeg"), alt=clean_text(one.alt or "") or None
            )
            for one in shown.images
        ]
    if shown.video is not None or (shown.type or "").startswith("app.bsky.embed.video"):
        url = _blob_url(shown.video, did, _FILMS, "/playlist.m3u8")
        return [Media(kind="video", url=url, alt=clean_text(shown.alt or "") or None)]
    return []


def _blob_url(blob: Blob | None, did: str, place: str, ending: str) -> str | None:
    """Where the network shows a picture or a film; a repository links to its content, JSON writes the link out."""
    if blob is None:
        return None
    link = blob.ref.get("$link") if isinstance(blob.ref, dict) else blob.ref or blob.cid
    written = str(link) if link else ""
    return f"{place}/{did}/{written}{ending}" if written.startswith("b") and written.isalnum() else None


def _marks(record: Said, text: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Addresses, tags and people: those that the record marks, since a text only shows them shortened.

    Some programs mark nothing in their texts: what is written out in them is taken then.
    """
    embed = record.embed
    page = (embed.external or (embed.media.external if embed.media else None)) if embed else None
    links, tags, callouts = _marked(_features(record.facets or (), record.text or ""))
    if not record.facets:
        links, tags = links_of(text), tags_of(text)
    if page is not None and page.uri:
        links = _web((*links, page.uri))
    if record.tags:
        tags = tuple(dict.fromkeys((*tags, *filter(None, map(folded_tag, record.tags)))))
    return links, tags, callouts


def _marked(features: Sequence[Feature]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The addresses, the tags and the people that parts of a text are."""
    tags = (folded_tag(one.tag) for one in features if one.tag)
    return (
        _web(one.uri for one in features if one.uri),
        tuple(dict.fromkeys(filter(None, tags))),
        tuple(dict.fromkeys(one.did for one in features if one.did and one.did.startswith("did:"))),
    )


def _web(links: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(link for link in links if link.startswith(("http://", "https://"))))


def _features(facets: Sequence[Facet], text: str) -> list[Feature]:
    """What the parts of a text are. A part that is not in the text, counted in bytes, means nothing."""
    size = len(text.encode("utf-8", "surrogatepass"))
    return [
        feature
        for facet in facets
        if facet.index is not None and 0 <= facet.index.start < facet.index.end <= size
        for feature in facet.features
    ]
