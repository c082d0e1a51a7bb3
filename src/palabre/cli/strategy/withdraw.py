"""`palabre strategy withdraw`: an override is taken back."""

from __future__ import annotations

from typing import Annotated

import typer

from palabre.cli._opening import WorkspaceOption, opened
from palabre.cli._telling import say
from palabre.cli.strategy._deciding import ByOption, who
from palabre.words import N_, _

HELP = N_("Take an override back: the error stands again, and the history keeps both.")


def command(
    override: Annotated[int, typer.Argument(help=_(N_("The number of the override.")), metavar="NUMBER")],
    by: ByOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Prints what stands again."""
    name = who(by, command="withdraw")
    with opened(workspace) as ws:
        gone = ws.strategies.withdraw(override, by=name)
    told = _("Override {override} is withdrawn: {code} at {place} stands again.")
    say(told.format(override=gone.override_id, code=gone.code, place=gone.place))
