"""What the draft of a scenario is made of, and the steps that all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from palabre.words import N_

if TYPE_CHECKING:
    from palabre.model.strategy import Network, RelaySubject

LOG = N_(
    "Minute 0: {guide} opens the case log: the hour, the first post, who saw it; captures with their addresses, "
    "before anything is deleted."
)
PAUSE = N_(
    "Minute 5: publications planned on all accounts are paused; nobody answers alone, and those at the counter "
    "and on the telephone are told so."
)
END = N_(
    "Minute 60: the cell writes what it knows, what it does not know, who finds out, and the hour of its next "
    "meeting; {decider} closes the meeting."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A scenario of one kind before anyone filled it in: names in braces are people of ours, [brackets] are blanks."""

    trigger: str
    critics: tuple[str, ...]
    # Each with who can say it.
    facts: tuple[tuple[str, str], ...]
    holding_statement: str
    # Who must be in the cell beside the guide and whoever decides, by what they know.
    cell: tuple[RelaySubject, ...]
    first_hour: tuple[str, ...]
    channels: tuple[Network, ...]
    not_do: tuple[str, ...]
