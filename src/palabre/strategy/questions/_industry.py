"""What those who make things in plants are asked."""

from palabre.strategy.questions._shape import Question
from palabre.words import N_

QUESTIONS: tuple[Question, ...] = (
    Question(
        id="industry-accident",
        family="people",
        risk=N_("An accident on a site"),
        asks=N_(
            "Which accident on a site of ours would be seen from the road, and who says the first word to the "
            "neighbours?"
        ),
        why=N_(
            "Smoke is filmed within two minutes; neighbours ask one question, “do I shut my windows?”, and "
            "whoever answers it first is believed afterwards."
        ),
        leads_to="product_safety",
        relay="security",
        level=4,
        words=N_("smoke, explosion, smell, sirens, evacuated"),
    ),
    Question(
        id="industry-pollution",
        family="ethics",
        risk=N_("Pollution around a site"),
        asks=N_("What do we release into water, air or soil that someone could measure without us?"),
        why=N_(
            "An association’s own samples, a map of wells: the figures come out with our name, and the answer “we"
            " respect the limits” has to show which ones."
        ),
        leads_to="ethics",
        relay="quality",
        level=3,
        words=N_("pollution, river, discharge, poisoned, samples"),
    ),
    Question(
        id="industry-defect",
        family="product",
        risk=N_("A dangerous defect"),
        asks=N_("Which defect of a product of ours would put its users in danger, and do we know where each one is?"),
        why=N_(
            "Users find each other on a forum and number the cases before the after-sales department has linked "
            "two files."
        ),
        leads_to="product_safety",
        relay="quality",
        level=3,
        words=N_("defect, breakdown, caught fire, recall, known problem"),
    ),
    Question(
        id="industry-materials",
        family="supply",
        risk=N_("The origin of our materials"),
        asks=N_(
            "Where do our raw materials and parts come from, down to the mine or the workshop we have never visited?"
        ),
        why=N_(
            "A report on a region or a mine names its buyers in an annex; ours is read by our customers’ "
            "purchasing departments before it is by us."
        ),
        leads_to="ethics",
        relay="quality",
        level=3,
        words=N_("forced labour, mine, conflict, report, supply chain"),
    ),
    Question(
        id="industry-jobs",
        family="people",
        risk=N_("A closure or dismissals"),
        asks=N_("Could a closure, a move or a wave of dismissals be learnt from someone other than us?"),
        why=N_(
            "A document left on a printer is online before the works council has met; families then learn it on a"
            " local group."
        ),
        leads_to="rumour",
        relay="people",
        level=3,
        words=N_("closure, layoffs, relocation, strike, jobs"),
    ),
)
