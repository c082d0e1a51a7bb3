"""Live: what comes in is told to open pages at once, in full or in number; what is deleted is taken back."""

from __future__ import annotations

import json
import re
import threading
import time
from contextlib import aclosing, asynccontextmanager, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import anyio
import httpx2
import pytest
import uvicorn
from starlette.testclient import TestClient

from palabre.listen import radars
from palabre.listen.arrivals import Pace, pace
from palabre.listen.shown import Filters
from palabre.model import TABLES
from palabre.store import Workspace, rewrite, rollups
from palabre.web import app as site
from palabre.web import broadcast
from palabre.web.broadcast import CARDS_A_SECOND, Broadcast, Told
from palabre.web.pages.live import pace_told
from tests.building import Clock, a_deletion, a_post, an_actor, bring_in, store
from tests.sources.pretend import kept_in
from tests.web.conftest import HOUSE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from palabre.model import Record


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broadcast, "LOOK_SECONDS", 0.01)


@pytest.fixture
def town(workspace: Workspace) -> Workspace:
    """Two radars and one post of before."""
    radars.save_new(workspace, name="Le tram", query="tram", subject="ours", queue=False)
    radars.save_new(workspace, name="Le lait", query="lait", subject="topic", queue=False)
    hear(workspace, a_post(90, "Le tram d'avant"))
    return workspace


def hear(workspace: Workspace, *records: Record) -> None:
    """Stores some records as a source does."""
    store(workspace, *records, run_id=None)


def a_reader(workspace: Workspace, lang: str = "en") -> TestClient:
    app = site.create_app(workspace, clock=workspace.clock)
    return TestClient(app, base_url=HOUSE, headers={"accept-language": lang}, raise_server_exceptions=False)


class Following:
    """One open page: all it was told so far."""

    def __init__(self) -> None:
        self.told: list[Told] = []

    @property
    def said(self) -> list[str]:
        return [post["native_id"] for told in self.told for post in told.posts]

    @property
    def gone(self) -> set[int]:
        return {one for told in self.told for one in told.gone}

    @property
    def more(self) -> int:
        return sum(told.more for told in self.told)

    async def until(self, is_so: Any) -> None:
        with anyio.fail_after(15):
            while not is_so(self):
                await anyio.sleep(0.01)


@asynccontextmanager
async def following(
    at: Broadcast, filters: Filters | None = None, *, after: int | None = None
) -> AsyncIterator[Following]:
    page = Following()

    async def read() -> None:
        async with aclosing(at.follow(filters or Filters(), after)) as told:  # type: ignore[type-var]
            async for one in told:
                page.told.append(one)

    async with anyio.create_task_group() as group:
        group.start_soon(read)
        await page.until(lambda page: page.told)
        yield page
        group.cancel_scope.cancel()


def ids_of(workspace: Workspace, text: str) -> set[int]:
    found = radars.newest_mentions(workspace, workspace.radars.all(), Filters()).posts
    return {post.post_id for post in found if text in post.text}


async def test_a_mention_is_told_to_every_open_page_under_its_filters(town: Workspace) -> None:
    at = Broadcast(town)
    tram = radars.filters_of(town.radars.one("Le tram"))
    async with (
        following(at) as everything,
        following(at, tram) as of_tram,
        following(at, Filters(network="forum")) as of_forum,
    ):
        hear(town, a_post(1, "Le tram est là"), a_post(2, "Il pleut"), a_post(3, "Du lait", network="forum"))
        await everything.until(lambda page: len(page.said) == 2)
        await of_tram.until(lambda page: page.said)
        await of_forum.until(lambda page: page.said)

    assert sorted(everything.said) == ["n1", "n3"]
    assert (of_tram.said, of_forum.said) == (["n1"], ["n3"])
    assert at.open_pages == 0


async def test_what_a_file_brings_is_no_news(town: Workspace) -> None:
    async with following(Broadcast(town)) as page:
        bring_in(town, [a_post(5, "Le tram d'un fichier")])
        hear(town, a_post(6, "Le tram d'une source"))
        await page.until(lambda page: page.said)

    assert page.said == ["n6"]


async def test_a_page_goes_on_from_the_number_it_was_last_told(town: Workspace) -> None:
    at = Broadcast(town)
    async with following(at) as first, following(at) as other:
        hear(town, a_post(1, "Le tram un"))
        await first.until(lambda page: page.said)
        last = first.told[-1].number
        hear(town, a_post(2, "Le tram deux"))
        await other.until(lambda page: len(page.said) == 2)
        async with following(at, after=last) as again:
            hear(town, a_post(3, "Le tram trois"))
            await again.until(lambda page: len(page.said) == 2)

    assert again.said == ["n2", "n3"]


async def test_a_burst_is_told_in_part_and_counted_whole(town: Workspace) -> None:
    async with following(Broadcast(town)) as page:
        hear(town, *(a_post(n, f"Le tram {n}") for n in range(101, 461)))
        await page.until(lambda page: len(page.said) + page.more == 360)

    assert len(page.said) == CARDS_A_SECOND
    assert page.said[-1] == "n101", "the newest are those shown"


async def test_what_is_deleted_is_taken_back_and_never_told(town: Workspace) -> None:
    hear(town, a_post(7, "Le tram de Bob", actor=an_actor("bob")), a_post(8, "Le tram d'Ana"))
    of_bob, of_ana = ids_of(town, "Bob"), ids_of(town, "Ana")
    async with following(Broadcast(town)) as page:
        hear(town, a_deletion("post", "n8"))
        await page.until(lambda page: page.gone == of_ana)
        hear(town, a_deletion("actor", "bob"))
        await page.until(lambda page: page.gone == of_ana | of_bob)
    async with following(Broadcast(town), after=0) as late:
        await late.until(lambda page: page.said)

    assert late.said == ["n90"]


