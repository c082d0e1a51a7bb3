"""The risk interview in the browser: each question is answered by name, once, and nothing that was written is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from palabre.store.strategy_file import StrategyFile, strategy_path
from palabre.strategy.questions import questions_for
from tests.web.test_strategy import desk, form_in, put, strategy_of, text_of, words_of

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from palabre.store import Workspace

__all__ = ["desk"]

HERE = "/strategy/interview"
TEXT = """# Ours, written by hand.
version: 1
language: en
context:
  sector: food  # cheese
organisation:
  people:
    - id: lea
      name: Léa Roy
  relays:
    - id: quality
      subject: quality
      who: lea
    - id: press
      subject: press
      who: lea
"""


def form_for(desk: TestClient, question: str) -> dict[str, list[str]]:
    return form_in(desk.get(HERE, params={"question": question}).text, HERE + '"')


def test_a_sector_is_chosen_first_then_fifteen_questions_are_asked(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, "version: 1\ncontext:\n  organisation: Lac  # ours\n")
    before = desk.get(HERE)
    assert "choose it first" in before.text
    assert "Why this is asked" not in before.text
    form = form_in(before.text, HERE + "/sector")

    assert desk.post(HERE + "/sector", data=form).status_code == 400
    assert desk.post(HERE + "/sector", data=form | {"sector": ["cheese"]}).status_code == 400
    assert desk.post(HERE + "/sector", data=form | {"sector": ["food"]}).status_code == 303

    page = desk.get(HERE).text
    assert "organisation: Lac  # ours" in text_of(workspace)
    assert page.count("Why this is asked") == 15
    assert "Answered: 0 of 15" in page
    assert all(words_of(one.asks) in words_of(page) for one in questions_for("food"))


def test_an_accepted_risk_becomes_a_sensitive_subject_in_the_same_save(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)
    question = questions_for("food")[0]
    form = form_for(desk, question.id)
    assert form["becomes"] == ["new"]
    assert form["f.relay"] == [question.relay] if question.relay in {"quality", "press"} else [""]
    form["f.level"] = ["4"]

    saved = desk.post(HERE, data=form | {"answer": ["accepted"], "why": ["Nuts in the same room."]})

    assert saved.status_code == 303, words_of(saved.text)
    strategy = strategy_of(workspace)
    (risk,), (subject,) = strategy.risks, strategy.sensitive_subjects
    assert (risk.question, risk.answer, risk.by, risk.subject) == (question.id, "accepted", "Ana Lima", subject.id)
    assert risk.on == subject.decided_on == workspace.clock().date()
    assert (subject.decided_by, subject.level) == ("Ana Lima", 4)
    assert subject.words == tuple(question.words.split(", "))
    assert text_of(workspace).startswith(TEXT)
    assert [one.author for one in workspace.strategies.all()] == ["Ana Lima", "strategy.yaml"]
    page = words_of(desk.get(HERE).text)
    assert "Answered: 1 of 15" in page
    assert "It can happen to us Ana Lima" in page


def test_an_accepted_risk_can_become_a_subject_there_is(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT + "sensitive_subjects:\n  - id: nuts  # the feared one\n    subject: Nuts\n")
    form = form_for(desk, questions_for("food")[0].id) | {"answer": ["accepted"]}

    assert desk.post(HERE, data=form | {"becomes": ["milk"]}).status_code == 400
    assert desk.post(HERE, data=form | {"becomes": ["nuts"]}).status_code == 303

    strategy = strategy_of(workspace)
    assert [one.id for one in strategy.sensitive_subjects] == ["nuts"]
    assert strategy.risks[0].subject == "nuts"
    assert "- id: nuts  # the feared one" in text_of(workspace)


def test_a_risk_is_ruled_out_with_a_reason_and_can_be_answered_again(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)
    question = questions_for("food")[3].id
    form = form_for(desk, question) | {"answer": ["ruled_out"]}

    refused = desk.post(HERE, data=form)
    assert refused.status_code == 400
    assert "without a reason, nobody can rule a risk out" in refused.text
    assert desk.post(HERE, data=form | {"why": ["We sell nothing of the sort."]}).status_code == 303
    assert strategy_of(workspace).sensitive_subjects == ()
    assert "Ruled out Ana Lima" in words_of(desk.get(HERE).text)

    again = form_for(desk, question)
    assert (again["answer"], again["why"]) == (["ruled_out"], ["We sell nothing of the sort."])
    assert desk.post(HERE, data=again | {"answer": ["accepted"]}).status_code == 303
    strategy = strategy_of(workspace)
    assert [one.answer for one in strategy.risks] == ["accepted"]
    assert len(strategy.sensitive_subjects) == 1


def test_the_next_open_question_is_the_one_that_is_asked(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)
    every = [one.id for one in questions_for("food")]
    for answered, question in enumerate(every):
        page = desk.get(HERE).text
        assert f"Answered: {answered} of 15" in page
        form = form_in(page, HERE + '"')
        assert form["question"] == [question]
        assert desk.post(HERE, data=form | {"answer": ["ruled_out"], "why": ["Not here."]}).status_code == 303

    page = desk.get(HERE).text
    assert "Every question has its answer" in page
    assert re.search(rf'<form[^>]*action="{HERE}"', page) is None


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"question": ["nothing"]}, 404, "No question of the interview"),
        ({"answer": ["perhaps"]}, 400, "Say whether it can happen"),
        ({"answer": []}, 400, "Say whether it can happen"),
        ({"why": ["x" * 30_000]}, 400, "too long"),
        ({"why": ["x" * 1_100_000]}, 413, ""),
        ({"f.level": ["9"]}, 400, "9"),
        ({"f.subject": ["  "]}, 400, "what people may reproach"),
        ({"by": ["\u202e"]}, 400, "name"),
    ],
)
def test_an_answer_that_cannot_be_read_writes_nothing(
    workspace: Workspace, desk: TestClient, sent: dict[str, list[str]], status: int, said: str
) -> None:
    put(workspace, TEXT)
    form = form_for(desk, questions_for("food")[0].id) | {"answer": ["accepted"]}
    desk.cookies.clear()

    refused = desk.post(HERE, data=form | {"by": ["Ana Lima"]} | sent)

    assert refused.status_code == status
    assert said in words_of(refused.text)
    assert text_of(workspace) == TEXT
    assert desk.get(HERE, params={"question": "nothing"}).status_code == 404


def test_what_was_answered_while_the_file_changed_is_shown_beside_it_and_kept(
    workspace: Workspace, desk: TestClient
) -> None:
    put(workspace, TEXT)
    question = questions_for("food")[0].id
    form = form_for(desk, question) | {"answer": ["accepted"], "why": ["Nuts everywhere."]}
    theirs = f"risks:\n  - question: {question}\n    answer: ruled_out\n    why: No nuts.\n    by: Zoé Martin\n"
    put(workspace, TEXT + theirs)

    told = desk.post(HERE, data=form)

    assert told.status_code == 409
    assert "Nothing is lost" in told.text
    assert "Ruled out Zoé Martin" in words_of(told.text)
    assert "Nuts everywhere." in told.text
    assert text_of(workspace) == TEXT + theirs
    assert any("Nuts everywhere." in one.text for one in workspace.strategies.all())
    assert desk.post(HERE, data=form_in(told.text, HERE + '"')).status_code == 303
    assert [one.why for one in strategy_of(workspace).risks] == ["Nuts everywhere."]


def test_a_file_changed_at_the_last_moment_is_not_overwritten(
    workspace: Workspace, desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(workspace, TEXT)
    form = form_for(desk, questions_for("food")[0].id) | {"answer": ["ruled_out"], "why": ["Not here."]}
    write = StrategyFile.write

    def late(file: StrategyFile, text: str, *, expected: str) -> object:
        put(workspace, TEXT + "# theirs\n")
        return write(file, text, expected=expected)

    monkeypatch.setattr(StrategyFile, "write", late)
    told = desk.post(HERE, data=form)

    assert told.status_code == 409
    assert strategy_path(workspace.path).read_text(encoding="utf-8") == TEXT + "# theirs\n"
    assert "Not here." in told.text


def test_a_strategy_that_cannot_be_read_is_told(workspace: Workspace, desk: TestClient) -> None:
    assert desk.get(HERE).headers["location"] == "/strategy"
    put(workspace, TEXT)
    form = form_for(desk, questions_for("food")[0].id)
    put(workspace, "risks: [\n")

    assert desk.get(HERE).headers["location"] == "/strategy"
    assert desk.post(HERE, data=form).status_code == 409
    assert desk.post(HERE + "/sector", data={"sector": "food"}).status_code == 409
    assert text_of(workspace) == "risks: [\n"


def test_a_sector_is_changed_by_someone_who_never_gave_a_name(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)
    desk.cookies.clear()
    form = form_in(desk.get(HERE).text, HERE + "/sector") | {"sector": ["ngo"]}

    refused = desk.post(HERE + "/sector", data=form)
    assert refused.status_code == 400
    again = form_in(refused.text, HERE + "/sector")
    assert again["sector"] == ["ngo"]
    assert desk.post(HERE + "/sector", data=again | {"by": ["Zoé Martin"]}).status_code == 303

    assert strategy_of(workspace).context.sector == "ngo"
    assert "  sector: ngo  # cheese" in text_of(workspace)
