"""Operations, and what must stand behind a launch."""

from palabre.words import N_
from palabre.words.findings import Told

FINDINGS: dict[str, Told] = {
    "launch-without-levels": Told(
        N_("“{launch}” is to open, and no response level is decided."),
        N_("On the first day messages come that nobody knows who may answer; the worst of them come at night."),
        N_(
            "Describe response levels 1 to 4 after “response_levels:” before opening: what belongs to each, who "
            "answers, in how long."
        ),
    ),
    "launch-without-scenarios": Told(
        N_("“{launch}” is to open, and no crisis scenario is ready."),
        N_("A launch is when one is looked at: what can go wrong will be seen by everyone."),
        N_(
            "Write at least one scenario after “scenarios:” for what you fear most: its trigger, the facts, the "
            "holding statement, the first hour."
        ),
    ),
    "operation-left-alone": Told(
        N_("“{operation}” has neither animation after its launch nor an exit plan."),
        N_("People come in the first week; when nobody is there to receive them, they leave and tell others."),
        N_(
            "Plan at least {least} weeks under “animation:”, with a person and hours, or write how it ends after "
            "“exit_plan:”."
        ),
    ),
    "operation-left-early": Told(
        N_("“{operation}” is animated for too short a time: weeks planned: {weeks}; needed: {least}."),
        N_("Habits take about three months to form; a community left before that dies in public."),
        N_("Plan at least {least} weeks, or write after “exit_plan:” how it ends and what people are told."),
    ),
    "animation-by-nobody": Told(
        N_("The animation of “{operation}” has no person, or no hours."),
        N_("Weeks that nobody has in their diary will not be worked."),
        N_("Write “who:” and “hours_a_week:” under “animation:”."),
    ),
    "operation-without-objective": Told(
        N_("“{operation}” serves no objective."),
        N_("It may please, cost and be forgotten; nobody will be able to say what it changed."),
        N_("What for? Name one of the objectives after “objective:”, or give it up."),
    ),
    "operation-without-audience": Told(
        N_("“{operation}” is for nobody in particular."),
        N_("A game for everyone attracts those who hunt for prizes, not our people."),
        N_("Name one of the audiences after “audiences:”."),
    ),
    "operation-without-brief": Told(
        N_("“{operation}” has no brief."),
        N_("Whoever produces it will guess, and what is guessed is done twice."),
        N_("Write after “brief:” what is expected, for whom, with what effect, and what must not happen."),
    ),
    "game-without-rules": Told(
        N_("The game “{operation}” has no rules."),
        N_("A game without published rules is open to dispute, and the law asks for them when there is a prize."),
        N_(
            "Write them after “rules:”: who may take part, until when, how winners are drawn, what becomes of "
            "names and addresses."
        ),
    ),
    "poll-without-rules": Told(
        N_("The poll “{operation}” has no rules."),
        N_("When the result does not please, people will ask who could vote, how often, and what it decides."),
        N_("Write after “rules:” who may vote, until when, and what will be done with the result."),
    ),
    "operation-without-steps": Told(
        N_("“{operation}” has no production steps."),
        N_("Hours that nobody listed are found the week before, at night."),
        N_("List after “steps:” what has to be made, by whom, in how many hours, by when."),
    ),
    "operation-without-user-test": Told(
        N_("“{operation}” is not tried by anyone before the public sees it."),
        N_("Five people who try it find most of what would otherwise be mocked in public."),
        N_("Plan a trial under “user_test:”: how many people, which ones, by when."),
    ),
    "operation-without-kind": Told(
        N_("The kind of “{operation}” is not chosen."),
        N_("The kind tells what must stand behind it: rules, a trial, weeks of animation."),
        N_("Choose one after “kind:”."),
    ),
    "operation-without-cost": Told(
        N_("The cost of “{operation}” is not written."),
        N_("A cost that nobody wrote is found on the invoice."),
        N_("Write the euros after “cost:”; 0 is an answer."),
    ),
    "operation-without-start": Told(
        N_("“{operation}” has no start date."),
        N_("Without a day, nobody can tell whether its steps are late."),
        N_("Write a day after “starts:”."),
    ),
    "operation-ends-before-start": Told(
        N_("“{operation}” ends on {ends}, before it starts on {starts}."),
        N_("One of the two dates is wrong, and whoever plans by it will be wrong too."),
        N_("Correct one of the two dates."),
    ),
    "user-test-too-late": Told(
        N_("The trial of “{operation}” is planned for {due}, and the public sees it on {starts}."),
        N_("What the trial finds could not be mended any more."),
        N_("Bring the trial forward by a week at least, or start later."),
    ),
    "step-after-end": Told(
        N_("The step “{step}” of “{operation}” is due on {due}, after its end."),
        N_("One of the two dates is wrong, and whoever plans by it will be wrong too."),
        N_("Correct the day of this step, or the end of the operation."),
    ),
    "step-of-nobody": Told(
        N_("Nobody does the step “{step}” of “{operation}”."),
        N_("A step without a name falls to whoever is left, at the last minute."),
        N_("Name a person after “who:”."),
    ),
}
