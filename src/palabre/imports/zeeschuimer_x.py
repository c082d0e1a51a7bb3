"""Posts of X as Zeeschuimer captures them in a browser, and as 4CAT keeps them: NDJSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType, field

from palabre.errors import BadRecord
from palabre.imports._json_records import JsonImport, RecordReader, holds, moments_of, no_post
from palabre.imports._x_api_v2_posts import Around, post_of
from palabre.imports._x_pages import Tweet, referenced_of
from palabre.text.dates import known_moment
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from palabre.imports._member import Member
    from palabre.imports._x_api_v2_shapes import Referenced, User
    from palabre.imports.contract import Reading
    from palabre.model import Actor, Record


class Captured(Struct, gc=False):
    """When a post was captured."""

    timestamp_collected: int | float | str | None = None


class Line(Struct, gc=False):
    """A post, or the box that Zeeschuimer puts it in."""

    data: Raw | UnsetType = UNSET
    timestamp_collected: int | float | str | None = None
    imported: Captured | None = field(name="__import_meta", default=None)


class ZeeschuimerX(JsonImport):
    """Posts of X, the same as through its API. What they repeat or quote is a post too when it is inside."""

    name = "zeeschuimer-x"
    title = N_("X (Twitter) captured by Zeeschuimer, NDJSON, also of 4CAT")

    def recognises(self, head: bytes, text: str) -> bool:
        """JSON that holds posts as the pages of X load them."""
        return any(holds(text, f"{place}rest_id", f"{place}legacy.full_text") for place in ("", "data."))

    def reader(self, member: Member, reading: Reading) -> RecordReader:
        """The posts of each line."""
        return _Lines(reading)


class _Lines:
    def __init__(self, reading: Reading) -> None:
        self._moment = moments_of(reading)
        self._observed_at = reading.observed_at
        self._known: dict[str, tuple[User, Actor]] = {}

    def records(self, number: int, raw: bytes) -> Iterator[Record]:
        line = msgspec.json.decode(raw, type=Line)
        taken = line.timestamp_collected or (line.imported.timestamp_collected if line.imported else None)
        observed_at = known_moment(self._moment, taken) or self._observed_at
        around = Around(observed_at=observed_at, moment=self._moment, known=self._known)
        tweet = msgspec.json.decode(raw if line.data is UNSET else line.data, type=Tweet)
        if tweet.legacy is None and tweet.tweet is None:
            raise no_post(raw)
        record = referenced_of(tweet, around)
        yield from _inside(record, around)
        yield post_of(record, around)

    def end(self) -> None:
        """Nothing is left out."""


def _inside(record: Referenced, around: Around) -> Iterator[Record]:
    """The posts that another one repeats or quotes; one that cannot be taken is told by the other all the same."""
    for reference in record.referenced_tweets or ():
        if reference.text is not None:
            yield from _inside(reference, around)
            try:
                post = post_of(reference, around)
            except BadRecord:
                continue
            yield post
