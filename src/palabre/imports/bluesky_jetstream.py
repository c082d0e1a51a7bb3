"""Events of Bluesky as Jetstream streams them, one JSON record a line."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from palabre.errors import BadRecord
from palabre.imports._json_records import JsonImport, LeftOut, RecordReader, holds, moments_of
from palabre.model import Actor, Deletion
from palabre.sources._bluesky_records import (
    FOLLOW,
    LIKE,
    NETWORK,
    POST,
    PROFILE,
    REPOST,
    Act,
    Followed,
    Made,
    Profile,
    Said,
    actor_of,
    address_of,
    follow_of,
    like_of,
    moment_of_tid,
    post_of,
    profile_fields,
    repost_of,
    said_when,
)
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Record

# What an account has become, for good.
_GONE = frozenset(("deleted", "takendown"))
_REMEMBERED = 100_000


class Commit(Struct, gc=False):
    """A record made, changed or taken away."""

    operation: str | None = None
    collection: str = ""
    rkey: str = ""
    rev: str = ""
    record: Raw = Raw(b"{}")


class Identity(Struct, gc=False):
    """The handle of an account, as it is from now on."""

    handle: str | None = None


class State(Struct, gc=False):
    """Whether an account is there."""

    active: bool | None = None
    status: str | None = None


class Event(Struct, gc=False):
    """A line of the stream."""

    did: str | None = None
    time_us: int | None = None
    kind: str | None = None
    commit: Commit | None = None
    identity: Identity | None = None
    account: State | None = None


class BlueskyJetstream(JsonImport):
    """Posts, reposts, likes, follows, profiles, and what is taken away. Likes and follows undone are passed over."""

    name = "bluesky-jetstream"
    title = N_("Bluesky Jetstream, NDJSON")

    def recognises(self, head: bytes, text: str) -> bool:
        """JSON whose records are events of accounts."""
        return holds(text, "did", "time_us", "kind")

    def reader(self, member: Member, reading: Reading) -> RecordReader:
        """The record of each event."""
        return _Events(reading, LeftOut(member, reading))


class _Events:
    def __init__(self, reading: Reading, left: LeftOut) -> None:
        self._left = left
        self._moment = moments_of(reading)
        self._decode = msgspec.json.Decoder(Event).decode
        self._actors: dict[str, Actor] = {}
        self._makers: dict[str, Callable[[Commit, Made], Record | None]] = {
            POST: self._post,
            REPOST: self._repost,
            LIKE: lambda commit, made: like_of(msgspec.json.decode(commit.record, type=Act), made),
            FOLLOW: lambda commit, made: follow_of(msgspec.json.decode(commit.record, type=Followed), made),
            PROFILE: self._profile,
        }

    def records(self, number: int, raw: bytes) -> Iterator[Record]:
        event = self._decode(raw)
        if not event.did or event.time_us is None:
            raise BadRecord("bad-record", "did, time_us")
        made = Made(
            did=event.did,
            uri=address_of(event.did, event.commit.collection, event.commit.rkey) if event.commit else event.did,
            at=self._moment(event.time_us),
            observed_at=self._moment(event.time_us),
            moment=self._moment,
        )
        if event.commit is not None:
            found: Record | None = self._committed(event.commit, made)
        elif event.identity is not None and event.identity.handle:
            found = self._look(made, {"handle": event.identity.handle})
        elif event.account is not None and not event.account.active and event.account.status in _GONE:
            found = Deletion(network=NETWORK, scope="actor", native_id=made.did, requested_at=made.at)
        else:
            found = None
        if found is None:
            self._left.add("passed-over", event.commit.collection if event.commit else event.kind or "")
        else:
            yield found

    def _committed(self, commit: Commit, made: Made) -> Record | None:
        if commit.operation == "delete":
            if commit.collection not in (POST, REPOST):
                return None
            return Deletion(network=NETWORK, scope="post", native_id=made.uri, requested_at=made.at)
        revised = moment_of_tid(commit.rev)
        # A stream may be played again long afterwards: the revision says when the network had it.
        made = dataclasses.replace(made, at=min(made.at, revised)) if revised else made
        make = self._makers.get(commit.collection)
        return make(commit, made) if make else None

    def _post(self, commit: Commit, made: Made) -> Record:
        post = post_of(msgspec.json.decode(commit.record, type=Said), made, actor=self._actor(made))
        return replace(post, edited_at=made.at) if commit.operation == "update" else post

    def _repost(self, commit: Commit, made: Made) -> Record:
        act = msgspec.json.decode(commit.record, type=Act)
        if act.subject is None or not act.subject.uri:
            raise BadRecord("bad-record", made.uri)
        return repost_of(act.subject.uri, said_when(act.created_at, made), made, actor=self._actor(made))

    def _profile(self, commit: Commit, made: Made) -> Record:
        profile = msgspec.json.decode(commit.record, type=Profile)
        return self._look(made, profile_fields(profile, self._moment))

    def _actor(self, made: Made) -> Actor:
        """Who acts: as last described in the file."""
        return self._actors.get(made.did) or actor_of(made.did, None, made.observed_at)

    def _look(self, made: Made, fields: dict[str, Any]) -> Actor:
        known = self._actors.get(made.did) or actor_of(made.did, None, made.observed_at)
        look = replace(known, observed_at=made.observed_at, **fields)
        if len(self._actors) >= _REMEMBERED:
            self._actors.clear()
        self._actors[made.did] = look
        return look

    def end(self) -> None:
        self._left.tell()
