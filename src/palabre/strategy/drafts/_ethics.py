"""We are blamed for what we do or accept."""

from palabre.strategy.drafts._shape import END, LOG, PAUSE, Draft
from palabre.words import N_

DRAFT = Draft(
    trigger=N_(
        "{subject}: a testimony, a film, a report or a petition blames us, signed by someone who is listened to "
        "or taken up by three accounts that do not know each other."
    ),
    critics=(
        N_("campaigners and associations of the cause"),
        N_("people concerned and former colleagues"),
        N_("investigative press"),
        N_("our own faithful, disappointed"),
    ),
    facts=(
        (N_("What is true in what is said, point by point: [true, false, not known yet]"), "{quality}"),
        (N_("What we knew, since when, what we did about it: [dates]"), "{people}"),
        (N_("What we have promised in public and where we stand: [commitment, date, figure]"), "{press}"),
        (N_("Who can check it apart from us: [body, document]"), "{legal}"),
    ),
    holding_statement=N_(
        "[Who] publishes [what] today. These facts are serious and we have watched and read everything. We are "
        "checking each point with [who checks]; on [day] we shall say here what is true, what is not, and what we"
        " change. If you know something, write to us in confidence: [address]."
    ),
    cell=("legal", "people", "quality", "press"),
    first_hour=(
        LOG,
        PAUSE,
        N_(
            "Minute 10: {press} reads everything to the end and lists what is claimed, one line a claim, without "
            "answering yet."
        ),
        N_(
            "Minute 20: each claim goes to the person who knows ({quality}, {people}, {legal}): true, false, not "
            "known, answer within 30 minutes."
        ),
        N_("Minute 30: {people} tells our own teams before they read it elsewhere, and whom to send journalists to."),
        N_(
            "Minute 45: {decider} decides what stops today, without waiting for the end of the checks; holding "
            "statement published where the blame was published."
        ),
        END,
    ),
    channels=("website", "linkedin", "instagram", "facebook"),
    not_do=(
        N_("Answer with our values, our charter or our past good deeds."),
        N_("Attack the one who speaks, or ask who pays them."),
        N_("Threaten with a court in the first hour."),
        N_("Delete, hide or block criticism: the capture always comes back, with that added to it."),
    ),
)
