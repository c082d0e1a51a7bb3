"""Reads a sentence as a row of ideas (a number, a price, likes, a robot), and finds ways of saying made of ideas.

A vocabulary gives each idea its words, a star standing for any ending. A way is written in ideas: "number ..2 goods
..5 money" is a number, then goods at most two words after it, then money at most five words after those; "a|b" is
either. What may not stand in between is the idea `other`, when a vocabulary has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

_WORD = re.compile(r"j'aimes?|\d+(?:[.,' ]?\d+)*(?:[km]\b)?|[a-z]+(?:4[a-z]+)?|[€$£%]")
_LETTERS = re.compile(r"[a-z]+(?:4[a-z]+)?|[€$£%]")
_NO_STEM_BELOW = 3


@dataclass(frozen=True, slots=True)
class _Step:
    """An idea to find, at most so many words after the one before."""

    ideas: int
    within: int


@dataclass(frozen=True, slots=True)
class Way:
    """A way of saying: its steps, and all its ideas together, which tell at once where it cannot be."""

    steps: tuple[_Step, ...]
    needs: tuple[int, ...]


class Ideas:
    """Words and the ideas they carry; a word may carry several."""

    def __init__(self, vocabulary: Mapping[str, str], *, alike: Mapping[str, str] | None = None) -> None:
        self.bits = {name: 1 << place for place, name in enumerate(vocabulary)}
        self._words: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        self._known: dict[str, int] = {}
        for name, words in vocabulary.items():
            for word in words.split():
                kept = self._stems if word.endswith("*") else self._words
                key = word.rstrip("*")
                kept[key] = kept.get(key, 0) | self.bits[name]
        # Words that are spelt in too many ways to be listed.
        self._alike = tuple((re.compile(spelling), self.bits[name]) for name, spelling in (alike or {}).items())
        self._longest = max(map(len, self._stems), default=0)

    def way(self, written: str) -> Way:
        """The way of saying written in the names of ideas."""
        steps: list[_Step] = []
        within = 0
        for part in written.split():
            if part.startswith(".."):
                within = int(part[2:])
                continue
            steps.append(_Step(reduce(or_, (self.bits[name] for name in part.split("|"))), within))
            within = 0
        return Way(tuple(steps), tuple(step.ideas for step in steps))

    def read(self, sentence: str) -> list[tuple[int, int, int]]:
        """The words of a plain sentence that matter or not: their ideas, where each begins and ends."""
        return [(self.of(found.group()), *found.span()) for found in _WORD.finditer(sentence)]

    def there(self, sentence: str) -> int:
        """All the ideas of a plain sentence together, numbers left out."""
        known, there = self._known, 0
        for word in _LETTERS.findall(sentence):
            there |= known.get(word) or self.of(word)
        return there

    def of(self, word: str) -> int:
        """The ideas of one word."""
        if (known := self._known.get(word)) is not None:
            return known
        if word[0].isdigit():
            return self.bits.get("number", 0)
        ideas = self._words.get(word, 0)
        for length in range(_NO_STEM_BELOW, min(len(word), self._longest) + 1):
            ideas |= self._stems.get(word[:length], 0)
        for spelling, bit in self._alike:
            ideas |= bit if spelling.fullmatch(word) else 0
        if len(self._known) < 20_000:
            self._known[word] = ideas
        return ideas

    def places_of_any(self, ways: Sequence[Way], sentence: str) -> Iterator[tuple[int, int]]:
        """Where any of these ways of saying stands in a plain sentence."""
        words = self.read(sentence)
        there = reduce(or_, (ideas for ideas, _, _ in words), 0)
        for way in ways:
            if all(there & need for need in way.needs):
                yield from self.places(way, words)

    def places(self, way: Way, words: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
        """Where in the sentence a way of saying stands: the first and the last word of each place."""
        other = self.bits.get("other", 0)
        for begin, (ideas, start, _) in enumerate(words):
            if ideas & way.steps[0].ideas:
                last = _follow(way.steps[1:], words, begin, other)
                if last is not None:
                    yield start, words[last][2]


def _follow(steps: Sequence[_Step], words: Sequence[tuple[int, int, int]], at: int, other: int) -> int | None:
    """The place of the last step, each step being looked for from the nearest word on."""
    if not steps:
        return at
    for place in range(at + 1, min(at + 2 + steps[0].within, len(words))):
        ideas = words[place][0]
        if ideas & steps[0].ideas and (last := _follow(steps[1:], words, place, other)) is not None:
            return last
        if ideas & other:
            return None
    return None
