"""What a query means, as a tree, and what is wrong with one that means nothing, with the exact column."""

from __future__ import annotations

from random import Random

import pytest

from palabre.errors import QueryError
from palabre.query.grammar import DEEPEST, parse
from palabre.query.meaning import meaning
from palabre.query.said import parts_of, said
from palabre.query.tree import And, Field, Near, Node, Not, Or, Term
from palabre.text.folding import is_alone
from palabre.words.messages import told
from tests.query.random_trees import random_tree, soup


def word(written: str) -> Term:
    return Term(written=written)


def phrase(written: str, *, prefix: bool = False, within: int | None = None) -> Term:
    return Term(written=written, quoted=True, prefix=prefix, within=within)


def near(left: Node, right: Node, words: int, *, ordered: bool = False) -> Near:
    return Near(left=left, right=right, words=words, ordered=ordered)


def every(*nodes: Node) -> And:
    return And(nodes=nodes)


def either(*nodes: Node) -> Or:
    return Or(nodes=nodes)


def no(node: Node) -> Not:
    return Not(node=node)


A, B, C, D = map(word, "abcd")


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("a", A),
        ("a b c", every(A, B, C)),
        ("a AND (b AND (c d))", every(A, B, C, D)),
        ("a OR (b OR c) OU d", either(A, B, C, D)),
        ("a b OR c d", either(every(A, B), every(C, D))),
        ("(a OR b) c", every(either(A, B), C)),
        ("a NOT b", every(A, no(B))),
        ("a AND NOT b", every(A, no(B))),
        ("a ET SAUF b", every(A, no(B))),
        ("a -b -(c d)", every(A, no(B), no(every(C, D)))),
        ("a (-b OR c)", every(A, either(no(B), C))),
        ("a NOT NOT b", every(A, B)),
        ("a NOT (NOT (b c))", every(A, B, C)),
        ("a -b NOT -c", every(A, no(B), C)),
        ("a NEAR/3 b", near(A, B, 3)),
        ("a ONEAR/0 b", near(A, B, 0, ordered=True)),
        ("a PRES/7f b OR c", either(near(A, B, 7, ordered=True), C)),
        ("a (b OR (c OR d)) NEAR/100 a", every(A, near(either(B, C, D), A, 100))),
        ("a NEAR/2 b NEAR/3f c", every(near(A, B, 2), near(B, C, 3, ordered=True))),
        ("a NOT (b NEAR/2 c)", every(A, no(near(B, C, 2)))),
        ("a NEAR/2 b c NEAR/3 d", every(near(A, B, 2), near(C, D, 3))),
        ('"deux mots"~3 “trois” « quatre »', every(phrase("deux mots", within=3), phrase("trois"), phrase("quatre"))),
        ('chat* "deux mot*"', every(Term(written="chat", prefix=True), phrase("deux mot", prefix=True))),
        ('a"b"c', every(A, phrase("b"), C)),
        ("-a-b c", every(no(word("a-b")), C)),
        (
            "#tag @jean-paul.fr l'Oréal C++ 10:30",
            every(*map(word, ("#tag", "@jean-paul.fr", "l'Oréal", "C++", "10:30"))),
        ),
        ("and or not et ou sauf", every(*map(word, ("and", "or", "not", "et", "ou", "sauf")))),
        ("Attention: a", every(word("Attention:"), A)),
        ('"AND" a', every(phrase("AND"), A)),
        ("東*", Term(written="東", prefix=True)),
        ("lang:fr", Field(name="lang", value="fr")),
        ('AUTEUR:"@Jean Dupont" a', every(Field(name="author", value="jean dupont"), A)),
        ("author:le* a", every(Field(name="author", value="le", prefix=True), A)),
        ("-site:www.LeMonde.fr/ a", every(no(Field(name="site", value="lemonde.fr")), A)),
        ("url:a-b/spor*", Field(name="url", value="a-b/spor", prefix=True)),
        ("genre:avis avec:photo", every(Field(name="kind", value="review"), Field(name="has", value="image"))),
        ("a\u3000b\nc\td", every(A, B, C, D)),
    ],
)
def test_a_query_is_read_as_this_tree(query: str, tree: Node) -> None:
    assert parse(query) == tree


