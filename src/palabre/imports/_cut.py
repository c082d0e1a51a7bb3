"""The objects of a JSON list too long to hold: each is cut out where its braces close, one in memory at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from palabre.errors import ImportRefused
from palabre.imports._lines import plain_blocks
from palabre.imports.contract import MAX_RECORD, rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from palabre.imports._json import Piece
    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Reject

# Everything up to the next bracket outside a string, in one step.
_STEP = re.compile(rb'(?:[^"{}\[\]]++|"(?:[^"\\]++|\\.)*+")*+([{}\[\]])', re.DOTALL)
_OPENING, _BRACE = b"{[", 0x7B
SEARCHED = 4 * 1024 * 1024


def objects_of(member: Member, reading: Reading, *, under: str = "") -> Iterator[Piece | Reject]:
    """Each object of the outermost list as bytes, with the number of its first line; what precedes it is passed over.

    The list may be the value of the field `under` of an object. An object over 8 MB is refused alone. Raises
    `ImportRefused` when there is no such field.
    """
    blocks = plain_blocks(member, reading)
    cutter = _Cutter()
    if under:
        blocks = _after(member, under, blocks, cutter)
    for raw in blocks:
        yield from cutter.cut(raw)
        member.line = cutter.line
        if cutter.is_lost():
            yield rejected(cutter.line, "bad-json", bytes(cutter.kept[:400]).decode("utf-8", "replace"))
            return
    if cutter.is_open() and not member.cut_short:
        yield rejected(cutter.line, "bad-json", bytes(cutter.kept[:400]).decode("utf-8", "replace"))


def _after(member: Member, under: str, blocks: Iterator[bytes], cutter: _Cutter) -> Iterator[bytes]:
    field = re.compile(rb'"' + under.encode() + rb'"\s*:\s*(?=\[)')
    before = b""
    for raw in blocks:
        before += raw
        if found := field.search(before):
            cutter.line += before.count(b"\n", 0, found.end())
            yield before[found.end() :]
            yield from blocks
            return
        if len(before) > SEARCHED:
            break
    raise ImportRefused("field-missing", file=member.name, field=under)


class _Cutter:
    def __init__(self) -> None:
        self.kept = b""
        self.line = 1
        self._at = 0
        self._depth = 0
        self._skips = False

    def cut(self, raw: bytes) -> Iterator[Piece | Reject]:
        """The objects that end in these bytes."""
        self.kept += raw
        kept, depth = self.kept, self._depth
        start, counted = 0, 0
        while found := _STEP.match(kept, self._at):
            self._at = found.end()
            sign = kept[self._at - 1]
            if sign in _OPENING:
                if depth == 0:
                    if sign != _BRACE:
                        continue
                    start = self._at - 1
                depth += 1
            elif depth:
                depth -= 1
                if depth == 0:
                    self.line, counted = self.line + kept.count(b"\n", counted, start), start
                    yield self._cut_out(kept, start)
        self._depth = depth
        self._forget(start if depth else self._at, counted)

    def is_open(self) -> bool:
        """Whether an object has begun and not ended."""
        return self._depth > 0

    def is_lost(self) -> bool:
        """Whether a string never ends: nothing after it can be told apart."""
        return len(self.kept) - self._at > MAX_RECORD

    def _cut_out(self, kept: bytes, start: int) -> Piece | Reject:
        if self._skips or self._at - start > MAX_RECORD:
            self._skips = False
            return rejected(self.line, "too-long", kept[start : start + 400].decode("utf-8", "replace"))
        return self.line, kept[start : self._at]

    def _forget(self, upto: int, counted: int) -> None:
        """Lets go of what was given, and of an object that is too long to be one."""
        if self._depth and self._at - upto > MAX_RECORD:
            self._skips, upto = True, self._at
        self.line += self.kept.count(b"\n", counted, upto)
        self.kept, self._at = self.kept[upto:], self._at - upto
