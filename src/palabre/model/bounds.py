"""Shares and rises with what chance allows to say of them: a few posts never make a certainty.

The functions take numbers, or columns of numbers of one length.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import e
from typing import Any

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
        return float(max(0.0, wilson(self.part, self.whole)[0])) if self.whole else 0.0

    @property
    def high(self) -> float:
        """The most it may be; everything as long as nothing was counted."""
        return float(min(1.0, wilson(self.part, self.whole)[1])) if self.whole else 1.0


NOTHING = Part()


def wilson(part: Any, whole: Any) -> tuple[Any, Any]:  # noqa: ANN401 - a number or a column of numbers
    """The ends of Wilson's interval for a share of something, nineteen times in twenty."""
    share, square = part / whole, SURE * SURE
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    spread = SURE * (share * (1 - share) / whole + square / (4 * whole * whole)) ** 0.5 / (1 + square / whole)
    return middle - spread, middle + spread


def rise(
    recent: tuple[Any, Any], before: tuple[Any, Any], *, certainty: float = SURE
) -> tuple[Any, Any, Any]:  # fmt: skip
    """How many times larger a share has become: at least, as counted, at most.

    Each share is a part and its whole, smoothed by half a post on each side; the bounds are those of the logarithm of
    their ratio, at so many standard deviations.
    """
    shares = tuple((part + SMOOTHING) / (whole + 1) for part, whole in (recent, before))
    spread = certainty * sum(1 / (part + SMOOTHING) for part, _whole in (recent, before)) ** 0.5
    counted = shares[0] / shares[1]
    return counted * e**-spread, counted, counted * e**spread


def ratio_bounds(recent: Part, before: Part) -> tuple[float, float]:
    """How many times larger a share has become, at least and at most, nineteen times in twenty."""
    low, _counted, high = rise((recent.part, recent.whole), (before.part, before.whole))
    return float(low), float(high)
