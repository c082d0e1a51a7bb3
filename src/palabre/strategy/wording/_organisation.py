"""Who does what, when, with whose agreement."""

from palabre.model import strategy
from palabre.strategy.wording._shape import Words
from palabre.words import N_

WORDS: dict[type, dict[str, Words]] = {
    strategy.Organisation: {
        "guide": Words(
            N_("Who guides the strategy"),
            N_("One person who keeps it true and calls its reviews; without a guide it ends in a drawer."),
        ),
        "timezone": Words(
            N_("Time zone"),
            N_("The one in which hours and on-call times are read."),
            N_("Europe/Paris"),
        ),
        "hours": Words(
            N_("Opening hours"),
            N_("When the team answers: deadlines only run during these hours, unless a level says otherwise."),
            N_("mon-fri 9:00-18:00"),
        ),
        "people": Words(
            N_("People who take part"),
            N_(
                "Everyone who listens, writes, reads, approves or decides; the rest of the strategy calls "
                "them by their short name."
            ),
        ),
        "trainees_may": Words(
            N_("What a trainee may do alone"),
            N_("Trainees learn by listening and drafting; a public answer is signed by the whole organisation."),
        ),
        "providers_may": Words(
            N_("What a provider may do alone"),
            N_("An agency may lend its hands; your voice and the keys of your accounts remain yours."),
        ),
        "on_call": Words(
            N_("On-call rota"),
            N_("Who is called when it burns outside hours: a hole in the rota is always found by the fire first."),
        ),
        "approvals": Words(
            N_("Approval chain"),
            N_("Who reads, who approves, in how long: too long a chain kills answers, none at all feeds fires."),
        ),
        "relays": Words(
            N_("Internal contacts"),
            N_("The colleagues who know: you can answer fast only if they answer you fast."),
        ),
        "response_levels": Words(
            N_("Response levels"),
            N_("Four levels decided in calm weather: on the day, nobody has to ask who may speak."),
        ),
    },
    strategy.Person: {
        "id": Words(
            N_("Short name"),
            N_("The name by which other parts of the strategy refer to it: small letters, digits and dashes."),
            N_("community"),
        ),
        "name": Words(
            N_("Name"),
            N_("A real name: a function does not pick up the phone."),
        ),
        "role": Words(
            N_("Role"),
            N_("What this person does here, in a few words."),
            N_("Community manager"),
        ),
        "status": Words(
            N_("Status"),
            N_("It says what can be asked: a trainee leaves in June, a provider has a contract."),
        ),
        "may": Words(
            N_("May do alone"),
            N_("What this person does without asking; the rest goes through someone who reads first."),
        ),
        "backup": Words(
            N_("Back-up"),
            N_("Who replaces this person on leave; a back-up who does not know is no back-up."),
        ),
        "hours": Words(
            N_("Hours"),
            N_("When this person can really be reached."),
            N_("mon-fri 9:00-17:00"),
        ),
        "phone": Words(
            N_("Phone"),
            N_("The number that is answered when it is urgent."),
        ),
        "languages": Words(
            N_("Languages"),
            N_("In which languages this person can answer without help."),
            N_("en"),
        ),
    },
    strategy.OnCall: {
        "hours": Words(
            N_("Times on call"),
            N_("The times when someone must be reachable although the office is closed."),
            N_("always"),
        ),
        "turns": Words(
            N_("In turn"),
            N_("The order in which people take their turn; two at least, or it is not a rota."),
        ),
        "turn_days": Words(
            N_("Days in a turn"),
            N_("Seven days is the usual turn: everyone knows when theirs comes."),
            "7",
        ),
        "starts": Words(
            N_("First turn on"),
            N_("The day when the first of the list begins."),
        ),
        "shifts": Words(
            N_("Exceptions"),
            N_("A swap, a night of launch: what is written here wins over the turns."),
        ),
        "holidays": Words(
            N_("Holidays"),
            N_("Days when someone is away: the turn that falls there needs someone else."),
        ),
        "handover": Words(
            N_("Hand-over"),
            N_("What is said from one to the next: what is smouldering, who was answered, who waits."),
            N_("Monday 9:00, ten minutes: what smoulders, who waits for us, what was promised."),
        ),
    },
    strategy.Shift: {
        "who": Words(
            N_("Who"),
            N_("Who is on call during this time."),
        ),
        "backup": Words(
            N_("Back-up"),
            N_("Who is called when the first does not answer within ten minutes."),
        ),
        "since": Words(
            N_("From"),
            N_("Beginning, with its time zone."),
            "2026-12-24T18:00+01:00",
        ),
        "until": Words(
            N_("Until"),
            N_("End, with its time zone."),
            "2026-12-27T09:00+01:00",
        ),
    },
    strategy.Holiday: {
        "who": Words(
            N_("Who"),
            N_("Who is away."),
        ),
        "since": Words(
            N_("From"),
            N_("First day away."),
        ),
        "until": Words(
            N_("Until"),
            N_("Last day away."),
        ),
    },
    strategy.Approval: {
        "id": Words(
            N_("Short name"),
            N_("The name by which other parts of the strategy refer to it: small letters, digits and dashes."),
            N_("everyday"),
        ),
        "kinds": Words(
            N_("For which content"),
            N_("An answer and a promotion do not need the same eyes: let the everyday ones go fast."),
        ),
        "readers": Words(
            N_("Who reads"),
            N_("They may correct, not stop; two pairs of eyes are enough."),
        ),
        "approver": Words(
            N_("Who approves"),
            N_("One person, whose yes is enough."),
        ),
        "backup": Words(
            N_("Back-up"),
            N_("Who approves when that person is away; or everything waits."),
        ),
        "within_hours": Words(
            N_("Within how many hours"),
            N_("Past this delay, the back-up is asked: a comment a day old has no more readers."),
            "4",
        ),
        "emergency": Words(
            N_("Who approves alone in an emergency"),
            N_("When there is no time for the chain: one name, reachable, who will answer for it."),
        ),
    },
    strategy.Relay: {
        "id": Words(
            N_("Short name"),
            N_("The name by which other parts of the strategy refer to it: small letters, digits and dashes."),
            N_("quality"),
        ),
        "subject": Words(
            N_("Subject"),
            N_("What this colleague knows better than you do."),
        ),
        "about": Words(
            N_("In particular"),
            N_("The questions that go to this person rather than to another."),
            N_("Allergens, batch numbers, recalls"),
        ),
        "who": Words(
            N_("Who"),
            N_("The person who is asked by name, and who has agreed to it."),
        ),
        "backup": Words(
            N_("Back-up"),
            N_("Who is asked when that person is away."),
        ),
        "within_hours": Words(
            N_("Answers within how many hours"),
            N_("The delay they accepted: it decides what you may promise to people."),
            "4",
        ),
    },
    strategy.ResponseLevel: {
        "level": Words(
            N_("Level"),
            N_("From 1, answered alone, to 4, the crisis cell."),
        ),
        "belongs": Words(
            N_("What belongs to it"),
            N_("Cases that anyone can recognise, not adjectives."),
            N_("A question about opening hours"),
        ),
        "who": Words(
            N_("Who may answer"),
            N_("Those who may speak at this level without asking."),
        ),
        "backup": Words(
            N_("Back-up"),
            N_("Who answers when none of them is there."),
        ),
        "within_minutes": Words(
            N_("First answer within how many minutes"),
            N_("Counted in the hours of the level; promise only what you will keep."),
            "60",
        ),
        "hours": Words(
            N_("Hours"),
            N_("When this level is covered; a level 4 that sleeps at night is not covered."),
            N_("always"),
        ),
        "holding_line": Words(
            N_("Holding line"),
            N_("What is said at once while you find out: true, short, with the time of the next word."),
            N_("We have read you, we are checking with our quality team and will write here before 5 pm."),
        ),
        "relay": Words(
            N_("Internal contact"),
            N_("Who is asked for the facts before answering."),
        ),
        "escalates_to": Words(
            N_("Goes up to"),
            N_("Who takes it when it is beyond those who answer."),
        ),
    },
}
