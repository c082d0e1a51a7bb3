"""How long until `palabre --help` is printed, and until a workspace is served: the first 200 of /healthz.

python bench/starting.py [--runs 7]
"""

from __future__ import annotations

import argparse
import http.client
import subprocess
import sys
import tempfile
import time
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench._measure import child, cpu_seconds_of, load, median, peak_mb, surroundings, tell
from bench._workspace import new_workspace

OWED = {"help_s": 0.3, "serving_s": 3.0}
HELP = "import sys; sys.argv = ['palabre', '--help']; from palabre.cli import main; main()"
CPU = "; import resource; u = resource.getrusage(resource.RUSAGE_SELF); print(u.ru_utime + u.ru_stime)"
PAUSE_S = 0.005


def help_run() -> dict[str, float] | None:
    """One `palabre --help` in a new interpreter; None when the command fails."""
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", HELP], capture_output=True, check=False)
    wall_s = time.perf_counter() - begun
    if done.returncode:
        return None
    timed = f"import atexit\natexit.register(lambda: exec({CPU[2:]!r}))\n{HELP}"
    told = subprocess.run([sys.executable, "-c", timed], capture_output=True, check=True, text=True)
    return {"wall_s": round(wall_s, 3), "cpu_s": round(float(told.stdout.splitlines()[-1]), 3)}


def serving_run(workspace: Path, worker: str) -> dict[str, float]:
    """One start of the server, until it answers, then until its first page is read."""
    begun = time.perf_counter()
    server = child("_serve.py", workspace, worker)
    try:
        assert server.stdout is not None
        host = urlsplit(server.stdout.readline().strip()).netloc
        while status_of(host, "/healthz") != HTTPStatus.OK:
            time.sleep(PAUSE_S)
        serving_s, cpu_s = time.perf_counter() - begun, cpu_seconds_of(server.pid)
        status_of(host, "/listen")
        return {
            "wall_s": round(serving_s, 3),
            "cpu_s": round(cpu_s, 3),
            "first_page_s": round(time.perf_counter() - begun - serving_s, 3),
            "peak_mb": peak_mb(server.pid),
        }
    finally:
        server.terminate()
        server.wait(timeout=30)


def status_of(host: str, path: str) -> int | None:
    """The status a server answers with; None when nobody answers yet."""
    link = http.client.HTTPConnection(host, timeout=10)
    try:
        link.request("GET", path)
        return link.getresponse().status
    except OSError:
        return None
    finally:
        link.close()


def medians(runs: list[dict[str, float]]) -> dict[str, Any]:
    """Each figure's value in the middle, of how many runs, under which load."""
    # Seconds are shown to the millisecond.
    names = runs[0]
    return {name: _middle([one[name] for one in runs]) for name in names} | {"runs": len(runs), "load": load()}


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def main() -> None:
    """Measures both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args()
    helps = [one for one in (help_run() for _ in range(asked.runs)) if one]
    with tempfile.TemporaryDirectory(prefix="palabre-bench-") as folder:
        workspace = Path(folder) / "workspace"
        new_workspace(workspace).close()
        serving = {
            worker: medians([serving_run(workspace, worker) for _ in range(asked.runs)])
            for worker in ("alone", "with-worker")
        }
    told = {"bench": "starting", "owed": OWED, "help": medians(helps) if helps else None, "serving": serving}
    tell(told | {"around": surroundings()})


if __name__ == "__main__":
    main()
