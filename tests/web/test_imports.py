"""Import: files sent by a form, what is seen of them before anything is stored, what is asked, what comes of it."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from palabre.run.worker import Worker
from palabre.store import Workspace
from palabre.web.app import create_app
from tests.building import rows_of
from tests.web.conftest import HOUSE

PART = {"hx-request": "true", "hx-request-type": "partial"}
PLAIN = (
    b"id,author,created_at,text\n1,lea,2026-06-01T10:00:00Z,Le tram est en panne\n2,tom,2026-06-01T11:00:00Z,Encore\n"
)
DOUBTFUL = "Numéro;Membre;Posté;Propos\n1;lea;03/04/2026 10:00;Le fromage est bon\n2;tom;05/04/2026 11:00;Trop salé\n"


@pytest.fixture
def desk(workspace: Workspace) -> TestClient:
    """A reader of English in front of an empty workspace."""
    return a_reader(workspace)


def a_reader(workspace: Workspace, room: int | None = None) -> TestClient:
    limit = None if room is None else lambda: room
    app = create_app(workspace, clock=workspace.clock, file_limit=limit)
    return TestClient(app, base_url=HOUSE, headers={"accept-language": "en"}, follow_redirects=False)


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def sent(desk: TestClient, content: bytes, name: str = "export.csv") -> str:
    """The address of the page where a file that was sent is looked at."""
    answer = desk.post("/import", files={"file": (name, content)})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def on_disk(workspace: Workspace) -> list[str]:
    root = workspace.path / "imports"
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_a_file_that_says_everything_is_imported_with_one_button(workspace: Workspace, desk: TestClient) -> None:
    page = sent(desk, PLAIN)
    shown = desk.get(page)

    assert "2 posts" in words_of(shown.text)
    assert "Le tram est en panne" in shown.text
    assert "lea" in shown.text
    assert 'aria-invalid="true"' not in shown.text
    assert rows_of(workspace, "posts") == []

    job = desk.post(page, data={**fields_of(shown.text), "do": "import"}).headers["location"]
    waiting = desk.get(job)
    assert "waiting for its turn" in waiting.text
    assert 'hx-trigger="every 1s"' in waiting.text

    assert Worker(workspace).work_once()
    done = desk.get(job, headers=PART)
    assert "Read 2 New 2 Already there 0 Revised 0 Deleted 0 Refused 0" in words_of(done.text)
    assert "hx-trigger" not in done.text
    assert sorted(row["text"] for row in rows_of(workspace, "posts")) == ["Encore", "Le tram est en panne"]


def fields_of(page: str) -> dict[str, str]:
    """What a browser would send of the form that is shown."""
    form = page.partition('class="mapping"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'<input [^>]*name="([^"]+)" value="([^"]*)"', form))
    for name, options in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected>', options)
        fields[name] = chosen[1] if chosen else re.findall(r'value="([^"]*)"', options)[0]
    return fields
