"""The serving process, alone or with a worker and a listener beside it; all stop in order."""

from __future__ import annotations

import importlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from palabre.errors import UsageError
from palabre.run import clock
from palabre.store import open_workspace

if TYPE_CHECKING:
    from types import FrameType

    from uvicorn import Server

DOOR = "palabre.web.app"
HOST = "127.0.0.1"
PORT = 8765
PATIENCE_SECONDS = 20
RESTART_SECONDS = (0.5, 1, 2, 5, 10, 30)


def serve(
    path: Path,
    *,
    host: str = HOST,
    port: int = PORT,
    with_worker: bool,
    allowed_hosts: tuple[str, ...] = (),
    ready: Callable[[str], None],
) -> None:
    """Serves the pages of a workspace until SIGTERM or SIGINT; `ready` is told the address once it answers.

    `with_worker` keeps a worker and a listener alive beside it, processes of their own, and stops them last. Raises
    `UsageError` when the address is taken, before anything is started.
    """
    workspace = open_workspace(path, clock=clock.now, wait=clock.wait)
    listener = _listen(host, port)
    address = f"http://{_spelt(host)}:{listener.getsockname()[1]}/"
    for number in (signal.SIGTERM, signal.SIGINT):
        # uvicorn stops on these, then raises them again: ours keeps that second one from cutting the order short.
        signal.signal(number, _already_stopping)
    try:
        server = _server(
            workspace, (host, *allowed_hosts) if host != HOST else allowed_hosts, ready=lambda: ready(address)
        )
        if with_worker:
            with Beside(path, "work"), Beside(path, "listen"):
                server.run(sockets=[listener])
        else:
            server.run(sockets=[listener])
    finally:
        listener.close()
        workspace.close()


def _already_stopping(number: int, frame: FrameType | None) -> None:
    del number, frame


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as problem:
        listener.close()
        raise UsageError("address-taken", host=host, port=port, why=problem.strerror) from problem
    return listener


def _spelt(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _server(workspace: object, hosts: tuple[str, ...], *, ready: Callable[[], None]) -> Server:
    import uvicorn

    # The pages are a door above this floor: they are plugged in by name.
    door = importlib.import_module(DOOR)
    app = door.create_app(workspace, allowed_hosts=(*door.LOOPBACK, *hosts), clock=clock.now)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
        proxy_headers=False,
    )

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            door.end_streams(app)
            await super().shutdown(sockets)

    return Announcing(config)


class Beside:
    """A command in a process of its own, started again when it dies, stopped with patience when the server stops."""

    def __init__(self, path: Path, command: str) -> None:
        self._command = [sys.executable, "-m", "palabre", command, "-w", str(path), "--parent", str(os.getpid())]
        self._done = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._watch = threading.Thread(target=self._keep_alive, name=f"{command}-watch", daemon=True)

    def __enter__(self) -> None:
        self._process = self._start()
        self._watch.start()

    def _start(self) -> subprocess.Popen[bytes]:
        # A session of its own: Ctrl-C reaches the server first, which then asks this one to stop.
        # Few arenas: what many threads allocate in turn is given back instead of kept by each (glibc).
        told = {"MALLOC_ARENA_MAX": "2", **os.environ}
        return subprocess.Popen(self._command, start_new_session=True, env=told)  # noqa: S603 - our own command

    def _keep_alive(self) -> None:
        deaths = 0
        while not self._done.wait(0.2):
            if self._process is not None and self._process.poll() is not None:
                pause = RESTART_SECONDS[min(deaths, len(RESTART_SECONDS) - 1)]
                deaths += 1
                if self._done.wait(pause):
                    return
                self._process = self._start()

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._watch.join()
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
