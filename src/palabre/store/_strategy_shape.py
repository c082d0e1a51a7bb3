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
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from palabre.store._strategy_nodes import Node

# Line and column, counted from 1.
Spot = tuple[int, int]
LONGEST = 20_000
# How much of a text a sentence about it quotes.
LONGEST_SAID = 60
MOST = 2_000
# Told at most: a text that is something else altogether has thousands.
MOST_FAULTS = 100
# What YAML does not let be written: it cannot be seen, and comes in by copying.
CONTROL = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_OWN_TAG = re.compile(r"tag:yaml\.org,2002:(?:null|bool|int|float|str|seq|map|timestamp|merge|value)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# As a French or a British hand writes it: 24/12/2026, 24.12.2026; or 2026/12/24.
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/. -]?([0-9]{1,2})[/. -]?([0-9]{1,2})")
# Far years are slips of the pen, and no calendar reaches beyond them.
_YEARS = range(1900, 2200)
_TRUE, _FALSE = frozenset(("true", "yes", "oui")), frozenset(("false", "no", "non"))


class Wrong(Exception):
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

    def of(self, kind: Any, node: Node, path: Path) -> Any:  # noqa: ANN401 - the kind says what comes back
        """The value of a kind that a node holds, or that of an empty one when it holds nothing of that shape."""
        if self._is_refused(node, path) or node.is_null:
            return _nothing(kind)
        if isinstance(kind, type) and dataclasses.is_dataclass(kind):
            return self._value(kind, node, path)
        if get_origin(kind) is tuple:
            return self._list(plain(get_args(kind)[0]), node, path)
        if node.what == "word":
            return self._scalar(kind, node, path)
        self._tell("strategy-needs-word", path, node)
        return _nothing(kind)

    def _is_refused(self, node: Node, path: Path) -> bool:
        if node.what == "alias" or node.is_anchored:
            # An alias stands for a part written elsewhere: nothing is read twice, so nothing can unfold.
            self._tell("strategy-anchor", path, node)
            return True
        if node.tag and not _OWN_TAG.fullmatch(node.tag):
            self._tell("strategy-tag", path, node, tag=node.tag[:40])
            return True
        return False

    def _value(self, kind: type, node: Node, path: Path) -> object:
        if node.what == "fields":
            return kind(**self._fields(fields_of(kind), node, path))
        self._tell("strategy-needs-fields", path, node, fields=", ".join(fields_of(kind)))
        return kind()

    def _list(self, kind: Any, node: Node, path: Path) -> tuple[object, ...]:  # noqa: ANN401
        if node.what == "list":
            return tuple(self._items(kind, node, path))
        if node.what == "word" and not (node.word.strip() and dataclasses.is_dataclass(kind)):
            alone = self._scalar(kind, node, path) if node.word.strip() else ""
            return () if alone in (None, "") else (alone,)
        self._tell("strategy-needs-list", path, node)
        return ()

    def _fields(self, known: Mapping[str, Any], node: Node, path: Path) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in node.pairs:
            name = key.word
            here = (*path, name)
            if key.what != "word" or key.is_anchored or not name.strip() or name == "<<":
                self._tell("strategy-anchor" if key.is_anchored or name == "<<" else "strategy-key-not-word", path, key)
            elif name in found:
                self._tell("strategy-key-twice", here, key, key=name, first=self.spots[here][0])
            elif name not in known:
                self._unknown(name, known, path, key)
            else:
                self.spots[here] = _spot(key)
                found[name] = self.of(known[name], value, here)
        return found

    def _unknown(self, name: str, known: Mapping[str, Any], path: Path, key: Node) -> None:
        nearest = self._nearest(name, known)
        code = "strategy-key-near" if nearest else "strategy-key-unknown"
        self._tell(code, (*path, name[:LONGEST_SAID]), key, key=_said(name), nearest=nearest, known=", ".join(known))

    def _nearest(self, text: str, among: Iterable[str]) -> str:
        if len(self.faults) >= MOST_FAULTS or len(text) > LONGEST_SAID:
            return ""
        alike = text.strip().lower().replace(" ", "_").replace("-", "_")
        return next(iter(difflib.get_close_matches(alike, among, 1)), "")

    def _items(self, kind: Any, node: Node, path: Path) -> Iterator[object]:  # noqa: ANN401
        if len(node.items) > MOST:
            self._tell("strategy-list-too-long", path, node, most=MOST)
        for number, item in enumerate(node.items[:MOST]):
            here = (*path, number)
            self.spots[here] = _spot(item)
            value = self.of(kind, item, here)
            if dataclasses.is_dataclass(kind) or value not in (None, ""):
                yield value

    def _scalar(self, kind: Any, node: Node, path: Path) -> Any:  # noqa: ANN401
        text = node.word.strip()
        try:
            if get_origin(kind) is Literal:
                return self._choice(get_args(kind), text, node, path)
            return READ[kind](text)
        except Wrong as wrong:
            hidden = f"{ord(found.group()):04X}" if (found := CONTROL.search(text)) else ""
            fields = {"value": _said(text), "longest": LONGEST, "nearest": _nearest_day(text), "number": hidden}
            self._tell(str(wrong), path, node, **fields)
            return _nothing(kind)

    def _choice(self, choices: tuple[str | int, ...], text: str, node: Node, path: Path) -> str | int | None:
        for choice in choices:
            if str(choice) == text:
                return choice
        nearest = self._nearest(text, map(str, choices))
        code = "strategy-choice-near" if nearest else "strategy-choice-unknown"
        self._tell(code, path, node, value=_said(text), nearest=nearest, choices=", ".join(map(str, choices)))
        return None

    def _tell(self, code: str, path: Path, node: Node, **fields: object) -> None:
        if len(self.faults) > MOST_FAULTS:
            return
        line, column = _spot(node)
        if len(self.faults) == MOST_FAULTS:
            code, fields = "strategy-more-faults", {"most": MOST_FAULTS}
        fields["field"] = _said(str(next((one for one in reversed(path) if isinstance(one, str)), "strategy.yaml")))
        self.faults.append(
            Finding(code=code, severity="error", path=path, line=line, column=column, fields=fields),
        )


