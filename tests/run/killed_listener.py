"""A listener that is killed again and again: run as a program, it loads the libraries once and forks the victims.

Each line `SECONDS PATH` it reads becomes a child that listens to the same town on the workspace at PATH, and is killed
after that long, or ends by itself once all is heard. It answers with how the child ended.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import anyio

# Loaded before the first fork, used only after it.
import palabre.listen.live
import palabre.listen.mentions
import palabre.query.compiled  # noqa: F401
from palabre.run import listening
from palabre.run.listening import Listener
from palabre.sources import registry
from tests.building import a_deletion, a_like, a_post, an_actor, reopened
from tests.sources.pretend import Pretend, PretendStream, Town

if TYPE_CHECKING:
    from palabre.model import Record
    from palabre.store import KeptSource, Workspace

EVENTS = 300
WATCH_SECONDS = 0.05


def town() -> Town:
    """The same every time: posts of a radar and others, likes, edits, and every tenth taken away again."""
    told = Town()
    for n in range(1, EVENTS + 1):
        who = an_actor(f"a{n % 7}")
        records: list[Record] = [
            a_post(n, f"le lait {n}" if n % 3 else f"la pluie {n}", actor=who),
            a_like(n, actor=f"a{n % 5}"),
        ]
        if n % 10 == 0:
            records.append(a_deletion("post", f"n{n - 5}"))
        told.say(*records)
    return told


def kept() -> set[str]:
    """What a reader must find once all is heard."""
    return {f"n{n}" for n in range(1, EVENTS + 1) if n % 3 and not (n % 10 == 5 and n + 5 <= EVENTS)}


async def listen(workspace: Workspace) -> None:
    """Listens until all was heard."""

    def opened(_kept: KeptSource) -> PretendStream:
        return PretendStream(town())

    listener = Listener(workspace, opened)
    async with anyio.create_task_group() as group:
        group.start_soon(listener.run)
        while workspace.sources.one("pretend").cursor != str(EVENTS):
            await anyio.sleep(WATCH_SECONDS)
        listener.stop()


def child(path: Path) -> None:
    """One life."""
    # A kill takes the process, not what it wrote: syncing would only make the test slower.
    os.fsync = lambda fd: None
    registry.every_source = lambda: (Pretend,)  # type: ignore[assignment]
    listening.GATHER_SECONDS, listening.MOST_RECORDS = 0.01, 20
    workspace = reopened(path)
    anyio.run(partial(listen, workspace))


def main() -> None:
    """Serves one line after the other."""
    for line in sys.stdin:
        seconds, path = line.rstrip("\n").split(" ", 1)
        watch, told = os.pipe()
        victim = os.fork()
        if victim == 0:
            os.close(watch)
            child(Path(path))
            os.write(told, b"$")
            os._exit(0)
        os.close(told)
        ended, _, _ = select.select([watch], [], [], float(seconds))
        said = os.read(watch, 1) if ended else b""
        if said != b"$":
            os.kill(victim, signal.SIGKILL)
        os.waitpid(victim, 0)
        os.close(watch)
        sys.stdout.write(f"{'done' if said == b'$' else 'died' if ended else 'killed'} {datetime.now(UTC):%H:%M:%S}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
