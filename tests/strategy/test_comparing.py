"""Two strategies are compared by what they say, thing by thing, in sentences people read."""

from __future__ import annotations

from textwrap import dedent

import pytest

from palabre import words
from palabre.model.strategy.kept import Break
from palabre.store.strategy_text import read_strategy
from palabre.strategy.comparing import Comparison, compare, compare_texts, text_difference
from palabre.strategy.telling import breaks_told, changes_told

BEFORE = """
context:
  organisation: Les Trois Vals
  names: [trois vals, troisvals]
objectives:
  - {id: helpers, goal: Members answer newcomers, target: 20, due: 2027-03-01}
  - {id: leads, kind: bring_leads}
places:
  - {id: forum, network: forum}
organisation:
  people:
    - {id: ana, name: Ana, may: [listen, publish]}
  on_call:
    turns: [ana, bob]
    holidays:
      - {who: ana, since: 2026-12-24, until: 2027-01-02}
  response_levels:
    - {level: 1, within_minutes: 240}
    - {level: 2, within_minutes: 60}
operations:
  - id: quiz
    steps:
      - {what: write, hours: 3}
"""


def between(before: str, after: str) -> Comparison:
    return compare_texts(read_strategy(dedent(before)), read_strategy(dedent(after)))


def told(before: str, after: str) -> tuple[str, ...]:
    return changes_told(between(before, after), names=("version 1", "version 2"))


def test_the_same_strategy_in_another_order_with_other_comments_did_not_change() -> None:
    after = """
    # read again
    operations:
      - {id: quiz, steps: [{what: write, hours: 3.0}]}
    organisation:
      on_call: {turns: [ana, bob], holidays: [{who: ana, until: 2027-01-02, since: 2026-12-24}]}
      response_levels:
        - {level: 2, within_minutes: 60}
        - {level: 1, within_minutes: 240}
      people: [{id: ana, may: [publish, listen], name: Ana}]
    context: {names: [troisvals, trois vals], organisation: Les Trois Vals}
    places: [{id: forum, network: forum}]
    objectives:
      - {kind: bring_leads, id: leads}
      - {due: 2027-03-01, target: 20, id: helpers, goal: "Members  answer newcomers"}
    """

    assert between(BEFORE, after).changes == ()
    assert told(BEFORE, after) == ("Only comments, order or layout changed.",)
    assert told(BEFORE, BEFORE) == ("Nothing changed.",)


def test_each_thing_that_changed_has_its_sentence() -> None:
    after = (
        BEFORE.replace("2027-03-01", "2027-06-01")
        .replace("target: 20", "target: 30")
        .replace("within_minutes: 60", "within_minutes: 30")
        .replace("  - {id: leads, kind: bring_leads}\n", "")
        .replace("network: forum}", "network: forum}\n  - {id: pintagram}")
        .replace("[listen, publish]", "[listen, answer_1]")
        .replace("[ana, bob]", "[bob, ana]")
        .replace("hours: 3", "hours: 4.5")
    )
    changes = [
        (one.thing[-1], one.how, [field.field for field in one.fields]) for one in between(BEFORE, after).changes
    ]
    sentences = told(BEFORE, after)

    assert changes == [
        (("objectives", "helpers"), "changed", ["target", "due"]),
        (("objectives", "leads"), "removed", []),
        (("places", "pintagram"), "added", []),
        (("people", "ana"), "changed", ["may"]),
        (("on_call", ""), "changed", ["turns"]),
        (("response_levels", "2"), "changed", ["within_minutes"]),
        (("steps", "write"), "changed", ["hours"]),
    ]
    assert sentences[0].startswith("objective “helpers”: ")
    assert "(20 → 30); " in sentences[0]
    assert sentences[0].endswith("1 Mar 2027 → 1 Jun 2027)")
    assert sentences[1:3] == ("objective “leads”: removed", "place “pintagram”: added")
    assert "added" in sentences[3]
    assert "removed" in sentences[3]
    assert "“bob”, “ana”" in sentences[4]
    assert sentences[5].startswith("response level 2: ")
    assert sentences[5].endswith("(60 → 30)")
    assert sentences[6].startswith("operation “quiz”, step “write”: ")


