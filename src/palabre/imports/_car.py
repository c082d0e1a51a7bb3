"""The repository of an account in a CAR file: blocks named by their own hash, and the tree that names the records.

Whatever the file says of itself is checked before it is believed: lengths against the file, blocks against their names,
each node of the tree walked once, nothing nested deeper than a record is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import IO, TYPE_CHECKING, Any

from palabre.errors import ImportRefused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST_BLOCK = 8 * 1024 * 1024
LONGEST_NUMBER = 10
MOST_BLOCKS = 5_000_000
DEEPEST = 64
_LINK = 42
_SHA256 = b"\x12\x20"
_NAME = 36
# Readers of CBOR make dates, patterns, large numbers and shared values of these; a repository may hold none of them.
_FORBIDDEN = (*range(6), 25, 28, 29, 30, 35, 36, 37, 100, 256, 258, 260, 261, 1004, 43000, 55799)
_KEY = re.compile(r"[a-zA-Z0-9.-]{1,256}/[a-zA-Z0-9._:~-]{1,512}")
_DID = re.compile(r"did:[a-z]+:[a-zA-Z0-9._:%-]{1,2000}")


class BadBlock(Exception):
    """A block that is not what its name says, or holds what no repository does."""


@dataclass(frozen=True, slots=True)
class Link:
    """The name of a block: its version, how it is written, and the hash of its bytes."""

    name: bytes

    def holds(self, raw: bytes) -> bool:
        """Whether these bytes are those of the block."""
        return self.name.endswith(_SHA256 + sha256(raw).digest())

    def __str__(self) -> str:
        """As addresses write it: base 32, small letters, `b` before it."""
        from base64 import b32encode

        return "b" + b32encode(self.name).decode().lower().rstrip("=")


@dataclass(frozen=True, slots=True)
class Entry:
    """A record of the repository: its place (`collection/key`), and the block that holds it."""

    place: str
    link: Link

    @property
    def collection(self) -> str:
        """What kind of record it is."""
        return self.place.partition("/")[0]


class Car:
    """The blocks of a file, looked up by name; only where each lies is held. `missing` counts those asked in vain."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self.missing = 0
        self.is_cut = False
        self._stream, self._file = stream, name
        self._places: dict[bytes, tuple[int, int]] = {}
        self._size = stream.seek(0, 2)
        stream.seek(0)
        self._roots = self._header()
        self._index()

    def __len__(self) -> int:
        return len(self._places)

    def commit(self) -> Mapping[str, Any]:
        """The last commit: whose repository it is, its revision, and the root of its tree."""
        try:
            commit = self.block(self._roots[0])
        except BadBlock as bad:
            raise self._refusal() from bad
        if commit is None or not _DID.fullmatch(str(commit.get("did"))) or not isinstance(commit.get("data"), Link):
            raise self._refusal()
        return commit

    def block(self, link: Link) -> dict[str, Any] | None:
        """What a block holds, None when it is not in the file; raises `BadBlock` when it is not what it should be."""
        place = self._places.get(link.name)
        if place is None:
            self.missing += 1
            return None
        self._stream.seek(place[0])
        raw = self._stream.read(place[1])
        if not link.holds(raw):
            raise BadBlock
        found = _decoded(raw)
        if not isinstance(found, dict):
            raise BadBlock
        return found

    def entries(self, root: Link) -> Iterator[Entry | BadBlock]:
        """Every record the tree names, in its order; a damaged node is told and its branch is left out."""
        met = {root.name}
        waiting: list[Iterator[Entry | Link]] = [iter((root,))]
        while waiting:
            one = next(waiting[-1], None)
            if one is None:
                waiting.pop()
            elif isinstance(one, Entry):
                yield one
            elif len(waiting) == 1 or one.name not in met:
                met.add(one.name)
                try:
                    node = self.block(one)
                    waiting.append(iter(_node(node) if node is not None else ()))
                except BadBlock as bad:
                    yield bad

    def _header(self) -> list[Link]:
        try:
            length = self._number()
            if length is None or not 0 < length <= LONGEST_BLOCK:
                raise BadBlock
            header = _decoded(self._stream.read(length))
        except BadBlock as bad:
            raise self._refusal() from bad
        roots = header.get("roots") if isinstance(header, dict) and header.get("version") == 1 else None
        if not isinstance(roots, list) or not roots or not all(isinstance(root, Link) for root in roots):
            raise self._refusal()
        return roots

    def _index(self) -> None:
        """Notes where each block lies, up to the end of the file or to the first that cannot be."""
        try:
            while (length := self._number()) is not None:
                at = self._stream.tell()
                name = self._stream.read(_NAME)
                if not _NAME <= length <= LONGEST_BLOCK or name[:1] != b"\x01" or name[2:4] != _SHA256:
                    raise BadBlock
                if at + length > self._size:
                    break
                self._places[name] = at + _NAME, length - _NAME
                if len(self._places) > MOST_BLOCKS:
                    raise BadBlock
                self._stream.seek(at + length)
            self.is_cut = length is not None
        except BadBlock as bad:
            if not self._places:
                raise self._refusal() from bad
            self.is_cut = True

    def _number(self) -> int | None:
        """A number of seven bits a byte; None at the end of the file."""
        number = 0
        for place in range(LONGEST_NUMBER):
            byte = self._stream.read(1)
            if not byte:
                if place:
                    self.is_cut = True
                return None
            number |= (byte[0] & 0x7F) << (7 * place)
            if byte[0] < 0x80:
                return number
        raise BadBlock

    def _refusal(self) -> ImportRefused:
        return ImportRefused("car-damaged", file=self._file)


def _node(node: Mapping[str, Any]) -> list[Entry | Link]:
    """What a node of the tree names, in order: branches and records. A name shares its beginning with the last one."""
    left, listed = node.get("l"), node.get("e")
    found: list[Entry | Link] = [left] if isinstance(left, Link) else []
    place = b""
    if not isinstance(listed, list):
        raise BadBlock
    for one in listed:
        shared, rest, link, right = (one.get(name) for name in "pkvt") if isinstance(one, dict) else (None,) * 4
        if not isinstance(shared, int) or not isinstance(rest, bytes) or not 0 <= shared <= len(place):
            raise BadBlock
        place = place[:shared] + rest
        written = place.decode("ascii", "replace")
        if not isinstance(link, Link) or not _KEY.fullmatch(written):
            raise BadBlock
        found.append(Entry(written, link))
        if isinstance(right, Link):
            found.append(right)
    return found


def _decoded(raw: bytes) -> object:
    import cbor2

    try:
        return cbor2.loads(raw, tag_hook=_link, semantic_decoders=_REFUSED, max_depth=DEEPEST, allow_indefinite=False)
    except (cbor2.CBORError, ValueError, TypeError, RecursionError, OverflowError, MemoryError) as error:
        raise BadBlock from error


def _link(tag: Any, _is_key: bool) -> Link:  # noqa: ANN401 - of the reader
    if tag.tag != _LINK or not isinstance(tag.value, bytes) or len(tag.value) != _NAME + 1 or tag.value[0]:
        raise ValueError
    return Link(tag.value[1:])


def _refuse(*_: object) -> object:
    raise ValueError


_REFUSED = dict.fromkeys(_FORBIDDEN, _refuse)
