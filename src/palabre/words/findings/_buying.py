"""Audiences that are bought or made up."""

from palabre.words import N_
from palabre.words.findings import Told

FINDINGS: dict[str, Told] = {
    "audience-bought": Told(
        N_("“{words}”: this buys an audience, or makes one up."),
        N_(
            "Nobody is there to talk with; networks close such accounts, consumer law forbids invented reviews, "
            "and people who find out tell it."
        ),
        N_(
            "Take it out. Spend the same hours or money on people who already talk of the subject; if you meant paid "
            "advertising or a declared partnership, write that word."
        ),
    ),
}
