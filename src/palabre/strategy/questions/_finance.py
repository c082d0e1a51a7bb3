"""What those who hold people's money are asked."""

from palabre.strategy.questions._shape import Question
from palabre.words import N_

QUESTIONS: tuple[Question, ...] = (
    Question(
        id="finance-outage",
        family="product",
        risk=N_("Money or contracts out of reach"),
        asks=N_(
            "How long could people be without their money, their card or their contract, and where would we tell "
            "them so?"
        ),
        why=N_(
            "An outage on a pay day is told at the supermarket till; the queue of messages grows tenfold in an "
            "hour, mostly with the same question."
        ),
        leads_to="service_failure",
        relay="technical",
        level=3,
        words=N_("app down, card refused, my money, blocked account, outage"),
    ),
    Question(
        id="finance-fraud",
        family="data",
        risk=N_("Customers swindled in our name"),
        asks=N_("How are our customers swindled in our name, and what do we answer to those who lost everything?"),
        why=N_(
            "A false adviser on the telephone, a refusal of refund sent as a form letter: the story of one ruined"
            " couple weighs more than any warning page."
        ),
        leads_to="service_failure",
        relay="security",
        level=3,
        words=N_("scam, fake adviser, refused refund, stolen, phishing"),
    ),
    Question(
        id="finance-fees",
        family="product",
        risk=N_("Fees or clauses found unfair"),
        asks=N_("Which fee, exclusion or change of contract would people find unfair if it were read aloud?"),
        why=N_(
            "A line of an account statement is photographed and passed on by consumer programmes; saying that it "
            "is in the contract confirms the story."
        ),
        leads_to="rumour",
        relay="care",
        level=2,
        words=N_("fees, hidden, charged, unfair, cancel"),
    ),
    Question(
        id="finance-refusal",
        family="people",
        risk=N_("Refusals found discriminatory"),
        asks=N_("Whom do we refuse, and could someone show that people of one kind are refused more often?"),
        why=N_(
            "Paired tests by associations, an automatic decision that nobody can explain: “the system refused” is"
            " the sentence that makes the headline."
        ),
        leads_to="ethics",
        relay="legal",
        level=3,
        words=N_("refused, discrimination, algorithm, account closed"),
    ),
    Question(
        id="finance-money-goes",
        family="ethics",
        risk=N_("What our money finances"),
        asks=N_("What does the money entrusted to us finance, and would its owners agree if they saw the list?"),
        why=N_(
            "Associations publish yearly rankings of who finances coal or weapons; customers are invited to leave"
            " on a given day, with a ready-made letter."
        ),
        leads_to="ethics",
        relay="legal",
        level=3,
        words=N_("fossil, coal, weapons, divest, change bank"),
    ),
)
