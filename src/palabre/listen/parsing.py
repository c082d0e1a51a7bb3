"""A file parsed into chunks: in this process when it is small, in one of its own when it is large.

Parsing is Python, one record at a time; committing is Arrow, SQL and writing. In one interpreter they wait for each
other; apart, each has a core. A parser that eats the memory or falls over then costs its own process, not the pages.
"""

from __future__ import annotations

import gc
import io
import os
import signal
import subprocess
import sys
import traceback
from contextlib import contextmanager
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any, Protocol

import msgspec

from palabre import errors
from palabre.imports.contract import Note
from palabre.listen.chunks import Chunk, chunked
from palabre.listen.columns import GATHERED, Gathered, nothing_of
from palabre.listen.request import Request
from palabre.model import Reject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow as pa

    from palabre.imports._opened import Opened

BESIDE_FROM = 4 * 1024 * 1024
YOUNG = 200_000
_CHILD = "from palabre.listen.parsing import serve; serve()"


class Parsed(Protocol):
    """A file being parsed. `notes` is complete once every chunk was read."""

    format: str
    size_bytes: int
    notes: list[Note]

    def __iter__(self) -> Iterator[Chunk]:
        """The chunks, in the order of the file; raises `ImportRefused` when the rest cannot be taken."""


class _Message(msgspec.Struct, kw_only=True, tag=True):
    """What the parsing process says; columns follow those that announce their sizes, one table per kind of record."""


class _Opened(_Message):
    format: str
    size_bytes: int


class _Some(_Message):
    read: int
    position: int
    rejects: tuple[Reject, ...]
    sizes: tuple[int, ...]


class _Done(_Message):
    notes: tuple[tuple[str, dict[str, Any]], ...]


class _Refused(_Message):
    error: str
    message_id: str
    fields: dict[str, Any]


class _Broken(_Message):
    trace: str


class _Asked(msgspec.Struct):
    request: dict[str, Any]
    observed_at: datetime


_decode = msgspec.json.Decoder(_Opened | _Some | _Done | _Refused | _Broken).decode


@contextmanager
def parsed(request: Request, *, observed_at: datetime) -> Iterator[Parsed]:
    """The file parsed here or beside, by its size; raises `ImportRefused` when nothing of it can be taken."""
    large = request.path.is_dir() or (request.path.is_file() and request.path.stat().st_size >= BESIDE_FROM)
    with (
        parsed_beside(request, observed_at=observed_at)
        if large
        else parsed_here(request, observed_at=observed_at) as one
    ):
        yield one


class _Here:
    def __init__(self, opened: Opened) -> None:
        self.format, self.size_bytes, self.notes = opened.format, opened.size_bytes, opened.notes
        self._opened = opened

    def __iter__(self) -> Iterator[Chunk]:
        return chunked(self._opened, self._opened.position)


@contextmanager
def parsed_here(request: Request, *, observed_at: datetime) -> Iterator[Parsed]:
    """The file parsed in this process."""
    with request.opened(observed_at=observed_at) as opened:
        yield _Here(opened)


@contextmanager
def parsed_beside(request: Request, *, observed_at: datetime) -> Iterator[Parsed]:
    """The file parsed in a process that ends with this one: it stops when nobody reads what it says."""
    with subprocess.Popen([sys.executable, "-c", _CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:  # noqa: S603 - our own command
        try:
            yield _Beside(request, observed_at, child)
        finally:
            child.kill()


class _Beside:
    def __init__(self, request: Request, observed_at: datetime, child: subprocess.Popen[bytes]) -> None:
        assert child.stdin is not None and child.stdout is not None  # noqa: S101 - asked for as pipes
        self.notes: list[Note] = []
        self._file, self._said, self.pid = request.path.name, child.stdout, child.pid
        child.stdin.write(msgspec.json.encode(_Asked(request=request.payload(), observed_at=observed_at)))
        child.stdin.close()
        opened = self._next()
        assert isinstance(opened, _Opened)  # noqa: S101 - the first thing said
        self.format, self.size_bytes = opened.format, opened.size_bytes

    def __iter__(self) -> Iterator[Chunk]:
        while isinstance(told := self._next(), _Some):
            packed = zip(GATHERED, told.sizes, strict=True)
            gathered = Gathered(**{name: _table(name, self._read(size)) for name, size in packed})
            yield Chunk(gathered=gathered, rejects=told.rejects, read=told.read, position=told.position)
        assert isinstance(told, _Done)  # noqa: S101 - the last thing said
        self.notes += [Note(message_id, fields) for message_id, fields in told.notes]

    def _next(self) -> _Opened | _Some | _Done:
        told: _Opened | _Some | _Done | _Refused | _Broken
        told = _decode(self._read(int.from_bytes(self._read(4), "big")))
        if isinstance(told, _Refused):
            refusal: type[errors.PalabreError] = getattr(errors, told.error)
            raise refusal(told.message_id, **told.fields)
        if isinstance(told, _Broken):
            raise RuntimeError(told.trace)
        return told

    def _read(self, size: int) -> bytes:
        read = self._said.read(size)
        if len(read) < size:
            raise errors.ImportRefused("parser-stopped", file=self._file)
        return read


def _table(name: str, packed: bytes) -> pa.Table:
    import pyarrow as pa

    return nothing_of(name) if not packed else pa.ipc.open_stream(pa.py_buffer(packed)).read_all()


def serve() -> None:
    """The parsing process: reads what is asked on its input, says what it finds on its output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked = msgspec.json.decode(sys.stdin.buffer.read(), type=_Asked)
    said = sys.stdout.buffer
    # Records live for one chunk and hold no cycles: looking for cycles among them costs a tenth of the time.
    gc.freeze()
    gc.set_threshold(YOUNG, 10, 10)
    try:
        _tell_all(said, Request.of(asked.request), asked.observed_at)
    except errors.PalabreError as problem:
        fields = {name: _plain(value) for name, value in problem.fields.items()}
        _say(said, _Refused(error=type(problem).__name__, message_id=problem.message_id, fields=fields))
    except BrokenPipeError:
        # Whoever asked is gone. Nothing is left to say, not even by an orderly end, which would write once more.
        os._exit(1)
    except Exception:
        _say(said, _Broken(trace=traceback.format_exc()))


def _tell_all(said: IO[bytes], request: Request, observed_at: datetime) -> None:
    with parsed_here(request, observed_at=observed_at) as here:
        _say(said, _Opened(format=here.format, size_bytes=here.size_bytes))
        for chunk in here:
            packed = [_packed(getattr(chunk.gathered, name)) for name in GATHERED]
            sizes = tuple(map(len, packed))
            _say(said, _Some(read=chunk.read, position=chunk.position, rejects=chunk.rejects, sizes=sizes), packed)
        notes = tuple(
            (note.message_id, {name: _plain(value) for name, value in note.fields.items()}) for note in here.notes
        )
        _say(said, _Done(notes=notes))


def _say(said: IO[bytes], message: _Message, packed: Sequence[bytes] = ()) -> None:
    head = msgspec.json.encode(message)
    said.write(len(head).to_bytes(4, "big") + head)
    for one in packed:
        said.write(one)
    said.flush()


def _packed(table: pa.Table) -> bytes:
    import pyarrow as pa

    if table.num_rows == 0:
        return b""
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return sink.getvalue()


def _plain(value: object) -> object:
    """What JSON can say of a field of a message."""
    return value if isinstance(value, (str, int, float, bool)) or value is None else str(value)
