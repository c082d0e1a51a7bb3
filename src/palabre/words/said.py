"""Sentences that are put together now and said later, in the language of whoever reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from palabre.words import N_, _, number


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and what fills it; `str` says it in the language of the current context."""

    message: str
    fields: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return _(self.message).format(**{name: _shown(value) for name, value in self.fields.items()})


@dataclass(frozen=True, slots=True)
class SaidTogether:
    """Several sentences in a row, and what stands between them."""

    parts: tuple[Said | str, ...]
    between: str = N_("; ")

    def __str__(self) -> str:
        return _(self.between).join(map(str, self.parts))


def _shown(value: object) -> str:
    return number(value) if isinstance(value, (int, float)) else str(value)
