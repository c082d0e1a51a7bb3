"""What a term asks for: which words, how far apart, and its second reading when it begins with an elision."""

# ruff: noqa: RUF001 - letters that look like others are what folding is about

from __future__ import annotations

import unicodedata

import pytest

from palabre.query.meaning import Sequence, meaning, meaning_of_url
from palabre.query.tree import Term


def asked(term: Term) -> list[str]:
    """Each sequence as its keys with their offsets, then its width: `0:jean 2:dit /3`."""
    return [" ".join(f"{at}:{key}" for at, key in way.elements) + f" /{way.width}" for way in meaning(term)]


@pytest.mark.parametrize(
    ("written", "ways"),
    [
        ("CŒUR", ["0:coeur /1"]),
        ("#LOréal", ["0:#loreal /1"]),
        ("porte-monnaie", ["0:porte 1:monnaie /2"]),
        ("#porte-monnaie", ["0:#porte 1:monnaie /2"]),
        ("東京", ["0:東 1:京 /2"]),
        ("@Jean-Paul", ["0:@jean-paul /2"]),
        ("@jean-paul.bsky.social", ["0:@jean-paul.bsky.social /2"]),
        ("@jean.paul-b", ["0:@jean.paul-b /1"]),
        ("a@b.c", ["0:a 1:b 2:c /3"]),
        ("https://a.fr/b", []),
        ("!?", []),
        ("", []),
        (unicodedata.normalize("NFD", "ガ한"), ["0:ガ 1:한 /2"]),
        ("l'Oréal", ["0:l 1:oreal /2", "0:loreal /1"]),
        ("QU’À", ["0:qu 1:a /2", "0:qua /1"]),
        ("jusquʼau-boutiste", ["0:jusqu 1:au 2:boutiste /3", "0:jusquau 1:boutiste /2"]),
        ("d'aujourd'hui", ["0:d 1:aujourd 2:hui /3", "0:daujourd 1:hui /2"]),
        ("aujourd'hui", ["0:aujourd 1:hui /2"]),
        ("rock'n'roll", ["0:rock 1:n 2:roll /3"]),
        ("l'東", ["0:l 1:東 /2"]),
        ("l'#été", ["0:l 1:#ete /2"]),
        ("l'-été", ["0:l 1:ete /2"]),
        ("l''été", ["0:l 1:ete /2"]),
        ("#l'été", ["0:#l 1:ete /2"]),
        ("l‘été", ["0:l 1:ete /2"]),
        ("l'", ["0:l /1"]),
    ],
)
def test_a_term_asks_for_these_words(written: str, ways: list[str]) -> None:
    assert asked(Term(written=written)) == ways


@pytest.mark.parametrize("elided", [*"ldjmnsct", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"])
def test_french_and_italian_elisions_are_glued_on(elided: str) -> None:
    assert asked(Term(written=f"{elided.upper()}’île")) == [f"0:{elided} 1:ile /2", f"0:{elided}ile /1"]


@pytest.mark.parametrize(
    ("written", "ways"),
    [
        ("l'été", ["0:l 1:ete /2"]),
        ("de la #crème", ["0:de 1:la 2:#creme /3"]),
        ("@jean-paul.fr dit", ["0:@jean-paul.fr 2:dit /3"]),
        ("dit @jean-paul", ["0:dit 1:@jean-paul /3"]),
        ("@a-b @c.d-e f", ["0:@a-b 2:@c.d-e 3:f /4"]),
    ],
)
def test_a_phrase_keeps_the_places_of_its_words(written: str, ways: list[str]) -> None:
    assert asked(Term(written=written, quoted=True)) == ways


def test_a_star_opens_the_last_word_of_both_readings() -> None:
    assert meaning(Term(written="l'Oré", prefix=True)) == (
        Sequence(((0, "l"), (1, "ore")), prefix=True, width=2, within=None),
        Sequence(((0, "lore"),), prefix=True, width=1, within=None),
    )


def test_words_in_any_order_are_a_phrase_when_there_is_but_one() -> None:
    assert [way.within for way in meaning(Term(written="a #b", quoted=True, within=3))] == [3]
    assert [way.within for way in meaning(Term(written="@jean-paul", quoted=True, within=3))] == [None]


@pytest.mark.parametrize(
    ("value", "keys"),
    [
        ("politique", ["politique"]),
        ("https://LeMonde.fr/été/@ana-b.c#d", ["lemonde", "fr", "ete", "ana", "b", "c", "d"]),
        ("l'été", ["l", "ete"]),
        ("%C3%A9", ["c3", "a9"]),
        ("x?u=http://b", ["x", "u", "http", "b"]),
        ("https://", []),
    ],
)
def test_the_words_of_an_address_follow_one_another(value: str, keys: list[str]) -> None:
    wanted = (Sequence(tuple(enumerate(keys)), prefix=True, width=len(keys), within=None),) if keys else ()

    assert meaning_of_url(value, prefix=True) == wanted
