"""What associations and charities are asked."""

from palabre.strategy.questions._shape import Question
from palabre.words import N_

QUESTIONS: tuple[Question, ...] = (
    Question(
        id="ngo-money",
        family="ethics",
        risk=N_("The use of gifts"),
        asks=N_("Could we show tomorrow where each gift went: field, wages, fundraising, reserves?"),
        why=N_(
            "The director’s pay or the share spent on fundraising comes back at each campaign, taken out of our "
            "own yearly report."
        ),
        leads_to="ethics",
        relay="legal",
        level=3,
        words=N_("donations, salary, embezzled, where does the money go"),
    ),
    Question(
        id="ngo-field",
        family="people",
        risk=N_("Abuse in the field"),
        asks=N_("Could someone of ours abuse the power they have over those we help, and how would we learn it?"),
        why=N_(
            "Cases known inside and settled quietly come out years later as a system; what is judged is whether "
            "victims could speak and were followed up."
        ),
        leads_to="ethics",
        relay="people",
        level=4,
        words=N_("abuse, victims, covered up, whistleblower, exploitation"),
    ),
    Question(
        id="ngo-fundraising",
        family="product",
        risk=N_("The way we raise money"),
        asks=N_("Whom do our fundraisers, letters and calls press too hard, and what do they say in our name?"),
        why=N_(
            "An old lady with three standing orders, a street fundraiser’s lie on film: the agency’s name is in "
            "no article."
        ),
        leads_to="ethics",
        relay="care",
        level=2,
        words=N_("pressured, harassed by phone, standing order, unsubscribe"),
    ),
    Question(
        id="ngo-images",
        family="data",
        risk=N_("The dignity of those we show"),
        asks=N_(
            "Did those we show in distress agree, freely and knowing where the picture would go, and would they still?"
        ),
        why=N_(
            "A child of a poster, grown up, asks who gave permission; young people of the countries shown take "
            "our images apart with talent."
        ),
        leads_to="ethics",
        relay="legal",
        level=3,
        words=N_("white saviour, consent, poverty porn, dignity, photo"),
    ),
    Question(
        id="ngo-partners",
        family="supply",
        risk=N_("A partner contrary to our cause"),
        asks=N_("Which partner, donor or government on our list contradicts what we fight for?"),
        why=N_("Those whom we criticise read our accounts first: the counter-attack is a cheque, dated, with a logo."),
        leads_to="ethics",
        relay="legal",
        level=3,
        words=N_("funded by, hypocrisy, sold out, lobby, partner"),
    ),
)
