"""Cells of a table into words, lists and counts, whatever the file calls them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from palabre.errors import BadRecord
from palabre.imports._counts import UnreadableCount, count_of
from palabre.imports.mapping import Column, Mapping, is_template, template_parts
from palabre.text.extract import clean_text

if TYPE_CHECKING:
    from collections.abc import Sequence

# A row is whatever the format finds quickest: a list of cells, a tuple, a tree. Only its own `cell` looks inside.
Row = Any
Getter = Callable[[Row], object]

_REMEMBERED = 4096
# A spreadsheet keeps fifteen digits: it writes longer ids as 1.23E+18, or as decimal numbers that cannot hold them.
_INEXACT = 10.0**15
_ROUNDED = re.compile(r"\d+(?:[.,]\d+)?E\+\d+")
_PARTED = re.compile(r"[,;|<>\[\]\n\t]+")
_QUOTES = " '\"\u2018\u2019\u201c\u201d"


class Cells:
    """Reads the fields of a row as a mapping describes them. Counts that could not be read are in `unread`."""

    def __init__(self, mapping: Mapping, cell: Callable[[str], Getter]) -> None:
        self.unread: dict[str, tuple[int, str]] = {}
        self._mapping = mapping
        self._cell = cell

    def has(self, field: str) -> bool:
        """Whether the mapping says anything of this field."""
        return field in self._mapping.columns or field in self._mapping.constants

    def raw(self, field: str) -> Getter:
        """What the field holds as the file has it, values replaced; None for a field the mapping does not know."""
        if field in self._mapping.columns:
            return self._replaced(field, self._joined(self._mapping.columns[field]))
        constant = self._mapping.constants.get(field)
        return lambda _row: constant

    def once(self, field: str, read: Callable[[Row], object]) -> Callable[[Row], object]:
        """The reader, asked once for each cell met: for fields of few words, such as languages and kinds."""
        if field not in self._mapping.columns:
            return read
        cell_of = self._joined(self._mapping.columns[field])
        known: dict[object, object] = {}

        def read_once(row: Row) -> object:
            cell = cell_of(row)
            try:
                return known[cell]
            except KeyError:
                value = read(row)
                if len(known) < _REMEMBERED:
                    known[cell] = value
                return value
            except TypeError:
                return read(row)

        return read_once

    def word(self, field: str) -> Callable[[Row], str | None]:
        """The field as clean text; blank is None."""
        raw = self.raw(field)

        def read(row: Row) -> str | None:
            cell = raw(row)
            if isinstance(cell, str) and cell.isascii() and cell.isprintable():
                return cell.strip() or None
            return clean_text(worded(cell)) or None

        return read

    def identifier(self, field: str) -> Callable[[Row], str | None]:
        """The field as an id; raises `BadRecord` on one whose digits a spreadsheet lost."""
        raw, word = self.raw(field), self.word(field)

        def read(row: Row) -> str | None:
            cell = raw(row)
            if isinstance(cell, str) and cell.isascii() and cell.isalnum():
                return cell
            if cell.__class__ is float and abs(cell) >= _INEXACT:
                raise BadRecord("damaged-id", cell)
            found = word(row)
            if found is not None and "E+" in found and _ROUNDED.fullmatch(found):
                raise BadRecord("damaged-id", found)
            return found

        return read

    def words(self, field: str) -> Callable[[Row], tuple[str, ...] | None]:
        """The field as several words: a list, or a text parted by commas, bars, signs or, without these, blanks."""
        raw = self.raw(field)

        def read(row: Row) -> tuple[str, ...] | None:
            cell = raw(row)
            parts = map(worded, cell) if isinstance(cell, (list, tuple)) else _parted(clean_text(worded(cell)))
            return tuple(dict.fromkeys(word for part in parts if (word := clean_text(part).strip(_QUOTES)))) or None

        return read

    def count(self, field: str) -> Callable[[Row], int | None]:
        """The field as a count; one that cannot be told for certain is None, and told in `unread`."""
        raw = self.raw(field)

        def read(row: Row) -> int | None:
            cell = raw(row)
            try:
                return count_of(cell)
            except UnreadableCount:
                seen, example = self.unread.get(field, (0, worded(raw(row))[:40]))
                self.unread[field] = (seen + 1, example)
                return None

        return read

    def _joined(self, column: Column) -> Getter:
        if isinstance(column, tuple):
            getters = [self._cell(name) for name in column]
            return lambda row: " ".join(word for get in getters if (word := worded(get(row)).strip()))
        if is_template(column):
            return _filled(template_parts(column), self._cell)
        return self._cell(column)

    def _replaced(self, field: str, get: Getter) -> Getter:
        words = self._mapping.values.get(field)
        if not words:
            return get

        def read(row: Row) -> object:
            cell = get(row)
            return words.get(worded(cell).strip().casefold(), cell)

        return read


def worded(cell: object) -> str:
    """A cell in words: nothing for None, no decimals for a whole number that a spreadsheet made a decimal one."""
    if isinstance(cell, str):
        return cell
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    return str(cell)


def is_blank(cell: object) -> bool:
    """Whether a cell says nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip()) or cell != cell


def _parted(text: str) -> Sequence[str]:
    return _PARTED.split(text) if _PARTED.search(text) else text.split()


def _filled(parts: list[str], cell: Callable[[str], Getter]) -> Getter:
    words, getters = parts[0::2], [cell(name) for name in parts[1::2]]

    def read(row: Row) -> str | None:
        filled = [words[0]]
        for get, after in zip(getters, words[1:], strict=True):
            value = worded(get(row)).strip()
            if not value:
                return None
            filled += (value, after)
        return "".join(filled)

    return read
