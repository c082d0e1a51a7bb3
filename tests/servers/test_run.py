"""`palabre run` as it is: two real processes on loopback."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from palabre.listen import Request, queue_import
from palabre.run import clock as real
from palabre.store import open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.servers
PATIENCE = 30


@pytest.fixture
def ws(template: Path, tmp_path: Path) -> Path:
    import shutil

    return shutil.copytree(template, tmp_path / "workspace")


@contextmanager
def running(ws: Path, port: int, command: str = "run") -> Iterator[subprocess.Popen[bytes]]:
    words = [sys.executable, "-m", "palabre", command, "-w", str(ws), "--port", str(port)]
    process = subprocess.Popen(words, stderr=subprocess.PIPE)
    try:
        until(lambda: answers(port), process)
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def until(true: object, process: subprocess.Popen[bytes] | None = None) -> None:
    end = time.monotonic() + PATIENCE
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "it took too long"
        assert process is None or process.poll() is None, "it stopped"
        time.sleep(0.05)


def answers(port: int) -> bool:
    try:
        return ask(port, "/healthz")[0] == 200
    except OSError:
        return False


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, str]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        return _asked(connection, path, method, headers)


def _asked(connection: http.client.HTTPConnection, path: str, method: str, headers: dict[str, str]) -> tuple[int, str]:
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.putheader("Content-Length", "0")
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(one) for task in tasks for one in task.read_text(encoding="ascii").split()]


def alive(process: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return False


def test_a_queued_file_is_imported_by_the_worker_and_seen_on_the_page(ws: Path, tmp_path: Path, free_port: int) -> None:
    table = tmp_path / "posts.csv"
    table.write_text("Date,Text\n2026-01-03T10:00:00Z,bonjour la place\n", encoding="utf-8")
    with running(ws, free_port) as process:
        workspace = open_workspace(ws, clock=real.now, wait=real.wait)
        job = queue_import(workspace, Request(path=table))
        until(lambda: workspace.jobs.one(job).status == "done", process)
        workspace.close()

        assert "bonjour la place" in ask(free_port, "/listen")[1]
        assert "posts.csv" in ask(free_port, "/activity")[1]


def test_other_hosts_and_other_sites_are_refused_even_on_loopback(ws: Path, free_port: int) -> None:
    with running(ws, free_port, "web"):
        assert ask(free_port, "/listen")[0] == 200
        assert ask(free_port, "/listen", Host="evil.example")[0] == 421
        assert ask(free_port, "/listen", "POST", Origin="https://evil.example")[0] in (403, 405)


def test_the_end_of_the_server_is_the_end_of_the_worker(ws: Path, free_port: int) -> None:
    with running(ws, free_port) as process:
        until(lambda: children(process.pid), process)
        worker = children(process.pid)[0]
        process.send_signal(signal.SIGTERM)

        assert process.wait(PATIENCE) == 0
        assert not alive(worker)


def test_a_worker_that_dies_is_started_again_and_one_left_alone_stops(ws: Path, free_port: int) -> None:
    with running(ws, free_port) as process:
        until(lambda: children(process.pid), process)
        first = children(process.pid)[0]
        os.kill(first, signal.SIGKILL)
        until(lambda: any(one != first and alive(one) for one in children(process.pid)), process)
        second = next(one for one in children(process.pid) if one != first)
        process.kill()
        until(lambda: not alive(second))


def test_a_port_already_taken_is_said_at_once(ws: Path, free_port: int) -> None:
    with running(ws, free_port, "web"):
        words = [sys.executable, "-m", "palabre", "web", "-w", str(ws), "--port", str(free_port)]
        refused = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, check=False)

    assert refused.returncode == 2
    assert str(free_port) in refused.stderr


def test_health_is_json(ws: Path, free_port: int) -> None:
    with running(ws, free_port, "web"):
        assert json.loads(ask(free_port, "/healthz")[1])["status"] == "ok"


def test_a_page_that_follows_what_comes_in_does_not_hold_the_server_back(ws: Path, free_port: int) -> None:
    with running(ws, free_port, "web") as process, closing(socket.create_connection(("127.0.0.1", free_port))) as page:
        page.settimeout(PATIENCE)
        page.sendall(f"GET /live/stream HTTP/1.1\r\nHost: 127.0.0.1:{free_port}\r\n\r\n".encode())
        assert b"text/event-stream" in page.recv(4096)
        process.send_signal(signal.SIGTERM)

        assert process.wait(PATIENCE) == 0
        assert process.stderr is not None
        assert b"timeout graceful shutdown exceeded" not in process.stderr.read()
