"""Editing the text of a strategy: what changes is written, everything else stays as it was."""

from __future__ import annotations

import random
import re
from datetime import date
from textwrap import dedent
from typing import Any, get_args

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from palabre.errors import StoreError
from palabre.model.strategy import Strategy
from palabre.store._strategy_shape import fields_of, plain
from palabre.store.strategy_edit import insert_at, move_at, remove_at, set_at
from palabre.store.strategy_text import read_strategy
from tests.store.strategy_texts import Drawn, Where, drawn, value_of

# A smaller seed is no smaller text: nothing is gained by looking for one.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
SEEDS = st.integers(0, 10**9)


def paths_of(value: Any, path: Where = ()) -> list[Where]:
    """Every path of what a strategy says."""
    under = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path] * bool(path) + [one for key, inner in under for one in paths_of(inner, (*path, key))]


def at(value: Any, path: Where) -> Any:
    for key in path:
        value = value[key]
    return value


def kind_at(path: Where) -> Any:
    kind: Any = Strategy
    for key in path:
        kind = plain(get_args(kind)[0]) if isinstance(key, int) else fields_of(kind)[key]
    return kind


def comments_in(text: str) -> list[str]:
    return re.findall(r"# c\d+: it's \[“noted”\]", text)


def is_under(owner: Where | None, path: Where) -> bool:
    return owner is not None and owner[: len(path)] == path


def is_kept_in_order(kept: list[str], text: list[str]) -> bool:
    left = iter(text)
    return all(one in left for one in kept)


def check_the_rest(page: Drawn, text: str, touched: Where) -> None:
    """Lines and comments that are not of the part that was touched are there, in their order."""
    kept = [one for one, owner in page.comments.items() if not is_under(owner, touched)]
    assert is_kept_in_order([one for one in comments_in(page.text) if one in kept], comments_in(text))
    # Fields of an item may share its first line, and what is above may go when nothing else is there.
    around = touched[:-1] if len(touched) > 1 and isinstance(touched[-2], int) else touched
    lines = [
        line
        for line, owner in zip(page.lines, page.owners, strict=True)
        if owner is not None and not is_under(owner, around) and not is_under(touched, owner)
    ]
    assert is_kept_in_order(lines, re.split(r"\r\n|\n|\r", text))


@given(SEEDS)
@settings(max_examples=15, deadline=None, phases=PHASES)
def test_setting_every_value_to_itself_changes_no_byte(seed: int) -> None:
    rng = random.Random(seed)
    page = drawn(rng)
    paths = paths_of(page.said)
    assert not read_strategy(page.text).faults

    for path in [*((section,) for section in page.said), *rng.sample(paths, min(6, len(paths)))]:
        assert set_at(page.text, path, at(page.said, path)) == page.text


@given(SEEDS)
@settings(max_examples=40, deadline=None, phases=PHASES)
def test_a_value_that_is_set_is_read_back_and_the_rest_stays(seed: int) -> None:
    rng = random.Random(seed)
    page = drawn(rng)
    path = rng.choice(paths_of(page.said) or [("version",)])
    value = value_of(kind_at(path), rng)

    text = set_at(page.text, path, value)

    assert not read_strategy(text).faults
    assert set_at(text, path, value) == text
    check_the_rest(page, text, path)
    if not isinstance(value, (dict, list)) and not isinstance(path[-1], int):
        own = [one for one, owner in page.comments.items() if owner == path]
        assert set(own) <= set(comments_in(text))


@given(SEEDS)
@settings(max_examples=40, deadline=None, phases=PHASES)
def test_a_part_that_is_removed_takes_its_comments_and_nothing_else(seed: int) -> None:
    rng = random.Random(seed)
    page = drawn(rng)
    path = rng.choice(paths_of(page.said) or [("version",)])

    text = remove_at(page.text, path)

    check_the_rest(page, text, path)
    gone = {one for one, owner in page.comments.items() if is_under(owner, path)}
    assert not gone & set(comments_in(text))


@given(SEEDS)
@settings(max_examples=40, deadline=None, phases=PHASES)
def test_items_are_put_in_and_moved_with_what_is_said_of_them(seed: int) -> None:
    rng = random.Random(seed)
    page = drawn(rng)
    lists = [path for path in paths_of(page.said) if isinstance(at(page.said, path), list)]
    path = rng.choice(lists or [("objectives",)])
    items = at(page.said, path) if lists else []
    new = value_of(plain(get_args(kind_at(path))[0]), rng) or {"id": "new"}

    text = insert_at(page.text, path, number := rng.randint(0, len(items)), new)
    to = rng.randint(0, len(items))
    moved = move_at(text, path, number, to)

    assert not read_strategy(moved).faults
    assert sorted(comments_in(page.text)) == sorted(comments_in(moved))
    wanted = [*items]
    wanted.insert(to, new)
    assert set_at(moved, path, wanted) == moved
    # Back where it was, and out again: the text of before, but for brackets written anew and blank lines.
    check_the_rest(page, moved, (*path, 0))


def test_a_scalar_keeps_the_comment_that_ends_its_line_and_takes_the_quotes_it_needs() -> None:
    text = "context:\r\n  organisation: >-  # who\r\n    Les Trois\r\n    Vallées\r\n  # after\r\nversion: 1 # shape"

    assert set_at(text, ("context", "organisation"), "no") == (
        'context:\r\n  organisation: "no"  # who\r\n  # after\r\nversion: 1 # shape'
    )


