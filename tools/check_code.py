"""Sizes and clocks: what the linter has no rule for.

A function has at most 40 lines, its docstring apart; a file at most 500; kernels and the query tokenizer 120 a
function. Outside `palabre/run/` nothing reads the clock, waits, or draws from the shared random state: `now`, `rng`
and the clock are handed in.
"""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

from tools.verdict import ROOT, tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FUNCTION_LINES = 40
KERNEL_LINES = 120
FILE_LINES = 500

CLOCKS = frozenset(
    {f"time.{name}{suffix}" for name in ("time", "monotonic", "perf_counter") for suffix in ("", "_ns")}
    | {"time.sleep", "time.localtime", "time.gmtime", "datetime.now", "datetime.utcnow", "datetime.today", "date.today"}
)
SEEDED = frozenset({"Random", "SystemRandom", "default_rng", "Generator", "PCG64", "SeedSequence"})

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def limit_of(path: Path) -> int:
    """How many lines a function of this file may have."""
    is_tokenizer = path.parent.name == "query" and path.stem.startswith("_token")
    return KERNEL_LINES if path.name == "_kernel.py" or is_tokenizer else FUNCTION_LINES


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function from its `def` to its end, without its docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def size_faults(path: Path, source: str) -> Iterator[str]:
    """Functions and files that are too long."""
    total = source.count("\n")
    if total > FILE_LINES:
        yield f"{path}: {total} lines, {FILE_LINES} at most; give one of its purposes a file of its own"
    limit = limit_of(path)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, FUNCTIONS) and (lines := lines_of(node)) > limit:
            yield f"{path}:{node.lineno}: {node.name} has {lines} lines, {limit} at most"


def dotted(node: ast.expr) -> str:
    """`a.b.c` as it is written; empty for anything that is not a plain dotted name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def imported_names(tree: ast.AST) -> dict[str, str]:
    """What each name brought by an import stands for: `sleep` is `time.sleep`, `np` is `numpy`."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update({alias.asname: alias.name for alias in node.names if alias.asname})
        if isinstance(node, ast.ImportFrom) and node.module in {"time", "random", "numpy", "numpy.random", "datetime"}:
            names.update({alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names})
    return names


def is_ambient(name: str) -> bool:
    """Whether a full name reads the clock or the shared random state."""
    parts = name.split(".")
    if ".".join(parts[-2:]) in CLOCKS and parts[0] in {"time", "datetime", "date"}:
        return True
    is_random = parts[0] == "random" or name.startswith("numpy.random.")
    return is_random and len(parts) > 1 and parts[-1] not in SEEDED


def clock_faults(path: Path, source: str) -> Iterator[str]:
    """Where the code reads the clock, waits, or draws from the shared random state."""
    tree = ast.parse(source)
    names = imported_names(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute | ast.Name):
            continue
        head, dot, rest = dotted(node).partition(".")
        if is_ambient(names.get(head, head) + dot + rest):
            yield f"{path}:{node.lineno}: {dotted(node)} outside palabre/run; take now, a clock or rng instead"


def faults(root: Path = ROOT) -> list[str]:
    """Every size and clock fault of the tree."""
    found: list[str] = []
    for folder in ("src", "tests", "tools", "bench"):
        for path in sorted((root / folder).rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            found += size_faults(path.relative_to(root), source)
            if folder == "src" and "run" not in path.relative_to(root / "src" / "palabre").parts[:1]:
                found += clock_faults(path.relative_to(root), source)
    return found


if __name__ == "__main__":
    sys.exit(tell("sizes and clocks", faults()))
