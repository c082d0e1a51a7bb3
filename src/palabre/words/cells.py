"""Tables that a spreadsheet opens: CSV in UTF-8 with its mark, and no cell that it would run as a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

BOM = b"\xef\xbb\xbf"
# A spreadsheet runs a cell that begins with one of these, also in full width.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harmless(cell: str | None) -> str:
    """A cell that a spreadsheet will not run as a formula."""
    return "" if cell is None else f"'{cell}" if cell.startswith(FORMULA) else cell


def csv_line(cells: Iterable[object]) -> bytes:
    """One line of a table; texts in it are made harmless, and what is not known is left empty."""
    row = io.StringIO(newline="")
    csv.writer(row).writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])
    return row.getvalue().encode()
