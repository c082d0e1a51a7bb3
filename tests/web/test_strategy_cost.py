"""The honest cost in the browser: every figure with its source, every norm replaced in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from palabre.store.strategy_file import StrategyFile
from palabre.store.strategy_text import read_strategy
from palabre.strategy import templates
from palabre.strategy.cost import cost_of
from palabre.strategy.norms import NORMS
from palabre.words import number
from tests.web.test_strategy import desk, form_in, put, strategy_of, text_of, words_of

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from palabre.store import Workspace

__all__ = ["desk"]

HERE = "/strategy/cost"
TEXT = """# Ours, written by hand.
version: 1
language: en
audiences:
  - id: members
    name: Members
places:
  - id: forum
    name: Our forum
    network: forum
    posts_a_week: 2
  - id: site
    name: Our site
    network: website
organisation:
  people:
    - {id: ana, name: Ana Lima, status: trainee}
resources:
  time:
    - {person: ana, hours_a_week: 2.5}  # half an hour a day
"""


def form_for(desk: TestClient, norm: str) -> dict[str, list[str]]:
    return form_in(desk.get(HERE, params={"norm": norm}).text, HERE)


def test_the_need_stands_beside_what_is_given_with_its_arithmetic(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)
    cost = cost_of(read_strategy(TEXT).strategy, None, today=workspace.clock().date())

    said = words_of(desk.get(HERE).text)

    assert f"Needed, hours a week {number(round(cost.needed, 1))}" in said
    assert "Given, hours a week 2.5" in said
    assert f"Missing, hours a week {number(round(cost.needed - 2.5, 1))}" in said
    assert "Ana Lima Trainee 2.5" in said
    assert "2 × 45 min = 1.5 h" in said
    assert "Experience of the trade, no published figure" in said
    assert "nobody knows yet how many messages call for an answer" in said
    assert "“Our site” does not say how much is published there" in said
    assert all(NORMS[one.norm.id].label in said for one in cost.lines)


def test_a_norm_is_replaced_in_place_with_its_source_then_given_back(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)
    form = form_for(desk, "write_post")
    assert form["value"] == ["45"]

    saved = desk.post(HERE, data=form | {"value": ["30,5"], "source": ["Timed in March."]})

    assert saved.status_code == 303, words_of(saved.text)
    assert text_of(workspace).startswith(TEXT)
    (norm,) = strategy_of(workspace).resources.norms
    assert (norm.task, norm.value, norm.source) == ("write_post", 30.5, "Timed in March.")
    said = words_of(desk.get(HERE).text)
    assert "2 × 30.5 min" in said
    assert "Source: Timed in March." in said

    again = form_for(desk, "write_post")
    assert again["source"] == ["Timed in March."]
    assert desk.post(HERE, data=again | {"value": ["50"]}).status_code == 303
    assert [one.value for one in strategy_of(workspace).resources.norms] == [50]
    assert desk.post(HERE, data=form_for(desk, "write_post") | {"do": ["usual"]}).status_code == 303
    assert strategy_of(workspace).resources.norms == ()
    assert "hours_a_week: 2.5}  # half an hour a day" in text_of(workspace)


def test_a_norm_that_no_line_shows_can_be_replaced_too(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)

    saved = desk.post(HERE, data=form_for(desk, "mix_level_1") | {"value": ["70"], "source": ["Counted in May."]})

    assert saved.status_code == 303
    assert strategy_of(workspace).resources.norms[0].task == "mix_level_1"


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"norm": ["dreams"]}, 404, "No task of the cost"),
        ({"value": ["a lot"]}, 400, "is not a number"),
        ({"value": ["-3"]}, 400, "zero or more"),
        ({"value": [""]}, 400, "zero or more"),
        ({"source": [" "]}, 400, "A figure without a source"),
        ({"source": ["x" * 30_000]}, 400, "too long"),
        ({"source": ["x" * 1_100_000]}, 413, ""),
        ({"by": ["\u202e"]}, 400, "name"),
    ],
)
def test_a_norm_that_cannot_be_read_writes_nothing(
    workspace: Workspace, desk: TestClient, sent: dict[str, list[str]], status: int, said: str
) -> None:
    put(workspace, TEXT)
    form = form_for(desk, "write_post") | {"value": ["30"], "source": ["Timed."]}
    desk.cookies.clear()

    refused = desk.post(HERE, data=form | {"by": ["Ana Lima"]} | sent)

    assert refused.status_code == status
    assert said in words_of(refused.text)
    assert text_of(workspace) == TEXT
    assert desk.get(HERE, params={"norm": "dreams"}).status_code == 404


def test_a_norm_written_while_the_file_changed_is_kept_and_asked_again(
    workspace: Workspace, desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(workspace, TEXT)
    form = form_for(desk, "write_post") | {"value": ["30"], "source": ["Timed."]}
    put(workspace, TEXT + "# theirs\n")

    told = desk.post(HERE, data=form)
    assert told.status_code == 409
    assert "Nothing is lost" in told.text
    assert text_of(workspace) == TEXT + "# theirs\n"
    assert any("Timed." in one.text for one in workspace.strategies.all())

    write = StrategyFile.write

    def late(file: StrategyFile, text: str, *, expected: str) -> object:
        put(workspace, TEXT + "# later\n")
        return write(file, text, expected=expected)

    with monkeypatch.context() as patch:
        patch.setattr(StrategyFile, "write", late)
        told = desk.post(HERE, data=form_in(told.text, HERE))
    assert told.status_code == 409
    assert text_of(workspace) == TEXT + "# later\n"
    assert desk.post(HERE, data=form_in(told.text, HERE)).status_code == 303
    assert [one.value for one in strategy_of(workspace).resources.norms] == [30]


def test_an_empty_plan_says_what_is_unknown_and_counts_nothing(workspace: Workspace, desk: TestClient) -> None:
    assert desk.get(HERE).headers["location"] == "/strategy"
    put(workspace, "version: 1\n")
    said = words_of(desk.get(HERE).text)
    assert "Needed, hours a week –" in said
    assert "no place says how much is published" in said
    put(workspace, templates.template("brand", "fr"))
    assert desk.get(HERE).status_code == 200
    put(workspace, "resources: [\n")
    assert desk.get(HERE).headers["location"] == "/strategy"
    assert desk.post(HERE, data={"norm": "write_post"}).status_code == 409
