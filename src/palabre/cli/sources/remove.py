"""`palabre sources remove`: a source is listened to no more."""

from __future__ import annotations

from typing import Annotated

import typer

from palabre.cli._opening import WorkspaceOption, opened
from palabre.cli._telling import remark, say
from palabre.cli.sources._acting import SourceArgument, whoever_runs
from palabre.words import N_, _

HELP = N_("Listen to a source no more; the posts it brought stay.")
YES = frozenset({"y", "yes", "o", "oui"})


def command(
    source: SourceArgument,
    workspace: WorkspaceOption = None,
    yes: Annotated[bool, typer.Option("--yes", help=_(N_("Do not ask first.")))] = False,
) -> int:
    """Asks first; status 1 when the answer is no, or when nobody is there to answer."""
    import sys

    from palabre.cli import DONE, REFUSED
    from palabre.listen import sources

    with opened(workspace) as ws:
        one = ws.sources.one(" ".join(source))
        if not yes:
            remark(_("Listen to {name} no more? The posts it brought stay. [y/N]").format(name=one.name))
            if sys.stdin.readline().strip().casefold() not in YES:
                remark(_("Nothing was removed. To remove it without being asked, add --yes."))
                return REFUSED
        sources.remove(ws, one, by=whoever_runs())
    say(_("{name}: removed. The register keeps that it was listened to.").format(name=one.name))
    return DONE
