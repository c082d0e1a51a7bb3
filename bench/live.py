"""What listening live costs: a whole network's stream at a steady rate, then a burst, under many radars.

python bench/live.py [--rate 2000] [--seconds 60] [--burst 20000:5] [--radars 1000]

The stream is made up (palabre.testing.jetstream, a realistic mix: mostly likes, a tenth of posts) and played by a
process of its own; another answers who the authors are. What is measured is `palabre listen` alone.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench._measure import cpu_seconds_of, load, memory_mb, stop, surroundings, tell
from bench._queries import Drawn
from bench._workspace import new_workspace
from palabre.query.said import said
from palabre.run import clock
from palabre.sources._bluesky_records import FOLLOW, LIKE, POST, PROFILE, REPOST
from palabre.sources.bluesky import Bluesky
from palabre.store import Heard, Workspace
from palabre.testing.jetstream import synthetic

if TYPE_CHECKING:
    from palabre.store import KeptSource

HERE = Path(__file__).resolve().parent
AHEAD_S = 10.0
START_US = 1_000_000_000_000_000


def radars(workspace: Workspace, count: int) -> None:
    """Queries drawn from the words of the posts to come, and two that match often enough to keep the lake busy."""
    texts = [text for event in synthetic(1, 20_000) if (text := _text(event))]
    for number, node in enumerate(Drawn(texts, seed=3).queries(count - 1, boolean=True)):
        workspace.radars.add(f"radar {number}", said(node), subject="topic")
    workspace.radars.add("busy", "lait OR milk", subject="ours")


def wanted(number: int) -> int:
    """How many of the first events are sent to whoever asks for what Palabre hears: other applications' are not."""
    asked = {POST, REPOST, LIKE, FOLLOW, PROFILE}
    told = (json.loads(event) for event in synthetic(1, number))
    return sum(one["kind"] != "commit" or one["commit"]["collection"] in asked for one in told)


def _text(event: bytes) -> str:
    said = json.loads(event)
    return str(said.get("commit", {}).get("record", {}).get("text", ""))


def watched(pid: int, source: KeptSource, workspace: Workspace, *, until: int, longest_s: float) -> dict[str, Any]:
    """CPU, memory and lag of a listener, a second at a time, until it has heard so many events."""
    began, rows = time.monotonic(), []
    first = cpu_seconds_of(pid)
    while time.monotonic() - began < longest_s:
        time.sleep(1)
        heard = workspace.sources.counted(source.source_id, since=source.added_at.replace(second=0, microsecond=0)).get(
            "heard", 0
        )
        rows.append({"cpu_s": cpu_seconds_of(pid) - first, "mb": memory_mb(pid), "heard": heard})
        if heard >= until:
            break
    wall = time.monotonic() - began
    busy = [b["cpu_s"] - a["cpu_s"] for a, b in pairwise(rows)]
    return {
        "events": until,
        "heard": rows[-1]["heard"],
        "wall_s": round(wall, 1),
        "cpu_s": round(rows[-1]["cpu_s"], 2),
        "of_one_core": round(rows[-1]["cpu_s"] / wall, 3),
        "busiest_second": round(max(busy, default=0.0), 2),
        "mb_first": round(rows[min(4, len(rows) - 1)]["mb"]),
        "mb_most": round(max(row["mb"] for row in rows)),
        "load": load(),
    }


def played(folder: Path, name: str, asked: argparse.Namespace, *words: str, events: int) -> dict[str, Any]:
    """One stream from its first word to its last, on a workspace of its own."""
    workspace = new_workspace(folder / name)
    radars(workspace, asked.radars)
    with _program("-m", "palabre.testing.jetstream", "--ahead", *words) as stream:
        address = _first_line(stream)
        with _program(str(HERE / "_bluesky_api.py")) as api:
            settings = {"address": address, "api": _first_line(api), "hear": "posts\nreposts\nlikes\nfollows"}
            source = workspace.sources.add(
                Bluesky.name, "bench", title="", settings=settings, purpose="", by="", allows_private=True
            )
            # From the first word: what happens before anybody listens would be nobody's loss.
            workspace.sources.heard(source.source_id, Heard(cursor=str(START_US), counts={}, at=clock.now()))
            listener = _program("-m", "palabre", "listen", "-w", str(workspace.path))
            told = watched(listener.pid, source, workspace, until=events, longest_s=30 + 3 * events / asked.rate)
            listener.terminate()
            listener.wait(30)
            stop(api)
        stop(stream)
    found = counted(workspace, source)
    workspace.close()
    return {**told, "lost": events - found.get("heard", 0), "counted": found}


def counted(workspace: Workspace, source: KeptSource) -> dict[str, int]:
    """All that was counted since the source was added."""
    return dict(workspace.sources.counted(source.source_id, since=source.added_at.replace(second=0, microsecond=0)))


def _program(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)


def _first_line(running: subprocess.Popen[str]) -> str:
    out: IO[str] | None = running.stdout
    return out.readline().strip() if out else ""


def main() -> None:
    """A steady stream, then the same with a burst in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=int, default=2_000)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--burst", default="20000:5")
    parser.add_argument("--radars", type=int, default=1_000)
    asked = parser.parse_args()
    fast, long = map(int, asked.burst.split(":"))
    steady = asked.rate * asked.seconds
    told: dict[str, Any] = {"bench": "live", "radars": asked.radars, "rate": asked.rate}
    with tempfile.TemporaryDirectory(prefix="palabre-bench-") as temporary:
        folder = Path(temporary)
        words = ("--rate", str(asked.rate), "--seed", "1")
        told["steady"] = played(folder, "steady", asked, *words, "--number", str(steady), events=wanted(steady))
        quiet = int(asked.rate * AHEAD_S)
        burst = 2 * quiet + fast * long
        told["burst"] = played(
            folder,
            "burst",
            asked,
            *words,
            "--burst",
            f"{fast}:{long}@{AHEAD_S:g}",
            "--number",
            str(burst),
            events=wanted(burst),
        )
    tell(told | {"around": surroundings()})


if __name__ == "__main__":
    main()
