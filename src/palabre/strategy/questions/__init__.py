"""The questions of the risk interview: ten for everyone, five of each sector; one file each."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, get_args

from palabre.model.strategy import Sector
from palabre.strategy.questions._shape import Family, Question

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Family", "Question", "every_question", "questions_for"]

GENERAL = "anyone"


@lru_cache(maxsize=16)
def questions_for(sector: Sector | None) -> tuple[Question, ...]:
    """The fifteen questions of a sector, by family; those for anyone where there is no sector or an unusual one."""
    own = GENERAL if sector in (None, "other") else str(sector)
    families = get_args(Family)
    return tuple(sorted((*_written("everyone"), *_written(own)), key=lambda one: families.index(one.family)))


@lru_cache(maxsize=1)
def every_question() -> Mapping[str, Question]:
    """All questions of all sectors, by id."""
    return {one.id: one for sector in (None, *get_args(Sector)) for one in questions_for(sector)}


def _written(name: str) -> tuple[Question, ...]:
    found: tuple[Question, ...] = import_module(f"{__name__}._{name}").QUESTIONS
    return found
