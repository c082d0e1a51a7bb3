"""What listening tells the strategy, in the browser: platforms with their figures, sensitive subjects to decide on."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from palabre import testing
from palabre.run import demo
from palabre.store import open_workspace
from palabre.store.strategy_file import strategy_path
from palabre.strategy import keeping
from palabre.testing.strategies import example
from palabre.web.app import create_app
from palabre.web.strategy import evidence_state
from tests.strategy.test_sensitive import said
from tests.strategy.town import listened_to
from tests.web.conftest import HOUSE
from tests.web.test_strategy import HOSTILE, desk, put, strategy_of, text_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from palabre.store import Workspace

__all__ = ["desk"]

TEXT = """# Ours.
version: 1
language: en
context:
  competitors:
    - {id: rival, name: Rival}
audiences:
  - {id: cooks, name: Cooks, query: palme}
organisation:
  relays:
    - {id: quality, subject: quality}
test_benches:
  - id: new
    platform: Pintagram+
    tester: ana
    points:
      - {point: Questions get answers, strength: false, note: None in ten days.}
      - {point: Pictures look good, strength: true}
    verdict: not_yet
    verdict_on: 2026-10-30
"""

# What a form may send that means nothing, the status of the answer and what it says.
REFUSED: tuple[tuple[dict[str, str], int, str], ...] = (
    ({"key": "word:nothing"}, 404, "proposed no more"),
    ({"do": "approve"}, 404, "proposed no more"),
    ({"level": "9"}, 400, "Nothing was done"),
    ({"subject": " "}, 400, "Say what the subject is"),
    ({"words": "x" * 30_000}, 400, "This is too long"),
    ({"do": "dismiss", "why": "x" * 30_000}, 400, "This is too long"),
    ({"do": "dismiss", "why": "x" * 1_100_000}, 413, ""),
    ({"by": "x" * 200}, 400, "Say who decides"),
)


@pytest.fixture
def attacked(workspace: Workspace) -> Workspace:
    """A workspace in which a competitor is attacked about palm oil."""
    listened_to(
        workspace,
        *said("bon fromage chez dairy", people=150, first=10_000),
        *said("rival et l'huile de palme, honteux", people=12, first=1),
        *said("rival et l'huile de palme, on en parle", people=8, first=500),
        ours_dairy="dairy",
        competitor_rival="rival",
    )
    put(workspace, TEXT)
    return workspace


def form_of(desk: TestClient, act: str) -> dict[str, str]:
    """What the form of the first proposal would send."""
    page = desk.get("/strategy/subjects").text
    form = next(one for one in re.findall(r"<form.*?</form>", page, re.DOTALL) if f'name="do" value="{act}"' in one)
    sent = {n: html.unescape(v) for n, v in re.findall(r'<input[^>]*name="(\w+)" value="([^"]*)"', form)}
    for name, options in re.findall(r'<select[^>]*name="(\w+)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return {**sent, "do": act}


def test_a_subject_is_proposed_with_its_figures_and_its_posts(attacked: Workspace, desk: TestClient) -> None:
    page = desk.get("/strategy/subjects").text
    told = words_of(page)

    assert "It hits a competitor" in told
    assert "With hostile wording: 12 of 20 (between 39 and 78%), by 12 of them." in told
    assert "Posts about a competitor or answering them: 20; with hostile wording: 12." in told
    assert "sentiment" not in told.lower()
    links = re.findall(r'href="(/posts/-?\d+)"', page)
    assert len(links) == 5
    assert "honteux" in words_of(desk.get(links[0]).text)


def test_accepting_writes_the_subject_and_keeps_who_decided(attacked: Workspace, desk: TestClient) -> None:
    sent = form_of(desk, "accept") | {"level": "3", "relay": "quality"}

    answer = desk.post("/strategy/subjects", data=sent)

    assert answer.status_code == 303
    (subject,) = strategy_of(attacked).sensitive_subjects
    assert (subject.level, subject.relay, subject.decided_by, str(subject.decided_on)) == (
        3, "quality", "Ana Lima", "2026-11-21",
    )  # fmt: skip
    assert {'"huile"', '"palme"'} == set(subject.query.split(" OR "))
    lines = iter(text_of(attacked).splitlines())
    assert all(line in lines for line in TEXT.splitlines())
    (decision,) = attacked.strategies.decisions()
    assert (decision.decision, decision.by) == ("accepted", "Ana Lima")
    assert "Nothing waits for you" in words_of(desk.get("/strategy/subjects").text)


def test_what_is_changed_first_is_written_as_changed(attacked: Workspace, desk: TestClient) -> None:
    sent = form_of(desk, "accept") | {"subject": "Palm oil", "words": "palmgate\n\nhuilegate"}

    desk.post("/strategy/subjects", data=sent)

    (subject,) = strategy_of(attacked).sensitive_subjects
    assert (subject.id, subject.subject, subject.words) == ("palm-oil", "Palm oil", ("palmgate", "huilegate"))
    assert attacked.strategies.decisions()[0].decision == "edited"


def test_setting_aside_needs_a_reason_and_shows_it(attacked: Workspace, desk: TestClient) -> None:
    sent = form_of(desk, "dismiss")
    refused = desk.post("/strategy/subjects", data=sent)
    done = desk.post("/strategy/subjects", data={**sent, "why": "We use none, and say so."})
    page = words_of(desk.get("/strategy/subjects").text)

    assert (refused.status_code, done.status_code) == (400, 303)
    assert "Say why this subject is set aside" in refused.text
    assert "set aside · by Ana Lima on 21 Nov 2026 We use none, and say so." in page
    assert text_of(attacked) == TEXT


def test_what_cannot_be_decided_says_why_and_does_nothing(attacked: Workspace, desk: TestClient) -> None:
    sent = form_of(desk, "accept")
    for changed, status, sentence in REFUSED:
        answer = desk.post("/strategy/subjects", data=sent | changed)

        assert answer.status_code == status, changed
        assert sentence in words_of(answer.text), changed
    assert text_of(attacked) == TEXT
    assert attacked.strategies.decisions() == ()


def test_a_file_changed_meanwhile_is_not_touched_and_what_was_typed_stays(
    attacked: Workspace, desk: TestClient
) -> None:
    sent = form_of(desk, "accept") | {"subject": "Palm oil"}
    put(attacked, TEXT + "# And more.\n")

    answer = desk.post("/strategy/subjects", data=sent)

    assert answer.status_code == 409
    assert "was changed since you looked at it" in words_of(answer.text)
    assert 'value="Palm oil"' in answer.text
    assert text_of(attacked) == TEXT + "# And more.\n"
    assert attacked.strategies.decisions() == ()


def test_without_a_strategy_that_can_be_read_nothing_is_lost(attacked: Workspace, desk: TestClient) -> None:
    sent = form_of(desk, "accept")
    for text in ("", "objectives: [", "- a\n- b\n"):
        put(attacked, text)

        assert desk.get("/strategy/platforms").status_code == 200
        assert desk.get("/strategy/subjects").status_code == 200
        assert desk.post("/strategy/subjects", data=sent).status_code in {400, 404}
        assert text_of(attacked) == text
    assert attacked.strategies.decisions() == ()


def test_hostile_words_of_people_stay_words(attacked: Workspace, desk: TestClient) -> None:
    bench = "test_benches:\n  - platform: '<script>alert(1)</script>'\n    would_change_it: '</p><b>x'\n"
    put(attacked, bench)
    desk.post("/strategy/subjects", data=form_of(desk, "dismiss") | {"why": HOSTILE})

    for path in ("/strategy/platforms", "/strategy/subjects"):
        assert "<script>alert(1)" not in desk.get(path).text
    assert "</p><b>x" not in desk.get("/strategy/platforms").text


def test_test_benches_stand_with_their_checklist(attacked: Workspace, desk: TestClient) -> None:
    page = words_of(desk.get("/strategy/platforms").text)

    assert "Pintagram+ Not yet Tried by ana · verdict of 30 Oct 2026" in page
    assert "limit Questions get answers None in ten days." in page
    assert "strength Pictures look good" in page


def test_many_posts_are_left_to_the_worker_and_the_page_waits(
    attacked: Workspace, desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence_state, "SMALL", 10)
    offered = words_of(desk.get("/strategy/platforms").text)
    asked = desk.post("/strategy/evidence", data={"page": "/strategy/platforms"})
    waiting = desk.get("/strategy/platforms").text
    (job,) = (one for one in attacked.jobs.recent(9) if one.kind == keeping.JOB)
    keeping.do(attacked, job.payload, lambda _done, _total: None)
    found = words_of(desk.get("/strategy/platforms").text)
    attacked.clock.at += timedelta(minutes=1)  # type: ignore[attr-defined] # the clock of the tests
    put(attacked, TEXT.replace("palme", "fromage"))

    assert "The evidence was not looked for yet" in offered
    assert (asked.status_code, asked.headers["location"]) == (303, "/strategy/platforms")
    assert "It waits for the worker" in waiting
    assert 'hx-trigger="every 2s"' in waiting
    assert "Our people there" in found
    assert "or the strategy was changed, since" in words_of(desk.get("/strategy/platforms").text)
    assert desk.post("/strategy/evidence", data={"page": "https://elsewhere.example"}).status_code == 400


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, Path]]:
    """The demonstration, with the strategy of its dairy."""
    folder = tmp_path_factory.mktemp("demo") / "workspace"
    path = demo.prepare_demo(folder, lang="en", request=None, progress=lambda _done, _total: None).path
    strategy_path(path).write_text(example("dairy", "en"), encoding="utf-8")
    workspace = open_workspace(path, clock=lambda: testing.OBSERVED_AT, wait=lambda _seconds: None)
    yield workspace, path
    workspace.close()


def test_the_demonstration_tells_each_platform_with_its_figures(told: tuple[Workspace, Path]) -> None:
    workspace = told[0]
    client = TestClient(create_app(workspace, clock=workspace.clock), base_url=HOUSE, headers={"accept-language": "en"})
    answer = client.get("/strategy/platforms").text
    page = words_of(answer)
    found = keeping.kept(workspace)

    assert found is not None
    bluesky = found.fit.of("bluesky")
    assert bluesky is not None
    people = bluesky.presence.people
    assert people.part > 20
    assert f"Our people are there: {people.part} of the {people.whole} heard." in page
    for question in ("Who answers whom?", "At what pace, at what hours?", "What would keeping up cost us?"):
        assert question in page
    assert "takes the map of people" in page
    # The chart draws what the table says: as many points as weeks, on one scale.
    charts = re.findall(r'class="curve-2"[^>]*d="M([^"]+)"/>', answer)
    rows = len(bluesky.curves.present)
    assert any(len(one.split("L")) == rows for one in charts)
    most = max(n for _day, n in bluesky.curves.present)
    assert f"Our people active on it: at most {most} in a week" in page


def test_the_demonstration_proposes_its_subject_and_a_person_takes_it(told: tuple[Workspace, Path]) -> None:
    workspace = told[0]
    client = TestClient(create_app(workspace, clock=workspace.clock), base_url=HOUSE, headers={"accept-language": "en"})
    client.cookies.set("palabre_name", "Ana%20Lima")
    before = len(strategy_of(workspace).sensitive_subjects)

    sent = form_of(client, "accept")
    client.post("/strategy/subjects", data=sent)

    after = strategy_of(workspace).sensitive_subjects
    assert len(after) == before + 1
    assert after[-1].subject == sent["subject"]
    assert sent["key"] in workspace.strategies.decided()
