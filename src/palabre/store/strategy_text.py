"""Reads the text of a strategy: what it says, where each thing stands, and everything that cannot be read in it.

Nothing stops at the first fault: what is wrongly written is told and left out, the rest is read. Words are read as they
are written, so `no` is a language and `012` a name; only fields that hold a number, a day or a yes are turned into one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from palabre.model.strategy import Strategy
from palabre.model.strategy.findings import Finding, Path
from palabre.store._strategy_shape import Shape, Spot

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError
    from ruamel.yaml.nodes import Node

LARGEST = 1_000_000
DEEPEST = 12
_BRACKETS = re.compile(r"[\[\]{}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A strategy as it is written: the text, what it says, the faults of its writing, where each thing stands."""

    text: str
    strategy: Strategy
    faults: tuple[Finding, ...] = ()
    spots: Mapping[Path, Spot]
    # Whether the text could be read at all: when it could not, there is nothing to judge but its faults.
    is_readable: bool = True

    def spot(self, path: Path) -> Spot:
        """Line and column of a place, or of the nearest one above it that is written."""
        while path and path not in self.spots:
            path = path[:-1]
        return self.spots.get(path, (1, 1))


def read_strategy(content: bytes | str) -> Written:
    """What a text says; its faults are told, none is raised."""
    if len(content) > LARGEST:
        return _unreadable("", "strategy-too-large", largest_kb=LARGEST // 1000)
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content.removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = bytes(content[: error.start]).count(b"\n") + 1  # type: ignore[arg-type] # only bytes are decoded
        return _unreadable("", "strategy-not-utf8", line=line)
    if deep := _too_deep(text):
        return _unreadable(text, "strategy-too-deep", line=deep, most=DEEPEST)
    return _read(text)


def _read(text: str) -> Written:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.nodes import MappingNode

    try:
        tree: Node | None = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        return _not_yaml(text, error)
    except (YAMLError, ValueError, RecursionError) as error:
        return _unreadable(text, "strategy-not-yaml", line=_line_of(error, text), why=type(error).__name__)
    if tree is None:
        return Written(text=text, strategy=Strategy(), spots={})
    if not isinstance(tree, MappingNode):
        return _unreadable(text, "strategy-no-sections")
    shape = Shape()
    strategy = shape.of(Strategy, tree, ())
    faults = tuple(sorted(shape.faults, key=lambda one: (one.line, one.column)))
    return Written(text=text, strategy=strategy, faults=faults, spots=shape.spots)


def _unreadable(text: str, code: str, *, line: int = 1, column: int = 1, **fields: object) -> Written:
    fault = Finding(code=code, severity="error", line=line, column=column, fields=fields)
    return Written(text=text, strategy=Strategy(), faults=(fault,), spots={}, is_readable=False)


def _not_yaml(text: str, error: MarkedYAMLError) -> Written:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = str(error.problem or error.context or "")
    lines = text.splitlines()
    if "\\t" in problem or (line <= len(lines) and lines[line - 1][: column + 1].lstrip(" ").startswith("\t")):
        return _unreadable(text, "strategy-tab", line=line, column=column)
    if "alias" in problem:
        return _unreadable(text, "strategy-anchor", line=line, column=column)
    return _unreadable(text, "strategy-not-yaml", line=line, column=column, why=problem)


def _line_of(error: Exception, text: str) -> int:
    position = getattr(error, "position", None)
    return text.count("\n", 0, position) + 1 if isinstance(position, int) else 1


def _too_deep(text: str) -> int:
    """The line where brackets go too deep, 0 when none does: thousands of them take a reader of YAML seconds."""
    depth = 0
    for found in _BRACKETS.finditer(text):
        depth = max(0, depth + (1 if found.group() in "[{" else -1))
        if depth > DEEPEST:
            return text.count("\n", 0, found.start()) + 1
    return 0