REFUSED = [
    ("", "query-empty", 1),
    (" \n", "query-empty", 1),
    ("a\x00b", "query-control", 2),
    ("ab\ud800", "query-control", 3),
    ('fromage "de chèvre', "query-open-quote", 9),
    ("un « deux", "query-open-quote", 4),
    ('a site:"b', "query-open-quote", 8),
    ("a b» c", "query-closing-quote", 4),
    ("((a OR b) AND c", "query-open-parenthesis", 1),
    ("a (b (c)", "query-open-parenthesis", 3),
    ("a (", "query-open-parenthesis", 3),
    ("a) b", "query-closing-parenthesis", 2),
    ("a ( ) b", "query-empty-group", 3),
    ("a AND", "query-nothing-after", 3),
    ("a (b OU) c", "query-nothing-after", 6),
    ("a (b AND", "query-nothing-after", 6),
    ("a NOT", "query-nothing-after", 3),
    ("a NEAR/3", "query-nothing-after", 3),
    ("OR a", "query-nothing-before", 1),
    ("a (AND b)", "query-nothing-before", 4),
    ("NEAR/3 a", "query-nothing-before", 1),
    ("a AND OR b", "query-two-operators", 7),
    ("a OR NOT AND b", "query-two-operators", 10),
    ("a NEAR/3 OR b", "query-two-operators", 10),
    ("a && b", "query-other-operator", 3),
    ("a || b", "query-other-operator", 3),
    ("a - b", "query-dash-alone", 3),
    ("a --b", "query-dash-alone", 3),
    ("a –b", "query-dash-alone", 3),
    ('"a"-b', "query-dash-glued", 4),
    ("(a)-b", "query-dash-glued", 4),
    ("a NEAR/3 site:b.c", "query-near-operand", 10),
    ("a NEAR/3 (b OR (c d))", "query-near-operand", 16),
    ("a NEAR/3 (b OR -c)", "query-near-operand", 16),
    ("(a b) NEAR/3 c", "query-near-operand", 1),
    ("a NOT b NEAR/3 c", "query-near-operand", 3),
    ("a NEAR/3 -b", "query-near-operand", 10),
    ("a NEAR/3 (b NEAR/2 c)", "query-near-operand", 10),
    ("a NEAR b", "query-near-number", 3),
    ("a NEAR/x b", "query-near-number", 3),
    ("a (b OR PRES OR c)", "query-near-number", 9),
    ("a NEAR/101 b", "query-too-far", 8),
    ("a PRÈS/" + "9" * 5_000 + " b", "query-too-far", 8),
    ('"a b"~101', "query-too-far", 7),
    ('"a b" ~3', "query-tilde", 7),
    ("a word~2", "query-tilde", 7),
    ("(a b)~3", "query-tilde", 6),
    ('"a b"~', "query-tilde-number", 6),
    ('"a b"~x', "query-tilde-number", 6),
    ("bon a*", "query-short-prefix", 5),
    ("bon l'a*", "query-short-prefix", 5),
    ("author:l*", "query-short-prefix", 8),
    ("url:a/b*", "query-short-prefix", 5),
    ("a " + "x" * 41 + "*", "query-long-prefix", 3),
    ("a lo*al", "query-star", 5),
    ("a *al", "query-star", 3),
    ("chat,*", "query-star", 6),
    ('"deux mo*s un"', "query-star", 9),
    ('"deux *"', "query-star", 7),
    ("chat**", "query-star", 5),
    ("lang:f*", "query-star-in-field", 7),
    ("site:*.a.fr", "query-star-in-field", 6),
    ("bon ... jour", "query-no-word", 5),
    ('bon "" jour', "query-no-word", 5),
    ("# a", "query-no-word", 1),
    ("* a", "query-no-word", 1),
    ("a \u200b", "query-no-word", 3),
    ("a http://b.fr/c", "query-link", 3),
    ("a langu:fr", "query-unknown-field-close", 3),
    ('a language:"fr"', "query-unknown-field-close", 3),
    ("a re:zero", "query-unknown-field", 3),
    ("a re:(zero)", "query-unknown-field", 3),
    ("a lang: fr", "query-field-empty", 3),
    ("author:@", "query-field-empty", 1),
    ('site:"https://www."', "query-field-empty", 1),
    ("author:(a OR b)", "query-field-group", 8),
    ("a kind:replies", "query-unknown-value-close", 8),
    ("a has:photos", "query-unknown-value-close", 7),
    ("a kind:zzz", "query-unknown-value", 8),
    ("site:lemonde.fr/sport", "query-site-host", 6),
    ("NOT a", "query-requires-nothing", 1),
    ("a OR -b", "query-requires-nothing", 6),
    ("NOT (a b) NOT c", "query-requires-nothing", 1),
    ("a OR NOT (NOT b OR c) OR NOT d", "query-requires-nothing", 26),
    ("a" * 100_001, "query-too-long", 100_001),
    ("a " * 30_000, "query-too-many-terms", 40_001),
    ("a " * 10_001 + "(" + " OR ".join(["a"] * 10_000) + ")", "query-too-many-terms", 69_999),
    ("(" * 10_000, "query-too-deep", DEEPEST + 1),
    ("(" * (DEEPEST + 1) + "a OR b" + ")" * (DEEPEST + 1), "query-too-deep", DEEPEST + 1),
    ("-a " * 12_000 + "b", "query-too-long-in-full", 1),
]


