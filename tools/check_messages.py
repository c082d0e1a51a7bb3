"""Every error raised on purpose has a sentence, the fields its sentence needs, and every sentence has an error."""

from __future__ import annotations

import ast
import string
import sys
from typing import TYPE_CHECKING

from palabre.words.messages import MESSAGES
from tools.verdict import ROOT, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

SOURCE = "src/palabre"
# A reason for refusing a row is told by the sentence of the same name with this before it.
REASON = "reject-"
REASON_CLASS = "BadRecord"


def name_of(node: ast.expr) -> str:
    """The last word of a name: `errors.StoreError` and `StoreError` are one class."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def error_classes(trees: Iterable[ast.AST]) -> frozenset[str]:
    """The names of our error classes: `PalabreError` and all that descend from it."""
    bases = {
        node.name: {name_of(base) for base in node.bases}
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    known = {"PalabreError"}
    while more := {name for name, above in bases.items() if above & known} - known:
        known |= more
    return frozenset(known)


def fields_of(sentence: str) -> frozenset[str]:
    """The names a sentence leaves open."""
    return frozenset(field for _text, field, _spec, _how in string.Formatter().parse(sentence) if field)


def call_faults(where: str, call: ast.Call, messages: Mapping[str, str]) -> Iterator[str]:
    """What an error made here lacks."""
    first = call.args[0] if call.args else None
    if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
        return
    prefix = REASON if name_of(call.func) == REASON_CLASS else ""
    sentence = messages.get(prefix + first.value)
    given = {keyword.arg for keyword in call.keywords}
    if sentence is None:
        yield f"{where}:{call.lineno}: {prefix + first.value!r} has no sentence in palabre/words/messages"
    elif None not in given and (lacking := fields_of(sentence) - given):
        yield f"{where}:{call.lineno}: {first.value!r} needs {', '.join(sorted(lacking))}"


def is_made(call: ast.Call, classes: frozenset[str]) -> bool:
    """Whether a call makes one of our errors, by its name or from its own `__init__`."""
    if isinstance(call.func, ast.Attribute) and call.func.attr == "__init__":
        return True
    return name_of(call.func) in classes


def faults(root: Path = ROOT, messages: Mapping[str, str] = MESSAGES) -> list[str]:
    """Errors without their sentence or its fields, and sentences that nothing says."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted((root / SOURCE).rglob("*.py"))}
    classes = error_classes(trees.values())
    found: list[str] = []
    said: set[object] = set()
    for path, tree in trees.items():
        is_sentences = path.parent.name == "messages"
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and not is_sentences:
                said.add(node.value)
            elif isinstance(node, ast.Call) and is_made(node, classes):
                found += call_faults(path.relative_to(root).as_posix(), node, messages)
    mute = [name for name in messages if name not in said and name.removeprefix(REASON) not in said]
    return found + [f"{name!r} has a sentence and nothing says it" for name in mute]


if __name__ == "__main__":
    sys.exit(tell("messages", faults()))
