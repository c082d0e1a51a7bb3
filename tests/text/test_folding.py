"""What folds to what, where words begin and end, and that no text can break it."""

# ruff: noqa: RUF001 - letters that look like others are what folding is about

from __future__ import annotations

import re
import unicodedata
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palabre.text.folding import fold, words_of

# Text as people and machines write it: every code point, with those that fold strangely more often.
STRANGE = "ﬁœŒæßẞøłđıİþ²①½ＡＢ𝐋𝒐ｶﾞカガ東京ไทย👍🏽❤️🇫🇷👨‍👩‍👧ـقَال\u00ad\u200bе\u0308йŉǆ㍿㋀#@＃＠'’-_.*0a"
TEXTS = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from(STRANGE)), max_size=60)


def folded(text: str) -> list[str]:
    return [word.folded for word in words_of(text)]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("L’Oréal l'ORÉAL", ["l", "oreal", "l", "oreal"]),
        ("rock'n'roll porte-monnaie", ["rock", "n", "roll", "porte", "monnaie"]),
        ("cœur ŒUVRE læg Straße ẞ", ["coeur", "oeuvre", "laeg", "strasse", "ss"]),
        ("Łódź søren đak ıspartA İzmir þing ð", ["lodz", "soren", "dak", "isparta", "izmir", "thing", "d"]),
        ("ﬁn eﬃcace Ｔｏｋｙｏ 𝐁𝐨𝐥𝐝 ①²", ["fin", "efficace", "tokyo", "bold", "12"]),
        (unicodedata.normalize("NFD", "été ÇA"), ["ete", "ca"]),
        ("Άνθρωπος ёлка йод", ["ανθρωποσ", "елка", "иод"]),
        ("cof\u00adfee zero\u200bwidth قـال قَالَ", ["coffee", "zerowidth", "قال", "قال"]),
        ("東京タワー", ["東", "京", "タ", "ワ", "ー"]),
        ("ガ カ", ["ガ", "カ"]),
        ("ok👍🏽ok ❤️ ❤", ["ok", "👍", "ok", "❤", "❤"]),
        ("🇫🇷", ["🇫", "🇷"]),
        ("snake_case 3,14 v2", ["snake_case", "3", "14", "v2"]),
        ("हिन्दी", ["हिन्दी"]),
        ("", []),
        (" \n\t.,;:!?…«»", []),
        ("# @ ## @@", []),
    ],
)
def test_a_text_folds_to_these_words(written: str, words: list[str]) -> None:
    assert folded(written) == words


@pytest.mark.parametrize(
    ("written", "signed"),
    [
        ("#LOréal @Ana", [("loreal", "#"), ("ana", "@")]),
        ("# seul", [("seul", "")]),
        ("##deux @#trois", [("deux", "#"), ("trois", "#")]),
        ("@ana.bsky.social", [("ana", "@"), ("bsky", ""), ("social", "")]),
        ("＃plein", [("plein", "#")]),
    ],
)
def test_a_word_keeps_the_sign_before_it(written: str, signed: list[tuple[str, str]]) -> None:
    assert [(word.folded, word.sign) for word in words_of(written)] == signed


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("Le cœur.", ["Le", "cœur"]),
        ("#été, (oui)", ["#été", "oui"]),
        ("l’Oréal", ["l", "Oréal"]),
        ("un 👍🏽 ici", ["un", "👍", "ici"]),
        ("ﬁn", ["ﬁn"]),
    ],
)
def test_the_places_of_words_are_those_of_the_text(written: str, spans: list[str]) -> None:
    assert [written[word.start : word.end] for word in words_of(written)] == spans


@given(TEXTS)
def test_words_are_in_order_inside_the_text(text: str) -> None:
    words = list(words_of(text))

    assert all(word.folded and word.sign in {"", "#", "@"} for word in words)
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    # One code point may hold two words (¼ is 1 and 4), so places may touch, but never go back.
    assert [(word.start, word.end) for word in words] == sorted((word.start, word.end) for word in words)


@given(TEXTS)
def test_folding_and_cutting_into_words_agree(text: str) -> None:
    assert re.split(r"[\s#@]+", f" {fold(text)} ")[1:-1] == folded(text)


@given(TEXTS)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert folded(" ".join(folded(text))) == folded(text)


@given(TEXTS)
def test_composed_and_decomposed_latin_fold_alike(text: str) -> None:
    latin = "".join(one for one in text if ord(one) < 0x250)

    assert folded(unicodedata.normalize("NFD", latin)) == folded(unicodedata.normalize("NFC", latin))


def test_a_code_point_folds_alone_to_what_its_words_say() -> None:
    wrong = [
        hex(point)
        for point in chain(range(0x3400), range(0xA000, 0xAC00), range(0xF900, 0x18000), range(0x1F000, 0x20100))
        if re.split(r"[\s#@]+", f" {fold(chr(point))} ")[1:-1] != folded(chr(point))
    ]

    assert wrong == []
