"""How many posts hold each term: learnt on the stream, guessed for what was never counted."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FEW_VALUES = {"lang": 0.3, "source": 0.3, "kind": 0.5, "has": 0.3, "author": 1e-4, "site": 1e-3}
FREQUENT = frozenset(
    re.findall(
        r"\w+",
        """
        a about all and are as at au aux avec be but by c ce ces d dans de des du elle en est et for from have he i il
        in is it j je l la le les m mais me my n ne not nous of on or ou par pas plus pour qu que qui s sa se so sur t
        that the this to tout un une vous was we with you
        """,
    )
)


class Frequencies:
    """In how many posts, of those counted, each term was present. Terms are named as queries name them.

    `loreal`, `lor*` (a beginning), `#loreal`, `@jean.fr`, `url:chat`, `lang:fr`, `author:jean`, `site:lemonde.fr`.
    """

    def __init__(self, posts: int = 0, counts: Mapping[str, int] | None = None) -> None:
        self.posts = posts
        self._counts = Counter(counts or {})

    def learn(self, posts: int, counts: Mapping[str, int]) -> None:
        """Counts more posts, and those of them that held each term; a term counted 0 times is known to be rare."""
        self.posts += posts
        self._counts.update(counts)

    def of(self, term: str) -> float:
        """The share of posts that hold a term, between 0 and 1: as counted, or guessed for a term never counted."""
        count = self._counts.get(term)
        return guessed(term) if count is None or not self.posts else (count + 0.5) / (self.posts + 1)

    def as_dict(self) -> dict[str, object]:
        """All that was learnt, as plain values."""
        return {"posts": self.posts, "counts": dict(self._counts)}

    def save(self, path: Path) -> None:
        """Writes what was learnt to a file."""
        path.write_text(json.dumps(self.as_dict(), ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Frequencies:
        """What was learnt and saved."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        return cls(kept["posts"], kept["counts"])


def guessed(term: str) -> float:
    """The share of posts that may hold a term nobody counted: short words are frequent, tags and handles rare."""
    field, colon, word = term.rpartition(":")
    if colon and field != "url":
        return FEW_VALUES[field]
    letters = word.strip("#@*")
    share = 0.2 if letters in FREQUENT else max(2e-5, 0.03 * 0.62 ** max(0, len(letters) - 2))
    if word[:1] in ("#", "@") or colon:
        share *= 0.05
    return min(1.0, 4 * share) if word.endswith("*") else share
