"""Work steps aside for pages."""

from __future__ import annotations

import os

from palabre.run import priority


def test_work_beside_the_pages_asks_for_less(monkeypatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(os, "nice", asked.append)

    priority.step_aside()

    assert asked == [priority.NICENESS]
    assert priority.NICENESS > 0


def test_a_machine_that_refuses_changes_nothing(monkeypatch) -> None:
    def refused(_by: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "nice", refused)

    priority.step_aside()
