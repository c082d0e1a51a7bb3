"""The on-call rota."""

from palabre.words import N_
from palabre.words.findings import Told

FINDINGS: dict[str, Told] = {
    "on-call-missing": Told(
        N_("Nobody is on call."),
        N_("What catches fire on a Friday evening is found on Monday morning."),
        N_(
            "Write a rota after “on_call:”: hours, people in turn, first day; or decide in writing, in the "
            "response levels, that nights wait."
        ),
    ),
    "timezone-missing": Told(
        N_("The time zone of the organisation is not told."),
        N_("The rota is read in universal time: turns and hours may be off by one or two hours."),
        N_("Write it after “timezone:”, for example “Europe/Paris”."),
    ),
    "timezone-unknown": Told(
        N_("“{timezone}” is no time zone that we know."),
        N_("The rota is read in universal time: turns and hours may be off by one or two hours."),
        N_("Write a name such as “Europe/Paris” or “America/Montreal”."),
    ),
    "on-call-without-hours": Told(
        N_("The rota does not say at which hours someone is on call."),
        N_("It is read as day and night, all week: is that what was agreed, and paid?"),
        N_("Write them after “hours:”, for example “mon-fri 18:00-22:00, sat-sun 9:00-20:00”, or “always”."),
    ),
    "on-call-without-start": Told(
        N_("The rota has several people in turn and no first day."),
        N_("Nobody can tell whose turn it is."),
        N_("Write after “starts:” the first day of the first person’s turn."),
    ),
    "turn-too-short": Told(
        N_("A turn cannot last for {days} days."),
        N_("It is read as a week."),
        N_("Write after “turn_days:” how many days a turn lasts; seven is usual."),
    ),
    "on-call-without-handover": Told(
        N_("Nothing says how one person on call hands over to the next."),
        N_("What was promised on Sunday is not known on Monday."),
        N_("Write after “handover:” when, how, and what is told: what burns, what was promised, what to watch."),
    ),
    "on-call-without-phone": Told(
        N_("{person} is on call, and no phone number is written."),
        N_("Whoever finds the fire cannot reach them."),
        N_("Write their number after “phone:”."),
    ),
    "dates-reversed": Told(
        N_("This ends before it begins."),
        N_("It counts for nothing: nobody is replaced, nobody is called."),
        N_("Swap the two dates, or correct one of them."),
    ),
    "shift-unsaid": Told(
        N_("This shift lacks its person, its beginning or its end."),
        N_("It changes nothing in the rota."),
        N_("Write “who:”, “since:” and “until:”, with the hour and its zone."),
    ),
    "rota-hole-away": Told(
        N_("{person} is away while on call, and nobody stands in: {days}."),
        N_("On these days a call rings in the void."),
        N_("Name a back-up for {person}, or write a shift for someone else after “shifts:”."),
    ),
    "rota-hole-both-away": Told(
        N_("{person} and the back-up {backup} are away together: {days}."),
        N_("On these days a call rings in the void."),
        N_("Move one of the holidays, or write a shift for someone else after “shifts:”."),
    ),
    "rota-hole-no-turn": Told(
        N_("Nobody has a turn: {days}."),
        N_("On these days a call rings in the void."),
        N_("Write shifts for these days after “shifts:”, or people in turn after “turns:” with their first day."),
    ),
    "on-call-always-same": Told(
        N_("{person} is the only one on call."),
        N_("Nobody stays awake for months: one is tired, then ill, and then nobody picks up."),
        N_("Share the rota between three people at least; another house may lend one."),
    ),
    "on-call-too-long": Told(
        N_("{person} is on call for over two weeks in a row: {days}."),
        N_("Whoever is tired picks up late, and answers badly."),
        N_("Shorten the turns, or give part of these days to someone else after “shifts:”."),
    ),
}
