"""Queries written for Brandwatch, Talkwalker or Lucene, translated; what differs is said, never passed over.

What cannot be asked here is left out so that the translation finds more than the original, never less: a condition
that must hold, a NOT, or the whole of an OR that it is part of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from palabre.errors import QueryError
from palabre.query._dialects import Dialect
from palabre.query._fields import shortened
from palabre.query._lucene import tree_of_clauses
from palabre.query._token_foreign import Reading, read
from palabre.query._token_pieces import refuse_text
from palabre.query.grammar import all_of, any_of, refuse_height, refuse_length, refuse_unbound, tree_of
from palabre.query.remarks import Remark, remark
from palabre.query.said import said
from palabre.query.tree import Field, Near, Node, Not, Or, Term

__all__ = ["Dialect", "Translated", "translated"]


@dataclass(frozen=True, slots=True)
class Translated:
    """A query of ours that stands for another product's, and how the two differ, by column of the original."""

    query: str
    differences: tuple[Remark, ...]


def translated(text: str, dialect: Dialect) -> Translated:
    """A query of another product in our language; raises `QueryError`, with the column of what cannot be said here."""
    refuse_text(text)
    reading = read(text, dialect)
    tree = tree_of_clauses(reading) if dialect == "lucene" else tree_of(reading.tokens)
    refuse_height(tree)
    kept = _kept(tree, reading, is_denied=False)
    if kept is None:
        lost = next(one for one in reading.remarks if one.message_id in ("foreign-left-out", "foreign-published"))
        raise QueryError("foreign-nothing-left", column=lost.column, part=lost.fields["part"])
    refuse_unbound(kept)
    refuse_length(kept)
    return Translated(said(kept), tuple(sorted(reading.remarks, key=lambda one: one.column)))


def _kept(node: Node, reading: Reading, *, is_denied: bool) -> Node | None:
    """The node without what cannot be asked; None when nothing of it can be kept without finding less."""
    if isinstance(node, Term | Field):
        return _kept_leaf(node, reading, is_denied=is_denied)
    if isinstance(node, Not):
        inside = _kept(node.node, reading, is_denied=not is_denied)
        if isinstance(inside, Not):
            return inside.node
        return None if inside is None else replace(node, node=inside)
    if isinstance(node, Near):
        left = _kept(node.left, reading, is_denied=is_denied)
        right = _kept(node.right, reading, is_denied=is_denied)
        if left is None or right is None:
            _say_left_with([side for side in (left, right) if side is not None], reading)
            return None
        return replace(node, left=left, right=right)
    parts = [_kept(part, reading, is_denied=is_denied) for part in node.nodes]
    kept = [part for part in parts if part is not None]
    # Without one of its alternatives an OR finds less, and so does the NOT of an AND without one of its parts.
    is_all_needed = isinstance(node, Or) is not is_denied
    if not kept or (is_all_needed and len(kept) < len(parts)):
        _say_left_with(kept, reading)
        return None
    return (any_of if isinstance(node, Or) else all_of)(kept, column=node.column)


def _say_left_with(kept: Sequence[Node], reading: Reading) -> None:
    for part in kept:
        part_shown = shortened(said(part))
        reading.remarks.append(remark("foreign-left-with", "warning", column=part.column, part=part_shown))


def _kept_leaf(node: Term | Field, reading: Reading, *, is_denied: bool) -> Node | None:
    doubt = reading.doubts.get(node.column)
    if doubt is None:
        return node
    is_kept = doubt.is_wider and not is_denied
    message_id = doubt.message_id if is_kept or not doubt.is_wider else "foreign-left-out"
    reading.remarks.append(remark(message_id, "warning", column=node.column, **doubt.fields))
    return node if is_kept else None
