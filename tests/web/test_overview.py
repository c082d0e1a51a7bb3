"""The page of the state of play: shown at once or by the worker, narrowed, made again, taken away."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from palabre.listen import radars
from palabre.listen.erasing import erase
from palabre.listen.taking_stock import ask_about, keeping
from palabre.reports import files
from palabre.run.worker import Worker
from palabre.store import Workspace, rollups
from palabre.web.pages import overview as page
from tests.building import NOW, a_post, an_actor, store
from tests.web.test_radars import a_reader, words_of

PART = {"hx-request": "true", "hx-request-type": "partial"}
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def town(workspace: Workspace) -> Workspace:
    """Sixty posts of three people, the last of them on a strike."""
    people = [an_actor(name) for name in ("ana", "bob", "eve")]
    texts = ["la grève du tram" if n < 15 else "le tram passe" for n in range(1, 61)]
    posts = [a_post(6 * n, text, actor=people[n % 3]) for n, text in enumerate(texts, 1)]
    store(workspace, *posts, a_post(900, HOSTILE, reply_to="n6"))
    rollups.refresh(workspace)
    return workspace


@pytest.fixture
def desk(town: Workspace) -> TestClient:
    return a_reader(town)


def test_the_page_says_it_and_leads_further(desk: TestClient) -> None:
    shown = desk.get("/overview")

    assert shown.status_code == 200
    assert "61 posts by 3 accounts" in words_of(shown.text)
    assert "Hours are those of Paris." in shown.text
    assert HOSTILE not in shown.text
    assert 'href="/radars/new?name=gr%C3%A8ve&amp;query=gr%C3%A8ve"' in shown.text
    assert re.search(r'href="/posts/\d+"', shown.text)
    assert " style=" not in shown.text


def test_a_proposed_radar_is_filled_in_and_not_saved(town: Workspace, desk: TestClient) -> None:
    shown = desk.get("/radars/new", params={"name": "Grève", "query": HOSTILE + "grève"})

    assert 'value="Grève"' in shown.text
    assert "&lt;script&gt;" in shown.text
    assert HOSTILE not in shown.text
    assert town.radars.all() == ()


def test_the_address_narrows_it(town: Workspace, desk: TestClient) -> None:
    radars.save_new(town, name="Grève", query="grève", subject="topic")
    assert Worker(town).work_once()

    some = words_of(desk.get("/overview?since=2026-11-20&until=2026-11-20&zone=UTC").text)
    mentions = words_of(desk.get("/overview?radar=1").text)

    assert "4 posts by 3 accounts, on 20 Nov 2026" in some
    assert "Hours are those of UTC." in some
    assert "The mentions of the radar Grève. Made on" in mentions
    assert "14 posts by 3 accounts" in mentions


@pytest.mark.parametrize(
    "asked", ["zone=Europe/Atlantis", "since=hier", "since=2026-11-20&until=2026-11-01", "radar=9"]
)
def test_an_address_that_means_nothing_is_said_wrong(desk: TestClient, asked: str) -> None:
    shown = desk.get(f"/overview?{asked}")

    assert shown.status_code == 400
    assert 'role="alert"' in shown.text
    assert "61 posts" not in shown.text


def test_of_many_posts_stock_is_taken_by_the_worker(
    town: Workspace, desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "SMALL", 10)
    asked = {"zone": "UTC"}

    offered = desk.get("/overview", params=asked).text
    assert "Stock was not taken of this yet." in offered
    assert town.jobs.recent() == ()
    assert desk.post("/overview/again", data=asked).headers["location"] == "/overview?zone=UTC"
    desk.post("/overview/again", data=asked)
    waiting = desk.get("/overview", params=asked, headers=PART).text
    assert 'hx-get="/overview?zone=UTC"' in waiting
    assert len(town.jobs.recent()) == 1
    assert Worker(town).work_once()
    shown = desk.get("/overview", params=asked, headers=PART).text

    assert "61 posts by 3 accounts" in words_of(shown)
    assert "<html" not in shown
    assert "hx-trigger" not in shown


def test_what_came_in_since_is_told_and_read_when_asked(
    town: Workspace, desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.get("/overview")
    monkeypatch.setattr(page, "SMALL", 10)
    store(town, a_post(700, "encore"))

    shown = words_of(desk.get("/overview").text)
    desk.post("/overview/again", data={})
    Worker(town).work_once()

    assert "61 posts" in shown
    assert "Posts came in, or were taken away, since." in shown
    assert "62 posts" in words_of(desk.get("/overview").text)


def test_the_html_file_is_whole(desk: TestClient) -> None:
    given = desk.get("/overview/html?zone=UTC")

    assert given.headers["content-disposition"] == 'attachment; filename="state-of-play-2026-11-21.html"'
    assert given.text.startswith("<!doctype html>")
    assert "61 posts" in given.text
    assert "href" not in given.text


def test_the_pdf_is_made_by_the_worker_and_downloaded(
    town: Workspace, desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "pdf_of", lambda html: b"%PDF-" + html.encode())
    desk.get("/overview")

    assert desk.post("/overview/pdf", data={}).headers["location"] == "/overview#takeaway"
    desk.post("/overview/pdf", data={})
    assert "The PDF is being made" in desk.get("/overview/takeaway", headers=PART).text
    assert len(town.jobs.recent()) == 1
    assert Worker(town).work_once()
    link = re.search(r'href="(/overview/files/[^"]+)"', desk.get("/overview/takeaway", headers=PART).text)
    assert link is not None
    given = desk.get(link[1])

    assert given.status_code == 200
    assert given.content.startswith(b"%PDF-")
    assert given.headers["content-disposition"].startswith("attachment")
    assert "default-src 'none'" in given.headers["content-security-policy"]


def test_only_our_files_are_given_and_none_that_names_somebody_erased(town: Workspace, desk: TestClient) -> None:
    kept = keeping.file_of(town, ask_about(town), ".fr.pdf")
    keeping.write_whole(kept, b"%PDF-")
    keeping.write_whole(town.exports / "rejects-1.csv", b"secret")
    desk.get("/overview")

    names = [
        "rejects-1.csv",
        "..%2fsecrets.toml",
        "%2e%2e/state.sqlite",
        "x.pdf",
        kept.name.replace(".fr.pdf", ".json"),
    ]
    assert {desk.get(f"/overview/files/{name}").status_code for name in names} == {404}
    assert desk.get(f"/overview/files/{kept.name}").status_code == 200
    erase(town, "actor", "x:bob", now=NOW)
    assert desk.get(f"/overview/files/{kept.name}").status_code == 404


def test_an_empty_workspace_says_so(workspace: Workspace) -> None:
    assert "There is no post here." in a_reader(workspace).get("/overview").text
