"""A review says what was measured or what nobody knows, decides, is signed, and names a later day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from palabre.errors import NotFound, PalabreError
from palabre.model.strategy.kept import ToSign
from palabre.strategy.adopting import adopt, drafted
from palabre.strategy.reviewing import sign_review, to_review
from tests.strategy.lenient import judge_little
from tests.strategy.test_adopting import written

if TYPE_CHECKING:
    from palabre.store import Workspace
    from tests.building import Clock

PLAN = """
objectives:
  - id: leads
    goal: Hotels ask for a visit
    review: 2027-02-01
  - id: helpers
    goal: Members answer newcomers
    indicator: answers
    now: 8
    target: 20
    due: 2027-06-01
    review: 2026-11-01
indicators:
  - id: answers
    unit: per cent
resources:
  time:
    - {person: ana, hours_a_week: 10}
    - {person: bob, hours_a_week: 2.5}
  money:
    - {what: gifts, euros: 300, per: year}
    - {what: pictures, euros: 600, per: year}
    - {what: stand, euros: 1500}
"""
SAID = ToSign(
    objective="helpers", decision="keep", measured=11, source="counted by hand in October",
    unknown="Whether they come back", next_review=date(2027, 2, 1),
)  # fmt: skip


@pytest.fixture(autouse=True)
def little_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    judge_little(monkeypatch)


@pytest.fixture
def adopted(workspace: Workspace) -> Workspace:
    adopt(written(workspace, PLAN), by="Ana")
    return workspace


def told(workspace: Workspace) -> list[tuple[str, str]]:
    judgement = drafted(workspace).judgement
    return [(one.severity, one.code) for one in judgement.findings if "objective" in one.fields]


def test_a_meeting_looks_at_late_objectives_first(adopted: Workspace) -> None:
    first, second = to_review(adopted)

    assert (first.objective.id, first.is_late, first.due) == ("helpers", True, date(2026, 11, 1))
    assert (second.objective.id, second.is_late) == ("leads", False)
    assert first.indicator is not None
    assert (first.objective.now, first.objective.target, first.indicator.unit) == (8, 20, "per cent")
    assert [one.objective.id for one in to_review(adopted) if one.is_late] == ["helpers"]


def test_nothing_is_reviewed_before_it_is_adopted(workspace: Workspace) -> None:
    written(workspace, PLAN)

    assert to_review(workspace) == ()
    assert told(workspace) == []
    with pytest.raises(PalabreError, match="nothing-adopted"):
        sign_review(workspace, SAID, by="Ana")


def test_a_signed_review_keeps_what_was_expected_and_what_was_given_on_that_day(adopted: Workspace) -> None:
    signed = sign_review(adopted, SAID, by="Ana Vals")

    assert (signed.said, signed.version, signed.planned) == (SAID, 1, date(2026, 11, 1))
    assert signed.expected["target"] == 20
    assert (signed.expected["due"], signed.expected["unit"]) == ("2027-06-01", "per cent")
    assert (signed.hours_a_week, signed.euros) == (12.5, {"year": 900.0, "once": 1500.0})
    assert [one.history for one in to_review(adopted) if one.objective.id == "helpers"] == [(signed,)]
    assert [one for one in to_review(adopted) if one.is_late] == []


def test_a_figure_that_cannot_be_had_yet_is_said_so(adopted: Workspace) -> None:
    signed = sign_review(adopted, replace(SAID, measured=None, source=""), by="Ana")

    assert signed.said.measured is None
    assert signed.said.unknown == "Whether they come back"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"source": " "}, "review-needs-source"),
        ({"measured": None, "unknown": ""}, "review-says-nothing"),
        ({"decision": "change"}, "review-needs-note"),
        ({"decision": "stop"}, "review-needs-note"),
        ({"next_review": None}, "review-needs-next"),
        ({"next_review": date(2026, 11, 21)}, "review-not-forward"),
        ({"objective": "visits"}, "no-such-objective"),
    ],
)
def test_a_review_that_says_too_little_is_not_signed(adopted: Workspace, change: dict, refusal: str) -> None:
    with pytest.raises(PalabreError, match=refusal):
        sign_review(adopted, replace(SAID, **change), by="Ana")
    with pytest.raises(PalabreError, match="strategy-needs-name"):
        sign_review(adopted, SAID, by="")

    assert adopted.strategies.reviews() == ()


def test_the_next_day_moves_past_the_one_that_was_agreed(adopted: Workspace) -> None:
    sign_review(adopted, SAID, by="Ana")
    with pytest.raises(PalabreError, match="review-not-forward"):
        sign_review(adopted, SAID, by="Ana")
    sign_review(adopted, replace(SAID, next_review=date(2027, 2, 2)), by="Ana")

    assert to_review(adopted)[1].due == date(2027, 2, 2)


def test_a_late_review_is_told_until_it_is_held_then_the_day_to_write_then_nothing(
    adopted: Workspace, clock: Clock
) -> None:
    late = told(adopted)
    sign_review(adopted, SAID, by="Ana")
    held = told(adopted)
    written(adopted, PLAN.replace("2026-11-01", "2027-02-01"))

    assert late == [("warning", "review-late")]
    assert held == [("note", "review-day-behind")]
    assert told(adopted) == []
    clock.forward(days=80)
    assert told(adopted) == [("warning", "review-late")] * 2


def test_a_stopped_objective_is_late_no_more_but_is_told_while_it_stays(adopted: Workspace) -> None:
    sign_review(adopted, replace(SAID, decision="stop", note="Nobody came.", next_review=None), by="Ana")

    assert [one for one in to_review(adopted) if one.is_late] == []
    assert told(adopted) == [("note", "stopped-objective-kept")]
    assert to_review(adopted)[-1].is_stopped


def test_an_objective_that_was_never_adopted_has_no_review(adopted: Workspace) -> None:
    written(adopted, PLAN.replace("indicators:", "  - {id: new, review: 2026-01-01}\nindicators:"))

    assert told(adopted) == [("warning", "review-late")]
    with pytest.raises(NotFound, match="no-such-objective"):
        sign_review(adopted, replace(SAID, objective="new"), by="Ana")
