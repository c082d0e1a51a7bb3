"""Files inside archives. What could write outside, hide or explode is refused before the first record is given."""

from __future__ import annotations

import stat
import struct
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, NoReturn

from palabre.errors import ImportRefused
from palabre.imports._member import BLOCK, DAMAGED, RATIO, RATIO_FROM, Gunzip, Member, Meter, Unzstd

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set
    from pathlib import Path

    from palabre.imports._member import Readable

GZIP, ZIP, TAR_AT, TAR = b"\x1f\x8b", b"PK\x03\x04", 257, b"ustar"
# The second begins a frame to be skipped, as tools that pack in parallel write first.
ZSTD = (b"\x28\xb5\x2f\xfd", b"\x50\x2a\x4d\x18")
ZIP_EMPTY, ZIP_SIZES = b"PK\x05\x06", b"PK\x07\x08"
OTHER_PACKING = {
    b"BZh": "bzip2",
    b"\xfd7zXZ\0": "xz",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "rar",
}
_SKIPPED = ("__MACOSX/", ".DS_Store", "._")
_NO_ZIP = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, struct.error)
_LOCAL = struct.Struct("<4s5H3I2H")


def is_tar(head: bytes) -> bool:
    """Whether these first bytes are those of a tar archive."""
    return head[TAR_AT : TAR_AT + len(TAR)] == TAR


def is_workbook(head: bytes) -> bool:
    """Whether these first bytes are those of a spreadsheet: zip archives too, but read as one file."""
    marks = (b"[Content_Types].xml", b"xl/", b"application/vnd.oasis.opendocument.spreadsheet")
    return head.startswith(ZIP) and any(mark in head[:4096] for mark in marks)


def refuse_packed(head: bytes, path: Path, member: str) -> None:
    """Raises `ImportRefused` when a file inside an archive is itself packed: nothing is unpacked twice."""
    if _is_packed(head):
        raise ImportRefused("archive-nested", file=path.name, member=member)


def _is_packed(head: bytes) -> bool:
    return not is_workbook(head) and (head.startswith((GZIP, ZIP, *ZSTD, *OTHER_PACKING)) or is_tar(head))


def unpacked(head: bytes, raw: IO[bytes]) -> Readable | None:
    """What unpacks a stream that begins so, None when it is not packed in a way that is read here."""
    if head.startswith(GZIP):
        return Gunzip(raw)
    return Unzstd(raw) if head.startswith(ZSTD) else None


def zip_names(path: Path, raw: IO[bytes]) -> list[str]:
    """The names of the files of a zip archive; of one whose end is missing, as far as it goes."""
    try:
        with zipfile.ZipFile(raw) as archive:
            return [entry.filename for entry in archive.infolist() if not entry.is_dir()]
    except _NO_ZIP:
        meter = Meter(path, path.stat().st_size)
        return [member.name for member in _salvaged(path, raw, meter)]


def zip_members(path: Path, raw: IO[bytes], meter: Meter, *, only: Set[str] | None = None) -> Iterator[Member]:
    """The files of a zip archive, or those of some names. One whose end is missing is read as far as it goes."""
    try:
        archive = zipfile.ZipFile(raw)
    except _NO_ZIP:
        for member in _salvaged(path, raw, meter):
            if only is None or member.name in only or (member.cut_short and not member.head):
                refuse_packed(member.head, path, member.name)
                yield member
        return
    with archive:
        chosen = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_litter(entry.filename)]
        _check_entries(archive.infolist(), path)
        for entry in chosen:
            if only is not None and entry.filename not in only:
                continue
            with _opened(archive, entry, path) as stream:
                member = Member(entry.filename, stream, meter)
                refuse_packed(member.head, path, entry.filename)
                yield member


@dataclass(frozen=True, slots=True)
class TarNames:
    """The files of a tar archive in its order, and the beginnings of those that are themselves packed."""

    names: tuple[str, ...]
    packed: Mapping[str, bytes]


def tar_names(path: Path, head: bytes) -> TarNames:
    """The files of a tar archive. All of it is looked at, so that what is refused is refused before any record."""
    names: list[str] = []
    packed: dict[str, bytes] = {}
    meter = Meter(path, path.stat().st_size)
    with path.open("rb") as raw:
        for entry, stream in _Entries(raw, head):
            _check_name(entry.name, path)
            if not (entry.isfile() or entry.isdir()):
                _refuse_entry(path, entry.name)
            meter.took(entry.size)
            if stream is not None and not _is_litter(entry.name):
                names.append(entry.name)
                try:
                    beginning = stream.read(4096)
                except DAMAGED:
                    break
                if _is_packed(beginning):
                    packed[entry.name] = beginning
    return TarNames(tuple(names), packed)


def tar_members(
    path: Path, raw: IO[bytes], meter: Meter, head: bytes, *, checked: TarNames, only: Set[str] | None = None
) -> Iterator[Member]:
    """The files of a tar archive whose names were checked, or those of some names, in its order."""
    for name, beginning in checked.packed.items():
        if only is None or name in only:
            refuse_packed(beginning, path, name)
    entries = _Entries(raw, head)
    for entry, stream in entries:
        if stream is not None and not _is_litter(entry.name) and (only is None or entry.name in only):
            yield Member(entry.name, _Sipped(stream), meter)
    if entries.cut_short:
        yield _ended(path, meter)


