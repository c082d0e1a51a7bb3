"""Scenarios in the browser: drafted for the sensitive subjects that need one, read as a page to follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from palabre.store.strategy_file import StrategyFile
from palabre.store.strategy_text import read_strategy
from palabre.strategy import templates
from tests.web.test_strategy import HOSTILE, desk, form_in, put, strategy_of, text_of, words_of

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from palabre.store import Workspace

__all__ = ["desk"]

HERE = "/strategy/scenarios"
TEXT = """# Ours, written by hand.
version: 1
language: en
organisation:
  guide: ana
  people:
    - {id: ana, name: Ana Lima, role: Community manager, phone: +33 6 12 34 56 78, may: [decide]}
    - {id: leo, name: Léo Roy}
  relays:
    - {id: quality, subject: quality, who: leo}
sensitive_subjects:
  - id: nuts  # the feared one
    subject: Nuts in the cheese
    level: 3
    relay: quality
  - id: price
    subject: Our prices
    level: 1
  - subject: Without a name
    level: 2
"""


def preview(desk: TestClient, **asked: str) -> str:
    return desk.get(HERE, params={"subject": "nuts", **asked}).text


def test_subjects_that_need_a_scenario_are_listed_with_the_likely_kind(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)

    page = desk.get(HERE).text

    form = form_in(page, HERE) if 'method="post"' in page else None
    assert form is None
    assert "Nuts in the cheese" in page
    assert "Our prices" not in page
    assert '<option value="product_safety" selected>Product safety · proposed' in page
    assert "at=sensitive_subjects.2" in page


def test_a_draft_is_looked_at_then_saved_and_linked_to_its_subject(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)
    page = preview(desk, kind="rumour")
    assert text_of(workspace) == TEXT
    assert "<mark>[" in page
    assert "Ana Lima" in page

    saved = desk.post(HERE, data=form_in(page, HERE))

    assert saved.status_code == 303, words_of(saved.text)
    strategy = strategy_of(workspace)
    (scenario,) = strategy.scenarios
    assert (scenario.kind, scenario.subject) == ("rumour", "nuts")
    assert strategy.sensitive_subjects[0].scenario == scenario.id
    assert scenario.first_hour
    assert set(scenario.cell) == {"ana", "leo"}
    assert "- id: nuts  # the feared one" in text_of(workspace)
    assert desk.get(saved.headers["location"]).status_code == 200
    assert desk.get(HERE, params={"subject": "nuts"}).headers["location"] == f"{HERE}/{scenario.id}"
    again = desk.post(HERE, data=form_in(page, HERE))
    assert again.headers["location"] == f"{HERE}/{scenario.id}"
    assert len(strategy_of(workspace).scenarios) == 1


def test_a_scenario_is_a_page_to_follow(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)
    desk.post(HERE, data=form_in(preview(desk), HERE))
    scenario = strategy_of(workspace).scenarios[0]

    page = desk.get(f"{HERE}/{scenario.id}").text

    said = words_of(page)
    assert page.count("<ol>") == 1
    assert 'href="tel:+33612345678"' in page
    assert "no phone number" in said
    assert "at=scenarios.0" in page
    for sentence in (scenario.trigger, scenario.holding_statement, *scenario.first_hour, *scenario.not_do):
        assert "".join(sentence.split()) in "".join(said.split())


@pytest.mark.parametrize(("name", "lang"), [("brand", "fr"), ("open-community", "en")])
def test_every_scenario_of_a_template_opens(workspace: Workspace, desk: TestClient, name: str, lang: str) -> None:
    put(workspace, templates.template(name, lang))

    listed = desk.get(HERE).text

    for one in strategy_of(workspace).scenarios:
        assert f'href="{HERE}/{one.id}"' in listed
        assert desk.get(f"{HERE}/{one.id}").status_code == 200


def test_what_is_not_there_is_told_and_writes_nothing(workspace: Workspace, desk: TestClient) -> None:
    assert desk.get(HERE).headers["location"] == "/strategy"
    put(workspace, TEXT)
    form = form_in(preview(desk), HERE)

    assert desk.get(f"{HERE}/nowhere").status_code == 404
    assert desk.get(HERE, params={"subject": "nowhere"}).status_code == 404
    assert desk.get(HERE, params={"subject": "nuts", "kind": "flood"}).status_code == 200
    assert desk.post(HERE, data=form | {"subject": [""]}).status_code == 404
    assert desk.post(HERE, data=form | {"kind": ["flood"]}).status_code == 400
    assert desk.post(HERE, data=form | {"kind": ["x" * 1_100_000]}).status_code == 413
    assert text_of(workspace) == TEXT


def test_a_draft_made_while_the_file_changed_is_made_again(
    workspace: Workspace, desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(workspace, TEXT)
    form = form_in(preview(desk), HERE)
    theirs = TEXT.replace("name: Léo Roy", "name: Zoé Martin")
    put(workspace, theirs)

    told = desk.post(HERE, data=form)
    assert told.status_code == 409
    assert "Zoé Martin" in told.text
    assert text_of(workspace) == theirs

    write = StrategyFile.write

    def late(file: StrategyFile, text: str, *, expected: str) -> object:
        put(workspace, theirs + "# later\n")
        return write(file, text, expected=expected)

    with monkeypatch.context() as patch:
        patch.setattr(StrategyFile, "write", late)
        told = desk.post(HERE, data=form_in(told.text, HERE))
    assert told.status_code == 409
    assert text_of(workspace) == theirs + "# later\n"
    assert desk.post(HERE, data=form_in(told.text, HERE)).status_code == 303


def test_hostile_words_stay_words(workspace: Workspace, desk: TestClient) -> None:
    from palabre.store import strategy_edit

    text = strategy_edit.set_at(TEXT, ("sensitive_subjects", 0, "subject"), HOSTILE.replace("\u202e", ""))
    scenario = {
        "id": "a/b c",
        "subject": "nuts",
        "first_hour": [HOSTILE[:40]],
        "facts": [{"fact": "x", "source": "javascript:alert(1)"}],
    }
    text = strategy_edit.set_at(text, ("scenarios",), [scenario])
    put(workspace, text)
    assert read_strategy(text).is_readable

    for path in (HERE, f"{HERE}/a%2Fb%20c"):
        page = desk.get(path)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert 'href="javascript' not in page.text
