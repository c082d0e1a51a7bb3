"""The strategy at a glance, in a page and to take away."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from starlette.testclient import TestClient

from palabre.reports import strategy_files
from palabre.run.worker import Worker
from palabre.store.strategy_file import strategy_path
from palabre.strategy import adopting
from palabre.testing.strategies import example
from palabre.web.app import create_app
from tests.web.conftest import HOUSE

if TYPE_CHECKING:
    from palabre.store import Workspace


def reader(workspace: Workspace) -> TestClient:
    app = create_app(workspace, clock=workspace.clock)
    return TestClient(app, base_url=HOUSE, headers={"accept-language": "en"}, follow_redirects=False)


def put(workspace: Workspace, text: str) -> None:
    strategy_path(workspace.path).write_text(text, encoding="utf-8")


def test_each_objective_stands_with_its_people_places_and_indicator_and_leads_to_their_forms(
    workspace: Workspace,
) -> None:
    put(workspace, example("dairy", "en"))

    page = reader(workspace).get("/strategy/glance").text

    row = page.split('<th scope="row">')[3]
    assert 'href="/strategy/steps/objectives?at=objectives.2"' in row
    for said in ("Canteens, huts and restaurants", "Bluesky", "Lucie Ferrand", "3 → 12 requests"):
        assert said in row
    assert "nobody has adopted it" in page


def test_what_is_to_mend_is_said_where_it_stands(workspace: Workspace) -> None:
    put(workspace, "version: 1\nplaces:\n  - {id: p, name: Pintagram+, network: other, state: open}\n")

    page = reader(workspace).get("/strategy/glance").text

    assert '<li class="to-mend">' in page
    assert "No objective yet" in page
    assert "things to mend" in page


def test_without_a_readable_strategy_the_reader_is_led_to_where_one_begins(workspace: Workspace) -> None:
    desk = reader(workspace)

    assert desk.get("/strategy/glance").headers["location"] == "/strategy"

    put(workspace, "objectives: [")

    assert desk.get("/strategy/glance").headers["location"] == "/strategy"


def test_the_pdf_is_made_by_the_worker_and_made_again_once_the_strategy_changed(workspace: Workspace) -> None:
    put(workspace, example("dairy", "en"))
    desk = reader(workspace)

    assert desk.get("/strategy/glance/pdf/sheet").status_code == 404
    assert desk.post("/strategy/glance/pdf", data={"stem": "sheet"}, headers={"origin": HOUSE}).status_code == 303
    assert "Being made" in desk.get("/strategy/glance/takeaway").text
    while Worker(workspace).work_once():
        pass
    assert desk.get("/strategy/glance/pdf/sheet").content.startswith(b"%PDF")

    path = strategy_files.pdf_path(workspace, "sheet")
    changed = path.stat().st_mtime + 5
    put(workspace, example("dairy", "en") + "# changed\n")
    os.utime(strategy_path(workspace.path), (changed, changed))
    assert desk.get("/strategy/glance/pdf/sheet").status_code == 404


def test_only_our_two_documents_can_be_asked_for(workspace: Workspace) -> None:
    put(workspace, example("dairy", "en"))
    desk = reader(workspace)

    assert desk.get("/strategy/glance/pdf/..%2Fstate.sqlite").status_code == 404
    assert desk.post("/strategy/glance/pdf", data={"stem": "../x"}, headers={"origin": HOUSE}).status_code == 400


def test_the_web_page_to_take_away_says_who_adopted_it(workspace: Workspace) -> None:
    put(workspace, example("museum", "en"))
    adopting.adopt(workspace, by="Hélène Sorel")

    answer = reader(workspace).get("/strategy/glance/html")

    assert "attachment" in answer.headers["content-disposition"]
    assert "adopted by Hélène Sorel" in answer.text
    assert "<script" not in answer.text
