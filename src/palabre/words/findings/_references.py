"""Short names that are missing, given twice, or refer to nothing."""

from palabre.words import N_
from palabre.words.findings import Told

FINDINGS: dict[str, Told] = {
    "name-unknown-near": Told(
        N_("“{name}” is not in the list “{section}”."),
        N_(
            "The parts of a strategy hold together by these names: where one leads nowhere, nobody answers and "
            "nothing is measured."
        ),
        N_("Was “{nearest}” meant? Correct the name, or add “{name}” to that list."),
    ),
    "name-unknown": Told(
        N_("“{name}” is not in the list “{section}”."),
        N_(
            "The parts of a strategy hold together by these names: where one leads nowhere, nobody answers and "
            "nothing is measured."
        ),
        N_("Use one of the names listed there ({known}), or add “{name}” to that list."),
    ),
    "name-of-nothing": Told(
        N_("“{name}” is named here, and the list “{section}” is still empty."),
        N_(
            "The parts of a strategy hold together by these names: where one leads nowhere, nobody answers and "
            "nothing is measured."
        ),
        N_("Fill in that list, beginning with “{name}”, or leave this field empty until then."),
    ),
    "radar-unknown-near": Told(
        N_("There is no radar called “{name}” in this workspace."),
        N_("A subject without its radar is not listened to: nobody would see it begin."),
        N_("Was “{nearest}” meant? Correct the name, or make this radar."),
    ),
    "radar-unknown": Told(
        N_("There is no radar called “{name}” in this workspace."),
        N_("A subject without its radar is not listened to: nobody would see it begin."),
        N_("Make this radar, or name one that exists."),
    ),
    "name-missing": Told(
        N_("Number {number} of the list “{section}” has no short name."),
        N_("Without it no other part can name it, and nothing can follow it from one version to the next."),
        N_("Write a short name after “id:”, with letters, digits and dashes."),
    ),
    "name-malformed": Told(
        N_("“{name}” is no short name: only letters, digits and dashes make one."),
        N_("Blanks, dots and brackets are mistaken for something else in addresses and in reports."),
        N_("Write “{better}” instead, here and wherever it is named."),
    ),
    "name-twice": Told(
        N_("“{name}” is the short name of several items of this list; number {first} had it first."),
        N_("Whoever names it names several at once: nobody knows which one is meant."),
        N_("Give this one a name of its own, then look at what refers to it."),
    ),
}
