"""Live in a browser: a post appears by itself, waits when paused, goes when deleted; nothing is cut."""

from __future__ import annotations

import re
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import anyio
import pytest
from playwright.sync_api import expect

from palabre.listen import radars
from palabre.run.listening import Listener
from palabre.sources import registry
from palabre.store import Workspace
from palabre.web.app import create_app
from tests.browser.conftest import served
from tests.browser.test_pages import CUT, faults_of, overflow_of
from tests.building import Waits, a_deletion, a_post, clock, copied, quick_disk, store, template
from tests.sources.pretend import Pretend, PretendStream, Town, kept_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Reader

__all__ = ["Waits", "clock", "quick_disk", "template"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(autouse=True)
def only_pretended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "every_source", lambda: (Pretend,))


@pytest.fixture
def workspace(template: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with two radars, one of them with a long name, and a source."""
    opened = copied(template, tmp_path / "workspace")
    radars.save_new(opened, name="Le tram", query="tram", subject="ours", queue=False)
    radars.save_new(opened, name="L" + "ong" * 20, query="lait", subject="topic", queue=False)
    hear(opened, 90, "Le tram d'avant")
    kept_in(opened)
    yield opened
    opened.close()


def hear(workspace: Workspace, number: int, text: str, **changed: str) -> None:
    store(workspace, a_post(number, text, **changed), run_id=None)


@pytest.fixture
def house(workspace: Workspace, free_port: int) -> Iterator[str]:
    app = create_app(workspace, clock=workspace.clock)
    addresses = served(app, free_port)
    yield next(addresses)
    app.state.broadcast.end()
    next(addresses, None)


@contextmanager
def listening_to(workspace: Workspace, town: Town) -> Iterator[None]:
    """The listener of real life in a thread, over a source that says what a test lays before it."""
    listener = Listener(workspace, lambda _kept: PretendStream(town))
    thread = threading.Thread(target=anyio.run, args=(listener.run,))
    thread.start()
    try:
        yield
    finally:
        listener.stop()
        thread.join(timeout=20)


def opened(open_page: Reader, path: str = "/live", **told: str | int | bool) -> Page:
    """A page that follows what comes in: its button is there once its script runs."""
    with_stream = open_page(path, **told)
    expect(with_stream.locator("#pause")).to_be_visible()
    return with_stream


def test_what_a_source_says_appears_on_top_with_its_radar(workspace: Workspace, open_page: Reader) -> None:
    town, page = Town(at=workspace.clock), opened(open_page)
    expect(page.locator("ol.live > li")).to_have_count(1)
    with listening_to(workspace, town):
        town.say(a_post(1, "Le tram arrive"), a_post(2, "Il pleut"))
        expect(page.locator("ol.live > li")).to_have_count(2)
        expect(page.locator("ol.live > li").first).to_contain_text("Le tram arrive")
        expect(page.locator("ol.live > li").first.locator(".caught")).to_have_text("Le tram")
        expect(page.locator("#pace")).to_contain_text("listening: 1")
        town.say(a_deletion("post", "n1"))
        expect(page.locator("ol.live")).not_to_contain_text("Le tram arrive")


def test_paused_what_comes_in_waits_and_is_counted(workspace: Workspace, open_page: Reader) -> None:
    page = opened(open_page)
    pause = page.locator("#pause")
    pause.click()
    for number in (1, 2, 3):
        hear(workspace, number, f"Le tram numéro {number}")
    expect(pause).to_have_text("Resume · 3 new posts")
    store(workspace, a_deletion("post", "n2"))
    expect(pause).to_have_text("Resume · 2 new posts")
    expect(page.locator("ol.live > li")).to_have_count(1)

    pause.click()

    expect(pause).to_have_text("Pause")
    expect(page.locator("ol.live > li .text")).to_have_text(["Le tram numéro 3", "Le tram numéro 1", "Le tram d'avant"])


def test_a_burst_leaves_the_newest_and_says_how_many_more(workspace: Workspace, open_page: Reader) -> None:
    page = opened(open_page)
    store(workspace, *(a_post(n, f"Le tram {n}") for n in range(101, 461)), run_id=None)

    expect(page.locator("ol.live > li.more")).to_contain_text("and 340 more")
    expect(page.locator("ol.live > li[data-post]")).to_have_count(21)
    expect(page.locator("ol.live > li .text").first).to_have_text("Le tram 101")


def test_another_radar_is_another_stream_and_the_address_says_so(workspace: Workspace, open_page: Reader) -> None:
    page = opened(open_page)
    page.get_by_text("All radars").click()
    page.get_by_label("Longong").check()
    expect(page).to_have_url(re.compile("radar=2"))
    expect(page.locator("#none")).to_be_visible()
    hear(workspace, 1, "Le tram")
    hear(workspace, 2, "Le lait")

    expect(page.locator("ol.live > li")).to_have_count(1)
    expect(page.locator("ol.live > li .text")).to_have_text("Le lait")


def test_a_server_that_comes_back_is_followed_again_from_the_last_number(
    workspace: Workspace, open_page: Reader, house: str
) -> None:
    page = opened(open_page, may_fail=True)
    hear(workspace, 1, "Le tram un")
    expect(page.locator("ol.live > li")).to_have_count(2)
    page.context.set_offline(True)
    hear(workspace, 2, "Le tram deux")
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('pageshow'))")

    expect(page.locator("ol.live > li")).to_have_count(3)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_live_is_without_fault_and_nothing_is_cut(
    workspace: Workspace, open_page: Reader, axe: Path, lang: str, theme: str, width: int
) -> None:
    page = opened(open_page, lang=lang, theme=theme, width=width, bypass_csp=True, may_fail=True)
    hear(workspace, 1, "Le tram " + "et le lait " * 100 + "x" * 300, network="forum")
    expect(page.locator("ol.live > li")).to_have_count(2)
    page.locator("#pause").click()
    hear(workspace, 2, "Le tram")
    expect(page.locator("#pause")).to_contain_text("1")

    assert faults_of(page, axe) == []
    assert overflow_of(page) <= 0
    assert page.evaluate(CUT) == []
