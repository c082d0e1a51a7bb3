"""What folds to what, where words begin and end, and that no text can break it."""

# ruff: noqa: RUF001 - letters that look like others are what folding is about

from __future__ import annotations

import re
import unicodedata
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palabre.text.folding import Word, fold, plain_words_of, words_of, words_of_post

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
        ("東京タワー 人々 〇", ["東", "京", "タ", "ワ", "ー", "人", "々", "〇"]),
        ("ジョン・スミス。", ["ジ", "ョ", "ン", "ス", "ミ", "ス"]),
        ("ガ カ", ["ガ", "カ"]),
        ("葛\U000e0100城 a\u2066b\u200f", ["葛", "城", "ab"]),
        ("mʼappelle ŉ", ["m", "appelle", "n"]),
        ("שָׁלוֹם בית־ספר ס׃", ["שלום", "בית", "ספר", "ס"]),
        ("\u03b1\u0345 ᾳ", ["α", "α"]),
        ("한국", ["한국"]),
        ("ok👍🏽ok ❤️ ❤", ["ok", "👍", "ok", "❤", "❤"]),
        ("🇫🇷 👨\u200d👩\u200d👧 1\ufe0f⃣", ["🇫", "🇷", "👨", "👩", "👧", "1⃣"]),
        ("🏴\U000e0067\U000e0062\U000e007f a\U000e0067b", ["🏴", "ab"]),
        ("\U0001faf7\U0001fae8\U0001f6d8", ["\U0001faf7", "\U0001fae8", "\U0001f6d8"]),
        ("voir http://a.fr/x_y, HttpS://b.fr/é?c=#d fin", ["voir", "fin"]),
        ("xhttp://a 東https://b«東»", ["x", "東", "東"]),
        ("http:// https://«a» ht\u00adtp://b ftp://c", ["http", "https", "a", "http", "b", "ftp", "c"]),
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
        ("# seul #", [("seul", "")]),
        ("##deux @#trois #@quatre", [("deux", "#"), ("trois", "#"), ("quatre", "@")]),
        ("＃plein ＠large", [("plein", "#"), ("large", "@")]),
        ("a@b.c C#x a\u200b#b", [("a", ""), ("b", ""), ("c", ""), ("c", ""), ("x", ""), ("a", ""), ("b", "")]),
        ("#\u200fتاگ #\u200b", [("تاگ", "#")]),
        ("東#京 👍@ana #👍🏽", [("東", ""), ("京", "#"), ("👍", ""), ("ana", "@"), ("👍", "#")]),
        ("#ŉ #https://a.fr", [("n", "")]),
    ],
)
def test_a_word_keeps_the_sign_before_it(written: str, signed: list[tuple[str, str]]) -> None:
    assert [(word.folded, word.sign) for word in words_of(written)] == signed


@pytest.mark.parametrize(
    ("written", "words", "answers"),
    [
        ("@ana", "ana", "ana @ana"),
        ("@ana.bsky.social", "ana", "ana @ana @ana.bsky @ana.bsky.social"),
        ("@Jean-Paul.bsky", "jean paul", "jean @jean @jean-paul @jean-paul.bsky"),
        ("@gargron＠mastodon.social", "gargron", "gargron @gargron @gargron@mastodon @gargron@mastodon.social"),
        ("@a.b-c-d", "a", "a @a @a.b @a.b-c @a.b-c-d"),
        ("@a-b@c-d e-f", "a b e f", "a @a @a-b @a-b@c @a-b@c-d"),
        ("@ana. Fin", "ana fin", "ana @ana"),
        ("@ana-. @ana--b @ana..b", "ana ana b ana b", "ana @ana"),
        ("@ana.@b", "ana b", "ana @ana"),
        ("@ana#b", "ana b", "ana @ana"),
        ("@ana．b", "ana b", "ana @ana"),
        ("@ana.\u200bb\u0301-c", "ana", "ana @ana @ana.b @ana.b-c"),
        ("@東.x 東京", "東 x 東 京", "東 @東"),
        ("@ana.東-x", "ana 東 x", "ana @ana"),
        ("@ana.½", "ana 2", "ana @ana @ana.1"),
        ("#a-b.c", "a b c", "a #a"),
    ],
)
def test_a_callout_answers_to_every_beginning_of_its_handle(written: str, words: str, answers: str) -> None:
    assert folded(written) == words.split()
    assert " ".join(next(words_of(written)).answers) == answers


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("Le cœur.", ["Le", "cœur"]),
        ("#été, (oui)", ["#été", "oui"]),
        ("l’Oréal", ["l", "Oréal"]),
        ("un 👍🏽 ici", ["un", "👍", "ici"]),
        ("ﬁn", ["ﬁn"]),
        ("cc @Jean-Paul.bsky.social, @ana.", ["cc", "@Jean-Paul.bsky.social", "Paul", "@ana"]),
        ("＠gargron@mastodon.social !", ["＠gargron@mastodon.social"]),
        ("un http://a.fr/b,#c fin", ["un", "fin"]),
    ],
)
def test_the_places_of_words_are_those_of_the_text(written: str, spans: list[str]) -> None:
    assert [written[word.start : word.end] for word in words_of(written)] == spans


@given(TEXTS)
def test_words_are_in_order_inside_the_text(text: str) -> None:
    words = list(words_of(text))

    assert all(word.folded and word.sign in {"", "#", "@"} for word in words)
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert [word.position for word in words] == list(range(len(words)))
    # One code point may hold two words (¼ is 1 and 4), so places may touch, but never go back.
    assert [(word.start, word.end) for word in words] == sorted((word.start, word.end) for word in words)


def test_a_link_ends_where_the_blank_or_the_quote_begins() -> None:
    ends = {chr(point) for point in range(0x3100) if folded(f"http://a{chr(point)}b") != []}

    assert ends == {*filter(str.isspace, map(chr, range(0x3100))), *"<>\"'`{}|\\^«»“”‘’…"}


def test_the_words_of_a_text_stand_far_from_those_of_its_title() -> None:
    title, text = words_of_post("Le chat", "#dort ici")

    assert [(word.folded, word.position) for word in title] == [("le", 0), ("chat", 1)]
    assert text == (Word("dort", 0, 5, "#", 1_002), Word("ici", 6, 9, "", 1_003))
    assert words_of_post(None, None) == ((), ())


def test_in_an_address_signs_separate_and_nothing_is_left_out() -> None:
    words = list(plain_words_of("a.fr/@jean-paul.b#é?u=http://c.d/%C3%A9"))

    assert " ".join(word.folded for word in words) == "a fr jean paul b e u http c d c3 a9"
    assert {word.answers for word in words} == {(word.folded,) for word in words}


@given(TEXTS)
def test_what_nobody_sees_changes_nothing(text: str) -> None:
    text = text.replace(":", ";")  # a link is written in plain letters or is none
    strewn = "".join(f"{letter}\u200d" for letter in text)

    assert [(word.folded, word.answers) for word in words_of(strewn)] == [
        (word.folded, word.answers) for word in words_of(text)
    ]


@given(TEXTS)
def test_folding_and_cutting_into_words_agree(text: str) -> None:
    assert re.split(r"[\s#@]+", f" {fold(text)} ")[1:-1] == [word.folded for word in plain_words_of(text)]


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
