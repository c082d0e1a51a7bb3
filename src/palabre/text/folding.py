"""Folding and words: what makes `L’Oréal`, `l'oreal` and `L'ORÉAL` the same, in one mapping per code point.

NFKD, accents of Latin, Greek and Cyrillic dropped, case folded, ligatures spelt out; apostrophes and hyphens separate;
one Han, kana, Thai or emoji code point is a word of its own. A hashtag or a callout keeps its sign: `#loreal`. Links
give no words, nor do the networks of handles: `@ana.bsky.social` is the word `ana`.

This is the slow, obvious reading of a text: the kernel is checked against it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

SPELT_OUT = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "\u0131": "i", "þ": "th", "ð": "d"}
# Accents; Hebrew points, but not the hyphen and the stops that stand among them; Arabic harakat.
DROPPED_MARKS = (
    (0x0300, 0x036F),
    (0x0591, 0x05BD),
    (0x05BF, 0x05BF),
    (0x05C1, 0x05C2),
    (0x05C4, 0x05C5),
    (0x05C7, 0x05C7),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
)
# What nobody sees: soft hyphen, zero-width letters, marks of direction, variation selectors, tags of flags. And the
# Arabic tatweel, which only makes a word longer.
UNSEEN = (
    (0x00AD, 0x00AD),
    (0x061C, 0x061C),
    (0x0640, 0x0640),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0x1F3FB, 0x1F3FF),
    (0xE0000, 0xE0FFF),
)
# Thai and Lao, Burmese, Khmer, signs of repetition, kana, Han, and the emoji that this Python may not know yet.
ALONE = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3005, 0x3007),
    (0x3021, 0x3029),
    (0x3031, 0x3035),
    (0x3038, 0x303B),
    (0x3040, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xA9E0, 0xA9FF),
    (0xAA60, 0xAA7F),
    (0xF900, 0xFAFF),
    (0x1B000, 0x1B16F),
    (0x1F300, 0x1FAFF),
    (0x20000, 0x3FFFF),
)
SIGNS = "#@"
APOSTROPHE = "\u02bc"  # the one that Unicode calls a letter
JUMP = 1_000
_LINK = re.compile(r"""[hH][tT]{2}[pP][sS]?://[^\s<>"'`{}|\\^\u00ab\u00bb\u201c\u201d\u2018\u2019\u2026]+""")


class Word(NamedTuple):
    """A folded word, its place in the text (code points, its sign included) and its position among the words.

    `sign` is `#`, `@` or nothing. `handle` is the whole folded handle of which a callout's word is the beginning; the
    callout's place is that of the handle.
    """

    folded: str
    start: int
    end: int
    sign: str = ""
    position: int = 0
    handle: str = ""

    @property
    def answers(self) -> tuple[str, ...]:
        """All that finds this word: `loreal` and `#loreal`; `jean`, `@jean`, `@jean-paul` and `@jean-paul.fr`."""
        if self.sign == "@":
            ends = [place for place, letter in enumerate(self.handle) if letter in ".-@"]
            return (self.folded, *(f"@{self.handle[:end]}" for end in [*ends, len(self.handle)]))
        return (self.folded, f"#{self.folded}") if self.sign else (self.folded,)

    @property
    def width(self) -> int:
        """How many positions it takes: 1, or all the words of a handle: 2 for `@jean-paul.fr`."""
        return 1 + re.split("[.@]", self.handle)[0].count("-")


class _Fold(dict[int, str]):
    """What each code point becomes, worked out once when it is first met: letters, ` ` for a separator, or nothing."""

    def __missing__(self, point: int) -> str:
        self[point] = found = _fold_one(chr(point))
        return found


def _fold_one(letter: str) -> str:
    if _vanishes(letter):
        return ""
    if (sign := unicodedata.normalize("NFKC", letter)) in SIGNS:
        return sign
    bare = "".join(one for one in unicodedata.normalize("NFKD", letter) if not _vanishes(one))
    folded = unicodedata.normalize("NFKC", bare.casefold())
    folded = "".join(SPELT_OUT.get(one, one) for one in folded)
    return "".join(_placed(one) for one in folded if not _vanishes(one))


