"""Parts of a query that can never match because of others: required and excluded, or two values of one field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from palabre.query._fields import LONGEST_PREFIX, shortened
from palabre.query.meaning import Sequence, meaning
from palabre.query.remarks import Remark, remark
from palabre.query.said import said
from palabre.query.tree import And, Field, Near, Node, Not, Or, Term

# A post has one of each.
_SINGLE = frozenset({"lang", "source", "kind"})
_HANDLE_CUT = re.compile(r"[.@-]|\Z")
_AUTHOR_CUT = re.compile(r"[.@]|\Z")


@dataclass(slots=True)
class _Excluded:
    """What the posts found must not hold: whole clauses, and single words or beginnings of words apart."""

    above: _Excluded | None
    clauses: set[Sequence | Field | Near] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    beginnings: set[str] = field(default_factory=set)

    def add(self, node: Node) -> None:
        """Notes what a NOT excludes; a conjunction excludes none of its parts alone."""
        if isinstance(node, Field | Near):
            self.clauses.add(node)
        elif isinstance(node, Term):
            for sequence in meaning(node):
                self.clauses.add(sequence)
                if len(sequence.elements) == 1:
                    (self.beginnings if sequence.prefix else self.words).add(sequence.elements[0][1])
        elif isinstance(node, Or):
            for part in node.nodes:
                self.add(part)

    def levels(self) -> Iterator[_Excluded]:
        """What is excluded here, then around."""
        level: _Excluded | None = self
        while level is not None:
            yield level
            level = level.above


@dataclass(frozen=True, slots=True)
class _Cause:
    """Why a part can never match: `node` is excluded, or asks for another value of a field than `other`."""

    node: Node
    other: Field | None = None


def contradictions(tree: Node) -> list[Remark]:
    """A contradiction when the query can never match; else a warning for each alternative that cannot."""
    found: list[Remark] = []
    cause = _cause(tree, _Excluded(None), found)
    if cause is None:
        return found
    part = shortened(said(cause.node))
    if cause.other is None:
        return [remark("query-contradiction", "contradiction", column=cause.node.column, part=part)]
    other = shortened(said(cause.other))
    return [remark("query-two-values", "contradiction", column=cause.node.column, part=part, other=other)]


def _cause(node: Node, excluded: _Excluded, found: list[Remark]) -> _Cause | None:
    """Why a node can never match; None when it can. Alternatives that cannot are added to what was found."""
    if isinstance(node, Or):
        return _cause_of_any(node, excluded, found)
    if isinstance(node, And):
        return _cause_of_all(node, excluded, found)
    if isinstance(node, Near):
        return _cause(node.left, excluded, found) or _cause(node.right, excluded, found)
    if isinstance(node, Term) and all(_is_excluded(sequence, excluded) for sequence in meaning(node)):
        return _Cause(node)
    if isinstance(node, Field) and _is_field_excluded(node, excluded):
        return _Cause(node)
    return None


def _cause_of_any(node: Or, excluded: _Excluded, found: list[Remark]) -> _Cause | None:
    causes = [_cause(part, excluded, found) for part in node.nodes]
    dead = [cause for cause in causes if cause is not None]
    if len(dead) == len(causes):
        return dead[0]
    found += [
        remark("query-dead-part", "warning", column=cause.node.column, part=shortened(said(cause.node)))
        for cause in dead
    ]
    return None


def _cause_of_all(node: And, excluded: _Excluded, found: list[Remark]) -> _Cause | None:
    denied = [part.node for part in node.nodes if isinstance(part, Not)]
    if denied:
        excluded = _Excluded(excluded)
        for part in denied:
            excluded.add(part)
    singles: dict[str, Field] = {}
    for part in node.nodes:
        if isinstance(part, Field) and part.name in _SINGLE:
            other = singles.setdefault(part.name, part)
            if not _are_compatible(part, other):
                return _Cause(part, other)
        if (cause := _cause(part, excluded, found)) is not None:
            return cause
    return None


def _are_compatible(one: Field, other: Field) -> bool:
    if one.name != "lang":
        return one.value == other.value
    short, long = sorted((one.value, other.value), key=len)
    return long == short or long.startswith(f"{short}-")


def _is_field_excluded(node: Field, excluded: _Excluded) -> bool:
    answers = [node] if node.prefix else [Field(name=node.name, value=value) for value in _values_answered(node)]
    return any(answer in level.clauses for level in excluded.levels() for answer in answers)


def _values_answered(node: Field) -> list[str]:
    """What may be asked to find all that a field finds: `site:fr` finds all that `site:lemonde.fr` does."""
    if node.name == "site":
        parts = node.value.split(".")
        return [".".join(parts[n:]) for n in range(len(parts))]
    if node.name == "author":
        return [node.value[: cut.start()] for cut in _AUTHOR_CUT.finditer(node.value)]
    return [node.value, node.value.split("-")[0]] if node.name == "lang" else [node.value]


def _is_excluded(sequence: Sequence, excluded: _Excluded) -> bool:
    keys = [key for _, key in sequence.elements]
    whole = keys[:-1] if sequence.prefix else keys
    for level in excluded.levels():
        if sequence in level.clauses or any(_is_word_excluded(key, level) for key in whole):
            return True
        if sequence.prefix and any(_begins(key, level.beginnings) for key in (keys[-1], keys[-1].lstrip("#@"))):
            return True
    return False


def _is_word_excluded(key: str, level: _Excluded) -> bool:
    """Whether every word that answers to a key is excluded."""
    if not level.words and not level.beginnings:
        return False
    return any(answer in level.words or _begins(answer, level.beginnings) for answer in _words_answered(key))


def _words_answered(key: str) -> list[str]:
    """What may be asked to find all that a key finds: `#loreal` is found by `loreal` too."""
    if not key.startswith("@"):
        return [key, key[1:]] if key.startswith("#") else [key]
    handle = key[1:]
    cuts = [cut.start() for cut in _HANDLE_CUT.finditer(handle)]
    return [handle[: cuts[0]], *("@" + handle[:cut] for cut in cuts)]


def _begins(word: str, beginnings: set[str]) -> bool:
    return bool(beginnings) and any(word[:length] in beginnings for length in range(1, LONGEST_PREFIX + 2))
