"""Queries of other products: what they become here, and what is said of what differs."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from palabre.errors import QueryError
from palabre.query.foreign import Dialect, translated
from palabre.query.grammar import parse
from palabre.query.said import said
from palabre.words.messages import sentence, told
from tests.query.random_trees import SOUP, finds


@pytest.mark.parametrize(
    ("query", "ours", "differences"),
    [
        ('("apple juice" OR cider) AND fruit NOT pie', '("apple juice" OR cider) AND fruit AND NOT pie', []),
        ("apple juice", "apple AND juice", []),
        ("apple AND -pie", "apple AND NOT pie", []),
        ("(apple OR pear) NEAR/5 (phone OR tablet)", "(apple OR pear) NEAR/5 (phone OR tablet)", []),
        ("logitech NEAR/2f keyboard", "logitech NEAR/2f keyboard", []),
        ('"apple juice"~5', '"apple juice"~5', []),
        ('"red apple juice"~5', '"red apple juice"~5', [("foreign-slop", 1)]),
        ("((cake OR pie) AND (birthday OR feast))~5", "(cake OR pie) NEAR/5 (birthday OR feast)", []),
        ('complain* "apple jui*"', 'complain* AND "apple jui*"', []),
        ("customi?e OR colo*r", "customi* OR colo*", [("foreign-wider", 1), ("foreign-wider", 14)]),
        ('"really? yes"', '"really yes"', [("foreign-punctuation", 2)]),
        ("language:en #tag @handle", "lang:en AND #tag AND @handle", []),
        ("cider site:twitter.com", "cider AND source:x", []),
        ("cider -site:lemonde.fr", "cider", [("foreign-published", 8)]),
        ('links:msn.com links:"msn.com/news"', "site:msn.com AND url:msn.com/news", []),
        ("author:ladygaga", "author:ladygaga", [("foreign-author", 1)]),
        ('author:"lady gaga" cider', "cider", [("foreign-left-out", 1)]),
        ('title:"apple juice"', '"apple juice"', [("foreign-wider", 1)]),
        ("title:(apple OR pear)", "apple OR pear", [("foreign-wider", 8), ("foreign-wider", 17)]),
        ("cider NOT title:apple", "cider", [("foreign-left-out", 11)]),
        ("{BT} OR raw:Google+", '"BT" OR Google+', [("foreign-case", 1), ("foreign-case", 9)]),
        ("cider engagementType:RETWEET", "cider AND kind:repost", []),
        ("cider imageType:image", "cider AND has:image", [("foreign-wider", 7)]),
        ("cider country:gbr AND rating:[3 TO 5]", "cider", [("foreign-left-out", 7), ("foreign-left-out", 23)]),
        ("cider (pie OR country:gbr)", "cider", [("foreign-left-with", 8), ("foreign-left-out", 15)]),
        ("cider NOT (pie OR country:gbr)", "cider AND NOT pie", [("foreign-left-out", 19)]),
        ("cider NOT (pie AND country:gbr)", "cider", [("foreign-left-with", 12), ("foreign-left-out", 20)]),
        ("cider <<<not (this>>> pie country:x", "cider AND pie", [("foreign-left-out", 27)]),
        ("OU ET cider", '"OU" AND "ET" AND cider', []),
        ("subreddit: nba ball", "ball", [("foreign-left-out", 12)]),
    ],
)
def test_a_query_of_brandwatch(query: str, ours: str, differences: list[tuple[str, int]]) -> None:
    check(query, "brandwatch", ours, differences)


@pytest.mark.parametrize(
    ("query", "ours", "differences"),
    [
        ("BMW AND NOT bike", "BMW AND NOT bike", []),
        ("chocolate -swiss", "chocolate AND NOT swiss", []),
        ("BMW -site:”mysite.com”", "BMW", [("foreign-published", 6)]),
        ("a1 NEAR/4 b1 OR a1 ONEAR/3 b1", "a1 NEAR/4 b1 OR a1 NEAR/3f b1", []),
        ("Luxemb* adverti?e", "Luxemb* AND adverti*", [("foreign-wider", 9)]),
        ("+Apple lang:en", "Apple AND lang:en", [("foreign-case", 2)]),
        ('++"C#" dev', '"C#" AND dev', [("foreign-case", 3)]),
        ("cider -+Apple", "cider", [("foreign-left-out", 9)]),
        ("cider sourcetype:SOCIALMEDIA_TWITTER", "cider AND source:x", []),
        ("cider sourcetype:BLOG", "cider", [("foreign-left-out", 7)]),
        ("cider title:pie content:tart", "cider AND pie AND tart", [("foreign-wider", 7), ("foreign-wider", 17)]),
    ],
)
def test_a_query_of_talkwalker(query: str, ours: str, differences: list[tuple[str, int]]) -> None:
    check(query, "talkwalker", ours, differences)


@pytest.mark.parametrize(
    ("query", "ours", "differences"),
    [
        ("apple pear", "apple OR pear", []),
        ("+apple +pear -pie", "apple AND pear AND NOT pie", []),
        ("+apple pear", "apple", [("foreign-optional", 8)]),
        ("apple AND pear OR plum", "apple AND pear", [("foreign-optional", 19)]),
        ("plum OR apple AND pear", "apple AND pear", [("foreign-optional", 1)]),
        ("apple && (pear || plum) && !pie", "apple AND (pear OR plum) AND NOT pie", []),
        ("apple pie NOT tart", "(apple OR pie) AND NOT tart", []),
        ('"big apple"~3', '"big apple"~3', [("foreign-slop", 1)]),
        ('"big apple"~0', '"big apple"', []),
        ("apple^2 OR (pear plum)^0.5", "apple OR pear OR plum", [("foreign-boost", 6), ("foreign-boost", 23)]),
        ("title:(apple pie)", "apple OR pie", [("foreign-wider", 8), ("foreign-wider", 14)]),
        ("lang:fr AND apple", "lang:fr AND apple", []),
        ("apple AND date:[2002 TO *]", "apple", [("foreign-left-out", 11)]),
        ("apple AND date:{2002 TO 2003]", "apple", [("foreign-left-out", 11)]),
        ("apple AND followers:>10", "apple", [("foreign-left-out", 11)]),
        ("*:* AND apple", "apple", [("foreign-left-out", 1)]),
        ("te?t te*t test*", "te* OR te* OR test*", [("foreign-wider", 1), ("foreign-wider", 6)]),
        ('"foo ba*"', '"foo ba"', [("foreign-punctuation", 2)]),
        (r"C\+\+ OR \(1\+1\)\:2 OR what\?", 'C++ OR "(1+1):2" OR what?', []),
        (r'"a \"b\" c"', '«a "b" c»', []),
        (r"foo\*bar OR new\ york", '"foo bar" OR "new york"', []),
        ("hashtag:apple AND user:ana", "#apple AND author:ana", [("foreign-author", 19)]),
        ("source:twitter AND apple", "source:x AND apple", []),
        ('source:"Twitter for iPhone" AND apple', "apple", [("foreign-left-out", 1)]),
    ],
)
def test_a_query_of_lucene(query: str, ours: str, differences: list[tuple[str, int]]) -> None:
    check(query, "lucene", ours, differences)


def check(query: str, dialect: Dialect, ours: str, differences: list[tuple[str, int]]) -> None:
    found = translated(query, dialect)

    assert found.query == ours == said(parse(found.query))
    assert [(one.message_id, one.column) for one in found.differences] == differences
    for one in found.differences:
        assert sentence(one.message_id, one.fields).startswith(f"Column {one.column}: ")


REFUSED: list[tuple[Dialect, str, str, int]] = [
    ("brandwatch", "country:fra", "foreign-nothing-left", 1),
    ("brandwatch", "apple OR country:fra", "foreign-nothing-left", 10),
    ("brandwatch", "country:fra NOT apple", "query-requires-nothing", 13),
    ("brandwatch", "apple~2", "foreign-fuzzy", 6),
    ("brandwatch", "c*der", "foreign-wildcard", 2),
    ("brandwatch", '"jui* bar"', "foreign-phrase-wildcard", 5),
    ("brandwatch", '"customi?e it"', "foreign-phrase-wildcard", 9),
    ("brandwatch", "(apple OR pear)~5", "foreign-group-near", 16),
    ("brandwatch", "(apple AND pear AND plum)~5", "foreign-group-near", 26),
    ("brandwatch", "apple <<<pie", "foreign-open-comment", 7),
    ("brandwatch", "apple {pie", "foreign-bracket", 7),
    ("brandwatch", "apple && pie", "foreign-mark", 7),
    ("brandwatch", "apple ONEAR/3 pie", "foreign-mark", 7),
    ("brandwatch", "apple NEAR/3 (pie NEAR/2 tart)", "query-near-operand", 14),
    ("brandwatch", "apple NEAR/3 country:fra", "query-near-operand", 14),
    ("brandwatch", "apple AND title: AND pie", "query-field-empty", 11),
    ("brandwatch", "apple AND (pie", "query-open-parenthesis", 11),
    ("brandwatch", "apple) pie", "query-closing-parenthesis", 6),
    ("brandwatch", 'apple "pie', "query-open-quote", 7),
    ("talkwalker", "apple SENTENCE/2 pie", "foreign-no-operator", 7),
    ("talkwalker", "+(apple pie)", "foreign-mark", 2),
    ("talkwalker", "{apple}", "foreign-mark", 1),
    ("talkwalker", "(apple AND pie)~5", "query-tilde", 16),
    ("lucene", "roam~0.8", "foreign-fuzzy", 5),
    ("lucene", "apple OR /jo[ae]n/", "foreign-regex", 10),
    ("lucene", "NOT apple", "foreign-only-negative", 1),
    ("lucene", "apple AND (NOT pie)", "foreign-only-negative", 11),
    ("lucene", "apple NEAR/3 pie", "foreign-mark", 7),
    ("lucene", "apple AND OR pie", "query-two-operators", 11),
    ("lucene", "OR pie", "query-nothing-before", 1),
    ("lucene", "apple AND", "query-nothing-after", 7),
    ("lucene", "(apple", "query-open-parenthesis", 1),
    ("lucene", "apple ()", "query-empty-group", 7),
    ("lucene", '"a b"~x', "query-tilde-number", 6),
    ("lucene", "*phone", "foreign-wildcard", 1),
]


@pytest.mark.parametrize(("dialect", "query", "message_id", "column"), REFUSED)
def test_what_cannot_be_said_here_is_refused(dialect: Dialect, query: str, message_id: str, column: int) -> None:
    with pytest.raises(QueryError) as refused:
        translated(query, dialect)

    assert (refused.value.message_id, refused.value.fields["column"]) == (message_id, column)
    assert told(refused.value).startswith(f"Column {column}: ")


WORDS = ("un", "deux", "trois", "quatre")


def boolean_query(rng: Random, height: int, unknown: str) -> tuple[str, str]:
    """A query made of words and conditions nobody can ask here, and the Python that says when it matches."""
    if not height:
        word = rng.choice((*WORDS, unknown))
        return word, f"({word.replace(':', '')!r} in post)"
    (left, is_left), (right, is_right) = (boolean_query(rng, height - 1, unknown) for _ in range(2))
    if rng.random() < 0.4:
        return f"({left} AND NOT {right})", f"({is_left} and not {is_right})"
    operator = rng.choice(("AND", "OR"))
    return f"({left} {operator} {right})", f"({is_left} {operator.lower()} {is_right})"


@pytest.mark.parametrize("dialect", ["brandwatch", "talkwalker"])
def test_what_is_left_out_makes_a_query_find_more_and_never_less(dialect: Dialect) -> None:
    rng = Random(12)
    narrower = 0
    for _ in range(600):
        query, rule = boolean_query(rng, rng.randint(1, 3), "country:fra")
        try:
            ours = parse(translated(query, dialect).query)
        except QueryError as refused:
            assert refused.message_id in ("foreign-nothing-left", "query-requires-nothing"), query
            continue
        for held in product((False, True), repeat=5):
            post = frozenset(word for word, is_held in zip((*WORDS, "countryfra"), held, strict=True) if is_held)
            is_found = eval(rule, {"post": post})  # noqa: S307 - the rule is made above
            assert finds(ours, post) or not is_found, (query, ours)
            narrower += finds(ours, post) and not is_found
    assert narrower > 100


def clauses(rng: Random, height: int) -> tuple[str, str]:
    """A list of clauses marked + and -, and the Python that says when Lucene matches it."""
    required: list[str] = []
    optional: list[str] = []
    denied: list[str] = []
    written = []
    for _ in range(rng.randint(1, 4)):
        text, rule = clauses(rng, height - 1) if height and rng.random() < 0.4 else word_clause(rng)
        mark, kind = rng.choice((("+", required), ("", optional), ("-", denied)))
        kind.append(rule)
        written.append(mark + text)
    if not required and not optional:
        text, rule = word_clause(rng)
        required.append(rule)
        written.append(f"+{text}")
    wanted = " and ".join(required) if required else f"({' or '.join(optional)})"
    return f"({' '.join(written)})", f"({' and '.join([wanted, *(f'not {rule}' for rule in denied)])})"


def word_clause(rng: Random) -> tuple[str, str]:
    word = rng.choice(WORDS)
    return word, f"({word!r} in post)"


def test_clauses_of_lucene_find_what_lucene_finds() -> None:
    rng = Random(13)
    for _ in range(400):
        query, rule = clauses(rng, 2)
        ours = parse(translated(query, "lucene").query)
        for held in product((False, True), repeat=4):
            post = frozenset(word for word, is_held in zip(WORDS, held, strict=True) if is_held)
            assert finds(ours, post) == eval(rule, {"post": post}), query  # noqa: S307 - the rule is made above


@pytest.mark.parametrize("dialect", ["brandwatch", "talkwalker", "lucene"])
def test_anything_is_translated_into_a_query_or_refused_with_its_column(dialect: Dialect) -> None:
    rng = Random(14)
    read = 0
    for _ in range(2_000):
        query = " ".join("".join(rng.choice(SOUP) for _ in range(rng.randint(1, 3))) for _ in range(rng.randrange(8)))
        try:
            found = translated(query, dialect)
        except QueryError as refused:
            assert 1 <= int(str(refused.fields["column"])) <= len(query) + 1, query
            assert told(refused)
            continue
        read += 1
        assert said(parse(found.query)) == found.query, query
        for one in found.differences:
            assert 1 <= one.column <= len(query) + 1, query
            assert sentence(one.message_id, one.fields)
    assert read > 50
