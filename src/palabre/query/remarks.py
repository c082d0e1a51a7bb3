"""What there is to say about a query that can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Severity = Literal["contradiction", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something a person should know of a query; `palabre.words.messages.sentence` says it from its id and fields.

    A contradiction finds nothing, ever; a warning is perhaps not what was meant; a note only explains. `column`, from
    1, is also among the fields.
    """

    message_id: str
    severity: Severity
    column: int
    fields: Mapping[str, object]


def remark(message_id: str, severity: Severity, *, column: int, **fields: object) -> Remark:
    """A remark, with its column among its fields."""
    return Remark(message_id=message_id, severity=severity, column=column, fields={"column": column, **fields})
