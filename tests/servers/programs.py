"""Other people's servers as child processes: started on loopback, waited for, and ended by their process id.

Each one gets a session of its own, so that its children end with it, and dies with the test run even when that is
killed. What it prints goes to a file, shown when the start fails.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

PATIENCE_SECONDS = 60
POLITE_SECONDS = 5
TRIES = 3


class DidNotStart(Exception):
    """A server stopped, or never answered; the message holds the end of what it printed."""


def open_port() -> int:
    """A port of loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def program(words: Sequence[str], *, folder: Path, answers: Callable[[], bool]) -> Iterator[subprocess.Popen[bytes]]:
    """A server that runs in `folder` and answers; ended on the way out, and also when it did not start."""
    log = folder / f"{words[0].rpartition('/')[2]}.log"
    with log.open("wb") as written:
        process = subprocess.Popen(
            [*_guard(), *words],
            cwd=folder,
            env=_surroundings(),
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait(process, answers, log)
        yield process
    finally:
        end(process)


@contextmanager
def program_on_a_port(
    words: Callable[[int], Sequence[str]], *, folder: Path, answers: Callable[[int], bool]
) -> Iterator[int]:
    """The port a server listens on; another one is tried when somebody took it just before."""
    for left in reversed(range(TRIES)):
        port = open_port()
        with ExitStack() as stack:
            try:
                stack.enter_context(program(words(port), folder=folder, answers=partial(answers, port)))
            except DidNotStart:
                if not left:
                    raise
                continue
            yield port
            return


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process and its children: politely first, then for good."""
    for sign, patience in ((signal.SIGTERM, POLITE_SECONDS), (signal.SIGKILL, 60)):
        if process.poll() is None:
            _signal(process.pid, sign)
        try:
            process.wait(patience)
            break
        except subprocess.TimeoutExpired:
            continue
    _signal(process.pid, signal.SIGKILL)


def accepts(place: Path) -> bool:
    """Whether somebody takes connections on a socket of the file system."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(1)
        return probe.connect_ex(str(place)) == 0


def _signal(group: int, sign: signal.Signals) -> None:
    try:
        os.killpg(group, sign)
    except ProcessLookupError:
        return


def _surroundings() -> dict[str, str]:
    """Our environment, without what would have the branches of other people's servers counted."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COV")}


def _guard() -> tuple[str, ...]:
    """The words before a command that make it end with us, where the system has them."""
    return ("setpriv", "--pdeathsig", "KILL", "--") if shutil.which("setpriv") else ()


def _wait(process: subprocess.Popen[bytes], answers: Callable[[], bool], log: Path) -> None:
    start = time.monotonic()
    while time.monotonic() - start <= PATIENCE_SECONDS:
        answered = answers()
        if process.poll() is not None:
            raise DidNotStart(f"{log.stem} stopped with {process.returncode}:\n{_last_lines(log)}")
        if answered:
            return
        time.sleep(0.02)
    raise DidNotStart(f"{log.stem} gave no answer in {PATIENCE_SECONDS} s:\n{_last_lines(log)}")


def _last_lines(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-2_000:]
