"""What is decided before its reason."""

from palabre.words import N_
from palabre.words.findings import Told

FINDINGS: dict[str, Told] = {
    "place-without-objective": Told(
        N_("“{place}” serves no objective."),
        N_("A place costs hours every week; without an objective nobody can say whether they were well spent."),
        N_("What for? Name one of the objectives after “objectives:”, or take the place away until there is one."),
    ),
    "place-without-audience": Told(
        N_("Nobody is said to be met on “{place}”."),
        N_("That everyone is there does not mean that our people are, nor that they talk there of what we care about."),
        N_(
            "With whom? Name one of the audiences after “audiences:”, then look at what the archive says of them there."
        ),
    ),
}
