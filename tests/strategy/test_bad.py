"""Forty bad strategies, written by someone who had not seen the judge: what is wrong with each is told, and where.

Those with `edits` are the good strategy beside them with lines replaced: [first line, last line, new lines]. In these
the errors told are those expected and no other.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from palabre.store.strategy_text import read_strategy
from palabre.strategy.judging import Around, judge
from tests.strategy.building import TODAY

BAD = Path(__file__).parent / "bad"
EXPECTED = json.loads((BAD / "expected.json").read_text(encoding="utf-8"))
Told = tuple[str, str, int, int]


def text_of(slug: str, language: str) -> str:
    edits = EXPECTED[slug].get("edits")
    if edits is None:
        return (BAD / f"{slug}.{language}.yaml").read_text(encoding="utf-8")
    lines = (BAD / f"good.{language}.yaml").read_text(encoding="utf-8").split("\n")
    for first, last, new in reversed(edits[language]):
        lines[first - 1 : last] = new
    return "\n".join(lines)


def told_of(slug: str, language: str) -> list[Told]:
    found = judge(read_strategy(text_of(slug, language)), Around(today=TODAY)).findings
    return [(one.code, one.severity, one.line, one.column) for one in found]


def test_there_are_forty() -> None:
    assert len(EXPECTED) == 40


@pytest.mark.parametrize("slug", EXPECTED)
def test_what_is_wrong_is_told_where_it_stands_and_alike_in_both_languages(slug: str) -> None:
    french, english = told_of(slug, "fr"), told_of(slug, "en")
    expected: list[Told] = [
        (code, severity, line, column) for code, severity, line, column in EXPECTED[slug]["findings"]
    ]

    assert french == english
    assert set(expected) <= set(french)
    if "edits" in EXPECTED[slug]:
        assert [one for one in french if one[1] == "error"] == sorted(
            (one for one in expected if one[1] == "error"), key=lambda one: one[2:]
        )
