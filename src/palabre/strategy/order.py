"""First what for and with whom, then where and how: what comes before its reason is an error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from palabre.strategy.judging import Around, error, rule

if TYPE_CHECKING:
    from palabre.model.strategy import Strategy
    from palabre.model.strategy.findings import Finding


@rule
def places_have_a_reason(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A place serves an objective and meets an audience: what for, with whom? Fashion is no answer."""
    del around
    for number, place in enumerate(strategy.places):
        if place.state == "closed":
            continue
        name = place.name or place.id or place.network or number + 1
        if not place.objectives:
            yield error("place-without-objective", "places", number, place=name)
        if not place.audiences:
            yield error("place-without-audience", "places", number, place=name)
