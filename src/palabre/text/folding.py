"""Folding and words: what makes `L’Oréal`, `l'oreal` and `L'ORÉAL` the same, in one mapping per code point.

NFKD, accents of Latin, Greek and Cyrillic dropped, case folded, ligatures spelt out; apostrophes and hyphens separate;
one Han, kana, Thai or emoji code point is a word of its own. A hashtag or a callout keeps its sign: `#loreal`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

SPELT_OUT = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "\u0131": "i", "þ": "th", "ð": "d"}
DROPPED_MARKS = ((0x0300, 0x036F), (0x0591, 0x05C7), (0x064B, 0x065F), (0x0670, 0x0670))
IGNORED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u0640") | {chr(c) for c in range(0xFE00, 0xFE10)}
SKIN_TONES = range(0x1F3FB, 0x1F400)
ALONE = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
SIGNS = "#@"


class Word(NamedTuple):
    """A folded word and where it stands in the text, in code points; a hashtag's span includes its sign."""

    folded: str
    start: int
    end: int
    sign: str


class _Fold(dict[int, str]):
    """What each code point becomes, worked out once when it is first met: letters, ` ` for a separator, or nothing."""

    def __missing__(self, point: int) -> str:
        self[point] = found = _fold_one(chr(point))
        return found


def _fold_one(letter: str) -> str:
    if letter in IGNORED or ord(letter) in SKIN_TONES:
        return ""
    if (sign := unicodedata.normalize("NFKC", letter)) in SIGNS:
        return sign
    folded = unicodedata.normalize("NFKC", _bare(letter).casefold())
    folded = "".join(SPELT_OUT.get(one, one) for one in folded)
    kept = "".join(one for one in folded if not _is_dropped(one))
    return "".join(map(_placed, kept)) or ("" if folded else " ")


def _placed(letter: str) -> str:
    if is_alone(letter):
        return f" {letter} "
    return letter if unicodedata.category(letter)[0] in "LNM" or letter == "_" else " "


def _bare(letter: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", letter) if not _is_dropped(one)) or letter


def _is_dropped(letter: str) -> bool:
    return any(first <= ord(letter) <= last for first, last in DROPPED_MARKS)


@lru_cache(maxsize=4096)
def is_alone(letter: str) -> bool:
    """Whether a code point is a word by itself: Han, kana, Thai, Lao, Khmer, Burmese, emoji."""
    point = ord(letter)
    return any(first <= point <= last for first, last in ALONE) or unicodedata.category(letter) == "So"


FOLD = _Fold()


def fold(text: str) -> str:
    """The text folded: words apart by spaces, separators gone, signs kept."""
    return text.translate(FOLD)


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in order, with their places in it."""
    letters: list[str] = []
    start = end = 0
    sign = ""
    for place, letter in enumerate(text):
        for one in FOLD[ord(letter)]:
            if (one.isascii() and (one.isalnum() or one == "_")) or not (one in " #@" or is_alone(one)):
                if not letters and not sign:
                    start = place
                letters.append(one)
                end = place + 1
                continue
            if letters:
                yield Word("".join(letters), start, end, sign)
                letters = []
            sign, start = (one, place) if one in SIGNS else ("", place)
            if is_alone(one):
                yield Word(one, place, place + 1, "")
    if letters:
        yield Word("".join(letters), start, end, sign)
