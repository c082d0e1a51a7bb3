"""Activity, gaps, the page of a post, and the addresses that lead nowhere."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from palabre.errors import StoreError
from palabre.listen import shown, views
from tests.web.staging import NOW, Stage, a_job, a_post

PART = {"hx-request": "true", "hx-request-type": "partial"}
RUNNING = {"status": "running", "done": 45, "finished_at": None, "result": None}


def test_health_is_one_line(reader: TestClient) -> None:
    assert reader.get("/healthz").json() == {"status": "ok"}


def test_a_finished_job_says_what_it_did_and_asks_for_nothing_more(reader: TestClient) -> None:
    page = reader.get("/activity").text

    assert "1,200 read · 1,000 stored · 3 updated · 197 unchanged · 0 refused" in page
    assert "every 2s" not in page


def test_a_running_job_shows_its_progress_and_refreshes(stage: Stage, reader: TestClient) -> None:
    stage.jobs = [a_job(7, **RUNNING)]

    part = reader.get("/activity", headers=PART).text

    assert 'max="100" value="45"' in part
    assert "45%" in part
    assert 'hx-trigger="every 2s"' in part
    assert "<html" not in part


def test_a_job_without_a_known_end_counts_what_it_read(stage: Stage, reader: TestClient) -> None:
    stage.jobs = [a_job(7, **RUNNING | {"total": None, "unit": "rows", "done": 12345})]

    assert "12,345 rows" in reader.get("/activity").text


def test_a_failed_job_says_why(stage: Stage, reader: TestClient) -> None:
    stage.jobs = [
        a_job(7, status="failed", error_id="date-malformed", error_fields={"value": "<hier>"}, result=None),
        a_job(
            8, status="failed", error_id="written by a newer version", error_fields={}, result=None, kind="unheard-of"
        ),
    ]

    page = reader.get("/activity").text

    assert "“&lt;hier&gt;” is not a day" in page
    assert "written by a newer version" in page
    assert "unheard-of" in page


def test_the_line_of_every_page_tells_the_job_that_runs(stage: Stage, french: TestClient) -> None:
    assert 'hx-trigger="every 20s"' in french.get("/activity/line").text

    stage.jobs.append(a_job(7, **RUNNING))
    line = french.get("/activity/line").text

    assert "Import de export-7.csv\N{NO-BREAK SPACE}: 45" in line
    assert 'hx-trigger="every 2s"' in line


def test_gaps_and_refused_rows_are_listed_with_their_reasons(stage: Stage, reader: TestClient) -> None:
    stage.jobs = [a_job(3, result={"rejected": 2, "reasons": {"date-malformed": 2}})]

    page = reader.get("/gaps").text

    assert "the connection was lost About 120 posts missed." in " ".join(page.split())
    assert "2 rows refused" in page
    assert "“…” is not a day" in page
    assert 'href="/import/jobs/3"' in page


def test_no_gap_is_said_too(stage: Stage, reader: TestClient) -> None:
    stage.gaps = []

    page = reader.get("/gaps").text

    assert "No listening gap is known." in page
    assert "Every row was taken." in page


def test_a_post_has_a_page_with_its_thread_counters_and_former_texts(stage: Stage, reader: TestClient) -> None:
    stage.detail = shown.PostDetail(
        post=a_post(-5, "Je corrige."),
        metrics=(shown.MetricsRow(observed_at=NOW, likes=3, reposts=None, replies=None, quotes=None, views=None),),
        revisions=(shown.RevisionRow(revised_at=NOW, title=None, text="Avant <b>"),),
    )

    stage.thread = (a_post(4, "La question"), a_post(-5, "Je corrige."))

    page = reader.get("/posts/-5").text

    assert "La question" in page
    assert page.index("La question") < page.index("This is the post you asked for") < page.rindex("Je corrige.")
    assert "3 likes" in page
    assert "Avant &lt;b&gt;" in page


@pytest.mark.parametrize("path", ["/posts/12", "/posts/abc", "/posts/9%27%20OR", "/nowhere", "/static/nothing.css"])
def test_what_is_not_here_is_told(reader: TestClient, path: str) -> None:
    answer = reader.get(path)

    assert answer.status_code == 404
    assert 'role="alert"' in answer.text


def test_a_store_that_cannot_be_read_is_told_as_such(reader: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(*_: object) -> None:
        raise StoreError("page-broke", incident="disk")

    monkeypatch.setattr(views, "gaps", unreadable)

    assert reader.get("/gaps").status_code == 503


def test_the_menu_shows_only_sections_that_exist(reader: TestClient) -> None:
    page = reader.get("/listen").text

    assert '<a href="/listen" aria-current="page">Listening</a>' in page
    assert "Vetting" not in page
