"""The options that narrow an answer: days, network, how many posts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from palabre.words import N_, _

if TYPE_CHECKING:
    from palabre.listen import Filters

SINCE_HELP = N_("From this day on.")
UNTIL_HELP = N_("Up to this day, included.")
LIMIT_HELP = N_("Stop after so many posts.")
DAYS, DAY = ["%Y-%m-%d"], "YYYY-MM-DD"
SinceOption = Annotated[datetime | None, typer.Option("--since", formats=DAYS, metavar=DAY, help=_(SINCE_HELP))]
UntilOption = Annotated[datetime | None, typer.Option("--until", formats=DAYS, metavar=DAY, help=_(UNTIL_HELP))]
NetworkOption = Annotated[str | None, typer.Option("--network", help=_(N_("Only this network.")))]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, help=_(LIMIT_HELP))]


def filters_of(since: datetime | None, until: datetime | None, network: str | None) -> Filters:
    """The filters that options ask for."""
    from palabre.listen import Filters

    return Filters(since=since.date() if since else None, until=until.date() if until else None, network=network)
