"""`palabre run`: pages and worker in one command."""

from __future__ import annotations

from palabre.cli._opening import FolderArgument, WorkspaceOption, workspace_path
from palabre.cli._serving import AllowOption, HostOption, PortOption, serve_until_stopped
from palabre.words import N_

HELP = N_("Serve the pages of a workspace and work beside them.")


def command(
    folder: FolderArgument = None,
    workspace: WorkspaceOption = None,
    host: HostOption = "127.0.0.1",
    port: PortOption = 8765,
    allow: AllowOption = None,
) -> None:
    """Serves until stopped; the worker is a process of its own."""
    serve_until_stopped(workspace_path(folder or workspace), host=host, port=port, allow=allow, with_worker=True)
