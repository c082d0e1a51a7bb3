import subprocess
import sys
import tomllib
from pathlib import Path

from tools.verdict import ROOT

LINT = str(Path(sys.executable).parent / "lint-imports")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def floors() -> list[str]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return [name.strip(" ()") for floor in contracts[0]["layers"] for name in floor.split("|")]


def toy(folder: Path, **sources: str) -> Path:
    """A package with our floors and these sources; import-linter looks beside its settings first."""
    package = folder / "palabre"
    for name in floors():
        (package / name).mkdir(parents=True, exist_ok=True)
        (package / name / "__init__.py").write_text(sources.get(name, ""))
    (package / "__init__.py").write_text("")
    settings = (ROOT / "pyproject.toml").read_text().partition("[tool.importlinter]")
    (folder / "pyproject.toml").write_text(settings[1] + settings[2])
    return folder


def test_the_tree_keeps_to_its_floors() -> None:
    done = lint(ROOT)

    assert done.returncode == 0, done.stdout


def test_an_import_from_above_or_beside_is_refused(tmp_path) -> None:
    assert lint(toy(tmp_path / "down", web="import palabre.run")).returncode == 0
    assert lint(toy(tmp_path / "up", store="import palabre.listen")).returncode == 1
    assert lint(toy(tmp_path / "beside", web="import palabre.cli")).returncode == 1
    assert lint(toy(tmp_path / "imports", imports="import palabre.store")).returncode == 1


def test_a_package_without_a_floor_is_refused(tmp_path) -> None:
    folder = toy(tmp_path)
    (folder / "palabre" / "attic").mkdir()
    (folder / "palabre" / "attic" / "__init__.py").write_text("")

    assert lint(folder).returncode == 1
