"""Rows of a file whose cells are parted by a sign; a broken row costs itself, never the rows after it."""

from __future__ import annotations

import csv
import itertools
from typing import TYPE_CHECKING

from palabre.imports.contract import MAX_RECORD, rejected
from palabre.model import Reject

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from palabre.imports._lines import Block

Line = tuple[int, list[str]]
# NULs are taken out of every line, so this line is ours alone: a quote that swallows it was never closed.
_END = "\0"
_UNKNOWN = 0


class SeparatedRows:
    """Rows with the number of the line they start on. `width` is how many cells the header has, 0 before it is known.

    A quote that is not closed, or that swallows the rows after it, is found by what follows it: its line is refused
    and reading starts again on the next line.
    """

    def __init__(self, delimiter: str, *, width: int = _UNKNOWN) -> None:
        csv.field_size_limit(2 * MAX_RECORD)
        self._delimiter = delimiter
        self._width = width
        self._widths = {width}
        self._left: list[str] = []
        self._first = 1
        self._faults: dict[int, str] = {}

    def rows(self, blocks: Iterable[Block]) -> Iterator[Line | Reject]:
        """Rows and refusals in the order of the file; blank lines are left out."""
        for block in blocks:
            if not self._left:
                self._first = block.first
                self._faults = block.faults
            elif block.faults:
                self._faults = {**self._faults, **block.faults}
            yield from self._parsed(self._left + block.lines, last=False)
        if self._left:
            yield from self._parsed(self._left, last=True)

    def _parsed(self, lines: list[str], *, last: bool) -> Iterator[Line | Reject]:
        first, start = self._first, 0
        self._left = []
        while True:
            start, reached = yield from self._stretch(lines, start)
            if start >= len(lines):
                return
            if reached > len(lines) and not last and _fits(lines, start):
                self._left, self._first = lines[start:], first + start
                return
            if "\r" in (line := lines[start].rstrip("\r\n")):
                # Outside quotes the reader takes no CR, though this one ends no line.
                lines[start] = line.replace("\r", " ") + "\n"
                continue
            yield self._alone(lines[start], first + start)
            start += 1

    def _stretch(self, lines: list[str], start: int) -> Generator[Line | Reject, None, tuple[int, int]]:
        """Rows from a line on. Gives back the line that stopped it, or the end, and how far the reading went."""
        first, width, faults, count, base = self._first, self._width, self._faults, len(lines), start
        following = itertools.chain(itertools.islice(lines, start, None), (_END,))
        reader = csv.reader(following, delimiter=self._delimiter, strict=True)
        try:
            for row in reader:
                end = base + reader.line_num
                if len(row) == width and not faults and end <= count:
                    yield first + start, row
                elif end - start > 1 and self._is_odd(row):
                    return start, end
                elif row and end <= count:
                    yield self._judged(row, first + start, first + end)
                start = end
        except csv.Error:
            return start, base + reader.line_num
        return count, count

    def _is_odd(self, row: Sequence[str]) -> bool:
        return self._width != _UNKNOWN and len(row) not in self._widths

    def _judged(self, row: list[str], start: int, end: int) -> Line | Reject:
        if self._faults:
            for line, reason in self._faults.items():
                if start <= line < end:
                    return rejected(line, reason, self._delimiter.join(row))
        if self._width and len(row) != self._width:
            if len(row) > self._width and any(cell.strip() for cell in row[self._width :]):
                return rejected(start, "too-many-cells", self._delimiter.join(row))
            self._widths.add(len(row))
            row += [""] * (self._width - len(row))
        return start, row

    def _alone(self, line: str, number: int) -> Line | Reject:
        """A line that strict quoting refuses, taken loosely when it makes a whole row by itself."""
        if number in self._faults:
            return rejected(number, self._faults[number], line)
        try:
            row = next(csv.reader((line, _END), delimiter=self._delimiter), [])
        except csv.Error:
            row = []
        if self._width and len(row) == self._width and not row[-1].endswith(_END):
            return number, row
        return rejected(number, "unclosed-quote", line)


def _fits(lines: list[str], start: int) -> bool:
    return sum(map(len, itertools.islice(lines, start, None))) <= MAX_RECORD
