"""Phrases looked for in what a strategy says, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# How far before a phrase a word may stand that turns it round.
BEFORE = 40


@dataclass(frozen=True, slots=True)
class Phrases:
    """Patterns over folded text, where a space is what stands between two words; and what turns one round before it."""

    patterns: tuple[str, ...]
    unless: str = ""

    def first_in(self, text: str) -> str:
        """The first phrase found, as it is written; empty when there is none."""
        return next(self._found(text), "")

    def _found(self, text: str) -> Iterator[str]:
        plain = plain_of(text)
        for found in _pattern(self.patterns).finditer(plain):
            before = plain[max(0, found.start() - BEFORE) : found.start()]
            if not (self.unless and re.search(self.unless, before)):
                yield text[found.start() : found.end()] if len(plain) == len(text) else found.group()


@lru_cache(maxsize=2048)
def plain_of(text: str) -> str:
    """A text in small letters without accents, a space for whatever stands between words."""
    from palabre.text.folding import fold

    return fold(text.replace("€", " euro "))


@lru_cache(maxsize=64)
def _pattern(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns).replace(' ', ' +')})")
