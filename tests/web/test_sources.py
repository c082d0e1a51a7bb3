"""The pages of sources: a form made from their settings, a list with their health, a test in place, a register."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from palabre.errors import SourceRefused
from palabre.listen import radars, sources, views
from palabre.store import Heard, KeptSource, Workspace, read_secret
from palabre.web.app import create_app
from tests.building import Clock
from tests.listen.village import Network, network
from tests.web.conftest import HOUSE
from tests.web.staging import a_gap

__all__ = ["network"]
PART = {"hx-request": "true", "hx-request-type": "partial"}
SECRET = "hush-hush-0123"
HOME = "https://ambert.example"
GOOD = {"s.address": HOME, "s.tag": "lait\r\nfoin", "k.token": SECRET, "contact": "ana@example.org"}
HOSTILE = '"><script>alert(1)</script>\u202e'


@pytest.fixture
def desk(workspace: Workspace, network: Network) -> TestClient:
    """A reader of English in front of an empty workspace."""
    app = create_app(workspace, clock=workspace.clock)
    return TestClient(app, base_url=HOUSE, headers={"accept-language": "en"}, follow_redirects=False)


@pytest.fixture
def board(workspace: Workspace, network: Network) -> KeptSource:
    """A source that is there already."""
    given = {"address": "https://thiers.example"}
    return sources.add_source(workspace, "village", given, by="ana", contact="ana@example.org").kept


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_an_empty_page_teaches_what_to_add_first(desk: TestClient) -> None:
    page = desk.get("/sources").text

    assert '<a href="/sources" aria-current="page">Sources</a>' in page
    assert words_of(page).index("Your own places") < words_of(page).index("The media") < words_of(page).index("Bluesky")
    assert 'href="/sources/new"' in page
    assert 'hx-get="/sources"' not in page


def test_each_kind_says_what_it_hears_and_needs(desk: TestClient) -> None:
    page = desk.get("/sources/new").text

    assert "What is said in town halls. Needs a key." in page
    assert "Needs: Address, Key of the city." in page
    assert 'href="/sources/new/village"' in page
    assert desk.get("/sources/new/hamlet").status_code == 404


def test_a_source_is_tried_then_saved(desk: TestClient, workspace: Workspace, network: Network) -> None:
    form = desk.get("/sources/new/village").text
    assert "les tests" in form
    assert 'name="contact"' in form
    assert form.count('name="s.hear" value="likes" checked') == 1
    saved = desk.post("/sources/new/village", data=GOOD | {"ours": "yes", "s.hear": ["posts", "likes"]})
    page = desk.get(saved.headers["location"]).text

    assert (saved.status_code, saved.headers["location"]) == (303, "/sources?added=1&posts=3")
    assert "Board of the village : it answers (3 posts found), and is listened to from now on." in words_of(page)
    kept = workspace.sources.by_id(1)
    assert (kept.is_ours, kept.settings["tag"], kept.settings["hear"]) == (True, "lait\nfoin", "posts\nlikes")
    assert workspace.sources.register()[0]["by"] == "web"
    assert network.asked[-1][1]["authorization"] == SECRET
    assert SECRET not in page + desk.get("/sources/new/village").text
    assert 'name="contact"' not in desk.get("/sources/new/village").text


@pytest.mark.parametrize(
    ("changed", "wrong", "told"),
    [
        ({"s.address": " "}, "w-s-address", "This is needed. For example: https://board.example"),
        ({"s.depth": "deep"}, "w-s-depth", "choose one of titles, whole"),
        ({"s.hear": "shouts"}, "w-s-hear", "choose one of posts, likes"),
        ({"contact": ""}, "w-contact", "Give an e-mail address or a page"),
        ({"contact": HOSTILE}, "w-contact", "is neither an e-mail address nor a page"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    desk: TestClient, workspace: Workspace, network: Network, changed: dict[str, str], wrong: str, told: str
) -> None:
    answer = desk.post("/sources/new/village", data=GOOD | changed)

    assert answer.status_code == 400
    at_field = re.search(rf'id="{wrong}">([^<]*)<', answer.text)
    assert at_field is not None
    assert told in at_field[1]
    assert re.search(rf'aria-describedby="[^"]*{wrong}[^"]*" aria-invalid="true"', answer.text)
    assert SECRET not in answer.text
    assert "<script>alert" not in answer.text
    assert "lait\nfoin" in answer.text
    assert (network.asked, workspace.sources.all()) == ([], ())


def test_a_missing_key_is_asked_for_at_its_field_then_known(desk: TestClient, workspace: Workspace) -> None:
    lacking = desk.post("/sources/new/town", data={"s.address": HOME, "contact": "ana@example.org"})
    assert "Town hall needs this." in re.search(r'id="w-k-key">([^<]*)<', lacking.text)[1]  # type: ignore[index]

    desk.post("/sources/new/town", data={"s.address": HOME, "contact": "ana@example.org", "k.key": SECRET})
    assert read_secret(workspace.path, "town_key", {}) == SECRET
    assert "It is kept already" in desk.get("/sources/new/town").text
    assert desk.post("/sources/new/town", data={"s.address": "https://olby.example"}).status_code == 303


def test_a_refusal_is_told_above_the_form_and_nothing_is_saved(
    desk: TestClient, workspace: Workspace, network: Network
) -> None:
    network.status = 403
    answer = desk.post("/sources/new/village", data=GOOD)

    bad = desk.post("/sources/new/village", data=GOOD | {"s.address": "a b"})
    assert "Nothing was saved. “a b” is not an address that can be listened to." in words_of(bad.text)
    assert answer.status_code == 400
    assert "Nothing was saved. ambert.example refuses (403)." in words_of(answer.text)
    assert f'value="{HOME}"' in answer.text
    assert SECRET not in answer.text
    assert workspace.sources.all() == ()


def test_a_form_from_elsewhere_is_refused(desk: TestClient, workspace: Workspace, board: KeptSource) -> None:
    for path in ("/sources/new/village", "/sources/1/test", "/sources/1/pause", "/sources/1/remove"):
        assert desk.post(path, data=GOOD, headers={"origin": "https://evil.example"}).status_code == 403, path
    assert [one["what"] for one in workspace.sources.register()] == ["added"]


def test_the_list_says_how_each_is_doing_and_what_was_left_out(
    desk: TestClient, workspace: Workspace, board: KeptSource, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    gap = a_gap(source=board.name, from_at=clock() - timedelta(hours=3), to_at=clock() - timedelta(hours=2))
    monkeypatch.setattr(views, "gaps", lambda _workspace: (gap, a_gap()))
    counts = {"heard": 900, "posts": 300, "kept": 20, "dropped": 270, "errors": 3, "left-out no-bots": 10}
    clock.forward(hours=2)
    workspace.sources.heard(1, Heard(cursor="1", counts=counts, at=clock(), last_post_at=clock()))
    workspace.sources.set_health(1, "refused", SourceRefused("source-says-no", host=HOSTILE, status=401))
    page = desk.get("/sources", headers=PART).text
    text = words_of(page)

    assert '<span class="dot" data-health="refused" aria-hidden="true">' in page
    assert "refused since 21 Nov 2026, 11:00" in text
    assert "refuses (401). Check the address, the key" in text
    assert "<script>alert" not in page
    assert "Posts a minute 5 Asked every 5 min Errors in a day 3 Gaps in seven days 1" in text
    assert "Heard in seven days: 900. Kept: 20." in text
    assert "270 – matched no radar" in text
    assert "10 – accounts that ask robots to stay away" in text
    assert "There is no radar yet" in desk.get("/sources").text
    radars.save_new(workspace, name="Notre tram", query="tram", subject="ours")
    assert "There is no radar yet" not in desk.get("/sources").text


def test_nobody_listening_is_said(desk: TestClient, board: KeptSource, clock: Clock) -> None:
    assert "starting" in words_of(desk.get("/sources").text)
    clock.forward(minutes=10)
    assert "not listened to Nobody is listening. Start: palabre run" in words_of(desk.get("/sources").text)


def test_a_source_is_tested_in_place_and_without_script(desk: TestClient, board: KeptSource, network: Network) -> None:
    part = desk.post("/sources/1/test", headers=PART)
    network.status = 500
    whole = desk.post("/sources/1/test")

    assert part.text.strip() == ('<p class="done">It answers: 3 posts found, the newest of 21 Nov 2026, 08:00.</p>')
    assert whole.status_code == 200
    assert '<p class="wrong">thiers.example answers with a fault of its own (500). Try again later.</p>' in whole.text
    assert "<h1>Sources</h1>" in whole.text
    assert desk.post("/sources/9/test").status_code == 404


def test_a_source_is_paused_resumed_and_removed_once_confirmed(
    desk: TestClient, workspace: Workspace, board: KeptSource
) -> None:
    assert desk.post("/sources/1/pause").headers["location"] == "/sources#s1"
    desk.post("/sources/1/pause")
    assert 'action="/sources/1/resume"' in desk.get("/sources").text
    desk.post("/sources/1/resume")
    assert "Listen to this source no more?" in desk.get("/sources/1/remove").text
    assert len(workspace.sources.all()) == 1
    desk.post("/sources/1/remove")

    assert workspace.sources.all() == ()
    register = words_of(desk.get("/sources/register").text)
    assert [register.index(what) for what in (" removed ", " resumed ", " paused ", " added ")] == sorted(
        register.index(what) for what in (" removed ", " resumed ", " paused ", " added ")
    )
    assert (
        desk.get("/sources/register.csv")
        .text.lstrip("\ufeff")
        .splitlines()[1]
        .endswith(",added,1,village,thiers.example,les tests,ana")
    )
