"""What those who write software are asked."""

from palabre.strategy.questions._shape import Question
from palabre.words import N_

QUESTIONS: tuple[Question, ...] = (
    Question(
        id="software-outage",
        family="product",
        risk=N_("An outage"),
        asks=N_(
            "What stops working at our users’ when we do, and where do they read what is happening when our own "
            "site is down?"
        ),
        why=N_(
            "A status page that stays green during an outage is mocked longer than the outage; an honest message "
            "every half-hour has made reputations."
        ),
        leads_to="service_failure",
        relay="technical",
        level=3,
        words=N_("down, outage, lost data, status page, error"),
    ),
    Question(
        id="software-flaw",
        family="data",
        risk=N_("A security hole"),
        asks=N_("How does someone who finds a security hole reach us, and who decides in the hour what is said?"),
        why=N_(
            "Researchers who got no answer for ninety days publish; what is judged is the delay and the tone "
            "towards them, more than the hole."
        ),
        leads_to="product_safety",
        relay="security",
        level=4,
        words=N_("vulnerability, exploit, CVE, disclosure, leak"),
    ),
    Question(
        id="software-rules-change",
        family="product",
        risk=N_("A change of licence, price or terms"),
        asks=N_("Which change of licence, price, terms or free offer would our users call a betrayal?"),
        why=N_(
            "Announced on a Friday without warning or reason, a change of licence has produced a rival copy of "
            "the project in a week, with the best contributors."
        ),
        leads_to="ethics",
        relay="legal",
        level=3,
        words=N_("licence, fork, price increase, betrayal, bait and switch"),
    ),
    Question(
        id="software-dependency",
        family="supply",
        risk=N_("A component that fails or turns bad"),
        asks=N_(
            "On which component, host or single maintainer does everything rest, and what if it fails or turns bad?"
        ),
        why=N_(
            "A small library poisoned or withdrawn by its tired author has stopped thousands of projects in a "
            "morning; users asked theirs, not the author."
        ),
        leads_to="product_safety",
        relay="technical",
        level=3,
        words=N_("dependency, supply chain, backdoor, maintainer, unmaintained"),
    ),
    Question(
        id="software-conduct",
        family="people",
        risk=N_("Conduct and moderation in the community"),
        asks=N_(
            "What would a newcomer, a woman or a tired volunteer tell about our forum, our reviews and our moderation?"
        ),
        why=N_(
            "A harsh review captured and passed on, a moderator who leaves with a long letter: communities split "
            "over the way people were treated, rarely over code."
        ),
        leads_to="employee_speech",
        relay="people",
        level=3,
        words=N_("toxic, code of conduct, banned, harassment, leaving the project"),
    ),
)
