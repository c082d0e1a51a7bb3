"""From an activity of a Mastodon archive to a post of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from palabre.errors import BadRecord
from palabre.model import Actor, Media, Post
from palabre.sources._fediverse import (
    NETWORK,
    media_kind,
    named_at,
    named_in,
    poll_beside,
    said_of,
    tags_in,
    web_address,
)
from palabre.text.extract import clean_text, folded_handle, host_of
from palabre.text.html import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

_PUBLIC = frozenset(("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"))
_OWNER = re.compile(r"https?://([^/]+)/(?:users/|@)([\w.-]+)(?:/.*)?")
OneOrMany = str | list[str] | None


class Tag(Struct, gc=False):
    """A tag, someone named, or a picture that stands for a letter."""

    type: str = ""
    href: str | None = None
    name: str | None = None


class File(Struct, rename="camel", gc=False):
    """A picture, a film or a sound."""

    media_type: str | None = None
    url: str | None = None
    name: str | None = None


class Votes(Struct, rename="camel", gc=False):
    """How many chose an answer."""

    total_items: int | None = None


class Choice(Struct, gc=False):
    """An answer of a poll."""

    name: str | None = None
    replies: Votes | None = None


class Note(Struct, rename="camel", gc=False):
    """What was said: a note, or a poll."""

    id: str | None = None
    type: str = ""
    summary: str | None = None
    in_reply_to: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None
    attributed_to: str | None = None
    to: OneOrMany = None
    cc: OneOrMany = None
    sensitive: bool | None = None
    content: str | None = None
    content_map: dict[str, str] | None = None
    attachment: list[File] | None = None
    tag: list[Tag] | None = None
    one_of: list[Choice] | None = None
    any_of: list[Choice] | None = None
    voters_count: int | None = None


class Activity(Struct, gc=False):
    """Something done: said, or repeated."""

    id: str | None = None
    type: str = ""
    actor: str | None = None
    published: str | None = None
    to: OneOrMany = None
    cc: OneOrMany = None
    object: Raw | UnsetType = UNSET


class Person(Struct, rename="camel", gc=False):
    """Whose archive it is."""

    id: str | None = None
    preferred_username: str | None = None
    name: str | None = None
    summary: str | None = None
    url: str | None = None
    published: str | None = None


@dataclass(slots=True)
class Archive:
    """Whose archive it is, as it says itself or else as a person said; how many posts were not for everybody."""

    person: Person | None = None
    account: str | None = None
    actors: dict[str, Actor] = field(default_factory=dict)
    private: int = 0


def owner_of(address: str | None) -> str | None:
    """`name@host`, folded, behind the address of an account or of a post; None when it does not show.

    It is what an account is known by from every server, whichever was asked.
    """
    found = _OWNER.fullmatch(address or "")
    return folded_handle(f"{found[2]}@{found[1]}") if found else None


def actor_of(archive: Archive, address: str | None, moment: Callable[[object], datetime], seen: datetime) -> Actor:
    """The account behind an address; what `actor.json` says of it when it is the owner of the archive."""
    key = address or ""
    if key not in archive.actors:
        archive.actors[key] = _made(archive, address, moment, seen)
    return archive.actors[key]


def _made(archive: Archive, address: str | None, moment: Callable[[object], datetime], seen: datetime) -> Actor:
    person = archive.person
    if person is not None and (address is None or address == person.id) and person.id and person.preferred_username:
        shown = f"{person.preferred_username}@{host_of(person.id) or ''}"
        bio = plain_text(person.summary or "").text
        return Actor(
            network=NETWORK,
            native_id=folded_handle(shown),
            handle=shown,
            display_name=clean_text(person.name or "") or None,
            bio=bio or None,
            url=person.url or person.id,
            account_created_at=moment(person.published) if person.published else None,
            observed_at=seen,
        )
    handle = owner_of(address) or folded_handle(archive.account or "")
    if "@" not in handle:
        raise BadRecord("no-actor", address or "")
    return Actor(network=NETWORK, native_id=handle, handle=handle, url=address, observed_at=seen)


def visibility_of(one: Note | Activity) -> str:
    """Who may read it: everybody (`public`, or `unlisted` when no list shows it), else `private`."""
    if not _PUBLIC.isdisjoint(_each(one.to)):
        return "public"
    return "private" if _PUBLIC.isdisjoint(_each(one.cc)) else "unlisted"


def repost_of(activity: Activity, actor: Actor, moment: Callable[[object], datetime], seen: datetime) -> Post:
    """The post that repeats another; of that other the archive says the address alone."""
    address = _address(activity.object)
    if not activity.id or not address:
        raise BadRecord("bad-record", "object")
    return Post(
        network=NETWORK,
        native_id=activity.id,
        created_at=_said(activity.published, moment),
        text="",
        actor=actor,
        kind="repost",
        instance=host_of(activity.id),
        visibility=visibility_of(activity),
        repost_of=address,
        repost_of_actor=owner_of(address),
        observed_at=seen,
    )


def post_of(note: Note, actor: Actor, moment: Callable[[object], datetime], seen: datetime) -> Post:
    """The post a note describes; raises `BadRecord` when it has no id, no date or nothing in it."""
    if not note.id:
        raise BadRecord("bad-record", "id")
    created_at = _said(note.published, moment)
    media = _media(note)
    said = said_of(note.content, note.summary, media, {tag.href for tag in note.tag or () if tag.href})
    if not said.text and not said.title:
        raise BadRecord("no-text", note.id)
    return Post(
        network=NETWORK,
        native_id=note.id,
        created_at=created_at,
        text=said.text,
        title=said.title,
        actor=actor,
        kind="reply" if note.in_reply_to else "post",
        url=note.url or note.id,
        instance=host_of(note.id),
        lang_declared=_language(note),
        reply_to=note.in_reply_to,
        reply_to_actor=_answered(note),
        root=None if note.in_reply_to else note.id,
        visibility=visibility_of(note),
        sensitive=note.sensitive,
        links=said.links,
        tags=tags_in(tag.name for tag in note.tag or () if tag.type == "Hashtag"),
        callouts=named_in(_full_name(tag) for tag in note.tag or () if tag.type == "Mention"),
        media=media,
        edited_at=moment(note.updated) if note.updated else None,
        observed_at=seen,
        extra=_poll(note),
    )


def _said(written: str | None, moment: Callable[[object], datetime]) -> datetime:
    if not written:
        raise BadRecord("no-date")
    return moment(written)


def _each(words: OneOrMany) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())


def _address(about: Raw | UnsetType) -> str | None:
    """The address of what is repeated: written alone, or in the object itself when it is the owner's own."""
    if isinstance(about, UnsetType):
        return None
    told = msgspec.json.decode(about, type=str | Note)
    return told if isinstance(told, str) else told.id


