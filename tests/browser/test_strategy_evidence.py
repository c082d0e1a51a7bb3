"""Platforms, subjects heard and reviews in a browser: nothing is cut, axe finds nothing, forms do what they say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from palabre.strategy import keeping
from palabre.testing.strategies import example
from palabre.web.app import create_app
from tests.browser.conftest import served
from tests.browser.test_pages import CUT, faults_of, overflow_of
from tests.building import clock, quick_disk, template, workspace
from tests.strategy.test_sensitive import said
from tests.strategy.town import listened_to
from tests.web.test_strategy import put, strategy_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from palabre.store import Workspace
    from tests.browser.conftest import Reader

__all__ = ["clock", "quick_disk", "template", "workspace"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]
READERS = [("en", "light", 1280), ("fr", "dark", 390)]
OBJECTIVE = "/strategy/reviews/entraide"


@pytest.fixture
def told(workspace: Workspace) -> Workspace:
    """A dairy with its adopted strategy, a competitor attacked about palm oil, and evidence that was found."""
    listened_to(
        workspace,
        *said("bon fromage chez dairy, sur mastodon", people=60, first=10_000),
        *said("rival et l'huile de palme, honteux", people=12, first=1),
        *said("rival et l'huile de palme, on en parle", people=8, first=500),
        ours_dairy="dairy",
        competitor_rival="rival",
        **{"audience_conserver, cuisiner, déguster": "fromage"},
    )
    text = example("dairy", "fr")
    put(workspace, text)
    workspace.strategies.adopt(workspace.strategies.save(text, author="Lucie Ferrand").version, by="Lucie Ferrand")
    return workspace


@pytest.fixture
def house(told: Workspace, free_port: int) -> Iterator[str]:
    """The address of the site over it."""
    yield from served(create_app(told, clock=told.clock), free_port)


def without_fault(page: Page, axe: Path) -> None:
    """Nothing for axe to say, nothing cut, even with everything open."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
    assert faults_of(page, axe) == [], page.url
    assert overflow_of(page) <= 0, page.url
    assert page.evaluate(CUT) == [], page.url


@pytest.mark.parametrize(("lang", "theme", "width"), READERS)
def test_platforms_show_their_figures_and_two_curves(
    open_page: Reader, axe: Path, lang: str, theme: str, width: int
) -> None:
    page = open_page("/strategy/platforms", lang=lang, theme=theme, width=width, bypass_csp=True, may_fail=True)

    expect(page.locator("main")).to_contain_text("Pintagram+")
    without_fault(page, axe)
    expect(page.locator("figure.drawn svg").first).to_be_visible()


@pytest.mark.parametrize(("lang", "theme", "width"), READERS)
def test_subjects_are_without_fault_also_when_refused(
    open_page: Reader, axe: Path, lang: str, theme: str, width: int
) -> None:
    page = open_page("/strategy/subjects", lang=lang, theme=theme, width=width, bypass_csp=True, may_fail=True)
    without_fault(page, axe)

    page.locator('button[value="dismiss"]').first.click()

    expect(page.get_by_role("alert")).to_be_visible()
    assert faults_of(page, axe) == []
    assert overflow_of(page) <= 0


@pytest.mark.parametrize("script", [True, False])
def test_a_subject_is_accepted_then_the_page_says_who_did(told: Workspace, open_page: Reader, script: bool) -> None:
    before = len(strategy_of(told).sensitive_subjects)
    page = open_page("/strategy/subjects", script=script)
    form = page.locator("form.editor").first

    form.get_by_label("How careful to be").select_option("3")
    form.get_by_label("Your name").fill("Ana Lima")
    form.get_by_role("button", name="Accept").click()

    expect(page.get_by_role("status")).to_contain_text("Written into the strategy")
    expect(page.get_by_text("by Ana Lima on")).to_be_visible()
    after = strategy_of(told).sensitive_subjects
    assert (len(after), after[-1].level, after[-1].decided_by) == (before + 1, 3, "Ana Lima")
    assert keeping.kept(told) is not None


@pytest.mark.parametrize(("lang", "theme", "width"), READERS)
def test_a_review_is_signed_and_every_page_of_it_is_without_fault(
    told: Workspace, open_page: Reader, axe: Path, lang: str, theme: str, width: int
) -> None:
    page = open_page("/strategy/reviews", lang=lang, theme=theme, width=width, bypass_csp=True, may_fail=True)
    without_fault(page, axe)
    page.goto(OBJECTIVE)
    page.locator("#measured").fill("11,5")
    page.locator("#decision-keep").check()
    page.locator("#next_review").fill("2027-09-01")
    page.locator("#by").fill("Ana Lima")
    page.locator("form.editor button[type=submit]").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#measured")).to_have_value("11,5")
    without_fault(page, axe)

    page.locator("#source").fill("Compté à la main")
    page.locator("form.editor button[type=submit]").click()

    expect(page.get_by_role("status")).to_contain_text("Ana Lima")
    assert told.strategies.reviews("entraide")[0].said.measured == 11.5
    without_fault(page, axe)
    page.emulate_media(media="print")
    expect(page.locator("#by")).not_to_be_visible()
    expect(page.get_by_text("Compté à la main").first).to_be_visible()
