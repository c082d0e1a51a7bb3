"""Who goes first when a machine has less to give than is asked: pages before the work behind them."""

from __future__ import annotations

import contextlib
import os

NICENESS = 10


def step_aside() -> None:
    """Lets the pages of this machine go first: an import beside them takes what they leave, all of it when alone."""
    with contextlib.suppress(OSError):
        os.nice(NICENESS)
