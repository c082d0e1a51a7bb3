"""How long readers wait for the Listening pages, alone and while a file is imported into the same workspace.

python bench/listening.py [--posts 5000000] [--readers 20] [--seconds 60] [--folder KEPT] [--no-worker]

The workspace is made once and kept in the folder; the import goes into a copy of it.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import _posts
from bench._measure import answers, child, cpu_seconds_of, load, peak_mb, stop, surroundings, tell
from bench._readers import first_pages, read_together
from bench._workspace import YEAR, copied_workspace, counted, kept_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

OWED = {"p95_ms": 300}
IMPORTED_PER_SECOND = 30_000
DAYS = (YEAR.first.date(), (YEAR.first + YEAR.length - timedelta(days=1)).date())


@contextlib.contextmanager
def served(workspace: Path, *, with_worker: bool) -> Iterator[tuple[str, int]]:
    """The address of a workspace served by a process of its own, and the number of that process."""
    server = child("_serve.py", workspace, "with-worker" if with_worker else "alone")
    assert server.stdout is not None
    try:
        yield server.stdout.readline().strip(), server.pid
    finally:
        stop(server)


def read(address: str, pid: int, asked: argparse.Namespace, *, seed: int) -> dict[str, Any]:
    """What readers waited, and the share of a core that the server took."""
    begun, cpu_s = time.monotonic(), cpu_seconds_of(pid)
    times = read_together(address, readers=asked.readers, seconds=asked.seconds, days=DAYS, seed=seed)
    wall_s, cpu_s = time.monotonic() - begun, cpu_seconds_of(pid) - cpu_s
    pages = times.as_json()
    return {
        **pages,
        "server_cores": round(cpu_s / wall_s, 2),
        "server_cpu_ms_per_page": round(cpu_s * 1000 / max(1, pages["all"]["pages"]), 1),
        "server_peak_mb": peak_mb(pid),
        "load": load(),
    }


def alone(workspace: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """Readers and nothing else."""
    with served(workspace, with_worker=asked.worker) as (address, pid):
        first = first_pages(address, days=DAYS)
        return {"first_ms": first, **read(address, pid, asked, seed=100)}


def beside_an_import(workspace: Path, folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """Readers while another process imports a file into the same workspace, for as long as they read."""
    file, mapping = folder / "posts.csv", folder / "mapping.yaml"
    rows = max(1000, round(IMPORTED_PER_SECOND * asked.seconds))
    _posts.write_csv(file, _posts.posts(rows, seed=63))
    mapping.write_text(_posts.MAPPING, encoding="utf-8")
    copy = copied_workspace(workspace, folder / "workspace")
    with served(copy, with_worker=asked.worker) as (address, pid):
        first_pages(address, days=DAYS)
        importing = child("_import.py", file, copy, mapping)
        pages = read(address, pid, asked, seed=200)
        is_longer = importing.poll() is None
        if is_longer:
            stop(importing)
        imported = None if is_longer else answers([importing])[0]
        return {**pages, "import_outlasted_readers": is_longer, "import": imported, "workspace": counted(copy)}


def main() -> None:
    """Measures both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=5_000_000)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "palabre-bench")
    parser.add_argument("--no-worker", dest="worker", action="store_false")
    asked = parser.parse_args()
    workspace = kept_workspace(asked.folder, asked.posts)
    told = {"bench": "listening", "posts": asked.posts, "readers": asked.readers, "owed": OWED, "worker": asked.worker}
    told["alone"] = alone(workspace, asked)
    with tempfile.TemporaryDirectory(prefix="copy-", dir=asked.folder) as folder:
        told["beside_an_import"] = beside_an_import(workspace, Path(folder), asked)
    tell(told | {"around": surroundings()})


if __name__ == "__main__":
    main()
