"""One file, one format: several are JSON, and none may take another's."""

from __future__ import annotations

from pathlib import Path

import pytest

from palabre.imports import Import, formats
from palabre.imports._lines import decoded, is_text
from palabre.testing.imports_contract import every_format_with_sample

SAMPLES = every_format_with_sample(Path(__file__).resolve().parent.parent / "imports")


@pytest.mark.parametrize(("kind", "sample"), SAMPLES, ids=lambda part: getattr(part, "name", ""))
def test_no_other_format_of_one_tool_recognises_a_sample(kind: Import, sample: Path) -> None:
    head = sample.read_bytes()[: 256 * 1024]
    text = decoded(head) if is_text(head) else ""
    taken_by = {one.name for one in formats() if not one.generic and one.recognises(head, text)}

    assert taken_by <= {kind.name}


@pytest.mark.parametrize(
    "text",
    [
        '{"text": "\\"subreddit\\": 1, \\"created_utc\\": 2, \\"author\\", \\"body\\", \\"link_id\\"", "id": 1}',
        '{"note": {"did": 1, "time_us": 2, "kind": 3}}',
        '[{"title": "a", "body": "b", "date": "2026-01-01"}]',
        "[" * 5_000,
        '{"a' * 5_000,
        '{"' + "\\" * 9_999,
    ],
)
def test_words_inside_values_and_unfinished_texts_are_nobody_s(text: str) -> None:
    assert not [one.name for one in formats() if not one.generic and one.recognises(text.encode(), text)]
