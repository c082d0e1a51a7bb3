"""Batches being stored, and readings of history that wait for them: how a radar saved meanwhile misses nothing.

A batch is matched with the radars there are when it begins to be stored. A radar saved later reads history only once
every batch begun before it is stored, or its process dead: the locks are the system's, and go with who held them.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from palabre.store.lake import Lake

GATE, STORING = ".gate.lock", ".storing.lock"


@contextmanager
def storing(lake: Lake) -> Iterator[None]:
    """Held from the moment a batch asks which radars there are until its posts are there; many may be at once."""
    with _held(lake, STORING, fcntl.LOCK_SH, by_way_of=GATE):
        yield


def wait_for_batches(lake: Lake) -> None:
    """Returns once every batch that is being stored is; those that come meanwhile wait, and know every radar saved."""
    with _held(lake, GATE, fcntl.LOCK_EX), _held(lake, STORING, fcntl.LOCK_EX):
        return


@contextmanager
def _held(lake: Lake, name: str, mode: int, *, by_way_of: str | None = None) -> Iterator[None]:
    with open(lake.root / name, "a", encoding="ascii") as lock:
        if by_way_of is None:
            fcntl.flock(lock, mode)
        else:
            # Through the gate one by one: whoever waits at it is not overtaken for ever.
            with _held(lake, by_way_of, fcntl.LOCK_EX):
                fcntl.flock(lock, mode)
        yield
