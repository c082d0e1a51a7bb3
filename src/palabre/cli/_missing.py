"""How commands say that a count is a minimum: something of the time it covers was not heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.cli._telling import remark
from palabre.words import ngettext, number

if TYPE_CHECKING:
    from palabre.listen import Filters
    from palabre.store import Workspace


def remark_gaps(workspace: Workspace, filters: Filters) -> None:
    """A line beside the answer when listening gaps lie within some filters."""
    from palabre.listen.views import lossy_gaps

    n = len(lossy_gaps(workspace, filters))
    if n:
        told = ngettext(
            "Not everything was heard: {n} listening gap, so these counts are a minimum.",
            "Not everything was heard: {n} listening gaps, so these counts are a minimum.",
            n,
        )
        remark(f"{told.format(n=number(n))} palabre gaps")
