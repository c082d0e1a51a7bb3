"""The strategy on one sheet, and as a document."""

from __future__ import annotations

from datetime import date

import pytest

from palabre import words
from palabre.reports.pdf import pages_of
from palabre.reports.strategy import sections_of, strategy_document, strategy_pdf
from palabre.store.strategy_text import read_strategy
from palabre.strategy.judging import Around, judge
from palabre.testing.strategies import EXAMPLES, example

TODAY = date(2026, 11, 22)


def document_of(text: str, *, whole: bool = True) -> str:
    written = read_strategy(text)
    judgement = judge(written, Around(today=TODAY))
    return strategy_document(written.strategy, judgement, about="", fictional=False, whole=whole)


@pytest.mark.slow
@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_complete_strategy_holds_on_one_printed_sheet(name: str, language: str) -> None:
    words.use(language)
    sheet = document_of(example(name, language), whole=False)

    made = strategy_pdf(sheet, sheet)

    assert made.startswith(b"%PDF")
    assert pages_of(sheet.replace("</head>", "<style>@media print { .sheet { font-size: 6pt } }</style></head>")) == 1


def test_the_document_says_all_that_the_file_says() -> None:
    words.use("en")
    strategy = read_strategy(example("dairy", "en")).strategy

    html = document_of(example("dairy", "en"))

    people = [one.name for one in strategy.organisation.people]
    statements = [one.holding_statement for one in strategy.scenarios]
    assert [said for said in (*people, *statements) if said not in html] == []
    assert [one.title for one in sections_of(strategy)][:3] == ["Who we are", "Objectives", "Indicators"]


def test_names_stand_for_short_names_of_their_own_list() -> None:
    words.use("en")
    text = """
        audiences:
          - {id: one, name: Cheese lovers}
        places:
          - {id: p, name: The forum, audiences: [one], contact: one}
        organisation:
          people:
            - {id: one, name: Théo}
    """

    (places,) = [one for one in sections_of(read_strategy(text).strategy) if one.title == "Places of presence"]

    facts = dict(places.parts[0][1][0].facts)
    assert (facts["To meet whom"], facts["Named contact"]) == (("Cheese lovers",), ("Théo",))


def test_a_hostile_name_stays_text_and_nothing_is_fetched() -> None:
    html = document_of("context: {organisation: '<script src=//evil.example></script>'}\nobjectives: [{goal: <b>x}]")

    assert "<script" not in html
    assert "<b>x" not in html
    assert "http" not in html
