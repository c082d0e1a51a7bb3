"""A person who never opens a file decides in the browser: from an empty workspace to an adopted strategy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from palabre.store.strategy_file import StrategyFile, strategy_path
from palabre.store.strategy_text import read_strategy
from palabre.strategy import templates
from palabre.web.app import create_app
from palabre.web.strategy.steps import STEPS
from tests.browser.conftest import served
from tests.browser.test_pages import must_be_sound
from tests.building import clock, quick_disk, template, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Page

    from palabre.model.strategy import Strategy
    from palabre.store import Workspace
    from tests.browser.conftest import Reader

__all__ = ["clock", "quick_disk", "template", "workspace"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# What the test clicks, in both languages.
SAID = {
    "en": {
        "empty": "Nothing: an empty strategy",
        "begin": "Begin the strategy",
        "name": "Your name",
        "save": "Save",
        "saved": "Saved: version",
        "override": "Override it…",
        "why": "Why you go on all the same",
        "take": "I take it upon myself",
        "adopt": "Adopt the strategy",
        "adopted": "Adopted: version",
    },
    "fr": {
        "empty": "Rien : une stratégie vide",
        "begin": "Commencer la stratégie",
        "name": "Votre nom",
        "save": "Enregistrer",
        "saved": "Enregistré : version",
        "override": "Passer outre…",
        "why": "Pourquoi vous passez outre",
        "take": "Je le prends sur moi",
        "adopt": "Adopter la stratégie",
        "adopted": "Adoptée : version",
    },
}
# The forms of the path in their order: the step, the part, what is filled in, by the names of the model.
WRITTEN: tuple[tuple[str, str, dict[str, str | tuple[str, ...]]], ...] = (
    ("context", "context", {"organisation": "Fromagerie du Lac", "sector": "food", "names": "Fromagerie du Lac"}),
    ("objectives", "objectives.new", {"kind": "help_users", "goal": "Half of the questions answered", "id": "help"}),
    ("objectives", "indicators.new", {"name": "Questions answered", "id": "answered"}),
    ("audiences", "audiences.new", {"name": "Buyers", "kind": "targets", "query": "fromage", "id": "buyers"}),
    ("objectives", "objectives.0", {"for_whom": ("buyers",), "indicator": "answered", "due": "2027-09-01"}),
    ("places", "places.new", {"name": "Our forum", "network": "forum", "objectives": ("help",), "id": "forum"}),
    ("organisation", "organisation.people.new", {"name": "Ana Lima", "id": "ana", "may": ("listen", "decide")}),
    ("organisation", "organisation", {"guide": "ana", "timezone": "Europe/Paris"}),
    ("content", "content", {"encounter": "Someone who wonders meets someone who knows."}),
    ("risks", "scenarios.new", {"kind": "rumour", "trigger": "A rumour about milk", "id": "rumour"}),
)


@pytest.fixture
def house(workspace: Workspace, free_port: int) -> Iterator[str]:
    """The address of the site over a workspace without strategy."""
    yield from served(create_app(workspace, clock=workspace.clock), free_port)


def strategy_of(workspace: Workspace) -> Strategy:
    return read_strategy(StrategyFile(strategy_path(workspace.path)).read().content).strategy


def fill(page: Page, fields: Mapping[str, str | tuple[str, ...]]) -> None:
    for name, value in fields.items():
        if isinstance(value, tuple):
            for one in value:
                page.locator(f'[name="f.{name}"][value="{one}"]').check()
        elif (field := page.locator(f'[name="f.{name}"]')).evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def begin(page: Page, said: Mapping[str, str]) -> None:
    page.get_by_label(said["empty"]).check()
    page.get_by_label(said["name"]).fill("Ana Lima")
    page.get_by_role("button", name=said["begin"]).click()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_path_leads_from_nothing_to_an_adopted_strategy(workspace: Workspace, open_page: Reader, lang: str) -> None:
    said = SAID[lang]
    page = open_page("/strategy", lang=lang)
    begin(page, said)

    for step, at, fields in WRITTEN:
        page.goto(f"/strategy/steps/{step}?at={at}")
        fill(page, fields)
        page.get_by_role("button", name=said["save"], exact=True).click()
        expect(page.get_by_role("status")).to_contain_text(said["saved"])
    page.goto("/strategy/adopt")
    while page.get_by_text(said["override"]).count():
        page.get_by_text(said["override"]).first.click()
        page.get_by_label(said["why"]).first.fill("Le bureau le sait et le prend sur lui jusqu’en juin.")
        page.get_by_role("button", name=said["take"]).first.click()
        expect(page.get_by_role("status")).to_be_visible()
    page.get_by_role("button", name=said["adopt"]).click()
    expect(page.get_by_role("status")).to_contain_text(said["adopted"])

    adopted = workspace.strategies.adopted()
    assert adopted is not None
    strategy = read_strategy(adopted.text).strategy
    assert strategy.language == lang
    assert strategy.objectives[0].for_whom == ("buyers",)
    assert str(strategy.objectives[0].due) == "2027-09-01"
    assert strategy.places[0].network == "forum"
    assert strategy.organisation.guide == "ana"
    assert {one.author for one in workspace.strategies.all()} == {"Ana Lima"}


def test_the_judgement_follows_what_is_typed_and_stands_at_its_field(workspace: Workspace, open_page: Reader) -> None:
    page = open_page("/strategy")
    begin(page, SAID["en"])
    page.goto("/strategy/steps/places")
    expect(page.locator("#judgement")).not_to_contain_text("no objective")

    page.get_by_label("Name", exact=True).fill("Pintagram+")

    expect(page.locator("#judgement")).to_contain_text("“Pintagram+” serves no objective.")
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    assert strategy_of(workspace).places == ()


def test_lines_are_added_within_a_form_at_once_and_without_script(workspace: Workspace, open_page: Reader) -> None:
    page = open_page("/strategy")
    begin(page, SAID["en"])
    for script in (True, False):
        page = open_page("/strategy/steps/resources", script=script, may_fail=not script)
        page.locator('[value="add:time"]').click()
        page.locator('[name="f.time.0.hours_a_week"]').fill("4")
        page.locator('[value="add:time"]').click()
        expect(page.locator('[name="f.time.0.hours_a_week"]')).to_have_value("4")
        page.locator('[name="f.time.1.hours_a_week"]').fill("6,5")
        page.locator('[value="up:time:1"]').click()
        expect(page.locator('[name="f.time.0.hours_a_week"]')).to_have_value("6,5")
    page.get_by_label("Your name").fill("Ana Lima")
    page.get_by_role("button", name="Save", exact=True).click()

    assert [one.hours_a_week for one in strategy_of(workspace).resources.time] == [6.5, 4]


def test_a_link_of_the_judgement_puts_the_cursor_on_its_line(workspace: Workspace, open_page: Reader) -> None:
    page = open_page("/strategy/text")
    page.get_by_label("Text", exact=True).fill("version: 1\nplaces:\n  - name: Pintagram+\n")

    page.get_by_role("link", name="line 3").first.click()

    expect(page.locator("#text")).to_be_focused()
    start = page.locator("#text").evaluate("one => one.value.slice(one.selectionStart, one.selectionEnd)")
    assert "Pintagram+" in start
    page.get_by_label("Your name").fill("Ana Lima")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Saved: version 1")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_page_of_the_strategy_is_without_fault_and_nothing_is_cut(
    workspace: Workspace, open_page: Reader, axe: Path, lang: str, width: int
) -> None:
    page = open_page("/strategy", lang=lang, width=width, bypass_csp=True, may_fail=True)
    must_be_sound(page, axe)
    text = templates.template("brand", lang)
    strategy_path(workspace.path).write_text(text, encoding="utf-8")
    workspace.strategies.save("version: 1\n", author="x" * 120, note="y" * 200)
    workspace.strategies.save(text, author="Ana Lima")

    first = ("context", "objectives.0", "audiences.0", "places.0", "organisation.people.0", "content", "risks.new")
    opened = [f"/strategy/steps/{one.name}?at={at}" for one, at in zip(STEPS, first, strict=False)]
    others = (
        "/strategy",
        "/strategy/glance",
        "/strategy/text",
        "/strategy/history",
        "/strategy/versions/1",
        "/strategy/adopt",
    )
    for path in (*opened, *others, "/strategy/steps/operations", "/strategy/difference?before=1&after=2"):
        answer = page.goto(path)
        assert answer is not None
        assert answer.ok, path
        expect(page.locator("html")).to_have_attribute("lang", lang)
        must_be_sound(page, axe)
