"""Links, tags and callouts of a text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palabre.text.extract import (
    callouts_of,
    clean_text,
    folded_handle,
    folded_tag,
    host_of,
    links_of,
    marks_of,
    tags_of,
)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("voir https://ex.org/a.", ("https://ex.org/a",)),
        ("(https://fr.wikipedia.org/wiki/Lait_(aliment))", ("https://fr.wikipedia.org/wiki/Lait_(aliment)",)),
        ("« https://ex.org/é » https://ex.org/é", ("https://ex.org/é",)),
        ("http:// rien", ()),
        ("ex.org", ()),
    ],
)
def test_links(text: str, links: tuple[str, ...]) -> None:
    assert links_of(text) == links


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#Été,#lait_cru #été", ("été", "lait_cru")),
        ("#1 #2024vote", ("2024vote",)),
        ("https://ex.org/a#ancre &#39; a#b ##x", ()),
        ("\uff03日本", ("日本",)),
    ],
)
def test_tags(text: str, tags: tuple[str, ...]) -> None:
    assert tags_of(text) == tags


@pytest.mark.parametrize(
    ("text", "callouts"),
    [
        ("@Ana, merci @bob.Bien à vous", ("ana", "bob")),
        ("écrire à ana@ex.org ou https://medium.com/@bob", ()),
        ("@ana@framapiaf.org et @zoe.bsky.social.", ("ana@framapiaf.org", "zoe.bsky.social")),
        ("RT @A_b: x .@c", ("a_b",)),
        ("@ seul", ()),
    ],
)
def test_callouts(text: str, callouts: tuple[str, ...]) -> None:
    assert callouts_of(text) == callouts


def test_handles_and_tags_fold() -> None:
    assert (folded_handle(" @ÉCO "), folded_tag("#ÉCO")) == ("éco", "éco")


@given(st.text())
def test_cleaning_twice_changes_nothing_and_leaves_nothing_to_clean(text: str) -> None:
    clean = clean_text(text)

    assert clean_text(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert "\0" not in clean
    clean.encode()


@given(st.text(alphabet="@#a.éhtps:/_-1 ()"))
def test_what_is_found_is_written_there(text: str) -> None:
    assert all(link in text for link in links_of(text))
    assert all(tag in text.casefold() for tag in tags_of(text))
    assert all(handle in text.casefold() for handle in callouts_of(text))


@given(st.text(alphabet="@#\uff03a.éhtps:/_-1 ()"))
def test_the_marks_of_a_text_are_its_links_tags_and_callouts(text: str) -> None:
    assert marks_of(text) == (links_of(text), tags_of(text), callouts_of(text))


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://Pouet.Example/@ana", "pouet.example"),
        ("http://pouet.example:8080", "pouet.example"),
        ("https://[pouet", None),
        ("tag:pouet.example,2026:1", None),
        (None, None),
    ],
)
def test_the_host_of_an_address_is_told_or_nothing_is(address: str | None, host: str | None) -> None:
    assert host_of(address) == host