def test_days_and_numbers_are_written_as_the_reader_writes_them() -> None:
    words.use("fr")
    try:
        (sentence,) = told(BEFORE, BEFORE.replace("2027-03-01", "2027-06-01").replace("20,", "1234.5,"))
    finally:
        words.use("en")

    assert "20 → 1\u202f234,5" in sentence
    assert "1 mars 2027 → 1 juin 2027" in sentence


def test_what_was_not_said_before_is_nothing() -> None:
    (sentence,) = told("places: [{id: forum, phone: '12'}]", "places: [{id: forum, posts_a_week: 2}]")

    assert "“12” → nothing" in sentence
    assert "nothing → 2" in sentence


def test_a_long_text_is_shown_where_it_changed() -> None:
    long = "Every week the people of the three valleys come and tell each other what was made, "
    (sentence,) = told(
        f"content: {{tone: '{long} simply and gladly, as neighbours do.'}}",
        f"content: {{tone: '{long} simply and sadly, as neighbours do.'}}",
    )

    assert "gladly" in sentence
    assert "sadly" in sentence
    assert "Every week" not in sentence
    assert len(sentence) < 200


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("facts", "[{fact: a}, {fact: a}]", [("added", "a (2)")]),
        ("steps", "[{hours: 1}, {hours: 2}]", [("added", "(1)"), ("added", "(2)")]),
    ],
)
def test_things_of_one_name_or_of_none_are_told_apart(before: str, after: str, expected) -> None:
    section = "scenarios" if before == "facts" else "operations"
    old = f"{section}: [{{id: x, {before}: {'[{fact: a}]' if before == 'facts' else '[]'}}}]"
    new = f"{section}: [{{id: x, {before}: {after}}}]"

    assert [(one.how, one.thing[-1][1]) for one in between(old, new).changes] == expected


def test_a_part_that_comes_or_goes_is_told() -> None:
    with_goal = "objectives: [{id: fans, count_goal: {counted: followers, goal: 100000}}]"
    without = "objectives: [{id: fans}]"

    assert [(one.how, one.thing[-1]) for one in between(without, with_goal).changes] == [("added", ("count_goal", ""))]
    assert told(with_goal, without)[0].endswith("removed")


def test_a_text_that_cannot_be_read_is_said_and_the_lines_are_still_compared() -> None:
    broken = "objectives: [\n  - {"

    assert told(broken, BEFORE) == (
        "version 1 cannot be read as a strategy: only the texts can be compared, with --text.",
    )
    assert between(broken, BEFORE).changes == ()
    assert text_difference(broken, BEFORE, names=("1", "2")).startswith("--- 1\n+++ 2\n@@")
    assert text_difference(BEFORE, BEFORE, names=("1", "2")) == ""


def test_what_was_left_out_is_counted() -> None:
    sentences = told(BEFORE, BEFORE.replace("target: 20", "target: many"))

    assert "20 → nothing" in sentences[0]
    assert sentences[1:] == ("What cannot be read in version 2 was not compared. Places: 1",)


def test_every_thing_of_a_strategy_has_its_words() -> None:
    """A strategy with one of everything, against an empty one and against itself changed."""
    from palabre.model.strategy import Strategy
    from palabre.strategy.telling import change_told
    from tests.strategy.filling import filled

    empty, full, other = Strategy(), filled(Strategy, 1), filled(Strategy, 2)
    for before, after in ((empty, full), (full, other), (full, empty)):
        for change in compare(before, after):
            assert change_told(change)


def test_breaks_are_told_by_their_objective() -> None:
    told = breaks_told((Break(objective="helpers", fields=("due", "indicator.unit")), Break(objective="leads")))

    assert told[0].startswith("objective “helpers”: due")
    assert "unit" in told[0].lower()
    assert told[1] == "objective “leads”: removed"
