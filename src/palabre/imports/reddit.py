"""Reddit as Arctic Shift and Pushshift keep it, one JSON record a line, and as its API answers: listings, threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from palabre.imports._json_records import JsonImport, RecordReader, holds, moments_of, no_post, tried
from palabre.sources._reddit_things import Said, Thing, post_of, things_in
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Record


class Reddit(JsonImport):
    """Submissions and comments. What was deleted, even after it was archived, is deleted here too."""

    name = "reddit"
    title = N_("Reddit (Arctic Shift, Pushshift, listings and threads of its API), JSON")

    def recognises(self, head: bytes, text: str) -> bool:
        """JSON whose records have a community and a moment, and are comments or submissions."""
        return any(_holds_posts(text, place) for place in ("", "data.", "data.children.data."))

    def reader(self, member: Member, reading: Reading) -> RecordReader:
        """One post or deletion a record."""
        return _Records(reading)


def _holds_posts(text: str, place: str) -> bool:
    common = holds(text, *(place + name for name in ("id", "author", "created_utc", "subreddit")))
    return common and (holds(text, f"{place}body", f"{place}link_id") or holds(text, f"{place}title"))


class _Records:
    def __init__(self, reading: Reading) -> None:
        self._decode = msgspec.json.Decoder(Said).decode
        self._wrapped = msgspec.json.Decoder(Thing).decode
        self._moment = moments_of(reading)
        self._observed_at = reading.observed_at

    def records(self, number: int, raw: bytes) -> Iterator[Record]:
        record = self._decode(raw)
        if record.subreddit is not None:
            yield from self._post(record)
            return
        wrapped = self._wrapped(raw)
        if wrapped.kind is None:
            raise no_post(raw)
        for thing in things_in(wrapped):
            if thing.kind in ("t1", "t3"):
                yield from tried(number, bytes(thing.data), lambda one: self._post(self._decode(one)))

    def _post(self, record: Said) -> Iterator[Record]:
        yield post_of(record, moment=self._moment, observed_at=self._observed_at)

    def end(self) -> None:
        """Nothing is left out."""
