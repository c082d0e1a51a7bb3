"""What the plan costs, against what is given."""

from palabre.words import N_
from palabre.words.findings import Told

FINDINGS: dict[str, Told] = {
    "cost-unknown": Told(
        N_("What the plan costs cannot be counted yet: {missing}"),
        N_("A plan whose hours nobody counted is paid for by the evenings of one person."),
        N_("Write first what you want, with whom and where; the hours are worked out from it."),
    ),
    "cost-partly-unknown": Told(
        N_("Part of the plan could not be counted, so it needs more hours than shown: {missing}"),
        N_("What is not counted is done all the same, and late."),
        N_("Write the figures that are missing, even roughly: listening will correct them."),
    ),
    "nobody-gives-time": Told(
        N_("The plan needs {needed} h a week and nobody gives any. {lines}"),
        N_("Work that is in nobody’s week is not done, or is taken from the nights of whoever cares most."),
        N_(
            "Write after “resources:”, “time:”, who gives how many hours a week, agreed with them and with "
            "their manager; or make the plan smaller."
        ),
    ),
    "only-trainees-give-time": Told(
        N_(
            "Only trainees give time ({who}: {declared} h a week, money: €{euros} a year); the plan needs "
            "{needed} h a week. {lines}"
        ),
        N_(
            "A trainee learns and leaves: nobody is there to decide, to be called on a Sunday, or to be "
            "remembered by the people met."
        ),
        N_(
            "Name someone who stays and give them the largest lines; leave to the trainee what is reread, or "
            "make the plan smaller."
        ),
    ),
    "hours-far-too-few": Told(
        N_("The plan needs {needed} h a week and {declared} h are given: {ratio} for 100. {lines}"),
        N_(
            "Nobody does in one hour the work of an hour and a half for a year: answers are late first, then "
            "listening stops, and the fire is seen last."
        ),
        N_(
            "Close a place, publish less, drop an operation, or give hours; where a norm is wrong for you, "
            "write yours after “norms:” with how you know it."
        ),
    ),
    "hours-too-few": Told(
        N_("The plan needs {needed} h a week and {declared} h are given: {ratio} for 100. {lines}"),
        N_("It holds while nobody is ill and nothing burns."),
        N_("Find what can be done less often among the largest lines, or a back-up for the weeks that overflow."),
    ),
    "half-an-hour-a-day": Told(
        N_("“{phrase}” makes {hours} h a week; the plan needs {needed} h. {lines}"),
        N_(
            "It is the most common promise and the first one broken: half an hour is the time to read, not to "
            "answer, write and meet."
        ),
        N_("Write the real hours after “resources:”, “time:”, or keep of the plan only what fits into that time."),
    ),
    "trainee-will-do-it": Told(
        N_("“{phrase}”: the plan needs {needed} h a week, {declared} h are given. {lines}"),
        N_("A name spoken in public for years is not handed to whoever arrived last and leaves first."),
        N_("Say who answers for it and stays, with how many hours; and what the trainee may do, reread by whom."),
    ),
    "it-costs-nothing": Told(
        N_("“{phrase}”: the plan needs {needed} h a week and about €{euros} a year. {lines}"),
        N_("Opening an account is free; the conversation that it promises is paid for in hours, every week."),
        N_("Put the sentence out of the plan and the figures in: hours after “time:”, euros after “money:”."),
    ),
    "time-without-hours": Told(
        N_("{who} gives time, and nobody says how much."),
        N_("What has no figure is the first thing that another task takes."),
        N_("Agree on a number with the person and write it in “hours_a_week:”."),
    ),
    "too-many-hours-for-one": Told(
        N_("{who} gives {hours} h a week; more than {most} for one person does not last."),
        N_("It is also the person one calls when something burns, and there will be nobody to take over."),
        N_("Share the hours with a second person, or count only those of this plan."),
    ),
    "gives-no-time": Told(
        N_("{who} is counted on to answer or be called, and gives no hour."),
        N_("A name on a rota without time in the week is a telephone that rings in a meeting."),
        N_("Agree on hours with the person and write them after “time:”, even one; or name somebody else."),
    ),
    "norm-near": Told(
        N_("No norm is called “{task}”; the nearest is “{nearest}”."),
        N_("Your figure is not used: the cost is counted with ours."),
        N_("If that is the one, write “{nearest}”."),
    ),
    "norm-unknown": Told(
        N_("No norm is called “{task}”."),
        N_("Your figure is not used: the cost is counted with ours."),
        N_("The norms are: {known}."),
    ),
    "norm-without-value": Told(
        N_("The norm “{task}” has no value that can be used."),
        N_("Our own is used in its stead."),
        N_("Write in “value:” a number from 0 up, in the unit of the norm, or take the line out."),
    ),
    "norm-without-source": Told(
        N_("The norm “{task}” does not say how it is known."),
        N_("A figure without a source is the first one that the person who pays will dispute."),
        N_("Write in “source:” how it was measured: two weeks timed, last year’s timesheets."),
    ),
    "no-money-for-operations": Told(
        N_("The operations cost €{operations} and no money is set aside."),
        N_("An operation announced without its money is stopped half-way, before those who had answered."),
        N_("Write after “resources:”, “money:”, what is set aside. A year of this plan: €{needed} ({lines})."),
    ),
    "money-too-little": Told(
        N_("A year of this plan needs about €{needed} and €{declared} is set aside: {lines}."),
        N_("What is missing is saved on image rights and on tests with users, where it shows most."),
        N_(
            "Set the difference aside, or drop what costs most; where a norm is wrong for you, write yours "
            "after “norms:”."
        ),
    ),
}
