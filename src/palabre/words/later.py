"""A sentence that is made now and said later, in the language of whoever reads it then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from palabre import words
from palabre.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Later:
    """A message and what fills it; its text is that of the language in use when it is asked for.

    A list among its fields is written with commas, numbers and days as people write them.
    """

    message: str
    fields: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return _(self.message).format(**{name: shown(value) for name, value in self.fields.items()})


@dataclass(frozen=True, slots=True)
class Listed:
    """Things of which each is said on its own, one after the other."""

    items: tuple[object, ...]

    def __str__(self) -> str:
        return _("; ").join(shown(one) for one in self.items)


@dataclass(frozen=True, slots=True)
class Delay:
    """A number of days as people say it: in days up to a fortnight, in weeks up to four months, then in months."""

    days: float

    def __str__(self) -> str:
        if self.days < 14:
            n = round(self.days)
            return ngettext("{n} day", "{n} days", n).format(n=n)
        if self.days < 120:
            n = round(self.days / 7)
            return ngettext("{n} week", "{n} weeks", n).format(n=n)
        n = round(self.days / 30.44)
        return ngettext("{n} month", "{n} months", n).format(n=n)


def shown(value: object) -> str:
    """A value as people write it, in the language in use."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return words.number(value)
    return words.day(value) if isinstance(value, date) else str(value)
