"""What the formats made of JSON records share: telling them by their fields, and reading them one after another."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections import Counter
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Protocol

from palabre.errors import BadRecord
from palabre.imports._json import UNREADABLE, pieces, unreadable
from palabre.imports._lines import decoded
from palabre.imports.contract import DETAIL, Import, rejected
from palabre.model import Reject
from palabre.text.dates import ONE_DAY, DateReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Record

_TOKEN = re.compile(r'"((?:[^"\\]|\\.?)*+)(?:"|\Z)(\s*+:)?|[{}\[\]]', re.DOTALL)
_DEEPEST = 8


@lru_cache(maxsize=2)
def fields_in(text: str) -> frozenset[str]:
    """The fields a JSON text holds, `snippet.textDisplay` for one inside another; lists are seen through.

    The text may stop anywhere, as the beginning of a file does; what only looks like a field, inside a value, is none.
    """
    found: set[str] = set()
    if text.lstrip()[:1] not in ("{", "["):
        return frozenset()
    stack: list[tuple[bool, str]] = []
    path = ""
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark in "{[":
            stack.append((mark == "{", path))
        elif mark in "}]":
            path = stack.pop()[1] if stack else ""
        elif token[2] is not None and stack and stack[-1][0] and len(stack) <= _DEEPEST:
            before = stack[-1][1]
            path = f"{before}.{token[1]}" if before else token[1]
            found.add(path)
    return frozenset(found)


def holds(text: str, *fields: str) -> bool:
    """Whether a JSON text has all of these fields."""
    return fields_in(text).issuperset(fields)


class RecordReader(Protocol):
    """What makes our records of those of one file."""

    def records(self, number: int, raw: bytes) -> Iterable[Record]:
        """The records that one JSON record, read at this line, becomes."""

    def end(self) -> None:
        """Tells what is to be told once the file is read."""


class JsonImport(Import):
    """A format made of JSON records: one a line, in a list, or pages that hold lists of them."""

    @abstractmethod
    def reader(self, member: Member, reading: Reading) -> RecordReader:
        """What reads the records of one file."""

    def read(self, member: Member, reading: Reading) -> Iterator[Record]:
        """The records of one file, refusals in their place."""
        reader = self.reader(member, reading)
        for piece in pieces(member, reading, decoded(member.head)):
            if isinstance(piece, Reject):
                yield piece
            else:
                yield from tried(*piece, partial(reader.records, piece[0]))
        reader.end()


def tried(number: int, raw: bytes, make: Callable[[bytes], Iterable[Record]]) -> Iterator[Record]:
    """What is made of one record; its refusal when it cannot be taken."""
    try:
        yield from make(raw)
    except BadRecord as bad:
        yield rejected(number, bad.reason, bad.detail)
    except UNREADABLE as error:
        yield unreadable(number, raw, error)


def no_post(raw: bytes) -> BadRecord:
    """The refusal of a record that is of the format, but holds no post."""
    return BadRecord("not-posts", bytes(raw)[: 2 * DETAIL].decode("utf-8", "replace"))


class LeftOut:
    """Counts what a file holds and is not taken on purpose, by message, to tell it once the file is read."""

    def __init__(self, member: Member, reading: Reading) -> None:
        self._file = member.name
        self._reading = reading
        self._counts: dict[str, Counter[str]] = {}

    def add(self, message_id: str, what: str = "") -> None:
        """One more. `what` says of which sort it was."""
        self._counts.setdefault(message_id, Counter())[what[:40]] += 1

    def tell(self) -> None:
        """Adds the notes."""
        for message_id, counts in self._counts.items():
            what = ", ".join(f"{name} {count}" for name, count in counts.most_common(10) if name)
            self._reading.note(message_id, file=self._file, count=counts.total(), what=what)


def moments_of(reading: Reading) -> DateReader:
    """What reads the dates of records: with a zone when the person gave one, never in the future nor before 1990."""
    return DateReader(zone=reading.timezone, latest=reading.observed_at + ONE_DAY)
