"""Which mishap comes at which place, and whether it has come already."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from palabre.testing.jetstream._mishaps import Cut, Drip, Refusal, Repeat, Silence, Stray

if TYPE_CHECKING:
    from palabre.testing.jetstream._mishaps import Ending, Mishap


class Director:
    """Hands out each mishap as many times as the script says, whoever is listening."""

    def __init__(self, mishaps: Sequence[Mishap]) -> None:
        self._cuts: dict[int, list[Ending]] = defaultdict(list)
        self._once: dict[int, list[Repeat | Silence | Stray]] = defaultdict(list)
        self._refusals: list[Refusal] = []
        self._drips: list[Drip] = []
        self._places: list[int] = []
        for one in mishaps:
            self.plan(one)

    def plan(self, mishap: Mishap) -> None:
        """One more."""
        places: Iterable[int] = (mishap.at,)
        if isinstance(mishap, Cut):
            self._cuts[mishap.at] += [mishap.how] * mishap.times
        elif isinstance(mishap, Repeat | Silence | Stray):
            self._once[mishap.at].append(mishap)
        elif isinstance(mishap, Drip):
            self._drips.append(mishap)
            places = range(mishap.at, mishap.at + mishap.count + 1)
        else:
            places = ()
            self._refusals += [mishap] * mishap.times if isinstance(mishap, Refusal) else []
        self._places = sorted({*self._places, *places})

    def next_after(self, place: int) -> int | None:
        """The next place where something is planned."""
        found = bisect_right(self._places, place)
        return self._places[found] if found < len(self._places) else None

    def refusal(self, furthest: int) -> Refusal | None:
        """How to refuse who connects now, when so many events have been sent; None when they are welcome."""
        for number, one in enumerate(self._refusals):
            if one.at <= furthest:
                return self._refusals.pop(number)
        return None

    def once(self, place: int) -> list[Repeat | Silence | Stray]:
        """What comes before the event at a place, and won't come again."""
        return self._once.pop(place, [])

    def cut(self, place: int) -> Ending | None:
        """How the connection ends before the event at a place; None when it doesn't."""
        left = self._cuts.get(place)
        return left.pop(0) if left else None

    def wait_s(self, place: int) -> float:
        """How long to wait before the event at a place."""
        return max((one.seconds for one in self._drips if one.at <= place < one.at + one.count), default=0.0)
