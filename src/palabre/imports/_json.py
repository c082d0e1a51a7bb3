"""Records of a JSON file: one a line, or a list, or written over several lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from palabre.imports._lines import byte_blocks, ends_in_cr
from palabre.imports.contract import DETAIL, MAX_RECORD, rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Reject

# What msgspec raises on bytes that are not what they should be.
UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
Piece = tuple[int, bytes]
_SIGNS = re.compile(rb'["\\{}\[\]\n]')
_SIGNS_AND_CR = re.compile(rb'["\\{}\[\]\n]|\r(?!\n)')


def pieces(member: Member, reading: Reading, text: str) -> Iterator[Piece | Reject]:
    """Each record as bytes with the number of its first line; `text` is the beginning of the file."""
    by_cr = ends_in_cr(text)
    return _by_depth(member, reading, by_cr=by_cr) if is_spread(text) else _by_line(member, reading, by_cr=by_cr)


def unreadable(line: int, raw: bytes, error: Exception) -> Reject:
    """The refusal of a record that could not be decoded, with the reason the error tells."""
    if isinstance(error, msgspec.ValidationError):
        return rejected(line, "bad-record", error)
    reason = "not-utf8" if isinstance(error, UnicodeDecodeError) else "bad-json"
    return rejected(line, reason, raw[: 2 * DETAIL].decode("utf-8", "backslashreplace"))


def is_spread(text: str) -> bool:
    """Whether a JSON text is a list, or one record over several lines, rather than a record a line."""
    start = text.lstrip()
    if start.startswith("["):
        return True
    line, _, rest = start.partition("\n")
    return bool(rest.strip()) and line.rstrip().endswith(("{", "[", ",")) and not _is_whole(line)


def _is_whole(line: str) -> bool:
    try:
        msgspec.json.decode(line)
    except UNREADABLE:
        return False
    return True


def _by_line(member: Member, reading: Reading, *, by_cr: bool) -> Iterator[Piece | Reject]:
    for first, raw, faults in byte_blocks(member, reading):
        for number, line in enumerate(raw.splitlines() if by_cr else raw.split(b"\n"), first):
            if number in faults:
                yield rejected(number, faults[number], line.decode("utf-8", "replace"))
            elif line and not line.isspace():
                yield number, line


class _Depth:
    """Cuts bytes where the outermost braces close. An outer list is seen through: its elements are the records."""

    def __init__(self, signs: re.Pattern[bytes]) -> None:
        self._signs = signs
        self.line = 1
        self.started = 1
        self.record = bytearray()
        self._depth = 0
        self._quoted = False
        self._escaped = -1

    def cut(self, raw: bytes) -> Iterator[Piece]:
        """The records that end in these bytes."""
        at = 0
        for sign in self._signs.finditer(raw):
            position = sign.start()
            mark = raw[position]
            if mark in b"\r\n":
                self.line += 1
            elif self._quoted or mark in b'"\\':
                self._quote(mark, position)
            elif mark in b"{[":
                if self._depth == 0:
                    at, self.started = position, self.line
                self._depth += mark == 0x7B or self._depth > 0
            elif self._closed():
                yield self.started, bytes(self.record) + raw[at : position + 1]
                self.record.clear()
        if self._depth:
            self.record += raw[at:]
        self._escaped = 0 if self._escaped == len(raw) else -1

    def is_open(self) -> bool:
        """Whether a record has begun and not ended."""
        return self._depth > 0

    def forget(self) -> None:
        """Gives up the record begun."""
        self.record.clear()
        self._depth, self._quoted = 0, False

    def _closed(self) -> bool:
        self._depth = max(self._depth - 1, -1)
        closed = self._depth == 0
        self._depth = max(self._depth, 0)
        return closed

    def _quote(self, mark: int, position: int) -> None:
        if position == self._escaped:
            return
        if mark == 0x5C and self._quoted:
            self._escaped = position + 1
        elif mark == 0x22:
            self._quoted = not self._quoted


def _by_depth(member: Member, reading: Reading, *, by_cr: bool) -> Iterator[Piece | Reject]:
    depth = _Depth(_SIGNS_AND_CR if by_cr else _SIGNS)
    for first, raw, faults in byte_blocks(member, reading):
        if faults:
            depth.forget()
            depth.line = first + 1
            yield rejected(first, faults[first], raw.decode("utf-8", "replace"))
            continue
        yield from depth.cut(raw)
        if len(depth.record) > MAX_RECORD:
            yield rejected(depth.started, "too-long", bytes(depth.record[:400]).decode("utf-8", "replace"))
            depth.forget()
    if depth.is_open() and not member.cut_short:
        yield rejected(depth.started, "bad-json", bytes(depth.record[:400]).decode("utf-8", "replace"))
