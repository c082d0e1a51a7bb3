"""What a question of the risk interview is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from palabre.model.strategy import RelaySubject, ScenarioKind

Family = Literal["product", "supply", "people", "data", "ethics", "fires"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question about a foreseeable risk, with what a yes leads to. Its sentences are English, marked to be said."""

    # Kept for ever: answers refer to it.
    id: str
    family: Family
    # What may happen, in a few words.
    risk: str
    asks: str
    # What happened to others, told without naming them.
    why: str
    # The kind of scenario to prepare, the kind of relay that knows, the level proposed for the sensitive subject.
    leads_to: ScenarioKind
    relay: RelaySubject
    level: Literal[1, 2, 3, 4]
    # Words to watch for a start, with commas between them.
    words: str
