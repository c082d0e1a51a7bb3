"""`palabre work`: the worker alone."""

from __future__ import annotations

from typing import Annotated

import typer

from palabre.cli._opening import FolderArgument, WorkspaceOption, workspace_path
from palabre.words import N_

HELP = N_("Do the work of a workspace (queued imports, counts, compaction), without pages.")


def command(
    folder: FolderArgument = None,
    workspace: WorkspaceOption = None,
    parent: Annotated[int | None, typer.Option(hidden=True)] = None,
) -> None:
    """Works until stopped, or until the process that started it is gone."""
    from palabre.run.worker import work

    work(workspace_path(folder or workspace), parent=parent)
