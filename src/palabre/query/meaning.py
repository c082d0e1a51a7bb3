"""What a term asks of the words of a text: which words, where from one another, whole or only begun.

Both readings of a text, the compiled one and the slow one, answer the same sequences, so a term means one thing only.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from palabre.query.tree import Term
from palabre.text.folding import Word, fold, plain_words_of, words_of

ELISIONS = frozenset({"l", "d", "j", "m", "n", "s", "c", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"})
REMEMBERED = 20_000
_APOSTROPHE = re.compile("['\u2019\u02bc]")
_SCHEME = re.compile(r"\A\s*[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class Sequence:
    """One way for a term to match: each key at its offset from the first, or anywhere close when `within` is a number.

    A key is a folded word (`loreal`), a tag (`#loreal`) or a whole handle (`@jean-paul.fr`). `prefix`: the last key is
    only a beginning. `width`: how many positions a match covers; `within`: how many others may stand among the words.
    """

    elements: tuple[tuple[int, str], ...]
    prefix: bool
    width: int
    within: int | None


@lru_cache(maxsize=REMEMBERED)
def meaning(term: Term) -> tuple[Sequence, ...]:
    """The ways for a term to match: one, or two when it begins with an elision; none when it holds no word."""
    written = unicodedata.normalize("NFC", term.written)
    as_written = _sequence(tuple(words_of(written)), prefix=term.prefix, within=term.within)
    if not term.quoted and (glued := _glued(written)):
        return (*as_written, *_sequence(glued, prefix=term.prefix, within=term.within))
    return as_written


def meaning_of_url(value: str, *, prefix: bool) -> tuple[Sequence, ...]:
    """The one way for the words of an address to match; none when it holds no word."""
    words = words_of_url(unicodedata.normalize("NFC", value))
    return _sequence(words, prefix=prefix, within=None)


def words_of_url(address: str) -> tuple[Word, ...]:
    """The words of an address, without its scheme; signs separate."""
    return tuple(plain_words_of(_SCHEME.sub("", address)))


def _sequence(words: tuple[Word, ...], *, prefix: bool, within: int | None) -> tuple[Sequence, ...]:
    elements: list[tuple[int, str]] = []
    width = 0
    for word in words:
        if word.position < width:
            # A part of the handle before it, of which it is no element of its own.
            continue
        elements.append((word.position, word.sign + (word.handle or word.folded)))
        width = word.position + word.width
    if not elements:
        return ()
    return (Sequence(tuple(elements), prefix, width, within if len(elements) > 1 else None),)


def _glued(written: str) -> tuple[Word, ...]:
    """The words with the elision glued on (`loreal` for `l'oreal`); none when there is no elision to glue."""
    apostrophe = _APOSTROPHE.search(written)
    if not apostrophe or fold(written[: apostrophe.start()]) not in ELISIONS:
        return ()
    begun, rest = written[: apostrophe.start()], written[apostrophe.end() :]
    glued = tuple(words_of(begun + rest))
    return glued if glued[0].folded != fold(begun) else ()
