"""What museums, theatres and libraries are asked."""

from palabre.strategy.questions._shape import Question
from palabre.words import N_

QUESTIONS: tuple[Question, ...] = (
    Question(
        id="culture-provenance",
        family="supply",
        risk=N_("The provenance of the collections"),
        asks=N_(
            "Which of our works, objects or collections could be claimed back, and what do we know of the way "
            "they came?"
        ),
        why=N_(
            "A visitor’s film in front of a case asks the question that the label avoids; the best answers say "
            "what is known, what is not, and who is looking."
        ),
        leads_to="ethics",
        relay="quality",
        level=3,
        words=N_("looted, restitution, colonial, give it back, provenance"),
    ),
    Question(
        id="culture-work",
        family="product",
        risk=N_("A work or a guest that divides"),
        asks=N_(
            "Which work, artist or guest of the season could hurt people or be accused, and would we stand by the"
            " choice?"
        ),
        why=N_(
            "Calls to cancel and calls against cancelling arrive on the same day; what costs most is to change "
            "one’s mind twice."
        ),
        leads_to="ethics",
        relay="press",
        level=3,
        words=N_("cancel, censorship, accused, shocking, blasphemy"),
    ),
    Question(
        id="culture-money",
        family="ethics",
        risk=N_("The money of patrons and sponsors"),
        asks=N_("Whose money do we take (sponsor, donor, hire of rooms), and who would protest in the entrance hall?"),
        why=N_(
            "Actions in front of works against a sponsor are made to be filmed; a rule for accepting gifts, "
            "written beforehand, is the only answer that holds."
        ),
        leads_to="ethics",
        relay="legal",
        level=3,
        words=N_("sponsor, dirty money, patron, protest, oil"),
    ),
    Question(
        id="culture-welcome",
        family="product",
        risk=N_("How visitors are received"),
        asks=N_("Who is badly received here (queue, price, disability, children, language) and tells it in a review?"),
        why=N_(
            "A wheelchair turned back at the door or a nursing mother asked to leave becomes a national matter "
            "when the first answer quotes the rules."
        ),
        leads_to="service_failure",
        relay="care",
        level=2,
        words=N_("queue, wheelchair, turned away, rude, too expensive"),
    ),
    Question(
        id="culture-safety",
        family="people",
        risk=N_("Safety in the rooms"),
        asks=N_("What if a work is damaged, a visitor hurt, a child lost, a guide harassed, on a full Sunday?"),
        why=N_(
            "The room is filmed before the guard has called the office; visitors outside want to know whether to "
            "come, relatives whether everyone is well."
        ),
        leads_to="product_safety",
        relay="security",
        level=3,
        words=N_("damaged, evacuated, theft, accident, harassed"),
    ),
)
