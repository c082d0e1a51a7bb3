"""Makes a release of the version in `src/palabre/__init__.py`: checks, sdist and wheel in dist/, and a tag.

Nothing leaves this machine: pushing the tag and publishing the files stay a person's decision.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from tools.check_wheel import faults as wheel_faults
from tools.verdict import ROOT, tell

if TYPE_CHECKING:
    from pathlib import Path


def git(*arguments: str, root: Path = ROOT) -> str:
    """What git answers."""
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True).stdout.strip()


def version_of(root: Path) -> str:
    """The version the package gives itself."""
    text = (root / "src" / "palabre" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    return found[1] if found else ""


def faults(root: Path = ROOT) -> list[str]:
    """Why no release can be made of this tree."""
    version = version_of(root)
    news = root / "CHANGELOG.md"
    heading = re.compile(rf"^## \[?{re.escape(version)}\]?( |$)", re.MULTILINE)
    found = []
    if not re.fullmatch(r"\d+\.\d+\.\d+((a|b|rc)\d+)?", version):
        found.append(f"{version!r} is not a version; write it in src/palabre/__init__.py")
    if git("status", "--porcelain", root=root):
        found.append("the tree has changes; commit them first")
    if not news.is_file() or not heading.search(news.read_text(encoding="utf-8")):
        found.append(f"CHANGELOG.md has no section {version}; turn Unreleased into it")
    if git("tag", "--list", f"v{version}", root=root):
        found.append(f"the tag v{version} is taken; raise the version")
    return found


def release(root: Path = ROOT) -> int:
    """Builds and tags when nothing stands against it; the exit status."""
    if found := faults(root):
        return tell("release", found)
    version = version_of(root)
    shutil.rmtree(root / "dist", ignore_errors=True)
    subprocess.run([sys.executable, "-m", "hatchling", "build"], cwd=root, check=True)
    if found := wheel_faults(root / "dist" / f"palabre-{version}-py3-none-any.whl"):
        return tell("release", found)
    git("tag", "--annotate", f"v{version}", "--message", f"Palabre {version}", root=root)
    print(f"Tagged v{version}. To publish: git push origin v{version}, then send the files of dist/.")
    return 0


if __name__ == "__main__":
    sys.exit(release())
