"""What cities and public services are asked."""

from palabre.strategy.questions._shape import Question
from palabre.words import N_

QUESTIONS: tuple[Question, ...] = (
    Question(
        id="public-decision",
        family="product",
        risk=N_("A decision that is contested"),
        asks=N_(
            "Which decision (works, closure, tax, school, parking) will people discover when it is too late to speak?"
        ),
        why=N_(
            "A notice on a tree is photographed and explained by others, wrongly; a petition gathers in four days"
            " what the consultation did not in three months."
        ),
        leads_to="rumour",
        relay="press",
        level=3,
        words=N_("petition, consultation, trees cut, closure, against the project"),
    ),
    Question(
        id="public-service",
        family="product",
        risk=N_("A service out of reach or mistaken"),
        asks=N_("Which service do people fail to reach or to understand, and what does a mistake of ours cost them?"),
        why=N_(
            "One absurd letter sent to a dead person or to a child goes round the country; the individual apology"
            " must come before the explanation of the software."
        ),
        leads_to="service_failure",
        relay="care",
        level=2,
        words=N_("unreachable, absurd letter, waiting, mistake, counter"),
    ),
    Question(
        id="public-neutrality",
        family="ethics",
        risk=N_("The neutrality of what we publish"),
        asks=N_("Could what we publish be read as praise of those who govern, above all before an election?"),
        why=N_(
            "Opponents count portraits of the mayor and go to court; the account of an institution belongs to "
            "all, and its rules of moderation are looked at too."
        ),
        leads_to="legal",
        relay="legal",
        level=3,
        words=N_("propaganda, election, taxpayers’ money, blocked me, censorship"),
    ),
    Question(
        id="public-spending",
        family="ethics",
        risk=N_("A shocking expense"),
        asks=N_("Which expense (journey, campaign, building, consultants) would look shocking beside someone’s wages?"),
        why=N_(
            "An invoice obtained by an association is published with one figure in large print; it is answered by"
            " what the money changed, or not at all."
        ),
        leads_to="ethics",
        relay="legal",
        level=3,
        words=N_("our taxes, waste, consultants, how much, scandal"),
    ),
    Question(
        id="public-agents",
        family="people",
        risk=N_("The conduct of an agent"),
        asks=N_(
            "Could one of our agents be filmed in an intervention, an outburst or a mistake, and what may we say of it?"
        ),
        why=N_(
            "Supporting before knowing and condemning before knowing have both been regretted; an inquiry with a "
            "date, and news on that date, have not."
        ),
        leads_to="employee_speech",
        relay="people",
        level=4,
        words=N_("video, police, violence, insulted, inquiry"),
    ),
)
