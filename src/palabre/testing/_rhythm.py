"""When people speak: by their hours, more on market days, less in August."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from random import Random

from palabre.testing._ids import digest
from palabre.testing._script import LOCAL

SPAN = (datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC))
# Nothing begins in the last days, so that answers have the time to come.
_LAST_START = SPAN[1] - timedelta(days=3)
_MONTHS = {5: 0.85, 6: 1.0, 7: 1.0, 8: 0.7, 9: 1.05, 10: 1.1}
_WEEKDAYS = (0.95, 0.95, 1.0, 1.0, 1.15, 1.4, 1.1)
_WORKING_HOURS = (0, 0, 0, 0, 0, 1, 4, 8, 8, 5, 5, 6, 9, 8, 4, 4, 5, 7, 9, 10, 9, 8, 5, 2)
_RESTING_HOURS = (1, 0, 0, 0, 0, 0, 1, 3, 6, 9, 10, 9, 7, 6, 5, 5, 6, 7, 8, 8, 8, 7, 5, 3)
_WAKING = 6


def moment(months: tuple[int, int], who: str, rng: Random) -> datetime:
    """When someone begins to speak, on some day of these months, at an hour of their own."""
    days, weights = _days(months)
    day = rng.choices(days, cum_weights=weights)[0]
    hours = _WORKING_HOURS if day.weekday() < 5 else _RESTING_HOURS
    hour = rng.choices(range(24), hours)[0] + _habit(who)
    return (day + timedelta(hours=min(hour, 23), minutes=rng.randrange(60))).astimezone(UTC)


def delay_minutes(rng: Random) -> int:
    """How long an answer takes: most come within the hour, a few the next morning."""
    return int(min(max(rng.lognormvariate(3.5, 1.0), 2), 900))


def soon(within_minutes: int, rng: Random) -> int:
    """How long one of a crowd takes: half of them come in the first fifth of the time."""
    return 3 + int(within_minutes * rng.random() ** 2.3)


def awake(at: datetime, rng: Random) -> datetime:
    """The same moment, or the morning after for what would be said in the dead of night."""
    local = at.astimezone(LOCAL)
    if not 1 <= local.hour < _WAKING:
        return at
    return local.replace(hour=_WAKING, minute=20).astimezone(UTC) + timedelta(minutes=rng.randrange(130))


def kept_within(at: datetime, after: datetime) -> datetime:
    """A moment brought back before the story ends, still after what it answers."""
    return at if at < SPAN[1] else after + (SPAN[1] - after) / 2


@lru_cache(maxsize=32)
def _days(months: tuple[int, int]) -> tuple[tuple[datetime, ...], tuple[float, ...]]:
    every = (SPAN[0].astimezone(LOCAL).replace(hour=0) + timedelta(days=number) for number in range(184))
    days = tuple(day for day in every if months[0] <= day.month <= months[1] and SPAN[0] < day < _LAST_START)
    weights = accumulate(_MONTHS[day.month] * _WEEKDAYS[day.weekday()] for day in days)
    return days, tuple(weights)


@lru_cache(maxsize=2048)
def _habit(who: str) -> int:
    """Early birds and night owls: an hour or two before or after the rest."""
    return (-1, 0, 0, 0, 1, 2)[digest("habit", who)[0] % 6]
