"""A competitor aims at us, or burns beside us."""

from palabre.strategy.drafts._shape import END, LOG, PAUSE, Draft
from palabre.words import N_

DRAFT = Draft(
    trigger=N_("{subject}: a competitor names or aims at us, or is itself on fire over it and people ask “and you?”."),
    critics=(
        N_("the competitor and its faithful"),
        N_("people who compare"),
        N_("trade press"),
        N_("campaigners of the whole sector"),
    ),
    facts=(
        (N_("What is really compared, on which date, by which measure: [source]"), "{quality}"),
        (N_("Where we are better, where we are not: [both, with figures]"), "{quality}"),
        (N_("Do we have the same supplier, process or problem: [yes, no, being checked]"), "{quality}"),
        (N_("What the law allows in comparisons: [limits]"), "{legal}"),
    ),
    holding_statement=N_(
        "You ask us [question], and you are right to. Here is what we can say today: [fact, with its source]. We "
        "are still checking [what]; the answer will be here on [day]. We do not comment on what others do."
    ),
    cell=("press", "legal", "quality"),
    first_hour=(
        LOG,
        PAUSE,
        N_("Minute 10: {press} counts: who speaks of us, who only of them; under ten messages nobody answers."),
        N_(
            "Minute 20: {quality} says whether the same thing could be found at ours, before anyone smiles at the"
            " neighbour."
        ),
        N_("Minute 35: {legal} reads what names us: error, opinion, unfair comparison; says what can wait."),
        N_(
            "Minute 45: {decider} chooses between saying nothing and one factual answer, given where the question"
            " was asked."
        ),
        END,
    ),
    channels=("website", "linkedin", "x"),
    not_do=(
        N_("Rejoice, joke or take advantage of the neighbour’s fire: ours is next."),
        N_("Answer for the competitor, or attack back."),
        N_("Have our people post under other names."),
        N_("Suppose a cause, a number or a date that has not been checked."),
    ),
)
