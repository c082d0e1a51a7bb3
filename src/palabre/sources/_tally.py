"""Makes a page of what a network answered: each record is read on its own, so that a bad one costs no other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

import msgspec

from palabre.errors import BadRecord
from palabre.model import Post
from palabre.sources.contract import Page
from palabre.text.dates import ONE_DAY, DateReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from palabre.model import Record
    from palabre.sources.contract import Hole

# What a record may hide: JSON that is none, fields of another type, a nest too deep.
_UNREADABLE = (BadRecord, msgspec.DecodeError, UnicodeDecodeError, RecursionError)

_REMEMBERED = 10_000
Shape = TypeVar("Shape")


@dataclass(slots=True, kw_only=True)
class Tally:
    """The records of a page while it is read, with what was counted beside them."""

    records: list[Record] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)
    holes: list[Hole] = field(default_factory=list)
    heard: int = 0
    newest: datetime | None = None

    def take(self, make: Callable[[], Iterable[Record]]) -> tuple[Record, ...]:
        """What one record becomes; nothing, and one `bad-record` more, when it cannot be read."""
        self.heard += 1
        try:
            made = tuple(make())
        except _UNREADABLE:
            self.passed_over["bad-record"] += 1
            return ()
        for record in made:
            self.add(record)
        return made

    def add(self, record: Record) -> None:
        """A record that needed no reading."""
        self.records.append(record)
        if isinstance(record, Post) and (self.newest is None or record.created_at > self.newest):
            self.newest = record.created_at

    def pass_over(self, why: str) -> None:
        """One more that was read and gives no record."""
        self.heard += 1
        self.passed_over[why] += 1

    def page(self, cursor: str | None) -> Page:
        """The page, as it is now."""
        return Page(
            records=tuple(self.records),
            cursor=cursor,
            heard=self.heard,
            newest=self.newest,
            passed_over=dict(self.passed_over),
            holes=tuple(self.holes),
        )


@dataclass(slots=True)
class Unreadable:
    """Records so broken that they cannot even be told apart, each counted once although lists show it again."""

    _seen: set[int] = field(default_factory=set)
    _untold: int = 0

    def add(self, raw: bytes) -> None:
        """One more, unless it is the same again."""
        mark = hash(raw)
        if mark not in self._seen:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            self._seen.add(mark)
            self._untold += 1

    def tell(self, tally: Tally) -> None:
        """Adds them to what is told next."""
        for _ in range(self._untold):
            tally.pass_over("bad-record")
        self._untold = 0


def moments(now: datetime) -> DateReader:
    """What reads the dates of live records: in UTC when they say no zone, never in the future nor before 1990."""
    return DateReader(zone=UTC, latest=now + ONE_DAY)


def decoded_cursor(cursor: str | None, shape: type[Shape]) -> Shape | None:
    """A cursor written by `encoded`; None when there is none, or it is of another version: then one starts anew."""
    if cursor is None:
        return None
    try:
        return msgspec.json.decode(cursor, type=shape)
    except msgspec.DecodeError:
        return None


def encoded(cursor: msgspec.Struct) -> str:
    """A cursor as text."""
    return msgspec.json.encode(cursor).decode()
