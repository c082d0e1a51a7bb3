"""What codes are called on a page."""

from __future__ import annotations

import pytest

from palabre import words
from palabre.reports.naming import language_name


@pytest.mark.parametrize(
    ("code", "name"), [("fr", "French"), ("pt-BR", "Brazilian Portuguese"), ("und", "undetermined")]
)
def test_languages_are_named_in_words(code: str, name: str) -> None:
    words.use("en")

    assert language_name(code) == name