def _placed(letter: str) -> str:
    if is_alone(letter):
        return f" {letter} "
    is_letter = unicodedata.category(letter)[0] in "LNM" and letter != APOSTROPHE
    return letter if is_letter or letter == "_" else " "


def _vanishes(letter: str) -> bool:
    return _is_among(letter, DROPPED_MARKS) or _is_among(letter, UNSEEN)


def _is_among(letter: str, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(first <= ord(letter) <= last for first, last in ranges)


@lru_cache(maxsize=4096)
def is_alone(letter: str) -> bool:
    """Whether a code point is a word by itself: Han, kana, Thai, Lao, Khmer, Burmese, emoji; never punctuation."""
    category = unicodedata.category(letter)
    return category == "So" or (category[0] not in "PZ" and _is_among(letter, ALONE))


FOLD = _Fold()


def fold(text: str) -> str:
    """The text folded: words apart by spaces, separators gone, signs kept."""
    return text.translate(FOLD)


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in order, with their places in it. Links are left out."""
    return _read(_symbols(_LINK.sub(lambda link: " " * len(link[0]), text)))


def plain_words_of(text: str) -> Iterator[Word]:
    """The words of a text that is no prose, such as an address: signs separate, and nothing is left out."""
    return _read([(" " if one in SIGNS else one, place) for one, place in _symbols(text)])


def words_of_post(title: str | None, text: str | None) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words of a title and of the text under it; the text's positions follow on, 1,000 further.

    So no phrase crosses from one to the other. The places are those in each.
    """
    above = tuple(words_of(title or ""))
    jump = JUMP + len(above)
    return above, tuple(word._replace(position=jump + word.position) for word in words_of(text or ""))


_Symbols = list[tuple[str, int]]


def _symbols(text: str) -> _Symbols:
    """The folded letters of a text, each with its place; ASCII dots and hyphens are kept, since handles hold them."""
    found: _Symbols = []
    for place, letter in enumerate(text):
        folded = letter if letter in ".-" else FOLD[ord(letter)]
        if len(folded) > 1 and is_alone(folded[1]):
            # The blank before it only says that it is alone: nothing stands between it and a sign.
            folded = folded[1:]
        found.extend((one, place) for one in folded)
    return found


def _read(symbols: _Symbols) -> Iterator[Word]:
    at = position = 0
    while at < len(symbols):
        sign = symbols[at][0] if symbols[at][0] in SIGNS and not _is_letter(symbols, at - 1) else ""
        first = at + len(sign)
        end = _word_end(symbols, first)
        if end == first:
            # A separator, or a sign that nothing follows.
            at += 1
            continue
        handle_end = _handle_end(symbols, end) if sign == "@" else end
        handle = _joined(symbols, first, handle_end) if sign == "@" else ""
        start = symbols[at][1]
        yield Word(_joined(symbols, first, end), start, symbols[handle_end - 1][1] + 1, sign, position, handle)
        position += 1
        while end < handle_end and symbols[end][0] == "-":
            first, end = end + 1, _word_end(symbols, end + 1)
            yield Word(_joined(symbols, first, end), symbols[first][1], symbols[end - 1][1] + 1, "", position)
            position += 1
        at = handle_end


def _word_end(symbols: _Symbols, at: int) -> int:
    """Where the word that begins here ends; here, when none begins."""
    if at < len(symbols) and is_alone(symbols[at][0]):
        return at + 1
    while _is_letter(symbols, at):
        at += 1
    return at


def _handle_end(symbols: _Symbols, at: int) -> int:
    """Where the handle whose first word ends here ends."""
    while _is_letter(symbols, at - 1) and _is_letter(symbols, at + 1) and symbols[at][0] in ".-@":
        at = _word_end(symbols, at + 1)
    return at


def _is_letter(symbols: _Symbols, at: int) -> bool:
    if not 0 <= at < len(symbols):
        return False
    letter = symbols[at][0]
    return letter not in " .-#@" and not is_alone(letter)


def _joined(symbols: _Symbols, first: int, end: int) -> str:
    return "".join(letter for letter, _ in symbols[first:end])
