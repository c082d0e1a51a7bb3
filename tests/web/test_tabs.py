"""The tabs of Listening, the filters in their addresses, and the files that say what the pages show."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams
from starlette.testclient import TestClient

from palabre.listen import radars
from palabre.model import Metrics, Radar
from palabre.store import rollups
from palabre.web.app import create_app
from palabre.web.asking import CHARTS, FIELDS, Asked, asked_of
from palabre.web.chips import chips_of
from palabre.web.naming import KINDS
from palabre.web.tables import TABS
from tests.building import NOW, a_post, an_actor, copied, store
from tests.web.conftest import HOUSE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from palabre.store import Workspace

HOSTILE = "=HYPERLINK('https://mal.test')"
EVERYTHING = "/listen?q=tram&radar=1&radar=2&since=2026-11-01&until=2026-11-21&network=x&kind=reply&language=fr"


@pytest.fixture(scope="module")
def town(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Two radars over a town that talks of its tram; one account has a name that a spreadsheet would run."""
    workspace = copied(template, tmp_path_factory.mktemp("tabs") / "w")
    store(
        workspace,
        *[
            a_post(
                n,
                (f"le tram {n} est en panne" if n % 3 else "le marché ouvre") + " #tram" * (n % 4 < 2),
                network=("x", "forum")[n % 2],
                kind=("post", "reply")[n % 2],
                lang_declared="fr",
                tags=("tram",) if n % 4 < 2 else (),
                links=("https://gare.fr/a",) if n % 5 == 0 else (),
                actor=an_actor(HOSTILE if n == 1 else f"a{n % 3}", network=("x", "forum")[n % 2]),
                metrics=Metrics(likes=n),
            )
            for n in range(1, 80)
        ],
        a_post(200, HOSTILE, title="+1", network="x"),
    )
    for name, query in (("Tram", "tram"), ("Marché", "marché OR panne")):
        one = radars.save_new(workspace, name=name, query=query, subject="topic", queue=False)
        radars.read_history_here(workspace, one, lambda _done, _total: None)
    rollups.refresh(workspace)
    yield workspace
    workspace.close()


@pytest.fixture
def desk(town: Workspace) -> TestClient:
    app = create_app(town, clock=town.clock)
    return TestClient(app, base_url=HOUSE, headers={"accept-language": "en"}, follow_redirects=False)


def lines_of(desk: TestClient, path: str) -> list[list[str]]:
    answer = desk.get(path)
    assert answer.status_code == 200
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def cells_of(page: str, heading: str) -> list[list[str]]:
    """The lines of a table of a page, by the title above it."""
    table = re.search(rf"{re.escape(heading)}</h2>.*?<tbody>(.*?)</tbody>", page, re.DOTALL)
    assert table, heading
    rows = re.findall(r"<tr.*?</tr>", table[1], re.DOTALL)
    cells = [re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL) for row in rows]
    return [[html.unescape(" ".join(re.sub(r"<[^>]+>", " ", one).split())) for one in row] for row in cells]


A_RADAR = [
    Radar(radar_id=n, name=f"R{n}", subject="topic", query="a", version=1, shown=1, created_at=NOW, changed_at=NOW)
    for n in (1, 2, 3)
]
ADDRESSES = st.fixed_dictionaries(
    {},
    optional={
        "q": st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30),
        "since": st.dates().map(str),
        "network": st.sampled_from(["x", "forum", "é&=?"]),
        "kind": st.sampled_from(sorted(KINDS)),
        "language": st.sampled_from(["fr", "und"]),
        "radar": st.lists(st.sampled_from(["1", "2", "3"]), unique=True),
        "chart": st.sampled_from(CHARTS),
    },
)


@given(ADDRESSES)
def test_an_address_says_all_the_filters_and_is_read_back_the_same(words: dict[str, str | list[str]]) -> None:
    first = asked_of(
        QueryParams([(n, v) for n, vs in words.items() for v in ([vs] if isinstance(vs, str) else vs)]), A_RADAR
    )

    again = asked_of(QueryParams(urlsplit(first.at()).query), A_RADAR)

    assert again == first
    assert first.wrong == {}


def test_each_chip_takes_away_its_own_filter_and_no_other() -> None:
    asked = asked_of(QueryParams(urlsplit(EVERYTHING).query), A_RADAR)
    chips = chips_of(asked)

    assert len(chips) == 8
    for chip in chips:
        left = asked_of(QueryParams(urlsplit(chip.without).query), A_RADAR)
        assert left.wrong == {}
        assert len(chips_of(left)) == 7
        assert chip.label not in [one.label for one in chips_of(left)]


def test_every_filter_of_the_address_stands_in_the_form_and_in_every_link(desk: TestClient) -> None:
    page = desk.get(EVERYTHING).text

    assert len(re.findall(r'name="radar" value="\d" checked', page)) == 2
    assert 'value="2026-11-01"' in page
    for one in re.findall(r'<a href="(/listen/[a-z]+\?[^"]*)"', page):
        kept = parse_qs(urlsplit(html.unescape(one)).query)
        assert sorted(kept["radar"]) == ["1", "2"]
        assert {name: kept[name][0] for name in FIELDS} == {
            "q": "tram", "since": "2026-11-01", "until": "2026-11-21", "network": "x", "kind": "reply", "language": "fr"
        }  # fmt: skip
    assert len(re.findall(r'<a href="/listen/(who|where|words|tags|links|languages|kinds)\?', page)) == len(TABS)


