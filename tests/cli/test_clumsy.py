"""What a clumsy or a hostile person does at the command line: a sentence and a status, never a traceback."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.cli.test_commands import palabre, started

pytestmark = pytest.mark.slow
ROWS = 400_000


@pytest.fixture
def ws(template: Path, tmp_path: Path) -> Path:
    import shutil

    return shutil.copytree(template, tmp_path / "workspace")


@pytest.mark.parametrize("command", [("new", "LONG", "--purpose", "x"), ("search", "x", "-w", "LONG")])
def test_a_name_too_long_for_the_system_is_refused_in_a_sentence(tmp_path: Path, command: tuple[str, ...]) -> None:
    done = palabre(*("d" * 300 if word == "LONG" else word for word in command), cwd=tmp_path)

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", [("import", "caf\udce9.csv"), ("sql", "SELECT '\udce9'"), ("new", "w\udce9")])
def test_a_word_that_is_not_utf8_is_refused_in_a_sentence(ws: Path, command: tuple[str, ...]) -> None:
    (ws / "caf\udce9.csv").write_text("Date,Text\n2026-01-03T10:00:00Z,bonjour\n", encoding="utf-8")

    done = started(*command, cwd=ws)

    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "UTF-8" in done.stderr


def _is_importing(ws: Path) -> bool:
    """Asked of the state itself: a command would take so long to start that the import could be over."""
    with closing(sqlite3.connect(ws / "state.sqlite", timeout=30)) as state:
        return bool(state.execute("SELECT 1 FROM jobs WHERE status = 'running' AND done > 0").fetchall())


@pytest.mark.slow
def test_an_interrupted_import_says_what_to_do(ws: Path, tmp_path: Path) -> None:
    table = tmp_path / "many.csv"
    row = "2026-01-03T10:00:00Z,bonjour\n"
    table.write_text("Date,Text\n" + row * ROWS, encoding="utf-8")
    command = [sys.executable, "-m", "palabre", "import", str(table), "-w", str(ws)]
    environment = {**os.environ, "PALABRE_LANG": "en"}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    end = time.monotonic() + 120
    while not _is_importing(ws):
        assert time.monotonic() < end
        time.sleep(0.05)

    # Again until it is heard: the compiler, which runs the first time only, lets no interruption through.
    while process.poll() is None:
        assert time.monotonic() < end
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.5)
    said = process.communicate(timeout=60)[1]

    assert process.returncode == 130
    assert "run the command again" in said


def test_a_demo_of_a_file_that_is_not_there_leaves_nothing_behind(tmp_path: Path) -> None:
    done = palabre("demo", "missing.csv", "--no-serve", cwd=tmp_path)

    assert done.returncode == 1
    assert "missing.csv" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_demo_of_a_file_says_which_rows_were_refused(tmp_path: Path) -> None:
    table = tmp_path / "posts.csv"
    table.write_text("Date,Text\n2026-01-03T10:00:00Z,bonjour\n,sans date\n", encoding="utf-8")

    done = palabre("demo", table, "--no-serve", cwd=tmp_path)

    assert done.returncode == 3
    assert "1: no date" in done.stdout
