"""`palabre strategy export`: the strategy as one document, to print or to send."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from palabre.cli._opening import WorkspaceOption, opened
from palabre.cli._telling import remark
from palabre.words import N_, _

HELP = N_("Write the strategy as one document: the sheet at a glance, then all that it says.")
TO_HELP = N_("pdf or html.")
OUT_HELP = N_("The file to write; else strategy.pdf or strategy.html in the exports of the workspace.")
SHEET_HELP = N_("The sheet alone.")


class Ending(StrEnum):
    """What kind of file."""

    PDF = "pdf"
    HTML = "html"


def command(
    to: Annotated[Ending, typer.Option(help=_(TO_HELP))] = Ending.PDF,
    out: Annotated[Path | None, typer.Option(help=_(OUT_HELP), show_default=False)] = None,
    sheet: Annotated[bool, typer.Option("--sheet", help=_(SHEET_HELP))] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Writes the strategy as the file says it now, whatever the judge thinks of it."""
    from palabre.listen.taking_stock.keeping import write_whole
    from palabre.reports.strategy import file_of

    with opened(workspace) as ws:
        path = out or ws.exports / f"strategy.{to.value}"
        write_whole(path, file_of(ws, ending=to.value, whole=not sheet))
    remark(_("Written: {file}").format(file=path))
