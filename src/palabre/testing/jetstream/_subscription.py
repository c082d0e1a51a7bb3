"""What a subscriber asks for, read and refused as the documented server does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from palabre.testing.jetstream._timeline import Told

MOST_COLLECTIONS, MOST_DIDS = 100, 10_000
_NSID = re.compile(r"[a-zA-Z](?:[a-zA-Z0-9-]{0,62})(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,62}))+\.[a-zA-Z][a-zA-Z0-9]{0,62}")
_DID = re.compile(r"did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]")


class BadRequest(Exception):
    """What is asked for means nothing, as the answer says it in its body; the second protocol has a name for it."""

    def __init__(self, text: str, *, name: str | None = None) -> None:
        super().__init__(text)
        self.name = name


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events a subscriber receives; nothing asked is everything."""

    collections: tuple[str, ...] = ()
    dids: frozenset[str] = frozenset()
    most_bytes: int = 0
    kinds: frozenset[str] = frozenset()

    def takes(self, told: Told) -> bool:
        """Whether an event is for this subscriber. Accounts and identities come whatever the collections."""
        if self.dids and told.did not in self.dids:
            return False
        if self.kinds and told.kind not in self.kinds:
            return False
        collection = told.collection
        return not self.collections or not collection or any(_covers(one, collection) for one in self.collections)

    def fits(self, message: bytes) -> bool:
        """Whether a message, before it is compressed, is no larger than this subscriber wants."""
        return not self.most_bytes or len(message) <= self.most_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """The address a subscriber came with, understood."""

    wanted: Wanted
    cursor: int | None = None
    is_compressed: bool = False
    must_say_hello: bool = False
    is_second: bool = False


def subscription_of(query: str, headers: Mapping[str, str]) -> Subscription:
    """What a query asks for; raises `BadRequest` as the server answers 400."""
    asked = parse_qs(query, keep_blank_values=True)

    def last(name: str) -> str:
        return asked.get(name, [""])[0]

    return Subscription(
        wanted=wanted_of(
            asked.get("wantedCollections", ()), asked.get("wantedDids", ()), _number(last("maxMessageSizeBytes"))
        ),
        cursor=cursor_of(last("cursor")),
        is_compressed=last("compress") == "true" or "zstd" in headers.get("Socket-Encoding", ""),
        must_say_hello=last("requireHello") == "true",
    )


def wanted_of(
    collections: Sequence[str], dids: Sequence[str], most_bytes: int, kinds: frozenset[str] = frozenset()
) -> Wanted:
    """A filter; raises `BadRequest` for a collection or an account that can't exist, and for too many of them."""
    wanted = Wanted(
        collections=tuple(dict.fromkeys(collections)), dids=frozenset(dids), most_bytes=max(0, most_bytes), kinds=kinds
    )
    for one in wanted.collections:
        if not one.endswith(".*") and not _NSID.fullmatch(one):
            raise BadRequest(f"invalid options: invalid collection: {one}")
    for one in wanted.dids:
        if not _DID.fullmatch(one):
            raise BadRequest(f"invalid options: invalid DID: {one}")
    if len(wanted.collections) > MOST_COLLECTIONS or len(wanted.dids) > MOST_DIDS:
        raise BadRequest("invalid options: too many wanted collections or DIDs")
    return wanted


def wanted_of_update(payload: Mapping[str, Any]) -> Wanted:
    """The filter that an update of options sets in place of the one before; raises `BadRequest` as above."""
    collections, dids = payload.get("wantedCollections") or (), payload.get("wantedDids") or ()
    most_bytes = payload.get("maxMessageSizeBytes") or 0
    if not isinstance(most_bytes, int) or not all(isinstance(one, str) for one in (*collections, *dids)):
        raise BadRequest("invalid options: not the documented types")
    return wanted_of(collections, dids, most_bytes)


def _covers(asked: str, collection: str) -> bool:
    return collection.startswith(asked[:-1]) if asked.endswith(".*") else collection == asked


def _number(written: str) -> int:
    """Garbage is no limit, as the documented server has it."""
    return int(written) if re.fullmatch(r"\d{1,9}", written) else 0


def cursor_of(written: str) -> int | None:
    """A cursor as it is written; None without one."""
    if not written:
        return None
    if not re.fullmatch(r"\d{1,19}", written):
        raise BadRequest(f"invalid cursor: {written!r}")
    return int(written)