@pytest.mark.parametrize(
    "word", ["no", "on", "y", "012", "12:30", "2026-01-01", "1e3", "0x1F", "~", "null", ".inf", "<<", "06 12 34"]
)
def test_a_text_that_a_tool_would_read_as_something_else_is_quoted(word: str) -> None:
    assert set_at("", ("context", "organisation"), word) == f'context:\n  organisation: "{word}"\n'


def test_days_and_numbers_are_plain_even_when_a_form_gives_them_as_texts() -> None:
    text = set_at("", ("objectives", 0), {"due": "2026-12-24", "now": "12.5", "review": date(2027, 1, 4), "id": "12"})

    assert text == 'objectives:\n  - id: "12"\n    now: 12.5\n    due: 2026-12-24\n    review: 2027-01-04\n'


def test_what_is_missing_is_made_in_the_order_of_a_strategy() -> None:
    text = "version: 1\n\ncontext:\n  names:\n    - TV\n\nplaces: []\n"

    text = set_at(text, ("audiences", 0, "id"), "fans")
    text = set_at(text, ("context", "organisation"), "Trois Vallées")
    text = set_at(text, ("context", "listening", "contact"), "anna")

    assert text == dedent(
        """\
        version: 1

        context:
          organisation: Trois Vallées
          names:
            - TV
          listening:
            contact: anna

        audiences:
          - id: fans

        places: []
        """
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", "objectives:\n  - id: a\n"),
        ("# ours\n", "# ours\nobjectives:\n  - id: a\n"),
        ("objectives:  # ours", "objectives:  # ours\n  - id: a"),
        ("objectives: []\nlanguage: fr\n", "objectives:\n  - id: a\nlanguage: fr\n"),
        ("---\n", "---\nobjectives:\n  - id: a\n"),
        ("\ufeffversion: 1\n...\n", "\ufeffversion: 1\nobjectives:\n  - id: a\n...\n"),
        ('{"version": 1}', "{version: 1, objectives: [{id: a}]}"),
    ],
)
def test_a_first_item_is_written_wherever_its_list_is_not(text: str, wanted: str) -> None:
    written = insert_at(text, ("objectives",), 0, {"id": "a"})

    assert [one.id for one in read_strategy(written).strategy.objectives] == ["a"]
    assert written.replace('"version"', "version") == wanted


def test_a_word_that_stands_for_a_list_becomes_one() -> None:
    text = "places:\n  - objectives: help  # why\n    id: forum\n"

    assert insert_at(text, ("places", 0, "objectives"), 1, "calm") == (
        "places:\n  - objectives:  # why\n      - help\n      - calm\n    id: forum\n"
    )


def test_brackets_with_comments_become_lines_and_keep_them() -> None:
    text = "context:\n  names: [  # ours\n    TV,  # short\n    Trois Vallées]  # all\n  about: x\n"

    written = insert_at(text, ("context", "names"), 2, "3V")

    assert read_strategy(written).strategy.context.names == ("TV", "Trois Vallées", "3V")
    assert all(one in written for one in ("# ours", "# short", "# all"))


def test_an_emptied_part_goes_unless_something_is_said_of_it() -> None:
    assert remove_at("version: 1\ncontext:\n  organisation: x\n", ("context", "organisation")) == "version: 1\n"
    assert remove_at("context:\n  # why\n  organisation: x\n  # later\n", ("context", "organisation")) == (
        "context:\n  # later\n"
    )
    assert set_at("places:\n  - id: a # c\n  - id: b\n", ("places", 0, "id"), "") == "places:\n  - {}\n  - id: b\n"


@pytest.mark.parametrize("text", ["context: [\n", "- a\n", "a: b: c\n", "\x00"])
def test_a_text_that_cannot_be_read_is_not_edited(text: str) -> None:
    with pytest.raises(StoreError) as refused:
        set_at(text, ("version",), 1)

    assert refused.value.message_id == "strategy-edit-unreadable"


@pytest.mark.parametrize("text", ["context: &a\n  about: x\n", "? context\n: about: x\n"])
def test_what_cannot_be_edited_safely_is_refused(text: str) -> None:
    with pytest.raises(StoreError) as refused:
        set_at(text, ("context", "about"), "y")

    assert refused.value.message_id == "strategy-edit-failed"


def test_an_item_that_is_not_there_cannot_be_moved() -> None:
    with pytest.raises(StoreError):
        move_at("places:\n  - id: a\n", ("places",), 0, 1)


@given(SEEDS)
@settings(max_examples=10, deadline=None, phases=PHASES)
def test_a_whole_strategy_can_be_written_from_nothing(seed: int) -> None:
    said = drawn(random.Random(seed)).said

    text = set_at("# ours\n", (), said)

    assert text.startswith("# ours\n")
    assert set_at(text, (), said) == text
    assert not read_strategy(text).faults
    assert [one for one in said if f"\n{one}:" not in text] == []


def test_what_is_not_there_is_removed_without_a_word() -> None:
    assert remove_at("version: 1\n", ("content", "never", 2)) == "version: 1\n"
