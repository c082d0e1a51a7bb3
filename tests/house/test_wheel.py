"""The wheel as a user gets it: built, opened, installed in an empty environment, and started."""

import shutil
import site
import subprocess
import sys
import tarfile
import venv
from pathlib import Path

import pytest

from tests.conftest import require
from tools.build_web import is_fresh
from tools.check_wheel import faults, name_faults
from tools.verdict import ROOT

pytestmark = pytest.mark.slow


def built(target: str, folder: Path) -> Path:
    require("npm", is_fresh(ROOT) or shutil.which("npm"), "install Node.js 20 or newer")
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(iter(folder.iterdir()))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return built("wheel", tmp_path_factory.mktemp("wheel"))


def test_the_wheel_holds_what_it_owes_and_nothing_else(wheel: Path) -> None:
    assert faults(wheel) == []


def test_the_wheel_starts_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps"]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    packages = next((tmp_path / "env" / "lib").glob("python*/site-packages"))
    # What the wheel asks for is lent by the environment of the tests; palabre itself is the wheel's.
    (packages / "lent.pth").write_text("\n".join(site.getsitepackages()) + "\n")
    script = (
        "import palabre, palabre.words as words; print(palabre.__file__, words.translations('fr').info()['language'])"
    )

    told = subprocess.run([python, "-c", script], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    helped = subprocess.run(
        [python.with_name("palabre"), "--help"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert told.startswith(str(packages))
    assert told.split()[-1] == "fr"
    assert helped.returncode == 0, helped.stderr
    assert "import" in helped.stdout


def test_the_sdist_holds_the_scripts_and_what_rebuilds_them(tmp_path: Path) -> None:
    with tarfile.open(built("sdist", tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {"tools/build_web.py", "tools/echarts.js", "package-lock.json", "LICENSE"} <= names
    assert {"src/palabre/web/static/vendor/htmx.min.js", "src/palabre/web/static/vendor/STAMP"} <= names
    assert not {name for name in names if name.startswith(("tests/", "node_modules/", ".venv/", ".cache/"))}


def test_strangers_and_missing_files_are_told() -> None:
    told = list(name_faults(["palabre/py.typed", "tests/test_x.py", "palabre/web/node_modules/x.js", "stray.py"]))

    assert "missing: palabre/web/static/vendor/htmx.min.js" in told
    assert "missing: the templates of the pages" in told
    assert told[-3:] == [
        "not to be shipped: tests/test_x.py",
        "not to be shipped: palabre/web/node_modules/x.js",
        "outside the package: stray.py",
    ]
