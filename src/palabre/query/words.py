"""Searches made of words: every word, "phrase", #tag and @handle must be there; `word*` finds what begins so.

The slow, obvious evaluator: it reads one text at a time and says where it matched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from palabre.errors import QueryError
from palabre.text.folding import FOLD, Word, is_alone, words_of

QUOTES = {"«": "»", "“": "”", "„": "“", '"': '"'}
OPERATORS = frozenset({"AND", "OR", "NOT", "ET", "OU", "SAUF"})
NEAR = re.compile(r"^O?NEAR/\d+f?$")
FIELD = re.compile(r"^(lang|author|site|url|source|kind|has):\S")
LONGEST = 10_000
SHORTEST_PREFIX = 2


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that must follow one another; `sign` asks for a tag or a callout; `prefix` opens the last word."""

    words: tuple[str, ...]
    sign: str = ""
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that must all be there."""

    terms: tuple[Term, ...]


def parse(text: str) -> Query:
    """The query that a person wrote; raises `QueryError` with the column, from 1, where it stops making sense."""
    if len(text) > LONGEST:
        raise QueryError("query-too-long", column=LONGEST + 1, longest=LONGEST)
    terms = tuple(_term(piece, column, quoted=quoted) for piece, column, quoted in _pieces(text))
    if not terms:
        raise QueryError("query-empty", column=1)
    return Query(terms)


def _pieces(text: str) -> list[tuple[str, int, bool]]:
    pieces, place = [], 0
    while place < len(text):
        letter = text[place]
        if letter.isspace():
            place += 1
        elif letter in QUOTES:
            end = text.find(QUOTES[letter], place + 1)
            if end < 0:
                raise QueryError("query-open-quote", column=place + 1)
            pieces.append((text[place + 1 : end], place + 2, True))
            place = end + 1
        else:
            end = place
            while end < len(text) and not text[end].isspace() and text[end] not in QUOTES:
                end += 1
            pieces.append((text[place:end], place + 1, False))
            place = end
    return pieces


def _term(piece: str, column: int, *, quoted: bool) -> Term:
    if not quoted:
        _refuse_operators(piece, column)
    prefix = not quoted and piece.endswith("*")
    words = tuple(words_of(piece))
    if not words:
        raise QueryError("query-no-word", column=column, piece=piece)
    last = words[-1].folded
    if prefix and len(last) < SHORTEST_PREFIX and not is_alone(last):
        raise QueryError("query-short-prefix", column=column, least=SHORTEST_PREFIX)
    return Term(tuple(word.folded for word in words), sign=words[0].sign, prefix=prefix)


def _refuse_operators(piece: str, column: int) -> None:
    if piece in OPERATORS or NEAR.match(piece) or FIELD.match(piece) or piece[0] in "()-" or piece[-1] == ")":
        raise QueryError("query-words-only", column=column, piece=piece)


def find(query: Query, text: str) -> tuple[tuple[int, int], ...] | None:
    """Where a text matches, as (start, end) in code points, in order; None when it does not."""
    if not may_match(query, text):
        return None
    words = tuple(words_of(text))
    spans: set[tuple[int, int]] = set()
    for term in query.terms:
        found = [
            (words[place].start, words[place + len(term.words) - 1].end)
            for place in range(len(words) - len(term.words) + 1)
            if _stands(term, words, place)
        ]
        if not found:
            return None
        spans.update(found)
    return tuple(sorted(spans))


def may_match(query: Query, text: str) -> bool:
    """False when a word of the query is nowhere in the folded text: a cheap first look, never wrong when it says no."""
    folded = text.lower() if text.isascii() else text.translate(FOLD)
    return all(word in folded for term in query.terms for word in term.words)


def _stands(term: Term, words: Sequence[Word], place: int) -> bool:
    if term.sign and words[place].sign != term.sign:
        return False
    last = len(term.words) - 1
    return all(
        words[place + n].folded.startswith(word) if term.prefix and n == last else words[place + n].folded == word
        for n, word in enumerate(term.words)
    )
