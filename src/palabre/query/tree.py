"""What a query says, as a tree. Columns (from 1) tell where each part was written and count for nothing in equality."""

from __future__ import annotations

from dataclasses import dataclass, field

FIELDS = ("lang", "author", "site", "url", "source", "kind", "has")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word, a #tag, a @handle, or a phrase, as it was written, without quotes and star.

    `within` is the n of `"a b"~n`: the words in any order with at most n others among them.
    """

    written: str
    quoted: bool = False
    prefix: bool = False
    within: int | None = None
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A condition on something else than the text: one of `FIELDS`, and the value asked for."""

    name: str
    value: str
    prefix: bool = False
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Two terms, or groups of terms joined by OR, with at most `words` words between them; `ordered`: left first."""

    left: Node
    right: Node
    words: int
    ordered: bool = False
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """What must not match."""

    node: Node
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class And:
    """Two or more parts that must all match; never directly inside another And."""

    nodes: tuple[Node, ...]
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Or:
    """Two or more parts of which one must match; never directly inside another Or."""

    nodes: tuple[Node, ...]
    column: int = field(default=1, compare=False)


Node = Term | Field | Near | Not | And | Or
