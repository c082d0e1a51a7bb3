"""`palabre sources resume`: a paused source is listened to again."""

from __future__ import annotations

from palabre.cli._opening import WorkspaceOption, opened
from palabre.cli._telling import say
from palabre.cli.sources._acting import SourceArgument, whoever_runs
from palabre.words import N_, _

HELP = N_("Listen to a source again, from where it stopped.")


def command(source: SourceArgument, workspace: WorkspaceOption = None) -> None:
    """The register of processing keeps who did it, and when."""
    from palabre.listen import sources

    with opened(workspace) as ws:
        one = ws.sources.one(" ".join(source))
        sources.resume(ws, one, by=whoever_runs())
    say(_("{name}: resumed.").format(name=one.name))
