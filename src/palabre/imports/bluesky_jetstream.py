"""Events of Bluesky as Jetstream streams them, one JSON record a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.imports._json_records import JsonImport, LeftOut, RecordReader, holds, moments_of
from palabre.sources._bluesky_events import Events
from palabre.text.dates import ONE_DAY
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Record


class BlueskyJetstream(JsonImport):
    """Posts, reposts, likes, follows, profiles, and what is taken away. Likes and follows undone are passed over."""

    name = "bluesky-jetstream"
    title = N_("Bluesky Jetstream, NDJSON")

    def recognises(self, head: bytes, text: str) -> bool:
        """JSON whose records are events of accounts."""
        return holds(text, "did", "time_us", "kind")

    def reader(self, member: Member, reading: Reading) -> RecordReader:
        """The record of each event."""
        return _Lines(reading, LeftOut(member, reading))


class _Lines:
    def __init__(self, reading: Reading, left: LeftOut) -> None:
        self._left = left
        self._events = Events(moments_of(reading), reading.observed_at + ONE_DAY)

    def records(self, number: int, raw: bytes) -> Iterator[Record]:
        heard = self._events.heard(raw)
        if heard.record is None:
            self._left.add("passed-over", heard.sort)
        else:
            yield heard.record

    def end(self) -> None:
        self._left.tell()
