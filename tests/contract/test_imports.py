"""The promises of the import formats, asked of every one of them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from palabre.imports import Import
from palabre.testing.imports_contract import check_import, every_format_with_sample

SAMPLES = Path(__file__).resolve().parent.parent / "imports"
NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "sample"), every_format_with_sample(SAMPLES), ids=lambda part: getattr(part, "name", "")
)
def test_a_format_keeps_its_promises_on_its_sample(kind: Import, sample: Path) -> None:
    records = check_import(kind, sample, observed_at=NOW, timezone=ZoneInfo("Europe/Paris"), account="fromagerie")

    assert records


@pytest.mark.parametrize(
    ("kind", "sample"), every_format_with_sample(SAMPLES), ids=lambda part: getattr(part, "name", "")
)
def test_a_format_of_one_tool_is_asked_before_any_table(kind: Import, sample: Path) -> None:
    names = [one.name for one, _ in every_format_with_sample(SAMPLES) if not one.generic]

    assert kind.generic == (kind.name not in names)
