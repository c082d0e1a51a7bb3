"""A query said again from its tree, in one canonical form that reads back as the same tree."""

from __future__ import annotations

import re
from collections.abc import Sequence

from palabre.query._token_pieces import CLOSING, OPERATORS
from palabre.query.tree import And, Field, Near, Node, Not, Or, Term

_BARE = re.compile(r"""[^-~\s()"«»“”„*][^\s()"«»“”„*]*""")


def said(node: Node) -> str:
    """The canonical text of a query: operators in English and in full, only the parentheses that are needed."""
    return _written(node, is_echo=False)


def echoed(node: Node) -> str:
    """The canonical text with the parentheses that precedence implies: `a OR (b AND c)`."""
    return _written(node, is_echo=True)


def parts_of(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside a node, in the order they were written."""
    if isinstance(node, And | Or):
        return node.nodes
    if isinstance(node, Near):
        return node.left, node.right
    return (node.node,) if isinstance(node, Not) else ()


def _written(node: Node, *, is_echo: bool) -> str:
    found: list[str] = []
    left: list[Node | str] = [node]
    while left:
        part = left.pop()
        if isinstance(part, str):
            found.append(part)
        elif isinstance(part, Term):
            found.append(_term(part))
        elif isinstance(part, Field):
            found.append(_field(part))
        else:
            left += reversed(_laid_out(part, is_echo=is_echo))
    return "".join(found)


def _laid_out(node: Near | Not | And | Or, *, is_echo: bool) -> list[Node | str]:
    if isinstance(node, Not):
        return ["NOT ", *_held(node.node, (And, Or, Near))]
    if isinstance(node, Near):
        operator = f" NEAR/{node.words}{'f' if node.ordered else ''} "
        return [*_held(node.left, (And, Or, Near, Not)), operator, *_held(node.right, (And, Or, Near, Not))]
    if isinstance(node, And):
        return _joined(node.nodes, " AND ", (Or,))
    return _joined(node.nodes, " OR ", (And,) if is_echo else ())


def _joined(nodes: Sequence[Node], operator: str, between: tuple[type, ...]) -> list[Node | str]:
    found: list[Node | str] = []
    for node in nodes:
        found += [operator, *_held(node, between)]
    return found[1:]


def _held(node: Node, between: tuple[type, ...]) -> Sequence[Node | str]:
    """A node between parentheses when it is one of these."""
    return ("(", node, ")") if isinstance(node, between) else (node,)


def _term(term: Term) -> str:
    piece = term.written + ("*" if term.prefix else "")
    nearness = "" if term.within is None else f"~{term.within}"
    if term.quoted or nearness or piece in OPERATORS or not _BARE.fullmatch(term.written):
        return _quoted(piece) + nearness
    return piece


def _field(field: Field) -> str:
    value = field.value + ("*" if field.prefix else "")
    is_bare = _BARE.fullmatch(field.value) and not field.value.startswith("//")
    return f"{field.name}:{value if is_bare else _quoted(value)}"


def _quoted(text: str) -> str:
    """The text between the first quotation marks that do not close within it."""
    for opening, closing in CLOSING.items():
        if not any(mark in text for mark in closing):
            return f"{opening}{text}{closing[0]}"
    return '"{}"'.format(text.replace('"', " "))
