"""What is found now and said later: sentences and values in the language of whoever reads them, then.

A judgement is made once and read by several people, in French and in English, some of them years after. Its fields are
plain values (texts, numbers, days) or one of these; `shown` says any of them, and JSON keeps them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from palabre import words
from palabre.words import N_, _, ngettext

FORTNIGHT, FOUR_MONTHS, MONTH = 14, 120, 30.44
# Days are shown one by one or in stretches, minutes are counted from midnight.
Span = tuple[date, date]
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and what fills it."""

    message: str
    fields: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return _(self.message).format(**{name: shown(value) for name, value in self.fields.items()})


@dataclass(frozen=True, slots=True)
class Together:
    """Several things, each said on its own, and what stands between them."""

    parts: tuple[object, ...]
    between: str = N_("; ")

    def __str__(self) -> str:
        return _(self.between).join(map(shown, self.parts))


@dataclass(frozen=True, slots=True)
class Quoted:
    """A name or words of somebody, between the quotes of the reader."""

    what: object

    def __str__(self) -> str:
        return _("“{text}”").format(text=shown(self.what))


@dataclass(frozen=True, slots=True)
class Delay:
    """A number of days as people say it: in days up to a fortnight, in weeks up to four months, then in months."""

    days: float

    def __str__(self) -> str:
        if self.days < FORTNIGHT:
            n = round(self.days)
            return ngettext("{n} day", "{n} days", n).format(n=words.number(n))
        if self.days < FOUR_MONTHS:
            n = round(self.days / 7)
            return ngettext("{n} week", "{n} weeks", n).format(n=words.number(n))
        n = round(self.days / MONTH)
        return ngettext("{n} month", "{n} months", n).format(n=words.number(n))


@dataclass(frozen=True, slots=True)
class Days:
    """Days and stretches of days, both ends included: 3 Dec 2026, 7 Dec 2026 – 9 Dec 2026."""

    spans: tuple[Span, ...]

    def __str__(self) -> str:
        return ", ".join(
            words.day(since) if since == until else f"{words.day(since)} – {words.day(until)}"
            for since, until in self.spans
        )


@dataclass(frozen=True, slots=True)
class WeekHours:
    """Hours of a week, days alike together: Mon–Fri 9:00–18:00, lun.–ven. 9 h – 18 h.

    For each day from Monday on, its stretches in minutes from midnight.
    """

    by_day: tuple[tuple[Stretch, ...], ...]

    def __str__(self) -> str:
        from babel.dates import get_day_names

        if all(day == ((0, 24 * 60),) for day in self.by_day):
            return _("24/7")
        names = get_day_names("abbreviated", locale=words.language())
        parts, first = [], 0
        for number, day in enumerate(self.by_day):
            if self.by_day[number + 1 : number + 2] == (day,):
                continue
            days = names[first] if first == number else f"{names[first]}–{names[number]}"
            if day:
                parts.append(f"{days} {' + '.join(map(_stretch_said, day))}")
            first = number + 1
        return ", ".join(parts)


def _stretch_said(stretch: Stretch) -> str:
    if words.language() == "fr":
        return " – ".join(f"{at // 60} h" + (f" {at % 60:02}" if at % 60 else "") for at in stretch)
    return "–".join(f"{at // 60}:{at % 60:02}" for at in stretch)


def listed(names: Iterable[object]) -> Together:
    """Names one after the other, each between the quotes of the reader."""
    return Together(tuple(map(Quoted, names)), ", ")


def shown(value: object) -> str:
    """A value as people write it, in the language of the current context."""
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, (int, float)):
        return words.number(value)
    if isinstance(value, datetime):
        return words.moment(value)
    return words.day(value) if isinstance(value, date) else str(value)


def as_json(value: object) -> object:
    """A value as JSON can keep it; what has no word there is under a name that begins with `$`."""
    if isinstance(value, Said):
        return {"$said": value.message, "fields": {name: as_json(one) for name, one in value.fields.items()}}
    if isinstance(value, Together):
        return {"$together": [as_json(one) for one in value.parts], "between": value.between}
    if isinstance(value, Quoted):
        return {"$quoted": as_json(value.what)}
    if isinstance(value, Delay):
        return {"$delay": value.days}
    if isinstance(value, Days):
        return {"$days": [[since.isoformat(), until.isoformat()] for since, until in value.spans]}
    if isinstance(value, WeekHours):
        return {"$hours": value.by_day}
    return _plain(value)


def _plain(value: object) -> object:
    if isinstance(value, date) and not isinstance(value, datetime):
        return {"$day": value.isoformat()}
    return value if isinstance(value, (bool, int, float, str)) or value is None else shown(value)


def from_json(kept: Any) -> object:  # noqa: ANN401 - whatever JSON held
    """The value that `as_json` kept."""
    if not isinstance(kept, dict):
        return kept
    name = next(iter(kept))
    return _READ[name](kept[name], kept) if name in _READ else kept


def _days(spans: Sequence[Sequence[str]]) -> Days:
    return Days(tuple((date.fromisoformat(since), date.fromisoformat(until)) for since, until in spans))


def _hours(by_day: Sequence[Sequence[Sequence[int]]]) -> WeekHours:
    return WeekHours(tuple(tuple((since, until) for since, until in day) for day in by_day))


_READ: dict[str, Any] = {
    "$said": lambda held, all_: Said(held, {name: from_json(one) for name, one in all_["fields"].items()}),
    "$together": lambda held, all_: Together(tuple(map(from_json, held)), all_["between"]),
    "$quoted": lambda held, _all: Quoted(from_json(held)),
    "$delay": lambda held, _all: Delay(held),
    "$days": lambda held, _all: _days(held),
    "$hours": lambda held, _all: _hours(held),
    "$day": lambda held, _all: date.fromisoformat(held),
}
