"""The only real clock of the product; everything else is handed one."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)


def monotonic() -> float:
    """Seconds that only ever grow, to measure how long something takes."""
    return time.monotonic()


def wait(seconds: float) -> None:
    """Sleeps."""
    time.sleep(seconds)
