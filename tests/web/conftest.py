"""A stage for the pages, and a reader in front of it."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.building import clock, quick_disk, template, workspace
from tests.web.staging import Stage, a_gap, a_job, a_post

__all__ = ["clock", "quick_disk", "template", "workspace"]

HOUSE = "http://127.0.0.1:8765"


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    stage = Stage(posts=[a_post(n) for n in range(1, 61)], gaps=[a_gap()], jobs=[a_job(1)])
    stage.set_on(monkeypatch)
    return stage


@pytest.fixture
def reader(stage: Stage) -> TestClient:
    return TestClient(stage.app(), base_url=HOUSE, raise_server_exceptions=False)


@pytest.fixture
def french(stage: Stage) -> TestClient:
    return TestClient(
        stage.app(),
        base_url=HOUSE,
        raise_server_exceptions=False,
        headers={"accept-language": "fr-FR,fr;q=0.9,en;q=0.5"},
    )
