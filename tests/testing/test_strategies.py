"""The examples say the same thing in both languages, and can be read whole."""

from __future__ import annotations

import dataclasses

import pytest

from palabre.model.strategy import Strategy
from palabre.store.strategy_text import read_strategy
from palabre.strategy.wording import choices_of
from palabre.testing.strategies import EXAMPLES, example


def skeleton(value: object, kind: type | None = None, field: str = "") -> object:
    """A strategy without its sentences: its shape, choices, figures and days."""
    if dataclasses.is_dataclass(value):
        return {
            one.name: skeleton(getattr(value, one.name), type(value), one.name) for one in dataclasses.fields(value)
        }
    if isinstance(value, tuple):
        return [skeleton(one, kind, field) for one in value]
    if isinstance(value, str):
        return value if kind and value in choices_of(kind, field) and field != "language" else bool(value)
    return value


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_says_the_same_in_both_languages(name: str) -> None:
    french, english = (read_strategy(example(name, language)) for language in ("fr", "en"))

    assert (french.faults, english.faults) == ((), ())
    assert skeleton(french.strategy) == skeleton(english.strategy)
    assert french.strategy != Strategy()
