"""What goes wrong on a stream, and where: at place 3, once the first three events of the script have been sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Ending: TypeAlias = 'Literal["reset", "drop", "torn"] | int'

NOT_UTF8 = b'{"did":"did:plc:\xff\xfe\xc3","time_us":1,"kind":"commit"}'
WHOLE = b'{"did":"did:plc:aurore","time_us":1793520000000000,"kind":"identity","identity":{"handle":"a.ciel.example"}}'
NOT_JSON = b'{"did":"did:plc:aurore","time_us":17'


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The connection ends at a place, as many `times` as someone gets there.

    `reset`: as when a machine dies, so that what was on its way is lost too; `drop`: without a word (1006); `torn`: in
    the middle of a message; a number: in order, with that code (1001 going away, 1011 internal error, 1012 restart).
    """

    at: int
    times: int = 1
    how: Ending = "reset"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Whoever connects after the event at a place has been sent is refused, as many `times`; at 0, from the start."""

    at: int = 0
    times: int = 1
    status: int = 503
    retry_after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """At a place, as many of the last events are sent again, once."""

    at: int
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """As many events, from a place on, are never sent, and nothing says so."""

    at: int
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """As many events, from a place on, are stamped later than they happened, or with less than zero, earlier."""

    at: int
    count: int = 1
    by_us: int = -5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Drip:
    """As many events, from a place on, come one by one, so many seconds apart."""

    at: int
    count: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """At a place, nothing comes for so many seconds, once; for ever, without a number.

    A `dead` line doesn't answer pings either.
    """

    at: int
    seconds: float | None = None
    is_dead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """At a place, something else than an event is sent, once.

    `as_is` goes on the wire untouched, in a message of text or of bytes; otherwise it is compressed as events are.
    Of what goes on the wire, a `part` may be sent only.
    """

    at: int
    content: bytes
    as_is: Literal["text", "binary"] | None = None
    part: float = 1.0


Mishap: TypeAlias = "Cut | Refusal | Repeat | Hole | Shift | Drip | Silence | Stray"


def cuts(every: int, *, times: int, how: Ending = "reset") -> tuple[Cut, ...]:
    """A cut each time so many events have been sent."""
    return tuple(Cut(at=every * number, how=how) for number in range(1, times + 1))


def bad_json(at: int) -> Stray:
    """A message that stops in the middle of its JSON."""
    return Stray(at=at, content=NOT_JSON)


def truncated(at: int) -> Stray:
    """The first half of a message: of its JSON, or for those who compress, of its frame of zstd."""
    return Stray(at=at, content=WHOLE, part=0.5)


def not_utf8(at: int) -> Stray:
    """A message of text that isn't UTF-8: a client that keeps to the rules closes the connection (1007)."""
    return Stray(at=at, content=NOT_UTF8, as_is="text")


def not_zstd(at: int) -> Stray:
    """A message of bytes that says nothing to anybody."""
    return Stray(at=at, content=b"\x28\xb5\x2f\xfd\x00 not zstd at all", as_is="binary")


def nested(at: int, *, depth: int = 50_000) -> Stray:
    """A record of lists in lists in lists, as a joker once published: it makes careless readers crash."""
    inside = b"[" * depth + b"]" * depth
    commit = b'{"rev":"3mzadpbys2222","operation":"create","collection":"app.bsky.feed.post","rkey":"x","record":%s}'
    head = b'{"did":"did:plc:joker","time_us":1,"kind":"commit","commit":'
    return Stray(at=at, content=head + commit % inside + b"}")


def giant(at: int, *, size: int) -> Stray:
    """A message of so many bytes, well formed."""
    head = b'{"did":"did:plc:giant","time_us":1,"kind":"giant","padding":"'
    return Stray(at=at, content=head + b"a" * max(0, size - len(head) - 2) + b'"}')


def unknown_kind(at: int) -> Stray:
    """An event of a kind that nobody had thought of."""
    return Stray(at=at, content=b'{"did":"did:plc:tomorrow","time_us":1,"kind":"sync","sync":{"rev":"3mzadpbys2222"}}')
