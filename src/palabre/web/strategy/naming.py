"""Short names proposed from what was written: `Les amis du marché` is `les-amis-du-marche`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from itertools import count

LONGEST = 32
_TELLING = ("name", "goal", "subject", "message", "trigger", "platform", "handle", "kind", "about", "network")


def short_name(said: Mapping[str, object], *, taken: Collection[str], otherwise: str) -> str:
    """A short name for a line that says this, unlike those taken; made from `otherwise` when it says nothing."""
    words = next((str(said[name]) for name in _TELLING if said.get(name)), otherwise)
    made = slug(words) or slug(otherwise)
    return next(one for one in _tries(made) if one not in taken)


def slug(words: str) -> str:
    """Words as a short name: small letters without accents, digits and dashes, no word cut when there is room.

    >>> slug("Les amis du marché !")
    'les-amis-du-marche'
    """
    bare = unicodedata.normalize("NFKD", words.replace("œ", "oe").replace("Œ", "oe")).encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")
    if len(made) <= LONGEST:
        return made
    return made[: LONGEST + 1].rpartition("-")[0] or made[:LONGEST]


def _tries(made: str) -> list[str] | map[str]:
    return map(lambda n: made if n == 1 else f"{made}-{n}", count(1))
