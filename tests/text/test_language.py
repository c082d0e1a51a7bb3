"""The kernel answers as the library does, reads what the slow reading reads, and in doubt trusts the networks."""

# ruff: noqa: RUF001 - letters that look like others are what languages are told by

from __future__ import annotations

import unicodedata
from functools import cache
from random import Random

import numpy as np
import pyarrow as pa
import pytest
from py3langid.langid import LanguageIdentifier, visit_counts

from palabre.testing import story
from palabre.text.language import (
    UNDETERMINED,
    WIDELY_USED,
    identified,
    languages_looked_for,
    languages_of,
    main_subtag,
    readable,
    restricted_to,
)

SENTENCES = (
    "Ce fromage est le meilleur que j'aie goûté depuis longtemps",
    "L’étiquette ne dit rien des allergènes, c’est inadmissible",
    "The new shop opens on Saturday and everybody is welcome",
    "I don't understand why the price went up again",
    "Der Laden an der Ecke hat heute leider geschlossen",
    "Quería preguntar si mañana abren la tienda",
    "Vorrei sapere quando arriva il mio pacco",
    "Não sei se a loja abre amanhã, alguém sabe",
    "Vandaag is de winkel helaas gesloten",
    "Bugün dükkân kapalı mı, İstanbul’da yağmur var",
    "Сегодня магазин закрыт, приходите завтра",
    "المتجر مغلق اليوم، عودوا غدا من فضلكم",
    "आज दुकान बंद है, कल आइए",
    "今日はお店が休みです。明日来てください",
    "今天商店关门，请明天再来",
    "오늘은 가게가 문을 닫았습니다",
    "Hôm nay cửa hàng đóng cửa, mai quay lại nhé",
    "Affären är stängd idag, kom tillbaka imorgon",
    "Sklep jest dzisiaj zamknięty, proszę przyjść jutro",
    "Το μαγαζί είναι κλειστό σήμερα, ελάτε αύριο",
)
PIECES = (
    *(
        "https://exemple.fr/a_b?c=d#e",
        "http",
        "HTTPS",
        "www.exemple.fr",
        "pic.twitter.com/Ab1",
        "@ana",
        "@ana.bsky.social",
    ),
    *(
        "#Fromage",
        "#cheese_lovers",
        "RT",
        "RT @ana:",
        "RTL",
        "a@b.fr",
        "_",
        "👍🏽",
        "❤️",
        "👨‍👩‍👧",
        "…",
        "!!!",
        "12,5 €",
        "«",
        "»",
    ),
    *("OK", "lol", "\u00a0", "\u200f", "\n", "ŒUVRE", "ΟΔΟΣ", "ǅ", "İ", "ß", "ﬁ", "𝐛𝐨𝐥𝐝", "\U000e0067", "\u0378"),
)


@cache
def library(languages: tuple[str, ...]) -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file("data/model.npz.xz", norm_probs=True)
    identifier.set_languages(languages)
    return identifier


def made_up(rng: Random) -> str:
    """A post as nobody would write it: sentences of several languages cut anywhere, marks, capitals, any letter."""
    parts = []
    for _ in range(rng.randint(0, 4)):
        words = rng.choice(SENTENCES).split()
        first = rng.randrange(len(words))
        part = " ".join(words[first : first + rng.randint(1, 8)])
        parts += [part.upper() if rng.random() < 0.2 else part, rng.choice(PIECES)]
    parts += [
        "".join(chr(rng.choice((rng.randrange(32, 0x250), rng.randrange(0x3200)))) for _ in range(rng.randint(0, 5)))
    ]
    return unicodedata.normalize("NFC", rng.choice(("", " ", " ")).join(parts))


def answers(texts: list[str], languages: tuple[str, ...], added: str | None = None) -> list[tuple[str | None, float]]:
    model = restricted_to(languages)
    column = model.columns[added] if added else -1
    best, chances = identified(pa.array(texts, pa.string()), np.full(len(texts), column, np.int32), model)
    return [(model.names[n] if n >= 0 else None, float(chance)) for n, chance in zip(best, chances, strict=True)]


def differences(texts: list[str], languages: tuple[str, ...], added: str | None = None) -> list[object]:
    """The texts that the kernel and the library, which reads them the slow way, do not tell alike."""
    slow = library((*languages, *([added] if added else [])))
    found: list[object] = []
    for text, (name, chance) in zip(texts, answers(texts, languages, added), strict=True):
        expected, likely = slow.classify(readable(text))
        letters = readable(text).encode()
        if not visit_counts(slow.tk_nextmove, slow._rowbase, slow.tk_output, letters):
            # Every language is as likely to the library, which answers with the first.
            expected, likely = None, 0.0
        if name != expected or chance != pytest.approx(likely, abs=1e-4):
            found.append((text, name, chance, expected, likely))
    return found


