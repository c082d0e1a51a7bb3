"""Who we are."""

from palabre.model import strategy
from palabre.strategy.wording._shape import Words
from palabre.words import N_

WORDS: dict[type, dict[str, Words]] = {
    strategy.Context: {
        "organisation": Words(
            N_("Organisation"),
            N_("The name that people say when they speak of you."),
            N_("Blanchet Dairy"),
        ),
        "sector": Words(
            N_("Sector"),
            N_("It chooses the questions of the risk interview: a dairy and a museum do not burn in the same way."),
        ),
        "about": Words(
            N_("What we do"),
            N_("Two lines that a newcomer to the team would understand; everything else is read in their light."),
            N_("A family dairy: eleven raw-milk cheeses, sold in shops and on markets."),
        ),
        "names": Words(
            N_("Our names"),
            N_(
                "All the ways people write you, slips and nicknames included: a radar that misses one hears "
                "half the story."
            ),
            N_("Blanchet cheese"),
        ),
        "competitors": Words(
            N_("Competitors"),
            N_("Your people turn to them too: what is said there tells you what they expect from you."),
        ),
        "listening": Words(
            N_("The frame of listening"),
            N_("Listening to people has rules: say why you do it, on which legal ground, and whom they may write to."),
        ),
    },
    strategy.Competitor: {
        "id": Words(
            N_("Short name"),
            N_("The name by which other parts of the strategy refer to it: small letters, digits and dashes."),
            N_("valmont"),
        ),
        "name": Words(
            N_("Name"),
            N_("The name that people give them."),
            N_("Valmont Dairies"),
        ),
        "names": Words(
            N_("Other names"),
            N_("Brands, products and nicknames under which they are spoken of."),
            N_("Petit Valmont"),
        ),
        "accounts": Words(
            N_("Accounts"),
            N_("Where they speak in public: to compare what they do with what you do."),
            N_("https://www.instagram.com/valmont.example"),
        ),
    },
    strategy.Listening: {
        "purpose": Words(
            N_("Why we listen"),
            N_("The reason you would give to someone who asks why you read them."),
            N_("To answer customers, and to hear a safety problem before it spreads."),
        ),
        "legal_basis": Words(
            N_("Legal ground"),
            N_("The ground written in your register of processing; ask your data protection officer if in doubt."),
        ),
        "balance": Words(
            N_("Balance of interests"),
            N_("What you gain, what it may cost the people you read, and what you do to protect them."),
            N_("Public posts only, kept thirteen months, never a file on private persons."),
        ),
        "contact": Words(
            N_("Address for requests"),
            N_("Where people write to know what you hold about them, to object or to be erased."),
            N_("privacy@blanchet.example"),
        ),
    },
}
