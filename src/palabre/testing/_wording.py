"""Words drawn: `{a|b}` is a choice, `{name=a|b}` one that `{name}` recalls, `{place}` a word of the lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import TypeAlias

from palabre.testing._script import joined
from palabre.testing.scripts import text

_NAMED = re.compile(r"(\w+)=")
# Set before a word of the lists, so that it gets its capital where it begins a sentence.
_DRAWN = "\x01"
_FIRST = re.compile(rf"(^|[.!?…] ){_DRAWN}(\w)")
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Slot:
    """A choice, or with no options the recall of a name."""

    name: str | None
    options: tuple[_Phrase, ...]


_LINES = 0.5
_Runs: TypeAlias = "frozenset[tuple[str, ...]]"
_Phrase: TypeAlias = "tuple[str | _Slot, ...]"


@lru_cache(maxsize=2)
def lists(lang: str) -> Mapping[str, tuple[str, ...]]:
    """The words a slot may hold, by its name."""
    named = (line.partition(": ") for line in joined(text(f"{lang}/lists.txt")))
    return {name: tuple(words.split(" | ")) for name, _, words in named}


def worded(written: str, kept: dict[str, str], known: Mapping[str, Sequence[str]], rng: Random) -> str:
    """A text with its choices drawn; names of products and addresses of articles stay for later."""
    said = _said(_parsed(written), kept, known, rng)
    return _FIRST.sub(lambda found: found[1] + found[2].upper(), said).replace(_DRAWN, "")


def _said(phrase: _Phrase, kept: dict[str, str], known: Mapping[str, Sequence[str]], rng: Random) -> str:
    return "".join(part if isinstance(part, str) else _drawn(part, kept, known, rng) for part in phrase)


def _drawn(slot: _Slot, kept: dict[str, str], known: Mapping[str, Sequence[str]], rng: Random) -> str:
    name = slot.name
    if slot.options:
        said = _said(slot.options[int(rng.random() * len(slot.options))], kept, known, rng)
        if name is not None:
            kept[name] = said
        return said
    if name in kept:
        return kept[name]
    words = known.get(name or "", ())
    return _DRAWN + words[int(rng.random() * len(words))] if words else f"{{{name}}}"


@lru_cache(maxsize=8192)
def _parsed(written: str) -> _Phrase:
    options, end = _options(written, 0)
    if end < len(written) or len(options) > 1:
        raise ValueError(f"a choice that is not closed, or not opened: {written!r}")
    return options[0]


def _options(written: str, start: int) -> tuple[tuple[_Phrase, ...], int]:
    """The options written from `start` to the brace that closes them, and where that is."""
    options: list[_Phrase] = []
    parts: list[str | _Slot] = []
    place = text_from = start
    while place <= len(written):
        sign = written[place : place + 1]
        if sign in ("{", "|", "}", ""):
            parts += [written[text_from:place]] if place > text_from else []
            if sign == "{":
                slot, place = _slot(written, place + 1)
                parts.append(slot)
            else:
                options.append(tuple(parts))
                parts = []
                if sign != "|":
                    break
            text_from = place + 1
        place += 1
    return tuple(options), place


def _slot(written: str, start: int) -> tuple[_Slot, int]:
    named = _NAMED.match(written, start)
    options, end = _options(written, named.end() if named else start)
    if end >= len(written):
        raise ValueError(f"a choice that is not closed: {written!r}")
    if named is None and len(options) == 1 and options[0] and isinstance(options[0][0], str):
        return _Slot(options[0][0], ()), end
    return _Slot(named[1] if named else None, options), end


class Told:
    """What was said so far, so that no two wordings of one text are too much alike."""

    def __init__(self) -> None:
        self._texts: set[str] = set()
        self._runs: dict[tuple[int, int], list[_Runs]] = {}

    def are_new(self, origin: int, texts: Sequence[str], likeness: float) -> bool:
        """Whether none of these texts was said, and all differ enough from other wordings of `origin`.

        Lines of a thread may be closer to those of another than the threads are.
        """
        if len(set(texts)) < len(texts) or any(said in self._texts for said in texts):
            return False
        if len(texts) > 1 and not all(
            self._differs(origin, place, text, _LINES) for place, text in enumerate(texts, 1)
        ):
            return False
        return self._differs(origin, 0, " ".join(texts), likeness)

    def keep(self, origin: int, texts: Sequence[str]) -> None:
        """Remembers texts that are told."""
        self._texts.update(texts)
        for place, said in enumerate((" ".join(texts), *(texts if len(texts) > 1 else ()))):
            self._runs.setdefault((origin, place), []).append(_runs(said))

    def _differs(self, origin: int, place: int, text: str, likeness: float) -> bool:
        runs = _runs(text)
        return all(len(runs & said) <= likeness * len(runs | said) for said in self._runs.get((origin, place), ()))


def _runs(said: str) -> _Runs:
    words = _WORDS.findall(said.casefold())
    return frozenset(zip(words, words[1:], words[2:], strict=False)) or frozenset([tuple(words)])
