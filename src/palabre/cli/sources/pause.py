"""`palabre sources pause`: a source is left alone for a while."""

from __future__ import annotations

from palabre.cli._opening import WorkspaceOption, opened
from palabre.cli._telling import say
from palabre.cli.sources._acting import SourceArgument, whoever_runs
from palabre.words import N_, _

HELP = N_("Stop listening to a source, until it is resumed; the time between is a listening gap.")


def command(source: SourceArgument, workspace: WorkspaceOption = None) -> None:
    """The register of processing keeps who did it, and when."""
    from palabre.listen import sources

    with opened(workspace) as ws:
        one = ws.sources.one(" ".join(source))
        sources.pause(ws, one, by=whoever_runs())
    say(
        _("{name}: paused. To listen again: palabre sources resume {number}").format(
            name=one.name, number=one.source_id
        )
    )
