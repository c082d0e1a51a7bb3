"""What sensitive subjects and scenarios lack."""

from palabre.words import N_
from palabre.words.findings import Told

FINDINGS: dict[str, Told] = {
    "subject-without-scenario": Told(
        N_("“{subject}” is sensitive at level {level} and has no scenario."),
        N_(
            "From level 2 on several people must act in the first hour; without a scenario they spend it "
            "looking for each other."
        ),
        N_("Draft one from the model of its kind, fill it in with the relay, and give its short name in “scenario:”."),
    ),
    "subject-not-watched": Told(
        N_("“{subject}” is sensitive at level {level} and nothing watches it: no radar, no query, no word."),
        N_("One learns of it by a journalist’s call; the first hour, the one that counts, is already over."),
        N_("Name a radar in “radar:”, or at least the words in “words:” any of which must raise an alarm."),
    ),
    "subject-without-relay": Told(
        N_("“{subject}” is sensitive at level {level} and no internal contact knows it."),
        N_("At this level someone who knows reads before anything is answered; otherwise one guesses in public."),
        N_("Name in “relay:” one of the relays after “organisation:”, with a deadline they have agreed to."),
    ),
    "scenario-without-trigger": Told(
        N_("The scenario “{scenario}” does not say what starts it."),
        N_("Without a trigger everyone waits for someone else to find that it is serious."),
        N_(
            "Write in “trigger:” what one sees that opens it: one credible report, a number of messages, a "
            "medium that rings."
        ),
    ),
    "scenario-without-facts": Told(
        N_("The scenario “{scenario}” has no fact ready."),
        N_("Facts looked for in the heat arrive late or false; the space is filled by those who have none."),
        N_("Gather with the relay what can already be said, and where each point can be checked."),
    ),
    "scenario-without-statement": Told(
        N_("The scenario “{scenario}” has no holding statement."),
        N_("It buys the time to find out; written under pressure, it promises too much or says nothing."),
        N_(
            "Write three sentences: what is reported, what we do, when and where we speak again. The model of "
            "its kind gives a start."
        ),
    ),
    "scenario-without-cell": Told(
        N_("The scenario “{scenario}” does not say who is in the crisis cell."),
        N_("At night or on a Sunday nobody dares to ring a director who is not on a list."),
        N_("Name three to six people in “cell:”: who guides, who decides, the legal contact, who knows the subject."),
    ),
    "scenario-without-first-hour": Told(
        N_("The scenario “{scenario}” does not say what happens in the first hour."),
        N_("It is the hour in which calls, captures and pauses are forgotten, and which the inquiry will look at."),
        N_("List the steps minute by minute after “first_hour:”, each with the name of who does it."),
    ),
    "scenario-without-channels": Told(
        N_("The scenario “{scenario}” does not say where we would speak."),
        N_("An answer given elsewhere than where the question burns is not seen by those who ask it."),
        N_("Name in “channels:” the places where these people are, and the page that keeps the latest version."),
    ),
    "statement-with-blanks": Told(
        N_("The holding statement of “{scenario}” still has blanks: {blanks}"),
        N_("In a hurry it will go out as it is, brackets included."),
        N_("Fill them in now, or turn the sentence so that it is true without them."),
    ),
    "scenario-with-blanks": Told(
        N_("The scenario “{scenario}” still has blanks to fill: {blanks}"),
        N_("Each blank is a question one will ask at the worst moment, of someone who may not be there."),
        N_("Fill them in with the relay concerned: an hour together is usually enough for a whole scenario."),
    ),
    "statement-promises": Told(
        N_("The holding statement of “{scenario}” promises what nobody can know yet: “{phrase}”."),
        N_("If it turns out false, the lie becomes the story, and it is dated."),
        N_("Say what is being checked, by whom, and when people will know."),
    ),
    "statement-blames": Told(
        N_("The holding statement of “{scenario}” seems to accuse someone: “{phrase}”."),
        N_(
            "Whoever accuses in the first hour looks for a culprit instead of protecting people; and the one "
            "accused answers."
        ),
        N_("Take the sentence out: say what we do for those concerned, and leave causes to the inquiry."),
    ),
    "cell-of-one": Told(
        N_("The crisis cell of “{scenario}” is one person: {who}."),
        N_("Alone one cannot listen, write, ring and decide at once; and that evening the person may be on a train."),
        N_("Add at least whoever decides and whoever knows the subject."),
    ),
    "cell-without-legal": Told(
        N_("Nobody in the crisis cell of “{scenario}” knows the law."),
        N_("What must be declared has delays in hours, and one word too many will be read in court."),
        N_(
            "Add the legal relay; with no lawyer in the house, the insurer’s or the federation’s telephone "
            "line, tried beforehand."
        ),
    ),
    "cell-without-decider": Told(
        N_("Nobody in the crisis cell of “{scenario}” may decide."),
        N_(
            "Everything is ready and nothing goes out: to withdraw a product or apologise, someone must have "
            "the right to say yes."
        ),
        N_("Add someone of level 4, or give “decide” to one of the members after “may:”."),
    ),
}
