"""`palabre listen`: the sources alone."""

from __future__ import annotations

from typing import Annotated

import typer

from palabre.cli._opening import FolderArgument, WorkspaceOption, workspace_path
from palabre.cli._telling import remark
from palabre.words import N_, _

HELP = N_("Listen to the sources of a workspace, without pages.")


def command(
    folder: FolderArgument = None,
    workspace: WorkspaceOption = None,
    parent: Annotated[int | None, typer.Option(hidden=True)] = None,
) -> None:
    """Listens until stopped, or until the process that started it is gone."""
    from palabre.run.listening import listen

    def say_ready() -> None:
        if parent is None:
            remark(_("Palabre listens — Ctrl-C stops it."))

    listen(workspace_path(folder or workspace), parent=parent, ready=say_ready)
