"""What a source of feeds remembers between two readings, as its cursor; and when a feed wants to be asked again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from palabre.sources._feed_identity import REMEMBERED, Known

if TYPE_CHECKING:
    from palabre.sources._feed_shapes import Feed

SOONEST, LATEST = timedelta(minutes=5), timedelta(hours=24)
# Servers there are whose answer stays "not modified" though the feed has changed: it is asked for whole at times.
WHOLE_EVERY = timedelta(hours=6)
_AGE = re.compile(r"\bmax-age\s*=\s*\"?(\d{1,9})", re.I)
_NOT_KEPT = re.compile(r"\bno-(?:cache|store)\b", re.I)


class KeptFeed(Struct, omit_defaults=True, gc=False):
    """A feed: where it is now, the marks of its last answer as it gave them, and its posts read lately."""

    address: str = ""
    etag: str = ""
    modified: str = ""
    whole_at: int = 0
    pause: int = 0
    known: list[Known] = []

    def conditions(self, now: datetime) -> dict[str, str]:
        """The headers by which a server answers that nothing changed, if it did not."""
        if now.timestamp() - self.whole_at > WHOLE_EVERY.total_seconds():
            return {}
        asked = {
            "if-none-match": self.etag,
            "if-modified-since": "" if _is_to_come(self.modified, now) else self.modified,
        }
        return {name: value for name, value in asked.items() if value}

    def answered(self, headers: Mapping[str, str], now: datetime) -> None:
        """Remembers the marks of an answer whose every entry was given."""
        self.etag, self.modified = headers.get("etag", "")[:500], headers.get("last-modified", "")[:100]
        self.whole_at = int(now.timestamp())

    def remember(self, found: Sequence[Known]) -> None:
        """Adds posts, the latest last; the oldest are forgotten, those just found never."""
        fresh = {one.native_id for one in found}
        older = [one for one in self.known if one.native_id not in fresh]
        room = max(REMEMBERED - len(found), 0)
        self.known = [*older[len(older) - min(room, len(older)) :], *found]


class State(Struct, omit_defaults=True, gc=False):
    """The cursor. `home` is the page of the site, `waiting` the feeds of comments to read, by the id of their post."""

    main: KeptFeed
    comments: KeptFeed | None = None
    has_no_comments: bool = False
    home: str = ""
    waiting: dict[str, str] = {}
    next_at: int = 0

    @classmethod
    def of(cls, cursor: str | None, address: str) -> State:
        """What a cursor says; as if nothing had been read when it says nothing that can be understood."""
        try:
            return msgspec.json.decode(cursor or "", type=cls)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            return cls(main=KeptFeed(address=address))

    def told(self) -> str:
        """The cursor."""
        return msgspec.json.encode(self).decode()


def pause_told(feed: Feed, headers: Mapping[str, str], now: datetime) -> timedelta:
    """How long a feed asks to be left alone, within bounds; zero when it does not say."""
    asked = max(feed.pause or timedelta(0), kept_for(headers, now))
    return min(max(asked, SOONEST), LATEST) if asked else timedelta(0)


def kept_for(headers: Mapping[str, str], now: datetime) -> timedelta:
    """How long an answer stays good, as RFC 9111 has it."""
    said = headers.get("cache-control", "")
    if _NOT_KEPT.search(said):
        return timedelta(0)
    if found := _AGE.search(said):
        age = headers.get("age", "")
        spent = int(age) if age.isdigit() and len(age) < 10 else 0
        return timedelta(seconds=max(int(found[1]) - spent, 0))
    until = _date(headers.get("expires", ""))
    return max(until - now, timedelta(0)) if until else timedelta(0)


def next_reading(pause: timedelta, feed: Feed | None, now: datetime) -> datetime:
    """When to ask again: after the pause, and not in the hours and days the feed says it sleeps."""
    at = now + pause
    for _ in range(24):
        if feed is None or at - now >= LATEST or not (at.hour in feed.skip_hours or at.weekday() in feed.skip_days):
            break
        at = (at + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    return min(at, now + LATEST)


def _is_to_come(modified: str, now: datetime) -> bool:
    said = _date(modified)
    return said is not None and said > now


def _date(written: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
