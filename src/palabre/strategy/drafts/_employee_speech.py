"""One of us wrote or said something."""

from palabre.strategy.drafts._shape import END, LOG, PAUSE, Draft
from palabre.words import N_

DRAFT = Draft(
    trigger=N_(
        "{subject}: a post, a film or a testimony by someone of ours is taken up outside their own circle, or "
        "came from one of our accounts."
    ),
    critics=(
        N_("people hurt by the words"),
        N_("colleagues who take sides"),
        N_("accounts that collect slips"),
        N_("trade unions, press"),
    ),
    facts=(
        (N_("Who wrote, from which account, in which role: [checked, not supposed]"), "{people}"),
        (N_("The whole exchange, before and after the words quoted: [capture, link]"), "{press}"),
        (N_("What our rules say, and whether the person knew them: [rule, date]"), "{people}"),
        (N_("What the person may freely say (private life, warning, trade union): [limits]"), "{legal}"),
    ),
    holding_statement=N_(
        "Words about [what] went out from [account or person]. They hurt [who], and we understand why. We are "
        "talking with those concerned, inside and outside; we shall not judge a person in public, and we shall "
        "say by [day] what we do so that it does not happen in our name."
    ),
    cell=("people", "legal", "press"),
    first_hour=(
        LOG,
        PAUSE,
        N_(
            "Minute 10: {people} rings the person, hears them out, makes sure they are not alone tonight; asks "
            "them not to answer any more."
        ),
        N_(
            "Minute 20: if it came from our account: keys changed, post captured, then withdrawn with a sentence "
            "that says so."
        ),
        N_(
            "Minute 30: {legal} says whether it is a mistake, an opinion, a warning that the law protects, or an "
            "offence."
        ),
        N_(
            "Minute 45: holding statement to those hurt, where they are; {people} writes to the teams before the "
            "evening."
        ),
        END,
    ),
    channels=("website", "linkedin", "x"),
    not_do=(
        N_("Name, show or sanction someone in public."),
        N_("Say that the account was hacked when it was not."),
        N_("Silence someone who gives a warning: the law protects them."),
        N_("Ask colleagues to defend us on their own accounts."),
    ),
)
