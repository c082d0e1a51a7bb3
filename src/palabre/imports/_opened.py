"""A file opened for import: which members it has, which format each is in, and their records one after another."""

from __future__ import annotations

import itertools
import os
import stat
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Self

from palabre.errors import ImportRefused
from palabre.imports._archive import (
    OTHER_PACKING,
    TAR_AT,
    ZIP,
    ZIP_EMPTY,
    TarNames,
    is_tar,
    is_workbook,
    tar_members,
    tar_names,
    unpacked,
    zip_members,
    zip_names,
)
from palabre.imports._lines import decoded, is_text
from palabre.imports._member import DAMAGED, Member, Meter
from palabre.imports._registry import every_format
from palabre.imports._table import PEEKED, TableImport, proposed_for
from palabre.imports.contract import Import, Note, Parts, Reading, rejected
from palabre.model import Reject
from palabre.words.messages import told

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Set
    from pathlib import Path
    from types import TracebackType

    from palabre.imports.mapping import Mapping
    from palabre.model import Record

AUTO = "auto"
_HEAD = 4096
# A proposal makes no record, so no moment is given to any.
_NO_DAY = datetime(1970, 1, 1, tzinfo=UTC)


class Opened:
    """The records of one file, read as they are asked for. Nothing is kept of those already given.

    `format` is that of the first file found inside; `mapping` the one in use, also when it was guessed, None for
    formats that need none; `notes` what to tell about the file as a whole, complete once it is read to the end.
    """

    def __init__(self, path: Path, wanted: Import | None, reading: Reading) -> None:
        self._path = path
        self._wanted = wanted
        self._reading = reading
        self._file = Source(path)
        self._reading.path = path
        self._parts: Parts | None = None
        self._member: Member | None = None
        self._done = self._is_cut = False
        self._kind: Import | None = None
        self.size_bytes = self._file.size
        self._rest = self._records()
        try:
            self._plan()
            first = list(self._before_any())
            if self._kind is None:
                raise ImportRefused("file-damaged" if first else "file-empty", file=path.name)
        except BaseException:
            self.close()
            raise
        self._ahead: Iterator[Record] = itertools.chain(first, self._rest)
        self.format: str = self._kind.name

    @property
    def mapping(self) -> Mapping | None:
        """The mapping in use, with the file's own spelling of its columns."""
        return self._reading.used

    @property
    def notes(self) -> list[Note]:
        """What to tell about the file as a whole; each says itself in the reader's language."""
        return self._reading.notes

    def position(self) -> int:
        """How many bytes of the file have been read, from 0 to `size_bytes`."""
        if self._done:
            return self.size_bytes
        row, rows = self._member.rows if self._member else (0, 0)
        if rows and not self._file.is_archive:
            return self.size_bytes * row // rows
        return min(self._file.position(), self.size_bytes)

    def __iter__(self) -> Iterator[Record]:
        return self._ahead

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; records not yet read are lost."""
        self._rest.close()
        self._file.close()

    def _before_any(self) -> Iterator[Record]:
        """What comes until the format is known: the first record, after a refusal for each file damaged before it."""
        for record in self._rest:
            yield record
            if self._kind is not None:
                return

    def _plan(self) -> None:
        """Looks whether the files of an archive or of a folder are one export, and which of them are to be read."""
        if self._file.is_archive and (self._wanted or self._reading.mapping is None):
            names = self._file.names()
            for kind in (self._wanted,) if self._wanted else every_format():
                self._parts = kind.parts_of(names, self._reading)
                if self._parts is not None:
                    self.size_bytes = self._file.size_of(self._parts.then)
                    self._kind = self._wanted = kind
                    return
        if self._file.is_folder:
            raise ImportRefused("file-is-folder", file=str(self._path))

    def _learn(self) -> Iterator[Record]:
        if self._parts is None or self._kind is None:
            return
        missing = set(self._parts.first)
        for member in self._file.members(self._parts.first):
            self._member = member
            try:
                if member.name in missing:
                    self._kind.learn(member, self._reading)
            except ImportRefused as error:
                if error.message_id.startswith("archive-"):
                    raise
                yield rejected(0, "not-recognised", f"{member.name}: {told(error)}")
            missing.discard(member.name)
            if not missing:
                return

    def _records(self) -> Generator[Record, None, None]:
        refusal: ImportRefused | None = None
        yield from self._learn()
        for member in self._file.members(self._parts.then if self._parts else None):
            self._member = member
            try:
                yield from self._of_member(member)
            except ImportRefused as error:
                # One file of an archive that is no table says nothing of the others; a dangerous archive does.
                if not self._file.is_archive or error.message_id.startswith("archive-"):
                    raise
                refusal = refusal or error
                if self._kind is not None:
                    yield rejected(0, "not-recognised", f"{member.name}: {told(error)}")
        self._done = True
        if self._kind is None and refusal is not None:
            raise refusal

    def _of_member(self, member: Member) -> Iterator[Record]:
        if not member.head:
            if member.cut_short:
                # The end of an archive that was cut inside a file says it once more.
                if not (self._is_cut and member.name == self._path.name):
                    yield rejected(0, "truncated", member.name)
            elif self._file.is_archive:
                self._reading.note("member-empty", file=member.name)
            return
        kind = self._wanted or recognised_format(member, self._reading)
        self._reading.tool = None
        records = kind.read(member, self._reading)
        first = next(records, None)
        self._kind = self._kind or self._reading.tool or kind
        found: Iterator[Record] = itertools.chain(() if first is None else (first,), records)
        if self._file.is_archive:
            found = (_placed(record, member.name) for record in found)
        yield from found
        if member.cut_short:
            self._is_cut = True
            yield rejected(member.line, "truncated", member.name)


def _placed(record: Record, name: str) -> Record:
    """A refusal that says which file of the archive it comes from."""
    return rejected(record.line, record.reason, f"{name}: {record.detail}") if isinstance(record, Reject) else record


def recognised_format(member: Member, reading: Reading) -> Import:
    """The format of a file by its content; with a mapping, a table. Raises `ImportRefused` when none knows it."""
    head = member.head
    text = decoded(head) if is_text(head) else ""
    for kind in every_format():
        if (kind.generic or reading.mapping is None) and kind.recognises(head, text):
            return kind
    for mark, packing in OTHER_PACKING.items():
        if head.startswith(mark):
            raise ImportRefused("archive-packing", file=member.name, packing=packing)
    raise ImportRefused("format-unknown", file=member.name, formats=", ".join(kind.name for kind in every_format()))


class Source:
    """A file on disk: plain, packed, or an archive of several."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._raw: IO[bytes] | None = None
        self._names: tuple[str, ...] | None = None
        self._tar: TarNames | None = None
        self._before = 0
        self._is_tar = self._is_zip = False
        try:
            status = path.stat()
            self.is_archive = self.is_folder = stat.S_ISDIR(status.st_mode)
            if self.is_folder:
                self.size, self._head = 0, b""
                return
            if not stat.S_ISREG(status.st_mode):
                # Opening a pipe waits for somebody to write in it, perhaps for ever.
                raise ImportRefused("file-not-plain", file=str(path))
            self._raw = path.open("rb")
            self.size = status.st_size
            self._head = self._raw.read(_HEAD)
            self._raw.seek(0)
        except OSError as error:
            self.close()
            raise ImportRefused(
                "file-unreadable", file=str(path), why=error.strerror or type(error).__name__
            ) from error
        except ValueError as error:
            raise ImportRefused("file-unreadable", file=repr(str(path)), why="NUL") from error
        self._is_tar = is_tar(self._inner_head())
        self._is_zip = self._head.startswith((ZIP, ZIP_EMPTY)) and not is_workbook(self._head)
        self.is_archive = self._is_tar or self._is_zip

    def names(self) -> tuple[str, ...]:
        """The names of the files of an archive or of a folder."""
        if self._names is None:
            if self.is_folder:
                self._names = tuple(_names_in(self._path))
            elif self._is_tar:
                self._names = self._checked_tar().names
            else:
                assert self._raw is not None  # noqa: S101 - only a folder is not open
                self._names = tuple(zip_names(self._path, self._raw))
        return self._names

    def members(self, only: Set[str] | None = None) -> Iterator[Member]:
        """The file, or each file of the archive (or of the folder), in turn; those of some names when told which."""
        if self.is_folder:
            yield from self._in_folder(only or frozenset())
            return
        if self._raw is None or self._raw.closed:
            return
        meter = Meter(self._path, self.size)
        self._raw.seek(0)
        if self._is_tar:
            checked = self._checked_tar()
            yield from tar_members(self._path, self._raw, meter, self._head, checked=checked, only=only)
        elif self.is_archive:
            yield from zip_members(self._path, self._raw, meter, only=only)
        elif packed := unpacked(self._head, self._raw):
            yield Member(self._path.name, packed, meter)
        else:
            yield Member(self._path.name, self._raw, meter, path=self._path)

    def size_of(self, names: Set[str]) -> int:
        """The bytes to read for these files: of an archive, all of it."""
        return sum((self._path / name).stat().st_size for name in names) if self.is_folder else self.size

    def _checked_tar(self) -> TarNames:
        if self._tar is None:
            self._tar = tar_names(self._path, self._head)
        return self._tar

    def _in_folder(self, only: Set[str]) -> Iterator[Member]:
        files = [(name, self._path / name) for name in sorted(only)]
        self._before = 0
        for name, file in files:
            with _opened_file(file) as self._raw:
                yield Member(name, self._raw, Meter(file, file.stat().st_size), path=file)
                self._before += self._raw.tell()

    def position(self) -> int:
        """How far into the file reading is."""
        return self._before + (0 if self._raw is None or self._raw.closed else self._raw.tell())

    def close(self) -> None:
        """Closes the file."""
        if self._raw is not None:
            self._raw.close()

    def _inner_head(self) -> bytes:
        packed = unpacked(self._head, self._raw) if self._raw is not None else None
        if self._raw is None or packed is None:
            return self._head
        try:
            head = b""
            while len(head) <= TAR_AT + 5 and (block := packed.read(_HEAD)):
                head += block
        except DAMAGED:
            pass
        finally:
            self._raw.seek(0)
        return head


