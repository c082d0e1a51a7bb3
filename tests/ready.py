"""A process that has Palabre loaded and waits: each command asked of it runs in a fork, a process of its own.

To load takes over a second, most commands take a tenth of one. A fork has the arguments, folder, environment and files
it is given, and ends as Python ends; what it does not share with a command that is typed is its first second.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import pkgutil
import runpy
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn, cast

from tests.asking import ask, typed

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
# What commands load when they come to need it.
ALSO = ("alembic", "deltalake", "duckdb", "pyarrow.compute", "pyarrow.dataset", "pyarrow.parquet", "ruamel.yaml")
FILES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A process that waits, and the socket it listens on."""

    process: subprocess.Popen[bytes]
    folder: Path

    @property
    def commands(self) -> Path:
        """The folder where a shell finds a `palabre` that asks this process."""
        return self.folder / "bin"

    @property
    def address(self) -> str:
        """Where it listens."""
        return str(self.folder / "socket")

    def stop(self) -> None:
        """Ends it, once it has written what it measured of itself."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(timeout=60)
        shutil.rmtree(self.folder)


@cache
def ready() -> Ready:
    """The process of this run of the tests, started when it is first asked for."""
    folder = Path(tempfile.mkdtemp(prefix="ready-"))
    shim = folder / "bin" / "palabre"
    shim.parent.mkdir()
    shim.write_text(typed(str(folder / "socket")), encoding="utf-8")
    shim.chmod(0o755)
    # It listens before it starts: whoever asks early waits until it has loaded.
    with closing(socket.socket(socket.AF_UNIX)) as listener:
        listener.bind(str(folder / "socket"))
        listener.listen(64)
        number = listener.fileno()
        command = [sys.executable, "-m", "tests.ready", str(number)]
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, pass_fds=[number]
        )
    return Ready(process=process, folder=folder)


def stop() -> None:
    """Ends the process of this run, if there is one."""
    if ready.cache_info().currsize:
        ready().stop()
        ready.cache_clear()


def run(
    module: str, words: list[str], *, env: Mapping[str, str], cwd: Path | None, timeout: float
) -> subprocess.CompletedProcess[str]:
    """What `python -m module words` says, in a process of its own."""
    with (
        tempfile.TemporaryFile() as said,
        tempfile.TemporaryFile() as complained,
        open(os.devnull, "rb") as nothing,
    ):
        files = nothing.fileno(), said.fileno(), complained.fileno()
        folder = str(cwd or Path.cwd())
        status = ask(ready().address, module, words, env=dict(env), cwd=folder, files=files, seconds=timeout)
        return subprocess.CompletedProcess([module, *words], status, _text(said), _text(complained))


def _text(file: BinaryIO) -> str:
    file.seek(0)
    return file.read().decode()


def load() -> None:
    """Loads all that commands are made of."""
    import palabre

    for module in pkgutil.walk_packages(palabre.__path__, "palabre."):
        if not module.name.endswith(".__main__") and ".migrations." not in module.name:
            importlib.import_module(module.name)
    for name in ALSO:
        importlib.import_module(name)


def listen(listener: socket.socket) -> dict[str, Any] | None:
    """What a fork of this process is to run; in this process itself nothing, once nobody can ask any more."""
    while listener in select.select([listener, sys.stdin], [], [])[0]:
        asking, _address = listener.accept()
        while _a_child_has_ended():
            pass
        if os.fork():
            asking.close()
        elif (asked := _run_for(asking)) is not None:
            return asked
    return None


def _a_child_has_ended() -> bool:
    try:
        return os.waitpid(-1, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return False


def _run_for(asking: socket.socket) -> dict[str, Any] | None:
    """In the fork that runs, what it is to run; the one that waits for it tells its status and is gone."""
    size, files, _flags, _address = socket.recv_fds(asking, 4, FILES)
    with asking.makefile("rb") as told:
        asked: dict[str, Any] = json.loads(told.read(int.from_bytes(size, "big")))
    if child := os.fork():
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        asking.sendall(status.to_bytes(4, "big", signed=True))
        os._exit(0)
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    asking.close()
    return asked


def become(asked: dict[str, Any]) -> int:
    """Runs what was asked for as if it had been typed; its status."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["cwd"])
    sys.argv = [asked["module"], *asked["words"]]
    try:
        runpy.run_module(asked["module"], run_name="__main__", alter_sys=True)
    except SystemExit as told:
        if isinstance(told.code, str):
            sys.stderr.write(f"{told.code}\n")
        return told.code if isinstance(told.code, int) else int(told.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def leave(status: int) -> NoReturn:
    """Ends as Python ends, but for taking apart all that was loaded: half a second of it for each command."""
    cast("Any", threading)._shutdown()
    cast("Any", atexit)._run_exitfuncs()
    for file in (sys.stdout, sys.stderr):
        file.flush()
    os._exit(status)


if __name__ == "__main__":
    # Whoever interrupts the tests speaks to them; they end this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    load()
    with socket.socket(fileno=int(sys.argv[1])) as waiting:
        wanted = listen(waiting)
    leave(0 if wanted is None else become(wanted))
