"""The tree of a YAML text: what each part is, and where it begins and ends in the text.

Made from the events of the reader of YAML, one at a time: nothing is unfolded, and a text that goes too deep or holds
too much is left at the point where it does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DEEPEST = 12
MOST_PARTS = 20_000
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
# The reader of YAML takes quadratic time over a tag.
_ENDLESS_TAG = re.compile(r"![^\s]{1000}")
_COLON = re.compile(r"[ \t]*:")
# Read as plain spaces: they end a line for some tools and not for others, and come in by pasting.
_ODD_BREAKS = {0x85: " ", 0x2028: " ", 0x2029: " "}


class NotYaml(Exception):
    """The text cannot be read as YAML, or not within our limits: a code, a place, and what fills its sentences."""

    def __init__(self, code: str, *, line: int, column: int, **fields: object) -> None:
        super().__init__(code)
        self.code, self.line, self.column, self.fields = code, line, column, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A part of the text. `start` and `end` are indexes into it, `line` and `column` count from 1.

    The end of a part written by indentation is that of the last part in it.
    """

    what: Literal["word", "list", "fields", "alias"]
    start: int
    end: int
    line: int
    column: int
    tag: str = ""
    is_anchored: bool = False
    # Of a word: its text, and how it is written: ' " | > or nothing.
    word: str = ""
    style: str = ""
    # Of a list or of fields: whether it stands in brackets, and what it holds.
    is_flow: bool = False
    items: Sequence[Node] = ()
    pairs: Sequence[tuple[Node, Node]] = ()

    @property
    def is_null(self) -> bool:
        """Whether nothing is said."""
        if self.what != "word" or self.style:
            return False
        return self.word in _NULLS if not self.tag else self.tag.endswith(":null")

    @property
    def is_block_text(self) -> bool:
        """Whether it is a text on lines of its own."""
        return self.style in ("|", ">")


@lru_cache(maxsize=4)
def composed(text: str) -> Node | None:
    """The tree of a text, None when nothing is written in it; raises `NotYaml`.

    The last ones are kept: whoever edits a text reads the same one several times.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    from palabre.store._strategy_faults import fault_of

    if endless := _ENDLESS_TAG.search(text):
        raise NotYaml("strategy-not-yaml", line=text.count("\n", 0, endless.start()) + 1, column=1)
    composing = _Composing(text, YAML(typ="safe", pure=True).parse(text.translate(_ODD_BREAKS)))
    try:
        return composing.document()
    except MarkedYAMLError as error:
        raise fault_of(error, text) from error
    except (YAMLError, ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError) as error:
        # What the reader of YAML has been seen to stumble over, in directives and escapes that mean nothing.
        raise NotYaml("strategy-not-yaml", line=composing.line, column=1) from error


class _Composing:
    """One way through the events of a text."""

    def __init__(self, text: str, events: Iterator[Any]) -> None:
        self._text, self._events, self._parts = text, events, 0
        # The line it has come to.
        self.line = 1

    def document(self) -> Node | None:
        next(self._events)
        event = next(self._events)
        if _is(event, "StreamEnd"):
            return None
        tree = self._node(next(self._events), 1)
        next(self._events)
        event = next(self._events)
        if not _is(event, "StreamEnd"):
            raise _refused("strategy-several-documents", event)
        return tree

    def _node(self, event: Any, depth: int) -> Node:  # noqa: ANN401 - events come from an untyped library
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise _refused("strategy-too-many-parts", event, most=MOST_PARTS)
        start, end = event.start_mark, event.end_mark
        self.line = end.line + 1
        place = {"start": start.index, "end": end.index, "line": start.line + 1, "column": start.column + 1}
        if _is(event, "Alias"):
            return Node(what="alias", **place)
        place |= {"tag": event.tag or "", "is_anchored": event.anchor is not None}
        if _is(event, "Scalar"):
            style = event.style or ""
            if style in ("|", ">"):
                place["end"] = _end_of_block_text(self._text, start.index, end.index)
            return Node(what="word", word=event.value, style=style, **place)
        if depth > DEEPEST:
            raise _refused("strategy-too-deep", event, most=DEEPEST)
        place["is_flow"] = bool(event.flow_style)
        return self._list(place, depth) if _is(event, "SequenceStart") else self._mapping(place, depth)

    def _list(self, place: dict[str, Any], depth: int) -> Node:
        items = []
        while not _is(event := next(self._events), "SequenceEnd"):
            items.append(self._node(event, depth + 1))
        end = event.end_mark.index if place["is_flow"] else items[-1].end if items else place["end"]
        return Node(what="list", items=tuple(items), **place | {"end": end})

    def _mapping(self, place: dict[str, Any], depth: int) -> Node:
        pairs = []
        while not _is(event := next(self._events), "MappingEnd"):
            key = self._node(event, depth + 1)
            pairs.append((key, self._after(key, self._node(next(self._events), depth + 1))))
        end = event.end_mark.index if place["is_flow"] else pairs[-1][1].end if pairs else place["end"]
        return Node(what="fields", pairs=tuple(pairs), **place | {"end": end})

    def _after(self, key: Node, value: Node) -> Node:
        """A value that is not there stands right after the colon of its key."""
        if not value.is_null or value.word or value.tag or value.is_anchored:
            return value
        colon = _COLON.match(self._text, key.end)
        at = colon.end() if colon else key.end
        return replace(value, start=at, end=at, line=key.line, column=key.column + at - key.start)


def _is(event: Any, name: str) -> bool:  # noqa: ANN401
    return type(event).__name__ == f"{name}Event"


def _refused(code: str, event: Any, **fields: object) -> NotYaml:  # noqa: ANN401
    mark = event.start_mark
    return NotYaml(code, line=mark.line + 1, column=mark.column + 1, **fields)


def _end_of_block_text(text: str, start: int, end: int) -> int:
    """Where the last line of a text on its own lines ends: blank lines and comments under it are not its own."""
    header, *lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text[start:end])
    keeps_blanks = "+" in header.split("#")[0]
    body = next((len(one) - len(one.lstrip(" ")) for one in lines if one.strip()), 0)
    while lines:
        last = lines[-1]
        is_comment = last.lstrip(" ").startswith("#") and len(last) - len(last.lstrip(" ")) < body
        if not (is_comment or (not last.strip() and not (keeps_blanks and last))):
            break
        lines.pop()
    whole = header + "".join(lines)
    return start + len(whole.rstrip("\r\n") if not keeps_blanks else _without_last_break(whole))


def _without_last_break(text: str) -> str:
    return text[:-2] if text.endswith("\r\n") else text[:-1] if text.endswith(("\n", "\r")) else text
