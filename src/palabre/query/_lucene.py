"""Lists of clauses as Lucene reads them: each must, must not, or may match; AND and OR only say which."""

from __future__ import annotations

from palabre.errors import QueryError
from palabre.query._fields import shortened
from palabre.query._token_foreign import MUST, Reading
from palabre.query._token_pieces import AND, CLOSE, NOT, OPEN, Operator
from palabre.query.grammar import DEEPEST, all_of, any_of
from palabre.query.remarks import remark
from palabre.query.said import said
from palabre.query.tree import Node, Not


def tree_of_clauses(reading: Reading) -> Node:
    """The tree of a query as Lucene's classic parser reads it, where what stands alone is optional.

    What is optional beside what is required only changes the order of its answers: it is left out, with a remark.
    """
    clauses = _Clauses(0, None)
    for token in reading.tokens:
        if not isinstance(token, Operator):
            clauses.take(token)
        elif token.kind == OPEN:
            clauses = _Clauses(token.column, clauses)
        elif token.kind == CLOSE and clauses.above is not None:
            node = clauses.whole(reading)
            clauses = clauses.above
            clauses.take(node)
        else:
            clauses.join(token)
    if clauses.above is not None:
        clauses.refuse_waiting()
        raise QueryError("query-open-parenthesis", column=clauses.column)
    return clauses.whole(reading)


class _Clauses:
    """What stands between two parentheses, read so far; column 0 is the whole query."""

    def __init__(self, column: int, above: _Clauses | None) -> None:
        self.column = column
        self.above = above
        self.depth: int = above.depth + 1 if above else 0
        if self.depth > DEEPEST:
            raise QueryError("query-too-deep", column=column, most=DEEPEST)
        self.required: list[Node] = []
        self.optional: list[Node] = []
        self.denied: list[Node] = []
        # Where the last clause was put, and what stands between it and the next.
        self.last: list[Node] | None = None
        self.conjunction: int | None = None
        self.mark: Operator | None = None
        self.waiting: Operator | None = None

    def take(self, node: Node) -> None:
        """Takes the next clause."""
        if self.conjunction == AND and self.last is self.optional:
            self.required.append(self.optional.pop())
        if self.mark is not None and self.mark.kind == NOT:
            self.last, node = self.denied, Not(node=node, column=self.mark.column)
        elif self.mark is not None or self.conjunction == AND:
            self.last = self.required
        else:
            self.last = self.optional
        self.last.append(node)
        self.conjunction, self.mark, self.waiting = None, None, None

    def join(self, operator: Operator) -> None:
        """Takes an operator or a mark."""
        if operator.kind in (NOT, MUST):
            if self.mark is not None:
                self._refuse_pair(self.mark, operator)
            self.mark = operator
        elif self.waiting is not None:
            self._refuse_pair(self.waiting, operator)
        elif self.last is None:
            raise QueryError("query-nothing-before", column=operator.column, operator=operator.written)
        else:
            self.conjunction = operator.kind
        self.waiting = operator

    def _refuse_pair(self, first: Operator, second: Operator) -> None:
        raise QueryError("query-two-operators", column=second.column, first=first.written, second=second.written)

    def refuse_waiting(self) -> None:
        """Raises `QueryError` when an operator has nothing after it."""
        if self.waiting is not None:
            raise QueryError("query-nothing-after", column=self.waiting.column, operator=self.waiting.written)

    def whole(self, reading: Reading) -> Node:
        """All the clauses, as one node."""
        self.refuse_waiting()
        if self.last is None:
            if not self.column:
                raise QueryError("query-empty", column=1)
            raise QueryError("query-empty-group", column=self.column)
        if not self.required and not self.optional:
            raise QueryError("foreign-only-negative", column=self.column or self.denied[0].column)
        for node in self.optional if self.required else ():
            reading.remarks.append(
                remark("foreign-optional", "warning", column=node.column, part=shortened(said(node)))
            )
        kept = self.required or [any_of(self.optional, column=self.column)]
        return all_of([*kept, *self.denied], column=self.column)
