"""What those who feed people are asked."""

from palabre.strategy.questions._shape import Question
from palabre.words import N_

QUESTIONS: tuple[Question, ...] = (
    Question(
        id="food-allergen",
        family="product",
        risk=N_("An allergen not announced"),
        asks=N_("Could someone be harmed by an allergen that the label or the waiter did not announce?"),
        why=N_(
            "A change of recipe or a shared production line is enough; the first post often comes from a parent, "
            "with a photograph of the label, before any complaint reaches us."
        ),
        leads_to="product_safety",
        relay="quality",
        level=4,
        words=N_("allergen, allergic, traces of, label, emergency"),
    ),
    Question(
        id="food-hygiene",
        family="product",
        risk=N_("A product that makes people ill"),
        asks=N_(
            "Could a product of ours make people ill (bacteria, foreign body, broken cold chain), and how would "
            "we recall it in a day?"
        ),
        why=N_(
            "Recalls go well when batch numbers, shops and a telephone number are out within hours; they go badly"
            " when people learn by a local paper what the company already knew."
        ),
        leads_to="product_safety",
        relay="quality",
        level=4,
        words=N_("recall, listeria, salmonella, sick, mould, batch"),
    ),
    Question(
        id="food-origin",
        family="supply",
        risk=N_("The origin of ingredients"),
        asks=N_(
            "Can we prove where our ingredients come from, season by season, and what our packaging lets people "
            "believe?"
        ),
        why=N_(
            "A flag or a farm drawn on a box, an ingredient from elsewhere in winter: inspectors and consumer "
            "associations publish such pairs of photographs."
        ),
        leads_to="ethics",
        relay="quality",
        level=3,
        words=N_("origin, made in, imported, fake local, fraud"),
    ),
    Question(
        id="food-animals",
        family="ethics",
        risk=N_("Animal welfare at our producers’"),
        asks=N_("What would a camera hidden at a farm, a slaughterhouse or a producer’s of ours show?"),
        why=N_(
            "Campaigners publish a film, our logo and a petition on one morning; they ask for a commitment with a"
            " date, and a general answer about our values makes it worse."
        ),
        leads_to="ethics",
        relay="quality",
        level=3,
        words=N_("animal cruelty, petition, farm, slaughterhouse, cages"),
    ),
    Question(
        id="food-health",
        family="product",
        risk=N_("An ingredient that people fear"),
        asks=N_("Which ingredient, process or score of ours do people fear, rightly or wrongly?"),
        why=N_(
            "A scan in a shopping application or a doctor’s video makes a legal ingredient a scandal in an "
            "evening; the facts must be ready in two sentences, with their source."
        ),
        leads_to="rumour",
        relay="quality",
        level=2,
        words=N_("additive, ultra-processed, sugar, nitrite, toxic"),
    ),
)
