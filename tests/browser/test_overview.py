"""The state of play in a browser: both languages, light and dark, wide and narrow, without fault nor script."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from palabre.listen.taking_stock import state_of_play
from palabre.run.worker import Worker
from palabre.store import Workspace, rollups
from palabre.web.app import create_app
from palabre.web.pages import overview
from tests.browser.conftest import served
from tests.browser.test_pages import faults_of, must_be_sound, overflow_of
from tests.building import NOW, a_post, an_actor, clock, quick_disk, store, template, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.conftest import Reader

__all__ = ["clock", "quick_disk", "template", "workspace"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LONG = "x" * 120


@pytest.fixture
def town(workspace: Workspace) -> Workspace:
    """Eight weeks of a town with long names and, lately, a strike."""
    people = [an_actor(name) for name in ("ana", "bob", "cleo", LONG)]
    posts = [
        a_post(
            n,
            f"le tram {LONG if n % 50 == 0 else 'passe'}" + (" grève" if n < 100 and n % 3 else ""),
            actor=people[n % 4],
            created_at=NOW - timedelta(hours=3.3 * n),
            instance=f"{n % 14}.{LONG[:60]}.example",
            lang_declared=("fr", "en", "de", "it", None)[n % 5],
            tags=("TramEnGreve", LONG[:70]) if n < 100 and n % 4 else (),
            links=(f"https://greve.example/{LONG}",) if n < 100 and n % 4 else (),
            reply_to=f"n{n - n % 40 + 1}" if n % 40 > 1 and n % 3 else None,
        )
        for n in range(1, 400)
    ]
    store(workspace, *posts)
    rollups.refresh(workspace)
    return workspace


@pytest.fixture
def house(town: Workspace, free_port: int) -> Iterator[str]:
    """The address of the site over the town, once what counts words is compiled: the first time takes long."""
    state_of_play(town)
    yield from served(create_app(town, clock=town.clock), free_port)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_it_is_without_fault_and_nothing_is_cut(
    town: Workspace, open_page: Reader, axe: Path, lang: str, width: int
) -> None:
    page = open_page("/overview", lang=lang, width=width, bypass_csp=True, may_fail=True)

    expect(page.locator("html")).to_have_attribute("lang", lang)
    for summary in page.locator("summary").all():
        summary.click()
    must_be_sound(page, axe)
    page.emulate_media(media="print")
    assert overflow_of(page) <= 0


def test_it_reads_and_narrows_without_script(open_page: Reader) -> None:
    page = open_page("/overview", script=False)

    expect(page.locator(".heat td.heat-6").first).to_be_visible()
    expect(page.locator(".chart-line svg")).to_be_visible()
    page.get_by_role("link", name="Make a radar of “grève”").click()
    expect(page.get_by_label("Query", exact=True)).to_have_value("grève")
    page.goto("/overview")
    page.get_by_label("From").fill("2026-11-01")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".about")).to_contain_text("from 1 Nov 2026 on")


def test_a_long_taking_is_followed_to_its_end(
    town: Workspace, open_page: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "SMALL", 10)
    page = open_page("/overview")
    page.get_by_role("button", name="Take stock").click()
    expect(page.get_by_role("status")).to_contain_text("Stock is being taken")

    assert Worker(town).work_once()

    expect(page.locator("#part-volume")).to_be_visible()
    expect(page.locator("#taken")).not_to_have_attribute("hx-trigger", "every 2s")


def test_the_file_is_without_fault(town: Workspace, open_page: Reader, axe: Path, tmp_path: Path) -> None:
    page = open_page("/overview", bypass_csp=True, may_fail=True)
    with page.expect_download() as given:
        page.get_by_role("link", name="Web page (HTML)").click()
    given.value.save_as(tmp_path / "page.html")

    page.set_viewport_size({"width": 390, "height": 900})
    page.goto((tmp_path / "page.html").as_uri())

    assert faults_of(page, axe) == []
    assert overflow_of(page) <= 0
