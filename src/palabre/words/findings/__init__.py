"""What a judge of a strategy says: for each code, what is wrong, why it matters, what to do; one file per area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from palabre.words import _
from palabre.words.later import shown


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
    sentences, said = every_finding()[code], {name: shown(value) for name, value in fields.items()}
    return Told(*(_(one).format(**said) for one in (sentences.what, sentences.why, sentences.what_to_do)))
