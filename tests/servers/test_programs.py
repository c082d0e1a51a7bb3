"""Other people's servers end with the test that started them, well or not."""

from __future__ import annotations

import socket
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.servers import programs
from tests.servers.programs import DidNotStart, program, program_on_a_port

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.servers
# Starts a child that would outlive it, writes both numbers down, and waits for ever, deaf to a polite end.
DEAF = """
import os, pathlib, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path("new").write_text(f"{os.getpid()} {child.pid}")
pathlib.Path("new").rename("numbers")
time.sleep(600)
"""


def is_gone(number: int) -> bool:
    try:
        with open(f"/proc/{number}/stat", encoding="utf-8") as said:
            return said.read().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def all_gone(folder: Path) -> bool:
    until = time.monotonic() + programs.PATIENCE_SECONDS
    numbers = [int(one) for one in (folder / "numbers").read_text(encoding="ascii").split()]
    while not all(is_gone(one) for one in numbers) and time.monotonic() < until:
        time.sleep(0.02)
    return all(is_gone(one) for one in numbers)


def test_a_program_deaf_to_its_end_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "POLITE_SECONDS", 0.1)
    with program([sys.executable, "-c", DEAF], folder=tmp_path, answers=(tmp_path / "numbers").exists):
        pass

    assert all_gone(tmp_path)


def test_a_program_that_never_answers_is_ended_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "POLITE_SECONDS", 0.1)
    asked = iter(range(10**9))

    def runs_out_of_patience() -> bool:
        if (tmp_path / "numbers").exists() and next(asked) == 0:
            monkeypatch.setattr(programs, "PATIENCE_SECONDS", 0)
        return False

    never = program([sys.executable, "-c", DEAF], folder=tmp_path, answers=runs_out_of_patience)
    with pytest.raises(DidNotStart, match="gave no answer"), never:
        pass

    monkeypatch.undo()
    assert all_gone(tmp_path)


def test_a_program_that_stops_tells_what_it_printed(tmp_path: Path) -> None:
    stops = program([sys.executable, "-c", "raise SystemExit('no table')"], folder=tmp_path, answers=lambda: False)
    with pytest.raises(DidNotStart, match="stopped with 1:\nno table"), stops:
        pass


def test_another_port_is_tried_when_somebody_took_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        free = programs.open_port()
        offered = iter([taken.getsockname()[1], free])
        monkeypatch.setattr(programs, "open_port", lambda: next(offered))
        words = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1"]

        def answers(port: int) -> bool:
            with socket.socket() as probe:
                return port == free and probe.connect_ex(("127.0.0.1", port)) == 0

        with program_on_a_port(lambda port: [*words, str(port)], folder=tmp_path, answers=answers) as port:
            assert port == free
