"""Files brought in: each becomes posts, actors, deletions and refused rows, whatever tool exported it.

One file per format; they are discovered, never listed. Others add theirs through the entry-point group
`palabre.imports` and try it with `palabre.testing.imports_contract.check_import`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.errors import UsageError
from palabre.imports.contract import REASONS, Import, Note, Parts, Reading
from palabre.imports.mapping import Mapping

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from palabre.imports._columns_seen import ColumnsSeen
    from palabre.imports._opened import Opened

__all__ = [
    "REASONS",
    "Import",
    "Mapping",
    "Note",
    "Parts",
    "columns_seen",
    "formats",
    "load_mapping",
    "mapping_text",
    "open_import",
    "propose_mapping",
]


def open_import(
    path: Path,
    *,
    format: str = "auto",
    mapping: Mapping | None = None,
    timezone: ZoneInfo | None = None,
    account: str | None = None,
    observed_at: datetime,
) -> Opened:
    """The file, ready to give its records; raises `ImportRefused` when nothing of it can be taken.

    `format` is a name of `formats()`, or `auto` to tell by the content. `timezone` is that of dates written without
    one, and wins over the mapping's. `account` names whose export it is, for files that do not say it. `observed_at`
    is when records that do not say it themselves were taken.
    """
    from palabre.imports._opened import AUTO, Opened

    wanted = None
    if format != AUTO:
        wanted = next((kind for kind in formats() if kind.name == format), None)
        if wanted is None:
            raise UsageError("format-not-there", format=format, formats=", ".join(kind.name for kind in formats()))
    return Opened(path, wanted, Reading(observed_at=observed_at, timezone=timezone, account=account, mapping=mapping))


def load_mapping(path: Path) -> Mapping:
    """The mapping a YAML file holds; raises `ImportRefused` with the line, the column and what to write instead."""
    from palabre.imports._mapping_file import read_mapping

    return read_mapping(path)


def formats() -> tuple[Import, ...]:
    """Every format there is, those of one tool first."""
    from palabre.imports._registry import every_format

    return every_format()


def propose_mapping(path: Path) -> str:
    """A mapping for the table in a file, as commented YAML that a person corrects; `ImportRefused` when it is none."""
    from palabre.imports._opened import proposal_of

    return proposal_of(path)


def columns_seen(path: Path) -> ColumnsSeen | None:
    """The columns of the table in a file and some of their cells, None for another format; or `ImportRefused`."""
    from palabre.imports._columns_seen import columns_seen as seen

    return seen(path)


def mapping_text(mapping: Mapping) -> str:
    """A mapping as the YAML that `load_mapping` reads back the same."""
    from palabre.imports._mapping_text import text_of

    return text_of(mapping)
