"""What every bench shares: CPU and wall time, memory, the load around a figure, children, percentiles, JSON.

CPU time is what can be compared between machines that do other things meanwhile; the load average stands beside it.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import platform
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HERE = Path(__file__).resolve().parent
LIBRARIES = ("deltalake", "duckdb", "pyarrow", "numpy", "msgspec", "starlette", "uvicorn")
TICKS = os.sysconf("SC_CLK_TCK")
MB = 1e6


def tell(document: object) -> None:
    """Prints one JSON document on the standard output, and nothing else goes there."""
    print(json.dumps(document, indent=2, ensure_ascii=False))


def surroundings() -> dict[str, Any]:
    """What a figure must be read with: machine, versions, and how busy the machine was when it was taken."""
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "cores": os.cpu_count(),
        "load": [round(one, 2) for one in os.getloadavg()],
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def load() -> float:
    """Processes that wanted a core in the last minute; ours are among them."""
    return round(os.getloadavg()[0], 2)


def cpu_seconds() -> float:
    """CPU seconds of this process so far, all its threads and the children that ended, user and system."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def cpu_seconds_of(pid: int) -> float:
    """CPU seconds of a running process so far, all its threads, its children left out."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_mb(pid: int | None = None) -> float:
    """Resident memory of a process now."""
    return _status(pid, "VmRSS")


def peak_mb(pid: int | None = None) -> float:
    """The most resident memory a process had since it started, or since `forget_peak`."""
    return _status(pid, "VmHWM")


def peak_of_children_mb() -> float:
    """The most resident memory that one of the children that ended had."""
    return round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / MB, 1)


def forget_peak() -> None:
    """Lets the peak of this process start again from what it holds now, where the kernel allows it."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _status(pid: int | None, field: str) -> float:
    for line in Path(f"/proc/{pid or 'self'}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith(field + ":"):
            return round(int(line.split()[1]) * 1024 / MB, 1)
    return math.nan


@dataclass(slots=True)
class Stopwatch:
    """CPU and wall seconds of a block of this process, the children it waited for included."""

    wall_s: float = 0.0
    cpu_s: float = 0.0

    def __enter__(self) -> Self:
        self.wall_s, self.cpu_s = time.perf_counter(), cpu_seconds()
        return self

    def __exit__(self, *_: object) -> None:
        self.wall_s, self.cpu_s = time.perf_counter() - self.wall_s, cpu_seconds() - self.cpu_s

    def as_json(self, *, rows: int | None = None) -> dict[str, Any]:
        """Both times, and rows a second of each when rows were counted."""
        told: dict[str, Any] = {"wall_s": round(self.wall_s, 3), "cpu_s": round(self.cpu_s, 3), "load": load()}
        if rows is not None:
            told |= {"rows": rows, "rows_per_s": per(rows, self.wall_s), "rows_per_cpu_s": per(rows, self.cpu_s)}
        return told


def per(n: float, seconds: float) -> int:
    """How many a second, whole."""
    return round(n / max(seconds, 1e-9))


def percentile(values: Iterable[float], share: float) -> float:
    """The value that `share` of all do not exceed (nearest rank); not a number without values."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else math.nan


def median(values: Iterable[float]) -> float:
    """The value in the middle."""
    return percentile(values, 0.5)


def child(programme: str, *arguments: object) -> subprocess.Popen[str]:
    """Starts a programme of this folder in a process of its own; it answers on its standard output."""
    command = [sys.executable, str(HERE / programme), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)


def stop(running: subprocess.Popen[str]) -> None:
    """Asks a child to end, and waits for it."""
    running.terminate()
    running.communicate(timeout=60)


def answers(children: Sequence[subprocess.Popen[str]]) -> list[dict[str, Any]]:
    """What children that work side by side answered, in order; raises when one of them failed."""
    told = [one.communicate()[0] for one in children]
    for one in children:
        if one.returncode:
            raise SystemExit(f"{one.args!r} ended with {one.returncode}")
    return [json.loads(one) for one in told]
