"""What those who sell are asked."""

from palabre.strategy.questions._shape import Question
from palabre.words import N_

QUESTIONS: tuple[Question, ...] = (
    Question(
        id="retail-recall",
        family="product",
        risk=N_("A dangerous article"),
        asks=N_("Could something we sell hurt someone, and how would we find those who bought it?"),
        why=N_(
            "The shop is blamed as much as the maker: people remember who took their money, and whether the "
            "recall notice hung at the till or at the bottom of a site."
        ),
        leads_to="product_safety",
        relay="quality",
        level=3,
        words=N_("recall, dangerous, burn, injured, defective"),
    ),
    Question(
        id="retail-delivery",
        family="product",
        risk=N_("Late parcels and refunds"),
        asks=N_("What happens to orders, refunds and answers in our busiest week?"),
        why=N_(
            "Parcels lost before a holiday gather into one thread in three days; what sets fire to it is the "
            "automatic answer that says the same thing to everyone."
        ),
        leads_to="service_failure",
        relay="care",
        level=2,
        words=N_("never arrived, refund, parcel, no answer, cancelled"),
    ),
    Question(
        id="retail-prices",
        family="ethics",
        risk=N_("Misleading prices or discounts"),
        asks=N_("Could someone prove with two photographs that a price, a discount or a quantity is not what we say?"),
        why=N_(
            "A price raised the day before a sale, a packet that shrank at the same price: customers compare, and"
            " the authority reads them."
        ),
        leads_to="legal",
        relay="legal",
        level=2,
        words=N_("fake discount, shrinkflation, misleading, price went up"),
    ),
    Question(
        id="retail-customers",
        family="people",
        risk=N_("A customer humiliated in a shop"),
        asks=N_(
            "Could a customer be humiliated in one of our shops (search, refusal, remark) in front of a telephone"
            " that films?"
        ),
        why=N_(
            "Thirty seconds of film without their beginning are seen by a million people before the manager has "
            "rung; saying what we do not know yet is the only good first answer."
        ),
        leads_to="ethics",
        relay="people",
        level=3,
        words=N_("discrimination, racist, thrown out, security guard, video"),
    ),
    Question(
        id="retail-unsold",
        family="supply",
        risk=N_("Unsold goods and where things are made"),
        asks=N_("What becomes of what we do not sell, and in which conditions was what we sell made?"),
        why=N_(
            "New goods cut up in a skip, a message found in a pocket: such images need no comment and come back "
            "every year."
        ),
        leads_to="ethics",
        relay="quality",
        level=2,
        words=N_("destroyed, skip, waste, sweatshop, child labour"),
    ),
)
