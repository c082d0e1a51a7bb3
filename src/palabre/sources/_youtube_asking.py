"""Asks the API of YouTube with a key, counts what each question costs, and tells its refusals apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Raw, Struct

from palabre.errors import RateLimited, SourceRefused

if TYPE_CHECKING:
    from palabre.sources.http import Answer, Http

HOST = "www.googleapis.com"
API = f"https://{HOST}/youtube/v3"
# Every list costs one unit, whatever it brings. The count begins again at midnight there.
_COST = 1
_AT_ONCE = 50
_PACIFIC = ZoneInfo("America/Los_Angeles")
_SPENT = frozenset(("quotaExceeded", "dailyLimitExceeded"))
_PRESSED = frozenset(("rateLimitExceeded", "userRateLimitExceeded"))
_PAUSE_SECONDS = 60.0
CLOSED = "commentsDisabled"
Asked: TypeAlias = Mapping[str, str | int]


class Items(Struct):
    """A page of a list, and where the next one is."""

    items: list[Raw] = []
    onward: str | None = msgspec.field(name="nextPageToken", default=None)


class _Reason(Struct):
    reason: str = ""


class _Errors(Struct):
    errors: list[_Reason] = []
    status: str = ""


class _Refusal(Struct):
    error: _Errors = msgspec.field(default_factory=_Errors)


@dataclass(slots=True, kw_only=True)
class Asking:
    """Asks in the name of a key, up to `most` units a day; `untold` are those spent since they were last told."""

    http: Http
    key: str
    most: int
    day: str = ""
    spent: int = 0
    untold: int = field(default=0, init=False)

    def go_on(self, day: str, spent: int) -> None:
        """Takes up the count where it was stored."""
        if day == self.today() and (day != self.day or spent > self.spent):
            self.day, self.spent = day, spent

    def today(self) -> str:
        """The day the count is of, where YouTube counts."""
        return self.http.now().astimezone(_PACIFIC).date().isoformat()

    def told(self) -> int:
        """The units spent since this was asked last."""
        untold, self.untold = self.untold, 0
        return untold

    async def page(self, resource: str, asked: Asked) -> Items | None:
        """A page of a list; None when what it is of is not there. Raises `RateLimited` once the day's units are spent.

        Comments that are closed raise `SourceRefused` named `youtube-comments-closed`.
        """
        self._spend()
        headers = {"x-goog-api-key": self.key}
        answer = await self.http.get(f"{API}/{resource}", params=asked, headers=headers, refusals=(400, 403))
        if answer.status in (400, 403):
            raise self._refusal(answer)
        if answer.is_gone:
            return None
        found: Items = answer.json(Items)
        return found

    async def every(self, resource: str, asked: Asked, *, most: int) -> list[Raw] | None:
        """The items of a list, up to so many pages; None when what it is of is not there."""
        found: list[Raw] = []
        onward: Asked = {}
        for _ in range(most):
            page = await self.page(resource, {**asked, **onward})
            if page is None:
                return None
            found += page.items
            if not page.onward:
                break
            onward = {"pageToken": page.onward}
        return found

    async def named(self, resource: str, part: str, ids: Sequence[str]) -> list[Raw]:
        """What there still is of these ids; those that are nowhere any more are missing."""
        found: list[Raw] = []
        for at in range(0, len(ids), _AT_ONCE):
            asked = ids[at : at + _AT_ONCE]
            page = await self.page(resource, {"part": part, "id": ",".join(asked)})
            if page is not None:
                found += page.items
            elif len(asked) > 1:
                # One that is missing may hide the others.
                for one in asked:
                    found += await self.named(resource, part, [one])
        return found

    def _spend(self) -> None:
        today = self.today()
        if self.day != today:
            self.day, self.spent = today, 0
        if self.spent + _COST > self.most:
            raise RateLimited(HOST, seconds=self._until_midnight())
        self.spent += _COST
        self.untold += _COST

    def _until_midnight(self) -> float:
        now = self.http.now().astimezone(_PACIFIC)
        midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), _PACIFIC)
        return (midnight - self.http.now()).total_seconds() + 1

    def _refusal(self, answer: Answer) -> SourceRefused | RateLimited:
        try:
            told = msgspec.json.decode(answer.body, type=_Refusal).error
        except (msgspec.DecodeError, UnicodeDecodeError):
            told = _Errors()
        why = next((one.reason for one in told.errors if one.reason), told.status)
        if why in _SPENT:
            # Others spend the units of the same key.
            self.spent = max(self.spent, self.most)
            return RateLimited(HOST, seconds=self._until_midnight())
        if why in _PRESSED:
            return RateLimited(HOST, seconds=_PAUSE_SECONDS)
        if why == CLOSED:
            return SourceRefused("youtube-comments-closed", what="")
        if not why:
            return SourceRefused("source-says-no", host=HOST, status=answer.status)
        return SourceRefused("youtube-key-refused", why=why[:60])
