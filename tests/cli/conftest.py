"""A workspace for each test, and a process that has loaded Palabre for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import ready
from tests.building import clock, template, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["clock", "template", "workspace"]


@pytest.fixture(scope="session", autouse=True)
def nothing_waits_longer() -> Iterator[None]:
    """Ends the process from which commands are forked, when there is one."""
    yield
    ready.stop()
