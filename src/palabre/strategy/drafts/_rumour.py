"""Something false or unproved is told of us."""

from palabre.strategy.drafts._shape import END, LOG, PAUSE, Draft
from palabre.words import N_

DRAFT = Draft(
    trigger=N_(
        "{subject}: a false or unproved story is asked about by people who are not hostile, in two places at least."
    ),
    critics=(
        N_("people who are sincerely worried"),
        N_("those who gain by the story"),
        N_("accounts that pass on without reading"),
        N_("fact-checkers, who will ring"),
    ),
    facts=(
        (N_("The true thing in one sentence that a child understands: [sentence]"), "{press}"),
        (N_("The proof that anyone can open: [document, photograph, date]"), "{quality}"),
        (N_("The grain of truth that makes it believable: [what]"), "{quality}"),
        (N_("Who is believed on this apart from us: [names]"), "{press}"),
    ),
    holding_statement=N_(
        "Many of you ask us [question]. What is true: [fact]. You can check it here: [address]. We are still "
        "looking for the answer on [what we do not know yet] and will add it on this same page by [when]."
    ),
    cell=("press", "legal", "quality"),
    first_hour=(
        LOG,
        PAUSE,
        N_(
            "Minute 10: {press} finds the first post and where it spreads: sincere question, joke, profit, or "
            "malice; size and pace."
        ),
        N_("Minute 25: {quality} checks as if it were true; if part of it is, this is another scenario."),
        N_("Minute 40: a page with the true thing and its proof; {legal} reads it."),
        N_(
            "Minute 50: answer those who ask, one by one, with the page; publish to all only if {decider} finds "
            "that most have already heard the story."
        ),
        END,
    ),
    channels=("website", "facebook", "x"),
    not_do=(
        N_("Repeat the rumour in the title, even to deny it."),
        N_("Answer those who live by it; write for those who hesitate."),
        N_("Tell to all what only a few have heard."),
        N_("Suppose a cause, a number or a date that has not been checked."),
    ),
)
