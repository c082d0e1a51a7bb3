"""Who of the public speaks: those who are there that week, on their networks, some much more than others."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from itertools import accumulate, count
from random import Random

from palabre.testing._cast import CROWD, PASSING, presence
from palabre.testing._ids import digest
from palabre.testing._rhythm import SPAN

_MAIN = ("bluesky", "bluesky", "bluesky", "x", "x", "x", "fediverse", "fediverse", "reddit", "youtube", "reviews")
_ELSEWHERE, _ANYWHERE = 0.04, 0.5
_SMALL_PLACES = ("rss", "discourse", "reviews")
_DRAWS = 40
# Those who have no part in the scripts and speak the other language of the story.
_ABROAD = CROWD[92::4]
_AT_HOME = tuple(key for key in CROWD if key not in _ABROAD)


class Crowd:
    """Draws people of the public; those who pass by are each drawn once while there are any."""

    def __init__(self, rng: Random, *, is_abroad: bool = False) -> None:
        self._rng = rng
        self._is_abroad = is_abroad
        self._passing = count()

    def someone(self, network: str, at: datetime, besides: Collection[str], camp: int | None = None) -> str:
        """One of the crowd who is there at that moment and is none of `besides`; of a camp, or of none, when asked."""
        keys, weights = _present(network, max(0, (at - SPAN[0]).days // 7), camp, self._is_abroad)
        for _ in range(_DRAWS):
            who = self._rng.choices(keys, cum_weights=weights)[0]
            if who not in besides:
                return who
        return next(key for key in self._rng.sample(CROWD, len(CROWD)) if key not in besides and not presence(key)[0])

    def stranger(self) -> str:
        """Someone never heard before."""
        return PASSING[next(self._passing) % len(PASSING)]


@lru_cache(maxsize=512)
def _present(network: str, week: int, camp: int | None, is_abroad: bool) -> tuple[tuple[str, ...], tuple[float, ...]]:
    speaking = _ABROAD if is_abroad else _AT_HOME
    there = [key for key in speaking if presence(key)[0] <= week * 7 <= presence(key)[1]]
    keys = tuple(key for key in there if camp is None or camp_of(key) in (0, camp))
    return keys, tuple(accumulate(_weight(key, network) for key in keys))


def camp_of(key: str) -> int:
    """What someone of the crowd passes on: 1 what is kind to the dairy, -1 what is hard on it, 0 either."""
    chance = digest("camp", key)[0]
    return 1 if chance < 120 else -1 if chance < 160 else 0


def _weight(key: str, network: str) -> float:
    """A few speak a lot, most very little, each on one network above all."""
    chance = digest("weight", key)
    activity = 1 / (1 + chance[0] / 6)
    if network in _SMALL_PLACES:
        return activity * _ANYWHERE
    return activity * (1.0 if _MAIN[chance[1] % len(_MAIN)] == network else _ELSEWHERE)
