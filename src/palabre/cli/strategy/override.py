"""`palabre strategy override`: an error that someone takes upon themselves."""

from __future__ import annotations

from typing import Annotated

import typer

from palabre.cli._opening import WorkspaceOption, opened
from palabre.cli._telling import say
from palabre.cli.strategy._deciding import ByOption, who
from palabre.words import N_, _

HELP = N_("Take an error upon yourself, by name and in writing; it stays visible, and no longer stops the adoption.")
CODE_HELP = N_("The name of the error, as check prints it.")
PLACE_HELP = N_("Where it is, as check prints it: objectives[helpers].indicator")
WHY_HELP = N_("Why, in a sentence that will still be understood in a year.")


def command(
    code: Annotated[str, typer.Argument(help=_(CODE_HELP), metavar="CODE")],
    place: Annotated[str, typer.Argument(help=_(PLACE_HELP), metavar="PLACE")],
    because: Annotated[str, typer.Option("--because", help=_(WHY_HELP))],
    by: ByOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Prints the number of the override, by which it can be withdrawn."""
    from palabre.strategy.adopting import override

    name = who(by, command="override")
    with opened(workspace) as ws:
        made = override(ws, code, place, by=name, why=because)
    told = _("Override {override}: {by} takes {code} at {place} upon themselves.")
    say(told.format(override=made.override_id, by=made.by, code=made.code, place=made.place))
    say(_("To take it back: palabre strategy withdraw {override}").format(override=made.override_id))
