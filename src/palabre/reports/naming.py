"""Numbers with what they count, shares, lengths of time and names of languages, in the reader's language."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from palabre import words
from palabre.words import _, ngettext, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

UNDETERMINED = (None, "", "und")


def posts(n: int) -> str:
    """A number of posts in words."""
    return ngettext("{n} post", "{n} posts", n).format(n=number(n))


def accounts(n: int) -> str:
    """A number of accounts in words."""
    return ngettext("{n} account", "{n} accounts", n).format(n=number(n))


def people(n: int) -> str:
    """A number of different people in words."""
    return ngettext("{n} person", "{n} people", n).format(n=number(n))


def days(n: int) -> str:
    """A number of days in words."""
    return ngettext("{n} day", "{n} days", n).format(n=number(n))


def share(part: int, whole: int) -> str:
    """A part of a whole, rounded so that it is never quite nothing, nor quite all, unless it is.

    >>> share(1, 3), share(1, 100_000), share(99_999, 100_000)
    ('33%', 'less than 1%', 'more than 99%')
    """
    percent = 100 * part / whole if whole else 0.0
    if 0 < percent < 1:
        return _("less than {share}").format(share=_percent(1))
    if 99 < percent < 100:
        return _("more than {share}").format(share=_percent(99))
    return _percent(int(percent + 0.5))


def short_share(part: int, whole: int) -> str:
    """The same for a column of figures: 33%, < 1%."""
    percent = 100 * part / whole if whole else 0.0
    return (
        f"<\u00a0{_percent(1)}" if 0 < percent < 1 else _percent(int(percent + 0.5) if percent < 99 else int(percent))
    )


def _percent(n: int) -> str:
    from babel.numbers import format_percent

    return str(format_percent(n / 100, locale=words.language()))


def length(span: timedelta) -> str:
    """How long something lasted, in one unit: 3 hours, 2 jours."""
    from babel.dates import format_timedelta

    return str(format_timedelta(span, threshold=1.5, locale=words.language()))


def language_name(code: str | None) -> str:
    """The name of a language: French, français; the code itself when nobody named it; or that nobody could tell it."""
    from babel import Locale

    if code in UNDETERMINED:
        return _("undetermined")
    return str(Locale(words.language()).languages.get(str(code).replace("-", "_"), code))


def weekdays(width: Literal["wide", "abbreviated"] = "wide") -> tuple[str, ...]:
    """The names of the days, Monday first: `wide`, or `abbreviated`."""
    from babel.dates import get_day_names

    names: Mapping[int, str] = get_day_names(width, locale=words.language())
    return tuple(names[n] for n in range(7))


def hour(n: int) -> str:
    """An hour of the clock: 18:00, 18 h."""
    return _("{hour}:00").format(hour=n % 24)


def span(first: date, last: date) -> str:
    """From a day to another, or that one day."""
    if first == last:
        return _("on {day}").format(day=words.day(first))
    return _("from {first} to {last}").format(first=words.day(first), last=words.day(last))


def listed(names: Sequence[str]) -> str:
    """Some names as a sentence has them: a, b and c."""
    from babel.lists import format_list

    return str(format_list(list(names), locale=words.language()))
