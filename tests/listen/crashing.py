"""An import that is killed, from the outside: a nursery of processes that all do the same work on a workspace.

Run as a program, it loads the libraries once, then forks a child for each line `PATH SECONDS` it reads (before any of
them is used: a fork after that would break them), kills it after that long, and answers with what the child said.
"""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from palabre.listen import chunks, importing
from palabre.listen.commit import commit
from palabre.model import Deletion, Metrics, Post, Record
from palabre.store import rollups
from palabre.store.upkeep import tidy
from tests.building import NOW, a_deletion, a_post, an_actor, bring_in, reopened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from palabre.listen.rows import Batch
    from palabre.store import Workspace

ROOT = Path(__file__).resolve().parents[2]
FOREVER_S = 1_000.0


def stream(batches: int, rows: int) -> list[Record]:
    """The same records every time: posts over two months, some again with other words or counters, some taken away."""
    rng = random.Random(7)
    posts: list[Post] = []
    records: list[Record] = []
    for n in range(batches * rows):
        if n == batches * rows // 2:
            records.append(a_deletion("actor", "a3"))
        elif posts and rng.random() < 0.2:
            again = rng.choice(posts)
            text = f"{again.text} revu {n}" if n % 2 else again.text
            records.append(
                a_post(
                    native_id=again.native_id, text=text, actor=again.actor, created_at=again.created_at,
                    metrics=Metrics(likes=n), observed_at=NOW + timedelta(hours=1 + n), tags=again.tags,
                )
            )  # fmt: skip
        elif posts and rng.random() < 0.1:
            records.append(a_deletion("post", rng.choice(posts).native_id))
        else:
            who = an_actor(f"a{rng.randrange(8)}", followers=n)
            post = a_post(
                n,
                f"mot{n}",
                created_at=NOW - timedelta(hours=rng.randrange(1_080)),
                actor=who,
                metrics=Metrics(likes=0),
                tags=(f"t{n % 3}",),
                callouts=(f"a{rng.randrange(8)}",),
                reply_to=posts[-1].native_id if posts else None,
                observed_at=NOW,
            )
            posts.append(post)
            records.append(post)
    return [*records, an_actor("member", followers=1)]


def work(workspace: Workspace, records: list[Record], rows: int) -> None:
    """All that an import and a compaction do, in batches of some rows."""
    importing.BATCH_ROWS = chunks.CHUNK = rows
    job = workspace.jobs.begin("import-here", title="stream", payload={})
    done = bring_in(workspace, records, progress=lambda read: workspace.jobs.progress(job, done=read, total=None))
    rollups.refresh(workspace)
    workspace.jobs.finish(job, done.as_json())
    tidy(workspace, now=NOW + timedelta(hours=1), everything=True)


def kept(records: list[Record], batches: int, rows: int) -> set[str]:
    """The posts that a reader must find once that many batches were acknowledged, whatever came after."""
    gone = {one.native_id for one in records if isinstance(one, Deletion)}
    return {
        one.native_id
        for one in records[: batches * rows]
        if isinstance(one, Post) and not {one.native_id, one.actor.native_id if one.actor else ""} & gone
    }


@dataclass(frozen=True, slots=True)
class Fate:
    """How a child ended: how many batches it had acknowledged, whether it was killed, how long it worked."""

    acknowledged: int
    killed: bool
    seconds: float


class Nursery:
    """Starts children that work on a workspace, and kills them."""

    def __init__(self, batches: int, rows: int) -> None:
        command = [sys.executable, "-m", "tests.listen.crashing", str(batches), str(rows)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT)

    def run(self, workspace: Path, seconds: float = FOREVER_S) -> Fate:
        """A child that works on a workspace until it is done or that many seconds have passed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{seconds} {workspace}\n")
        self._process.stdin.flush()
        acknowledged, killed, lasted = self._process.stdout.readline().split()
        return Fate(int(acknowledged), killed == "killed", float(lasted))

    def close(self) -> None:
        """Sends everybody home."""
        self._process.communicate(timeout=30)
        assert self._process.returncode == 0


def child(path: Path, batches: int, rows: int, tell: Callable[[bytes], object]) -> None:
    """Works, and says `.` for each batch that was acknowledged."""

    def acknowledged(workspace: Workspace, batch: Batch) -> object:
        done = commit(workspace, batch)
        tell(b".")
        return done

    setattr(importing, "commit", acknowledged)  # noqa: B010 - a name that the module only imports
    records = stream(batches, rows)
    workspace = reopened(path)
    tell(b"!")
    work(workspace, records, rows)
    tell(b"$")


def raise_one(path: Path, seconds: float, batches: int, rows: int) -> Fate:
    """Forks a child, counts what it says, kills it in time."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(ours)
        # A kill takes the process, not what it wrote: syncing would only make the test slower.
        os.fsync = lambda fd: None
        try:
            child(path, batches, rows, lambda said: os.write(theirs, said))
        finally:
            os._exit(0)
    os.close(theirs)
    heard = b"".join(_heard(ours, pid, seconds))
    os.waitpid(pid, 0)
    os.close(ours)
    return Fate(heard.count(b"."), b"$" not in heard, 0.0)


def _heard(pipe: int, pid: int, seconds: float) -> Iterator[bytes]:
    yield os.read(pipe, 1)
    end = time.monotonic() + seconds
    while True:
        ready, _, _ = select.select([pipe], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            os.kill(pid, signal.SIGKILL)
            end = time.monotonic() + FOREVER_S
        elif not (said := os.read(pipe, 1_000)):
            return
        else:
            yield said


def main() -> None:
    """Reads orders until there are none."""
    import deltalake  # noqa: F401 - loaded, not used: children are forked with it
    import duckdb  # noqa: F401
    import pyarrow.parquet  # noqa: F401

    batches, rows = int(sys.argv[1]), int(sys.argv[2])
    for line in sys.stdin:
        seconds, path = line.rstrip("\n").split(" ", 1)
        began = time.monotonic()
        fate = raise_one(Path(path), float(seconds), batches, rows)
        said = "killed" if fate.killed else "done"
        sys.stdout.write(f"{fate.acknowledged} {said} {time.monotonic() - began:.3f}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
