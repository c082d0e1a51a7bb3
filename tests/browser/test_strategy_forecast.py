"""The risk interview, the scenarios and the honest cost in a browser, to the sheet that is printed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from palabre.store.strategy_file import strategy_path
from palabre.strategy import templates
from palabre.strategy.questions import questions_for
from tests.browser.test_pages import must_be_sound
from tests.browser.test_strategy import clock, house, quick_disk, strategy_of, template, workspace

if TYPE_CHECKING:
    from palabre.store import Workspace
    from tests.browser.conftest import Reader

__all__ = ["clock", "house", "quick_disk", "template", "workspace"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EMPTY = "version: 1\nlanguage: en\n"
PLAN = """version: 1
language: {lang}
context: {{sector: food}}
organisation:
  guide: ana
  people:
    - {{id: ana, name: Ana Lima, role: Community manager, phone: "+33 6 12 34 56 78", may: [decide]}}
    - {{id: leo, name: Léo Roy-Desjardins de la Fontaine, role: Responsable qualité et sécurité des aliments}}
  relays:
    - {{id: quality, subject: quality, who: leo}}
    - {{id: legal, subject: legal, who: leo}}
risks:
  - question: {question}
    answer: accepted
    why: Des noix passent dans le même atelier que le fromage frais.
    by: Ana Lima
    on: 2026-11-02
    subject: nuts
sensitive_subjects:
  - {{id: nuts, subject: Traces de noix dans le fromage frais, level: 3, relay: quality, words: [allergie, urgences]}}
"""
PATHS = (
    "/strategy/interview",
    "/strategy/interview?question={question}",
    "/strategy/scenarios",
    "/strategy/scenarios?subject=nuts",
    "/strategy/cost",
    "/strategy/cost?norm=write_post",
    "/strategy/steps/risks",
    "/strategy/steps/resources",
)


def put(workspace: Workspace, text: str) -> None:
    strategy_path(workspace.path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("script", [True, False])
def test_a_risk_is_accepted_and_its_scenario_drafted_then_saved(
    workspace: Workspace, open_page: Reader, script: bool
) -> None:
    put(workspace, EMPTY)
    page = open_page("/strategy/interview", script=script, may_fail=not script)
    page.get_by_label("Your sector").select_option("food")
    page.get_by_label("Your name").fill("Ana Lima")
    page.get_by_role("button", name="Choose this sector").click()
    expect(page.get_by_text("Answered: 0 of 15")).to_be_visible()
    expect(page.get_by_label("Alarm words")).to_be_hidden()
    page.get_by_label("It can happen to us").check()
    expect(page.get_by_label("Alarm words")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Saved: version")
    expect(page.get_by_text("Answered: 1 of 15")).to_be_visible()
    page.get_by_label("Ruled out").check()
    expect(page.get_by_label("Alarm words")).to_be_hidden()

    page.goto("/strategy/scenarios")
    page.get_by_role("button", name="Draft a scenario").click()
    expect(page.get_by_text("Nothing is saved yet.")).to_be_visible()
    page.get_by_role("button", name="Save this draft").click()

    expect(page.get_by_role("status")).to_contain_text("fill in what stands between brackets")
    strategy = strategy_of(workspace)
    assert [one.by for one in strategy.risks] == ["Ana Lima"]
    assert strategy.sensitive_subjects[0].scenario == strategy.scenarios[0].id
    page.get_by_role("link", name="Fill it in").click()
    expect(page.locator("#form")).to_be_visible()


def test_a_norm_is_replaced_where_it_counts(workspace: Workspace, open_page: Reader) -> None:
    put(workspace, templates.template("brand", "en"))
    page = open_page("/strategy/cost")
    row = page.locator(".cost tbody tr", has_text="working days").first
    row.locator("summary").click()
    expect(row.get_by_text("Experience of the trade")).to_be_visible()

    row.get_by_role("link", name="Change this norm").click()
    page.get_by_label("Time it takes here").fill("30")
    page.get_by_label("How you know").fill("Timed in March.")
    page.get_by_label("Your name").fill("Ana Lima")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_role("status")).to_contain_text("Saved: version")
    assert [one.source for one in strategy_of(workspace).resources.norms][-1] == "Timed in March."


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_scenario_prints_on_one_sheet(workspace: Workspace, open_page: Reader, lang: str) -> None:
    put(workspace, PLAN.format(lang=lang, question=questions_for("food")[0].id))
    page = open_page("/strategy/scenarios?subject=nuts", lang=lang)
    page.locator('[name="by"]').fill("Ana Lima")
    page.locator("main form.editor button[type=submit]").click()
    expect(page.get_by_role("status")).to_be_visible()

    sheet = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_page_is_without_fault_and_nothing_is_cut(
    workspace: Workspace, open_page: Reader, axe: Path, lang: str, width: int
) -> None:
    put(workspace, EMPTY)
    page = open_page("/strategy/interview", lang=lang, width=width, bypass_csp=True, may_fail=True)
    must_be_sound(page, axe)
    question = questions_for("food")[0].id
    put(workspace, PLAN.format(lang=lang, question=question))
    for path in PATHS:
        page.goto(path.format(question=question))
        expect(page.locator("html")).to_have_attribute("lang", lang)
        must_be_sound(page, axe)
    put(workspace, templates.template("brand", lang))
    for path in ("/strategy/scenarios", "/strategy/cost", "/strategy/cost?norm=image_euros"):
        page.goto(path)
        must_be_sound(page, axe)
    page.goto("/strategy/scenarios")
    with page.expect_navigation():
        page.locator(".interview h3 a").first.click()
    must_be_sound(page, axe)
