"""Where we stand in a stream of Bluesky: the time to go on from, the holes, and what each batch gives."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from palabre.errors import BadRecord
from palabre.sources._bluesky_events import UNREADABLE
from palabre.sources._bluesky_records import moment_of_micros
from palabre.sources.contract import Hole, Page
from palabre.text.dates import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from palabre.model import Record
    from palabre.sources._bluesky_events import Events

# Read again at each connection: instances stamp one event some seconds apart, and not always in order.
OVERLAP_US = 5_000_000
_MARGIN_US = 10_000_000
# A stamp that far from the last one is believed once the next one agrees.
_FAR_US = 3_600_000_000


class Position:
    """Follows the stamps of events. One that is far from all others, as a broken clock gives, moves nothing.

    Only a whole network shows holes: a few accounts may be silent for as long as a server remembers.
    """

    def __init__(self, cursor: str | None, *, is_whole: bool) -> None:
        self._is_whole = is_whole
        self.cursor = int(cursor) if cursor and cursor.isdecimal() else None
        self._reached: int | None = None
        self._doubted: int | None = None

    @property
    def asked(self) -> int | None:
        """The time to ask the stream from; None from now on."""
        return None if self.cursor is None else max(self.cursor - OVERLAP_US, 0)

    def move(self, time_us: int) -> Hole | None:
        """Takes in the time of an event; the hole it shows when it is the first.

        The event we stopped at comes again, unless the server holds it no more: it begins later then, and doesn't say
        so.
        """
        first, near = self._reached is None, self._reached if self._doubted is None else self._doubted
        if near is not None and abs(time_us - near) > _FAR_US and abs(time_us - (self._reached or 0)) > _FAR_US:
            self._doubted = time_us
            return None
        before, self._doubted = self.cursor, None
        self._reached = self.cursor = time_us
        if not (first and self._is_whole) or before is None or time_us <= before + _MARGIN_US:
            return None
        return Hole(from_at=moment_of_micros(before), to_at=moment_of_micros(time_us), why="cursor-lost")

    def pass_time(self, seconds: float) -> None:
        """Nothing happened for so long: there is nothing of it to read again."""
        if self.cursor is not None:
            self.cursor += int(seconds * 1_000_000)


class Reading:
    """Makes pages of batches of messages."""

    def __init__(self, position: Position, unpack: Callable[[bytes], bytes], events: Events) -> None:
        self._position = position
        self._unpack = unpack
        self._events = events

    def page(self, messages: Sequence[bytes], now: datetime) -> Page:
        """What messages give. One that is damaged is counted, and costs itself alone."""
        self._events.trust_until(now + ONE_DAY)
        records: list[Record] = []
        passed: Counter[str] = Counter()
        holes: list[Hole] = []
        unpack, heard_of, move = self._unpack, self._events.heard, self._position.move
        newest = 0
        for message in messages:
            try:
                heard = heard_of(unpack(message))
            except BadRecord as bad:
                passed["other" if bad.reason == "no-text" else "bad-record"] += 1
                continue
            except UNREADABLE:
                passed["bad-record"] += 1
                continue
            newest = max(newest, heard.time_us)
            hole = move(heard.time_us)
            if hole is not None:
                holes.append(hole)
            if heard.record is None:
                passed["other"] += 1
            else:
                records.append(heard.record)
        return Page(
            records=tuple(records),
            cursor=None if self._position.cursor is None else str(self._position.cursor),
            heard=len(messages),
            newest=moment_of_micros(newest) if newest else None,
            passed_over=passed,
            holes=tuple(holes),
        )
