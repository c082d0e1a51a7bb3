"""Days and delays as people write them: in six weeks, avant Noël, d'ici fin mars, by Q2, le 15 mars."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from palabre.strategy._said_numbers import NUMBER, number_of

_MONTHS = (
    "janvier|janv|january|jan", "fevrier|fevr|fev|february|feb", "mars|march|mar", "avril|avr|april|apr", "mai|may",
    "juin|june|jun", "juillet|juil|july|jul", "aout|august|aug", "septembre|september|sept|sep", "octobre|october|oct",
    "novembre|november|nov", "decembre|december|dec",
)  # fmt: skip
_MONTH = "|".join(sorted("|".join(_MONTHS).split("|"), key=len)[::-1])
_SPANS = {"jour": 1, "day": 1, "sem": 7, "week": 7, "wk": 7, "mois": 30.44, "month": 30.44, "quinzaine": 15}
_SPANS |= {"fortnight": 14, "trimestre": 91.3, "quarter": 91.3, "semestre": 182.6, "an": 365.25, "year": 365.25}
_SPAN = re.compile(
    rf"(?:\b(?:en|sous|d'ici(?: a)?|dans|in|within|over|inside|pendant|for|under)\b\s*(?:moins de |les |la |le |the "
    rf"|less than |under |next |coming |prochaine?s? |about |around |environ |seulement |just |only )*)"
    rf"(?P<number>{NUMBER})?\s*(?:prochaine?s? |next )?"
    r"(?P<unit>jours?|days?|semaines?|sem|weeks?|wks?|mois|months?|quinzaine|fortnight|trimestres?|quarters?"
    r"|semestres?|ans?|annees?|years?)\b"
)
_FEASTS = {
    r"noel|christmas|xmas|x-mas": (12, 25),
    r"(?:les |the )?(?:fetes|holidays)(?: de fin d'annee)?": (12, 24),
    r"(?:la |the )?(?:fin (?:de l')?(?:annee|d'annee|d'an)|(?:end of|year)[ -](?:the )?(?:year|end)|eoy|year's end)"
    r"|cette annee|this year|(?:le )?nouvel an|new year(?:'s eve)?": (12, 31),
    r"(?:la )?saint[ -]valentin|valentine'?s?(?: day)?": (2, 14),
    r"(?:le debut de )?(?:l')?ete|(?:the )?summer": (6, 21),
    r"(?:la )?rentree|back[ -]to[ -]school": (9, 1),
    r"halloween": (10, 31),
    r"(?:le )?printemps|spring": (3, 20),
    r"l'automne|automne|autumn": (9, 22),
}
_BEFORE = r"\b(?:avant|d'ici(?: a)?|pour|a|au|en|jusqu'a|jusqu'au|before|by|until|till|for|at|this|in|come|fin)\b\s*"
_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_SLASHED = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](20\d\d)\b")
_DAY_MONTH = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})\b\.?(?: (?P<year>20\d\d))?"
)
_MONTH_DAY = re.compile(
    rf"\b(?P<month>{_MONTH})\b\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s?\d{{3}}\b)(?:,? (?P<year>20\d\d))?"
)
_MONTH_ALONE = re.compile(
    rf"(?P<end>\b(?:fin|end of|late|courant|in|by|before|avant|d'ici|en|for|pour)\b)\s*(?:the )?(?:a )?(?:la )?(?:le )?"
    rf"(?:mois de |month of )?(?:fin |end of |the end of |late )*(?P<month>{_MONTH})\b\.?(?: (?P<year>20\d\d))?"
)
_QUARTER = re.compile(
    r"\b[qt]([1-4])\b(?:[ ,]*(20\d\d))?|\b(premier|deuxieme|troisieme|quatrieme|first|second|third|fourth|1er|2e|3e|4e)"
    r"\s+(?:trimestre|quarter)\b(?:[ ,]*(?:de |of )?(20\d\d))?"
)
_YEAR = re.compile(
    r"\b(?:en|in|by|before|avant|d'ici|fin|end of|pour|for)\s+(?:la fin |the end of |fin |de )*(20\d\d)\b"
)
_RANKS = {"premier": 1, "first": 1, "1er": 1, "deuxieme": 2, "second": 2, "2e": 2}
_RANKS |= {"troisieme": 3, "third": 3, "3e": 3, "quatrieme": 4, "fourth": 4, "4e": 4}


def day_said(text: str, *, today: date, since: date | None = None) -> date | None:
    """The day by which a plain text wants something; a delay counts from `since`, or from today. None: none is said."""
    since = since or today
    for reader in (_written_day, _span_day, _feast_day, _moving_feast, _quarter_day, _month_day, _year_day):
        if day := reader(text, since if reader is _span_day else today):
            return day
    return None


def _written_day(text: str, today: date) -> date | None:
    if found := _ISO.search(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _SLASHED.search(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    found = _DAY_MONTH.search(text) or _MONTH_DAY.search(text)
    return _next(_month(found["month"]), int(found["day"]), found["year"], today) if found else None


def _span_day(text: str, since: date) -> date | None:
    for found in _SPAN.finditer(text):
        name = next(one for one in ("annee", *_SPANS) if found["unit"].startswith(one))
        number = number_of(found["number"]) if found["number"] else 1
        days = number * (365.25 if name == "annee" else _SPANS[name])
        if (found["number"] or name in ("quinzaine", "fortnight")) and days < 4_000:
            return since + timedelta(days=round(days))
    return None


def _feast_day(text: str, today: date) -> date | None:
    for names, (month, day) in _FEASTS.items():
        if re.search(rf"{_BEFORE}(?:la |le |les |the |next )*(?:{names})\b|\b(?:cette annee|this year)\b", text) and (
            re.search(rf"\b(?:{names})\b", text)
        ):
            return _next(month, day, None, today)
    return None


def _moving_feast(text: str, today: date) -> date | None:
    for names, of_year in ((r"paques|easter", _easter), (r"black[ -]friday", _black_friday)):
        if re.search(rf"{_BEFORE}(?:le |the |next )*(?:{names})\b", text):
            return next(day for year in (0, 1) if (day := of_year(today.year + year)) >= today)
    return None


def _quarter_day(text: str, today: date) -> date | None:
    found = _QUARTER.search(text)
    if found is None:
        return None
    month = 3 * (int(found[1]) if found[1] else _RANKS[found[3]])
    return _end_of(month, found[2] or found[4], today)


def _month_day(text: str, today: date) -> date | None:
    found = _MONTH_ALONE.search(text)
    if found is None:
        return None
    month = _month(found["month"])
    last = _end_of(month, found["year"], today)
    said_before = found["end"] in ("before", "avant") and not re.search(r"\b(?:fin|end|late)\b", found.group())
    return last.replace(day=1) if said_before and last.replace(day=1) >= today else last


def _year_day(text: str, today: date) -> date | None:
    del today
    found = _YEAR.search(text)
    return date(int(found[1]), 12, 31) if found else None


def _month(name: str) -> int:
    return next(number for number, names in enumerate(_MONTHS, 1) if name in names.split("|"))


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def _next(month: int, day: int, year: str | None, today: date) -> date | None:
    if year:
        return _day(int(year), month, day)
    this = _day(today.year, month, day)
    return this if this is None or this >= today else _day(today.year + 1, month, day)


def _end_of(month: int, year: str | None, today: date) -> date:
    wanted = int(year) if year else today.year
    last = date(wanted, month, monthrange(wanted, month)[1])
    return last if year or last >= today else date(wanted + 1, month, monthrange(wanted + 1, month)[1])


def _easter(year: int) -> date:
    """Easter Sunday by the rule of Gauss, good from 1900 to 2099."""
    d = (19 * (year % 19) + 24) % 30
    e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + 5) % 7
    days = 22 + d + e - (7 if (d, e) == (29, 6) or (d == 28 and e == 6 and year % 19 > 10) else 0)
    return date(year, 3, 1) + timedelta(days=days - 1)


def _black_friday(year: int) -> date:
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 22)
