"""What may not be committed: large files, paths of one machine, addresses of registries, and what the build makes."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

from tools.verdict import ROOT, tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST = 300_000
# The catalogue holds every sentence of the product twice.
LARGEST_CATALOGUE = 2_000_000

# Written apart, so that this file holds none of them.
HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
    )
)
FOLDERS = tuple("/" + name for name in ("work/", "root/", "opt/wheels", "opt/pypi", "tmp/v0"))
NEEDLES = re.compile("|".join([*map(re.escape, HOSTS), *(rf"(?<![\w./~}}-]){re.escape(name)}" for name in FOLDERS)]))


def committed(root: Path = ROOT) -> list[Path]:
    """The files git knows or would take, as paths from the root."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    return [path for name in sorted(set(listed.split("\0"))) if name and (path := root / name).is_file()]


def text_faults(name: str, text: str) -> Iterator[str]:
    """Lines that only mean something on one machine, or name a registry."""
    for number, line in enumerate(text.splitlines(), 1):
        if found := NEEDLES.search(line):
            yield f"{name}:{number}: {found.group()!r} belongs to one machine or to a registry; say it without"


def file_faults(path: Path, name: str) -> Iterator[str]:
    """What is wrong with one file that git would take."""
    size = path.stat().st_size
    most = LARGEST_CATALOGUE if path.suffix == ".po" else LARGEST
    if size > most:
        yield f"{name}: {size:,} bytes, {most:,} at most"
    if "static/vendor/" in name or path.suffix == ".mo" or "node_modules/" in name:
        yield f"{name}: made by the build, never committed"
    content = path.read_bytes()
    if b"\0" not in content:
        yield from text_faults(name, content.decode("utf-8", errors="replace"))


def faults(root: Path = ROOT) -> list[str]:
    """Every fault of the files git knows or would take."""
    return [fault for path in committed(root) for fault in file_faults(path, path.relative_to(root).as_posix())]


if __name__ == "__main__":
    sys.exit(tell("files", faults()))
