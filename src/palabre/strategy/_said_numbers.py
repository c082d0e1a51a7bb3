"""Numbers as people write them, in French and in English: 100k, 100 000, 100.000, 1,5 million, cent mille."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = {
    name: value
    for value, names in enumerate(
        (
            "zero", "un une one a an", "deux two", "trois three", "quatre four", "cinq five", "six", "sept seven",
            "huit eight", "neuf nine", "dix ten", "onze eleven", "douze twelve", "treize thirteen",
            "quatorze fourteen", "quinze fifteen", "seize sixteen", "seventeen", "eighteen", "nineteen",
        )
    )
    for name in names.split()
}  # fmt: skip
_TENS = {
    "vingt": 20, "vingts": 20, "twenty": 20, "trente": 30, "thirty": 30, "quarante": 40, "forty": 40, "fourty": 40,
    "cinquante": 50, "fifty": 50, "soixante": 60, "sixty": 60, "septante": 70, "seventy": 70, "huitante": 80,
    "octante": 80, "eighty": 80, "nonante": 90, "ninety": 90,
}  # fmt: skip
_HUNDREDS = {"cent": 100, "cents": 100, "hundred": 100, "centaine": 100, "dizaine": 10, "dozen": 12, "douzaine": 12}
_SCALES = {
    "mille": 1_000, "milles": 1_000, "mil": 1_000, "millier": 1_000, "milliers": 1_000, "thousand": 1_000,
    "thousands": 1_000, "grand": 1_000, "k": 1_000, "million": 1_000_000, "millions": 1_000_000, "m": 1_000_000,
    "mio": 1_000_000, "mn": 1_000_000,
}  # fmt: skip
_NAMES = {**_UNITS, **_TENS, **_HUNDREDS, **_SCALES}
_WORD = "|".join(sorted((name for name in _NAMES if name not in ("k", "m", "mn", "mio", "grand")), key=len)[::-1])
_SCALE = "|".join(sorted(_SCALES, key=len)[::-1])
_HALF = r"(?:un |a )?(?:demi|half)(?:[ -]a)?[ -](?:million|mille|thousand)"
# A plain number; it does not begin inside a word, another number or a version.
NUMBER = (
    rf"(?<![\w.,])(?:(?:\d{{1,3}}(?:[ .,']\d{{3}}){{1,4}}(?!\d)|\d{{1,12}}(?:[.,]\d{{1,2}})?(?!\d))"
    rf"(?:\s?(?:{_SCALE})\b)?|{_HALF}\b|(?:{_WORD})(?:[ -](?:et |and |de )?(?:{_WORD}))*\b)"
)
_DIGITS = re.compile(rf"(?P<digits>[\d][\d .,']*)(?P<scale>{_SCALE})?$")


@dataclass(frozen=True, slots=True)
class _Sum:
    """A number in words as far as it was read: what is closed by a thousand or a million, and what is still open."""

    closed: float = 0
    open: float = 0

    def and_then(self, word: str) -> _Sum:
        value = _NAMES.get(word, 0)
        if word in _SCALES:
            return _Sum(self.closed + (self.open or 1) * value, 0)
        if word in _HUNDREDS:
            return _Sum(self.closed, self.open - self.open % 100 + (self.open % 100 or 1) * value)
        if word in ("vingt", "vingts") and self.open % 100 == 4:
            return _Sum(self.closed, self.open + 76)
        return _Sum(self.closed, self.open + value)


def number_of(said: str) -> float:
    """The value of a number found by `NUMBER`."""
    said = said.strip()
    if re.fullmatch(_HALF, said):
        return 500_000 if "million" in said else 500
    found = _DIGITS.fullmatch(said)
    if found is None:
        total = _Sum()
        for word in re.split(r"[ -]+", said):
            total = total.and_then(word)
        return total.closed + total.open
    digits = found["digits"].strip()
    if re.fullmatch(r"\d{1,3}(?:[ .,']\d{3})+", digits):
        digits = re.sub(r"\D", "", digits)
    return float(digits.replace(",", ".").replace(" ", "")) * _SCALES.get(found["scale"] or "", 1)
