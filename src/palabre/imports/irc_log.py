"""Logs of IRC as people's programs keep them: irssi, WeeChat, ZNC, HexChat, mIRC and those like them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from palabre.errors import BadRecord, ImportRefused
from palabre.imports._json_records import LeftOut, moments_of
from palabre.imports._lines import decoded, text_blocks
from palabre.imports.contract import Import, rejected
from palabre.model import Actor, Post
from palabre.text.dates import DateReader
from palabre.text.extract import callouts_of, clean_text, folded_handle, links_of, tags_of
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Record

NETWORK = "irc"
_CLOCK = r"(?P<h>[01]\d|2[0-3]):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?:\.\d{1,6})?(?P<o>Z|[+-]\d\d:?\d\d)?"
_STAMP = rf"\[?(?:(?P<day>\d{{4}}-\d\d-\d\d)[T ]|(?P<short>[A-Z][a-z]{{2}} \d\d) )?{_CLOCK}\]?"
_SAID = re.compile(rf"{_STAMP}\s+(?:<[ @+%&~!]?(?P<nick>[^\s<>]+)>\s?|\*\s(?P<does>[^\s*]+)\s)(?P<text>.*)")
_TABBED = re.compile(rf"(?P<day>\d{{4}}-\d\d-\d\d) {_CLOCK}\t[ @+%&~!]?(?P<nick>[^\t]*)\t(?P<text>.*)")
# What programs write between messages: who comes and goes, topics, notices.
_TOLD = re.compile(
    rf"{_STAMP}\s+(?:-!-|\*{{2,3}}|={{3}}|-->|<--|--|-[^\s-]+-|\*\s*$|<-|->|•)|---|={{3}}|\*{{4}}|Session "
)
_DAY = re.compile(r"(?:---|\*{4}|={3}|Session ).*?([^\W\d_]+)\.? +(\d{1,2}) (?:\d\d:\d\d(?::\d\d)? )?(\d{4})\s*$")
_JOINED = re.compile(r"(?:Joins: |--> ?\t?|-!- |={3} |\*{3} )?(\S+) (?:[\[(]\S*[\])] )?(?:has joined|\(\S+@\S+\) has)")
_NAMED_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_CHANNEL = re.compile(r"#+[^\s/\\,.#]+")
_AIMED = re.compile(r"([^\s:,]{1,40})[:,]\s")
_COLOURS = re.compile(r"\x03(?:\d{1,2}(?:,\d{1,2})?)?|[\x02\x0f\x11\x16\x1d\x1e\x1f]")
_LOOKED_AT = 40
# Lines between messages are short; in a long one, patterns that try every beginning would never end.
_SHORT = 300
_REMEMBERED = 50_000
_HALF_A_DAY = timedelta(hours=12)
_SYSTEM = frozenset(("-->", "<--", "--", "", "-", "=!="))


class IrcLog(Import):
    """What is said on a channel. The day is told by the lines, by lines between them, or by the name of the file."""

    name = "irc-log"
    title = N_("IRC log (irssi, WeeChat, ZNC, HexChat, mIRC)")

    def recognises(self, head: bytes, text: str) -> bool:
        """Text whose first line, and most of those that follow, are those of a log, messages among them."""
        lines = [line for line in text[:65_536].splitlines() if line.strip()][:_LOOKED_AT]
        if not lines or not _is_of_log(lines[0]):
            return False
        known = sum(map(_is_of_log, lines))
        return 5 * known >= 4 * len(lines) and any(_said(line) for line in lines)

    def read(self, member: Member, reading: Reading) -> Iterator[Record]:
        """A post a message; raises `ImportRefused` when nothing tells the day, or the time zone."""
        log = _Log(member, reading)
        for block in text_blocks(member, reading):
            for number, line in enumerate(block.lines, block.first):
                if number in block.faults:
                    yield rejected(number, block.faults[number], line)
                    continue
                try:
                    if (post := log.post_of(line.rstrip("\r\n"))) is not None:
                        yield post
                except BadRecord as bad:
                    yield rejected(number, bad.reason, bad.detail)
        log.left.tell()


def _said(line: str) -> re.Match[str] | None:
    """A message of a log."""
    found = _TABBED.match(line)
    if found is not None:
        return found if found["nick"].strip() not in _SYSTEM else None
    return _SAID.match(line)


def _is_of_log(line: str) -> bool:
    return bool(_SAID.match(line) or _TABBED.match(line) or _TOLD.match(line) or _DAY.match(line[:_SHORT]))


class _Log:
    """Reads the lines of one log in order: the day, the names met and the messages of the minute are remembered."""

    def __init__(self, member: Member, reading: Reading) -> None:
        self.left = LeftOut(member, reading)
        self._observed_at = reading.observed_at
        self._moment = moments_of(reading)
        self._day = _day_in(member.name)
        self._last: timedelta | None = None
        self._names: set[str] = set()
        self._minute: datetime | None = None
        self._repeated: Counter[str] = Counter()
        channel = _CHANNEL.search(_NAMED_DAY.sub(" ", member.name))
        self._channel = channel[0].rstrip("-_").lower() if channel else None
        self._actors: dict[str, Actor] = {}
        self._check(member, reading)

    def _check(self, member: Member, reading: Reading) -> None:
        """Refuses a log whose dates cannot be told, before anything of it is given."""
        lines = decoded(member.head).splitlines()
        first = next((found for line in lines if (found := _said(line))), None)
        if first is None:
            return
        if reading.timezone is None and not first["o"]:
            raise ImportRefused("chat-timezone-needed", file=member.name, example=first[0][:60])
        if self._day is None and not _full_day(first) and not any(_DAY.match(line[:_SHORT]) for line in lines):
            raise ImportRefused("chat-day-needed", file=member.name, example=first[0][:60])

    def post_of(self, line: str) -> Post | None:
        """The message of a line; None for what only tells who came and went, or the day."""
        if not line.strip():
            return None
        found = _said(line)
        if found is None:
            self._told(line)
            return None
        created_at = self._when(found)
        parts = found.groupdict()
        action = parts.get("does")
        nick = clean_text(action or parts["nick"]).lstrip("@+%&~!")
        text = clean_text(_COLOURS.sub("", found["text"]))
        if not nick:
            raise BadRecord("no-actor", line)
        if not text:
            raise BadRecord("no-text", line)
        callouts = self._callouts(text)
        text = f"/me {text}" if action else text
        self._know(nick)
        return Post(
            network=NETWORK,
            native_id=self._id(nick, created_at, text),
            created_at=created_at,
            text=text,
            actor=self._actor(nick),
            instance=self._channel,
            links=links_of(text),
            tags=tags_of(text),
            callouts=callouts,
            observed_at=self._observed_at,
        )

    def _told(self, line: str) -> None:
        if day := _DAY.match(line[:_SHORT]):
            self._day, self._last = _read_day(day), None
        elif _TOLD.match(line) or _TABBED.match(line):
            if joined := _JOINED.search(line[:_SHORT]):
                self._know(joined[1])
            self.left.add("passed-over", "system")
        else:
            raise BadRecord("bad-record", line)

    def _when(self, found: re.Match[str]) -> datetime:
        clock = timedelta(hours=int(found["h"]), minutes=int(found["m"]), seconds=int(found["s"] or 0))
        day = _full_day(found) or self._short_day(found)
        if day is not None:
            self._day = day
        elif self._last is not None and self._last - clock > _HALF_A_DAY and self._day is not None:
            # Past midnight, in a log that does not tell it.
            self._day += timedelta(days=1)
        self._last = clock
        if self._day is None:
            raise BadRecord("no-date", found[0])
        written = f"{self._day.isoformat()}T{found['h']}:{found['m']}:{found['s'] or '00'}{found['o'] or ''}"
        return self._moment(written)

    def _short_day(self, found: re.Match[str]) -> date | None:
        """A day without its year, which a line above told."""
        short = found.groupdict().get("short")
        return _day_of(f"{short[4:]} {short[:3]} {self._day.year}") if short and self._day else None

    def _callouts(self, text: str) -> tuple[str, ...]:
        """Who is named with `@`, and whom a message is addressed to: `name: …`, when that name is known here."""
        aimed = _AIMED.match(text)
        first = folded_handle(aimed[1]) if aimed else ""
        return tuple(dict.fromkeys((*((first,) if first in self._names else ()), *callouts_of(text))))

    def _know(self, nick: str) -> None:
        if len(self._names) >= _REMEMBERED:
            self._names.clear()
        self._names.add(folded_handle(nick.lstrip("@+%&~!")))

    def _actor(self, nick: str) -> Actor:
        if nick not in self._actors:
            if len(self._actors) >= _REMEMBERED:
                self._actors.clear()
            native_id = folded_handle(nick) or nick
            self._actors[nick] = Actor(network=NETWORK, native_id=native_id, handle=nick, observed_at=self._observed_at)
        return self._actors[nick]

    def _id(self, nick: str, created_at: datetime, text: str) -> str:
        """The same message in two people's logs has one id; the same words twice in a minute have two."""
        minute = created_at.replace(second=0)
        if minute != self._minute:
            self._minute = minute
            self._repeated.clear()
        said = "\n".join((self._channel or "", folded_handle(nick), minute.isoformat(), text))
        self._repeated[said] += 1
        again = f"{said}\n{self._repeated[said]}".encode("utf-8", "replace")
        return "~" + hashlib.blake2b(again, digest_size=16).hexdigest()


def _full_day(found: re.Match[str]) -> date | None:
    try:
        return date.fromisoformat(found["day"]) if found["day"] else None
    except ValueError as error:
        raise BadRecord("bad-date", found[0]) from error


def _read_day(found: re.Match[str]) -> date | None:
    return _day_of(f"{found[2]} {found[1]} {found[3]}")


def _day_of(written: str) -> date | None:
    try:
        return DateReader(zone=UTC)(written).date()
    except BadRecord:
        return None


def _day_in(name: str) -> date | None:
    """The day a file is named after."""
    found = _NAMED_DAY.search(name.rsplit("/", 1)[-1]) or _NAMED_DAY.search(name)
    try:
        return date(int(found[1]), int(found[3]), int(found[4])) if found else None
    except ValueError:
        return None
