"""Whether anybody listens: whoever does says so from time to time, so that a list never shows as heard what is not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from palabre.store.state import read_cursor, write_cursor

if TYPE_CHECKING:
    from palabre.store import Workspace

READER = "listener"
# To be said more often than this; a process that is killed says nothing.
BELIEVED = timedelta(seconds=90)


def say_listening(workspace: Workspace) -> None:
    """Said by whoever listens, every half minute or so."""
    now = workspace.clock()
    write_cursor(workspace.state, READER, now.isoformat(), now=now)


def say_stopped(workspace: Workspace) -> None:
    """Said by whoever listened, on stopping in good order."""
    write_cursor(workspace.state, READER, "", now=workspace.clock())


def is_listening(workspace: Workspace, now: datetime) -> bool | None:
    """Whether somebody listens now; None when nobody ever said anything, in a workspace of before."""
    said = read_cursor(workspace.state, READER)
    if said is None:
        return None
    return said != "" and now - datetime.fromisoformat(said) < BELIEVED
