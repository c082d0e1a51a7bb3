"""The response policy."""

from palabre.words import N_
from palabre.words.findings import Told

FINDINGS: dict[str, Told] = {
    "levels-missing": Told(
        N_("Places are open, and no response level is decided."),
        N_("Each message is then a new question: who may answer this, and in how long?"),
        N_("Describe levels 1 to 4 after “response_levels:”, from simple thanks to the crisis."),
    ),
    "level-without-number": Told(
        N_("Item {number} of the response levels has no level."),
        N_("The inbox cannot tell what it applies to."),
        N_("Write 1, 2, 3 or 4 after “level:”."),
    ),
    "level-twice": Told(
        N_("Level {level} is described twice."),
        N_("Two rules for one level: each will apply the one that suits."),
        N_("Keep one, or correct its number."),
    ),
    "levels-incomplete": Told(
        N_("Response levels are missing: {missing}."),
        N_("A message of a level that is not described goes to nobody."),
        N_("Describe each of the four, even in three lines: what belongs to it, who answers, in how long."),
    ),
    "level-without-people": Told(
        N_("Nobody answers at level {level}."),
        N_("The message waits, and silence is read as an answer."),
        N_("Name at least one person after “who:”."),
    ),
    "level-without-backup": Told(
        N_("{person} alone answers at level {level}."),
        N_("Away for one day, and the delay is missed."),
        N_("Name a second person after “who:”, or someone after “backup:”."),
    ),
    "level-without-belongs": Told(
        N_("Nothing says what belongs to level {level}."),
        N_("Each will sort messages in their own way, and the same one will be answered twice, or never."),
        N_("List after “belongs:” two or three kinds of messages, with an example."),
    ),
    "level-without-delay": Told(
        N_("Level {level} has no delay."),
        N_("Without one, nobody can see that an answer is late."),
        N_("Write after “within_minutes:” the longest time before a first answer."),
    ),
    "level-without-holding-line": Told(
        N_("Level {level} has no holding line."),
        N_("The true answer takes hours at this level; meanwhile others answer in our place."),
        N_(
            "Write after “holding_line:” one sentence that is always true: we have read it, we are checking, we "
            "come back by a given time."
        ),
    ),
    "level-answered-by-trainee": Told(
        N_("{person} is a trainee and answers at level {level}."),
        N_("An answer at this level commits the house; the rule does not let a trainee give it alone."),
        N_("Take them off “who:”, or let them draft what someone else signs."),
    ),
    "level-answered-by-provider": Told(
        N_("{person} is a provider and answers at level {level}, which the house does not let providers do."),
        N_("They speak in our name, and it is we who answer for it."),
        N_("Take them off “who:”, or change the rule under “providers_may:”."),
    ),
    "level-hours-unsaid": Told(
        N_("Level {level} promises an answer within {delay}, and does not say at which hours."),
        N_("The worst messages come on a Saturday night: does the promise hold then?"),
        N_("Write after “hours:” when the delay counts: “mon-fri 9:00-18:00”, or “always” when someone is on call."),
    ),
    "delay-uncovered": Told(
        N_("Level {level} promises an answer within {delay} at hours when nobody is there: {hours}."),
        N_("A message that comes then waits longer than promised, and that wait is what people will talk about."),
        N_("Put someone on call at these hours, or write after “hours:” those you can hold."),
    ),
    "delay-grows": Told(
        N_("Level {level} is answered within {delay}, later than level {lower}: {sooner}."),
        N_("What may catch fire would wait longer than a simple question."),
        N_("Shorten the delay of the first word at this level; a holding line counts as one."),
    ),
    "escalation-unsaid": Told(
        N_("Level {level} does not say to whom a message goes when nobody there can answer it."),
        N_("It stays where it is, until someone outside makes it bigger."),
        N_("Name a person of the level above after “escalates_to:”."),
    ),
    "escalation-down": Told(
        N_("What level {level} hands on goes to {person}, who answers no higher than level {lower}."),
        N_("A message that cannot be answered goes to someone who may do less."),
        N_("Name after “escalates_to:” someone who answers higher up, or who decides."),
    ),
    "escalation-loops": Told(
        N_("What level {level} hands on to {person} comes back to where it began."),
        N_("The message goes round in circles, and nobody decides."),
        N_("Name after “escalates_to:” someone who answers higher up, or who decides."),
    ),
}
