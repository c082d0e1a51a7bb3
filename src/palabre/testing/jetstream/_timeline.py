"""The events of a script, each at its place, and when each of them happens."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from palabre.testing.jetstream._mishaps import Hole, Shift

if TYPE_CHECKING:
    from palabre.testing.jetstream._events import Event

_STAMP = re.compile(rb'"time_us":\s*(\d+)')
_FORGET_BY = 4096


class _Commit(msgspec.Struct, gc=False):
    operation: str = ""
    collection: str = ""


class _Told(msgspec.Struct, gc=False):
    did: str = ""
    time_us: int = 0
    kind: str = ""
    commit: _Commit | None = None


class Told(NamedTuple):
    """An event ready to be sent, with what a filter and a cursor look at."""

    time_us: int
    did: str
    collection: str | None
    name: str
    content: bytes
    place: int = 0

    @property
    def kind(self) -> str:
        """A commit, an identity, an account, or anything else."""
        return self.name if self.collection is None else "commit"


_decode = msgspec.json.Decoder(_Told).decode


def told_of(event: Event | bytes, after_us: int = 0) -> Told:
    """An event as it is sent; what can't be read is sent as it stands, at the moment of the one before."""
    content = event if isinstance(event, bytes) else msgspec.json.encode(event)
    try:
        read = _decode(content)
    except msgspec.DecodeError:
        return Told(after_us, "", None, "unreadable", content)
    if read.commit is None:
        return Told(read.time_us, read.did, None, read.kind, content)
    name = f"{read.commit.collection} {read.commit.operation}"
    return Told(read.time_us, read.did, read.commit.collection, name, content)


class Timeline:
    """Takes events from a script when they are needed, and lets go of the oldest when only so many are kept."""

    def __init__(self, events: Iterable[Event | bytes], mishaps: Sequence[object] = ()) -> None:
        self._coming = iter(events)
        self._held: list[Told | None] = []
        self._last_us = 0
        self._holes = [one for one in mishaps if isinstance(one, Hole)]
        self._shifts = [one for one in mishaps if isinstance(one, Shift)]
        self.oldest = 0
        self.is_over = False
        self.counts: Counter[str] = Counter()

    @property
    def end(self) -> int:
        """The place after the last event taken so far."""
        return self.oldest + len(self._held)

    def reach(self, place: int) -> int:
        """Takes events up to a place, while there are any; the place that was reached."""
        while not self.is_over and self.end < place:
            event = next(self._coming, None)
            if event is None:
                self.is_over = True
            else:
                self.add(event)
        return min(place, self.end)

    def add(self, event: Event | bytes) -> None:
        """Puts an event at the next place."""
        place = self.end
        if any(one.at <= place < one.at + one.count for one in self._holes):
            self._held.append(None)
            return
        told = told_of(event, self._last_us)._replace(place=place)
        self._last_us = told.time_us
        for shift in self._shifts:
            if shift.at <= place < shift.at + shift.count:
                told = _shifted(told, shift.by_us)
        self.counts[told.name] += 1
        self._held.append(told)

    def between(self, start: int, stop: int) -> list[Told]:
        """The events from a place to another; those of a hole are not among them."""
        held = self._held[start - self.oldest : stop - self.oldest]
        return [one for one in held if one is not None]

    def place_of(self, cursor: int, before: int) -> int | None:
        """The first place, before another, whose event isn't older than a cursor; None when all are."""
        for place, told in enumerate(self._held[: max(0, before - self.oldest)], self.oldest):
            if told is not None and told.time_us >= cursor:
                return place
        return None

    def is_after(self, place: int, cursor: int) -> bool:
        """Whether the event at a place happened after a cursor, so that others may have come between them."""
        told = self._held[place - self.oldest]
        return told is not None and told.time_us > cursor

    def forget(self, before: int) -> None:
        """Lets go of the events before a place."""
        if before - self.oldest >= _FORGET_BY:
            before = min(before, self.end)
            del self._held[: before - self.oldest]
            self.oldest = before


def _shifted(told: Told, by_us: int) -> Told:
    time_us = told.time_us + by_us
    return told._replace(time_us=time_us, content=_STAMP.sub(b'"time_us":%d' % time_us, told.content, count=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """So many events a second instead, for some seconds, once as many have passed since the beginning."""

    rate: float
    seconds: float
    after_s: float = 0.0


class Pace:
    """When events happen: so many a second, with bursts that do not overlap."""

    def __init__(self, rate: float, bursts: Sequence[Burst] = ()) -> None:
        self._times, self._numbers, self._rates = [0.0], [0.0], [rate]
        for burst in sorted(bursts, key=lambda one: one.after_s):
            self._turn(burst.after_s, burst.rate)
            self._turn(burst.after_s + burst.seconds, rate)

    def _turn(self, at_s: float, rate: float) -> None:
        self._numbers.append(self._numbers[-1] + (at_s - self._times[-1]) * self._rates[-1])
        self._times.append(at_s)
        self._rates.append(rate)

    def happened_by(self, seconds: float) -> int:
        """How many events have happened so long after the beginning."""
        place = bisect_right(self._times, seconds) - 1
        return int(self._numbers[place] + (seconds - self._times[place]) * self._rates[place])

    def seconds_of(self, number: int) -> float:
        """How long after the beginning as many events have happened."""
        place = bisect_right(self._numbers, number) - 1
        return self._times[place] + (number - self._numbers[place]) / self._rates[place]
