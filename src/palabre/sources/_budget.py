"""How often a host is asked: a few at once, a pause between two, and nothing while it asks to be left alone."""

from __future__ import annotations

import math
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import anyio

from palabre.errors import RateLimited

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

AT_ONCE = 2
PAUSE_SECONDS = 0.5
UNTOLD_SECONDS = 60.0
LONGEST = timedelta(hours=24)
# Above it a reset is a date counted from 1970, below it a number of seconds.
_EPOCH_FROM = 1_000_000_000
_TOO_MANY = (429, 503)


@dataclass(slots=True)
class _Host:
    turns: anyio.CapacityLimiter
    next_at: float = 0.0
    pause: float = 0.0
    closed_until: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Budgets:
    """What may still be asked of each host, shared by the sources of a process."""

    pause_seconds: float = PAUSE_SECONDS
    _hosts: dict[str, _Host] = field(default_factory=dict, init=False)

    def _of(self, host: str) -> _Host:
        known = self._hosts.get(host)
        if known is None:
            known = self._hosts[host] = _Host(anyio.CapacityLimiter(AT_ONCE), pause=self.pause_seconds)
        return known

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Waits until one more request may be made, and holds the place while it is."""
        known = self._of(host)
        async with known.turns:
            now = anyio.current_time()
            start = max(now, known.next_at)
            known.next_at = start + known.pause
            if start > now:
                await anyio.sleep(start - now)
            yield

    def check(self, host: str, *, now: datetime) -> None:
        """Raises `RateLimited` while a host asks to be left alone."""
        until = self._of(host).closed_until
        if until is not None and until > now:
            raise RateLimited(host, seconds=(until - now).total_seconds())

    def space(self, host: str, seconds: float) -> None:
        """Leaves at least so many seconds between two requests."""
        known = self._of(host)
        known.pause = max(known.pause, seconds)

    def learn(self, host: str, headers: Mapping[str, str], *, now: datetime, status: int) -> None:
        """Takes in what an answer says of the next ones; raises `RateLimited` on 429, or 503 with a time."""
        seconds = wait_seconds(headers, now=now)
        is_closed = status in _TOO_MANY and (status != _TOO_MANY[1] or "retry-after" in headers)
        if is_closed and seconds is None:
            seconds = UNTOLD_SECONDS
        if seconds is None:
            return
        self._of(host).closed_until = now + min(timedelta(seconds=seconds), LONGEST)
        if is_closed:
            raise RateLimited(host, seconds=min(seconds, LONGEST.total_seconds()))


def wait_seconds(headers: Mapping[str, str], *, now: datetime) -> float | None:
    """How long to wait before the next request: `Retry-After`, or the reset of a budget that is used up; None: no wait.

    `Retry-After` is RFC 9110 10.2.3; `RateLimit-Remaining` and `-Reset` are written with and without `X-`, the reset as
    seconds (Reddit), as a date counted from 1970 (Bluesky) or in ISO 8601 (Mastodon).
    """
    if told := headers.get("retry-after"):
        return _seconds(told, now)
    for prefix in ("", "x-"):
        left = _number(headers.get(f"{prefix}ratelimit-remaining", ""))
        if left is not None and left < 1:
            return _seconds(headers.get(f"{prefix}ratelimit-reset", ""), now)
    return None


def _number(written: str) -> float | None:
    try:
        number = float(written)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _seconds(written: str, now: datetime) -> float | None:
    number = _number(written)
    if number is not None:
        return max(number - now.timestamp() if number >= _EPOCH_FROM else number, 0.0)
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(written.strip())
        except (ValueError, TypeError, IndexError):
            continue
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max((moment - now).total_seconds(), 0.0)
    return None
