"""What most commands begin with: which workspace, and how to answer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from palabre.errors import WorkspaceError
from palabre.words import N_, _

if TYPE_CHECKING:
    from palabre.store import Workspace

WORKSPACE_HELP = N_("The workspace folder; else PALABRE_WORKSPACE, else the current folder.")
JSON_HELP = N_("Print one JSON document and nothing else.")
WorkspaceOption = Annotated[Path | None, typer.Option("--workspace", "-w", help=_(WORKSPACE_HELP), show_default=False)]
FolderArgument = Annotated[Path | None, typer.Argument(help=_(N_("The workspace folder, as -w.")), metavar="DIR")]
JsonOption = Annotated[bool, typer.Option("--json", help=_(JSON_HELP))]


def workspace_path(given: Path | None) -> Path:
    """The folder of the workspace that a command is about; raises `WorkspaceError` when none is named or here."""
    if given is not None:
        return given
    named = os.environ.get("PALABRE_WORKSPACE")
    if named:
        return Path(named)
    if (Path.cwd() / "state.sqlite").is_file():
        return Path.cwd()
    raise WorkspaceError("which-workspace")


@contextmanager
def opened(given: Path | None) -> Iterator[Workspace]:
    """The workspace, open while the command runs."""
    from palabre.run import clock
    from palabre.store import open_workspace

    workspace = open_workspace(workspace_path(given), clock=clock.now, wait=clock.wait)
    try:
        yield workspace
    finally:
        workspace.close()
