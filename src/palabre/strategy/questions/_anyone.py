"""What those are asked whose sector has no questions of its own."""

from palabre.strategy.questions._shape import Question
from palabre.words import N_

QUESTIONS: tuple[Question, ...] = (
    Question(
        id="harm",
        family="product",
        risk=N_("Harm done to someone"),
        asks=N_("Could what we make, sell or do harm someone, and who would tell us first?"),
        why=N_(
            "The first sign is nearly always a single message, polite and precise, that nobody passed on to "
            "someone who could understand it."
        ),
        leads_to="product_safety",
        relay="quality",
        level=3,
        words=N_("dangerous, injured, sick, accident"),
    ),
    Question(
        id="failure",
        family="product",
        risk=N_("A service that stops"),
        asks=N_("What do people rely on us for, and what do they live through when it stops?"),
        why=N_(
            "A failure is forgiven, silence is not: people write in public because nobody answered them in private."
        ),
        leads_to="service_failure",
        relay="care",
        level=2,
        words=N_("not working, no answer, waiting, closed"),
    ),
    Question(
        id="change",
        family="product",
        risk=N_("A change that takes something away"),
        asks=N_(
            "Which change that we prepare (price, rule, name, habit) takes something away from people who are "
            "fond of us?"
        ),
        why=N_(
            "The angriest are the most faithful: a change announced without a reason, with a date already passed,"
            " is read as contempt."
        ),
        leads_to="ethics",
        relay="care",
        level=2,
        words=N_("betrayal, price increase, bring back, was better before"),
    ),
    Question(
        id="dispute",
        family="ethics",
        risk=N_("A dispute or an inspection"),
        asks=N_("Which dispute, inspection or court case could become public, and what may we say of it?"),
        why=N_(
            "“No comment” is printed as it is; a sentence agreed beforehand with Legal, true whatever the "
            "outcome, is not."
        ),
        leads_to="legal",
        relay="legal",
        level=2,
        words=N_("lawsuit, complaint, court, inspection, fine"),
    ),
    Question(
        id="false-story",
        family="supply",
        risk=N_("A false story that is believed"),
        asks=N_(
            "Which false story about us or about what we depend on would be believed, because it resembles the truth?"
        ),
        why=N_(
            "A rumour lives on what we have left vague; denying it with its own words spreads it, showing the "
            "true thing at the place where people ask does not."
        ),
        leads_to="rumour",
        relay="press",
        level=2,
        words=N_("is it true that, apparently, I heard, hoax"),
    ),
)
