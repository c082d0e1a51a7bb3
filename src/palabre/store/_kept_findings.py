"""Findings as JSON keeps them, and back: a judgement is told years later, in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from palabre.model.strategy.findings import Finding
from palabre.words import later


def as_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as lists and mappings."""
    return [
        {
            "code": one.code,
            "severity": one.severity,
            "path": list(one.path),
            "line": one.line,
            "column": one.column,
            "fields": {name: later.as_json(value) for name, value in one.fields.items()},
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
            fields={name: later.from_json(value) for name, value in one["fields"].items()},
        )
        for one in kept
    )
