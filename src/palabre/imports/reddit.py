"""Reddit as Arctic Shift and Pushshift keep it: submissions and comments, one JSON record a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from palabre.imports._json_records import JsonImport, RecordReader, holds, moments_of, no_post
from palabre.sources._reddit_things import Said, post_of
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Record


class Reddit(JsonImport):
    """Submissions and comments. What was deleted, even after it was archived, is deleted here too."""

    name = "reddit"
    title = N_("Reddit (Arctic Shift, Pushshift), NDJSON")

    def recognises(self, head: bytes, text: str) -> bool:
        """JSON whose records have a community and a moment, and are comments or submissions."""
        common = holds(text, "id", "author", "created_utc", "subreddit")
        return common and (holds(text, "body", "link_id") or holds(text, "title"))

    def reader(self, member: Member, reading: Reading) -> RecordReader:
        """One post or deletion a record."""
        return _Records(reading)


class _Records:
    def __init__(self, reading: Reading) -> None:
        self._decode = msgspec.json.Decoder(Said).decode
        self._moment = moments_of(reading)
        self._observed_at = reading.observed_at

    def records(self, number: int, raw: bytes) -> Iterator[Record]:
        record = self._decode(raw)
        if record.subreddit is None:
            raise no_post(raw)
        yield post_of(record, moment=self._moment, observed_at=self._observed_at)

    def end(self) -> None:
        """Nothing is left out."""
