"""The second protocol of Jetstream, `network.bsky.jetstream.subscribeEvents`: the same events, asked for otherwise."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import msgspec

from palabre.testing.jetstream._events import written_at
from palabre.testing.jetstream._subscription import BadRequest, Subscription, cursor_of, wanted_of

if TYPE_CHECKING:
    from palabre.testing.jetstream._timeline import Told

NSID = "network.bsky.jetstream.subscribeEvents"
PATH = f"/xrpc/{NSID}"
DICTIONARY_PATH = "/xrpc/network.bsky.jetstream.getZstdDictionary"
SUBPROTOCOL = "xrpc.v1.json"
FIRST_TIME = 10**15
"""A cursor below it is the number of an event, from it on a moment in microseconds."""

_KINDS = frozenset(("commit", "identity", "account", "sync"))
_OF_THE_FIRST = ("wantedCollections", "wantedDids", "compress", "requireHello")


class _Event(msgspec.Struct, gc=False):
    did: str
    time_us: int
    kind: str
    commit: dict[str, msgspec.Raw] | None = None
    identity: msgspec.Raw = msgspec.Raw(b"null")
    account: msgspec.Raw = msgspec.Raw(b"null")
    sync: msgspec.Raw = msgspec.Raw(b"null")


_decode = msgspec.json.Decoder(_Event).decode


def events_subscription_of(query: str, dictionary_id: int | None) -> Subscription:
    """What a query asks for; raises `BadRequest` with the name the protocol gives to each refusal."""
    asked = parse_qs(query, keep_blank_values=True)
    for name in _OF_THE_FIRST:
        if name in asked:
            raise BadRequest(f"{name} is not supported here", name="InvalidRequest")
    kinds = frozenset(asked.get("kinds", ()))
    if kinds - _KINDS:
        raise BadRequest(f"unknown kind {min(kinds - _KINDS)!r}", name="InvalidRequest")
    if kinds and "commit" not in kinds and "collections" in asked:
        raise BadRequest("collections can never apply without kinds=commit", name="InvalidRequest")
    named = asked.get("zstdDictionary", [""])[0]
    if named and named != str(dictionary_id):
        raise BadRequest(f"the current dictionary id is {dictionary_id}", name="UnknownZstdDictionary")
    try:
        most_bytes = int(asked.get("maxMessageSizeBytes", ["0"])[0])
        wanted = wanted_of(asked.get("collections", ()), asked.get("dids", ()), most_bytes, kinds)
        cursor = cursor_of(asked.get("cursor", [""])[0])
    except (ValueError, BadRequest) as error:
        raise BadRequest(str(error), name="InvalidRequest") from error
    return Subscription(wanted=wanted, cursor=cursor, is_compressed=bool(named), is_second=True)


def framed(told: Told) -> bytes:
    """An event as the second protocol sends it; the first one of a script has number 1."""
    try:
        event = _decode(told.content)
    except msgspec.DecodeError:
        return told.content
    at = written_at(told.time_us)[:-4] + f"{told.time_us % 1_000_000:06d}Z"
    payload: dict[str, Any] = {"$type": f"{NSID}#{event.kind}", "seq": told.place + 1, "did": event.did}
    payload |= {"time": at, "witnessedAt": at}
    payload |= event.commit if event.commit is not None else {event.kind: getattr(event, event.kind, None)}
    return msgspec.json.encode({"$type": "message", "payload": payload})


def notice(name: str, text: str) -> bytes:
    """A word of the server about the stream itself."""
    payload = {"$type": f"{NSID}#info", "name": name, "message": text}
    return msgspec.json.encode({"$type": "message", "payload": payload})


def id_of(dictionary: bytes | None) -> int | None:
    """The number a dictionary of zstd bears."""
    return struct.unpack("<I", dictionary[4:8])[0] if dictionary else None
