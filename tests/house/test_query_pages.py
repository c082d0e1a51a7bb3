"""The pages of the query language say what is true: each of their examples is read, translated or asked of a post."""

import re

import pyarrow as pa
import pytest

from palabre.errors import QueryError
from palabre.query import parse, said
from palabre.query.compiled import matching
from palabre.query.foreign import Dialect, translated
from tools.verdict import ROOT

PAGES = ["query-language.md", "langage-de-requete.md"]
CODE = re.compile(r"`([^`]+)`")
FENCE = re.compile(r"^```query\n(.*?)^```", re.MULTILINE | re.DOTALL)
PRODUCTS: dict[str, Dialect] = {"Brandwatch": "brandwatch", "Talkwalker": "talkwalker", "Lucene": "lucene"}


def rows_of(page: str):
    """The rows of the tables of a page: what heads the first column, then what each cell holds as code."""
    head = ""
    for line in (ROOT / "docs" / "look-up" / page).read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            head = ""
        elif not head:
            head = line.split("|")[1].strip()
        elif not line.startswith("|---"):
            yield head, [CODE.findall(cell) for cell in line.strip("|").split("|")]


def under(*heads: str):
    found = [pytest.param(head, cells, id=cells[0][0]) for page in PAGES for head, cells in rows_of(page)]
    return pytest.mark.parametrize(("head", "cells"), [one for one in found if one.values[0] in heads])


def is_found(query: str, text: str) -> bool:
    return matching(parse(query)).mask(pa.table({"text": [text]})).to_pylist() == [True]


@under("query", "requête")
def test_an_example_finds_what_the_page_says(head: str, cells: list[list[str]]) -> None:
    asked, found, *missed = cells

    assert all(parse(query) for query in asked)
    if missed:
        assert {text: is_found(asked[0], text) for text in (*found, *missed[0])} == {
            **dict.fromkeys(found, True),
            **dict.fromkeys(missed[0], False),
        }


@under("write", "écrire")
def test_what_the_page_shows_first_can_be_asked(head: str, cells: list[list[str]]) -> None:
    assert len({said(parse(query)) for query in cells[0]}) == 1


@under("written", "écrit")
def test_what_is_written_is_kept_as_the_page_says(head: str, cells: list[list[str]]) -> None:
    assert [said(parse(query)) for query in cells[0]] == cells[1]


@under("refused", "refusé")
def test_what_the_page_says_is_refused_is(head: str, cells: list[list[str]]) -> None:
    with pytest.raises(QueryError):
        parse(cells[0][0])


@under(*PRODUCTS)
def test_a_query_of_another_product_becomes_what_the_page_says(head: str, cells: list[list[str]]) -> None:
    assert translated(cells[0][0], PRODUCTS[head]).query == cells[1][0]


@pytest.mark.parametrize("page", PAGES)
def test_every_example_by_need_is_right_and_both_languages_show_as_many(page: str) -> None:
    text = (ROOT / "docs" / "look-up" / page).read_text(encoding="utf-8")

    assert len([parse(query) for query in FENCE.findall(text)]) == 6


def test_both_languages_have_the_same_tables() -> None:
    english, french = ([len(cells) for _head, cells in rows_of(page)] for page in PAGES)

    assert english == french
