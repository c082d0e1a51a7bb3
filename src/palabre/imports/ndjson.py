"""JSON records, one a line (NDJSON) or in a list, read as a table; a field inside another is named with a dot."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import msgspec

from palabre.imports._json import UNREADABLE, pieces, unreadable
from palabre.imports._lines import decoded
from palabre.imports._table import PEEKED, TableImport
from palabre.model import Reject
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from palabre.imports._cells import Getter, Row
    from palabre.imports._member import Member
    from palabre.imports._table import Numbered, Table
    from palabre.imports.contract import Reading

_DEEPEST = 5
# Where interfaces put the records of a page, and what a record has that a page has not.
_PAGES = ("results", "data", "items", "hits", "records", "mentions", "posts", "documents", "result_content.data")
_OF_RECORDS = frozenset(
    ("id", "text", "body", "message", "content", "title", "created_at", "date", "published", "timestamp", "url")
)


class Ndjson(TableImport):
    """Any JSON records, or pages of them. The columns are the fields met in the first thousand records."""

    name = "ndjson"
    title = N_("JSON records, one a line (NDJSON, JSONL)")

    def recognises(self, head: bytes, text: str) -> bool:
        """Text that begins as a JSON record or as a list of them."""
        start = text.lstrip()
        return start.startswith("{") or (start.startswith("[") and start[1:].lstrip().startswith(("{", "]")))

    def table(self, member: Member, reading: Reading) -> Table:
        """The records, a row each."""
        return _Records(member, reading)


class _Records:
    def __init__(self, member: Member, reading: Reading) -> None:
        self.file = member.name
        self.above: Sequence[str] = ()
        self._rest = _rows(pieces(member, reading, decoded(member.head)))
        self._peeked = list(itertools.islice(self._rest, PEEKED))
        names = (name for row in self._peeked if not isinstance(row, Reject) for name in _names(row[1]))
        self.names: Sequence[str] = list(dict.fromkeys(names))

    def cell(self, name: str) -> Getter:
        path = name.split(".")
        if len(path) == 1:
            return lambda row: row.get(name)
        return lambda row: row[name] if name in row else _inside(row, path)

    def use(self, names: Sequence[str]) -> None:
        """A record is decoded whole anyway."""

    def close(self) -> None:
        """Nothing is held open."""

    def rows(self) -> Iterator[Numbered]:
        peeked, self._peeked = self._peeked, []
        return itertools.chain(peeked, self._rest)


def _rows(found: Iterator[tuple[int, bytes] | Reject]) -> Iterator[Numbered]:
    decode = msgspec.json.Decoder(dict[str, Any]).decode
    for piece in found:
        if isinstance(piece, Reject):
            yield piece
            continue
        line, raw = piece
        try:
            record = decode(raw)
        except UNREADABLE as error:
            yield unreadable(line, raw, error)
            continue
        for row in _in_page(record):
            yield line, row


def _in_page(record: dict[str, Any]) -> list[dict[str, Any]]:
    """The records of a page that some interface answered; a record that is no page, by itself."""
    if _OF_RECORDS.isdisjoint(record):
        for path in _PAGES:
            found = _inside(record, path.split("."))
            if isinstance(found, list) and all(isinstance(one, dict) for one in found):
                return [_bare(one) for one in found]
    return [record]


def _bare(record: dict[str, Any]) -> dict[str, Any]:
    """A record out of the box some interfaces put it in."""
    inner = record.get("data") if len(record) == 1 else None
    return inner if isinstance(inner, dict) else record


def _names(record: dict[str, Any], before: str = "", depth: int = 0) -> Iterator[str]:
    for name, value in record.items():
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _names(value, f"{before}{name}.", depth + 1)
        else:
            yield before + name


def _inside(record: Row, path: Sequence[str]) -> object:
    for step in path:
        if not isinstance(record, dict):
            return None
        record = record.get(step)
    return record
