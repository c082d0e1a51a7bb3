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
    "choose-template": N_("Choose what to begin from."),
}
