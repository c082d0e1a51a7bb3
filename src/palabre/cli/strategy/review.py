"""`palabre strategy review`: what to look at, and the review that someone signs."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from palabre.cli._opening import WorkspaceOption, opened
from palabre.cli._telling import say
from palabre.cli.strategy._deciding import ByOption, who
from palabre.cli.strategy._reviews import review_told, to_review_told
from palabre.errors import NotFound
from palabre.words import N_, _

if TYPE_CHECKING:
    from palabre.store import Workspace

HELP = N_("Show what is to be reviewed, or sign the review of an objective: expected, measured, not known, decided.")
DECISION_HELP = N_("What is decided: keep the objective, change it, stop it.")
MEASURED_HELP = N_("The figure measured, in the unit of the indicator; left out when it cannot be had yet.")
SOURCE_HELP = N_("Where the figure comes from.")
UNKNOWN_HELP = N_("What nobody knows, and why.")
NOTE_HELP = N_("What is to change, or why it stops.")
NEXT_HELP = N_("When it is looked at again.")
DAY = ["%Y-%m-%d"]


def command(
    objective: Annotated[
        str | None,
        typer.Argument(help=_(N_("The short name of an objective.")), metavar="OBJECTIVE", show_default=False),
    ] = None,
    decision: Annotated[
        Literal["keep", "change", "stop"] | None, typer.Option(help=_(DECISION_HELP), show_default=False)
    ] = None,
    measured: Annotated[float | None, typer.Option(help=_(MEASURED_HELP), show_default=False)] = None,
    source: Annotated[str | None, typer.Option(help=_(SOURCE_HELP), show_default=False)] = None,
    unknown: Annotated[str | None, typer.Option(help=_(UNKNOWN_HELP), show_default=False)] = None,
    note: Annotated[str | None, typer.Option(help=_(NOTE_HELP), show_default=False)] = None,
    next_review: Annotated[
        datetime | None, typer.Option("--next", formats=DAY, help=_(NEXT_HELP), show_default=False)
    ] = None,
    by: ByOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Without a decision, prints what is to be looked at: late ones first."""
    from palabre.model.strategy.kept import ToSign
    from palabre.strategy.reviewing import sign_review

    with opened(workspace) as ws:
        if objective is None or decision is None:
            _say_meeting(ws, objective)
            return
        said = ToSign(
            objective=objective,
            decision=decision,
            measured=measured,
            source=source or "",
            unknown=unknown or "",
            note=note or "",
            next_review=next_review.date() if next_review is not None else None,
        )
        for line in review_told(sign_review(ws, said, by=who(by, command="review"))):
            say(line)


def _say_meeting(ws: Workspace, objective: str | None) -> None:
    from palabre.strategy.reviewing import to_review

    found = to_review(ws)
    wanted = [one for one in found if objective in (None, one.objective.id)]
    if not found:
        say(_("No strategy was adopted yet: there is nothing to review. See: palabre strategy adopt"))
    elif not wanted:
        known = ", ".join(one.objective.id for one in found)
        raise NotFound("no-such-objective", objective=objective, known=known)
    for number, one in enumerate(wanted):
        if number:
            say()
        for line in (*to_review_told(one), *(line for signed in one.history for line in review_told(signed))):
            say(line)
