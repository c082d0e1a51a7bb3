"""An audience that is bought or made up: wordings of both languages, wherever a strategy says what will be done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from palabre.model.strategy.walk import texts_of
from palabre.strategy._bought_ways import IDEAS, WAYS, is_worth_reading
from palabre.strategy._bought_words import ALWAYS, SOLD, WHERE_SOLD
from palabre.strategy._plain import plain, sentences_of, spelt
from palabre.strategy._spared_words import is_spared, without_idioms
from palabre.strategy.judging import Around, error, rule

if TYPE_CHECKING:
    from palabre.model.strategy import Strategy
    from palabre.model.strategy.findings import Finding

# What we never do, and what others may do to us, say it without meaning to do it.
SPARED = frozenset(
    {
        ("content", "never"),
        ("scenarios", "not_do"),
        ("scenarios", "trigger"),
        ("scenarios", "critics"),
        ("sensitive_subjects",),
        ("context", "competitors"),
    }
)
# Longer sentences are searched a piece at a time, each beginning inside the one before.
PIECE, OVERLAP = 600, 100
# "Buy followers? Never."
_NO = re.compile(
    r"(?<=\?)\s*(?:(?:ah |bien sur que |we say |we said |on dit |c'est )?(?:non|no)|jamais|never|certainement pas"
    r"|surtout pas"
    r"|absolument pas|pas question|not|out of|hors de|absolutely not|certainly not|plutot|forget|on n'en veut)\b"
)


@rule
def no_audience_is_bought(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """Followers, likes, views, reviews or comments that are bought, exchanged or made up by machines are refused."""
    del around
    for path, text in texts_of(strategy, without=SPARED):
        if bought := buying_in(text):
            yield error("audience-bought", *path, words=bought[0])


def buying_in(text: str) -> tuple[str, ...]:
    """The words of a text, a sentence at a time, that say that an audience will be bought or made up.

    Advertising, paid partnerships, refusals, and the search for fake followers are not that.
    """
    whole = spelt(text)
    folded = plain(whole)
    if not is_worth_reading(folded):
        return ()
    found: list[str] = []
    for start, end in sentences_of(folded):
        if _NO.match(folded, end):
            continue
        for begin in range(start, max(end - OVERLAP, start + 1), PIECE - OVERLAP):
            place = _bought(folded[begin : min(end, begin + PIECE)])
            if place is not None:
                found.append(" ".join(whole[begin + place[0] : begin + place[1]].split()))
                break
    return tuple(found)


@lru_cache(maxsize=4_096)
def _bought(sentence: str) -> tuple[int, int] | None:
    if not is_worth_reading(sentence):
        return None
    meant = without_idioms(sentence)
    for start, end in (*_said(meant), *IDEAS.places_of_any(WAYS, sentence)):
        if not is_spared(meant, start, end):
            return start, end
    return None


def _said(sentence: str) -> Iterator[tuple[int, int]]:
    """Where the sentence says it in words that are listed as they are."""
    for pattern in (*WHERE_SOLD, *ALWAYS) if SOLD.search(sentence) else ALWAYS:
        for one in pattern.finditer(sentence):
            yield one.span()
