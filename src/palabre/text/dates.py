"""Dates as people and tools write them. A date is never guessed: without an offset or a zone it is refused."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

from palabre.errors import BadRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
ONE_DAY = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MONTH_NAMES = (
    *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
    *("janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"),
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    *("jan", "fev", "mar", "avr", "mai", "jun", "jul", "aout", "sept", "oct", "nov", "dec"),
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
_MONTHS = {name: 1 + index % 12 for index, name in enumerate(_MONTH_NAMES)}
_CLOCK = (
    r"(?:[T ,]*(?:à|at)?\s*(?P<h>\d{1,2})[:hH](?P<m>\d\d)?(?::(?P<s>\d\d)(?:[.,](?P<f>\d{1,9}))?)?"
    r"\s*(?P<ap>[aApP]\.?[mM]\.?)?)?"
)
# The names of RFC 5322, and those of central Europe, which mean nothing else.
_ZONES = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "CET": 1, "CEST": 2}
_OFFSET = rf"\s*(?P<o>Z|UTC|GMT|UT|{'|'.join(_ZONES)}|[+-]\d\d:?\d\d)?\s*"
_NUMBERS = re.compile(rf"(?P<a>\d{{1,2}})([/.-])(?P<b>\d{{1,2}})\2(?P<y>\d{{4}}){_CLOCK}{_OFFSET}")
_YEAR_FIRST = re.compile(rf"(?P<y>\d{{4}})([/.-])(?P<mo>\d{{1,2}})\2(?P<d>\d{{1,2}}){_CLOCK}{_OFFSET}")
_DAY_NAME = r"(?:[^\W\d_]+\.?,?\s+)?"
_DAY_MONTH = re.compile(
    rf"{_DAY_NAME}(?P<d>\d{{1,2}})(?:er|st|nd|rd|th)?[\s-]+(?P<mo>[^\W\d_]+)\.?,?[\s-]+(?P<y>\d{{4}}){_CLOCK}{_OFFSET}"
)
_MONTH_DAY = re.compile(
    rf"{_DAY_NAME}(?P<mo>[^\W\d_]+)\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}}){_CLOCK}{_OFFSET}"
)
_TWITTER = re.compile(
    r"[A-Z][a-z]{2} (?P<mo>[A-Z][a-z]{2}) +(?P<d>\d{1,2}) (?P<h>\d\d):(?P<m>\d\d):(?P<s>\d\d)"
    r" (?P<o>[+-]\d{4}|UTC|GMT) (?P<y>\d{4})"
)
_DAMAGED = re.compile(r"#{2,}|\d{1,2}:\d\d\.\d|[23456]\d{4}(?:[.,]\d+)?")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 69_999
_STAMP = re.compile(r"-?\d{1,17}(?:\.\d+)?")
_REMEMBERED = 65_536
_DAY = len("2024-12-31")
_BETWEEN = ("", "T", "t", " ")


class DateReader:
    """Reads the dates of one column into aware UTC dates.

    A date without offset is in `zone`; a local hour that the change to summer time skips is read with the offset
    before the change, one that happens twice is the first of the two. `order` says what 03/04/2024 means. Dates after
    `latest`, and with it those before 1990, are refused.
    """

    def __init__(
        self,
        *,
        zone: tzinfo | None,
        order: str | None = None,
        pattern: str | None = None,
        latest: datetime | None = None,
    ) -> None:
        self._zone = zone
        self._order = order
        self._pattern = pattern
        self._earliest, self._latest = (_FIRST, _LAST) if latest is None else (EARLIEST, latest)
        self._known: dict[object, datetime] = {}

    def __call__(self, cell: object) -> datetime:
        """The moment a cell tells, in UTC; raises `BadRecord` when it cannot be told for certain."""
        # Nearly all dates come so, and seldom twice: remembering them costs more than reading them.
        if isinstance(cell, datetime):
            return self._within(self._aware(cell, cell), cell)
        if cell.__class__ is str and len(cell) > _DAY and cell[_DAY] in "T " and not self._pattern:
            try:
                moment = datetime.fromisoformat(cell)
                if moment.tzinfo is not UTC and moment.tzinfo is not None:
                    moment = moment.astimezone(UTC)
                if moment.tzinfo is UTC and self._earliest <= moment <= self._latest:
                    return moment
            except (ValueError, OverflowError):
                pass
        return self._remembered(cell)

    def _remembered(self, cell: object) -> datetime:
        try:
            found = self._known.get(cell)
        except TypeError as error:
            raise BadRecord("bad-date", cell) from error
        if found is None:
            found = self._within(self._aware(_moment_of(cell, self._order, self._pattern), cell), cell)
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[cell] = found
        return found

    def _within(self, moment: datetime, cell: object) -> datetime:
        if self._earliest <= moment <= self._latest:
            return moment
        raise BadRecord("future" if moment > self._latest else "too-old", cell)

    def _aware(self, moment: datetime, cell: object) -> datetime:
        if moment.tzinfo is UTC:
            return moment
        try:
            if moment.tzinfo is not None:
                return moment.astimezone(UTC)
            if self._zone is None:
                raise BadRecord("no-offset", cell)
            return moment.replace(tzinfo=self._zone).astimezone(UTC)
        except OverflowError as error:
            raise BadRecord("bad-date", cell) from error


def lacks_offset(cell: object, pattern: str | None = None) -> bool:
    """Whether a cell is a date that needs a time zone to be a moment."""
    try:
        return _moment_of(cell, DAY_FIRST, pattern).tzinfo is None
    except BadRecord as day_first:
        if day_first.reason != "bad-date":
            return False
    try:
        return _moment_of(cell, MONTH_FIRST, pattern).tzinfo is None
    except BadRecord:
        return False


def order_of(cells: Iterable[object]) -> str | None:
    """`day-first` or `month-first` as these dates prove it, empty when none needs it, None when it stays open."""
    proofs: set[str] = set()
    needed = False
    for cell in cells:
        found = _NUMBERS.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if found:
            needed = True
            if int(found["a"]) > 12:
                proofs.add(DAY_FIRST)
            if int(found["b"]) > 12:
                proofs.add(MONTH_FIRST)
    if not needed:
        return ""
    return proofs.pop() if len(proofs) == 1 else None


def _moment_of(cell: object, order: str | None, pattern: str | None) -> datetime:
    try:
        if isinstance(cell, str):
            return _read_pattern(cell, pattern) if pattern else _read_text(cell.strip(), order)
        if isinstance(cell, datetime):
            return cell
        if isinstance(cell, date):
            return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - the reader's zone is given next
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return _since_epoch(float(cell))
    except (ValueError, OverflowError) as error:
        raise BadRecord("damaged-date" if _is_damaged(cell) else "bad-date", cell) from error
    raise BadRecord("bad-date", cell)


def _is_damaged(cell: object) -> bool:
    """Whether a spreadsheet wrote this: a column too narrow, minutes without their hour, or a count of its own days."""
    if isinstance(cell, str):
        return bool(_DAMAGED.fullmatch(cell.strip()))
    return isinstance(cell, (int, float)) and _FIRST_SERIAL <= cell <= _LAST_SERIAL


def _read_pattern(text: str, pattern: str) -> datetime:
    return datetime.strptime(text.strip(), pattern)  # noqa: DTZ007 - the reader's zone is given next


def _read_text(text: str, order: str | None) -> datetime:
    # The standard reader takes any sign between day and hour: an identifier such as 2004-11-15_03 is no date.
    if text[4:5] == "-" and text[10:11] in _BETWEEN:
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    if _STAMP.fullmatch(text):
        return _read_digits(text)
    if found := _YEAR_FIRST.fullmatch(text):
        return _built(found, int(found["mo"]), int(found["d"]))
    if found := _NUMBERS.fullmatch(text):
        return _ordered(found, text, order)
    if found := _TWITTER.fullmatch(text) or _DAY_MONTH.fullmatch(text) or _MONTH_DAY.fullmatch(text):
        return _built(found, _month(found["mo"]), int(found["d"]))
    if text[8:9] != "T":
        raise ValueError(text)
    return datetime.fromisoformat(text)


def _ordered(found: re.Match[str], text: str, order: str | None) -> datetime:
    if not order:
        raise BadRecord("ambiguous-date", text)
    first, second = int(found["a"]), int(found["b"])
    day, month = (first, second) if order == DAY_FIRST else (second, first)
    return _built(found, month, day)


def _month(name: str) -> int:
    if name.lower() in _MONTHS:
        return _MONTHS[name.lower()]
    raise ValueError(name)


def _built(found: re.Match[str], month: int, day: int) -> datetime:
    parts = found.groupdict()
    hour = int(parts["h"] or 0)
    half = (parts.get("ap") or "").lower()[:1]
    if half and not 1 <= hour <= 12:
        raise ValueError(found.string)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    micro = int((parts.get("f") or "0")[:6].ljust(6, "0"))
    zone = _offset(parts["o"])
    return datetime(int(parts["y"]), month, day, hour, int(parts["m"] or 0), int(parts["s"] or 0), micro, zone)


def _offset(written: str | None) -> tzinfo | None:
    if not written:
        return None
    if written in _ZONES:
        return timezone(timedelta(hours=_ZONES[written]))
    if written[0] not in "+-":
        return UTC
    size = timedelta(hours=int(written[1:3]), minutes=int(written[-2:]))
    return timezone(-size if written[0] == "-" else size) if size else UTC


def _read_digits(text: str) -> datetime:
    if text.isdigit() and len(text) == 8:
        return datetime.strptime(text, "%Y%m%d")  # noqa: DTZ007 - the reader's zone is given next
    if text.isdigit() and len(text) == 14:
        return datetime.strptime(text, "%Y%m%d%H%M%S")  # noqa: DTZ007 - the reader's zone is given next
    whole, _, decimals = text.partition(".")
    if len(whole) < 9 and not whole.startswith("-"):
        raise ValueError(text)
    return _since_epoch(float(text)) if decimals else _since_epoch(int(whole))


def _since_epoch(stamp: float) -> datetime:
    """Seconds, milliseconds or microseconds since 1970, told apart by size; small numbers are not dates."""
    size = abs(stamp)
    if size < 1e8 and stamp >= 0:
        raise ValueError(stamp)
    unit = 1 if size < 1e11 else 1_000 if size < 1e14 else 1_000_000
    if isinstance(stamp, int):
        return _EPOCH + timedelta(microseconds=stamp * (1_000_000 // unit))
    return _EPOCH + timedelta(microseconds=round(stamp / unit * 1_000_000))


def known_moment(read: Callable[[object], datetime], written: object) -> datetime | None:
    """A date that only completes a record: unreadable, it is unknown, and the record stays."""
    if written is None or written is False or written == "":
        return None
    try:
        return read(written)
    except BadRecord:
        return None
