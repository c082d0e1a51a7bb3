"""Something of ours may harm people."""

from palabre.strategy.drafts._shape import END, LOG, PAUSE, Draft
from palabre.words import N_

DRAFT = Draft(
    trigger=N_(
        "{subject}: someone reports having been harmed, or a control of ours or of an authority fails; one "
        "credible report is enough."
    ),
    critics=(
        N_("the person harmed and their family"),
        N_("consumer and patients’ associations"),
        N_("local press, then consumer programmes"),
        N_("health and safety authorities"),
    ),
    facts=(
        (N_("What exactly is concerned: [product, batch, dates, places]"), "{quality}"),
        (N_("How many were sold or used, and how many we can reach: [numbers]"), "{quality}"),
        (
            N_("What to do when one has it at home: [keep, throw away, bring back], telephone [number], open [hours]"),
            "{care}",
        ),
        (N_("What the authority must be told, within which delay: [authority, delay]"), "{legal}"),
    ),
    holding_statement=N_(
        "We have been told that [what is reported]. The health of the people concerned comes first: until we know"
        " more, please [what to do now] and ring us on [telephone], open [hours]. Our quality team is checking at"
        " this moment, and we shall say what we know here within [number] hours, even if not everything is known "
        "yet."
    ),
    cell=("quality", "legal", "care", "press"),
    first_hour=(
        LOG,
        PAUSE,
        N_(
            "Minute 10: {care} rings the person who reported it: how are they, what happened, when, which "
            "product; nothing is asked of them in public."
        ),
        N_(
            "Minute 15: {quality} identifies batch, quantity and places, and says whether sale or use is stopped "
            "as a precaution."
        ),
        N_(
            "Minute 30: {legal} says what must be declared, to whom and by when; {decider} decides on withdrawal,"
            " with or without certainty."
        ),
        N_(
            "Minute 40: holding statement filled in, read by {legal}, published first where the report was made, "
            "then on the other channels; shops and partners get it before."
        ),
        END,
    ),
    channels=("website", "facebook", "instagram", "newsletter"),
    not_do=(
        N_("Say that it is safe, or that it is one case, before the checks are back."),
        N_("Hint that the person misused it."),
        N_("Speak of anyone’s health, even with kindness: it is theirs to tell."),
        N_("Delete, hide or block criticism: the capture always comes back, with that added to it."),
    ),
)
