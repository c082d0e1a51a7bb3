"""Turns the tree of a YAML text into the values of a strategy, telling each thing that has not its shape."""

from __future__ import annotations

import dataclasses
import difflib
import re
from datetime import date, datetime
from functools import lru_cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from palabre.model.strategy.findings import Finding, Path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

# Line and column, counted from 1.
Spot = tuple[int, int]
LONGEST = 20_000
MOST = 2_000
NULL = "tag:yaml.org,2002:null"
_OWN_TAG = re.compile(r"tag:yaml\.org,2002:(?:null|bool|int|float|str|seq|map|timestamp|merge|value)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TRUE, _FALSE = frozenset(("true", "yes", "oui")), frozenset(("false", "no", "non"))


class _Wrong(Exception):
    """A scalar has not the shape of its field; the code says which it should have."""


@lru_cache(maxsize=128)
def fields_of(kind: type) -> Mapping[str, Any]:
    """The name and type of each field of a value, what annotates it left out."""
    return {name: plain(hint) for name, hint in get_type_hints(kind, include_extras=True).items()}


def plain(hint: Any) -> Any:  # noqa: ANN401 - a type, as typing gives it
    """A type without its annotation, and without the None that any field may be."""
    if get_origin(hint) is Annotated:
        return plain(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (one for one in get_args(hint) if one is not NoneType)
        return plain(hint)
    return hint


class Shape:
    """One reading of a tree: the faults it meets and the spots it passes."""

    def __init__(self) -> None:
        self.faults: list[Finding] = []
        self.spots: dict[Path, Spot] = {}
        self._seen: set[int] = set()

    def of(self, kind: Any, node: Node, path: Path) -> Any:  # noqa: ANN401 - the kind says what comes back
        """The value of a kind that a node holds, or that of an empty one when it holds nothing of that shape."""
        from ruamel.yaml.nodes import ScalarNode

        if self._is_refused(node, path) or (isinstance(node, ScalarNode) and node.tag == NULL):
            return _nothing(kind)
        if isinstance(kind, type) and dataclasses.is_dataclass(kind):
            return self._value(kind, node, path)
        if get_origin(kind) is tuple:
            return self._list(plain(get_args(kind)[0]), node, path)
        if isinstance(node, ScalarNode):
            return self._scalar(kind, node, path)
        self._tell("strategy-needs-word", path, node)
        return _nothing(kind)

    def _is_refused(self, node: Node, path: Path) -> bool:
        if id(node) in self._seen or node.anchor:
            # An alias stands for a part written elsewhere: nothing is read twice, so nothing can unfold.
            self._tell("strategy-anchor", path, node)
            return True
        self._seen.add(id(node))
        if not _OWN_TAG.fullmatch(str(node.tag)):
            self._tell("strategy-tag", path, node, tag=str(node.tag)[:40])
            return True
        return False

    def _value(self, kind: type, node: Node, path: Path) -> object:
        from ruamel.yaml.nodes import MappingNode

        if isinstance(node, MappingNode):
            return kind(**self._fields(fields_of(kind), node, path))
        self._tell("strategy-needs-fields", path, node, fields=", ".join(fields_of(kind)))
        return kind()

    def _list(self, kind: Any, node: Node, path: Path) -> tuple[object, ...]:  # noqa: ANN401
        from ruamel.yaml.nodes import ScalarNode, SequenceNode

        if isinstance(node, SequenceNode):
            return tuple(self._items(kind, node, path))
        if isinstance(node, ScalarNode) and not dataclasses.is_dataclass(kind):
            alone = self._scalar(kind, node, path)
            return () if alone in (None, "") else (alone,)
        self._tell("strategy-needs-list", path, node)
        return ()

    def _fields(self, known: Mapping[str, Any], node: MappingNode, path: Path) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in node.value:
            name = str(key.value)
            here = (*path, name)
            if name in found:
                first = self.spots[here][0]
                self._tell("strategy-key-twice", here, key, key=name, first=first)
            elif name not in known:
                nearest = next(iter(difflib.get_close_matches(name, known, 1)), "")
                code = "strategy-key-near" if nearest else "strategy-key-unknown"
                self._tell(code, here, key, key=name[:60], nearest=nearest, known=", ".join(known))
            else:
                self.spots[here] = _spot(key)
                found[name] = self.of(known[name], value, here)
        return found

    def _items(self, kind: Any, node: Node, path: Path) -> Iterator[object]:  # noqa: ANN401
        if len(node.value) > MOST:
            self._tell("strategy-list-too-long", path, node, most=MOST)
        for number, item in enumerate(node.value[:MOST]):
            here = (*path, number)
            self.spots[here] = _spot(item)
            value = self.of(kind, item, here)
            if dataclasses.is_dataclass(kind) or value not in (None, ""):
                yield value

    def _scalar(self, kind: Any, node: ScalarNode, path: Path) -> Any:  # noqa: ANN401
        text = str(node.value).strip()
        try:
            if get_origin(kind) is Literal:
                return self._choice(get_args(kind), text, node, path)
            return _READ[kind](text)
        except _Wrong as wrong:
            self._tell(str(wrong), path, node, value=text[:60], longest=LONGEST)
            return _nothing(kind)

    def _choice(self, choices: tuple[str | int, ...], text: str, node: Node, path: Path) -> str | int | None:
        for choice in choices:
            if str(choice) == text:
                return choice
        nearest = next(iter(difflib.get_close_matches(text, map(str, choices), 1)), "")
        code = "strategy-choice-near" if nearest else "strategy-choice-unknown"
        self._tell(code, path, node, value=text[:60], nearest=nearest, choices=", ".join(map(str, choices)))
        return None

    def _tell(self, code: str, path: Path, node: Node, **fields: object) -> None:
        line, column = _spot(node)
        fields["field"] = str(next((one for one in reversed(path) if isinstance(one, str)), ""))
        self.faults.append(
            Finding(code=code, severity="error", path=path, line=line, column=column, fields=fields),
        )


def _spot(node: Node) -> Spot:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _nothing(kind: Any) -> Any:  # noqa: ANN401
    if dataclasses.is_dataclass(kind):
        return kind()  # type: ignore[operator] # a class of ours, all of whose fields may be missing
    if get_origin(kind) is tuple:
        return ()
    return "" if kind is str else None


def _text(text: str) -> str:
    if len(text) > LONGEST:
        raise _Wrong("strategy-text-too-long")
    return text


def _whole(text: str) -> int:
    if not re.fullmatch(r"[+-]?\d{1,15}", text):
        raise _Wrong("strategy-needs-whole-number")
    return int(text)


def _number(text: str) -> float:
    if not re.fullmatch(r"[+-]?\d{1,15}(?:\.\d{1,15})?", text):
        raise _Wrong("strategy-needs-number")
    return float(text)


def _yes(text: str) -> bool:
    if text.lower() not in _TRUE | _FALSE:
        raise _Wrong("strategy-needs-yes-or-no")
    return text.lower() in _TRUE


def _day(text: str) -> date:
    try:
        if not _DAY.fullmatch(text):
            raise _Wrong("strategy-needs-day")
        return date.fromisoformat(text)
    except ValueError as error:
        raise _Wrong("strategy-no-such-day") from error


def _moment(text: str) -> datetime:
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise _Wrong("strategy-needs-moment") from error
    if read.tzinfo is None:
        raise _Wrong("strategy-moment-without-zone")
    return read


_READ = {str: _text, int: _whole, float: _number, bool: _yes, date: _day, datetime: _moment}
