"""Findings as JSON keeps them, and back: a judgement is told years later in the words and the numbers of its day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from palabre.model.strategy.findings import Finding

# JSON has no day: it is kept under this name, so that it is shown as a day again.
DAY = "$day"


def as_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as lists and mappings."""
    return [
        {
            "code": one.code,
            "severity": one.severity,
            "path": list(one.path),
            "line": one.line,
            "column": one.column,
            "fields": {name: _plain(value) for name, value in one.fields.items()},
        }
        for one in findings
    ]


def from_json(kept: Iterable[Mapping[str, Any]]) -> tuple[Finding, ...]:
    """The findings that were kept."""
    return tuple(
        Finding(
            code=one["code"],
            severity=one["severity"],
            path=tuple(one["path"]),
            line=one["line"],
            column=one["column"],
            fields={name: _shown(value) for name, value in one["fields"].items()},
        )
        for one in kept
    )


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return {DAY: value.isoformat()}
    return value if isinstance(value, (bool, int, float, str)) or value is None else str(value)


def _shown(value: Any) -> object:  # noqa: ANN401 - whatever JSON held
    return date.fromisoformat(value[DAY]) if isinstance(value, dict) else value
