"""From a record of a Bluesky repository to a post, an actor, a like or a follow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct, field

from palabre.errors import BadRecord
from palabre.imports._car import Link, moment_of
from palabre.model import Actor, Interaction, Media, Post, PostKind
from palabre.text.dates import EARLIEST
from palabre.text.extract import clean_text, folded_tag, links_of, tags_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from typing import Literal

NETWORK = "bluesky"
POST, REPOST, LIKE, FOLLOW, PROFILE = (
    "app.bsky.feed.post",
    "app.bsky.feed.repost",
    "app.bsky.feed.like",
    "app.bsky.graph.follow",
    "app.bsky.actor.profile",
)
HIDDEN = "!no-unauthenticated"
_ADULT = frozenset(("porn", "sexual", "nudity", "graphic-media", "gore"))
_ADDRESS = re.compile(r"at://(did:[a-z]+:[a-zA-Z0-9._:%-]+)/([a-zA-Z0-9.-]+)/([a-zA-Z0-9._:~-]+)")
_PICTURES = "https://cdn.bsky.app/img/feed_fullsize/plain"
_FILMS = "https://video.bsky.app/watch"


class Subject(Struct, gc=False):
    """A record that is answered, quoted, repeated or liked."""

    uri: str = ""


class Reply(Struct, gc=False):
    """What a post answers, and the post that began it all."""

    root: Subject | None = None
    parent: Subject | None = None


class Span(Struct, rename="camel", frozen=True, gc=False):
    """Where something is written in a text, in bytes of UTF-8."""

    byte_start: int = 0
    byte_end: int = 0


class Feature(Struct, gc=False):
    """What a piece of a text is: a name, an address or a tag."""

    did: str | None = None
    uri: str | None = None
    tag: str | None = None


class Facet(Struct, gc=False):
    """A piece of a text that means something."""

    index: Span = Span()
    features: list[Feature] = []


class Blob(Struct, gc=False):
    """A picture or a film, kept elsewhere."""

    ref: Any = None


class Picture(Struct, gc=False):
    """A picture with its words."""

    alt: str | None = None
    image: Any = None


class External(Struct, gc=False):
    """A page shown under a text."""

    uri: str | None = None
    title: str | None = None


class Embed(Struct, gc=False):
    """What is shown under a text."""

    type: str = field(default="", name="$type")
    images: list[Picture] | None = None
    video: Any = None
    alt: str | None = None
    external: External | None = None
    record: Any = None
    media: Any = None


class Label(Struct, gc=False):
    """What the author says of a record."""

    val: str = ""


class Labels(Struct, gc=False):
    """What the author says of a record."""

    values: list[Label] = []


class Record(Struct, rename="camel", gc=False):
    """A record, whatever its collection."""

    created_at: str | None = None
    text: str = ""
    langs: list[str] | None = None
    tags: list[str] | None = None
    facets: list[Facet] | None = None
    reply: Reply | None = None
    embed: Embed | None = None
    labels: Labels | None = None
    subject: Any = None
    display_name: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose records these are, what reads their dates, and the latest moment any of them can have been made."""

    actor: Actor
    moment: Callable[[object], datetime]
    latest: datetime
    labels: tuple[str, ...] = ()

    def address(self, place: str) -> str:
        """The address of a record among those of all accounts."""
        return f"at://{self.actor.native_id}/{place}"


def record_of(block: Mapping[str, Any]) -> Record:
    """A record in its shape; raises `BadRecord` when it has another."""
    try:
        return msgspec.convert(block, Record)
    except (msgspec.ValidationError, RecursionError) as error:
        raise BadRecord("bad-record", error) from error


def profile_of(
    did: str, handle: str | None, profile: Record | None, *, made_at: datetime | None, observed_at: datetime
) -> Actor:
    """The account; a repository does not say its handle, which its holder may change."""
    return Actor(
        network=NETWORK,
        native_id=did,
        handle=handle or did,
        display_name=clean_text(profile.display_name or "") or None if profile else None,
        bio=clean_text(profile.description or "") or None if profile else None,
        account_created_at=made_at,
        url=f"https://bsky.app/profile/{did}",
        observed_at=observed_at,
    )


def labels_of(record: Record) -> tuple[str, ...]:
    """What the author says of a record or of the whole account."""
    return tuple(label.val for label in record.labels.values if label.val) if record.labels else ()


def post_of(place: str, record: Record, owner: Owner) -> Post:
    """The post of a record; raises `BadRecord` when it has no date or nothing to read."""
    created_at, extra = _dated(place, record, owner)
    embed = record.embed or Embed()
    media = tuple(_media(embed, owner.actor.native_id))
    marks = _marks(record, embed)
    # A picture or a page alone is read as the words or the address that stand for it.
    text = clean_text(record.text) or next((one.alt for one in media if one.alt), "") or " ".join(marks["links"])
    if not text:
        raise BadRecord("no-text", place)
    quoted = _ADDRESS.fullmatch(_quoted(embed) or "")
    labels = dict.fromkeys((*labels_of(record), *(one for one in owner.labels if one == HIDDEN)))
    langs = record.langs or []
    extra |= {"labels": list(labels)} if labels else {}
    extra |= {"langs": langs} if len(langs) > 1 else {}
    address = owner.address(place)
    return Post(
        network=NETWORK,
        native_id=address,
        created_at=created_at,
        text=text,
        actor=owner.actor,
        kind=_kind(record, is_quote=quoted is not None),
        url=f"{owner.actor.url}/post/{place.rpartition('/')[2]}",
        lang_declared=langs[0] if langs else None,
        **_answered(record, address),
        quote_of=quoted[0] if quoted else None,
        quote_of_actor=quoted[1] if quoted else None,
        sensitive=True if _ADULT.intersection(labels) else None,
        **marks,
        media=media,
        observed_at=owner.actor.observed_at,
        extra=msgspec.json.encode(extra).decode() if extra else None,
    )


