"""`palabre gaps`: when we were not listening."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from palabre.cli._narrowing import SinceOption
from palabre.cli._opening import JsonOption, WorkspaceOption, opened
from palabre.cli._telling import say, say_json, say_table
from palabre.words import N_, _, moment

if TYPE_CHECKING:
    from palabre.listen import GapRow

HELP = N_("List the listening gaps: when a source was not, or not fully, heard.")
SOURCE_HELP = N_("Only this source: its name, its kind or its label.")
CSV_HELP = N_("Print CSV that a spreadsheet opens.")


def command(
    workspace: WorkspaceOption = None,
    source: Annotated[str, typer.Option("--source", help=_(SOURCE_HELP), show_default=False)] = "",
    since: SinceOption = None,
    as_csv: Annotated[bool, typer.Option("--csv", help=_(CSV_HELP))] = False,
    as_json: JsonOption = False,
) -> None:
    """Prints the gaps, those under way first, then newest first."""
    from palabre.listen import gaps
    from palabre.listen.gap_rows import narrowed

    with opened(workspace) as ws:
        found = narrowed(gaps(ws), source=source, since=since.date() if isinstance(since, datetime) else None)
    if as_json:
        say_json({"gaps": [_as_json(gap) for gap in found]})
    elif as_csv:
        _write_csv(found)
    elif not found:
        say(_("No listening gap is known.") if not (source or since) else _("No listening gap there, or then."))
    else:
        headers = (_("source"), _("from"), _("to"), _("how long"), _("why"), _("posts missed, about"))
        say_table(headers, [_cells(gap) for gap in found])


def _cells(gap: GapRow) -> tuple[str, ...]:
    from palabre.words.gaps import loss_said, why_said
    from palabre.words.sources import length_told

    end = _("under way") if gap.is_open else moment(gap.to_at)
    length = length_told(gap.to_at - gap.from_at)
    return gap.source, moment(gap.from_at), end, length, why_said(gap.why), loss_said(gap.estimated_loss)


def _as_json(gap: GapRow) -> dict[str, Any]:
    from dataclasses import asdict

    from palabre.words.gaps import why_said

    return asdict(gap) | {"seconds": round((gap.to_at - gap.from_at).total_seconds()), "says": why_said(gap.why)}


def _write_csv(found: tuple[GapRow, ...]) -> None:
    from palabre.listen.gap_rows import HEADER, cells
    from palabre.words.cells import BOM, csv_line

    sys.stdout.buffer.write(BOM + b"".join(map(csv_line, (HEADER, *cells(found)))))
    sys.stdout.buffer.flush()