@pytest.mark.slow
def test_the_kernel_answers_as_the_library_does() -> None:
    rng = Random(7)
    told = [unicodedata.normalize("NFC", post.text) for lang in ("fr", "en") for post in story(lang=lang)]
    texts = [*told, *(made_up(rng) for _ in range(20_000))]

    assert differences(texts, WIDELY_USED) == []


# Serbian has two columns in the model, one for each of its scripts, as has Uzbek.
@pytest.mark.parametrize("added", ["pl", "sr", "uz", None])
def test_one_more_language_may_be_looked_for_in_each_row(added: str | None) -> None:
    rng = Random(11)
    texts = [
        *SENTENCES,
        "Продавница је данас затворена",
        "Prodavnica je danas zatvorena",
        *(made_up(rng) for _ in range(300)),
    ]

    assert differences(texts, (*WIDELY_USED, "el"), added) == []
    assert differences(texts, ("fr", "en", "sr", "uz"), added if added == "pl" else None) == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("RT @ana: Bonjour #MonAmi https://a.fr/b_c?d=é !", ": Bonjour MonAmi é !"),
        ("écrire à ana@exemple.fr ou @ana.bsky.social.", "écrire à ana@exemple.fr ou"),
        ("cartes RTL et RT2, www.a.fr pic.twitter.com/x http", "cartes RTL et RT2,"),
        ("bravo👍🏽❤️ les_amis\u00a0!", "bravo les amis !"),
        ("C'EST HONTEUX #MonFromage", "c'est honteux monfromage"),
        ("ΟΔΟΣ İZMİR", "οδος i̇zmi̇r"),
        ("  ", ""),
    ],
)
def test_what_says_nothing_of_a_language_is_not_read(written: str, read: str) -> None:
    assert readable(written) == read


def test_the_end_of_a_long_text_is_not_read() -> None:
    long = "é" * 1023 + "aé" + "Der Laden hat heute geschlossen " * 100

    assert len(readable(long).encode()) == 2047
    assert differences([long, "x" * 5000, "Bonjour " * 2000], WIDELY_USED) == []


def told(*posts: tuple[str | None, str | None], own: tuple[str, ...] = ("fr", "en")) -> list[str]:
    texts, declared = zip(*posts, strict=True)
    found = languages_of(pa.array(texts, pa.string()), pa.array(declared, pa.string()), languages_looked_for(own))
    return list(found.to_pylist())


def test_what_is_found_clearly_wins_over_what_a_network_says() -> None:
    assert told((SENTENCES[0], "en"), (SENTENCES[2], "fr-CA"), (SENTENCES[0], None), (SENTENCES[4], "und")) == [
        *("fr", "en", "fr", "de")
    ]


def test_in_doubt_what_a_network_says_stands() -> None:
    assert told(("ok", "fr_FR"), ("@ana 👍", "PT-br"), ("ah oh", "de"), (None, "in")) == ["fr", "pt", "de", "id"]


def test_without_a_language_said_or_found_it_is_undetermined() -> None:
    undetermined = told(("@ana 👍", None), (None, None), ("", "qme"), ("12", "zxx"), ("https://a.fr", "-"))

    assert set(undetermined) == {UNDETERMINED}


def test_a_language_nobody_looks_for_is_found_when_its_network_says_it() -> None:
    polish = SENTENCES[18]

    assert told((polish, "pl"), (polish, "pl-PL")) == ["pl", "pl"]
    assert told((polish, None), own=("pl",)) == ["pl"]
    assert told((SENTENCES[0], "pl")) == ["fr"]


def test_a_language_that_the_model_does_not_know_is_left_to_the_networks() -> None:
    assert told(("ok", "co"), (SENTENCES[0], "co"), own=("co", "fr")) == ["co", "fr"]


@pytest.mark.parametrize(
    ("tag", "subtag"), [("fr-CA", "fr"), (" EN_us", "en"), ("iw", "he"), ("qht", None), ("french", None), (None, None)]
)
def test_tags_name_a_language_or_none(tag: str | None, subtag: str | None) -> None:
    assert main_subtag(tag) == subtag


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())]
)
def test_any_column_of_texts_is_read(kind: pa.DataType) -> None:
    texts = pa.chunked_array([pa.array([SENTENCES[0], None]).cast(kind), pa.array([SENTENCES[2]]).cast(kind)])
    declared = pa.chunked_array([pa.array(["en", "es", None])])

    assert languages_of(texts, declared, WIDELY_USED).to_pylist() == ["fr", "es", "en"]
    assert languages_of(texts.slice(2), None, WIDELY_USED).to_pylist() == ["en"]
    assert languages_of(pa.nulls(2), pa.nulls(2), WIDELY_USED).to_pylist() == [UNDETERMINED] * 2
