"""Hours that cannot be read."""

from palabre.words import N_
from palabre.words.findings import Told

FINDINGS: dict[str, Told] = {
    "hours-unreadable": Told(
        N_("These hours cannot be read: “{hours}”; the trouble is at “{part}”."),
        N_("Hours that only their writer understands cannot be held against a delay, a rota or an absence."),
        N_("Write days, then from when to when: “mon-fri 9:00-18:00, sat 10-12”, or “always”."),
    ),
}
