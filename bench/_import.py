"""Imports one file into a workspace as `palabre import` does, and says what it cost: a child, alone in its process.

python bench/_import.py FILE WORKSPACE [MAPPING]
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench._measure import Stopwatch, cpu_seconds, load, memory_mb, peak_mb, peak_of_children_mb, per, tell
from palabre.errors import PalabreError
from palabre.listen import Request, import_here
from palabre.run import clock
from palabre.run.priority import step_aside
from palabre.store import open_workspace

QUARTERS = (0.25, 0.5, 0.75, 1.0)
COUNTED = ("read", "stored", "updated", "unchanged", "rejected")


class Quarters:
    """Memory when each quarter of the file has been read; the last one is taken once all is committed and counted."""

    def __init__(self) -> None:
        self.seen: dict[str, float] = {}

    def __call__(self, done: int, total: int) -> None:
        """Told the bytes read so far."""
        for share in QUARTERS[:-1]:
            if done >= share * total:
                self.seen.setdefault(f"{share:.0%}", memory_mb())

    def end(self) -> dict[str, float]:
        """All four."""
        return self.seen | {f"{QUARTERS[-1]:.0%}": memory_mb()}


def measured(file: Path, folder: Path, mapping: Path | None) -> dict[str, Any]:
    """One import, from the opening of the file to the last count of days; or why it was refused."""
    start_cpu_s = cpu_seconds()
    step_aside()
    workspace = open_workspace(folder, clock=clock.now, wait=clock.wait)
    quarters = Quarters()
    try:
        with Stopwatch() as watch:
            counts = import_here(workspace, Request(path=file, mapping=mapping), quarters).counts
    except PalabreError as problem:
        return {"refused": str(problem), "load": load()}
    finally:
        workspace.close()
    return {
        **{name: getattr(counts, name) for name in COUNTED},
        "posts_per_s": per(counts.read, watch.wall_s),
        "posts_per_cpu_s": per(counts.read, watch.cpu_s),
        **watch.as_json(),
        "start_cpu_s": round(start_cpu_s, 3),
        "peak_mb": round(peak_mb() + peak_of_children_mb(), 1),
        "memory_mb_at": quarters.end(),
    }


if __name__ == "__main__":
    tell(measured(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None))
