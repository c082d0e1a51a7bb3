"""The repository of a Bluesky account, as its server gives it to anybody: posts, reposts, likes and follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.errors import BadRecord
from palabre.imports._bluesky_posts import (
    FOLLOW,
    LIKE,
    POST,
    PROFILE,
    REPOST,
    Owner,
    Record,
    act_of,
    labels_of,
    post_of,
    profile_of,
    record_of,
    repost_of,
)
from palabre.imports._car import BadBlock, Car, Entry, Link, moment_of
from palabre.imports.contract import Import, rejected
from palabre.text.dates import ONE_DAY, DateReader
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Record as Told

_HEAD = 200
_READ = frozenset((PROFILE, POST, REPOST, LIKE, FOLLOW))


class BlueskyCar(Import):
    """Posts and acts of one account. Lists of blocked people and other settings are never read."""

    name = "bluesky-car"
    title = N_("Bluesky repository of an account (CAR)")

    def recognises(self, head: bytes, text: str) -> bool:
        """The header of a CAR file: its roots and its version."""
        return b"\x65roots" in head[:_HEAD] and b"\x67version\x01" in head[:_HEAD]

    def read(self, member: Member, reading: Reading) -> Iterator[Told]:
        """The account, then its records in their order; what is damaged or missing is told."""
        with member.whole() as stream:
            car = Car(stream, member.name)
            yield from _records(car, member, reading)
            if (car.is_cut or car.missing) and not member.cut_short:
                yield rejected(0, "truncated", f"{member.name}: {car.missing}")


def _records(car: Car, member: Member, reading: Reading) -> Iterator[Told]:
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
        self._owner: Owner | None = None
        self._profile: Record | None = None
        self.root: Link = self._commit["data"]

    def account(self) -> Iterator[Told]:
        """The account, once."""
        if self._owner is None:
            self._owner = self._owned()
            yield self._owner.actor

    def told(self, entry: Entry) -> Iterator[Told]:
        """What a record tells; raises `BadRecord` when it cannot be taken."""
        try:
            block = self._car.block(entry.link)
        except BadBlock as bad:
            raise BadRecord("bad-record") from bad
        if block is None:
            return
        record = record_of(block)
        if entry.collection == PROFILE:
            self._profile = record
            return
        yield from self.account()
        assert self._owner is not None  # noqa: S101 - made just before
        if entry.collection == POST:
            yield post_of(entry.place, record, self._owner)
        elif entry.collection == REPOST:
            yield repost_of(entry.place, record, self._owner)
        else:
            yield act_of(entry.place, record, self._owner, "like" if entry.collection == LIKE else "follow")

    def _owned(self) -> Owner:
        handle = (self._reading.account or "").strip().lstrip("@").lower() or None
        if handle is None:
            self._reading.note("handle-unsaid", file=self._member.name)
        latest, moment = self._reading.observed_at + ONE_DAY, DateReader(zone=None)
        revised = moment_of(str(self._commit.get("rev")))
        return Owner(
            actor=profile_of(
                self._commit["did"],
                handle,
                self._profile,
                made_at=_known_moment(moment, self._profile),
                observed_at=self._reading.observed_at,
            ),
            moment=moment,
            latest=min(revised, latest) if revised else latest,
            labels=labels_of(self._profile) if self._profile else (),
        )


def _known_moment(moment: DateReader, profile: Record | None) -> datetime | None:
    try:
        return moment(profile.created_at) if profile and profile.created_at else None
    except BadRecord:
        return None
