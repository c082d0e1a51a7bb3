"""The percolator that a skilled person would write in plain Python: what a compiled one must be worth.

Texts are folded by `str.translate` and split; each query is called for by its rarest words through a dictionary, and
is a few set operations in a closure. It knows words, tags and handles, not their places.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from palabre.query.tree import And, Node, Not, Or, Term
from palabre.text.folding import FOLD

LINK = re.compile(r"https?://\S+", re.IGNORECASE)
Asked = Callable[[set[str]], bool]


def words_in(text: str) -> set[str]:
    """The folded words of a text, tags and handles with their sign and without."""
    words = set(LINK.sub(" ", text).translate(FOLD).split())
    for word in [word for word in words if "#" in word or "@" in word]:
        words.add(word.strip("#@"))
    return words


class PlainPercolator:
    """Boolean queries over words, asked of one post after another."""

    def __init__(self, queries: Sequence[Node], sample: Iterable[str]) -> None:
        self.frequency = Counter(word for text in sample for word in words_in(text))
        self.asked = [self._compiled(node) for node in queries]
        self.called: dict[str, list[int]] = defaultdict(list)
        for number, node in enumerate(queries):
            for word in self._callers(node) or ():
                self.called[word].append(number)

    def match(self, texts: Iterable[str]) -> int:
        """How many pairs of a post and a query match."""
        found, called, asked = 0, self.called, self.asked
        for text in texts:
            words = words_in(text)
            candidates: set[int] = set()
            for word in words & called.keys():
                candidates.update(called[word])
            for number in candidates:
                found += asked[number](words)
        return found

    def _compiled(self, node: Node) -> Asked:
        if isinstance(node, Term):
            word = node.written
            return lambda words: word in words
        if isinstance(node, Not):
            part = self._compiled(node.node)
            return lambda words: not part(words)
        assert isinstance(node, And | Or)
        plain = frozenset(one.written for one in node.nodes if isinstance(one, Term))
        parts = tuple(self._compiled(one) for one in node.nodes if not isinstance(one, Term))
        if isinstance(node, Or):
            if not parts:
                return lambda words: not plain.isdisjoint(words)
            return lambda words: not plain.isdisjoint(words) or any(part(words) for part in parts)
        return lambda words: plain <= words and all(part(words) for part in parts)

    def _callers(self, node: Node) -> frozenset[str] | None:
        """The words of which one is in all that matches; None when there are none."""
        if isinstance(node, Term):
            return frozenset([node.written])
        if isinstance(node, Not):
            return None
        assert isinstance(node, And | Or)
        each = [self._callers(one) for one in node.nodes]
        known = [one for one in each if one is not None]
        if isinstance(node, And):
            return min(known, key=lambda words: sum(self.frequency[word] for word in words), default=None)
        return frozenset().union(*known) if len(known) == len(each) else None
