"""Events in the shape Jetstream streams them, of invented people: what a test says happened on Bluesky."""

from __future__ import annotations

import re
from base64 import b32encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, TypeAlias

import msgspec

from palabre.testing._ids import digest, names_of

Event: TypeAlias = "dict[str, Any]"

START_US = 1_793_520_000_000_000
"""When events happen that are not told when: 1 November 2026, 8 o'clock, in microseconds."""

POST, REPOST, LIKE, FOLLOW, BLOCK, PROFILE = (
    "app.bsky.feed.post",
    "app.bsky.feed.repost",
    "app.bsky.feed.like",
    "app.bsky.graph.follow",
    "app.bsky.graph.block",
    "app.bsky.actor.profile",
)
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_LETTERS = "234567abcdefghijklmnopqrstuvwxyz"
_PAIRS = tuple(one + two for one in _LETTERS for two in _LETTERS)
_TAG = re.compile(r"#([^\W\d]\w*)")
_SEQ = 30_000_000_000


def did_of(person: str) -> str:
    """The lasting id of an invented person; an id is left as it is."""
    return person if person.startswith("did:") else names_of("bluesky", person, None)[0]


def handle_of(person: str) -> str:
    """The handle of an invented person."""
    return names_of("bluesky", person, None)[1]


def tid(time_us: int, clock: int = 0) -> str:
    """The key that the network gives to what is made at a moment; `clock`, below 1024, tells two of them apart."""
    high, low = time_us >> 20, time_us & 0xFFFFF
    return (
        f"{_LETTERS[high >> 30 & 31]}{_PAIRS[high >> 20 & 1023]}{_PAIRS[high >> 10 & 1023]}{_PAIRS[high & 1023]}"
        f"{_PAIRS[low >> 10]}{_PAIRS[low & 1023]}{_PAIRS[clock]}"
    )


def uri_of(event: Event) -> str:
    """The address of the record an event is about."""
    commit = event["commit"]
    return f"at://{event['did']}/{commit['collection']}/{commit['rkey']}"


