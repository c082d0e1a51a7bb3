"""The grammar of queries: from what a person writes to a tree, or to what is wrong with it and where.

    query = or        or = and { OR and }        and = near { [AND] near }        near = unary { NEAR/n unary }
    unary = [NOT | -] atom        atom = ( or ) | "phrase" | field:value | word

No recursion: what is open is kept on a stack, so that no query can exhaust the interpreter's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from palabre.errors import QueryError
from palabre.query._fields import shortened
from palabre.query._token_pieces import CLOSE, LONGEST, MOST_TERMS, NEAR, NOT, OPEN, OR, Operator, Token, tokens_of
from palabre.query.judging import unbound
from palabre.query.said import parts_of, said
from palabre.query.tree import And, Field, Near, Node, Not, Or, Term

DEEPEST = 200
# No more than three nodes a parenthesis: below this many the height of the tree need not be measured.
_SURELY_SHALLOW = 60
# In full a query is at most four times as long: `-a -b` is said `NOT a AND NOT b`.
_SURELY_SHORT = LONGEST // 4


def parse(text: str) -> Node:
    """The tree of a query; raises `QueryError` with the column, from 1, where it stops making sense."""
    tree = tree_of(tokens_of(text))
    if len(text) > _SURELY_SHORT:
        refuse_length(tree)
    refuse_unbound(tree)
    return tree


def refuse_unbound(tree: Node) -> None:
    """Raises `QueryError` when a tree would match nearly every post: nothing in it is bound to be present."""
    free = unbound(tree)
    if free is not None:
        raise QueryError("query-requires-nothing", column=free.column, part=shortened(said(free)))


def tree_of(tokens: Iterable[Token]) -> Node:
    """The tree of the pieces of a query, in order; raises `QueryError` when they do not fit together."""
    group = _Group(0, None)
    for token in tokens:
        if isinstance(token, Operator):
            if token.kind == OPEN:
                group = _Group(token.column, group)
            elif token.kind == CLOSE:
                group = group.closed(token.column)
            else:
                group.join(token)
        else:
            if isinstance(token, Or):
                # It was between parentheses, one level deeper.
                _Group(token.column, group)
            group.take(token, token.column)
    tree = group.ended()
    if group.height > _SURELY_SHALLOW:
        refuse_height(tree)
    return tree


class _Group:
    """What stands between two parentheses, read so far; column 0 is the whole query. `height`: the groups inside."""

    __slots__ = (
        "above",
        "alternatives",
        "column",
        "conjuncts",
        "denied",
        "depth",
        "height",
        "near",
        "node",
        "pairs",
        "start",
        "waiting",
    )

    def __init__(self, column: int, above: _Group | None) -> None:
        self.above = above
        self.column = column
        self.height = 0
        self.depth: int = above.depth + 1 if above else 0
        if self.depth > DEEPEST:
            raise QueryError("query-too-deep", column=column, most=DEEPEST)
        self.alternatives: list[Node] = []
        self.conjuncts: list[Node] = []
        self.pairs: list[Node] = []
        self.node: Node | None = None
        self.start = 0
        self.near: Operator | None = None
        self.denied = 0
        # The operator that awaits what follows it.
        self.waiting: Operator | None = None

    def closed(self, column: int) -> _Group:
        """The group around this one, which takes it; `column` is that of the closing parenthesis."""
        if self.above is None:
            raise QueryError("query-closing-parenthesis", column=column)
        self.above.take(self.whole(), self.column)
        self.above.height = max(self.above.height, self.height + 1)
        return self.above

    def ended(self) -> Node:
        """The whole query, when this is it."""
        self.refuse_waiting()
        if self.above is not None:
            raise QueryError("query-open-parenthesis", column=self.column)
        return self.whole()

    def take(self, node: Node, column: int) -> None:
        """Takes the next term, field or group."""
        self.waiting = None
        if self.denied:
            node = node.node if type(node) is Not else Not(node=node, column=self.denied)
            column, self.denied = self.denied, 0
        if self.near is not None and self.node is not None:
            self._pair(self.near, self.node, node, column)
        elif self.node is not None:
            self._end_chain()
        self.node, self.start, self.near = node, column, None

    def _pair(self, near: Operator, left: Node, node: Node, column: int) -> None:
        for side, start in ((left, self.start), (node, column)):
            if (culprit := _unjoinable(side, start)) is not None:
                raise QueryError("query-near-operand", column=culprit, operator=near.written)
        self.pairs.append(Near(left=left, right=node, words=near.words, ordered=near.ordered, column=self.start))

    def join(self, operator: Operator) -> None:
        """Takes an operator."""
        kind, waiting = operator.kind, self.waiting
        if kind == NOT:
            if self.near is not None:
                raise QueryError("query-near-operand", column=operator.column, operator=self.near.written)
            self.denied = 0 if self.denied else operator.column
        elif waiting is not None:
            raise QueryError(
                "query-two-operators", column=operator.column, first=waiting.written, second=operator.written
            )
        elif self.node is None:
            raise QueryError("query-nothing-before", column=operator.column, operator=operator.written)
        elif kind == NEAR:
            self.near = operator
        elif kind == OR:
            self._end_alternative(0)
        self.waiting = operator

    def refuse_waiting(self) -> None:
        """Raises `QueryError` when an operator has nothing after it."""
        if self.waiting is not None:
            raise QueryError("query-nothing-after", column=self.waiting.column, operator=self.waiting.written)

    def whole(self) -> Node:
        """All that was read, as one node."""
        self.refuse_waiting()
        if self.node is None:
            if not self.column:
                raise QueryError("query-empty", column=1)
            raise QueryError("query-empty-group", column=self.column)
        # What was written between parentheses begins at the first of them, anything else at its own first part.
        self._end_alternative(0 if self.alternatives else self.column)
        return any_of(self.alternatives, column=self.column)

    def _end_chain(self) -> None:
        if self.pairs:
            self.conjuncts += self.pairs
            self.pairs = []
        elif self.node is not None:
            self.conjuncts.append(self.node)
        self.node = None

    def _end_alternative(self, column: int) -> None:
        if self.conjuncts or self.pairs:
            self._end_chain()
            self.alternatives.append(all_of(self.conjuncts, column=column))
            self.conjuncts = []
        elif self.node is not None:
            self.alternatives.append(self.node)
            self.node = None


def all_of(nodes: Sequence[Node], *, column: int = 0) -> Node:
    """One node for parts that must all match, with no And directly inside; column 0 means that of its first part."""
    if len(nodes) == 1:
        return nodes[0]
    if And in map(type, nodes):
        nodes = [part for node in nodes for part in (node.nodes if isinstance(node, And) else (node,))]
    return And(nodes=tuple(nodes), column=column or nodes[0].column)


def any_of(nodes: Sequence[Node], *, column: int = 0) -> Node:
    """One node for parts of which one must match, with no Or directly inside; column 0 means that of its first part."""
    if len(nodes) == 1:
        return nodes[0]
    if Or in map(type, nodes):
        nodes = [part for node in nodes for part in (node.nodes if isinstance(node, Or) else (node,))]
    return Or(nodes=tuple(nodes), column=column or nodes[0].column)


def _unjoinable(node: Node, column: int) -> int | None:
    """The column of what NEAR cannot join in a node; None when it can join all of it."""
    if isinstance(node, Or):
        return next((part.column for part in node.nodes if not isinstance(part, Term)), None)
    return None if isinstance(node, Term) else column


def refuse_length(tree: Node) -> None:
    """Raises `QueryError` for a tree that, said in full, is too long to be read again."""
    if len(said(tree)) > LONGEST:
        raise QueryError("query-too-long-in-full", column=tree.column, longest=LONGEST)
    leaves = 0
    left = [tree]
    while left:
        node = left.pop()
        leaves += isinstance(node, Term | Field)
        left += parts_of(node)
    if leaves > MOST_TERMS:
        raise QueryError("query-too-many-terms", column=tree.column, most=MOST_TERMS)


def refuse_height(tree: Node) -> None:
    """Raises `QueryError` for a tree that is too high: others walk trees by recursion."""
    left = [(tree, 0)]
    while left:
        node, depth = left.pop()
        if depth > DEEPEST:
            raise QueryError("query-too-deep", column=node.column, most=DEEPEST)
        left += [(part, depth + 1) for part in parts_of(node)]
