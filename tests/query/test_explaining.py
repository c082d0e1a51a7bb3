"""A query taken apart: what each clause is, and looser queries that find at least as much."""

from __future__ import annotations

import pytest

from palabre.query import clauses_of, fields_of, looser_than, parse, said
from tests.query import naive
from tests.query.generated import random_posts, random_trees


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("fromage", [("required", "fromage", None)]),
        ("lait AND cru AND NOT vache", [
            ("required", "lait", "cru AND NOT vache"),
            ("required", "cru", "lait AND NOT vache"),
            ("excluded", "vache", "lait AND cru"),
        ]),
        ("lait OR (a b)", [("either", "lait", "a AND b"), ("either", "a AND b", "lait")]),
        ("lait AND NOT vache", [("required", "lait", None), ("excluded", "vache", "lait")]),
    ],
)  # fmt: skip
def test_clauses_say_what_they_are_and_what_is_left_without_them(
    query: str, wanted: list[tuple[str, str, str | None]]
) -> None:
    found = [(one.role, one.text, said(one.rest) if one.rest else None) for one in clauses_of(parse(query))]

    assert found == wanted


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("fromage", {("begins", "froma*")}),
        ('"petit lait"', {("apart", '"petit lait"~5')}),
        ("lait NEAR/2f cru", {("further", "lait NEAR/9 cru")}),
        ("bio -lait", {("excluded", "bio")}),
        ("sel AND eau", {("lacks", "eau"), ("lacks", "sel")}),
        ("#lait", set()),
        (
            "#lait OR (sel -vache) OR #eau",
            {("excluded", "#lait OR sel OR #eau")},
        ),
        (
            "#eau AND (#lait OR (sel petit))",
            {
                ("begins", "#eau AND (#lait OR sel AND peti*)"),
                ("lacks", "#eau AND (#lait OR petit)"),
                ("lacks", "#eau AND (#lait OR sel)"),
                ("lacks", "#eau"),
                ("lacks", "#lait OR sel AND petit"),
            },
        ),
    ],
)
def test_looser_queries_change_one_thing(query: str, wanted: set[tuple[str, str]]) -> None:
    assert {(one.how, said(one.node)) for one in looser_than(parse(query))} == wanted


def test_looser_queries_lose_nothing() -> None:
    posts = random_posts(5, 60)
    for tree in random_trees(5, 60):
        for looser in looser_than(tree):
            assert all(naive.matches(looser.node, post) for post in posts if naive.matches(tree, post))


def test_fields_are_found_wherever_they_stand() -> None:
    assert fields_of(parse("(a OR lang:fr) AND NOT site:x.org AND b NEAR/2 c")) == {"lang", "site"}
