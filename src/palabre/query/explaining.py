"""A query taken apart: its clauses, the query without one of them, and looser queries that show near misses.

Nothing here reads posts: `palabre.listen` counts what each clause brings and takes away on a workspace.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from palabre.query.judging import requires_nothing
from palabre.query.said import said
from palabre.query.tree import And, Field, Near, Node, Not, Or, Term

Role = Literal["required", "either", "excluded"]
Loosening = Literal["lacks", "excluded", "apart", "further", "begins"]

SHORTEST_STEM = 4
LAST_LETTERS = 2
APART = 5
FURTHER = 3
MOST_WORDS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A part of a query at its top: `required` and `excluded` ones all hold, one of the `either` ones does.

    `node` is the part itself, without the NOT of an excluded one; `rest` the query without it, None when that would
    require nothing.
    """

    role: Role
    node: Node
    rest: Node | None

    @property
    def text(self) -> str:
        """The clause as it is written."""
        return said(self.node)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looser:
    """A query that finds a little more, and how: what it finds more are near misses.

    `lacks` and `excluded`: one clause left out; `apart`: the words of a phrase, not in a row; `further`: a NEAR with
    more words between; `begins`: what begins like a word.
    """

    how: Loosening
    clause: Node
    node: Node


def clauses_of(tree: Node) -> tuple[Clause, ...]:
    """The clauses of a query, in the order written."""
    parts = tree.nodes if isinstance(tree, (And, Or)) else (tree,)
    rests = [_joined(tree, parts[:place] + parts[place + 1 :]) for place in range(len(parts))]
    return tuple(
        Clause(
            role="excluded" if isinstance(part, Not) else "either" if isinstance(tree, Or) else "required",
            node=part.node if isinstance(part, Not) else part,
            rest=rest if rest is not None and not requires_nothing(rest) else None,
        )
        for part, rest in zip(parts, rests, strict=True)
    )


def looser_than(tree: Node) -> tuple[Looser, ...]:
    """Looser queries, one change at a time, the likeliest to show what was forgotten first."""
    parts = tree.nodes if isinstance(tree, (And, Or)) else (tree,)
    found: list[Looser] = []
    for place, part in enumerate(parts):
        for how, clause, other in _loosened(part):
            whole = _joined(tree, (*parts[:place], other, *parts[place + 1 :]))
            if whole is not None:
                found.append(Looser(how=how, clause=clause, node=whole))
    if isinstance(tree, And):
        found += [Looser(how=how, clause=clause, node=rest) for how, clause, rest in _without_one(tree)]
    return tuple(found)


def _without_one(tree: And) -> Iterator[tuple[Loosening, Node, Node]]:
    for clause in clauses_of(tree):
        if clause.rest is not None:
            yield "excluded" if clause.role == "excluded" else "lacks", clause.node, clause.rest


def fields_of(tree: Node) -> frozenset[str]:
    """The names of the fields a query asks about."""
    match tree:
        case Field():
            return frozenset({tree.name})
        case Near():
            return fields_of(tree.left) | fields_of(tree.right)
        case Not():
            return fields_of(tree.node)
        case And() | Or():
            return frozenset().union(*map(fields_of, tree.nodes))
        case _:
            return frozenset()


def _joined(tree: Node, parts: tuple[Node, ...]) -> Node | None:
    """The parts joined as the tree joins its own; a part joined by the same operator is taken in."""
    if not isinstance(tree, (And, Or)) or len(parts) < 2:
        return parts[0] if parts else None
    kind = type(tree)
    flat = [one for part in parts for one in (part.nodes if isinstance(part, kind) else (part,))]
    return replace(tree, nodes=tuple(flat))


def _loosened(part: Node) -> Iterator[tuple[Loosening, Node, Node]]:
    """How a part may be loosened: in which way, at which clause of it, and the part that makes."""
    if isinstance(part, (And, Or)):
        for place, one in enumerate(part.nodes):
            for how, clause, other in _loosened(one):
                whole = _joined(part, (*part.nodes[:place], other, *part.nodes[place + 1 :]))
                if whole is not None:
                    yield how, clause, whole
        if isinstance(part, And):
            yield from _without_one(part)
    elif loosened := _loosened_leaf(part):
        yield loosened[0], part, loosened[1]


def _loosened_leaf(part: Node) -> tuple[Loosening, Node] | None:
    match part:
        case Near() if part.words * FURTHER + FURTHER <= MOST_WORDS:
            return "further", replace(part, words=part.words * FURTHER + FURTHER, ordered=False)
        case Term() if part.within is not None and part.within + APART <= MOST_WORDS:
            return "apart", replace(part, within=part.within + APART)
        case Term() if " " in part.written and not part.prefix:
            return "apart", replace(part, quoted=True, within=APART)
        case Term() if part.written.isalpha() and not part.prefix and len(part.written) > SHORTEST_STEM:
            stem = part.written[: max(SHORTEST_STEM, len(part.written) - LAST_LETTERS)]
            return "begins", replace(part, written=stem, quoted=False, prefix=True)
        case _:
            return None
