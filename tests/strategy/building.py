"""Strategies written in a few lines, and what the judge says of them."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from textwrap import dedent
from typing import TYPE_CHECKING

from palabre.store.strategy_text import read_strategy
from palabre.strategy.judging import Around, Heard, judge

if TYPE_CHECKING:
    from palabre.model.strategy.findings import Finding

TODAY = date(2026, 11, 22)


def judged(text: str, *, heard: Heard | None = None, today: date = TODAY) -> tuple[Finding, ...]:
    """What the judge finds in a text, indented as the test likes it."""
    return judge(read_strategy(dedent(text)), Around(today=today, heard=heard)).findings


def found(code: str, text: str, *, heard: Heard | None = None, today: date = TODAY) -> tuple[Finding, ...]:
    """The findings of one code."""
    return tuple(one for one in judged(text, heard=heard, today=today) if one.code == code)


def found_by(area: str, text: str, *, heard: Heard | None = None, today: date = TODAY) -> tuple[Finding, ...]:
    """The findings of one area, those with sentences in `palabre.words.findings._AREA`; others have their own tests."""
    codes = import_module(f"palabre.words.findings._{area}").FINDINGS
    return tuple(one for one in judged(text, heard=heard, today=today) if one.code in codes)
