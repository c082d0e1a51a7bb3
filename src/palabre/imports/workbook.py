"""Spreadsheets: XLSX, XLS and ODS. The first sheet that holds a table is read; dates and numbers come typed."""

from __future__ import annotations

import itertools
import operator
import zipfile
from typing import IO, TYPE_CHECKING, Any

from palabre.errors import ImportRefused
from palabre.imports._archive import is_workbook
from palabre.imports._cells import is_blank, worded
from palabre.imports._columns import matched
from palabre.imports._member import RATIO, RATIO_FROM, WHOLE
from palabre.imports._table import TableImport
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from palabre.imports._cells import Getter
    from palabre.imports._member import Member
    from palabre.imports._table import Numbered, Table
    from palabre.imports.contract import Reading

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PREAMBLE = 20


class Workbook(TableImport):
    """A spreadsheet. Rows are numbered as the sheet numbers them."""

    name = "xlsx"
    title = N_("Spreadsheet (XLSX, XLS, ODS)")

    def recognises(self, head: bytes, text: str) -> bool:
        """A zip archive that holds a workbook, or the older format of the same."""
        return is_workbook(head) or head.startswith(OLD)

    def table(self, member: Member, reading: Reading) -> Table:
        """The rows of the sheet that holds most of the columns looked for, the first of equals."""
        with member.whole() as file:
            _check_size(file, member)
            sheets = _guarded(lambda: _sheets(file), member)
        headers = [
            (matched(names, reading.mapping), sum(map(bool, names)), -number, -at)
            for number, (_, rows) in enumerate(sheets)
            for at, cells in enumerate(rows[:PREAMBLE])
            for names in ([worded(cell).strip() for cell in cells],)
        ]
        _, filled, number, at = max(headers, default=(0, 0, 0, 0))
        if filled < 2:
            raise ImportRefused("table-without-header", file=member.name)
        name, rows = sheets[-number]
        if len(sheets) > 1:
            reading.note("sheet-chosen", file=member.name, sheet=name)
        return _Sheet(member, -at, rows)


class _Sheet:
    def __init__(self, member: Member, header: int, rows: list[list[Any]]) -> None:
        self.file = member.name
        self.names: Sequence[str] = [" ".join(worded(cell).split()) for cell in rows[header]]
        self.above: Sequence[str] = [word for row in rows[:header] for cell in row if (word := worded(cell).strip())]
        self._member = member
        self._header = header
        self._all = rows

    def cell(self, name: str) -> Getter:
        return operator.itemgetter(self.names.index(name))

    def use(self, names: Sequence[str]) -> None:
        """The whole sheet is in memory anyway."""

    def close(self) -> None:
        """Nothing is held open."""

    def rows(self) -> Iterator[Numbered]:
        for number, row in enumerate(itertools.islice(self._all, self._header + 1, None), self._header + 2):
            self._member.rows = (number, len(self._all))
            if not all(map(is_blank, row)):
                yield number, row


def _sheets(file: IO[bytes]) -> list[tuple[str, list[list[Any]]]]:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(file)
    found = []
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        if rows:
            found.append((name, rows))
    return found


def _guarded(
    read: Callable[[], list[tuple[str, list[list[Any]]]]], member: Member
) -> list[tuple[str, list[list[Any]]]]:
    import python_calamine

    try:
        return read()
    except python_calamine.PasswordError as error:
        raise ImportRefused("workbook-locked", file=member.name) from error
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise ImportRefused("workbook-damaged", file=member.name) from error
    except BaseException as error:
        # The library is written in Rust: its panics are no `Exception`, and say so only by their name.
        if type(error).__name__ != "PanicException":
            raise
        raise ImportRefused("workbook-damaged", file=member.name) from error


def _check_size(file: IO[bytes], member: Member) -> None:
    """Refuses a workbook whose parts would not fit in memory once unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        entries = []
    finally:
        file.seek(0)
    for entry in entries:
        if entry.file_size > RATIO_FROM and entry.file_size > RATIO * max(entry.compress_size, 1):
            raise ImportRefused("archive-bomb", file=member.name, ratio=RATIO)
    if sum(entry.file_size for entry in entries) > WHOLE:
        raise ImportRefused("member-too-large", file=member.name, limit_mb=WHOLE // 2**20)
