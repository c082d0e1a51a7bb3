"""Queries compiled into programs of jumps, each called for by the rarest terms of which one must be there.

A posting (term, query, program) says: when this term is present, ask the query from this instruction on. Every match of
a query has such a term, and what that term already proves is not asked again.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import inf, prod
from typing import NamedTuple

from palabre.errors import QueryError
from palabre.query import _kernel as asking
from palabre.query import _token_kernel as layout
from palabre.query.meaning import Sequence as Meant
from palabre.query.meaning import meaning, meaning_of_url
from palabre.query.tree import And, Field, Near, Node, Not, Or, Term
from palabre.text.folding import FOLD

# The column that `has:` looks at, for each value.
HAS = {
    "link": "links",
    "image": "media",
    "video": "media",
    "audio": "media",
    "media": "media",
    "tag": "tags",
    "callout": "callouts",
    "title": "title",
}
# The kind of a term that is no word: the values of columns are looked up before the kernel runs.
OF_COLUMN = -1
_SCHEME = re.compile(r"\A[a-z][a-z0-9+.-]*://")
# Where a term is told, but none is needed.
NO_TERM = -1
# How likely words stand as a phrase or a NEAR asks when all are there: a guess that only orders what is asked first.
CLOSE_ENOUGH = 0.2
# What each question costs, in terms looked up.
COSTS = {asking.IN_A_ROW: 12.0, asking.NEAR: 40.0}
# Whose term a number is, as plain Python counts.
WORD, OF_TAG, OF_CALLOUT, URL, AUTHOR, SITE = map(
    int, (layout.WORD, layout.OF_TAG, layout.OF_CALLOUT, layout.URL, layout.AUTHOR, layout.SITE)
)
OF_TEXTS = frozenset(range(WORD, OF_CALLOUT + 2))
SIGNED = {"#": OF_TAG, "@": OF_CALLOUT}
_FIELDS = {
    "lang": (OF_COLUMN, "lang"),
    "source": (OF_COLUMN, "network"),
    "kind": (OF_COLUMN, "kind"),
    "has": (OF_COLUMN, ""),
    "author": (AUTHOR, "handle"),
    "site": (SITE, "links"),
}


class Question(NamedTuple):
    """Something asked of a row: one of several terms present, or a phrase, `~n` or NEAR, which `needs` such terms.

    `share` is how often it may hold; `calls` how often the terms that call for it are there, without end when none do.
    """

    asks: int
    subject: int
    terms: tuple[int, ...]
    share: float
    calls: float
    needs: tuple[Question, ...] = ()
    negated: bool = False

    def opposite(self) -> Question:
        """The same, asked not to hold: nothing calls for that."""
        return self._replace(negated=True, share=1 - self.share, calls=inf)


class Several(NamedTuple):
    """Parts that must all hold, or of which one must."""

    parts: tuple[Part, ...]
    is_all: bool
    share: float
    calls: float


Part = Question | Several


class Programs:
    """Queries compiled together: their terms numbered, their programs in one code. It only grows."""

    def __init__(self, share_of: Callable[[str], float]) -> None:
        self.share_of = share_of
        self.terms: dict[str, int] = {}
        self.kinds, self.shares = array("b"), array("d")
        self.ids = array("q")
        # Flat rows: postings of 4 numbers, always of 3, code of 4, sequences of 4, elements of 2, nears of 6.
        self.postings, self.always, self.code, self.pool = array("i"), array("i"), array("i"), array("i")
        self.sequences, self.elements, self.nears, self.sides = array("i"), array("i"), array("i"), array("i")
        self.columns: set[str] = set()
        self.longest_reach = 0
        self.longest_sequence = 1
        self._numbers: dict[tuple[object, ...], int] = {}

    def add(self, identity: int, node: Node) -> int:
        """Compiles one more query; its number."""
        query = len(self.ids)
        part = self.part_of(node)
        self.ids.append(identity)
        if part.calls == inf:
            self.always.extend((query, self._asked(part, asking.ACCEPT, asking.REJECT), NO_TERM))
            return query
        called: list[tuple[int, int]] = []
        self._call(part, asking.ACCEPT, called)
        rows: list[int] = []
        for term, at in dict.fromkeys(called):
            rows += (term, query, at, NO_TERM) if at < 0 else (term, query, *self._needed(term, at))
        self.postings.extend(rows)
        return query

    def _needed(self, term: int, at: int) -> tuple[int, int]:
        """Where to ask from, and a term without which there is no need to ask at all."""
        asks, subject, then, otherwise = self.code[4 * at : 4 * at + 4]
        if asks == asking.TERM and otherwise == asking.REJECT:
            return then, subject
        if asks == asking.IN_A_ROW and otherwise == asking.REJECT:
            first, end = self.sequences[4 * subject : 4 * subject + 2]
            others = [one for one in self.elements[2 * first : 2 * end : 2] if one != term]
            return at, min(others, key=self.shares.__getitem__, default=NO_TERM)
        return at, NO_TERM

    @property
    def columns_read(self) -> frozenset[str]:
        """The columns of posts that the queries look at."""
        return frozenset(self.columns if OF_TEXTS.isdisjoint(self.kinds) else self.columns | {"title", "text"})

    @property
    def size_bytes(self) -> int:
        """The memory of what is kept between two queries added: the names of terms above all."""
        names = sys.getsizeof(self.terms) + sum(map(sys.getsizeof, self.terms))
        phrases = sys.getsizeof(self._numbers) + sum(
            sys.getsizeof(key) + sys.getsizeof(key[0]) for key in self._numbers
        )
        rows = (self.kinds, self.shares, self.ids, self.postings, self.always, self.code, self.pool, self.sequences)
        return names + phrases + sum(map(sys.getsizeof, (*rows, self.elements, self.nears, self.sides)))

    def part_of(self, node: Node) -> Part:
        """A query as questions, simplified."""
        return self._part(node, negated=False)

    # From the tree to parts

    def _part(self, node: Node, *, negated: bool) -> Part:
        if isinstance(node, And | Or):
            return self._several(node, negated=negated)
        if isinstance(node, Not):
            return self._part(node.node, negated=not negated)
        if isinstance(node, Near):
            return self._near(node, negated=negated)
        return self._field(node, negated=negated) if isinstance(node, Field) else self._term(node, negated=negated)

    def _several(self, node: And | Or, *, negated: bool) -> Part:
        is_all = isinstance(node, And) is not negated
        words: list[int] = []
        parts: list[Part] = []
        are_alike = is_all is negated
        for one in node.nodes:
            # One of several words, or none of several, is a single question: what long lists are made of.
            number = self._plain(one) if are_alike and isinstance(one, Term) else None
            if number is None:
                parts.append(self._part(one, negated=negated))
            else:
                words.append(number)
        if words:
            parts.append(self._any_of(tuple(words), negated=negated))
        return _joined(parts, is_all=is_all)

    def _term(self, term: Term, *, negated: bool) -> Part:
        number = self._plain(term)
        if number is not None:
            return self._any_of((number,), negated=negated)
        return self._one_of([self._way(meant, term.column, is_url=False) for meant in _meaning(term)], negated=negated)

    def _plain(self, term: Term) -> int | None:
        """The number of a term that is one plain word, as most are; None for others, which are longer to read."""
        written = term.written
        if not term.prefix:
            known = self.terms.get(written)
            if known is not None and self.kinds[known] == WORD and written.isascii():
                return known
        word = _plain_word(written)
        if not 0 < len(word) <= layout.LONGEST_PREFIX:
            return None
        return self._number(word + "*", WORD + 1) if term.prefix else self._number(word, WORD)

    def _one_of(self, parts: list[Question], *, negated: bool) -> Part:
        """One of several ways to match, or none of them."""
        if negated:
            return _joined([one.opposite() for one in parts], is_all=True)
        return _joined(parts, is_all=False)

    def _any_of(self, terms: tuple[int, ...], *, negated: bool = False) -> Question:
        share = min(1.0, sum(map(self.shares.__getitem__, terms)))
        if negated:
            return Question(asking.ANY, 0, terms, 1 - share, inf, (), True)
        return Question(asking.ANY, 0, terms, share, share)

    def _way(self, meant: Meant, column: int, *, is_url: bool) -> Question:
        """One sequence as a question: a term when it is one word."""
        terms = self._terms_of(meant, column, is_url=is_url)
        if len(terms) == 1:
            return self._any_of((terms[0][0],))
        rarest = min([term for term, _ in terms], key=self.shares.__getitem__)
        share = self.shares[rarest]
        return Question(asking.IN_A_ROW, self._sequence(meant, terms), (rarest,), share * CLOSE_ENOUGH, share)

    def _terms_of(self, meant: Meant, column: int, *, is_url: bool) -> list[tuple[int, int]]:
        """The terms of a sequence and their offsets."""
        last = len(meant.elements) - 1
        found = []
        for place, (offset, key) in enumerate(meant.elements):
            is_begun = meant.prefix and place == last
            kind = URL if is_url else SIGNED.get(key[0], WORD)
            if is_begun and len(key.lstrip("#@")) > layout.LONGEST_PREFIX:
                raise QueryError("query-long-prefix", column=column, most=layout.LONGEST_PREFIX)
            name = f"url:{key}" if is_url else key
            name += "*" * is_begun
            found.append((self._number(name, kind + is_begun), offset))
        return found

    def _sequence(self, meant: Meant, terms: list[tuple[int, int]]) -> int:
        """The number of a sequence: a phrase begins with its rarest term, a `~n` has equal terms side by side."""
        window = 0 if meant.within is None else len(terms) + meant.within
        key = (tuple(terms), meant.width, window)
        if (known := self._numbers.get(key)) is not None:
            return known
        first = len(self.elements) // 2
        if window:
            for term, times in Counter(term for term, _ in terms).items():
                self.elements.extend((term, times) + (term, 0) * (times - 1))
        else:
            shares = self.shares
            for element in sorted(terms, key=lambda one: shares[one[0]]):
                self.elements.extend(element)
        self.sequences.extend((first, first + len(terms), meant.width, window))
        self.longest_reach = max(self.longest_reach, meant.width, window)
        self.longest_sequence = max(self.longest_sequence, len(terms))
        self._numbers[key] = number = len(self.sequences) // 4 - 1
        return number

    def _near(self, node: Near, *, negated: bool) -> Question:
        (first, middle, left), (_, end, right) = (self._side(one) for one in (node.left, node.right))
        self.nears.extend((first, middle, middle, end, node.words, node.ordered))
        self.longest_reach = max(self.longest_reach, node.words + 1)
        number = len(self.nears) // 6 - 1
        rare, common = sorted((left, right), key=lambda side: side.share)
        near = Question(asking.NEAR, number, rare.terms, rare.share * CLOSE_ENOUGH, rare.share, (common, rare))
        return near.opposite() if negated else near

    def _side(self, node: Node) -> tuple[int, int, Question]:
        """Where the sequences of a side of a NEAR are listed, and the terms of which one must be present."""
        first, anchors = len(self.sides), []
        for term in _alternatives(node):
            for meant in _meaning(term):
                terms = self._terms_of(meant, term.column, is_url=False)
                self.sides.append(self._sequence(meant, terms))
                anchors.append(min([one for one, _ in terms], key=self.shares.__getitem__))
        return first, len(self.sides), self._any_of(tuple(dict.fromkeys(anchors)))

    def _field(self, field: Field, *, negated: bool) -> Part:
        if field.name == "url":
            self.columns.add("links")
            meant = meaning_of_url(field.value, prefix=field.prefix)
            return self._one_of([self._way(one, field.column, is_url=True) for one in meant], negated=negated)
        value = field.value.strip().lower()
        kind, column = _FIELDS[field.name]
        if field.name == "author":
            value = value.removeprefix("@")
            kind += field.prefix
        if field.name == "site":
            value = site_of(value)
        if field.name == "has":
            column = self._column_of(field, value)
        self.columns.add(column)
        if field.prefix and len(value) > layout.LONGEST_PREFIX:
            raise QueryError("query-long-prefix", column=field.column, most=layout.LONGEST_PREFIX)
        name = f"{field.name}:{value}{'*' if field.prefix and field.name == 'author' else ''}"
        return self._any_of((self._number(name, kind),) if value else (), negated=negated)

    def _column_of(self, field: Field, value: str) -> str:
        if value not in HAS:
            values = ", ".join(HAS)
            raise QueryError("query-unknown-value", column=field.column, name="has", value=value, values=values)
        return HAS[value]

    def _number(self, name: str, kind: int) -> int:
        """The number of a term, new when nothing asked for it before."""
        known = self.terms.get(name)
        if known is None:
            self.terms[name] = known = len(self.kinds)
            self.kinds.append(kind)
            self.shares.append(self.share_of(name))
        return known

    # From parts to programs

    def _call(self, part: Part, then: int, called: list[tuple[int, int]]) -> None:
        """Gathers the terms that call for a part, each with the instruction it calls; what it proves is not asked."""
        if isinstance(part, Several) and part.is_all:
            rarest = min(part.parts, key=_calls)
            others = tuple(one for one in part.parts if one is not rarest)
            self._call(rarest, self._asked_all(others, then, asking.REJECT), called)
        elif isinstance(part, Several):
            for one in part.parts:
                self._call(one, then, called)
        else:
            if part.asks != asking.ANY:
                then = self._emit(part.asks, part.subject, then, asking.REJECT)
            for common in part.needs[:1]:
                then = self._asked(common, then, asking.REJECT)
            called += [(term, then) for term in part.terms]

    def _asked(self, part: Part, then: int, otherwise: int) -> int:
        """The first instruction of those that ask a part and go on to one place or another."""
        if isinstance(part, Several):
            if part.is_all:
                return self._asked_all(part.parts, then, otherwise)
            # The last asked is written first.
            for one in sorted(part.parts, key=lambda one: -_effort(one) / max(one.share, 1e-9)):
                otherwise = self._asked(one, then, otherwise)
            return otherwise
        if part.negated:
            then, otherwise = otherwise, then
        if part.asks == asking.ANY:
            return self._asked_terms(part.terms, then, otherwise)
        then = self._emit(part.asks, part.subject, then, otherwise)
        for need in part.needs:
            then = self._asked_terms(need.terms, then, otherwise)
        return then

    def _asked_all(self, parts: tuple[Part, ...], then: int, otherwise: int) -> int:
        for one in sorted(parts, key=lambda one: -_effort(one) / max(1 - one.share, 1e-9)):
            then = self._asked(one, then, otherwise)
        return then

    def _asked_terms(self, terms: tuple[int, ...], then: int, otherwise: int) -> int:
        if len(terms) == 1:
            return self._emit(asking.TERM, terms[0], then, otherwise)
        self.pool.extend(sorted(terms, key=self.shares.__getitem__, reverse=True))
        return self._emit(asking.ANY, len(terms), then, otherwise)

    def _emit(self, asks: int, subject: int, then: int, otherwise: int) -> int:
        self.code.extend((asks, subject, then, otherwise))
        return len(self.code) // 4 - 1


def _meaning(term: Term) -> tuple[Meant, ...]:
    """What a term means; worked out here when it is a phrase of plain words, since most phrases are."""
    words = [_plain_word(one) for one in term.written.split(" ")]
    if not all(words):
        return meaning(term)
    within = term.within if len(words) > 1 else None
    return (Meant(tuple(enumerate(words)), term.prefix, len(words), within),)


def _plain_word(written: str) -> str:
    """The one word that something written is, folded; nothing when it is more than that, or less."""
    if written.isascii():
        return written.lower() if written.isalnum() else ""
    folded = unicodedata.normalize("NFC", written).translate(FOLD)
    # What separates, and what is alone, is folded to blanks; tags and handles keep their signs.
    return "" if " " in folded or "#" in folded or "@" in folded else folded


def _joined(parts: Sequence[Part], *, is_all: bool) -> Part:
    """Parts as one: those of the same kind flattened, and the terms asked alike put in one question."""
    if len(parts) == 1:
        return parts[0]
    kept: list[Part] = []
    alike: list[Question] = []
    for one in parts:
        for part in one.parts if isinstance(one, Several) and one.is_all is is_all else (one,):
            # One of several terms, or none of several, is a single question.
            if isinstance(part, Question) and part.asks == asking.ANY and part.negated is is_all:
                alike.append(part)
            else:
                kept.append(part)
    if alike:
        kept.append(_any_alike(alike) if len(alike) > 1 else alike[0])
    if len(kept) == 1:
        return kept[0]
    if is_all:
        return Several(
            tuple(kept), True, prod([one.share for one in kept]), min([one.calls for one in kept], default=inf)
        )
    return Several(tuple(kept), False, min(1.0, sum([one.share for one in kept])), sum([one.calls for one in kept]))


def _any_alike(questions: list[Question]) -> Question:
    """One of the terms of several questions, or none of them."""
    terms = tuple(dict.fromkeys(term for one in questions for term in one.terms))
    if questions[0].negated:
        return questions[0]._replace(terms=terms, share=max(0.0, 1 - sum(1 - one.share for one in questions)))
    share = min(1.0, sum(one.share for one in questions))
    return questions[0]._replace(terms=terms, share=share, calls=share)


def _calls(part: Part) -> float:
    return part.calls


def _effort(part: Part) -> float:
    """About how many terms are looked up to ask a part."""
    if isinstance(part, Several):
        return sum(_effort(one) for one in part.parts)
    return float(len(part.terms)) if part.asks == asking.ANY else COSTS[part.asks]


def _alternatives(node: Node) -> Iterator[Term]:
    """The terms of a side of a NEAR."""
    if isinstance(node, Term):
        yield node
    elif isinstance(node, Or):
        for one in node.nodes:
            yield from _alternatives(one)
    else:
        raise QueryError("query-near-operand", column=node.column, operator="NEAR")


def site_of(value: str) -> str:
    """The host that `site:` asks for, in small letters, without scheme, leading `www.` and trailing `/`."""
    return _SCHEME.sub("", value.strip().lower()).removeprefix("www.").rstrip("/")
