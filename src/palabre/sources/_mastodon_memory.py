"""What a listener remembers of the timelines of one server, from one reading to the next: the cursor of the source.

A server names a post by a number of its own: in what is deleted, answered and asked about. So the numbers of the latest
posts are kept with their lasting addresses.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from palabre.sources._mastodon_statuses import Status

# How many posts of a timeline are read again to find those that came late, or are gone: those of a page before what was
# read last, and all that a stream told since, up to ten pages; a busier stream is believed.
OVERLAP = 40
STREAMED = 400
KEPT_POSTS = 500
REMEMBERED = 50_000


class Known(Struct, array_like=True, frozen=True, gc=False):
    """A post that was met: its lasting address, and when it was last edited, as its server wrote it."""

    uri: str
    edited_at: str | None = None


class _Cursor(Struct):
    timelines: dict[str, list[str]] = field(default_factory=dict)
    posts: dict[str, Known] = field(default_factory=dict)


def order_of(number: str) -> tuple[int, str]:
    """The order in which servers number their posts: figures that grow, or words of one length that do."""
    return len(number), number


class Memory:
    """The latest numbers of each timeline, oldest first, and the latest posts met, by their number."""

    def __init__(self, cursor: str | None) -> None:
        self._posts: OrderedDict[str, Known] = OrderedDict()
        self._numbers: dict[str, str] = {}
        self._timelines: dict[str, list[str]] = {}
        if cursor is not None:
            self._read(cursor)

    def _read(self, cursor: str) -> None:
        try:
            told = msgspec.json.decode(cursor, type=_Cursor)
        except msgspec.DecodeError:
            # Not a cursor of ours: the timelines are read as for the first time.
            return
        self._timelines = told.timelines
        for number, known in told.posts.items():
            self._put(number, known)

    def cursor(self) -> str:
        """What is kept between two readings."""
        recent = list(self._posts)[-KEPT_POSTS:]
        latest = {name: numbers[-OVERLAP:] for name, numbers in self._timelines.items()}
        told = _Cursor(timelines=latest, posts={number: self._posts[number] for number in recent})
        return msgspec.json.encode(told).decode()

    def _put(self, number: str, known: Known) -> None:
        self._posts[number] = known
        self._posts.move_to_end(number)
        self._numbers[known.uri] = number
        if len(self._posts) > REMEMBERED:
            _, oldest = self._posts.popitem(last=False)
            self._numbers.pop(oldest.uri, None)

    def meets(self, status: Status) -> bool:
        """Takes in a status; whether it is new, or says something new since it was edited."""
        if status.id is None or not status.uri:
            return True
        number, told = str(status.id), Known(status.uri, status.edited_at)
        is_new = self._posts.get(number) != told
        self._put(number, told)
        return is_new

    def uri_of(self, number: str) -> str | None:
        """The lasting address of a post that was met."""
        known = self._posts.get(number)
        return known.uri if known else None

    def number_of(self, uri: str) -> str | None:
        """The number, on this server, of a post that was met."""
        return self._numbers.get(uri)

    def passes(self, timeline: str, numbers: Iterable[str]) -> None:
        """Takes in the numbers of posts that a timeline showed."""
        known = {*self._timelines.get(timeline, ()), *numbers}
        self._timelines[timeline] = sorted(known, key=order_of)[-STREAMED:]

    def is_read(self, timeline: str) -> None:
        """A timeline was read up to its end: the next reading begins a page before."""
        if timeline in self._timelines:
            self._timelines[timeline] = self._timelines[timeline][-OVERLAP:]

    def numbers_of(self, timeline: str) -> tuple[str, ...]:
        """The latest numbers of a timeline, oldest first."""
        return tuple(self._timelines.get(timeline, ()))

    def forgets(self, number: str) -> None:
        """Looks for a post in no timeline any more, though its address stays known."""
        for numbers in self._timelines.values():
            if number in numbers:
                numbers.remove(number)
