"""The file of a strategy: written whole or not at all, never over what someone else wrote meanwhile."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest

from palabre.errors import StoreError, StrategyChanged
from palabre.store.strategy_file import StrategyFile, strategy_path

WRITER = """
import sys
from pathlib import Path
from palabre.store.strategy_file import StrategyFile

file = StrategyFile(Path(sys.argv[1]))
print("ready", flush=True)
number = 0
while True:
    number += 1
    file.write(f"# {number}\\n" * 20_000, expected=file.read().token)
"""


def test_what_is_written_is_read_back_byte_for_byte(tmp_path: Path) -> None:
    file = StrategyFile(strategy_path(tmp_path))
    text = "\ufeffversion: 1\r\n# l’été\rlanguage: fr"

    written = file.write(text, expected="")

    assert file.read() == written
    assert (tmp_path / "strategy.yaml").read_bytes() == text.encode()


def test_no_file_and_an_empty_one_are_not_the_same(tmp_path: Path) -> None:
    file = StrategyFile(tmp_path / "strategy.yaml")
    assert (file.read().text, file.read().token) == ("", "")

    file.path.touch()

    assert file.read().token
    with pytest.raises(StrategyChanged):
        file.write("version: 1\n", expected="")


def test_a_change_made_meanwhile_is_shown_and_stays(tmp_path: Path) -> None:
    file = StrategyFile(tmp_path / "strategy.yaml")
    mine = file.write("version: 1\n", expected="")
    file.path.write_text("version: 1\nlanguage: fr\n", encoding="utf-8")

    with pytest.raises(StrategyChanged):
        file.write("version: 1\nlanguage: en\n", expected=mine.token)

    assert file.read().text == "version: 1\nlanguage: fr\n"
    assert file.write("version: 1\nlanguage: fr\n", expected=mine.token) == file.read()


def test_of_two_who_write_at_once_one_is_told(tmp_path: Path) -> None:
    before = StrategyFile(tmp_path / "strategy.yaml").write("version: 1\n", expected="")
    written, refused = [], []

    def write(language: str) -> None:
        try:
            text = f"language: {language}\n"
            written.append(StrategyFile(tmp_path / "strategy.yaml").write(text, expected=before.token))
        except StrategyChanged:
            refused.append(language)

    writers = [Thread(target=write, args=(one,)) for one in ("fr", "en", "de", "it")]
    for one in writers:
        one.start()
    for one in writers:
        one.join()

    assert (len(written), len(refused)) == (1, 3)
    assert StrategyFile(tmp_path / "strategy.yaml").read() == written[0]


@pytest.mark.slow
def test_a_writer_that_is_killed_leaves_a_whole_text_and_lets_the_next_one_write(tmp_path: Path) -> None:
    path, rng = tmp_path / "strategy.yaml", random.Random(1)
    for _ in range(6):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout and writer.stdout.readline() == b"ready\n"
            time.sleep(rng.uniform(0.01, 0.12))
            os.kill(writer.pid, signal.SIGKILL)
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        assert len(set(lines)) <= 1
        assert len(lines) in (0, 20_000)

    file = StrategyFile(path)
    file.write("version: 1\n", expected=file.read().token)
    assert sorted(one.name for one in tmp_path.iterdir()) == [".strategy.yaml.lock", "strategy.yaml"]


def test_rights_and_links_are_kept(tmp_path: Path) -> None:
    real, link = tmp_path / "shared" / "ours.yaml", tmp_path / "strategy.yaml"
    real.parent.mkdir()
    real.write_text("version: 1\n", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    file = StrategyFile(link)

    file.write("language: fr\n", expected=file.read().token)

    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "language: fr\n"
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_file_that_cannot_be_written_or_is_none_is_told_as_such(tmp_path: Path) -> None:
    read_only, pipe, folder = (tmp_path / one for one in ("read-only", "pipe", "folder"))
    read_only.write_text("version: 1\n", encoding="utf-8")
    read_only.chmod(0o444)
    os.mkfifo(pipe)
    folder.mkdir()
    told = []
    for path in (read_only, pipe, folder, tmp_path / "nowhere" / "strategy.yaml"):
        with pytest.raises(StoreError) as refused:
            file = StrategyFile(path)
            file.write("language: fr\n", expected=file.read().token)
        told.append(refused.value.message_id)

    assert told == [
        "strategy-file-read-only",
        "strategy-file-odd",
        "strategy-file-odd",
        "strategy-file-cannot-write",
    ]
    assert read_only.read_text(encoding="utf-8") == "version: 1\n"


def test_a_text_with_half_a_letter_is_refused_before_anything_is_touched(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        StrategyFile(tmp_path / "strategy.yaml").write("a: \ud83d", expected="")

    assert not list(tmp_path.iterdir())
