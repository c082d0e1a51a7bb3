"""A person adds a source in the browser, sees how it is doing, tests it in place, pauses and removes it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from palabre.errors import RateLimited, SourceRefused
from palabre.listen import sources, views
from palabre.store import Heard, Workspace
from palabre.web.app import create_app
from tests.browser.conftest import served
from tests.browser.test_pages import CUT, faults_of, overflow_of
from tests.building import clock, quick_disk, template, workspace
from tests.listen.village import Network, network
from tests.web.staging import a_gap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.conftest import Reader

__all__ = ["clock", "network", "quick_disk", "template", "workspace"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HOME = "https://ambert.example"
COUNTS = {"heard": 90_000, "posts": 80_000, "kept": 120, "dropped": 79_000, "errors": 2, "left-out no-bots": 880}


@pytest.fixture
def house(workspace: Workspace, network: Network, free_port: int) -> Iterator[str]:
    """The address of the site over an empty workspace."""
    yield from served(create_app(workspace, clock=workspace.clock), free_port)


def add(workspace: Workspace, address: str, kind: str = "village", **changed: object) -> int:
    told = {"by": "ana", "contact": "ana@example.org", "secrets": {"key": "hush"}} | changed
    return sources.add_source(workspace, kind, {"address": address}, **told).kept.source_id  # type: ignore[arg-type]


def test_a_source_is_added_tested_paused_and_removed(workspace: Workspace, network: Network, open_page: Reader) -> None:
    # A refused form answers 400, which the browser says on its console.
    page = open_page("/sources", may_fail=True)
    page.get_by_role("link", name="Add the first source").click()
    page.get_by_role("link", name="Village board").click()
    page.get_by_label("Address", exact=True).fill(HOME)
    page.get_by_label("Where the people behind a site").fill("ana")
    page.get_by_role("button", name="Try it and save it").click()
    expect(page.locator("#w-contact")).to_contain_text("neither an e-mail address nor a page")
    page.get_by_label("Where the people behind a site").fill("ana@example.org")
    page.get_by_role("button", name="Try it and save it").click()

    expect(page.locator(".done")).to_contain_text("Board of the village: it answers (3 posts found)")
    expect(page.locator("#s1 .health")).to_contain_text("starting")
    page.locator("#s1").get_by_role("button", name="Test").click()
    expect(page.locator("#t1 .done")).to_contain_text("It answers: 3 posts found")
    network.status = 503
    page.locator("#s1").get_by_role("button", name="Test").click()
    expect(page.locator("#t1 .wrong")).to_contain_text("fault of its own (503)")
    page.locator("#s1").get_by_role("button", name="Pause").click()
    expect(page.locator("#s1 .health")).to_contain_text("paused")
    page.get_by_role("link", name="Remove…").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator("#listed")).to_contain_text("Nothing is listened to live yet.")
    assert workspace.sources.all() == ()


def test_the_list_follows_what_is_heard_and_keeps_what_is_open(workspace: Workspace, open_page: Reader) -> None:
    add(workspace, HOME)
    page = open_page("/sources")
    page.clock.install()
    page.goto("/sources")
    page.locator("#s1 summary").click()
    page.locator("#s1").get_by_role("button", name="Test").click()
    expect(page.locator("#t1 .done")).to_be_visible()
    page.locator("#s1").get_by_role("button", name="Pause").focus()

    workspace.sources.heard(1, Heard(cursor="1", counts=COUNTS, at=workspace.clock()))
    workspace.sources.set_health(1, "listening")
    page.clock.fast_forward(11_000)
    expect(page.locator("#s1 .health")).to_contain_text("listening")
    expect(page.locator("#s1 .reasons")).to_contain_text("880 – accounts that ask robots to stay away")
    expect(page.locator("#t1 .done")).to_be_visible()
    expect(page.locator("#s1").get_by_role("button", name="Pause")).to_be_focused()


def test_a_source_is_added_and_tested_without_script(open_page: Reader) -> None:
    page = open_page("/sources/new/village", script=False, may_fail=True)
    page.get_by_label("Address", exact=True).fill(HOME)
    page.get_by_label("Where the people behind a site").fill("ana@example.org")
    page.get_by_role("button", name="Try it and save it").click()
    expect(page.locator(".done")).to_contain_text("is listened to from now on")

    page.get_by_role("button", name="Test").click()
    expect(page.locator("#t1 .done")).to_contain_text("It answers: 3 posts found")
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Resume").click()
    expect(page.locator("#s1 .health")).to_contain_text("starting")


@pytest.mark.parametrize(
    ("lang", "theme", "width"),
    [("en", "light", 1280), ("en", "dark", 390), ("fr", "light", 390), ("fr", "dark", 1280)],
)
def test_every_page_of_sources_is_without_fault_and_nothing_is_cut(
    workspace: Workspace,
    open_page: Reader,
    axe: Path,
    monkeypatch: pytest.MonkeyPatch,
    lang: str,
    theme: str,
    width: int,
) -> None:
    page = open_page("/sources", lang=lang, theme=theme, width=width, bypass_csp=True, may_fail=True)
    assert faults_of(page, axe) == []
    all_of_them(workspace, monkeypatch)

    for path in ("/sources", "/sources/new", "/sources/new/town", "/sources/2/remove", "/sources/register"):
        page.goto(path)
        for summary in page.locator("main summary").all():
            summary.click()
        expect(page.locator("html")).to_have_attribute("lang", lang)
        assert faults_of(page, axe) == [], path
        assert overflow_of(page) <= 0, path
        assert page.evaluate(CUT) == [], path

    page.goto("/sources/new/village")
    page.locator("form.editor button").click()
    expect(page.locator("#w-s-address")).to_be_visible()
    assert faults_of(page, axe) == []
    assert overflow_of(page) <= 0
    page.goto("/sources")
    page.locator("#s1 button").first.click()
    expect(page.locator("#t1 .done")).to_be_visible()
    assert faults_of(page, axe) == []


def all_of_them(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A source in every state, with long words and much to say."""
    now = workspace.clock()
    for place in ("ambert", "thiers", "olby", "x" * 60, "volvic", "issoire"):
        add(workspace, f"https://{place}.example", kind="town" if place == "ambert" else "village", is_ours=True)
    names = [one.name for one in workspace.sources.all()]
    gaps = [a_gap(source=name, from_at=now - timedelta(hours=2), to_at=now - timedelta(hours=1)) for name in names]
    monkeypatch.setattr(views, "gaps", lambda _workspace: tuple(gaps * 3))
    for source_id, _name in enumerate(names, 1):
        late = now - timedelta(seconds=3)
        heard = Heard(cursor="1", counts=COUNTS, at=now, last_event_at=late, last_post_at=late)
        workspace.sources.heard(source_id, heard)
    workspace.sources.set_health(1, "catching-up")
    workspace.sources.set_health(2, "refused", SourceRefused("source-says-no", host="y" * 80, status=401))
    workspace.sources.set_health(3, "rate-limited", RateLimited("olby.example", seconds=30))
    workspace.sources.set_health(4, "down")
    workspace.sources.set_health(5, "listening")
    workspace.sources.pause(6, purpose="les tests", by="ana")
