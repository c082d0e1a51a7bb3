"""What a judgement of a strategy is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

# Where something stands in a strategy: names of fields and numbers in lists, from the top.
Path = tuple[str | int, ...]
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a judge has to say about a place of the strategy.

    `code` names three sentences: what is wrong, why it matters, what to do; `fields` fill them. An error stops the
    strategy from being adopted unless someone overrides it by name and in writing, a warning and a note do not.
    `line` and `column` count from 1 in the text, 0 when there is no text.
    """

    code: str
    severity: Severity
    path: Path = ()
    line: int = 0
    column: int = 0
    fields: Mapping[str, object] = field(default_factory=dict)
