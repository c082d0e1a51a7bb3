"""After an import, the worker takes stock by itself and the page shows it: two real processes on loopback."""

from __future__ import annotations

from pathlib import Path

import pytest

from palabre.listen import Request, queue_import, taking_stock
from palabre.run import clock as real
from palabre.store import open_workspace
from tests.servers.test_run import ask, running, until, ws

__all__ = ["ws"]

pytestmark = pytest.mark.servers


def test_an_import_is_followed_by_its_state_of_play(ws: Path, tmp_path: Path, free_port: int) -> None:
    table = tmp_path / "posts.csv"
    table.write_text("Date,Author,Text\n2026-01-03T10:00:00Z,ana,bonjour la place\n", encoding="utf-8")
    with running(ws, free_port) as process:
        workspace = open_workspace(ws, clock=real.now, wait=real.wait)
        asked = taking_stock.ask_about(workspace)
        queue_import(workspace, Request(path=table))
        until(lambda: taking_stock.kept(workspace, asked) is not None, process)
        workspace.close()

        status, page = ask(free_port, "/overview")
        assert status == 200
        assert "le 3 janv. 2026" in page.replace("\u00a0", " ")