@pytest.mark.parametrize(("query", "message_id", "column"), REFUSED, ids=[f"{row[0][:20]!r}" for row in REFUSED])
def test_a_query_that_means_nothing_says_why_and_where(query: str, message_id: str, column: int) -> None:
    with pytest.raises(QueryError) as refused:
        parse(query)

    assert (refused.value.message_id, refused.value.fields["column"]) == (message_id, column)
    assert told(refused.value)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("chat OR -chien", "“NOT chien”, this search would find nearly every post"),
        ("langu:fr chat", "no field called “langu:”. Did you mean lang:?"),
        ("lien:a chat", "Did you mean url:?"),
        ("kind:reponses chat", "Did you mean kind:reply?"),
        ("has:photos chat", "Did you mean has:image?"),
        ("chat || chien", "Write OR instead"),
        ("chat AND OU chien", "OU follows AND directly"),
    ],
)
def test_a_refusal_says_what_to_do_now(query: str, sentence: str) -> None:
    with pytest.raises(QueryError) as refused:
        parse(query)

    assert sentence in told(refused.value)


def test_parentheses_may_be_many_but_not_too_high() -> None:
    assert parse("(" * DEEPEST + "a" + ")" * DEEPEST) == A
    assert parse("(a " * DEEPEST + ")" * DEEPEST) == every(*[A] * DEEPEST)
    with pytest.raises(QueryError, match="query-too-deep"):
        parse("a " + "NOT (a OR b " * (DEEPEST - 50) + ")" * (DEEPEST - 50))


def test_each_part_says_where_it_was_written() -> None:
    rng = Random(4)
    for _ in range(300):
        query = said(random_tree(rng))
        left = [parse(query)]
        while left:
            node = left.pop()
            left += parts_of(node)
            if isinstance(node, Term):
                assert query.startswith(node.written, node.column - 1 + node.quoted), (query, node)
            elif isinstance(node, Field | Not):
                assert query.startswith(node.name if isinstance(node, Field) else "NOT", node.column - 1)
            else:
                assert node.column == parts_of(node)[0].column or query[node.column - 1] == "("


def test_blanks_change_nothing() -> None:
    rng = Random(5)
    for _ in range(300):
        tree = random_tree(rng)

        assert parse(said(tree).replace(" ", " \n")) == tree


def terms_of(tree: Node) -> list[Term]:
    left = [tree]
    for node in left:
        left += parts_of(node)
    return [node for node in left if isinstance(node, Term)]


def is_sound(term: Term) -> bool:
    """Whether there is something to look for, and no beginning that is too short or too long."""
    begun = [way.elements[-1][1].lstrip("#@") for way in meaning(term) if way.prefix]
    return bool(meaning(term)) and all(2 <= len(one) <= 40 or is_alone(one) for one in begun)


def test_anything_written_is_read_or_refused_with_its_column() -> None:
    rng = Random(6)
    read = 0
    for _ in range(5_000):
        query = soup(rng)
        try:
            tree = parse(query)
        except QueryError as refused:
            assert 1 <= int(str(refused.fields["column"])) <= len(query) + 1, query
            assert told(refused)
            continue
        read += 1
        assert parse(said(tree)) == tree, query
        assert all(is_sound(term) for term in terms_of(tree)), query
    assert read > 500
