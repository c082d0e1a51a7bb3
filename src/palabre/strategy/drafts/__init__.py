"""Drafts of scenarios, one file per kind."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from palabre.strategy.drafts._shape import Draft

if TYPE_CHECKING:
    from palabre.model.strategy import ScenarioKind

__all__ = ["Draft", "draft_of"]


@lru_cache(maxsize=16)
def draft_of(kind: ScenarioKind) -> Draft:
    """The draft of a kind of scenario, in English, marked to be said."""
    found: Draft = import_module(f"{__name__}._{kind}").DRAFT
    return found
