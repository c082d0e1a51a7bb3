"""Shares and rises with what chance allows to say of them: a few posts never make a certainty."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, sqrt

# Nineteen times in twenty.
SURE = 1.96
SMOOTHING = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a whole; `low` and `high` are the ends of Wilson's interval, nineteen times in twenty."""

    part: int = 0
    whole: int = 0

    @property
    def share(self) -> float:
        """The share counted; 0 of nothing."""
        return self.part / self.whole if self.whole else 0.0

    @property
    def low(self) -> float:
        """The least it may be."""
        return self._ends()[0]

    @property
    def high(self) -> float:
        """The most it may be; everything as long as nothing was counted."""
        return self._ends()[1]

    def _ends(self) -> tuple[float, float]:
        if not self.whole:
            return 0.0, 1.0
        n, square = self.whole, SURE * SURE
        middle = (self.share + square / (2 * n)) / (1 + square / n)
        spread = SURE * sqrt(self.share * (1 - self.share) / n + square / (4 * n * n)) / (1 + square / n)
        return max(0.0, middle - spread), min(1.0, middle + spread)


NOTHING = Part()


def ratio_bounds(recent: Part, before: Part) -> tuple[float, float]:
    """How many times larger a share has become, at least and at most, smoothed by half a post on each side."""
    shares = tuple((one.part + SMOOTHING) / (one.whole + 1) for one in (recent, before))
    spread = SURE * sqrt(sum(1 / (one.part + SMOOTHING) for one in (recent, before)))
    return shares[0] / shares[1] * exp(-spread), shares[0] / shares[1] * exp(spread)
