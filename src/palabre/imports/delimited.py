"""CSV, TSV and their cousins: cells parted by commas, semicolons, tabs or bars, under a line of headers."""

from __future__ import annotations

import operator
import re
from typing import TYPE_CHECKING

from palabre.errors import ImportRefused
from palabre.imports._columns import matched
from palabre.imports._known import known_tool
from palabre.imports._lines import Block, decoded, ends_in_cr, is_text, text_blocks
from palabre.imports._separated import SeparatedRows
from palabre.imports._table import TableImport
from palabre.model import Reject
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from palabre.imports._cells import Getter
    from palabre.imports._member import Member
    from palabre.imports._table import Numbered, Table
    from palabre.imports.contract import Reading
    from palabre.imports.mapping import Mapping

DELIMITERS = (",", ";", "\t", "|")
PREAMBLE = 20
_SNIFFED = 60
_SEP = "sep="
_ALIKE = 0.5


class Delimited(TableImport):
    """Any table in a text file. The header is the first line that holds the columns looked for."""

    name = "csv"
    title = N_("Table in a text file (CSV, TSV)")

    def recognises(self, head: bytes, text: str) -> bool:
        """Text that is no JSON and whose lines are cut alike by one of the usual signs."""
        if text.lstrip()[:1] in ("{", "[", "<", "") or not is_text(head):
            return False
        return sniffed(text, None) is not None

    def table(self, member: Member, reading: Reading) -> Table:
        """The rows under the header that holds most of the columns looked for."""
        text = decoded(member.head)
        found = sniffed(text, reading.mapping)
        if found is None:
            raise ImportRefused("table-without-header", file=member.name)
        return _DelimitedTable(member, reading, *found, above=_above(text, *found[:2]))


class _DelimitedTable:
    def __init__(
        self,
        member: Member,
        reading: Reading,
        delimiter: str,
        header: int,
        names: Sequence[str],
        *,
        above: Sequence[str],
    ) -> None:
        self.file = member.name
        self.names = names
        self.above = above
        self._member = member
        self._reading = reading
        self._delimiter = delimiter
        self._header = header
        tool = known_tool(names) if reading.mapping is None else None
        self._escapes = tool is not None and tool.escapes

    def cell(self, name: str) -> Getter:
        return operator.itemgetter(self.names.index(name))

    def use(self, names: Sequence[str]) -> None:
        """Every cell of a line is cut anyway."""

    def close(self) -> None:
        """Nothing is held open."""

    def rows(self) -> Iterator[Numbered]:
        blocks = text_blocks(self._member, self._reading)
        if self._escapes:
            blocks = _unescaped(blocks, self._delimiter)
        rows = SeparatedRows(self._delimiter, width=len(self.names)).rows(blocks)
        for row in rows:
            line = row.line if isinstance(row, Reject) else row[0]
            if line == self._header:
                break
            if line > self._header:
                yield row
                break
        yield from rows


def sniffed(text: str, mapping: Mapping | None) -> tuple[str, int, list[str]] | None:
    """The sign between cells, the line of the header and its names; None for a text that is not a table."""
    lines = text.split("\r" if ends_in_cr(text) else "\n")
    declared = lines[0].strip().lower() if lines else ""
    if declared.startswith(_SEP) and declared[len(_SEP) :] in ("", *DELIMITERS):
        delimiters: tuple[str, ...] = (lines[0].strip()[len(_SEP) :] or "\t",)
    else:
        delimiters = DELIMITERS
    best: tuple[tuple[float, ...], tuple[str, int, list[str]]] | None = None
    for delimiter in delimiters:
        rows = _first_rows(text, delimiter)
        for at, (line, cells) in enumerate(rows[:PREAMBLE]):
            names = [" ".join(cell.split()) for cell in cells]
            if len(names) < 2 or _is_preamble(line, cells, delimiter):
                continue
            after = [len(row) for _, row in rows[at + 1 :]]
            alike = sum(1 for width in after if width == len(names)) / len(after) if after else 1.0
            score = (matched(names, mapping), alike, -at, len(names))
            if best is None or score > best[0]:
                best = (score, (delimiter, line, names))
    return best[1] if best and (best[0][0] or best[0][1] >= _ALIKE) else None


def _first_rows(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    lines = text.split("\r") if ends_in_cr(text) else text.replace("\r\n", "\n").replace("\r", " ").split("\n")
    block = Block(1, [line + "\n" for line in lines[: _SNIFFED + PREAMBLE]])
    rows = SeparatedRows(delimiter).rows([block])
    return [row for row in rows if not isinstance(row, Reject)]


def _unescaped(blocks: Iterator[Block], delimiter: str) -> Iterator[Block]:
    """Lines in which a quote after a backslash is doubled, unless it closes its cell."""
    quote = re.compile(rf'\\"(?!\s*(?:{re.escape(delimiter)}(?! )|$))')
    for block in blocks:
        yield Block(block.first, [quote.sub(r'\\""', line) for line in block.lines], block.faults)


def _above(text: str, delimiter: str, header: int) -> list[str]:
    """What stands over the headers, without the line that says which sign parts the cells."""
    rows = [cells for line, cells in _first_rows(text, delimiter) if line < header]
    return [word for cells in rows for cell in cells if (word := cell.strip()) and not word.lower().startswith(_SEP)]


def _is_preamble(line: int, cells: Sequence[str], delimiter: str) -> bool:
    first = cells[0].strip()
    if line == 1 and first.lower().startswith(_SEP):
        return True
    return first.startswith("#") and first != "#"
