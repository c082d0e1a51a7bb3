"""What every import format keeps: it recognises a file by its content and turns it into records, one at a time."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from palabre.model import Reject
from palabre.words.messages import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, tzinfo
    from pathlib import Path

    from palabre.imports._known import KnownTable
    from palabre.imports._member import Member
    from palabre.imports.mapping import Mapping
    from palabre.model import Record

REASONS = (
    "no-text",
    "no-date",
    "bad-date",
    "no-offset",
    "ambiguous-date",
    "damaged-date",
    "future",
    "too-old",
    "damaged-id",
    "bad-kind",
    "no-actor",
    "too-many-cells",
    "unclosed-quote",
    "not-utf8",
    "too-long",
    "bad-json",
    "bad-record",
    "not-posts",
    "unclear-deletion",
    "not-recognised",
    "truncated",
)
NAMED = 10
MAX_RECORD = 8 * 1024 * 1024
DETAIL = 200
_UNSAID = "notes-unsaid"


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell about a whole file (its encoding was guessed, columns were ignored); `str` says it in words."""

    message_id: str
    fields: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return sentence(self.message_id, self.fields)


@dataclass(frozen=True, slots=True)
class Parts:
    """Which files of an export made of several are looked at before any record is given, and which give the records."""

    first: frozenset[str]
    then: frozenset[str]


@dataclass(slots=True)
class Reading:
    """How a file is to be read, and what reading it taught: the mapping in `used`, the `tool` of a table, the notes.

    `mapping` is the one asked for, none when columns are to be guessed. `observed_at` is given to records that do not
    say when they were taken from the network. `account` names whose export it is, for files that do not say it. `path`
    is the file that was opened; `learnt` what its first files told of the others.
    """

    observed_at: datetime
    timezone: tzinfo | None = None
    account: str | None = None
    mapping: Mapping | None = None
    used: Mapping | None = None
    path: Path | None = None
    learnt: dict[str, Any] = field(default_factory=dict)
    tool: KnownTable | None = None
    notes: list[Note] = field(default_factory=list)
    _met: dict[str, tuple[int, Note]] = field(default_factory=dict, init=False)

    def note(self, message_id: str, **fields: object) -> None:
        """Adds a note, once. After ten of a kind, as an archive of many files has, a last note counts the others."""
        note = Note(message_id, fields)
        count, last = self._met.get(message_id, (0, None))
        if note == last or note in self.notes:
            return
        self._met[message_id] = (count + 1, note)
        if self.notes and self.notes[-1].message_id == _UNSAID:
            self.notes.pop()
        if count < NAMED:
            self.notes.append(note)
        if unsaid := sum(max(count - NAMED, 0) for count, _ in self._met.values()):
            self.notes.append(Note(_UNSAID, {"count": unsaid}))


class Import(ABC):
    """A format of file. Formats of one tool are asked first, `generic` ones (any table) after them."""

    name: ClassVar[str]
    title: ClassVar[str]
    generic: ClassVar[bool] = False

    @abstractmethod
    def recognises(self, head: bytes, text: str) -> bool:
        """Whether a file that begins so is of this format; `text` is the head decoded, empty when it is not text."""

    def parts_of(self, names: Sequence[str], reading: Reading) -> Parts | None:
        """For an export made of several files: which of these are read. None when they are no such export.

        The other files are left alone; what should be told about them is noted in `reading`.
        """
        del names, reading
        return None

    def learn(self, member: Member, reading: Reading) -> None:
        """Takes in one of the first files of `parts_of`: what the records need to know is kept in `reading.learnt`."""
        del member, reading

    @abstractmethod
    def read(self, member: Member, reading: Reading) -> Iterator[Record]:
        """The records of one file. A file that cannot be taken at all raises `ImportRefused` before the first one."""


def rejected(line: int, reason: str, detail: object = "") -> Reject:
    """A refused row, its content cut short and without control characters."""
    told = "".join(character if character.isprintable() else " " for character in str(detail)[:DETAIL])
    return Reject(line=line, reason=reason, detail=told)
