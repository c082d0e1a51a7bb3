"""Gaps are where counts are: on charts, in what is taken away, on their own page; those that last come first."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest
from starlette.testclient import TestClient

from palabre import notebook
from palabre.errors import SourceError
from palabre.listen import listening_gaps, radars
from palabre.listen.shown import Filters
from palabre.listen.taking_stock import state_of_play
from palabre.reports import charts, rendering
from palabre.reports.volume import volume_of
from palabre.sources import Hole
from palabre.store import Heard, Workspace, rollups
from palabre.web.app import create_app
from palabre.web.strategy.platforms import _within
from tests.building import NOW, Clock, a_post, store
from tests.sources.pretend import kept_in
from tests.web.conftest import HOUSE
from tests.web.staging import a_gap

if TYPE_CHECKING:
    from palabre.store import KeptSource

LONG_AGO = NOW - timedelta(days=5)


@pytest.fixture
def source(workspace: Workspace) -> KeptSource:
    return kept_in(workspace)


@pytest.fixture
def desk(workspace: Workspace, source: KeptSource) -> TestClient:
    """A reader in front of two radars and their posts; a source had a hole, another told everything again."""
    for name in ("lait", "pain"):
        radars.save_new(workspace, name=name, query=name, subject="topic", queue=False)
    store(workspace, *(a_post(24 * n, f"du lait et du pain {n}") for n in range(2, 9)))
    rollups.refresh(workspace)
    listening_gaps.keep_holes(
        workspace,
        source,
        [
            Hole(from_at=LONG_AGO, to_at=LONG_AGO + timedelta(hours=2), why="cursor-lost", estimated_loss=7),
            Hole(from_at=NOW - timedelta(days=7), to_at=NOW - timedelta(days=6), why="stopped", estimated_loss=0),
        ],
    )
    app = create_app(workspace, clock=workspace.clock)
    return TestClient(app, base_url=HOUSE, headers={"accept-language": "en"})


def goes_down(workspace: Workspace, source: KeptSource) -> None:
    """Two days ago it was last heard; it does not answer any more."""
    workspace.sources.heard(source.source_id, Heard(cursor=None, counts={}, at=NOW - timedelta(days=2)))
    workspace.sources.set_health(source.source_id, "down", SourceError("source-too-slow", host="t", seconds=3))


def hatched(page: str) -> int:
    return page.count("<tr data-gap>")


@pytest.mark.parametrize("path", ["/listen", "/listen?radar=1", "/listen?radar=1&radar=2"])
def test_every_chart_of_listening_hatches_what_was_missed_and_a_silence_that_lasts(
    workspace: Workspace, source: KeptSource, desk: TestClient, path: str
) -> None:
    before = desk.get(path).text
    goes_down(workspace, source)
    after = desk.get(path).text

    assert hatched(before) == 1, "what was told again is no gap in the counts"
    assert "1 listening gap here" in before
    assert "2 listening gaps here" in after, "no table changed, yet the source is not heard"
    assert "still under way: The connection was lost." in after
    assert hatched(after) == 4, "the days since are there, empty and hatched"


def test_what_is_taken_away_says_which_lines_are_minima(
    workspace: Workspace, source: KeptSource, desk: TestClient
) -> None:
    goes_down(workspace, source)
    lines = list(csv.DictReader(io.StringIO(desk.get("/listen/csv/volume").content.decode("utf-8-sig"))))

    by_day = {line["from"]: line["gaps"] for line in lines}
    assert "pretend there" in by_day[LONG_AGO.date().isoformat()]
    assert "gap-cursor-lost" in by_day[LONG_AGO.date().isoformat()]
    assert by_day[(NOW - timedelta(days=7)).date().isoformat()] == ""


def test_a_silence_after_the_last_post_is_on_the_chart_as_far_as_asked(workspace: Workspace) -> None:
    gap = a_gap(from_at=datetime(2026, 11, 19, 22, tzinfo=UTC), to_at=NOW, is_open=True)
    days = ((date(2026, 11, 15), 3), (date(2026, 11, 18), 1))

    whole = volume_of(days, [gap], language="en")
    cut = volume_of(days, [gap], language="en", until=date(2026, 11, 20))
    later = volume_of(days, [a_gap(from_at=NOW, to_at=NOW + timedelta(days=1))], language="en")

    assert whole and [bar.start.day for bar in whole.bars if bar.has_gap] == [19, 20, 21]
    assert cut and cut.bars[-1].end == date(2026, 11, 20)
    assert later and later.bars[-1].end == date(2026, 11, 18), "posts may have been said in between, and are not"


def test_the_state_of_play_has_them_in_its_picture_its_words_and_its_figures(
    workspace: Workspace, source: KeptSource, desk: TestClient
) -> None:
    goes_down(workspace, source)
    state = state_of_play(workspace, Filters())

    page = rendering.body(state)
    told = json.loads(msgspec.json.encode(state))
    assert page.count('class="hatch"') > 1
    assert "2 listening gaps" in page
    assert [gap["is_open"] for gap in told["missing"]["gaps"]] == [True, False]


def test_radars_say_that_their_counts_are_minima(desk: TestClient) -> None:
    page = " ".join(desk.get("/radars").text.split())

    assert "Not everything was heard: 1 listening gap here, so these counts are a minimum." in page
    assert hatched(desk.post("/radars/preview", data={"query": "lait", "subject": "topic"}).text) == 1


def test_a_week_of_a_curve_is_hatched_when_something_of_it_was_missed() -> None:
    gap = a_gap(from_at=datetime(2026, 10, 11, 23, tzinfo=UTC), to_at=datetime(2026, 10, 12, 1, tzinfo=UTC))
    mondays = (date(2026, 9, 28), date(2026, 10, 5), date(2026, 10, 12), date(2026, 10, 19))

    missed = [bool(_within(monday, (gap, a_gap(estimated_loss=0)))) for monday in mondays]

    assert missed == [False, True, True, False]
    assert charts.curves_chart((1, 2, 3, 4), (0, 0, 0, 1), missed).count('class="hatch"') == 2


def test_the_page_of_gaps_begins_with_those_that_last_and_narrows(
    workspace: Workspace, source: KeptSource, desk: TestClient
) -> None:
    listening_gaps.keep_holes(
        workspace,
        workspace.sources.add("pretend", "here", title="H", settings={}, purpose="p", by="a"),
        [Hole(from_at=NOW - timedelta(days=1), to_at=NOW - timedelta(hours=20), why="dropped")],
    )
    goes_down(workspace, source)

    def headings(path: str) -> list[str]:
        page = desk.get(path).text
        return [part.split("</bdi>")[0] for part in page.split("<h2><bdi>")[1:]]

    page = " ".join(desk.get("/gaps").text.split())
    assert headings("/gaps") == ["pretend there", "pretend here", "pretend there", "pretend there"]
    assert page.index("under way") < page.index("pretend here</bdi>")
    assert "All that was said meanwhile was told again" in page
    assert headings("/gaps?source=pretend+here") == ["pretend here"]
    assert headings("/gaps?since=2026-11-20") == ["pretend there", "pretend here"]
    assert "No listening gap there, or then." in desk.get("/gaps?source=nobody").text
    assert desk.get("/gaps?since=hier").status_code == 400


def test_gaps_are_taken_away_and_read_in_a_notebook(workspace: Workspace, source: KeptSource, desk: TestClient) -> None:
    goes_down(workspace, source)

    file = desk.get("/gaps/csv?source=there").content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(file)))
    table = notebook.OpenWorkspace(workspace).gaps(since=NOW.date()).to_pylist()

    assert [(line["under_way"], line["why"], line["estimated_loss"]) for line in lines] == [
        ("yes", "gap-disconnected", ""),
        ("no", "gap-cursor-lost", "7"),
        ("no", "gap-stopped", "0"),
    ]
    assert lines[1]["seconds"] == "7200"
    assert [(row["source"], row["is_open"], row["estimated_loss"]) for row in table] == [("pretend there", True, None)]


def test_a_gap_that_lasts_ends_now(workspace: Workspace, source: KeptSource, desk: TestClient, clock: Clock) -> None:
    goes_down(workspace, source)
    before = desk.get("/gaps").text
    clock.forward(days=3)

    assert ("2 days" in before, "5 days" in before, "5 days" in desk.get("/gaps").text) == (True, False, True)