def _names_in(folder: Path) -> Iterator[str]:
    """The plain files of a folder and of those in it, links left out."""
    for inside, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not os.path.islink(os.path.join(inside, name))]
        for name in files:
            path = os.path.join(inside, name)
            if os.path.isfile(path) and not os.path.islink(path):
                yield os.path.relpath(path, folder).replace(os.sep, "/")


def _opened_file(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise ImportRefused("file-unreadable", file=str(path), why=why) from error


def proposal_of(path: Path) -> str:
    """A mapping to correct for the first table of a file; raises `ImportRefused` when it holds none."""
    source = Source(path)
    is_damaged = False
    if source.is_folder:
        raise ImportRefused("file-is-folder", file=str(path))
    try:
        reading = Reading(observed_at=_NO_DAY)
        for kind in every_format() if source.is_archive else ():
            if kind.parts_of(source.names(), reading) is not None:
                raise ImportRefused("mapping-not-needed", file=path.name, format=kind.name)
        for member in source.members():
            if not member.head:
                is_damaged = is_damaged or member.cut_short
                continue
            kind = recognised_format(member, reading)
            if isinstance(kind, TableImport):
                table = kind.table(member, reading)
                try:
                    return proposed_for(table, list(itertools.islice(table.rows(), PEEKED)))
                finally:
                    table.close()
            raise ImportRefused("mapping-not-needed", file=path.name, format=kind.name)
        raise ImportRefused("file-damaged" if is_damaged else "file-empty", file=path.name)
    finally:
        source.close()
