"""Bytes into lines of text: encodings, line ends, NULs and endless lines are dealt with here, for every text format."""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from palabre.imports._member import BLOCK
from palabre.imports.contract import DETAIL, MAX_RECORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PROBE = 4096


@dataclass(slots=True)
class Block:
    """Whole lines with their line ends. `faults` says which line numbers could not be read, and why."""

    first: int
    lines: list[str]
    faults: dict[int, str] = field(default_factory=dict)


def encoding_of(head: bytes) -> str:
    """The encoding a text begins in: its mark, else UTF-16 by its zeros, else UTF-8, else Windows-1252."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    probe = head[:_PROBE]
    if len(probe) >= 8:
        even, odd = probe[0::2].count(0), probe[1::2].count(0)
        half = len(probe) // 2
        if odd > 0.6 * half and even < 0.1 * half:
            return "utf-16-le"
        if even > 0.6 * half and odd < 0.1 * half:
            return "utf-16-be"
    return "utf-8" if _mostly_utf8(head) else "cp1252"


def is_text(head: bytes) -> bool:
    """Whether a file that begins so can be text: few control bytes once decoded."""
    text = decoded(head)[:_PROBE]
    odd = sum(1 for character in text if character < " " and character not in "\t\n\r\f\0")
    return bool(text) and odd * 20 <= len(text)


def decoded(head: bytes) -> str:
    """The beginning of a file as text, without what does not decode and without NULs."""
    return head.decode(encoding_of(head), "ignore").replace("\0", "").lstrip("\ufeff")


def ends_in_cr(text: str) -> bool:
    """Whether the lines of a text that begins so end in CR alone: it has no LF. With LF, a lone CR ends no line."""
    return "\n" not in text


def text_blocks(member: Member, reading: Reading) -> Iterator[Block]:
    """The lines of a file as text. A line that is not in the encoding is given escaped, with its fault."""
    by_cr = ends_in_cr(decoded(member.head))
    for first, raw, faults in byte_blocks(member, reading):
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            yield _mended(first, raw, faults, by_cr=by_cr)
            continue
        yield Block(first, io.StringIO(text, newline="" if by_cr else "\n").readlines(), faults)


def byte_blocks(member: Member, reading: Reading) -> Iterator[tuple[int, bytes, dict[int, str]]]:
    """The number of a first line, whole lines in UTF-8 without NULs, and the lines that were too long to keep."""
    source = plain_blocks(member, reading)
    by_cr = ends_in_cr(decoded(member.head))
    first, kept, skipping = 1, b"", False
    for raw in source:
        if skipping:
            raw, skipping = _after_line(raw, by_cr=by_cr)
        kept += raw
        cut = max(kept.rfind(b"\n"), kept.rfind(b"\r", 0, len(kept) - 1) if by_cr else -1) + 1
        if cut:
            whole, kept = kept[:cut], kept[cut:]
            yield first, whole, {}
            first += _count(whole, by_cr=by_cr)
            member.line = first - 1
        if len(kept) > MAX_RECORD:
            yield first, _sample(kept), {first: "too-long"}
            first, kept, skipping = first + 1, b"", True
    if kept and not member.cut_short:
        yield first, kept, {}


def plain_blocks(member: Member, reading: Reading) -> Iterator[bytes]:
    """The file in UTF-8 without NULs, block after block, cut anywhere."""
    encoding = _chosen(member, reading)
    return _stripped(member) if encoding in ("utf-8", "utf-8-sig") else _in_utf8(member, encoding)


def _chosen(member: Member, reading: Reading) -> str:
    wanted = reading.mapping.encoding if reading.mapping else None
    encoding = wanted or encoding_of(member.head)
    if encoding == "cp1252" and not wanted:
        reading.note("encoding-guessed", file=member.name, encoding="Windows-1252")
    return encoding


def _stripped(member: Member) -> Iterator[bytes]:
    raw = member.read(BLOCK).removeprefix(codecs.BOM_UTF8)
    while raw:
        yield raw.replace(b"\0", b"") if 0 in raw else raw
        raw = member.read(BLOCK)


def _in_utf8(member: Member, encoding: str) -> Iterator[bytes]:
    """What does not decode comes out as bytes that are no UTF-8 either, so that its line is told apart."""
    wide = encoding.startswith(("utf-16", "utf-32"))
    errors = "surrogatepass" if wide else "surrogateescape"
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    while raw := member.read(BLOCK):
        try:
            text = decoder.decode(raw)
        except UnicodeDecodeError:
            decoder = codecs.getincrementaldecoder(encoding)("replace")
            text = decoder.decode(raw)
        yield text.replace("\0", "").lstrip("\ufeff").encode("utf-8", errors)


def _after_line(raw: bytes, *, by_cr: bool) -> tuple[bytes, bool]:
    """What follows the end of the line being skipped, and whether that end is still to come."""
    ends = [at for at in (raw.find(b"\n"), raw.find(b"\r") if by_cr else -1) if at >= 0]
    if not ends:
        return b"", True
    after = raw[min(ends) :]
    return after.removeprefix(b"\r").removeprefix(b"\n"), False


def _sample(line: bytes) -> bytes:
    return line[:DETAIL].replace(b'"', b"'").replace(b"\r", b" ") + b"\n"


def _count(raw: bytes, *, by_cr: bool) -> int:
    if not by_cr or b"\r" not in raw:
        return raw.count(b"\n")
    return raw.count(b"\n") + raw.count(b"\r") - raw.count(b"\r\n")


def _mended(first: int, raw: bytes, faults: dict[int, str], *, by_cr: bool) -> Block:
    lines: list[str] = []
    faults = dict(faults)
    for number, line in enumerate(raw.splitlines(keepends=True) if by_cr else io.BytesIO(raw), first):
        try:
            lines.append(line.decode())
        except UnicodeDecodeError:
            faults.setdefault(number, "not-utf8")
            lines.append(line.decode("utf-8", "backslashreplace"))
    return Block(first, lines, faults)


def _mostly_utf8(head: bytes) -> bool:
    """Whether at least half of the lines that could tell are UTF-8: hardly any other encoding looks like it."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        lines = [line for line in head.splitlines() if not line.isascii()]
        return 2 * sum(map(_is_utf8, lines)) >= len(lines)
    return True


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