TABLES = [
    ("who", "Accounts that speak most", "accounts"),
    ("where", "Networks", "networks"),
    ("words", "Words most used", "words"),
    ("tags", "Tags most used", "tags"),
    ("links", "Sites most linked", "sites"),
    ("links", "Addresses most linked", "links"),
    ("languages", "Languages", "languages"),
    ("kinds", "Kinds", "kinds"),
]


@pytest.mark.parametrize("asked", ["", "?radar=1&radar=2&network=forum", "?since=2026-11-20&radar=1"])
@pytest.mark.parametrize(("tab", "title", "key"), TABLES)
def test_the_file_says_what_the_table_says(desk: TestClient, tab: str, title: str, key: str, asked: str) -> None:
    page = desk.get(f"/listen/{tab}{asked}").text
    header, *lines = lines_of(desk, f"/listen/csv/{key}{asked}")

    if f">{title}</h2>" not in page:
        assert lines == []
        return
    counts = 3 if "radar=2" in asked and key in ("accounts", "words", "tags", "sites", "links") else 1
    assert [row[1 : 1 + counts] for row in cells_of(page, title)] == [line[-counts:] for line in lines]
    assert lines, title
    assert header[-counts:] == (["Posts", "Marché", "Tram"] if counts == 3 else ["Posts"])


@pytest.mark.parametrize("asked", ["", "?network=forum", "?radar=1", "?radar=1&radar=2", "?q=panne&kind=reply"])
def test_all_the_posts_of_the_list_are_in_the_file_and_no_other(desk: TestClient, asked: str) -> None:
    page = desk.get(f"/listen{asked}").text
    shown = re.findall(r'id="p(-?\d+)"', page)
    while further := re.search(r'<li class="next".*?<a href="([^"]*)"', page, re.DOTALL):
        page = desk.get(html.unescape(further[1])).text
        shown += re.findall(r'id="p(-?\d+)"', page)

    header, *lines = lines_of(desk, f"/listen/csv/posts{asked}")

    assert len(lines) == len(shown) == len(set(shown))
    assert [line[0] for line in lines] == sorted((line[0] for line in lines), reverse=True)
    assert header[:3] == ["created_at", "network", "author"]


def test_no_cell_of_a_file_is_run_by_a_spreadsheet(desk: TestClient) -> None:
    posts = lines_of(desk, "/listen/csv/posts?network=x&since=2026-11-01")
    accounts = lines_of(desk, "/listen/csv/accounts")
    cells = [cell for line in posts + accounts for cell in line]

    assert f"'{HOSTILE}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "-")) and not re.fullmatch(r"-?\d+", cell)]


@pytest.mark.parametrize("path", ["/listen/nowhere", "/listen/csv/nowhere"])
def test_a_tab_that_is_none_is_told(desk: TestClient, path: str) -> None:
    assert desk.get(path).status_code == 404


@pytest.mark.parametrize("asked", ["since=hier", "radar=99", 'q="ouvert'])
def test_a_file_of_filters_that_mean_nothing_is_refused_before_a_word(desk: TestClient, asked: str) -> None:
    answer = desk.get(f"/listen/csv/posts?{asked}")

    assert answer.status_code == 400
    assert "text/html" in answer.headers["content-type"]


def test_radars_side_by_side_have_a_count_each_and_days_lead_to_themselves(desk: TestClient) -> None:
    page = desk.get("/listen?radar=1&radar=2").text
    days = cells_of(page, "Posts per day")

    assert 'data-drawn="lines"' in page
    assert 'data-drawn="stacked"' in desk.get("/listen?radar=1&radar=2&chart=stacked").text
    assert [line[:1] + line[2:4] for line in lines_of(desk, "/listen/csv/volume?radar=1&radar=2")[1:]] == [
        [line[0], *day[1:3]]
        for line, day in zip(lines_of(desk, "/listen/csv/volume?radar=1&radar=2")[1:], days, strict=True)
    ]
    day = re.search(r'<th scope="row"><a href="([^"]+)">', page)
    assert day
    asked = asked_of(QueryParams(urlsplit(html.unescape(day[1])).query), A_RADAR)
    assert asked.filters.since == asked.filters.until is not None
    assert len(asked.radars) == 2


def test_what_is_counted_leads_to_its_posts(desk: TestClient) -> None:
    for tab, wanted in (("who", "author:"), ("tags", "#tram"), ("links", "site:gare.fr"), ("words", '"panne"')):
        page = desk.get(f"/listen/{tab}?network=x").text
        links = [html.unescape(one) for one in re.findall(r'<th scope="row"><a href="([^"]+)"', page)]
        asked = [asked_of(QueryParams(urlsplit(one).query), A_RADAR) for one in links]
        found = [one for one in asked if wanted in one.query]
        assert found
        assert {one.fields["network"] for one in asked} == {"x"}
        assert 'id="p' in desk.get(found[0].at()).text
        assert not [one for one in links if desk.get(one).status_code != 200]


def test_a_search_is_told_not_to_be_counted(desk: TestClient) -> None:
    assert "The search is not taken into account" in desk.get("/listen/words?q=panne").text


def a_reading(words: str) -> Asked:
    return asked_of(QueryParams(words), A_RADAR)


def test_more_words_are_added_to_a_search_without_changing_its_meaning() -> None:
    assert a_reading("q=").with_words("#a") == "/listen?q=%23a"
    assert parse_qs(urlsplit(a_reading("q=a+OR+b").with_words("#c")).query)["q"] == ["(a OR b) #c"]