async def test_after_too_much_a_page_reads_its_list_again(town: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("palabre.listen.arrivals.MOST_COMMITS", 3)
    for n in range(1, 6):
        hear(town, a_post(n, f"Le tram {n}"))
    async with following(Broadcast(town), after=0) as page:
        await page.until(lambda page: any(told.is_cut for told in page.told))
        hear(town, a_post(9, "Le tram, encore"))
        await page.until(lambda page: page.said)

    assert page.said == ["n9"]


async def test_moving_rows_between_files_tells_nothing(town: Workspace) -> None:
    async with following(Broadcast(town), after=0) as page:
        await page.until(lambda page: page.said)
        rollups.refresh(town)
        rewrite.compact(town.lake, TABLES["posts"], everything=True)
        hear(town, a_post(3, "Le tram"))
        await page.until(lambda page: len(page.said) > 1)

    assert page.said == ["n90", "n3"]


def test_without_scripts_the_page_holds_the_newest_mentions_with_their_radars(town: Workspace) -> None:
    hear(town, a_post(1, "Le tram et le lait"), a_post(2, "Il pleut"))

    page = a_reader(town).get("/live").text

    first = page[page.index('<ol class="posts live"') :].split("</li>")[0]
    assert "<mark>tram</mark> et le <mark>lait</mark>" in first
    assert [name in first for name in ("Le tram</bdi>", "Le lait</bdi>", "#thread")] == [True] * 3
    assert "Il pleut" not in page
    assert '<a href="/live">Refresh</a>' in page
    assert 'aria-live="off"' in page


def test_filters_stand_in_the_address_of_the_page_and_of_its_stream(town: Workspace) -> None:
    hear(town, a_post(1, "Le lait"), a_post(2, "Le lait", network="forum"))
    milk = town.radars.one("Le lait").radar_id

    page = a_reader(town).get(f"/live?radar={milk}&network=forum&since=2026-01-01&q=pluie").text

    assert f'data-stream="/live/stream?network=forum&amp;radar={milk}"' in page
    assert len(re.findall("data-post=", page)) == 1
    assert a_reader(town).get("/live?radar=99&kind=ode").status_code == 400


def test_a_house_without_radar_or_source_is_told_what_to_do(workspace: Workspace) -> None:
    assert "/radars/new" in a_reader(workspace).get("/live").text

    radars.save_new(workspace, name="Le tram", query="tram", subject="ours", queue=False)
    assert "Nothing is listened to yet" in a_reader(workspace).get("/live").text

    kept_in(workspace)
    page = a_reader(workspace).get("/live").text
    assert "Nothing is listened to yet" not in page
    assert "starting: 1" in page


def test_the_pace_is_that_of_the_last_sixty_seconds(town: Workspace, clock: Clock) -> None:
    source = kept_in(town)
    town.sources.count(source.source_id, {"posts": 120, "kept": 12})
    clock.forward(seconds=75)
    town.sources.count(source.source_id, {"posts": 30})

    # A quarter of the minute has gone by: three quarters of the one before still count.
    assert (pace(town).heard, pace(town).kept) == (30 + 90, 9)
    clock.forward(minutes=2)
    assert (pace(town).heard, pace(town).health) == (0, (("unattended", 1),))


def test_the_pace_is_told_with_how_late_we_are_and_how_sources_are() -> None:
    told = Pace(heard=1240, kept=12, lag=timedelta(seconds=3), health=(("down", 1), ("listening", 2)))

    assert pace_told(told) == "Posts in the last minute: heard 1,240, kept 12 · lag 3 s · down: 1 · listening: 2"


@contextmanager
def served(workspace: Workspace, port: int) -> Iterator[tuple[str, uvicorn.Server, Broadcast]]:
    """The site behind a real server, in a thread."""
    app = site.create_app(workspace, clock=workspace.clock)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_until(lambda: server.started)
    yield f"http://127.0.0.1:{port}", server, app.state.broadcast
    app.state.broadcast.end()
    server.should_exit = True
    thread.join(timeout=20)
    assert not thread.is_alive(), "a server that stops waits for no stream"


def wait_until(is_so: Any) -> None:
    limit = time.monotonic() + 15
    while not is_so():
        assert time.monotonic() < limit
        time.sleep(0.01)


def messages(answer: httpx2.Response) -> Iterator[tuple[int, dict[str, Any]]]:
    """What a browser would make of the stream: the number of each message and what it says."""
    number = 0
    for line in answer.iter_lines():
        if line.startswith("id: "):
            number = int(line[4:])
        elif line.startswith("data: "):
            yield number, json.loads(line[6:])


def test_a_stream_speaks_the_language_of_its_reader_and_ends_with_either_side(town: Workspace, free_port: int) -> None:
    kept_in(town)
    with served(town, free_port) as (address, _server, at), httpx2.Client(base_url=address, timeout=20) as browser:
        french = {"accept-language": "fr"}
        with browser.stream("GET", "/live/stream?network=x", headers=french) as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            told = messages(answer)
            assert next(told)[1]["pace"]
            hear(town, a_post(1, "Le tram <b>gras</b>\n\nligne"), a_post(2, "Le lait", network="forum"))
            number, said = next(told)
            assert number == town.feed.last()
            (card,) = said["cards"]
            assert "&lt;b&gt;gras&lt;/b&gt;\n\nligne" in card
            assert "nov." in card
        wait_until(lambda: at.open_pages == 0)
        with browser.stream("GET", "/live/stream", headers={"last-event-id": "0"}) as answer:
            told = messages(answer)
            assert len(next(told)[1]["cards"]) == 3
            at.end()
            assert list(told) == [], "it ends, and says no more"
