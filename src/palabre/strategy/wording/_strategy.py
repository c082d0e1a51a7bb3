"""The whole file."""

from palabre.model import strategy
from palabre.strategy.wording._shape import Words
from palabre.words import N_

WORDS: dict[type, dict[str, Words]] = {
    strategy.Strategy: {
        "version": Words(
            N_("Shape of the file"),
            N_("Always 1 for now; it tells Palabre how to read the file in later years."),
            "1",
        ),
        "language": Words(
            N_("Language"),
            N_("The language the strategy is written in."),
            N_("en"),
        ),
        "context": Words(
            N_("Who we are"),
            N_("Who speaks, beside whom, and why they listen."),
        ),
        "objectives": Words(
            N_("Objectives"),
            N_("What must change, for whom, by when, and the figure that will tell."),
        ),
        "indicators": Words(
            N_("Indicators"),
            N_("How you will know, or why you cannot."),
        ),
        "audiences": Words(
            N_("Audiences"),
            N_("The people you want to meet, and how to recognise them."),
        ),
        "places": Words(
            N_("Places of presence"),
            N_("Where you meet them, each place with its reason and its named contact."),
        ),
        "accounts": Words(
            N_("Register of accounts"),
            N_("Who owns each account, who has its keys, how you would get it back."),
        ),
        "test_benches": Words(
            N_("Platforms on trial"),
            N_("What you try before you believe it."),
        ),
        "organisation": Words(
            N_("Organisation"),
            N_("Who does what, when, and with whose agreement."),
        ),
        "content": Words(
            N_("Content guidelines"),
            N_("What you say, how, and what you never say."),
        ),
        "risks": Words(
            N_("Risk interview"),
            N_("What may go wrong, accepted or ruled out by name."),
        ),
        "sensitive_subjects": Words(
            N_("Sensitive subjects"),
            N_("What you may be attacked on, and who is ready for it."),
        ),
        "scenarios": Words(
            N_("Crisis scenarios"),
            N_("What may happen, and the first hour."),
        ),
        "operations": Words(
            N_("Operations"),
            N_("What you do on purpose, with a date and an expected effect."),
        ),
        "resources": Words(
            N_("Resources"),
            N_("The hours and the money you really have."),
        ),
    },
}