def repost_of(place: str, record: Record, owner: Owner) -> Post:
    """The post that repeats another; its words are those of the other."""
    created_at, extra = _dated(place, record, owner)
    subject = _subject(record)
    return Post(
        network=NETWORK,
        native_id=owner.address(place),
        created_at=created_at,
        text="",
        actor=owner.actor,
        kind="repost",
        repost_of=subject[0],
        repost_of_actor=subject[1],
        observed_at=owner.actor.observed_at,
        extra=msgspec.json.encode(extra).decode() if extra else None,
    )


def act_of(place: str, record: Record, owner: Owner, kind: Literal["like", "follow"]) -> Interaction:
    """The like or the follow of a record; what is liked is not always a post."""
    created_at, _ = _dated(place, record, owner)
    if kind == "follow":
        target, post = record.subject, None
        if not isinstance(target, str) or not target.startswith("did:"):
            raise BadRecord("bad-record", place)
    else:
        subject = _subject(record)
        target, post = subject[1], subject[0] if subject[2] == POST else None
    return Interaction(
        network=NETWORK,
        kind=kind,
        actor=owner.actor.native_id,
        created_at=created_at,
        target_actor=target,
        target_post=post,
        native_id=owner.address(place),
        observed_at=owner.actor.observed_at,
    )


def _dated(place: str, record: Record, owner: Owner) -> tuple[datetime, dict[str, Any]]:
    """When a record was made. Its author says it: what is later than the repository itself is brought back to it."""
    by_name = moment_of(place.rpartition("/")[2])
    try:
        if not record.created_at:
            raise BadRecord("no-date", place)
        said = owner.moment(record.created_at)
        if said < EARLIEST:
            raise BadRecord("too-old", record.created_at)
    except BadRecord:
        if by_name is None or not EARLIEST <= by_name <= owner.latest:
            raise
        return by_name, {"created_at_said": record.created_at} if record.created_at else {}
    if said <= owner.latest:
        return said, {}
    within = by_name is not None and EARLIEST <= by_name <= owner.latest
    return by_name if by_name and within else owner.latest, {"created_at_said": record.created_at}


def _subject(record: Record) -> re.Match[str]:
    told = record.subject.get("uri") if isinstance(record.subject, dict) else None
    found = _ADDRESS.fullmatch(told) if isinstance(told, str) else None
    if found is None:
        raise BadRecord("bad-record", "subject")
    return found


def _kind(record: Record, *, is_quote: bool) -> PostKind:
    if record.reply and record.reply.parent:
        return "reply"
    return "quote" if is_quote else "post"


def _answered(record: Record, address: str) -> dict[str, Any]:
    if not record.reply or not record.reply.parent:
        return {"root": address}
    parent = _ADDRESS.fullmatch(record.reply.parent.uri)
    root = _ADDRESS.fullmatch(record.reply.root.uri) if record.reply.root else None
    return {
        "reply_to": parent[0] if parent else None,
        "reply_to_actor": parent[1] if parent else None,
        "root": (root or parent or [None])[0],
    }


def _marks(record: Record, embed: Embed) -> dict[str, Any]:
    """Links, tags and who is named: only the pieces of the text that its bytes really hold."""
    length = len(record.text.encode("utf-8", "surrogatepass"))
    features = [
        feature
        for facet in record.facets or ()
        if 0 <= facet.index.byte_start < facet.index.byte_end <= length
        for feature in facet.features
    ]
    page = (_inside(embed).external or External()).uri
    # Some programs mark nothing in their texts: what is written out in them is taken then.
    found, tagged = ((), ()) if record.facets else (links_of(record.text), tags_of(record.text))
    links = (*found, *(one.uri for one in features), page)
    tags = (*tagged, *(one.tag for one in features), *(record.tags or ()))
    return {
        "links": tuple(dict.fromkeys(link for link in links if link and link.startswith(("http://", "https://")))),
        "tags": tuple(dict.fromkeys(tag for tag in (folded_tag(word or "") for word in tags) if tag)),
        "callouts": tuple(dict.fromkeys(one.did for one in features if one.did and one.did.startswith("did:"))),
    }


def _inside(embed: Embed) -> Embed:
    """What is shown beside a quoted post, else what is shown."""
    if not isinstance(embed.media, dict):
        return embed
    try:
        return msgspec.convert(embed.media, Embed)
    except msgspec.ValidationError:
        return Embed()


def _quoted(embed: Embed) -> str | None:
    """The address of the post that is quoted: alone, or with pictures, where it is one step deeper."""
    told = embed.record
    if isinstance(told, dict) and isinstance(told.get("record"), dict):
        told = told["record"]
    uri = told.get("uri") if isinstance(told, dict) else None
    return uri if isinstance(uri, str) and f"/{POST}/" in uri else None


def _media(embed: Embed, did: str) -> Iterator[Media]:
    shown = _inside(embed)
    for picture in shown.images or ():
        link = _blob(picture.image)
        url = f"{_PICTURES}/{did}/{link}@jpeg" if link else None
        yield Media(kind="image", url=url, alt=clean_text(picture.alt or "") or None)
    if shown.video is not None:
        link = _blob(shown.video)
        url = f"{_FILMS}/{did}/{link}/playlist.m3u8" if link else None
        yield Media(kind="video", url=url, alt=clean_text(shown.alt or "") or None)


def _blob(told: object) -> Link | None:
    ref = told.get("ref") if isinstance(told, dict) else None
    return ref if isinstance(ref, Link) else None
