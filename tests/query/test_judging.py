"""What is said of a query that can be read but is doubtful, and where; most queries are left in peace."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from palabre.query.grammar import all_of, any_of, parse
from palabre.query.judging import MOST_OF_ONE, judged, requires_nothing
from palabre.query.said import parts_of, said
from palabre.query.tree import And, Node, Not, Or, Term
from palabre.words.messages import sentence
from tests.query.generated import random_posts, random_trees
from tests.query.naive import matches
from tests.query.random_trees import finds, random_tree


def said_of(query: str) -> list[tuple[str, int]]:
    return [(one.message_id, one.column) for one in judged(parse(query))]


@pytest.mark.parametrize(
    "query",
    [
        "chat",
        '"rock and roll" (concert OR festival) -complet',
        "lemonde NEAR/5 (grève OR manifestation) lang:fr",
        "LG écran",
        "author:lemonde.fr",
        "#or",
        "東",
        "chat* chaton NOT chats",
        "#loreal NOT @loreal",
        "(chat lang:fr) OR (cat lang:en)",
        "(chat -noir) OR (noir -chat)",
        "lang:pt lang:pt-br fado",
        '"a b" NOT "b a"',
        "site:lemonde.fr NOT site:sport.lemonde.fr",
        "author:jean.fr NOT author:jean.fr.org",
        "(a OR (b AND c)) dans",
    ],
)
def test_an_ordinary_query_is_left_in_peace(query: str) -> None:
    assert said_of(query) == []


@pytest.mark.parametrize(
    ("query", "remarks"),
    [
        ("chat and chien", [("query-operator-as-word", 6)]),
        ("chat Or chien", [("query-operator-as-word", 6)]),
        ("chat et chien ou loup", [("query-operator-as-word", 6), ("query-operator-as-word", 15)]),
        ("not chat", [("query-operator-as-word", 1)]),
        ("chat sauf chien", [("query-operator-as-word", 6)]),
        ("chat near/3 chien", [("query-operator-as-word", 6)]),
        ('chat "and" chien', []),
        ("and chat", []),
        ("chat chien Chat", [("query-twice", 12)]),
        ('chat OR chien OR "CHAT"', [("query-twice", 18)]),
        ("chat -noir -noir", [("query-twice", 12)]),
        ("chat lang:fr lang:fr", [("query-twice", 14)]),
        ("lang:fr", [("query-broad", 1)]),
        ("source:x NOT pub", [("query-broad", 1)]),
        ("chat OR has:image", [("query-broad", 9)]),
        ("lang:french chat", [("query-no-language-close", 1)]),
        ("lang:fr,en chat", [("query-no-language", 1)]),
        ("les", [("query-everyday-word", 1)]),
        ('marque OR "pour"', [("query-everyday-word", 11)]),
        ("dans lang:fr NOT pub", [("query-everyday-word", 1)]),
        ("LG OR samsung", [("query-short-word", 1)]),
        ("(LG OR samsung) -tv", [("query-short-word", 2)]),
        ("chat chien OR loup", [("query-mixed", 1)]),
        ("loup OR (chat (chien OR renard lynx))", [("query-mixed", 25)]),
        ("(chat chien) OR loup", []),
    ],
)
def test_a_doubtful_query_is_remarked_upon(query: str, remarks: list[tuple[str, int]]) -> None:
    assert said_of(query) == remarks


@pytest.mark.parametrize(
    ("query", "column"),
    [
        ("chat chien NOT Chat", 1),
        ("chat NOT (chien OR chat)", 1),
        ("(chat OR chien) -chat -chien", 2),
        ('"chat noir" NOT chat', 1),
        ('"chat noir"~3 NOT noi*', 1),
        ("chats* NOT chat*", 1),
        ("#chat NOT chat", 1),
        ("@jean-paul.fr NOT @jean", 1),
        ("@jean-paul.fr NOT jean", 1),
        ("l'Oréal NOT (loreal OR oréal)", 1),
        ("noir (chat NEAR/3 chien) NOT chien", 19),
        ("(chat (noir OR chien) -noir -chien)", 8),
        ("site:sport.lemonde.fr chat NOT site:lemonde.fr", 1),
        ("author:jean.fr NOT author:jean", 1),
        ("chat kind:reply NOT kind:reply", 6),
    ],
)
def test_what_is_required_and_excluded_can_never_match(query: str, column: int) -> None:
    remarks = judged(parse(query))

    assert [(one.message_id, one.severity, one.column) for one in remarks] == [
        ("query-contradiction", "contradiction", column)
    ]


def test_a_post_has_one_language_one_source_and_one_kind() -> None:
    for query in ("chat lang:fr lang:en", "chat source:x source:bluesky", "chat kind:post kind:reply"):
        (remark,) = judged(parse(query))

        assert (remark.message_id, remark.severity) == ("query-two-values", "contradiction")
        assert remark.column == query.rindex(" ") + 2


def test_an_alternative_that_is_excluded_elsewhere_is_pointed_at() -> None:
    assert said_of("(chat OR chien OR loup) NOT chien") == [("query-dead-part", 10)]
    assert said_of("((noir chat) OR chien) -chat") == [("query-dead-part", 8)]


def test_the_echo_shows_how_the_whole_query_is_read() -> None:
    (remark,) = judged(parse("chat noir OR chien"))

    assert remark.severity == "note"
    assert sentence(remark.message_id, remark.fields).endswith("(chat AND noir) OR chien")


def test_a_query_that_requires_nothing_is_told_from_one_that_does() -> None:
    chat, noir = Term(written="chat"), Term(written="noir")

    assert requires_nothing(Not(node=chat))
    assert requires_nothing(any_of([chat, Not(node=noir)]))
    assert requires_nothing(Not(node=all_of([chat, Not(node=noir)])))
    assert not requires_nothing(Not(node=any_of([chat, Not(node=noir)])))
    assert not requires_nothing(all_of([chat, Not(node=noir)]))


def test_a_fault_made_a_thousand_times_is_told_a_few_times() -> None:
    assert len(judged(parse(" OR ".join(["chat"] * 1_000)))) == MOST_OF_ONE


def test_every_remark_has_its_sentence() -> None:
    rng = Random(7)
    told = set()
    for _ in range(700):
        for remark in judged(random_tree(rng)):
            assert sentence(remark.message_id, remark.fields).startswith(f"Column {remark.column}: ")
            told.add(remark.message_id)
    assert len(told) > 5


def boolean_tree(rng: Random, height: int) -> Node:
    if not height:
        return Term(written=rng.choice(("un", "deux", "trois", "quatre")))
    parts = [boolean_tree(rng, height - 1) for _ in range(2)]
    if rng.random() < 0.5:
        parts[1] = parts[1].node if isinstance(parts[1], Not) else Not(node=parts[1])
    return (all_of if rng.random() < 0.6 else any_of)(parts)


def test_a_contradiction_is_never_found_and_what_requires_nothing_is_found_in_an_empty_post() -> None:
    rng = Random(8)
    posts = [frozenset(some) for n in range(5) for some in combinations(("un", "deux", "trois", "quatre"), n)]
    contradictions = 0
    for _ in range(1_000):
        tree = boolean_tree(rng, rng.randint(1, 3))

        assert requires_nothing(tree) == finds(tree, frozenset())
        if any(one.severity == "contradiction" for one in judged(tree)):
            contradictions += 1
            assert not any(finds(tree, post) for post in posts)
    assert contradictions > 30


def clauses_of(trees: list[Node]) -> list[Node]:
    left = list(trees)
    found: list[Node] = []
    while left:
        node = left.pop()
        left += parts_of(node)
        if not isinstance(node, And | Or | Not):
            found.append(node)
    return found


def test_no_post_holds_what_is_said_to_be_contradictory() -> None:
    rng = Random(9)
    clauses, posts = clauses_of(random_trees(10, 300)), random_posts(11, 50)
    contradictions = 0
    for _ in range(2_000):
        tree = And(nodes=(rng.choice(clauses), Not(node=rng.choice(clauses))))
        if any(one.severity == "contradiction" for one in judged(tree)):
            contradictions += 1
            assert not any(matches(tree, post) for post in posts), said(tree)
    assert contradictions > 30
