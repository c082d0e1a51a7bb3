"""Why a strategy cannot be saved, adopted, overridden or reviewed as asked, and what to do now."""

from palabre.words import N_

MESSAGES: dict[str, str] = {
    "strategy-needs-name": N_("Say who decides: a name of 1 to {longest} letters."),
    "strategy-who": N_("Say who decides: --by NAME, or set PALABRE_AUTHOR. See: {help}"),
    "strategy-there-already": N_(
        "There is a strategy already at {path}: it stays as it is. See: palabre strategy show"
    ),
    "strategy-too-long-to-keep": N_("This text is longer than {largest_kb} kB: a strategy is what people can read."),
    "no-such-strategy-version": N_("There is no version {version} of the strategy. See: palabre strategy history"),
    "strategy-already-adopted": N_("Version {version} is the adopted one already: {by} adopted it."),
    "override-needs-reason": N_(
        "Say why in a sentence, {least} letters at least: whoever reads it in a year must understand what you knew."
    ),
    "no-such-override": N_("There is no override {override} here. See: palabre strategy history"),
    "override-withdrawn": N_("The override {override} was withdrawn already."),
    "dismissal-needs-reason": N_("Say why this subject is set aside: someone will ask on the day it catches fire."),
    "no-strategy-file": N_("There is no strategy yet at {path}. Begin with: palabre strategy new --template brand"),
    "strategy-file-gone": N_(
        "The strategy {path} is gone or empty; its version {version} is kept whole. To have its text back: "
        "palabre strategy show --version {version} --text > strategy.yaml"
    ),
    "strategy-errors-stand": N_(
        "Nothing was adopted. Errors that still stand: {errors}. Mend them, or take them upon yourself by name and in "
        "writing with: palabre strategy override"
    ),
    "nothing-to-override": N_(
        "The strategy has no error “{code}” at “{place}”. Copy both from: palabre strategy check"
    ),
    "writing-not-overridden": N_("Line {line} cannot be read as it is written: mend it, nobody can take that on."),
    "overridden-already": N_("Someone took “{code}” at “{place}” upon themselves already."),
    "nothing-adopted": N_("No strategy was adopted yet: there is nothing to review. See: palabre strategy adopt"),
    "no-such-objective": N_("The adopted strategy has no objective “{objective}”. It has: {known}."),
    "review-needs-source": N_("Say where this figure comes from: without its source nobody can check it."),
    "review-says-nothing": N_("Give the measured figure with its source, or say what is not known and why."),
    "review-needs-note": N_("Say what is to change, or why it stops: the next meeting begins with it."),
    "review-needs-next": N_("Say when this objective is looked at again."),
    "review-not-forward": N_("The next review must come after {least}: {next} does not."),
    "doctor-strategy-unreadable": N_(
        "The strategy {path} cannot be read, from line {line}. See: palabre strategy check. Saved versions are whole."
    ),
    "doctor-strategy-changed": N_(
        "The strategy {path} was changed since version {version} was saved. To see how: palabre strategy diff"
    ),
    "doctor-strategy-gone": N_(
        "The strategy {path} is not there; version {version} of it is kept. See: "
        "palabre strategy show --version {version}"
    ),
}
