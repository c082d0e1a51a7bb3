"""Serves a demo workspace, and starts again whenever Python, a template, the words or a style changes.

The catalogue is compiled again before each start, so a new French string is seen at once.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tools.build_web import compile_words
from tools.verdict import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

WATCHED = frozenset({".css", ".html", ".js", ".po", ".py", ".sql", ".svg", ".toml"})
PAUSE_SECONDS = 0.4


def state_of(folder: Path) -> dict[Path, int]:
    """When each watched file last changed."""
    found = {}
    for path in folder.rglob("*"):
        if path.suffix in WATCHED and "__pycache__" not in path.parts:
            try:
                found[path] = path.stat().st_mtime_ns
            except FileNotFoundError:  # an editor replaced it between the two calls; the next look sees it
                continue
    return found


def start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """The server, with the words of now."""
    compile_words(ROOT)
    return subprocess.Popen(command, cwd=ROOT)


def stop(server: subprocess.Popen[bytes]) -> None:
    """Asks the server to end, and ends it when it does not."""
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def serve(command: Sequence[str], folder: Path) -> None:
    """Keeps the server at the present state of the folder, until interrupted."""
    seen = state_of(folder)
    server = start(command)
    try:
        while True:
            time.sleep(PAUSE_SECONDS)
            now = state_of(folder)
            if now != seen:
                changed = sorted(
                    path.name for path in seen.keys() ^ now.keys() | {p for p in now if seen.get(p) != now[p]}
                )
                print(f"changed: {', '.join(changed[:5])}; starting again", flush=True)
                seen = now
                stop(server)
                server = start(command)
    except KeyboardInterrupt:
        stop(server)


if __name__ == "__main__":
    palabre = str(Path(sys.executable).parent / "palabre")
    serve([palabre, "demo", *sys.argv[1:]], ROOT / "src" / "palabre")
