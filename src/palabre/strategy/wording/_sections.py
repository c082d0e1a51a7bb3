"""What each section is, and why it comes at this moment of the path."""

from palabre.strategy.wording._shape import Section
from palabre.words import N_

SECTIONS: dict[str, Section] = {
    "context": Section(
        N_("Who we are"),
        N_(
            "Before saying what you want, say who speaks and under which names people speak of you. The "
            "names written here are the first that Palabre will listen for."
        ),
    ),
    "objectives": Section(
        N_("Objectives"),
        N_(
            "Everything else is chosen for an objective: places, content and hours have no other reason "
            "to be. One or two that you hold are worth more than seven that you recite."
        ),
    ),
    "indicators": Section(
        N_("Indicators"),
        N_(
            "The figure is chosen with the objective, while nobody yet knows what it will say. When "
            "nothing can be measured, write why: it is an honest answer, and it will be shown as one."
        ),
    ),
    "audiences": Section(
        N_("Audiences"),
        N_(
            "An objective concerns people: name them before you choose where to speak. Those who "
            "criticise you belong here as much as those who love you."
        ),
    ),
    "places": Section(
        N_("Places of presence"),
        N_(
            "Only now come the networks: one goes where one’s people are, for an objective, with someone "
            "to answer. A place you cannot keep up is better closed than left silent."
        ),
    ),
    "accounts": Section(
        N_("Register of accounts"),
        N_(
            "Each place has an account, and each account has keys that someone holds. Write down who, "
            "before a departure or a theft makes you look for it."
        ),
    ),
    "test_benches": Section(
        N_("Platforms on trial"),
        N_(
            "A new platform is neither ignored nor obeyed: one person tries it with a list of what you "
            "need. The verdict has a date, and says what would change it."
        ),
    ),
    "organisation": Section(
        N_("Organisation"),
        N_(
            "Places need people: who listens, who answers, who approves, who is called on a Sunday. All "
            "of it is decided in calm weather, for the day there is no time to decide."
        ),
    ),
    "content": Section(
        N_("Content guidelines"),
        N_(
            "You know whom you meet and who speaks: now comes what to say, and how. The line is there so "
            "that anyone in the team can write without asking."
        ),
    ),
    "risks": Section(
        N_("Risk interview"),
        N_(
            "Before any launch, go through what may go wrong, question by question. Each risk is "
            "accepted or ruled out by someone, by name."
        ),
    ),
    "sensitive_subjects": Section(
        N_("Sensitive subjects"),
        N_(
            "The accepted risks become subjects that are listened for day and night. Each has its words, "
            "its internal contact and its scenario."
        ),
    ),
    "scenarios": Section(
        N_("Crisis scenarios"),
        N_(
            "For each subject that can flare up, write the first hour while nothing burns. On the day, "
            "you will read it instead of improvising."
        ),
    ),
    "operations": Section(
        N_("Operations"),
        N_(
            "What you do on purpose comes almost last: all that precedes carries it. Plan the twelve "
            "weeks after the first day before you plan the first day."
        ),
    ),
    "resources": Section(
        N_("Resources"),
        N_(
            "Now count: the hours that this plan needs against the hours you have. If they do not match, "
            "cut places rather than nights."
        ),
    ),
}
