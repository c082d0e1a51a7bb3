"""Radars: the list, the editor and its preview, the forms they send, and their mentions on Listening."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from palabre.query import parse
from palabre.run.worker import Worker
from palabre.store import Workspace, rollups
from palabre.web.app import create_app
from palabre.web.querying import LESSONS, place_at
from tests.building import a_post, store
from tests.web.conftest import HOUSE

PART = {"hx-request": "true", "hx-request-type": "partial"}
GOOD = {"name": "Notre tram", "subject": "ours", "query": "tram NOT bus", "do": "save"}
HOSTILE = '</textarea><script>alert(1)</script>"\u202e'


@pytest.fixture
def town(workspace: Workspace) -> Workspace:
    """Seven posts of a town that talks of its tram."""
    store(
        workspace,
        a_post(1, "Le tram est en panne."),
        a_post(2, "Le tram et le bus sont en panne."),
        a_post(3, "Rien à dire.", title="Le tram, encore", network="forum"),
        a_post(4, "Les tramways de la ville"),
        a_post(5, "La panne du grand tram"),
        a_post(6, "Il pleut <b>fort</b>"),
        a_post(7, "Le marché de Noël ouvre"),
    )
    rollups.refresh(workspace)
    return workspace


@pytest.fixture
def desk(town: Workspace) -> TestClient:
    """A reader of English in front of the town."""
    return a_reader(town)


def a_reader(workspace: Workspace) -> TestClient:
    app = create_app(workspace, clock=workspace.clock)
    return TestClient(app, base_url=HOUSE, headers={"accept-language": "en"}, follow_redirects=False)


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def previewed(desk: TestClient, query: str) -> str:
    answer = desk.post("/radars/preview", data={"query": query}, headers=PART)
    assert answer.status_code == 200
    return answer.text


def test_without_radars_the_page_says_what_one_is(desk: TestClient) -> None:
    page = desk.get("/radars").text

    assert "A radar is a saved search that stays on watch" in page
    assert 'href="/radars/new"' in page
    assert '<a href="/radars" aria-current="page">Radars</a>' in page


def test_a_radar_is_saved_then_read_over_history_then_ready(town: Workspace, desk: TestClient) -> None:
    saved = desk.post("/radars/new", data=GOOD)
    page, listed = desk.get(saved.headers["location"]).text, desk.get("/radars", headers=PART).text

    assert (saved.status_code, saved.headers["location"]) == (303, "/radars/1?saved=new")
    assert "Saved." in page
    assert 'hx-get="/radars/1" hx-trigger="every 2s"' in page
    assert "history is about to be read" in listed
    assert 'hx-get="/radars" hx-trigger="every 2s"' in listed

    assert Worker(town).work_once()
    listed = desk.get("/radars", headers=PART).text

    assert "3 mentions · from 21 Nov 2026 to 21 Nov 2026 · ready" in words_of(listed)
    assert 'href="/listen?radar=1"' in listed
    assert "every 2s" not in listed + desk.get("/radars/1", headers=PART).text


def test_how_far_history_is_read_is_shown(town: Workspace, desk: TestClient) -> None:
    desk.post("/radars/new", data=GOOD)
    job = town.jobs.claim(("radar",))
    assert job is not None
    town.jobs.progress(job.job_id, done=2, total=5)

    assert "reading history 40%" in words_of(desk.get("/radars").text)
    assert 'max="5" value="2"' in desk.get("/radars/1", headers=PART).text
    assert "Its history is still being read: mentions are missing here. (40%)" in desk.get("/listen?radar=1").text


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"query": 'tram "en panne'}, "Column 6: this quotation mark is never closed."),
        ({"query": ""}, "Write at least one word"),
        ({"query": "NOT bus"}, "this search would find nearly every post"),
        ({"name": " "}, "Give the radar a name of 1 to 80 letters"),
        ({"name": "x" * 81}, "Give the radar a name of 1 to 80 letters"),
        ({"subject": "enemy"}, "“enemy” is not among the choices"),
    ],
)
def test_nothing_is_saved_until_all_is_right(
    town: Workspace, desk: TestClient, changed: dict[str, str], told: str
) -> None:
    answer = desk.post("/radars/new", data=GOOD | changed)

    assert answer.status_code == 400
    assert told in answer.text
    assert 'aria-invalid="true"' in answer.text or "w-subject" in answer.text
    assert f'value="{(GOOD | changed)["name"]}"' in answer.text
    assert town.radars.all() == ()


def test_all_that_is_wrong_is_told_at_once_and_what_was_written_stays(desk: TestClient) -> None:
    page = desk.post("/radars/new", data={"name": "", "subject": "topic", "query": "tram AND"}).text

    assert 'id="w-name"' in page
    assert '<mark class="fault">AND</mark>' in page
    assert re.search(r'value="topic"[^>]* checked', page)
    assert ">\ntram AND</textarea>" in page


def test_a_name_that_is_taken_is_told_beside_it(town: Workspace, desk: TestClient) -> None:
    desk.post("/radars/new", data=GOOD)

    answer = desk.post("/radars/new", data=GOOD | {"name": "notre TRAM"})

    assert answer.status_code == 400
    assert "There is already a radar called “notre TRAM”" in answer.text
    assert len(town.radars.all()) == 1


def test_a_preview_counts_explains_and_shows_without_saving(town: Workspace, desk: TestClient) -> None:
    part = previewed(desk, "tram NOT bus")
    said = words_of(part)

    assert "<html" not in part
    assert "Read as: tram AND NOT bus" in said
    assert "3 of all 7 posts match (42.9%)" in said
    assert "tram must be there 4 without it, nothing would have to be there" in said
    assert "bus must not be there 1 takes away 1 post" in said
    assert "Le <mark>tram</mark> est en panne." in part
    assert '<p class="title" dir="auto">Le <mark>tram</mark>, encore</p>' in part
    assert "excluded by bus" in said
    assert "Le <mark>tram</mark> et le <mark>bus</mark>" in part
    assert "a word only begins like tram" not in said
    assert 'id="volume-table"' in part
    assert town.radars.all() == ()


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("tram AND pluie", "lacks pluie"),
        ('"panne tram"', "the words are further apart than in &#34;panne tram&#34;"),
        ("panne NEAR/0 tram", "the words are further apart than panne NEAR/0 tram allows"),
        ("marchés", "a word only begins like marchés"),
    ],
)
def test_a_near_miss_says_why_it_was_missed(desk: TestClient, query: str, why: str) -> None:
    assert f'<p class="why">{why}</p>' in previewed(desk, query)


def test_a_fault_is_marked_where_it_stands(desk: TestClient) -> None:
    part = previewed(desk, "(tram OR bus")

    assert "Column 1: the parenthesis opened here is never closed." in part
    assert '<mark class="fault">(</mark>tram OR bus' in part
    assert "match" not in part


def test_in_a_query_of_several_lines_a_column_is_counted_in_its_line(desk: TestClient) -> None:
    part = previewed(desk, "tram OR\r\nbus ))\r\nOR train")

    assert "Line 2. Column 5: this parenthesis closes nothing." in words_of(part)
    assert 'dir="auto">bus <mark class="fault">)</mark>)</code>' in part


def test_remarks_are_told_where_this_writing_has_them(desk: TestClient) -> None:
    for query, column in (("tram or bus", 6), ("tram    or bus", 9)):
        assert f"Warning – Column {column}: “or” is searched for as a word." in words_of(previewed(desk, query))


def test_a_place_is_found_at_the_end_and_in_long_lines() -> None:
    long = place_at("x" * 500 + " AND " + "y" * 500, 502)

    assert place_at("tram", 99).at == ""
    assert (long.at, long.column) == ("AND", 502)
    assert len(long.before) < 70 > len(long.after)


def test_an_empty_field_is_no_fault_while_nothing_is_written(desk: TestClient) -> None:
    assert "error" not in previewed(desk, "  ")


def test_a_preview_without_a_post_says_so(workspace: Workspace) -> None:
    assert "There is no post yet to try it on." in previewed(a_reader(workspace), "tram")


def test_try_shows_the_preview_without_htmx(town: Workspace, desk: TestClient) -> None:
    answer = desk.post("/radars/new", data=GOOD | {"do": "try"})

    assert answer.status_code == 200
    assert "<html" in answer.text
    assert "3 of all 7 posts match" in answer.text
    assert 'value="Notre tram"' in answer.text
    assert town.radars.all() == ()


def test_an_edit_makes_a_version_and_shows_the_one_before_meanwhile(town: Workspace, desk: TestClient) -> None:
    desk.post("/radars/new", data=GOOD)
    Worker(town).work_once()

    changed = desk.post("/radars/1", data=GOOD | {"name": "Tram et bus", "subject": "topic", "query": "tram AND bus"})
    page, listening = desk.get("/radars/1").text, desk.get("/listen?radar=1").text

    assert changed.headers["location"] == "/radars/1?saved=changes"
    assert "edited: the version before is still shown; history is about to be read" in page
    assert "Version 2" in page
    assert "Tram et bus" in page
    assert "It was edited: these are the mentions of the version before" in listening
    assert "Le <mark>tram</mark> est en panne." in listening
    assert ">\ntram NOT bus</textarea>" in desk.get("/radars/1?version=1").text

    Worker(town).work_once()
    listening = desk.get("/listen?radar=1").text

    assert "Le <mark>tram</mark> et le <mark>bus</mark> sont en panne." in listening
    assert "1 mention" in listening
    assert "edited" not in desk.get("/radars/1").text


def test_a_radar_is_removed_only_once_confirmed(town: Workspace, desk: TestClient) -> None:
    desk.post("/radars/new", data=GOOD)
    Worker(town).work_once()

    asked = desk.get("/radars/1/remove")
    assert "Its versions and its 3 mentions are removed at once." in asked.text
    assert len(town.radars.all()) == 1

    gone = desk.post("/radars/1/remove")
    assert (gone.status_code, gone.headers["location"]) == (303, "/radars")
    assert town.radars.all() == ()
    assert desk.get("/radars/1").status_code == 404


def test_history_is_read_again_once_at_a_time(town: Workspace, desk: TestClient) -> None:
    desk.post("/radars/new", data=GOOD)
    Worker(town).work_once()

    assert "Read history again" in desk.get("/radars/1").text
    assert [desk.post("/radars/1/again").status_code for _ in range(2)] == [303, 303]

    waiting = [job for job in town.jobs.recent(10) if job.status == "waiting"]
    assert len(waiting) == 1
    assert "Read history again" not in desk.get("/radars/1").text


@pytest.mark.parametrize("path", ["/radars/99", f"/radars/{10**30}", "/radars/abc", "/radars/99/remove"])
def test_a_radar_that_is_not_here_is_told(desk: TestClient, path: str) -> None:
    assert desk.get(path).status_code == 404
    assert desk.post(path, data=GOOD).status_code == 404


@pytest.mark.parametrize("path", ["/radars/new", "/radars/1", "/radars/1/again", "/radars/1/remove", "/radars/preview"])
@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}])
def test_another_site_changes_nothing(town: Workspace, desk: TestClient, path: str, headers: dict[str, str]) -> None:
    desk.post("/radars/new", data=GOOD)
    before = town.radars.all(), len(town.jobs.recent(50))

    answer = desk.post(path, data=GOOD | {"name": "À eux"}, headers=headers)

    assert answer.status_code == 403
    assert (town.radars.all(), len(town.jobs.recent(50))) == before


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b'{"name": "x"}', "application/json", 415),
        (b"name=x", "text/plain", 415),
        (b"&".join(b"a=%d" % n for n in range(500)), "application/x-www-form-urlencoded", 400),
        (b"query=" + b"x" * 1_100_000, "application/x-www-form-urlencoded", 413),
        (b"name=%ff%00&query=\xff", "application/x-www-form-urlencoded", 400),
    ],
)
def test_what_is_no_form_of_ours_is_refused_in_words(
    town: Workspace, desk: TestClient, body: bytes, kind: str, status: int
) -> None:
    answer = desk.post("/radars/new", content=body, headers={"content-type": kind})

    assert answer.status_code == status
    assert re.search("not a form|larger than|is not among the choices", answer.text)
    assert town.radars.all() == ()


def test_a_hostile_name_and_query_are_shown_as_text(town: Workspace, desk: TestClient) -> None:
    answer = desk.post("/radars/new", data={"name": "<i>nous</i>", "subject": "ours", "query": "'" + HOSTILE})
    assert answer.status_code == 400
    desk.post("/radars/new", data=GOOD | {"name": "<i>nous</i>", "query": "«</textarea><script>alert(1)</script>»"})
    pages = [answer.text, previewed(desk, "tram " + HOSTILE), previewed(desk, "tram \x00\x1b[31m <img src=x>")]
    pages += [desk.get(path).text for path in ("/radars", "/radars/1", "/radars/1/remove", "/listen?radar=1")]

    assert len(town.radars.all()) == 1
    for page in pages:
        assert not re.search(r"<script>|<i>nous|<img src=x|\x1b", page)
    # What was typed stays in its field as it was; nowhere else does a text change the direction of the page.
    assert all("\u202e" not in re.sub(r"<textarea.*?</textarea>", "", page, flags=re.DOTALL) for page in pages)


def test_a_very_long_query_makes_pages_of_a_sane_length(town: Workspace, desk: TestClient) -> None:
    query = " OR ".join(f"mot{n}" for n in range(6_000))
    assert len(query) > 60_000

    saved = desk.post("/radars/new", data=GOOD | {"query": query})

    assert saved.status_code == 303
    assert town.radars.all()[0].query == query
    assert len(desk.get("/radars").text) < 20_000
    assert len(desk.get("/radars/1").text) < 100_000
    assert len(previewed(desk, query)) < 150_000


def test_listening_narrows_to_the_mentions_of_a_radar(town: Workspace, desk: TestClient) -> None:
    desk.post("/radars/new", data=GOOD)
    Worker(town).work_once()

    page = desk.get("/listen?radar=1").text

    assert "3 mentions" in page
    assert re.search(r'value="1" checked> <label for="f-radar-1"><bdi>Notre tram</bdi>', page)
    assert "Le <mark>tram</mark> est en panne." in page
    assert "Le <mark>tram</mark>, encore" in page
    assert "le bus sont" not in page
    assert "still being read" not in page
    assert "1 mention" in desk.get("/listen?radar=1&network=forum").text
    assert "radar=1&amp;network=forum" in desk.get("/listen?radar=1&network=forum").text
    assert "<mark>grand</mark> tram" in desk.get("/listen?radar=1&q=grand").text


@pytest.mark.parametrize("asked", ["99", "x", "1%20OR%201", "9" * 40])
def test_a_radar_unknown_to_listening_is_told(town: Workspace, desk: TestClient, asked: str) -> None:
    desk.post("/radars/new", data=GOOD)

    answer = desk.get(f"/listen?radar={asked}")

    assert answer.status_code == 400
    assert "is not among the choices" in answer.text


def test_a_search_that_makes_no_sense_shows_its_place(desk: TestClient) -> None:
    page = desk.get("/listen?q=tram OR (bus").text

    assert "Column 9: the parenthesis opened here is never closed." in page
    assert 'tram OR <mark class="fault">(</mark>bus' in page
    assert 'href="/help/search"' in page


def test_every_example_of_the_help_can_be_written(desk: TestClient) -> None:
    page = desk.get("/help/search").text

    for example, _meaning in LESSONS:
        parse(example)
    assert "<code>strike OR walkout</code>" in page


def test_a_word_too_long_to_begin_like_is_no_fault(desk: TestClient) -> None:
    assert "4 of all 7 posts match" in previewed(desk, "tram OR " + "x" * 200)