def _spot(node: Node) -> Spot:
    return node.line, node.column


def _said(text: str) -> str:
    """A text as a sentence quotes it: short, on one line, without what cannot be seen."""
    seen = " ".join("".join(one if one.isprintable() else " " for one in text[: LONGEST_SAID + 1]).split())
    return seen if len(text) <= LONGEST_SAID else seen[:LONGEST_SAID].rstrip() + "…"


def _nothing(kind: Any) -> Any:  # noqa: ANN401
    if dataclasses.is_dataclass(kind):
        return kind()  # type: ignore[operator] # a class of ours, all of whose fields may be missing
    if get_origin(kind) is tuple:
        return ()
    return "" if kind is str else None


def _text(text: str) -> str:
    if len(text) > LONGEST:
        raise Wrong("strategy-text-too-long")
    if CONTROL.search(text):
        raise Wrong("strategy-control-character")
    return text


def _whole(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,12}", text):
        raise Wrong("strategy-needs-whole-number")
    return int(text)


def _number(text: str) -> float:
    if not re.fullmatch(r"[+-]?[0-9]{1,12}(?:\.[0-9]{1,12})?", text):
        raise Wrong("strategy-needs-number")
    return float(text)


def _yes(text: str) -> bool:
    if text.lower() not in _TRUE | _FALSE:
        raise Wrong("strategy-needs-yes-or-no")
    return text.lower() in _TRUE


def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise Wrong("strategy-day-near" if _nearest_day(text) else "strategy-needs-day")
    try:
        return _soon(date.fromisoformat(text))
    except ValueError as error:
        raise Wrong("strategy-no-such-day") from error


def _nearest_day(text: str) -> str:
    """The day that a hand meant which writes days otherwise; nothing when that is no day."""
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
    else:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _moment(text: str) -> datetime:
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise Wrong("strategy-needs-moment") from error
    if read.tzinfo is None:
        raise Wrong("strategy-moment-without-zone")
    _soon(read.date())
    return read


def _soon(day: date) -> date:
    if day.year not in _YEARS:
        raise Wrong("strategy-far-day")
    return day


READ: Mapping[Any, Callable[[str], Any]] = {
    str: _text,
    int: _whole,
    float: _number,
    bool: _yes,
    date: _day,
    datetime: _moment,
}