def _language(note: Note) -> str | None:
    """The language in which the text itself is written out, when several are."""
    told = note.content_map or {}
    return next((lang for lang, text in told.items() if text == note.content), next(iter(told), None))


def _full_name(tag: Tag) -> str | None:
    """Who is named: people of the same server are written without it."""
    return named_at(tag.name, host_of(tag.href)) or owner_of(tag.href)


def _answered(note: Note) -> str | None:
    """Who is answered: the person named whose address begins that of the post, else what this address shows."""
    if not note.in_reply_to:
        return None
    for tag in note.tag or ():
        if tag.type == "Mention" and tag.href and note.in_reply_to.startswith(tag.href + "/"):
            return _full_name(tag)
    return owner_of(note.in_reply_to)


def _media(note: Note) -> tuple[Media, ...]:
    """What goes with a text; addresses inside the archive lead nowhere and are left out."""
    return tuple(
        Media(
            kind=media_kind(file.media_type),
            url=web_address(file.url),
            alt=clean_text(file.name or "") or None,
        )
        for file in note.attachment or ()
    )


def _poll(note: Note) -> str | None:
    choices = note.one_of or note.any_of or ()
    answers = ((one.name, one.replies.total_items if one.replies else None) for one in choices)
    return poll_beside(answers, voters=note.voters_count, several=note.one_of is None)
