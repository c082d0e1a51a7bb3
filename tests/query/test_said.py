"""A query said again reads back as the same query, whatever it is."""

from __future__ import annotations

from random import Random

import pytest

from palabre.query.grammar import parse
from palabre.query.said import echoed, said
from palabre.query.tree import Term
from tests.query.random_trees import random_tree


@pytest.mark.parametrize(("seed", "trees"), [(1, 1_000), pytest.param(2, 9_000, marks=pytest.mark.slow)])
def test_every_tree_reads_back_as_itself(seed: int, trees: int) -> None:
    rng = Random(seed)
    for _ in range(trees):
        tree = random_tree(rng)

        assert parse(said(tree)) == tree, said(tree)


def test_an_echo_means_what_its_query_means() -> None:
    rng = Random(3)
    for _ in range(500):
        tree = random_tree(rng)

        assert parse(echoed(tree)) == tree, echoed(tree)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("a b", "a AND b"),
        ("a ET b OU c SAUF d", "a AND b OR c AND NOT d"),
        ("((a)) (b (c))", "a AND b AND c"),
        ("(a OR b) c -d", "(a OR b) AND c AND NOT d"),
        ("a -(b c)", "a AND NOT (b AND c)"),
        ("a NOT (b NEAR/3 c)", "a AND NOT (b NEAR/3 c)"),
        ("a ONEAR/3 (b OU c)", "a NEAR/3f (b OR c)"),
        ("a PRÈS/2 b NEAR/3F c", "a NEAR/2 b AND b NEAR/3f c"),
        ("« deux   mots »  “trois\nmots” „vier Wörter“~05", '"deux mots" AND "trois mots" AND "vier Wörter"~5'),
        ('«a "b"»', '«a "b"»'),
        ('"deux mot*"', '"deux mot*"'),
        ("Langue:FR auteur:@Jean Genre:réponse avec:Vidéo", "lang:fr AND author:jean AND kind:reply AND has:video"),
        ('site:"https://www.LeMonde.fr/" url:"deux mots"', 'site:lemonde.fr AND url:"deux mots"'),
        ("SOURCE:Twitter lang:pt_BR author:le*", "source:x AND lang:pt-br AND author:le*"),
    ],
)
def test_a_query_is_said_in_one_form(written: str, canonical: str) -> None:
    assert said(parse(written)) == canonical


@pytest.mark.parametrize(
    ("written", "echo"),
    [
        ("a b OR c", "(a AND b) OR c"),
        ("a OR b c NEAR/2 d -e", "a OR (b AND c NEAR/2 d AND NOT e)"),
        ("(a OR b) c", "(a OR b) AND c"),
        ("a OR b", "a OR b"),
    ],
)
def test_the_echo_shows_the_parentheses_that_precedence_implies(written: str, echo: str) -> None:
    assert echoed(parse(written)) == echo


def test_a_term_made_elsewhere_is_never_said_as_something_else() -> None:
    assert said(Term(written="deux mots")) == '"deux mots"'
    assert said(Term(written="OU")) == '"OU"'
    assert said(Term(written="-x")) == '"-x"'
