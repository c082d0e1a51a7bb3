"""What people rely on has stopped."""

from palabre.strategy.drafts._shape import END, LOG, PAUSE, Draft
from palabre.words import N_

DRAFT = Draft(
    trigger=N_(
        "{subject}: messages exceed [number] an hour, or the service has been down for [number] minutes, "
        "whichever comes first."
    ),
    critics=(
        N_("people stuck right now"),
        N_("heavy users and professionals who lose money"),
        N_("competitors’ customers, amused"),
        N_("local or trade press"),
    ),
    facts=(
        (N_("What works and what does not, since when: [list, hour]"), "{technical}"),
        (N_("How many people, and who is in a hurry for a serious reason: [number, cases]"), "{care}"),
        (N_("What one can do meanwhile: [way round]"), "{technical}"),
        (N_("What we refund or make up for, from when: [rule]"), "{legal}"),
    ),
    holding_statement=N_(
        "Since [hour], [what] has not been working, and it is we who are at fault, not your device. Meanwhile you"
        " can [way round]; for an emergency: [telephone]. We give news here every [number] minutes, even when "
        "there is none, until it works again."
    ),
    cell=("technical", "care", "legal", "press"),
    first_hour=(
        LOG,
        PAUSE,
        N_(
            "Minute 10: {technical} says what is down, who is touched, and that a first delay is or is not known;"
            " no promise of an hour."
        ),
        N_(
            "Minute 15: holding statement pinned on all channels and on the answering machine; automatic answers "
            "are cut."
        ),
        N_(
            "Minute 20: {care} sorts messages: danger or money first, each answered by a person; the rest is sent"
            " to the pinned message."
        ),
        N_(
            "Minute 45: second news at the hour said, with what was tried; {decider} decides on making it up to people."
        ),
        END,
    ),
    channels=("website", "x", "mastodon", "facebook"),
    not_do=(
        N_("Promise an hour of return that the technicians have not given."),
        N_("Send the same answer to everyone one by one."),
        N_("Speak of “some users” when it is most of them."),
        N_("Publish anything else until it works."),
    ),
)
