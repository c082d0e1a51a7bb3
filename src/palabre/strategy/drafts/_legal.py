"""Justice or an authority is involved."""

from palabre.strategy.drafts._shape import END, LOG, PAUSE, Draft
from palabre.words import N_

DRAFT = Draft(
    trigger=N_(
        "{subject}: a complaint, an inspection, a search, a fine or a leak becomes known outside, or a journalist"
        " asks for a reaction."
    ),
    critics=(
        N_("the complainants and their lawyer"),
        N_("court and business press"),
        N_("authorities, elected people"),
        N_("people whose data or money are concerned"),
    ),
    facts=(
        (N_("Which procedure, at which stage, since when: [facts that are public]"), "{legal}"),
        (N_("What we may say and what we may not: [three sentences allowed]"), "{legal}"),
        (N_("Who must be told before the public, by when: [authority, people, insurers]"), "{legal}"),
        (N_("What goes on as usual: [service, orders, rights]"), "{care}"),
    ),
    holding_statement=N_(
        "[Procedure] concerns us. We are giving [authority] everything it asks for, and we will not comment on "
        "what it is for others to judge. For you, here is what changes and what does not: [what]. Those concerned"
        " can write to [address]; we answer within [number] days."
    ),
    cell=("legal", "press", "technical"),
    first_hour=(
        LOG,
        PAUSE,
        N_(
            "Minute 10: {legal} takes the lead: from now on nothing is said, deleted or sent inside or outside "
            "without a word from them."
        ),
        N_("Minute 20: documents, messages and logs are kept as they are; nobody tidies up."),
        N_(
            "Minute 30: if personal data leaked: {technical} stops the leak, {legal} counts the 72 hours to the "
            "authority, those concerned are told in plain words."
        ),
        N_("Minute 45: {press} gives the holding statement to those who ask, the same to all; {decider} alone speaks."),
        END,
    ),
    channels=("website", "newsletter"),
    not_do=(
        N_("Say “no comment”, or that we are confident in justice and nothing else."),
        N_("Comment on the complainants or on the judge."),
        N_("Delete a message or a file, even an old one."),
        N_("Let those concerned learn it from the press."),
    ),
)
