"""What a form of the strategy cannot take, and what to do now."""

from palabre.words import N_

MESSAGES: dict[str, str] = {
    "field-needs-number": N_("“{value}” is not a number. Write digits only, for example 12 or 2.5."),
    "field-needs-whole": N_("“{value}” is not a whole number. Write it without decimals."),
    "field-needs-moment": N_("“{value}” is not a day and an hour. Choose both."),
    "field-too-long": N_("This is too long: {longest} letters at most. Keep what people will read."),
    "strategy-place-gone": N_(
        "This part of the strategy is not there any more: it was removed or moved meanwhile. Nothing was done. Go back "
        "to the strategy and look again."
    ),
    "strategy-nothing-to-compare": N_("Choose two versions of the strategy to compare, in its history."),
    "strategy-moved-on": N_("The strategy was changed since you looked at it. Read it again below, then adopt it."),
    "strategy-changed-meanwhile": N_(
        "The strategy was changed since you looked at it, so nothing was done. What you wrote is still below: send it "
        "again if it still makes sense."
    ),
    "strategy-not-begun": N_(
        "There is no strategy that can be read yet, so that nothing can be written in it. Begin one, or mend its text, "
        "then come back: the proposal waits."
    ),
    "proposal-gone": N_(
        "This subject is proposed no more: what was heard has changed, or something was deleted. Look at the list "
        "again."
    ),
    "subject-needs-name": N_("Say what the subject is in a few words."),
    "adopted-meanwhile": N_(
        "Another version of the strategy was adopted since you looked at it, so nothing was signed. Read what is "
        "expected now; what you wrote is still below."
    ),
    "review-needs-decision": N_("Say what is decided: keep, change or stop."),
    "choose-template": N_("Choose what to begin from."),
}
