"""How long until `palabre --help` is printed, and until a workspace is served: the first 200 of /healthz.

python bench/starting.py [--runs 7] [--no-worker]
"""

from __future__ import annotations

import argparse
import http.client
import os
import subprocess
import sys
import tempfile
import time
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench._measure import child, cpu_seconds_of, load, median, peak_mb, stop, surroundings, tell
from bench._workspace import new_workspace

OWED = {"help_s": 0.3, "serving_s": 3.0}
HELP = "import sys; sys.argv = ['palabre', '--help']; from palabre.cli import main; main()"
PAUSE_S = 0.005


def help_run() -> dict[str, float] | None:
    """One `palabre --help` in a new interpreter; None when the command fails."""
    begun = time.perf_counter()
    command = subprocess.Popen([sys.executable, "-c", HELP], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(command.pid, 0)
    wall_s = time.perf_counter() - begun
    command.returncode = os.waitstatus_to_exitcode(status)
    return None if command.returncode else {"wall_s": wall_s, "cpu_s": used.ru_utime + used.ru_stime}


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
        first_page_s = time.perf_counter() - begun - serving_s
        return {"wall_s": serving_s, "cpu_s": cpu_s, "first_page_s": first_page_s, "peak_mb": peak_mb(server.pid)}
    finally:
        stop(server)


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


def medians(runs: list[dict[str, float]]) -> dict[str, float]:
    """Each figure's value in the middle, of how many runs, under which load."""
    middles = {name: round(median(one[name] for one in runs), 3) for name in runs[0]}
    return middles | {"runs": len(runs), "load": load()}


def main() -> None:
    """Measures both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--no-worker", dest="worker", action="store_false")
    asked = parser.parse_args()
    helps = [one for one in (help_run() for _ in range(asked.runs)) if one]
    with tempfile.TemporaryDirectory(prefix="palabre-bench-") as folder:
        workspace = Path(folder) / "workspace"
        new_workspace(workspace).close()
        serving = {
            worker: medians([serving_run(workspace, worker) for _ in range(asked.runs)])
            for worker in ("alone", "with-worker")[: 1 + asked.worker]
        }
    told = {"bench": "starting", "owed": OWED, "help": medians(helps) if helps else None, "serving": serving}
    tell(told | {"around": surroundings()})


if __name__ == "__main__":
    main()
