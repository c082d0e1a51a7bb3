"""A sentence without accents or capitals, letter for letter, so that hurried writing is read like careful writing."""

from __future__ import annotations

import re
import unicodedata

# Apostrophes, dashes, blanks, arrows and signs of multiplication, as a keyboard writes them.
_LIKE: dict[int, str] = {
    **dict.fromkeys((0x2019, 0x2018, 0x02BC, 0x60), "'"),
    **dict.fromkeys((0x2010, 0x2011, 0x2013, 0x2014, 0x2212), "-"),
    **dict.fromkeys((0xA0, 0x202F, 0x2009, 0x09, 0x0A, 0x0D), " "),
    0x2192: ">",
    0xD7: "x",
}


def spelt(text: str) -> str:
    """The text with its ligatures spelt out and its accents joined to their letters: what `plain` is as long as."""
    return unicodedata.normalize("NFC", text).replace("œ", "oe").replace("Œ", "OE")


def plain(text: str) -> str:
    """A spelt text without accents, capitals, typographic signs; as long as what was given."""
    return text.translate(_BARE)


class _Bare(dict[int, str]):
    """The bare letter of each letter, worked out the first time it is met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        base = unicodedata.normalize("NFKD", letter)[:1].lower() or letter
        self[code] = base if len(base) == 1 else letter
        return self[code]


_BARE = _Bare(_LIKE)


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a plain text begins and ends; a point inside a number ends none."""
    ends = [found.end() for found in re.finditer(r"[!?;]+|\.(?!\d)|(?:\s-\s)", text)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))
