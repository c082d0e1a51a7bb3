"""What is wrong with a text that is not YAML: the usual faults by name, at the place where a person would look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from palabre.store._strategy_nodes import NotYaml

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError, StringMark

# What the reader of YAML says, what it was doing then, our code, and whether to look where it had begun.
_USUAL: tuple[tuple[str, str, str, bool], ...] = (
    ("alphabetic or numeric character", "anchor", "strategy-odd-sign", True),
    ("alphabetic or numeric character", "alias", "strategy-odd-sign", True),
    ("unexpected end of stream", "", "strategy-open-quote", True),
    ("unexpected document separator", "", "strategy-open-quote", True),
    ("escape", "double-quoted", "strategy-backslash", False),
    ("", "flow sequence", "strategy-open-bracket", True),
    ("", "flow mapping", "strategy-open-bracket", True),
    ("", "flow node", "strategy-open-bracket", False),
    ("could not find expected ':'", "", "strategy-no-colon", True),
    ("", "block scalar", "strategy-text-mark", False),
    ("cannot start any token", "", "strategy-odd-sign", False),
    ("", "directive", "strategy-odd-sign", False),
    ("document start", "", "strategy-not-yaml", False),
    ("but found ']'", "", "strategy-odd-sign", False),
    ("but found '}'", "", "strategy-odd-sign", False),
    ("but found ','", "", "strategy-odd-sign", False),
    ("tag", "", "strategy-odd-sign", False),
    ("", "tag", "strategy-odd-sign", False),
)
_MAPPING_HERE = "mapping values are not allowed"
_EARLIER_COLON = re.compile(r":[ \t]+\S")


def fault_of(error: MarkedYAMLError, text: str) -> NotYaml:
    """The fault that a reader of YAML means, by our name for it."""
    problem, doing = str(error.problem or ""), str(error.context or "")
    mark, begun = error.problem_mark or error.context_mark, error.context_mark or error.problem_mark
    lines = re.split(r"\r\n|\n|\r", text)
    if mark is None:
        return NotYaml("strategy-not-yaml", line=1, column=1)
    if _is_tab(lines, mark, problem):
        return _at(mark, "strategy-tab")
    for says, while_doing, code, look_back in _USUAL:
        if says in problem and while_doing in doing:
            return _usual(lines, begun if look_back else mark, code)
    before = _line(lines, mark)[: mark.column]
    if _MAPPING_HERE in problem:
        return _at(mark, "strategy-two-colons") if _EARLIER_COLON.search(before) else _shifted(mark, before)
    if before.rstrip().endswith(("'", '"')) and ":" in before:
        return _at(mark, "strategy-after-quote")
    return _shifted(mark, before) if "block" in doing + problem else _at(mark, "strategy-not-yaml")


def _usual(lines: list[str], mark: StringMark, code: str) -> NotYaml:
    if code != "strategy-odd-sign":
        return _at(mark, code)
    sign = _sign(lines, mark).strip()
    return _at(mark, code, sign=sign) if sign else _at(mark, "strategy-not-yaml")


def _shifted(mark: StringMark, before: str) -> NotYaml:
    """A line that begins at the wrong column."""
    column = len(before) - len(before.lstrip(" ")) + 1
    return NotYaml("strategy-indent", line=mark.line + 1, column=column)


def _at(mark: StringMark, code: str, **fields: object) -> NotYaml:
    return NotYaml(code, line=mark.line + 1, column=mark.column + 1, **fields)


def _line(lines: list[str], mark: StringMark) -> str:
    return lines[mark.line] if mark.line < len(lines) else ""


def _sign(lines: list[str], mark: StringMark) -> str:
    return _line(lines, mark)[mark.column : mark.column + 1]


def _is_tab(lines: list[str], mark: StringMark, problem: str) -> bool:
    line = _line(lines, mark)
    return "'\\t'" in problem or "\t" in line[: len(line) - len(line.lstrip())]
