"""A person makes a radar in the browser: writes, sees what it finds and what is wrong, saves, reads its mentions."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from palabre.listen import radars
from palabre.run.worker import Worker
from palabre.store import Workspace, rollups
from palabre.web.app import create_app
from tests.browser.conftest import served
from tests.browser.test_pages import must_be_sound
from tests.building import a_post, clock, quick_disk, store, template, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.conftest import Reader

__all__ = ["clock", "quick_disk", "template", "workspace"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TEXTS = (
    "Le tram est encore en panne place de la Mairie.",
    "Le tram et le bus, même retard ce matin.",
    "Les tramways de la ville ont cent ans.",
    "La panne du grand tram rouge " + "x" * 120,
    "\u202eevil\u202c <script>alert(1)</script> le tram",
)
LONG = " OR ".join(["tram", *(f"mot{n}" for n in range(60)), "x" * 200])


@pytest.fixture
def town(workspace: Workspace) -> Workspace:
    """Forty posts of a town that talks of its tram."""
    store(workspace, *(a_post(n, TEXTS[n % 5], title="Le tram" if n % 7 == 0 else None) for n in range(1, 41)))
    rollups.refresh(workspace)
    return workspace


@pytest.fixture
def house(town: Workspace, free_port: int) -> Iterator[str]:
    """The address of the site over the town."""
    yield from served(create_app(town, clock=town.clock), free_port)


def write(page: Page, query: str) -> None:
    page.get_by_label("Query", exact=True).fill(query)


def test_a_radar_is_made_by_trying(town: Workspace, open_page: Reader) -> None:
    page = open_page("/radars")
    page.get_by_role("link", name="Make the first radar").click()
    page.get_by_label("Name", exact=True).fill("Notre tram")
    page.get_by_label("Topic").check()

    write(page, 'tram NOT "bus')
    expect(page.locator("#reading")).to_contain_text("Column 10: this quotation mark is never closed.")
    expect(page.locator("#reading mark")).to_have_text('"')
    expect(page.get_by_label("Query", exact=True)).to_have_attribute("aria-invalid", "true")

    write(page, "tram NOT bus")
    expect(page.locator("#reading")).to_contain_text("tram AND NOT bus")
    expect(page.locator("#findings")).to_contain_text("25 of all 40 posts match (62.5%)")
    expect(page.get_by_label("Query", exact=True)).to_have_attribute("aria-invalid", "false")
    expect(page.get_by_label("Query", exact=True)).to_be_focused()
    expect(page.locator(".clauses")).to_contain_text("takes away 8 posts")
    expect(page.locator(".why").first).to_contain_text("excluded by bus")
    expect(page.locator("#findings mark").first).to_have_text(re.compile("tram", re.IGNORECASE))
    expect(page.locator("#findings .chart svg")).to_be_visible()
    assert town.radars.all() == ()

    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    expect(page.locator("#state")).to_contain_text("history is about to be read")
    expect(page.locator("#findings")).to_contain_text("25 of all 40 posts match")

    assert Worker(town).work_once()
    expect(page.locator("#state")).to_contain_text("ready")
    page.get_by_role("link", name="25 mentions").click()
    expect(page.locator(".totals")).to_contain_text("25 mentions")
    expect(page.locator(".chips")).to_contain_text("Notre tram")
    expect(page.locator(".posts mark").first).to_have_text("tram")
    page.locator(".chips a").click()
    expect(page.locator(".totals")).to_contain_text("40 posts")


def test_the_list_follows_the_reading_of_history(town: Workspace, open_page: Reader) -> None:
    radars.save_new(town, name="Notre tram", query="tram", subject="ours")
    page = open_page("/radars")
    expect(page.locator("#listed")).to_contain_text("history is about to be read")

    job = town.jobs.claim(("radar",))
    assert job is not None
    town.jobs.progress(job.job_id, done=2, total=5)
    expect(page.locator("#listed progress")).to_have_attribute("value", "2")
    expect(page.locator("#listed")).to_contain_text("40%")


def test_a_radar_is_made_tried_and_removed_without_script(town: Workspace, open_page: Reader) -> None:
    page = open_page("/radars/new", script=False, may_fail=True)
    page.get_by_label("Name", exact=True).fill("Notre tram")
    write(page, "tram (bus")
    page.get_by_role("button", name="Try").click()
    expect(page.locator("#reading")).to_contain_text("Column 6")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Notre tram")

    write(page, "tram bus")
    page.get_by_role("button", name="Try").click()
    expect(page.locator("#findings")).to_contain_text("8 of all 40 posts match")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_have_text("Notre tram")

    page.get_by_role("link", name="Remove this radar").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator("#listed")).to_contain_text("A radar is a saved search")
    assert town.radars.all() == ()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_page_of_radars_is_without_fault_and_nothing_is_cut(
    town: Workspace, open_page: Reader, axe: Path, lang: str, width: int
) -> None:
    page = open_page("/radars", lang=lang, width=width, bypass_csp=True, may_fail=True)
    must_be_sound(page, axe)
    radars.save_new(town, name="Notre tram <b>rouge</b>", query="tram NOT bus", subject="ours")
    Worker(town).work_once()
    radars.save_new(town, name="x" * 80, query=LONG, subject="sensitive")

    for path in ("/radars", "/radars/1", "/radars/2", "/radars/1/remove", "/listen?radar=2", "/help/search"):
        page.goto(path)
        if path.startswith("/radars/") and path[-1].isdigit():
            expect(page.locator("#findings .chart svg")).to_be_visible()
            page.locator(".help summary").click()
        expect(page.locator("html")).to_have_attribute("lang", lang)
        must_be_sound(page, axe)

    page.goto("/radars/new")
    page.locator("#f-query").fill("(tram OR " + "x" * 300)
    expect(page.locator("#reading .error")).to_be_visible()
    must_be_sound(page, axe)
    page.locator("form.editor button").first.click()
    expect(page.locator("#w-name")).to_be_visible()
    must_be_sound(page, axe)
