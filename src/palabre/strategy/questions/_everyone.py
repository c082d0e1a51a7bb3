"""What anyone who answers for a name is asked."""

from palabre.strategy.questions._shape import Question
from palabre.words import N_

QUESTIONS: tuple[Question, ...] = (
    Question(
        id="past-fires",
        family="fires",
        risk=N_("Old reproaches that come back"),
        asks=N_("What have we already been blamed for in public, even years ago, that anyone finds in one search?"),
        why=N_(
            "A new flare-up nearly always brings the old ones back: critics quote them on the first day, and a "
            "team that has forgotten them looks as if it were hiding them."
        ),
        leads_to="rumour",
        relay="press",
        level=2,
        words=N_("again, still not, remember when, same old story"),
    ),
    Question(
        id="competitors-fires",
        family="fires",
        risk=N_("A flare-up at a competitor’s"),
        asks=N_(
            "What has set fire to organisations like ours in the last five years, and could it be asked of us tomorrow?"
        ),
        why=N_(
            "When one name of a trade is caught, journalists and campaigners ring all the others within the week:"
            " “and you?”. Silence is then read as a yes."
        ),
        leads_to="competitor_attack",
        relay="press",
        level=2,
        words=N_("and you, what about, the others too, all the same"),
    ),
    Question(
        id="our-own-words",
        family="people",
        risk=N_("Words by one of us"),
        asks=N_(
            "Could one of us, in their own name or from our account by mistake, write something that would be "
            "taken for our word?"
        ),
        why=N_(
            "A private joke sent from the wrong account late at night, a colleague quarrelling with a customer "
            "under their real name: the capture goes round long after the post is gone."
        ),
        leads_to="employee_speech",
        relay="people",
        level=2,
        words=N_("your employee, works for, deleted tweet, screenshot"),
    ),
    Question(
        id="inside-story",
        family="people",
        risk=N_("The way we treat people at work"),
        asks=N_("What would a former colleague, trainee or volunteer tell about how we treat people?"),
        why=N_(
            "Anonymous accounts that gather testimonies fill up in a weekend; the first denial, written without "
            "having asked anyone, is what the press then takes apart."
        ),
        leads_to="ethics",
        relay="people",
        level=3,
        words=N_("harassment, burn-out, unpaid, testimony, toxic"),
    ),
    Question(
        id="leaders",
        family="people",
        risk=N_("Our leaders’ words and deeds"),
        asks=N_("What have our leaders, founders or public faces said, signed or done that could be held against us?"),
        why=N_(
            "An old interview, a court case, a political gift: the person and the name are one for the public, "
            "whatever the organisation chart says."
        ),
        leads_to="ethics",
        relay="press",
        level=3,
        words=N_("resign, boycott, your director, said in, convicted"),
    ),
    Question(
        id="personal-data",
        family="data",
        risk=N_("A leak of personal data"),
        asks=N_(
            "Which personal data do we or our providers hold whose leak would hurt people, and who would tell them?"
        ),
        why=N_(
            "People forgive a theft more easily than having learnt it from a stranger; and the data authority "
            "must be told within 72 hours."
        ),
        leads_to="legal",
        relay="technical",
        level=4,
        words=N_("leak, hacked, my data, password, breach"),
    ),
    Question(
        id="account-taken",
        family="data",
        risk=N_("A stolen or false account"),
        asks=N_(
            "Could someone take one of our accounts over, or open a false one in our name, and how long before we know?"
        ),
        why=N_(
            "Accounts have been lost through a former provider’s password; false “customer services” empty "
            "people’s cards while the real one is closed for the weekend."
        ),
        leads_to="rumour",
        relay="technical",
        level=3,
        words=N_("fake account, scam, phishing, is this really you, hacked"),
    ),
    Question(
        id="depends-on",
        family="supply",
        risk=N_("The fault of a supplier or partner"),
        asks=N_(
            "Whose fault would be ours in the eyes of the public: supplier, subcontractor, sponsor, partner, paid"
            " creator?"
        ),
        why=N_(
            "Nobody remembers the name of the workshop or of the influencer; everybody remembers the name on the "
            "label. “It is our supplier” has never put a fire out."
        ),
        leads_to="ethics",
        relay="quality",
        level=2,
        words=N_("supplier, subcontractor, partnership, you work with, sponsored"),
    ),
    Question(
        id="claims",
        family="ethics",
        risk=N_("A claim that does not hold"),
        asks=N_(
            "What do we claim of ourselves (green, local, fair, inclusive, free) that someone could check and "
            "find thin?"
        ),
        why=N_(
            "A claim is an invitation to look: one photograph, one invoice or one label is enough to turn a fine "
            "campaign into the proof of the contrary."
        ),
        leads_to="ethics",
        relay="legal",
        level=2,
        words=N_("greenwashing, hypocrites, liars, so-called, really"),
    ),
    Question(
        id="diverted",
        family="ethics",
        risk=N_("An image or slogan turned against us"),
        asks=N_(
            "Which of our images, slogans or hashtags could be turned against us or hurt people we had not thought of?"
        ),
        why=N_(
            "Open calls (“tell us your story with…”) get answered by those who are angry first; parodies of an "
            "advert are often seen by more people than the advert."
        ),
        leads_to="diverted_advert",
        relay="press",
        level=2,
        words=N_("parody, ad fail, sexist, racist, tone-deaf"),
    ),
)
