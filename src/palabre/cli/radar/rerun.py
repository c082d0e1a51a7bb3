"""`palabre radar rerun`: history read once more."""

from __future__ import annotations

from palabre.cli._opening import WorkspaceOption, opened
from palabre.cli.radar._saving import NameArgument, QueueOption, read_history
from palabre.words import N_

HELP = N_("Read history again with a radar: after an interruption, or to be sure. No mention is stored twice.")


def command(name: NameArgument, workspace: WorkspaceOption = None, queue: QueueOption = False) -> None:
    """Prints how many mentions the radar has then."""
    with opened(workspace) as ws:
        read_history(ws, ws.radars.one(name), queue=queue)