def written_at(time_us: int) -> str:
    """A moment as records write it."""
    return (_FIRST + timedelta(microseconds=time_us)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def cid_of(record: object) -> str:
    """What names the content of a record: it has the shape of the real one, and changes with the record."""
    summary = sha256(msgspec.json.encode(record, order="deterministic")).digest()
    return "b" + b32encode(b"\x01\x71\x12\x20" + summary).decode().rstrip("=").lower()


def post_event(
    text: str,
    *,
    by: str = "aurore",
    time_us: int = START_US,
    langs: Sequence[str] = ("fr",),
    reply_to: Event | str | None = None,
    root: Event | str | None = None,
    quote: Event | str | None = None,
    callouts: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    card: str | None = None,
    images: Sequence[str] = (),
    labels: Sequence[str] = (),
    created_at: str | None = None,
    rkey: str | None = None,
) -> Event:
    """A post is published. Its tags are those of the text, counted in bytes of UTF-8 as the network does.

    `callouts` says which part of the text names whom, `links` which part leads where; `card` is a page shown under
    the text, `images` what each picture shows. What is answered or quoted is an event or an address.
    """
    record: dict[str, Any] = {"$type": POST, "createdAt": created_at or written_at(time_us), "text": text}
    if langs:
        record["langs"] = list(langs)
    if reply_to is not None:
        record["reply"] = {"parent": _reference(reply_to), "root": _reference(root or _root_of(reply_to))}
    marks = facets(text, callouts or {}, links or {})
    if marks:
        record["facets"] = marks
    shown = _embed(quote, card, images)
    if shown:
        record["embed"] = shown
    if labels:
        record["labels"] = _labels(labels)
    return _commit("create", POST, record, by, time_us, rkey or _key(time_us, by, text))


def edit_event(original: Event, text: str, *, time_us: int | None = None) -> Event:
    """A post gets another text."""
    moment = original["time_us"] + 1_000_000 if time_us is None else time_us
    record = {**original["commit"]["record"], "text": text}
    record.pop("facets", None)
    marks = facets(text, {}, {})
    if marks:
        record["facets"] = marks
    return _commit("update", POST, record, original["did"], moment, original["commit"]["rkey"])


def delete_event(original: Event | str, *, time_us: int | None = None) -> Event:
    """A record is taken away by its author: a post, a repost, a like, a follow."""
    did, collection, rkey = _uri(original).removeprefix("at://").split("/")
    moment = original["time_us"] + 1_000_000 if time_us is None and not isinstance(original, str) else time_us
    return _commit("delete", collection, None, did, START_US if moment is None else moment, rkey)


def like_event(of: Event | str, *, by: str = "theo", time_us: int = START_US) -> Event:
    """Someone likes a post."""
    return _act(LIKE, _reference(of), by, time_us)


def repost_event(of: Event | str, *, by: str = "theo", time_us: int = START_US) -> Event:
    """Someone reposts a post."""
    return _act(REPOST, _reference(of), by, time_us)


def follow_event(whom: str, *, by: str = "theo", time_us: int = START_US) -> Event:
    """Someone follows someone."""
    return _act(FOLLOW, did_of(whom), by, time_us)


def block_event(whom: str, *, by: str = "theo", time_us: int = START_US) -> Event:
    """Someone blocks someone."""
    return _act(BLOCK, did_of(whom), by, time_us)


def profile_event(
    by: str = "aurore",
    *,
    name: str | None = None,
    bio: str | None = None,
    labels: Sequence[str] = (),
    time_us: int = START_US,
    is_new: bool = False,
) -> Event:
    """An account describes itself; the label `!no-unauthenticated` asks not to be shown to people without account."""
    record: dict[str, Any] = {"$type": PROFILE, "createdAt": written_at(time_us)}
    if name is not None:
        record["displayName"] = name
    if bio is not None:
        record["description"] = bio
    if labels:
        record["labels"] = _labels(labels)
    return _commit("create" if is_new else "update", PROFILE, record, by, time_us, "self")


def identity_event(by: str = "aurore", *, handle: str | None = None, time_us: int = START_US) -> Event:
    """An account has another handle; without one, something else of its identity changed."""
    did = did_of(by)
    told = {"did": did, "seq": _seq(time_us), "time": written_at(time_us)}
    return {
        "did": did,
        "time_us": time_us,
        "kind": "identity",
        "identity": told | ({"handle": handle} if handle else {}),
    }


def account_event(by: str = "aurore", *, status: str | None = None, time_us: int = START_US) -> Event:
    """An account is deactivated, deleted, takendown or suspended; without a status, it is there again."""
    did = did_of(by)
    told = {"active": status is None, "did": did, "seq": _seq(time_us), "time": written_at(time_us)}
    if status:
        told["status"] = status
    return {"did": did, "time_us": time_us, "kind": "account", "account": told}


def foreign_event(
    collection: str = "example.ciel.weather.reading",
    *,
    by: str = "theo",
    record: Mapping[str, Any] | None = None,
    time_us: int = START_US,
) -> Event:
    """A record of another application than Bluesky, or of one that does not exist yet."""
    told = {"$type": collection, "createdAt": written_at(time_us), **(record or {"degrees": 12})}
    return _commit("create", collection, told, by, time_us, _key(time_us, by, collection))


def timed(events: Iterable[Event], *, start_us: int = START_US, step_us: int = 1_000) -> Iterator[Event]:
    """The same events, one after another in time. What their records say of themselves is left as it is."""
    for place, event in enumerate(events):
        time_us = start_us + place * step_us
        changed = {**event, "time_us": time_us}
        if "commit" in event:
            changed["commit"] = {**event["commit"], "rev": tid(time_us)}
        yield changed


def facets(text: str, callouts: Mapping[str, str], links: Mapping[str, str]) -> list[dict[str, Any]]:
    """The parts of a text that mean more than their letters: its tags, and the people and addresses told."""
    found = [
        _facet(text, match.start(), match.end(), {"$type": "app.bsky.richtext.facet#tag", "tag": match[1]})
        for match in _TAG.finditer(text)
    ]
    for shown, whom in callouts.items():
        feature = {"$type": "app.bsky.richtext.facet#mention", "did": did_of(whom)}
        found.append(_facet(text, text.index(shown), text.index(shown) + len(shown), feature))
    for shown, address in links.items():
        feature = {"$type": "app.bsky.richtext.facet#link", "uri": address}
        found.append(_facet(text, text.index(shown), text.index(shown) + len(shown), feature))
    return found


def _facet(text: str, start: int, end: int, feature: dict[str, str]) -> dict[str, Any]:
    first, last = len(text[:start].encode()), len(text[:end].encode())
    return {"features": [feature], "index": {"byteEnd": last, "byteStart": first}}


def _embed(quote: Event | str | None, card: str | None, images: Sequence[str]) -> dict[str, Any] | None:
    media: dict[str, Any] | None = None
    if images:
        media = {"$type": "app.bsky.embed.images", "images": [{"alt": alt, "image": _blob(alt)} for alt in images]}
    elif card:
        page = {"uri": card, "title": "", "description": ""}
        media = {"$type": "app.bsky.embed.external", "external": page}
    if quote is None:
        return media
    quoted = {"$type": "app.bsky.embed.record", "record": _reference(quote)}
    if media is None:
        return quoted
    return {"$type": "app.bsky.embed.recordWithMedia", "media": media, "record": quoted}


def _blob(alt: str) -> dict[str, Any]:
    link = cid_of(alt).replace("bafyrei", "bafkrei", 1)
    return {"$type": "blob", "ref": {"$link": link}, "mimeType": "image/jpeg", "size": 250_000}


def _labels(values: Sequence[str]) -> dict[str, Any]:
    return {"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": value} for value in values]}


def _uri(what: Event | str) -> str:
    return what if isinstance(what, str) else uri_of(what)


def _reference(what: Event | str) -> dict[str, str]:
    uri = _uri(what)
    return {"cid": cid_of(uri) if isinstance(what, str) else what["commit"]["cid"], "uri": uri}


def _root_of(what: Event | str) -> Event | str:
    if isinstance(what, str):
        return what
    reply = what["commit"].get("record", {}).get("reply")
    return reply["root"]["uri"] if reply else what


def _act(collection: str, subject: object, by: str, time_us: int) -> Event:
    record = {"$type": collection, "createdAt": written_at(time_us), "subject": subject}
    return _commit("create", collection, record, by, time_us, _key(time_us, by, subject))


def _key(time_us: int, *parts: object) -> str:
    """Two records of the same moment have two keys."""
    return tid(time_us, int.from_bytes(digest(*parts)[:2], "big") & 1023)


def _seq(time_us: int) -> int:
    return _SEQ + (time_us - START_US) // 1_000


def _commit(operation: str, collection: str, record: dict[str, Any] | None, by: str, time_us: int, rkey: str) -> Event:
    commit: dict[str, Any] = {"rev": tid(time_us), "operation": operation, "collection": collection, "rkey": rkey}
    if record is not None:
        commit |= {"record": record, "cid": cid_of(record)}
    return {"did": did_of(by), "time_us": time_us, "kind": "commit", "commit": commit}
