"""Runs the code of the docs, and follows their links.

In the README files and in docs/, each ```console block is one bash script made of its `$ ` lines (a `> ` line goes on
with the one before); each ```python block runs as it stands. The blocks of a page run in order in one temporary folder,
and its Python blocks share their names. A block tagged `no-run` is left out: servers, and what needs the repository.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
import tempfile
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tools.verdict import ROOT, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

FENCE = re.compile(r"^(?P<indent> *)```(?P<tag>[^\n`]*)\n(?P<body>.*?)^(?P=indent)```[ \t]*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s#]+)(?:#[^)\s]*)?\)")
AT_MOST_SECONDS = 300
# Where `palabre` is, unless the tests know a quicker one.
COMMANDS = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Block:
    """Code in a page: its language, the line where it starts, and what is run."""

    language: str
    line: int
    source: str


def script_of(body: str) -> str:
    """The bash script of a console block: its `$ ` lines and their `> ` continuations, without what they answer."""
    kept = (line[2:] for line in body.splitlines() if line.startswith(("$ ", "> ")))
    return "\n".join(kept)


def blocks_of(page: str) -> Iterator[Block]:
    """The blocks of a page that are to be run."""
    for fence in FENCE.finditer(page):
        language, *tags = fence["tag"].split() or [""]
        if language not in {"console", "python"} or "no-run" in tags:
            continue
        indent = len(fence["indent"])
        body = "\n".join(line[indent:] for line in fence["body"].splitlines())
        line = page.count("\n", 0, fence.start()) + 2
        yield Block(language, line, script_of(body) if language == "console" else body)


def pages(root: Path = ROOT) -> list[Path]:
    """Every page whose code is run."""
    return [*sorted(root.glob("README*.md")), *sorted((root / "docs").rglob("*.md"))]


def run_console(block: Block, folder: Path, commands: Path = COMMANDS) -> str:
    """Runs a console block; what went wrong, empty when nothing."""
    paths = [str(commands), str(COMMANDS), os.environ.get("PATH", "")]
    env = {**os.environ, "PATH": os.pathsep.join(paths), "LC_ALL": "C.UTF-8"}
    command = ["bash", "-euo", "pipefail", "-c", block.source]
    try:
        done = subprocess.run(
            command, cwd=folder, env=env, capture_output=True, text=True, timeout=AT_MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return f"did not end in {AT_MOST_SECONDS} s"
    return f"status {done.returncode}\n{done.stdout[-1000:]}{done.stderr[-2000:]}" if done.returncode else ""


def run_python(block: Block, folder: Path, names: dict[str, object]) -> str:
    """Runs a Python block with the names of those before it; what went wrong, empty when nothing."""
    try:
        code = compile("\n" * (block.line - 1) + block.source, "page", "exec", dont_inherit=True)
        with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()):
            exec(code, names)  # noqa: S102 - the pages are ours, and this is what the check is for
    except Exception:
        return traceback.format_exc(limit=-2)
    return ""


def code_faults(path: Path, page: str, commands: Path = COMMANDS) -> Iterator[str]:
    """The first block of a page that fails; those after it stand on it, so they are not run."""
    names: dict[str, object] = {"__name__": "page"}
    with tempfile.TemporaryDirectory(prefix="palabre docs ") as name:
        for block in blocks_of(page):
            folder = Path(name)
            console = block.language == "console"
            wrong = run_console(block, folder, commands) if console else run_python(block, folder, names)
            if wrong:
                yield f"{path}:{block.line}: {block.language} block fails: {wrong}"
                return


def link_faults(path: Path, page: str) -> Iterator[str]:
    """Links of a page to files that are not there."""
    for link in LINK.finditer(FENCE.sub(lambda fence: "\n" * fence.group().count("\n"), page)):
        if not (path.parent / link[1]).exists():
            yield f"{path}: no such file: {link[1]}"


def faults(path: Path, commands: Path = COMMANDS) -> list[str]:
    """Everything wrong with one page."""
    page = path.read_text(encoding="utf-8")
    return [*link_faults(path, page), *code_faults(path, page, commands)]


def main(words: list[str]) -> int:
    """Checks the named pages, or all; commands are looked for in the folder after `--commands` first."""
    commands, names = (Path(words[1]), words[2:]) if words[:1] == ["--commands"] else (COMMANDS, words)
    chosen = [Path(name).resolve() for name in names] or pages()
    return tell("docs", [fault for path in chosen for fault in faults(path, commands)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
