"""The pages of the strategy: beginning, the path, its forms, the judgement beside them, conflicts, adoption."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from starlette.testclient import TestClient

from palabre.store.strategy_file import StrategyFile, strategy_path
from palabre.store.strategy_text import read_strategy
from palabre.web.app import create_app
from palabre.web.strategy.editing import Place, tried_with, written_with
from palabre.web.strategy.filling import Reading
from palabre.web.strategy.shapes import asked_of, kind_at
from tests.web.conftest import HOUSE

if TYPE_CHECKING:
    from palabre.model.strategy import Strategy
    from palabre.store import Workspace

PART = {"hx-request": "true", "hx-request-type": "partial"}
TEXT = """# Ours, written by hand.
version: 1
language: en
objectives:
  # The one that matters.
  - id: helpers
    goal: Half of the questions get an answer from a member.  # by spring
    for_whom: [members]
  - id: seen
    goal: Be named beside Lacto.
audiences:
  - id: members
    name: Members of the forum
places:
  - id: forum
    name: Our forum
    network: forum
"""
HOSTILE = '</textarea><script>alert(1)</script>"\u202e'


@pytest.fixture
def desk(workspace: Workspace) -> TestClient:
    """A reader of English in front of a workspace without strategy, who gave a name before."""
    app = create_app(workspace, clock=workspace.clock)
    client = TestClient(app, base_url=HOUSE, headers={"accept-language": "en"}, follow_redirects=False)
    client.cookies.set("palabre_name", "Ana%20Lima")
    return client


def put(workspace: Workspace, text: str) -> None:
    """Writes the file as someone with an editor would."""
    strategy_path(workspace.path).write_text(text, encoding="utf-8")


def text_of(workspace: Workspace) -> str:
    return StrategyFile(strategy_path(workspace.path)).read().text


def strategy_of(workspace: Workspace) -> Strategy:
    return read_strategy(text_of(workspace)).strategy


def form_in(page: str, action: str = "/strategy/steps/") -> dict[str, list[str]]:
    """What the form of a page would send as it is."""
    found = re.search(rf'<form[^>]*method="post" action="{action}.*?</form>', page, re.DOTALL)
    assert found is not None, page
    fields: dict[str, list[str]] = {}
    pattern = (
        r'<textarea[^>]*?name="(?P<area>[^"]*)"[^>]*>\n?(?P<text>.*?)</textarea>'
        r'|<select[^>]*?name="(?P<select>[^"]*)".*?</select>|<input(?P<input>[^>]*)>'
    )
    for one in re.finditer(pattern, found.group(), re.DOTALL):
        if one["area"]:
            name, value = one["area"], one["text"]
        elif one["select"]:
            picked = re.search(r'<option value="([^"]*)" selected', one.group())
            name, value = one["select"], picked[1] if picked else ""
        else:
            said = dict(re.findall(r'(\w+)="([^"]*)"', one["input"]))
            if said.get("type") in {"checkbox", "radio"} and "checked" not in one["input"]:
                continue
            name, value = said.get("name", ""), said.get("value", "")
        fields.setdefault(name, []).append(html.unescape(value))
    return fields


def words_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_without_a_strategy_the_page_says_what_one_is_and_offers_to_begin(desk: TestClient) -> None:
    page = desk.get("/strategy").text

    assert "A strategy says what you want, with whom" in page
    assert page.count('type="radio"') == 6
    assert '<a href="/strategy" aria-current="page">The strategy</a>' in page


def test_an_empty_strategy_is_begun_in_the_name_of_someone(workspace: Workspace, desk: TestClient) -> None:
    desk.cookies.clear()
    refused = desk.post("/strategy/begin", data={"template": "nothing", "language": "fr"})
    begun = desk.post("/strategy/begin", data={"template": "nothing", "language": "fr", "by": "Zoé Martin"})

    assert (refused.status_code, begun.status_code) == (400, 303)
    assert "Say who decides" in refused.text
    assert strategy_of(workspace).language == "fr"
    assert [one.author for one in workspace.strategies.all()] == ["Zoé Martin"]
    assert "Saved in the name of Zoé Martin" in words_of(desk.get("/strategy/steps/context").text)


def test_every_step_opens_and_says_how_far_it_is(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)

    for step in ("context", "objectives", "audiences", "places", "organisation", "content", "risks", "resources"):
        answer = desk.get(f"/strategy/steps/{step}")
        assert answer.status_code == 200, step
    page = words_of(desk.get("/strategy").text)

    assert "Context empty" in page
    assert "Places with errors" in page
    assert "Go on: Context" in page


def test_a_form_changes_what_was_changed_and_nothing_else(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)
    form = form_in(desk.get("/strategy/steps/objectives?at=objectives.0").text)
    form["f.due"] = ["2027-03-01"]
    form["f.target"] = ["50,5"]

    saved = desk.post("/strategy/steps/objectives", data=form)

    assert saved.status_code == 303, words_of(saved.text)
    after = text_of(workspace)
    assert [one for one in after.splitlines() if one not in TEXT.splitlines()] == [
        "    target: 50.5",
        "    due: 2027-03-01",
    ]
    assert all(line in after.splitlines() for line in TEXT.splitlines())
    assert [one.author for one in workspace.strategies.all()] == ["Ana Lima", "strategy.yaml"]


def test_a_form_sent_as_it_was_shown_changes_nothing(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)
    for step, at in (("objectives", "objectives.0"), ("audiences", "audiences.0"), ("places", "places.0")):
        desk.post(f"/strategy/steps/{step}", data=form_in(desk.get(f"/strategy/steps/{step}?at={at}").text))

    assert text_of(workspace) == TEXT
    assert len(workspace.strategies.all()) == 1


def test_a_new_line_gets_a_short_name_from_what_it_says(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)
    for _ in range(2):
        form = form_in(desk.get("/strategy/steps/audiences?at=audiences.new").text)
        form["f.name"] = ["Les amis du marché"]
        form["f.met_on"] = ["bluesky", "forum"]
        assert desk.post("/strategy/steps/audiences", data=form).status_code == 303

    ids = [one.id for one in strategy_of(workspace).audiences]
    assert ids == ["members", "les-amis-du-marche", "les-amis-du-marche-2"]
    assert strategy_of(workspace).audiences[1].met_on == ("bluesky", "forum")


def test_a_new_short_name_is_followed_wherever_the_old_one_stood(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)
    form = form_in(desk.get("/strategy/steps/audiences?at=audiences.0").text)
    form["f.id"] = ["regulars"]

    desk.post("/strategy/steps/audiences", data=form)

    assert strategy_of(workspace).objectives[0].for_whom == ("regulars",)


def test_lines_within_a_form_are_added_moved_and_removed_without_script(workspace: Workspace, desk: TestClient) -> None:
    put(
        workspace,
        TEXT + "operations:\n  - id: quiz\n    steps:\n      # first\n      - what: write\n      - what: test\n",
    )
    at = "/strategy/steps/operations"
    page = desk.get(f"{at}?at=operations.0").text
    page = desk.post(at, data=form_in(page) | {"do": ["add:steps"]}).text
    assert text_of(workspace).count("what:") == 2
    form = form_in(page)
    form["f.steps.2.what"] = ["announce"]
    page = desk.post(at, data=form | {"do": ["up:steps:2"]}).text
    page = desk.post(at, data=form_in(page) | {"do": ["up:steps:1"]}).text
    page = desk.post(at, data=form_in(page) | {"do": ["remove:steps:2"]}).text
    assert desk.post(at, data=form_in(page)).status_code == 303

    assert [one.what for one in strategy_of(workspace).operations[0].steps] == ["announce", "write"]
    assert "# first\n      - what: write" in text_of(workspace)


def test_lines_of_a_section_are_moved_and_removed(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)
    page = desk.get("/strategy/steps/objectives?at=").text
    token = form_in(page, "/strategy/lines")["token"]

    assert desk.post("/strategy/lines", data={"at": "objectives.1", "do": "up", "token": token}).status_code == 303
    assert [one.id for one in strategy_of(workspace).objectives] == ["seen", "helpers"]
    stale = desk.post("/strategy/lines", data={"at": "objectives.0", "do": "remove", "token": token})
    assert stale.status_code == 409
    assert "nothing was done" in stale.text
    assert len(strategy_of(workspace).objectives) == 2


def test_the_judgement_is_had_of_what_is_typed_without_saving_it(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)
    page = desk.get("/strategy/steps/places?at=places.0").text
    assert "serves no objective" in words_of(page)
    form = form_in(page)
    form["f.objectives"] = ["helpers"]

    judged = desk.post("/strategy/judgement", data=form, headers=PART).text

    assert "serves no objective" not in words_of(judged)
    assert "Go there" not in judged
    assert "Nobody is said to be met on “Our forum”" in words_of(judged)
    assert '<div id="j-objectives" class="at-field" hx-swap-oob="true">' in judged
    assert text_of(workspace) == TEXT


def test_what_is_tried_is_what_would_be_written() -> None:
    steps = "    steps:\n      - {what: write, hours: 2}\n      - {what: test}\n"
    written = read_strategy(TEXT + "operations:\n  - id: quiz\n    brief: Ask.\n" + steps)
    zone = ZoneInfo("Europe/Paris")
    for at, part in ((("operations", 0), "operations"), (("audiences", 1), "audiences"), (("content",), "content")):
        filled = {"name": ("New",), "brief": (), "tone": ("calm",), "story.who": ("us",), "themes": ("a\nb",)}
        filled |= {"steps.#": ("1",), "steps.0.what": ("test",), "steps.0.@": ("1",), "user_test.people": ("5",)}
        place = Place(path=at, fields=frozenset(one.name for one in asked_of(kind_at(at))))
        tried = tried_with(written, place, Reading(filled=filled, zone=zone))
        saved = written_with(written, place, Reading(filled=filled, zone=zone))

        assert tried.strategy == read_strategy(saved).strategy, part
        assert tried.strategy != written.strategy


def test_words_that_cannot_be_read_are_told_at_their_field_and_nothing_is_saved(
    workspace: Workspace, desk: TestClient
) -> None:
    put(workspace, TEXT)
    form = form_in(desk.get("/strategy/steps/objectives?at=objectives.0").text)
    form |= {"f.target": ["many"], "f.due": ["tomorrow"], "f.kind": ["conquer"], "f.goal": [HOSTILE]}

    answer = desk.post("/strategy/steps/objectives", data=form)

    assert answer.status_code == 400
    assert "“many” is not a number" in answer.text
    assert "“tomorrow” is not a day" in answer.text
    assert "“conquer” is not among the choices" in answer.text
    assert "<script>alert(1)" not in answer.text
    assert html.escape(HOSTILE, quote=True).replace("&quot;", "&#34;") in answer.text
    assert text_of(workspace) == TEXT


def test_two_who_change_two_fields_are_put_together(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)
    form = form_in(desk.get("/strategy/steps/objectives?at=objectives.0").text)
    form["f.due"] = ["2027-03-01"]
    put(workspace, TEXT.replace("goal: Half", "goal: A third"))

    asked = desk.post("/strategy/steps/objectives", data=form)
    assert asked.status_code == 409
    assert "What you wrote is kept as version 2" in words_of(asked.text)
    on_top = desk.post("/strategy/steps/objectives", data=form_in(asked.text))

    assert on_top.status_code == 303
    one = strategy_of(workspace).objectives[0]
    assert one.goal.startswith("A third")
    assert str(one.due) == "2027-03-01"


def test_two_who_change_one_field_choose_and_neither_is_lost(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)
    form = form_in(desk.get("/strategy/steps/objectives?at=objectives.0").text)
    form["f.goal"] = ["All questions get an answer."]
    theirs = TEXT.replace("goal: Half", "goal: A third")
    put(workspace, theirs)

    asked = desk.post("/strategy/steps/objectives", data=form)
    assert "changed by both" in asked.text
    assert "on top of theirs" not in asked.text
    assert text_of(workspace) == theirs
    kept = desk.post("/strategy/steps/objectives", data=form_in(asked.text))

    assert kept.status_code == 303
    assert strategy_of(workspace).objectives[0].goal == "All questions get an answer."
    texts = [one.text for one in workspace.strategies.all()]
    assert theirs in texts
    assert any("All questions" in one for one in texts)


def test_of_two_forms_sent_at_once_the_second_is_asked(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)
    form = form_in(desk.get("/strategy/steps/objectives?at=objectives.0").text)

    answers = [
        desk.post("/strategy/steps/objectives", data=form | {"f.goal": [goal]}) for goal in ("One goal.", "Another.")
    ]

    assert [one.status_code for one in answers] == [303, 409]
    assert strategy_of(workspace).objectives[0].goal == "One goal."
    assert any("Another." in one.text for one in workspace.strategies.all())


def test_what_was_written_about_a_line_that_is_gone_can_be_put_back(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)
    form = form_in(desk.get("/strategy/steps/objectives?at=objectives.1").text)
    form["f.goal"] = ["Be named beside Lacto, by name."]
    put(workspace, TEXT.replace("  - id: seen\n    goal: Be named beside Lacto.\n", ""))

    asked = desk.post("/strategy/steps/objectives", data=form)
    assert asked.status_code == 409
    assert "is no longer in the strategy" in asked.text
    desk.post("/strategy/steps/objectives", data=form_in(asked.text))

    assert [one.goal for one in strategy_of(workspace).objectives][1:] == ["Be named beside Lacto, by name."]


def test_the_text_is_edited_and_a_conflict_of_lines_is_put_together(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)
    assert (
        desk.post("/strategy/text", data=form_in(desk.get("/strategy/text").text, "/strategy/text")).status_code == 303
    )
    form = form_in(desk.get("/strategy/text").text, "/strategy/text")
    assert form["text"] == [TEXT]
    form["text"] = [TEXT.replace("Our forum", "The forum")]
    put(workspace, TEXT.replace("by spring", "by summer"))

    asked = desk.post("/strategy/text", data=form)
    assert asked.status_code == 409
    assert desk.post("/strategy/text", data=form_in(asked.text, "/strategy/text")).status_code == 303

    assert text_of(workspace) == TEXT.replace("Our forum", "The forum").replace("by spring", "by summer")


def test_a_file_that_cannot_be_read_is_told_with_its_line_and_put_right_as_text(
    workspace: Workspace, desk: TestClient
) -> None:
    put(workspace, "version: 1\nobjectives: [\n")
    page = desk.get("/strategy/steps/objectives")
    assert page.status_code == 409
    assert 'href="/strategy/text?line=' in page.text
    assert 'href="/strategy/text?line=' in desk.get("/strategy").text

    form = form_in(desk.get("/strategy/text").text, "/strategy/text")
    assert "objectives: [" in form["text"][0]
    form["text"] = [TEXT]
    desk.post("/strategy/text", data=form)
    assert desk.get("/strategy/steps/objectives").status_code == 200


@pytest.mark.parametrize(
    "at", ["objectives.9", "objectives.x", "nowhere", "places.0", "objectives.0.goal", "-1", "objectives.99999999999"]
)
def test_a_place_that_is_not_there_is_told(workspace: Workspace, desk: TestClient, at: str) -> None:
    put(workspace, TEXT)

    assert desk.get("/strategy/steps/objectives", params={"at": at}).status_code == 404
    assert desk.get("/strategy/steps/nowhere").status_code == 404


def test_a_field_nobody_knows_and_one_of_a_megabyte_change_nothing(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)
    form = form_in(desk.get("/strategy/steps/objectives?at=objectives.0").text)

    assert desk.post("/strategy/steps/objectives", data=form | {"f.power": ["all"]}).status_code == 303
    assert desk.post("/strategy/steps/objectives", data=form | {"f.goal": ["x" * 30_000]}).status_code == 400
    assert desk.post("/strategy/steps/objectives", data=form | {"f.goal": ["x" * 1_100_000]}).status_code == 413
    assert text_of(workspace) == TEXT


def test_versions_are_listed_read_and_compared(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)
    form = form_in(desk.get("/strategy/steps/objectives?at=objectives.0").text) | {"f.due": ["2027-03-01"]}
    desk.post("/strategy/steps/objectives", data=form)

    listed = words_of(desk.get("/strategy/history").text)
    compared = words_of(desk.get("/strategy/difference?before=1&after=2").text)

    assert "Version 2 · Ana Lima" in listed
    assert "1 Mar 2027" in compared
    assert "due: 2027-03-01" in compared
    assert "by spring" in desk.get("/strategy/versions/1").text
    assert desk.get("/strategy/versions/9").status_code == 404
    assert form_in(desk.get("/strategy/text?version=1").text, "/strategy/text")["text"] == [TEXT]


def test_errors_are_overridden_by_name_and_in_writing_then_the_strategy_is_adopted(
    workspace: Workspace, desk: TestClient
) -> None:
    put(workspace, TEXT)
    for _ in range(50):
        page = desk.get("/strategy/adopt").text
        if "/strategy/override" not in page:
            break
        form = form_in(page, "/strategy/override")
        if not workspace.strategies.overrides():
            assert "{}" not in page
            refused = desk.post("/strategy/override", data=form | {"why": ["because"]})
            assert refused.status_code == 400
            assert "Say why in a sentence" in refused.text
        form["why"] = ["The board knows and takes it upon itself until June."]
        assert desk.post("/strategy/override", data=form).status_code == 303

    adopted = desk.post("/strategy/adopt", data=form_in(page, "/strategy/adopt"))

    assert adopted.status_code == 303
    kept = workspace.strategies.adoption()
    assert kept is not None
    assert kept.by == "Ana Lima"
    assert "Overridden by Ana Lima" in words_of(desk.get("/strategy/adopt").text)
    assert "Adopted by Ana Lima" in words_of(desk.get("/strategy").text)


def test_nobody_adopts_a_text_that_was_not_looked_at(workspace: Workspace, desk: TestClient) -> None:
    put(workspace, TEXT)

    answer = desk.post("/strategy/adopt", data={"token": "other", "by": "Ana Lima"})

    assert answer.status_code == 409
    assert workspace.strategies.adoption() is None


def test_lines_are_called_by_what_people_know_of_them(workspace: Workspace, desk: TestClient) -> None:
    put(
        workspace,
        "organisation:\n  people:\n    - {id: ana, name: Ana Lima}\n  relays:\n    - {id: vets, subject: quality}\n"
        "  response_levels:\n    - {level: 2, who: [ana], relay: vets, backup: gone}\n",
    )

    listed = words_of(desk.get("/strategy/steps/organisation?at=").text)
    form = desk.get("/strategy/steps/organisation?at=organisation.response_levels.0").text

    assert "Quality (vets)" in listed
    assert "2: " in listed
    assert "Ana Lima (ana)" in form
    assert '<option value="gone" selected>gone: unknown</option>' in form


def test_a_file_that_is_gone_is_told_and_put_back(desk: TestClient, workspace: Workspace) -> None:
    kept = workspace.strategies.save(TEXT, author="Ana Lima")

    page = desk.get("/strategy").text

    assert "Nothing is lost: version 1, saved by Ana Lima" in page
    assert "Begin the strategy" not in page
    answer = desk.post("/strategy/restore", data={"by": "Ana Lima"}, headers={"origin": HOUSE})
    assert answer.status_code == 303
    assert strategy_path(workspace.path).read_text(encoding="utf-8") == TEXT
    assert [one.version for one in workspace.strategies.all()] == [kept.version]
