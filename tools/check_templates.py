"""Templates keep to htmx 4 and to a content policy of `script-src 'self'`.

htmx's own checker finds what only htmx 2 understood; the rest is ours: no `hx-on`, no `js:` value, no trigger filter,
no inline script, event attribute or style, and inheritance always written `:inherited`.
"""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from tools.verdict import ROOT, tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEMPLATES = "src/palabre/web/templates"
CHECKER = "node_modules/htmx.org/dist/scripts/upgrade-check.py"

# Its advice on `hx-disable` is for those who come from htmx 2: in htmx 4 the attribute has a meaning of its own.
NEW_MEANING = "hx-disable → rename to hx-ignore"
JINJA = re.compile(r"\{%.*?%\}|(?P<value>\{\{.*?\}\})|\{#.*?#\}", re.DOTALL)


def attribute_fault(tag: str, name: str, value: str) -> str:
    """What one attribute does that the content policy refuses; empty when nothing."""
    if name.startswith(("hx-on", "data-hx-on")):
        return f"{name} runs text as a script; put it in a file of static/"
    if re.fullmatch(r"on[a-z]+", name):
        return f"{name} is an inline event; put it in a file of static/"
    if name == "style":
        return "style= is refused by the content policy; use a class"
    if name.startswith("hx-") and value.lstrip().startswith(("js:", "javascript:")):
        return f"{name} runs text as a script; send a form field"
    if name in {"href", "src", "action"} and value.lstrip().lower().startswith("javascript:"):
        return f"{name} runs text as a script"
    if name.startswith("hx-trigger") and "[" in value:
        return "a trigger filter runs text as a script; filter on the server"
    return ""


class Reader(HTMLParser):
    """Collects the faults of one template, each with its line."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Looks at one tag; the parser calls it."""
        line = self.getpos()[0]
        names = dict(attrs)
        if tag == "script" and "src" not in names and names.get("type") != "application/json":
            self.faults.append((line, "inline script; put it in a file of static/"))
        if tag == "style":
            self.faults.append((line, "inline style sheet; put it in the house's"))
        told = (attribute_fault(tag, name, value or "") for name, value in attrs)
        self.faults += [(line, fault) for fault in told if fault]


def policy_faults(name: str, template: str) -> Iterator[str]:
    """Where a template asks the browser to run or style what is written in the page."""
    reader = Reader()
    reader.feed(JINJA.sub(lambda found: "\n" * found.group().count("\n") + ("x" if found["value"] else ""), template))
    reader.close()
    for line, fault in reader.faults:
        yield f"{name}:{line}: {fault}"


def upgrade_faults(checker: Path, folder: Path) -> Iterator[str]:
    """What htmx's own checker says of a folder of templates."""
    command = [sys.executable, str(checker), "--no-color", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    yield from (line for line in said.stdout.splitlines() if line.strip() and NEW_MEANING not in line)
    if said.returncode not in {0, 1}:
        yield f"{checker.name} failed: {said.stderr.strip()[-500:]}"


def faults(root: Path = ROOT) -> list[str]:
    """Every fault of the templates; htmx's checker is run when npm has brought it."""
    folder = root / TEMPLATES
    found = [
        fault
        for path in sorted(folder.rglob("*.html"))
        for fault in policy_faults(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
    ]
    if (root / CHECKER).is_file():
        found += upgrade_faults(root / CHECKER, folder)
    return found


if __name__ == "__main__":
    sys.exit(tell("templates", faults()))
