"""What was adopted and is being changed, and what was to be reviewed."""

from palabre.words import N_
from palabre.words.findings import Told

FINDINGS: dict[str, Told] = {
    "adopted-objective-changed": Told(
        N_("The adopted objective “{objective}” is being changed: {fields}."),
        N_(
            "What was measured before and after is no longer the same thing: adopting this marks a break in its "
            "history, and no curve may be drawn across it."
        ),
        N_("Take the change back, or adopt it knowingly: the version before stays, and the break will be shown."),
    ),
    "adopted-objective-gone": Told(
        N_("The adopted objective “{objective}” is no longer there."),
        N_("An objective that leaves without a word cannot be told from one that was forgotten."),
        N_(
            "If it is over, sign its review with the decision “stop” first; else put it back under the same short name."
        ),
    ),
    "review-late": Told(
        N_("The review of “{objective}” was due on {due}. Days late: {days}."),
        N_("An objective that nobody looks at goes on costing hours, whether it works or not."),
        N_("Hold the meeting, then sign it: expected, measured, not known; keep, change or stop."),
    ),
    "review-day-behind": Told(
        N_("The last review of “{objective}” set the next one on {next}; the file says another day."),
        N_("Whoever reads the strategy should find the day that was really agreed."),
        N_("Write {next} after “review:”."),
    ),
    "stopped-objective-kept": Told(
        N_("It was decided on {day} to stop “{objective}”, and it is still in the strategy."),
        N_("Places, content and hours go on being justified by something you no longer want."),
        N_("Remove it, give its places and operations another objective, then adopt the new version."),
    ),
}
