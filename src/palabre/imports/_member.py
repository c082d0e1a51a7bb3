"""One file to read, plain or out of an archive: its first bytes, then the rest, never more than a block in memory."""

from __future__ import annotations

import lzma
import sys
import tarfile
import tempfile
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, Protocol

from palabre.errors import ImportRefused

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 256 * 1024
BLOCK = 512 * 1024
WHOLE = 1024 * 1024 * 1024
# An honest export shrinks 5 to 50 times; deflate at most 1,032 times.
RATIO, RATIO_FROM = 200, 64 * 1024 * 1024
LONGEST_WINDOW_LOG = 31
DAMAGED = (EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError)


class Readable(Protocol):
    """What gives bytes: fewer than asked is allowed, none means the end."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes."""


class Meter:
    """Compares what comes out of a compressed file with its size, so that a small file cannot fill the machine."""

    def __init__(self, path: Path, size: int) -> None:
        self.path = path
        self._size = max(size, 1)
        self._out = 0

    def took(self, count: int) -> None:
        """Counts bytes that came out; raises `ImportRefused` when they cannot come from an honest export."""
        self._out += count
        if self._out > RATIO_FROM and self._out > RATIO * self._size:
            raise ImportRefused("archive-bomb", file=self.path.name, ratio=RATIO)


class Gunzip:
    """Unpacks gzip, one member after another, and gives all that can be read of a file that was cut."""

    def __init__(self, packed: Readable) -> None:
        self._packed = packed
        self._engine = zlib.decompressobj(31)
        self._left = b""

    def read(self, size: int = BLOCK, /) -> bytes:
        """At most `size` bytes; raises `EOFError` at the end of a file that was cut, `zlib.error` on a damaged one."""
        while True:
            if self._engine.eof and not self._next_member():
                return b""
            chunk = self._left or self._packed.read(BLOCK)
            if not chunk:
                raise EOFError
            out = self._engine.decompress(chunk, size)
            self._left = self._engine.unconsumed_tail
            if out:
                return out

    def _next_member(self) -> bool:
        rest = self._engine.unused_data.lstrip(b"\0")
        while not rest:
            chunk = self._packed.read(BLOCK)
            if not chunk:
                return False
            rest = chunk.lstrip(b"\0")
        self._engine = zlib.decompressobj(31)
        self._left = rest
        return True


class Unzstd:
    """Unpacks zstd, one frame after another, also with the longest windows, as archives of forums have them."""

    def __init__(self, packed: Readable) -> None:
        self._packed = packed
        self._engine = _zstd_engine()
        self._is_fresh = True
        self._left = b""

    def read(self, size: int = BLOCK, /) -> bytes:
        """At most `size` bytes; raises `EOFError` at the end of a file that was cut or is damaged."""
        while True:
            if self._engine.eof:
                self._left, self._engine, self._is_fresh = self._engine.unused_data, _zstd_engine(), True
            if self._engine.needs_input:
                self._left = self._left or self._packed.read(BLOCK)
                if not self._left:
                    if self._is_fresh:
                        return b""
                    raise EOFError
            out = self._unpacked(size)
            if out:
                return out

    def _unpacked(self, size: int) -> bytes:
        packed, self._left, self._is_fresh = self._left, b"", False
        try:
            return self._engine.decompress(packed, size)
        except (zstd.ZstdError, MemoryError) as error:
            raise EOFError from error


def _zstd_engine() -> zstd.ZstdDecompressor:
    return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: LONGEST_WINDOW_LOG})


class Member:
    """One file to read. `head` is its beginning; `cut_short` turns true when the archive ends or breaks inside it.

    Formats keep `line` (the last one read) or `rows` (the row reached, and how many there are) up to date.
    """

    def __init__(self, name: str, stream: Readable, meter: Meter, *, path: Path | None = None) -> None:
        self.name = name
        self.path = path
        self.cut_short = False
        self.rows = (0, 0)
        self.line = 0
        self._stream = stream
        self._meter = meter
        self.head = self._beginning()
        self._waiting = self.head

    @property
    def opened(self) -> Path:
        """The file on disk that this one is, or is packed in."""
        return self._meter.path

    def read(self, size: int = BLOCK) -> bytes:
        """The next bytes, at most `size` after the head; none at the end."""
        if self._waiting:
            block, self._waiting = self._waiting, b""
            return block
        return self._take(size)

    def whole(self) -> IO[bytes]:
        """The file as something that can be read in any order; what comes out of an archive is laid on disk for it."""
        if self.path is not None:
            return self.path.open("rb")
        spool = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
        size = 0
        while block := self.read():
            size += len(block)
            if size > WHOLE:
                spool.close()
                raise ImportRefused("member-too-large", file=self.name, limit_mb=WHOLE // 2**20)
            spool.write(block)
        spool.seek(0)
        return spool

    def _beginning(self) -> bytes:
        blocks: list[bytes] = []
        size = 0
        while size < HEAD and (block := self._take(HEAD - size)):
            blocks.append(block)
            size += len(block)
        return b"".join(blocks)

    def _take(self, size: int) -> bytes:
        if self.cut_short:
            return b""
        try:
            block = self._stream.read(size)
        except DAMAGED:
            self.cut_short = True
            return b""
        self._meter.took(len(block))
        return block
