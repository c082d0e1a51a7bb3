"""What a search made of words finds, where, and what it refuses, with the column."""

# ruff: noqa: RUF001 - letters that look like others are what folding is about

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from palabre.errors import QueryError
from palabre.query import find, parse
from palabre.query.words import LONGEST, may_match
from palabre.text.folding import words_of

STRANGE = "ﬁœŒæßØłİ①½Ｌ𝐋ガ東京ไทย👍🏽❤️🇫🇷ـقَ\u00ad\u200b#@＃'’-_.*\"«»“”„()0aàAz \n\t"
TEXTS = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from(STRANGE)), max_size=40)
QUERIES = st.one_of(
    TEXTS,
    st.lists(
        st.sampled_from(["café", "#tag", "@ana", '"deux mots"', "«l’été»", "crè*", "AND", "-non", "(", "NEAR/3", "*"]),
        max_size=6,
    ).map(" ".join),
)


def found(query: str, text: str) -> list[str] | None:
    spans = find(parse(query), text)
    return None if spans is None else [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ("creme", "La CRÈME brûlée", ["CRÈME"]),
        ("crème brulee", "brûlée, la creme", ["brûlée", "creme"]),
        ("l'Oréal", "Chez L’OREAL et l oréal", ["L’OREAL", "l oréal"]),
        ("l'Oréal", "chez oréal", None),
        ("coeur", "Œuvre de cœur", ["cœur"]),
        ("ﬁn", "enfin la fin", ["fin"]),
        ("été", unicodedata.normalize("NFD", "un bel été !"), [unicodedata.normalize("NFD", "été")[:-1]]),
        (unicodedata.normalize("NFD", "été"), "un bel été", ["été"]),
        ("東京", "我在東京塔", ["東京"]),
        ("東塔", "我在東京塔", None),
        ("👍", "top 👍🏽 !", ["👍"]),
        ("❤️", "j’❤ ça", ["❤"]),
        ("🇫🇷", "allez 🇫🇷", ["🇫🇷"]),
        ("loreal", "#LOréal et loréal", ["#LOréal", "loréal"]),
        ("#loreal", "#LOréal et loréal", ["#LOréal"]),
        ("#loreal", "loréal seul", None),
        ("@ana", "merci @Ana, ana !", ["@Ana"]),
        ("@ana.bsky.social", "cc @ana.bsky.social", ["@ana.bsky.social"]),
        ('"deux mots"', "deux, mots ; mots deux", ["deux, mots"]),
        ("« deux mots »", "deux mots", ["deux mots"]),
        ("“deux mots”", "mots deux", None),
        ("crè*", "Les crêpes et la crème", ["crêpes", "crème"]),
        ("rock'n'ro*", "Rock n roll", ["Rock n roll"]),
        ("a*b", "le a b", ["a b"]),
        ("le le", "le bon, le beau", ["le", "le"]),
        ("cat", "concatenate", None),
        ("3 000", "3 personnes, 000", ["3", "000"]),
        ("and", "this and that", ["and"]),
        ("c'est-à-dire", "c’est à dire", ["c’est à dire"]),
        ("mot", "", None),
    ],
)
def test_a_search_finds_these_words(query: str, text: str, words: list[str] | None) -> None:
    assert found(query, text) == words


@pytest.mark.parametrize(
    ("query", "message_id", "column"),
    [
        ("", "query-empty", 1),
        (" \n\t", "query-empty", 1),
        ('fromage "de chèvre', "query-open-quote", 9),
        ("un « deux", "query-open-quote", 4),
        ("bon ... jour", "query-no-word", 5),
        ('bon "" jour', "query-no-word", 6),
        ("#", "query-no-word", 1),
        ("* fin", "query-no-word", 1),
        ("bon a*", "query-short-prefix", 5),
        ("chat OR chien", "query-words-only", 6),
        ("chat NOT chien", "query-words-only", 6),
        ("chat SAUF chien", "query-words-only", 6),
        ("chat NEAR/3f chien", "query-words-only", 6),
        ("chat -chien", "query-words-only", 6),
        ("(chat", "query-words-only", 1),
        ("chat)", "query-words-only", 1),
        ("prix lang:fr", "query-words-only", 6),
        ("x" * (LONGEST + 1), "query-too-long", LONGEST + 1),
    ],
)
def test_a_search_that_means_nothing_says_where(query: str, message_id: str, column: int) -> None:
    with pytest.raises(QueryError) as refused:
        parse(query)

    assert (refused.value.message_id, refused.value.fields["column"]) == (message_id, column)


@pytest.mark.parametrize("query", ["l'Oréal*", "10:30", "https://exemple.fr/a-b?c=d", "C++", "R&D", "x" * LONGEST])
def test_odd_words_are_searched_for_all_the_same(query: str) -> None:
    assert found(query, f"avant {query.rstrip('*')} après")


def test_a_prefix_of_one_ideogram_means_that_ideogram() -> None:
    assert found("東京*", "我在東京塔") == ["東京"]


@settings(deadline=None)
@given(QUERIES, TEXTS)
@example("a" * 40, "a" * 40)
def test_nothing_but_a_query_error_and_spans_that_hold_the_words(query: str, text: str) -> None:
    try:
        wanted = parse(query)
    except QueryError as refused:
        assert 1 <= int(str(refused.fields["column"])) <= len(query) + 1
        return
    for around in (text, f"{text} {query} {text}"):
        spans = find(wanted, around)
        assert (spans is None) <= (not may_match(wanted, around) or around == text)
        for start, end in spans or ():
            assert 0 <= start < end <= len(around)
            held = {word.folded for word in words_of(around[start:end])}
            assert any(set(term.words[:-1]) <= held for term in wanted.terms)


@settings(deadline=None)
@given(TEXTS)
def test_every_word_of_a_text_is_found_in_it(text: str) -> None:
    for word in words_of(text):
        assert (word.start, word.end) in (find(parse(f'"{word.sign}{word.folded}"'), text) or ())


@settings(deadline=None)
@given(QUERIES, TEXTS)
def test_the_quick_look_never_says_no_to_what_is_found(query: str, text: str) -> None:
    try:
        wanted = parse(query)
    except QueryError:
        return
    words = [word.folded for word in words_of(text)]
    signless = [term for term in wanted.terms if not term.sign and not term.prefix]
    there = all(any(words[n : n + len(term.words)] == list(term.words) for n in range(len(words))) for term in signless)

    if len(signless) == len(wanted.terms) and there:
        assert may_match(wanted, text)
