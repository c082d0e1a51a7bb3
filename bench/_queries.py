"""Posts to match and the queries of a monitoring house to match them with, both the same for the same seed.

Real posts when the shared folder is there: short messages in several languages, about 120 bytes each. Queries are drawn
from their words: brands, lists of products in a context, phrases, words near one another, beginnings, common words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from palabre.query.said import said as text_of
from palabre.query.tree import And, Near, Node, Not, Or, Term
from palabre.text.folding import FOLD

if TYPE_CHECKING:
    import pyarrow as pa

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
FILES = (
    "coordinated/ira_troll_tweets_part1.parquet",
    "coordinated/ira_troll_tweets_part2.parquet",
    "community/zulip_lean_messages.parquet",
)
LONGEST_POST = 500
LINK = re.compile(r"https?://\S+")


def texts(count: int, *, seed: int) -> pa.Array:
    """So many posts, shuffled: real ones when they are there, else made of words as frequent as real ones."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rng = Random(seed)
    found: list[str] = []
    for file in FILES:
        if (SHARED / file).exists():
            found += [one for one in pq.read_table(SHARED / file, columns=["text"])["text"].to_pylist() if one]
    if not found:
        found = list(_made_up(rng, count))
    rng.shuffle(found)
    while len(found) < count:
        found += found[: count - len(found)]
    return pa.array([one[:LONGEST_POST] for one in found[:count]], pa.large_string())


def _made_up(rng: Random, count: int) -> Iterator[str]:
    """Posts of 5 to 35 words drawn from 60,000, the n-th most frequent about n times rarer than the first."""
    letters = "eaisnrtoludcmpévqfbghjàxèyêzwçôk"
    words = ["".join(rng.choices(letters, k=2 + min(9, int(math.log2(n + 1) / 2) + n % 4))) for n in range(60_000)]
    shares = [1 / (n + 3) for n in range(len(words))]
    for _ in range(count):
        said = rng.choices(words, shares, k=rng.randint(5, 35))
        yield " ".join(f"#{one}" if rng.random() < 0.03 else one for one in said) + rng.choice(["", ".", "!", " 👍"])


class Drawn:
    """Words, phrases and whole queries drawn from posts."""

    def __init__(self, posts: Sequence[str], *, seed: int) -> None:
        self.rng = Random(seed)
        self.posts = [LINK.sub(" ", one).translate(FOLD).replace("#", " ").replace("@", " ").split() for one in posts]
        counted = Counter(word for words in self.posts for word in set(words))
        self.ranked = [word for word, times in counted.most_common() if times > 1 and word.isalnum() and len(word) > 1]
        self.rank = {word: rank for rank, word in enumerate(self.ranked)}

    def word(self, first: int = 300, last: int | None = None) -> Term:
        """A word of a rank between two, the rarer ones as likely as the more frequent ones (log-uniform)."""
        last = last or len(self.ranked) - 1
        rank = int(math.exp(self.rng.uniform(math.log(first), math.log(last))))
        return Term(written=self.ranked[min(rank, len(self.ranked) - 1)])

    def words(self, least: int, most: int, first: int = 300) -> Node:
        """One of several words."""
        drawn = {self.word(first) for _ in range(self.rng.randint(least, most))}
        return any_of(sorted(drawn, key=text_of))

    def said(self, length: int, *, rarest: int) -> list[str]:
        """Words that stood in a row in a post, one of them at least of some rank."""
        while True:
            words = self.rng.choice(self.posts)
            if len(words) >= length:
                first = self.rng.randrange(len(words) - length + 1)
                said = words[first : first + length]
                if max(self.rank.get(word, 0) for word in said) >= rarest:
                    return said

    def brand(self) -> Node:
        """A rare word, with its tag and its handle, and now and then what it must not stand with."""
        word = self.word(3_000)
        asked: Node = word
        if self.rng.random() < 0.5:
            asked = any_of([word, Term(written=f"#{word.written}"), Term(written=f"@{word.written}")])
        return asked if self.rng.random() < 0.7 else And(nodes=(asked, Not(node=self.words(1, 6))))

    def products(self) -> Node:
        """A long list of words, most often in a context, and often not with other words."""
        nodes = [self.words(5, 50, 3_000)]
        if self.rng.random() < 0.6:
            nodes.append(self.words(3, 12))
        if self.rng.random() < 0.5:
            nodes.append(Not(node=self.words(3, 15)))
        return And(nodes=tuple(nodes)) if len(nodes) > 1 else nodes[0]

    def phrases(self) -> Node:
        """One of several phrases that somebody said."""
        said = (" ".join(self.said(self.rng.choice((2, 3)), rarest=1_000)) for _ in range(self.rng.randint(2, 12)))
        return any_of([Term(written=one, quoted=True) for one in said])

    def near(self) -> Node:
        """Words of one post near one another, each with others that might stand for it."""
        said = [word for word in self.said(6, rarest=1_000) if self.rank.get(word, 0) >= 200]
        left, right = (said * 2)[:2]
        sides = [
            any_of([Term(written=one), *(self.word() for _ in range(self.rng.randint(0, 4)))]) for one in (left, right)
        ]
        return Near(left=sides[0], right=sides[1], words=self.rng.randint(2, 10), ordered=self.rng.random() < 0.2)

    def begun(self) -> Node:
        """The beginning of a word, in a context."""
        while len(word := self.word(1_000).written) < 5:
            continue
        begun = Term(written=word[: self.rng.randint(4, len(word))], prefix=True)
        return And(nodes=(begun, self.words(3, 12)))

    def common(self) -> Node:
        """A word that means several things, in a context and not in others."""
        return And(nodes=(self.word(200, 2_000), self.words(3, 12), Not(node=self.words(3, 12))))

    def queries(self, count: int, *, boolean: bool) -> list[Node]:
        """So many queries, as a monitoring house has them; `boolean` ones ask for words alone, without places."""
        kinds: list[tuple[int, Callable[[], Node]]] = [(25, self.brand), (25, self.products), (7, self.common)]
        if not boolean:
            kinds += [(20, self.phrases), (15, self.near), (5, self.begun)]
        shares, drawn = [share for share, _ in kinds], [draw for _, draw in kinds]
        return [draw() for draw in self.rng.choices(drawn, shares, k=count)]


def any_of(nodes: Sequence[Node]) -> Node:
    """One of several, or the only one."""
    return Or(nodes=tuple(nodes)) if len(nodes) > 1 else nodes[0]
