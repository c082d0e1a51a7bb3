"""What only a browser can tell: faults of accessibility, cut text, a chart that is drawn, lists that go on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from tests.web.staging import Stage, a_job

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Reader

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# A page follows the system from light to dark without being loaded again; the next one is loaded in dark.
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PATHS = (
    "/listen",
    "/listen?q=marché",
    '/listen?q="marché',
    "/listen/who?network=forum&kind=reply",
    "/listen/words",
    "/activity",
    "/gaps",
    "/posts/3",
    "/help/keys",
    "/nowhere",
)

CUT = """[...document.querySelectorAll("main *:not(.unseen)")].filter((one) =>
    one.clientWidth && getComputedStyle(one).overflowX === "hidden" && one.scrollWidth > one.clientWidth + 1
    && !one.closest(".chart")).map((one) => one.outerHTML)"""

# The faults alone: to bring over all that is right with a page takes longer than to find what is wrong.
FAULTS = """axe.run({resultTypes: ["violations"]})
    .then((told) => told.violations.map((one) => `${one.id}: ${one.nodes[0].html}`))"""


def faults_of(page: Page, axe: Path) -> list[str]:
    """What axe-core finds wrong: the rule and the first element."""
    # A form that was just sent may still be on its way: between two pages there is nothing to look at.
    page.wait_for_load_state("load")
    page.wait_for_function("document.head !== null && document.readyState === 'complete'")
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=axe)
    found: list[str] = page.evaluate(FAULTS)
    return found


def overflow_of(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return wider


def must_be_sound(page: Page, axe: Path) -> None:
    """Nothing wrong for axe, nothing wider than the window, nothing cut: in light, then in dark."""
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        found = (faults_of(page, axe), overflow_of(page) > 0, page.evaluate(CUT))
        assert found == ([], False, []), (page.url, theme)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_page_is_without_fault_and_nothing_is_cut(
    busy: Stage, open_page: Reader, axe: Path, lang: str, width: int
) -> None:
    page = open_page("/listen", lang=lang, width=width, bypass_csp=True, may_fail=True)
    for path in PATHS:
        page.goto(path)
        expect(page.locator("#running a")).to_be_visible()
        if path == "/listen":
            expect(page.locator(".chart svg")).to_be_visible()
            page.locator(".volume summary").click()
        expect(page.locator("html")).to_have_attribute("lang", lang)
        must_be_sound(page, axe)


def test_an_empty_workspace_is_without_fault(stage: Stage, open_page: Reader, axe: Path) -> None:
    stage.posts, stage.jobs, stage.gaps = [], [], []
    for path in ("/listen", "/activity", "/gaps"):
        assert faults_of(open_page(path, width=390, bypass_csp=True), axe) == [], path


def test_the_chart_is_drawn_under_the_policy_from_the_table_beside_it(open_page: Reader) -> None:
    page = open_page("/listen")

    expect(page.locator(".chart svg")).to_be_visible()
    assert page.locator(".chart svg pattern").count() >= 1
    assert page.locator(".chart svg path").count() > 80
    expect(page.locator("#volume-table tbody tr").first).to_be_hidden()
    page.get_by_text("The figures").click()
    expect(page.locator("#volume-table tbody tr").first).to_be_visible()


def test_pointing_at_a_bar_breaks_no_policy(open_page: Reader) -> None:
    page = open_page("/listen")

    page.locator(".chart svg").hover(position={"x": 400, "y": 100})

    expect(page.locator(".chart svg text", has_text="Posts").first).to_be_visible()


def test_the_chart_follows_light_and_dark(open_page: Reader) -> None:
    page = open_page("/listen")
    expect(page.locator('.chart svg path[fill="#2f7d5f"]').first).to_be_attached()

    page.emulate_media(color_scheme="dark")

    expect(page.locator('.chart svg path[fill="#5fae8d"]').first).to_be_attached()


def test_a_filter_acts_at_once_and_stands_in_the_address(open_page: Reader) -> None:
    page = open_page("/listen")

    page.get_by_label("Network").select_option("forum")

    expect(page.locator(".totals")).to_contain_text("100 posts")
    expect(page).to_have_url(re.compile(r"/listen\?network=forum$"))
    expect(page.locator(".chart svg")).to_be_visible()
    page.go_back()
    expect(page.locator(".totals")).to_contain_text("300 posts")
    expect(page.locator(".chart svg")).to_be_visible()


def test_a_search_goes_on_until_it_has_a_page_of_posts_then_waits(open_page: Reader) -> None:
    page = open_page("/listen")

    page.get_by_label("Search", exact=True).fill("marché")
    page.get_by_label("Search", exact=True).press("Enter")

    expect(page.locator(".posts .next")).to_have_attribute("hx-trigger", "click, revealed")
    shown = page.locator(".posts article").count()
    assert 50 <= shown < 70
    expect(page.locator(".posts .next")).to_contain_text("Searched back to")
    assert page.locator("mark").count() >= shown // 2
    page.locator(".posts .next").scroll_into_view_if_needed()
    expect(page.locator(".posts .next, .posts .end")).not_to_contain_text("found in this list", timeout=1)
    page.wait_for_timeout(300)
    assert page.locator(".posts article").count() > shown


def test_an_error_of_a_query_comes_and_goes_beside_its_field(open_page: Reader) -> None:
    page = open_page("/listen", may_fail=True)
    field = page.get_by_label("Search", exact=True)

    field.fill('le "marché')
    field.press("Enter")
    expect(page.locator("#w-q")).to_contain_text("column 4")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()

    field.fill('le "marché"')
    field.press("Enter")
    expect(page.locator("#w-q")).to_have_count(0)
    expect(page.locator(".totals")).to_be_visible()


def test_the_list_goes_on_when_its_end_is_reached(open_page: Reader) -> None:
    page = open_page("/listen?q=")
    expect(page.locator(".posts article")).to_have_count(50)

    page.locator(".posts .next").scroll_into_view_if_needed()

    expect(page.locator(".posts article")).to_have_count(100)


def test_the_keyboard_goes_on_where_it_was(open_page: Reader) -> None:
    page = open_page("/listen")

    page.locator(".posts .next a").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".posts article").nth(50)).to_be_visible()
    expect(page.locator(".posts article").nth(50).locator("a").first).to_be_focused()


def test_the_first_key_leads_past_the_menu(open_page: Reader) -> None:
    page = open_page("/listen")

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()


def test_everything_works_without_script(open_page: Reader) -> None:
    page = open_page("/listen", script=False)

    page.get_by_label("Network").select_option("forum")
    page.get_by_label("Search", exact=True).fill("marché")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".totals")).to_contain_text("100 posts")
    page.get_by_role("link", name="Search further back").click()
    expect(page.locator(".posts article").first).to_be_visible()
    page.get_by_role("link", name="Clear").click()
    page.get_by_role("link", name="Older posts").click()
    expect(page.locator("#p51")).to_be_visible()
    expect(page.locator(".chart")).to_be_hidden()
    page.get_by_role("link", name="Français").click()
    expect(page.locator("h1")).to_have_text("Écouter")
    page.get_by_role("link", name="Sombre").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_running_import_is_followed_to_its_end(busy: Stage, open_page: Reader) -> None:
    page = open_page("/activity")
    expect(page.locator("#jobs progress")).to_have_attribute("value", "45")
    expect(page.locator("#running")).to_contain_text("Import of export-9.csv: 45%")

    busy.jobs[0] = a_job(9, status="running", done=80, finished_at=None, result=None)
    expect(page.locator("#jobs progress")).to_have_attribute("value", "80")

    busy.jobs[0] = a_job(9)
    expect(page.locator("#jobs progress")).to_have_count(0)
    expect(page.locator("#running")).to_be_empty()


def test_the_text_of_posts_runs_nothing(open_page: Reader) -> None:
    page = open_page("/listen")

    page.on("dialog", lambda dialog: pytest.fail(f"a post spoke: {dialog.message}"))

    assert page.locator("main script, main img, main b").count() == 0
    assert page.locator("main a:not([href^='http']):not([href^='/'])").count() == 0


def test_the_keys_lead_from_post_to_post_to_the_search_and_tell_themselves(open_page: Reader) -> None:
    page = open_page("/listen")
    posts = page.locator("article.post")

    page.keyboard.press("j")
    expect(posts.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(posts.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(posts.nth(0)).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.get_by_label("Search", exact=True)).to_be_focused()
    page.keyboard.type("j/k")
    expect(page.get_by_label("Search", exact=True)).to_have_value("j/k")


def test_o_opens_the_post_the_reader_is_at(open_page: Reader) -> None:
    page = open_page("/posts/3", may_fail=True)

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("o")

    expect(page).to_have_url(re.compile(r"/posts/1$"))


def test_a_day_of_the_chart_leads_to_that_day(open_page: Reader) -> None:
    page = open_page("/listen")
    expect(page.locator(".chart svg")).to_be_visible()

    page.locator(".chart").click(position={"x": 400, "y": 100})

    expect(page).to_have_url(re.compile(r"since=2026-\d\d-\d\d&until=2026-\d\d-\d\d"))
    expect(page.locator(".chips li")).to_have_count(1)


def test_on_paper_there_is_no_navigation_and_the_chart_is_there(open_page: Reader) -> None:
    page = open_page("/listen")
    expect(page.locator(".chart svg")).to_be_visible()

    page.emulate_media(media="print")

    for hidden in (".sections", ".filters", ".tabs", ".bottom .choices", ".takeaway"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".chart svg")).to_be_visible()
    expect(page.locator(".totals")).to_be_visible()
