"""The compiled reading of posts beside the slow one: on which pairs of a post and a query they do not agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from random import Random

import pyarrow as pa

from palabre.query.compiled import Percolator
from palabre.query.tree import And, Node, Not, Or

from . import naive
from .arrow_posts import posts_table
from .naive import Post


def pairs(percolator: Percolator, batch: pa.Table | pa.RecordBatch) -> list[tuple[int, int]]:
    found = percolator.match(batch)
    return list(zip(found.rows.tolist(), found.queries.tolist(), strict=True))


def leaves_of(node: Node) -> Iterator[Node]:
    match node:
        case And() | Or():
            for one in node.nodes:
                yield from leaves_of(one)
        case Not():
            yield from leaves_of(node.node)
        case _:
            yield node


def joined(rng: Random, leaves: Sequence[Node], depth: int) -> Node:
    """A query made anew of parts of others."""
    if depth == 0:
        return rng.choice(leaves)
    nodes = tuple(joined(rng, leaves, rng.randrange(depth)) for _ in range(rng.choice((2, 2, 3, 5))))
    return rng.choice((And(nodes=nodes), And(nodes=nodes), Or(nodes=nodes), Not(node=nodes[0])))


def asked(node: Node, numbers: dict[Node, int]) -> Callable[[Sequence[bool]], bool]:
    """What a query says of a post, once all terms and NEARs that queries are made of were read slowly."""
    match node:
        case And():
            parts = [asked(one, numbers) for one in node.nodes]
            return lambda read: all(part(read) for part in parts)
        case Or():
            parts = [asked(one, numbers) for one in node.nodes]
            return lambda read: any(part(read) for part in parts)
        case Not():
            part = asked(node.node, numbers)
            return lambda read: not part(read)
        case _:
            return itemgetter(numbers[node])


def differences(posts: Sequence[Post], trees: Sequence[Node], *, seed: int) -> list[tuple[Post, Node]]:
    """The pairs of a post and a query on which the compiled and the slow reading do not agree."""
    leaves = list(dict.fromkeys(leaf for tree in trees for leaf in leaves_of(tree)))
    questions = [asked(tree, {leaf: number for number, leaf in enumerate(leaves)}) for tree in trees]
    found = set(pairs(Percolator(enumerate(trees), seed=seed), posts_table(posts)))
    wrong = []
    for row, post in enumerate(posts):
        read = [naive.matches(leaf, post) for leaf in leaves]
        said = [question(read) for question in questions]
        wrong += [(post, tree) for query, tree in enumerate(trees) if said[query] is not ((row, query) in found)]
    return wrong
