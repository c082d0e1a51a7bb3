"""Opens a wheel and says what is missing, what should not be there, and whether it has grown too large."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from palabre.strategy.templates import LANGUAGES, TEMPLATES
from tools.build_web import BUNDLE, COPIED, VENDOR
from tools.verdict import tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LARGEST = 3_000_000
OWED = (
    *(f"{VENDOR.relative_to('src').as_posix()}/{name}" for name in (BUNDLE, *COPIED.values())),
    "palabre/py.typed",
    "palabre/words/locale/fr/LC_MESSAGES/palabre.mo",
    *(f"palabre/strategy/templates/{name}.{language}.yaml" for name in TEMPLATES for language in LANGUAGES),
)
STRANGERS = ("tests/", "tools/", "bench/", "docs/", "node_modules/", ".venv/")


def name_faults(names: Sequence[str]) -> Iterator[str]:
    """What the list of files lacks or has too many of."""
    yield from (f"missing: {name}" for name in OWED if name not in names)
    if not any(name.startswith("palabre/web/templates/") for name in names):
        yield "missing: the templates of the pages"
    if not any(name.endswith(".dist-info/licenses/LICENSE") for name in names):
        yield "missing: the licence"
    for name in names:
        if name.startswith(STRANGERS) or "node_modules/" in name or "/__pycache__/" in name:
            yield f"not to be shipped: {name}"
        elif not name.startswith("palabre"):
            yield f"outside the package: {name}"


def faults(wheel: Path) -> list[str]:
    """Everything wrong with a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        found = list(name_faults(archive.namelist()))
    size = wheel.stat().st_size
    if size > LARGEST:
        found.append(f"{size:,} bytes, {LARGEST:,} at most")
    return found


def main(folder: Path) -> int:
    """Checks every wheel of a folder; none is a fault too."""
    wheels = sorted(folder.glob("palabre-*.whl"))
    told = [f"{wheel.name}: {fault}" for wheel in wheels for fault in faults(wheel)]
    return tell("wheel", told if wheels else [f"no wheel in {folder}"])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "dist")))
