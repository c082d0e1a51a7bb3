"""What festivals, fairs and races are asked."""

from palabre.strategy.questions._shape import Question
from palabre.words import N_

QUESTIONS: tuple[Question, ...] = (
    Question(
        id="event-safety",
        family="product",
        risk=N_("Safety on site"),
        asks=N_("What if crowd, weather, fire or food put people in danger on site, and the network is saturated?"),
        why=N_(
            "People on site follow what the screens and the stage say, relatives what is online: the two must say"
            " the same thing in the same minute."
        ),
        leads_to="product_safety",
        relay="security",
        level=4,
        words=N_("crush, storm, evacuated, injured, emergency exit"),
    ),
    Question(
        id="event-cancelled",
        family="product",
        risk=N_("Cancellation and refunds"),
        asks=N_(
            "If we cancel or change the main name, who refunds what, when, and who answers two thousand people "
            "that evening?"
        ),
        why=N_(
            "People forgive the storm; they do not forgive a refund form that opens three weeks later, nor "
            "comments closed."
        ),
        leads_to="service_failure",
        relay="care",
        level=3,
        words=N_("cancelled, refund, postponed, ticket, line-up"),
    ),
    Question(
        id="event-guests",
        family="ethics",
        risk=N_("A guest or sponsor that divides"),
        asks=N_("Which guest, sponsor or subject of the programme could make others withdraw?"),
        why=N_(
            "Guests withdraw one after another, each with a public letter; the second withdrawal is the one that "
            "makes the story."
        ),
        leads_to="ethics",
        relay="press",
        level=3,
        words=N_("withdraw, boycott, open letter, line-up, sponsor"),
    ),
    Question(
        id="event-violence",
        family="people",
        risk=N_("Harassment and assaults on site"),
        asks=N_(
            "To whom does someone turn who is harassed or assaulted at our event, and what do they find there at "
            "two in the morning?"
        ),
        why=N_(
            "A testimony published on the Monday is followed by ten others; an answer that speaks of our charter "
            "without speaking to the person does harm twice."
        ),
        leads_to="ethics",
        relay="security",
        level=4,
        words=N_("assaulted, harassed, spiked drink, security did nothing"),
    ),
    Question(
        id="event-neighbours",
        family="supply",
        risk=N_("Neighbours, rubbish and volunteers"),
        asks=N_(
            "What do neighbours, volunteers and the site itself put up with: noise, rubbish, water, traffic, "
            "unpaid work?"
        ),
        why=N_(
            "The photograph of the field on the day after is taken every year; so is the count of unpaid "
            "volunteers beside the ticket price."
        ),
        leads_to="rumour",
        relay="quality",
        level=2,
        words=N_("noise, rubbish, trampled, volunteers unpaid, traffic"),
    ),
)
