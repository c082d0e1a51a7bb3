"""Sentences, numbers and dates in French and English; the language belongs to the task that runs, never to the process.

`_` translates now, `N_` only marks a string for translation. `use("fr")` chooses the language of the current context:
a web request, a command, a job.
"""

from __future__ import annotations

import gettext
import os
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

LANGUAGES = ("en", "fr")
# Larger numbers are slips of the pen, and are not written with all their digits.
MOST_COUNTED = 1e18
_language: ContextVar[str] = ContextVar("palabre_language", default="en")


def use(language: str) -> None:
    """Chooses the language of the current context; an unknown one means English."""
    _language.set(language if language in LANGUAGES else "en")


def language() -> str:
    """The language of the current context, `en` or `fr`."""
    return _language.get()


def language_of_environment(environment: Mapping[str, str] | None = None) -> str:
    """What `PALABRE_LANG`, then `LC_ALL`, `LC_MESSAGES` and `LANG` ask for; English when they ask for another."""
    environment = os.environ if environment is None else environment
    for name in ("PALABRE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = environment.get(name, "")
        if wanted:
            return "fr" if wanted.lower().startswith("fr") else "en"
    return "en"


@lru_cache(maxsize=4)
def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; English is written in the code itself."""
    return gettext.translation("palabre", Path(__file__).parent / "locale", [language], fallback=True)


def _(message: str) -> str:
    """The message in the language of the current context."""
    return translations(language()).gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The singular or plural message for n, in the language of the current context (French counts 0 as singular)."""
    return translations(language()).ngettext(one, many, n)


def N_(message: str) -> str:
    """The message itself; marks it so that extraction finds it."""
    return message


def number(value: float) -> str:
    """A number as people write it: 1,234.5 in English, 1 234,5 in French; 1E30 where nobody would count the zeros."""
    from babel.numbers import format_decimal, format_scientific

    written = format_decimal if abs(value) < MOST_COUNTED else format_scientific
    return written(value, locale=language())


def day(value: date | datetime) -> str:
    """A day in words: 21 Nov 2026, 21 nov. 2026."""
    from babel.dates import format_date

    return format_date(value, format="d MMM y", locale=language())


def moment(value: datetime) -> str:
    """A day and an hour, UTC: 21 Nov 2026, 18:12."""
    from babel.dates import format_datetime

    return format_datetime(value, format="d MMM y, HH:mm", locale=language())
