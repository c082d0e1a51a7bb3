"""What a judge of a strategy says: for each code, what is wrong, why it matters, what to do; one file per area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from palabre import words
from palabre.words import _


@dataclass(frozen=True, slots=True)
class Told:
    """Three sentences: what is wrong, why it matters, what to do."""

    what: str
    why: str
    what_to_do: str


@lru_cache(maxsize=1)
def every_finding() -> Mapping[str, Told]:
    """The sentences of every code, in English, with their fields open."""
    found: dict[str, Told] = {}
    for module in iter_modules(__path__):
        found |= import_module(f"{__name__}.{module.name}").FINDINGS
    return found


def told(code: str, fields: Mapping[str, object]) -> Told:
    """What a code says in the language of the current context; numbers and days are written as people write them."""
    sentences, said = every_finding()[code], {name: _shown(value) for name, value in fields.items()}
    return Told(*(_(one).format(**said) for one in (sentences.what, sentences.why, sentences.what_to_do)))


def _shown(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, (int, float)):
        return words.number(value)
    return words.day(value) if isinstance(value, date) else str(value)
