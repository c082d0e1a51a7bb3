"""What those who care for people are asked."""

from palabre.strategy.questions._shape import Question
from palabre.words import N_

QUESTIONS: tuple[Question, ...] = (
    Question(
        id="health-harm",
        family="product",
        risk=N_("Harm done in our care"),
        asks=N_("Which side effect, mistake or infection could harm someone in our care, and who may speak of it?"),
        why=N_(
            "Families speak, we may not: an answer that gives a single detail of a file is a second fault, and an"
            " answer without any humanity is a third."
        ),
        leads_to="product_safety",
        relay="quality",
        level=4,
        words=N_("side effect, mistake, infection, died, victim"),
    ),
    Question(
        id="health-waiting",
        family="product",
        risk=N_("Waiting and how people are received"),
        asks=N_(
            "What do people live through while they wait (emergency, appointment, telephone), and who sees it filmed?"
        ),
        why=N_(
            "A corridor full of stretchers, an old person left alone: the picture is taken by a relative who does"
            " not want to hurt us but wants it to stop."
        ),
        leads_to="service_failure",
        relay="care",
        level=2,
        words=N_("hours of waiting, stretcher, no appointment, nobody answers"),
    ),
    Question(
        id="health-promise",
        family="ethics",
        risk=N_("A health promise without proof"),
        asks=N_("Do we, or those who speak for us, let people hope for a result that nothing proves?"),
        why=N_(
            "Health professionals publicly take apart testimonies and “before and after”; the authority and the "
            "professional body follow."
        ),
        leads_to="legal",
        relay="legal",
        level=3,
        words=N_("miracle, cure, proven, charlatan, before and after"),
    ),
    Question(
        id="health-secret",
        family="data",
        risk=N_("Medical secrecy"),
        asks=N_("Could a patient be recognised in a photograph, an answer or a story of ours?"),
        why=N_(
            "A name on a board behind a smiling team, a reply that says “when you came in March”: secrecy is "
            "broken by kindness more often than by malice."
        ),
        leads_to="legal",
        relay="legal",
        level=4,
        words=N_("confidential, my file, photo of, recognised, privacy"),
    ),
    Question(
        id="health-shortage",
        family="supply",
        risk=N_("A shortage of care or medicine"),
        asks=N_(
            "Which shortage (staff, beds, medicine, device) would make us refuse people, and what do we tell them?"
        ),
        why=N_(
            "When a product or a service stops, patients organise in groups and ask one thing, “until when?”; "
            "rumours answer when we do not."
        ),
        leads_to="service_failure",
        relay="quality",
        level=3,
        words=N_("shortage, out of stock, closed, refused, how long"),
    ),
)
