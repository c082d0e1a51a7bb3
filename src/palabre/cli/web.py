"""`palabre web`: pages alone."""

from __future__ import annotations

from palabre.cli._opening import FolderArgument, WorkspaceOption, workspace_path
from palabre.cli._serving import AllowOption, HostOption, PortOption, serve_until_stopped
from palabre.words import N_

HELP = N_("Serve the pages of a workspace, without a worker.")


def command(
    folder: FolderArgument = None,
    workspace: WorkspaceOption = None,
    host: HostOption = "127.0.0.1",
    port: PortOption = 8765,
    allow: AllowOption = None,
) -> None:
    """Serves until stopped."""
    serve_until_stopped(workspace_path(folder or workspace), host=host, port=port, allow=allow, with_worker=False)
