"""The repository of a Bluesky account, as its server gives it to anybody: posts, reposts, likes and follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from palabre.errors import BadRecord
from palabre.imports._car import BadBlock, Car, Entry, Link
from palabre.imports.contract import Import, rejected
from palabre.sources._bluesky_records import (
    FOLLOW,
    LIKE,
    POST,
    PROFILE,
    REPOST,
    Made,
    actor_of,
    address_of,
    described_by,
    follow_of,
    labels_of,
    like_of,
    moment_of_tid,
    post_of,
    repost_of,
    signals_of,
)
from palabre.sources._bluesky_shapes import Act, Followed, Profile, Said, SaidBesides
from palabre.text.dates import EARLIEST, ONE_DAY, DateReader
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, TypeVar

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Actor, Record

    Shape = TypeVar("Shape")

_HEAD = 200
_READ = frozenset((PROFILE, POST, REPOST, LIKE, FOLLOW))


class BlueskyCar(Import):
    """Posts and acts of one account. Lists of blocked people and other settings are never read."""

    name = "bluesky-car"
    title = N_("Bluesky repository of an account (CAR)")

    def recognises(self, head: bytes, text: str) -> bool:
        """The header of a CAR file: its roots and its version."""
        return b"\x65roots" in head[:_HEAD] and b"\x67version\x01" in head[:_HEAD]

    def read(self, member: Member, reading: Reading) -> Iterator[Record]:
        """The account, then its records in their order; what is damaged or missing is told."""
        with member.whole() as stream:
            car = Car(stream, member.name)
            yield from _records(car, member, reading)
            if (car.is_cut or car.missing) and not member.cut_short:
                yield rejected(0, "truncated", f"{member.name}: {car.missing}")


def _records(car: Car, member: Member, reading: Reading) -> Iterator[Record]:
    repository = _Repository(car, member, reading)
    others = 0
    for count, entry in enumerate(car.entries(repository.root)):
        # Blocks of the tree are not counted: the end comes a little early.
        member.rows = min(count, len(car)), len(car)
        if isinstance(entry, BadBlock):
            yield rejected(count, "bad-record", member.name)
        elif entry.collection not in _READ:
            others += 1
        else:
            try:
                yield from repository.told(entry)
            except BadRecord as bad:
                yield rejected(count, bad.reason, bad.detail or entry.place)
    yield from repository.account()
    if others:
        reading.note("records-unread", count=others)


class _Repository:
    """Gives the account before its first record: its page comes before, collections are in the order of letters."""

    def __init__(self, car: Car, member: Member, reading: Reading) -> None:
        self._car, self._commit = car, car.commit()
        self._member, self._reading = member, reading
        self._did: str = self._commit["did"]
        self._moment = DateReader(zone=None)
        latest, revised = reading.observed_at + ONE_DAY, moment_of_tid(str(self._commit.get("rev")))
        # A repository holds nothing later than itself.
        self._latest = min(revised, latest) if revised else latest
        self._owner: Actor | None = None
        self._profile: Profile | None = None
        self.root: Link = self._commit["data"]

    def account(self) -> Iterator[Record]:
        """The account, once."""
        if self._owner is None:
            self._owner = self._owned()
            yield self._owner

    def told(self, entry: Entry) -> Iterator[Record]:
        """What a record tells; raises `BadRecord` when it cannot be taken."""
        try:
            block = self._car.block(entry.link)
        except BadBlock as bad:
            raise BadRecord("bad-record") from bad
        if block is None:
            return
        if entry.collection == PROFILE:
            self._profile = _shaped(block, Profile)
            return
        yield from self.account()
        assert self._owner is not None  # noqa: S101 - made just before
        yield self._record(entry, block, self._owner)

    def _record(self, entry: Entry, block: Mapping[str, Any], owner: Actor) -> Record:
        made = self._made(entry)
        if entry.collection == POST:
            labels = labels_of(self._profile.labels) if self._profile else ()
            return post_of(_said(block), made, actor=owner, of_account=labels)
        if entry.collection == REPOST:
            return repost_of(_shaped(block, Act), made, actor=owner)
        if entry.collection == LIKE:
            return like_of(_shaped(block, Act), made)
        return follow_of(_shaped(block, Followed), made)

    def _made(self, entry: Entry) -> Made:
        """A repository doesn't say when it got a record; the key of most of them does."""
        key = entry.place.rpartition("/")[2]
        by_name = moment_of_tid(key)
        return Made(
            did=self._did,
            uri=address_of(self._did, entry.collection, key),
            at=by_name if by_name and EARLIEST <= by_name <= self._latest else None,
            latest=self._latest,
            observed_at=self._reading.observed_at,
            moment=self._moment,
        )

    def _owned(self) -> Actor:
        """The account; a repository does not say its handle, which its holder may change."""
        handle = (self._reading.account or "").strip().lstrip("@").lower() or None
        if handle is None:
            self._reading.note("handle-unsaid", file=self._member.name)
        seen, profile = self._reading.observed_at, self._profile
        if profile is None:
            return actor_of(self._did, handle, seen)
        signals = signals_of(labels_of(profile.labels))
        return actor_of(self._did, handle, seen, signals=signals, **described_by(profile, self._moment, seen + ONE_DAY))


def _said(block: Mapping[str, Any]) -> Said:
    try:
        return msgspec.convert(block, Said)
    except (msgspec.ValidationError, RecursionError):
        said = _shaped(block, SaidBesides)
        said.embed = None
        return said


def _shaped(block: Mapping[str, Any], shape: type[Shape]) -> Shape:
    """A record in its shape; raises `BadRecord` when it has another."""
    try:
        return msgspec.convert(block, shape)
    except (msgspec.ValidationError, RecursionError) as error:
        raise BadRecord("bad-record", error) from error
