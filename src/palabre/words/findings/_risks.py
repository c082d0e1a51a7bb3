"""What the risk interview lacks."""

from palabre.words import N_
from palabre.words.findings import Told

FINDINGS: dict[str, Told] = {
    "risks-unanswered": Told(
        N_("Questions of the risk interview that nobody answered: {count} of {total}. First ones: {first}"),
        N_(
            "Most flare-ups were foreseeable by someone in the house whom nobody had asked; an hour round a "
            "table costs less than the first night of a crisis."
        ),
        N_(
            "Take the questions one by one with those who know, and write after “risks:” whether each risk is "
            "accepted or ruled out, by whom, on which day."
        ),
    ),
    "risks-unanswered-before-launch": Told(
        N_(
            "“{ahead}” is being prepared while questions of the risk interview have no answer: {count} of "
            "{total}. First ones: {first}"
        ),
        N_(
            "A launch draws eyes, and those who have something to blame us for choose that day: what was not "
            "looked at before will be asked in public."
        ),
        N_("Answer the questions before the date, each risk accepted or ruled out by name, or put the launch off."),
    ),
    "risk-without-subject": Told(
        N_("The risk is accepted and no sensitive subject follows from it: {risk}"),
        N_("A risk one has accepted without watching it is only a risk one has forgotten."),
        N_(
            "Add it after “sensitive_subjects:” with a level, words to watch and a relay, and give its short "
            "name in “subject:”."
        ),
    ),
    "risk-ruled-out-without-reason": Told(
        N_("The risk is ruled out and nobody says why: {risk}"),
        N_("On the day it happens all the same, the question will be on what ground it had been ruled out."),
        N_("Write in “why:” the fact that rules it out, as you would tell it to a journalist."),
    ),
    "risk-without-name": Told(
        N_("Nobody’s name stands under this answer: {risk}"),
        N_(
            "A risk that everyone accepted was accepted by no one: nobody will review it, nobody will defend "
            "the choice."
        ),
        N_("Write in “by:” the name of the person who decides it."),
    ),
    "risk-without-date": Told(
        N_("This answer has no date: {risk}"),
        N_("Suppliers, recipes and people change; without a date nobody sees that an answer has grown old."),
        N_("Write in “on:” the day it was answered, year first: 2026-11-22."),
    ),
    "risk-dated-later": Told(
        N_("This answer is dated {on}, a day that has not come: {risk}"),
        N_("An answer given in advance was given without looking."),
        N_("Write the day on which someone really answered."),
    ),
    "risk-answer-old": Told(
        N_("This answer is more than a year old ({on}): {risk}"),
        N_(
            "In a year suppliers, people and what the public tolerates have changed; what was ruled out then "
            "may be at the door."
        ),
        N_("Ask the question again of someone who knows, and date the answer, even when it stays the same."),
    ),
    "risk-without-question": Told(
        N_("A risk does not say which question of the interview it answers."),
        N_("Without its question an answer cannot be found again, and the question is counted as open."),
        N_(
            "Write the short name of the question in “question:”; a danger of your own goes straight into "
            "“sensitive_subjects:”."
        ),
    ),
    "risk-question-near": Told(
        N_("No question of the interview is called “{question}”; the nearest is “{nearest}”."),
        N_("The answer is attached to nothing, and the question it was meant for is counted as open."),
        N_("If that is the one, write “{nearest}”."),
    ),
    "risk-question-unknown": Told(
        N_("No question of the interview is called “{question}”."),
        N_("The answer is attached to nothing, and the question it was meant for is counted as open."),
        N_("The questions of this sector are: {known}. A danger of your own goes straight into “sensitive_subjects:”."),
    ),
    "risk-answered-twice": Told(
        N_("Answered {times} times; the last answer counts: {risk}"),
        N_("Two answers to one question let each reader choose the one that suits them."),
        N_("Keep one; the earlier versions of the file keep the memory of the other."),
    ),
}
