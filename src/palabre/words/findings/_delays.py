"""Days that are nearer than what the work usually takes."""

from palabre.words import N_
from palabre.words.findings import Told

FINDINGS: dict[str, Told] = {
    "delay-short": Told(
        N_("“{objective}” has {given}; such a goal usually takes {least} to {most}."),
        N_("{norm} ({source}) Too near a day turns the goal into a number that looks good on that day."),
        N_("Move the day, or keep it for what can be had by then: {instead}."),
    ),
    "delay-absurd": Told(
        N_("“{objective}” has {given}, less than a quarter of what such a goal takes: {least} to {most}."),
        N_("{norm} ({source}) So near a day cannot be kept; whoever works for it will be blamed for it."),
        N_("Move the day, or change the goal into what can be had by then: {instead}."),
    ),
}