class _Entries:
    """The entries of a tar archive with their bytes, until its end or its first damage, which is remembered."""

    def __init__(self, raw: IO[bytes], head: bytes) -> None:
        self.cut_short = False
        self._stream: object = unpacked(head, raw) or raw

    def __iter__(self) -> Iterator[tuple[tarfile.TarInfo, IO[bytes] | None]]:
        try:
            # Reading a stream asks for `read` and nothing else.
            with tarfile.open(fileobj=self._stream, mode="r|") as archive:  # type: ignore[call-overload]
                while entry := archive.next():
                    yield entry, archive.extractfile(entry) if entry.isfile() else None
        except DAMAGED:
            self.cut_short = True


class _Sipped:
    """Reads a file of an archive in small sips, so that damage costs one sip and not what was read before it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def read(self, size: int = BLOCK, /) -> bytes:
        return self._stream.read(min(size, 16_384))


class _Nothing:
    """What is left of an archive that was cut between two files."""

    def read(self, size: int = -1, /) -> bytes:
        raise EOFError


def _ended(path: Path, meter: Meter) -> Member:
    return Member(path.name, _Nothing(), meter)


def _check_entries(entries: list[zipfile.ZipInfo], path: Path) -> None:
    for entry in entries:
        _check_name(entry.filename, path)
        if stat.S_ISLNK(entry.external_attr >> 16):
            _refuse_entry(path, entry.filename)
        if entry.flag_bits & 1:
            raise ImportRefused("archive-locked", file=path.name, member=entry.filename)
        if entry.file_size > RATIO_FROM and entry.file_size > RATIO * max(entry.compress_size, 1):
            raise ImportRefused("archive-bomb", file=path.name, ratio=RATIO)


def _opened(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> IO[bytes]:
    try:
        return archive.open(entry)
    except NotImplementedError as error:
        raise ImportRefused("archive-packing", file=path.name, packing=str(entry.compress_type)) from error
    except (RuntimeError, OSError, ValueError, struct.error, *DAMAGED) as error:
        raise ImportRefused("archive-damaged", file=path.name, member=entry.filename) from error


def _check_name(name: str, path: Path) -> None:
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or name.startswith(("/", "\\")) or name[1:2] == ":":
        _refuse_entry(path, name)


def _refuse_entry(path: Path, name: str) -> NoReturn:
    raise ImportRefused("archive-unsafe", file=path.name, member=name)


def _is_litter(name: str) -> bool:
    return name.startswith(_SKIPPED[0]) or name.rsplit("/", 1)[-1].startswith(_SKIPPED[1:])


class _Inflated:
    """A file of a zip read without the archive's table: it says itself where it ends, or the archive is cut."""

    def __init__(self, raw: IO[bytes], *, packed: bool, size: int) -> None:
        self._raw = raw
        self._engine = zlib.decompressobj(-15) if packed else None
        self._size = size
        self._left = b""

    def read(self, size: int = BLOCK, /) -> bytes:
        if self._engine is None:
            return self._stored(size)
        while not self._engine.eof:
            chunk = self._left or self._raw.read(BLOCK)
            if not chunk:
                raise EOFError
            out = self._engine.decompress(chunk, size)
            self._left = self._engine.unconsumed_tail
            if self._engine.eof:
                self._raw.seek(-len(self._engine.unused_data), 1)
            if out:
                return out
        return b""

    def _stored(self, size: int) -> bytes:
        block = self._raw.read(min(size, self._size))
        if not block and self._size:
            raise EOFError
        self._size -= len(block)
        return block


def _salvaged(path: Path, raw: IO[bytes], meter: Meter) -> Iterator[Member]:
    raw.seek(0)
    while (entry := _local_entry(raw)) is not None:
        name, flags, method, packed_size = entry
        _check_name(name, path)
        if flags & 1:
            raise ImportRefused("archive-locked", file=path.name, member=name)
        unsized = bool(flags & 8)
        if method not in (0, 8) or (unsized and method == 0):
            break
        start = raw.tell()
        if not name.endswith("/"):
            member = Member(name, _Inflated(raw, packed=method == 8, size=packed_size), meter)
            yield member
            _drain(member)
        if unsized:
            raw.seek(12 if raw.read(4) == ZIP_SIZES else 8, 1)
        else:
            raw.seek(start + packed_size)
    yield _ended(path, meter)


def _local_entry(raw: IO[bytes]) -> tuple[str, int, int, int] | None:
    header = raw.read(_LOCAL.size)
    if len(header) < _LOCAL.size or not header.startswith(ZIP):
        return None
    _, _, flags, method, _, _, _, packed_size, _, name_size, extra_size = _LOCAL.unpack(header)
    name = raw.read(name_size).decode("utf-8", "replace")
    raw.read(extra_size)
    return name, flags, method, packed_size


def _drain(member: Member) -> None:
    while member.read():
        continue
