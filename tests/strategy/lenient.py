"""A judge who asks for little: what is kept of a judgement is tried on strategies of a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.strategy import judging
from palabre.strategy.frozen import adopted_objectives_stay
from palabre.strategy.judging import Around, error
from palabre.strategy.reviewing import reviews_are_held

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from palabre.model.strategy import Strategy
    from palabre.model.strategy.findings import Finding


def places_are_used(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """The only errors of the lenient judge: a place without objective, a place without audience."""
    del around
    for number, place in enumerate(strategy.places):
        if not place.objectives and place.state != "closed":
            yield error("place-without-objective", "places", number, place=place.id)
        if not place.audiences and place.state != "closed":
            yield error("place-without-audience", "places", number, place=place.id)


def judge_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves out every other rule for the time of a test."""
    few = (places_are_used, adopted_objectives_stay, reviews_are_held)
    monkeypatch.setattr(judging, "every_rule", lambda: few)
