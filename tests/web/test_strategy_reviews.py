"""The review of an objective in the browser: what was expected stands, what is signed is kept, nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from palabre.web.app import create_app
from tests.strategy.test_reviewing import PLAN
from tests.web.conftest import HOUSE
from tests.web.test_strategy import HOSTILE, desk, put, words_of

if TYPE_CHECKING:
    from palabre.store import Workspace

__all__ = ["desk"]

SAID = {
    "version": "1",
    "decision": "keep",
    "measured": "11,5",
    "source": "counted by hand in October",
    "unknown": "Whether they come back",
    "next_review": "2027-02-01",
}


def adopt(workspace: Workspace, text: str) -> None:
    """Adopts a text whatever the judge says of it: what stands in the way is told elsewhere."""
    put(workspace, text)
    saved = workspace.strategies.save(text, author="Ana")
    workspace.strategies.adopt(saved.version, by="Ana")


@pytest.fixture
def adopted(workspace: Workspace) -> Workspace:
    adopt(workspace, PLAN)
    return workspace


def test_before_anything_is_adopted_the_page_says_so(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, PLAN)

    assert "Only an adopted strategy is reviewed" in words_of(desk.get("/strategy/reviews").text)
    assert desk.get("/strategy/reviews/helpers").status_code == 404
    assert desk.post("/strategy/reviews/helpers", data=SAID).status_code == 404


def test_the_list_begins_with_what_is_late(adopted: Workspace, desk: TestClient) -> None:
    page = words_of(desk.get("/strategy/reviews").text)

    assert page.index("Members answer newcomers") < page.index("Hotels ask for a visit")
    assert "Its review was due on 1 Nov 2026" in page
    assert "Next review: 1 Feb 2027. Never reviewed." in page


def test_a_meeting_reads_what_was_expected_and_signs_what_it_decides(adopted: Workspace, desk: TestClient) -> None:
    before = words_of(desk.get("/strategy/reviews/helpers").text)
    signed = desk.post("/strategy/reviews/helpers", data=SAID)
    after = words_of(desk.get(signed.headers["location"]).text)

    assert "At the start 8 per cent Expected 20 per cent by 1 Jun 2027" in before
    assert "No figure was signed yet: not yet measurable." in before
    assert "Given by the whole strategy today: 12.5 h a week · 900 € a year · 1,500 € once." in before
    (kept,) = adopted.strategies.reviews("helpers")
    assert (kept.said.measured, kept.signed_by, str(kept.said.next_review)) == (11.5, "Ana Lima", "2027-02-01")
    assert "Signed by Ana Lima" in after
    assert "Measured: 11.5 per cent (counted by hand in October)" in after
    assert "Nobody knows: Whether they come back" in after


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"decision": ""}, "decision", "Say what is decided"),
        ({"decision": "wait"}, "decision", "wait"),
        ({"measured": "plenty"}, "measured", "“plenty” is not a number"),
        ({"source": " "}, "source", "Say where this figure comes from"),
        ({"measured": "", "unknown": ""}, "unknown", "say what is not known"),
        ({"decision": "stop"}, "note", "why it stops"),
        ({"next_review": "2026-01-01"}, "next_review", "The next review must come after"),
        ({"next_review": "soon"}, "next_review", "soon"),
        ({"note": "é" * 100_000}, "note", "This is too long"),
        ({"by": "x" * 200}, "by", "Say who decides"),
    ],
)
def test_what_cannot_be_signed_says_why_at_its_field_and_keeps_what_was_typed(
    adopted: Workspace, desk: TestClient, changed: dict[str, str], field: str, sentence: str
) -> None:
    answer = desk.post("/strategy/reviews/helpers", data={**SAID, "unknown": "Whether they stay", **changed})

    assert answer.status_code == 400
    assert sentence in words_of(answer.text)
    assert f'id="w-{field}"' in answer.text
    assert f"w-{field}" in answer.text.split('id="sign-title"')[1]
    assert adopted.strategies.reviews() == ()
    if "unknown" not in changed:
        assert "Whether they stay" in answer.text


def test_a_note_of_a_megabyte_an_unknown_objective_and_hostile_words_do_no_harm(
    adopted: Workspace, desk: TestClient
) -> None:
    huge = desk.post("/strategy/reviews/helpers", data={**SAID, "note": "x" * 1_100_000})
    unknown = desk.get(f"/strategy/reviews/{'n' * 300}")
    hostile = desk.post("/strategy/reviews/helpers", data={**SAID, "unknown": HOSTILE, "note": HOSTILE})

    assert (huge.status_code, unknown.status_code, hostile.status_code) == (413, 404, 303)
    assert "n" * 41 not in words_of(unknown.text)
    assert "<script>alert(1)" not in desk.get("/strategy/reviews/helpers").text


def test_a_version_adopted_meanwhile_is_read_before_it_is_signed(adopted: Workspace, desk: TestClient) -> None:
    adopt(adopted, PLAN.replace("target: 20", "target: 30"))

    answer = desk.post("/strategy/reviews/helpers", data=SAID)

    assert answer.status_code == 409
    assert "Another version of the strategy was adopted" in words_of(answer.text)
    assert "Whether they come back" in answer.text
    assert "Expected 30 per cent" in words_of(answer.text)
    assert adopted.strategies.reviews() == ()


def test_what_was_added_stands_beside_what_it_changed(adopted: Workspace, desk: TestClient) -> None:
    text = PLAN.replace("target: 20", "target: 20\n    smallest_change: 3")
    adopt(adopted, text)
    desk.post("/strategy/reviews/helpers", data={**SAID, "version": "2"})
    adopt(adopted, text.replace("hours_a_week: 10", "hours_a_week: 20"))
    second = {**SAID, "version": "3", "measured": "12", "next_review": "2027-06-01"}

    desk.post("/strategy/reviews/helpers", data=second)
    desk.post("/strategy/reviews/helpers", data={**second, "next_review": "2027-09-01"})
    page = words_of(desk.get("/strategy/reviews/helpers").text)

    assert [one.hours_a_week for one in adopted.strategies.reviews("helpers")] == [22.5, 22.5, 12.5]
    assert "The figure went from 12 to 12, no further than the smallest change that matters (3)" in page


def test_reviews_of_an_objective_that_is_gone_stay(adopted: Workspace, desk: TestClient) -> None:
    desk.post("/strategy/reviews/helpers", data=SAID)
    adopt(adopted, PLAN.replace("id: helpers", "id: others"))

    page = desk.get("/strategy/reviews/helpers")

    assert "Objectives that the strategy has no more" in words_of(desk.get("/strategy/reviews").text)
    assert "what was signed about it stays" in words_of(page.text)
    assert "<form" not in page.text.split("<main")[1].split("</main>")[0]
    assert desk.post("/strategy/reviews/helpers", data=SAID).status_code == 404


def test_the_pages_speak_french(adopted: Workspace) -> None:
    french = TestClient(create_app(adopted, clock=adopted.clock), base_url=HOUSE, headers={"accept-language": "fr"})

    assert 'lang="fr"' in french.get("/strategy/reviews/helpers").text
