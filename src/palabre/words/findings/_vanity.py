"""Goals in numbers of followers, likes and views."""

from palabre.words import N_
from palabre.words.findings import Told

FINDINGS: dict[str, Told] = {
    "count-goal-serves-nothing": Told(
        N_("“{said}”: nothing says which outcome this serves."),
        N_("A number can be bought, and says nothing of who talks with us, nor of what they do next."),
        N_(
            "Which outcome does it serve? Answer after “serves:” in “count_goal:”, or give the objective an indicator "
            "of outcome, such as: {outcomes}."
        ),
    ),
    "count-goal-serves": Told(
        N_("“{said}” is said to serve this: “{answer}”."),
        N_("A number may go up while nothing changes for the people we want to meet."),
        N_(
            "Which outcome does it really serve? At each review, ask whether that moved too. "
            "What would tell: {outcomes}."
        ),
    ),
    "objective-told-by-count": Told(
        N_("The objective “{objective}” is told by “{indicator}”, which counts followers, likes or views."),
        N_("Such a number can be reached without one person having talked with us."),
        N_("Name an indicator of outcome after “indicator:”, such as: {outcomes}."),
    ),
    "count-goal-usual": Told(
        N_("“{said}” asks for {asked} a week; over its last eight weeks the account gained {pace} a week."),
        N_("At {times} times your pace, this is usual: half of the cases we compare with did as much. {basis}"),
        N_("The number is within reach, which does not say that it is worth reaching: choose the outcome behind it."),
    ),
    "count-goal-ambitious": Told(
        N_("“{said}” would take {times} times your pace: {asked} a week, where the account gained {pace}."),
        N_("This is ambitious: fewer than half of the cases we compare with kept such a pace. {basis}"),
        N_("Say what will be done that was not done before, with which hours and money, or take a nearer number."),
    ),
    "count-goal-rare": Told(
        N_("“{said}” would take {times} times your pace: {asked} a week, where the account gained {pace}."),
        N_("This is rare: between 1 and 5 cases out of 100 kept such a pace. {basis}"),
        N_("Say what would be so different this time, and what for; or take a number you could defend at the review."),
    ),
    "count-goal-unseen": Told(
        N_("“{said}” would take {times} times your pace: {asked} a week, where the account gained {pace}."),
        N_("Not even 1 case out of {out_of} kept such a pace among those we compare with. {basis}"),
        N_(
            "What would be so different, and what for? Take a number you could defend, or have someone answer for this "
            "one by name and in writing."
        ),
    ),
    "count-goal-far": Told(
        N_("“{said}” in {delay} would take {times} times your pace: {asked} a week, where the account gained {pace}."),
        N_(
            "Beyond a quarter, what an account gained lately says little of what it will gain; we compare with nothing."
        ),
        N_("Set a step at six weeks and look at the pace again there."),
    ),
    "count-goal-far-no-history": Told(
        N_("“{said}” in {delay} is compared with nothing. {heard}"),
        N_("Without its own past, and beyond a quarter, any word on its chances would be invented."),
        N_("Note the followers each week from now on, and set a step at six weeks."),
    ),
    "count-goal-no-pace": Told(
        N_("“{said}” asks for {asked} a week, but the account does not grow: {pace} a week over its last eight weeks."),
        N_("No multiple of a pace that is nil or falling gets there: something else has to change first."),
        N_("Find out why people leave or do not come, by reading what they say; then set a goal."),
    ),
    "count-goal-no-history": Told(
        N_("“{said}” means multiplying by {multiple} in {delay}. {heard} So we give it no chances, good or bad."),
        N_(
            "For comparison, accounts multiplied their followers by {middle} (the middle one), {quick} (the quickest "
            "tenth, at least) and {highest} (the highest of about {cases}). {basis}"
        ),
        N_("Note the followers each week: after eight weeks the goal is confronted with your own pace."),
    ),
    "count-goal-above-all": Told(
        N_("“{said}” means multiplying by {multiple} in {delay}. {heard} So we give it no chances, good or bad."),
        N_(
            "For comparison, none of about {cases} cases multiplied its followers by more than {highest}; "
            "the middle one, by {middle}. A very small account can do more. {basis}"
        ),
        N_("Say what would be so different, and note the followers each week: eight weeks give a pace of your own."),
    ),
    "count-goal-no-start": Told(
        N_("“{said}” in {delay}, but where you start from is not said. {heard} So we give it no chances, good or bad."),
        N_(
            "For comparison, the highest of about {cases} cases multiplied its followers by {highest}, the "
            "middle one by {middle}. {basis}"
        ),
        N_("Write the followers of today after “now:” in “count_goal:”, and note them each week."),
    ),
    "count-goal-no-figure": Told(
        N_("“{said}” cannot be compared: the number to reach, or the one to start from, is not said."),
        N_("More is always possible, so nobody could ever say that it was reached, nor that it was too much."),
        N_("Leave it out and choose an outcome, or write “now:” and “goal:” in “count_goal:”."),
    ),
    "count-goal-no-day": Told(
        N_("“{said}” has no day."),
        N_("Without a day there is no pace to compare with, and no review that could say it failed."),
        N_("Write the day after “due:”."),
    ),
    "count-goal-past": Told(
        N_("The day of “{said}” has passed."),
        N_("A goal whose day is behind is not worked for; people see it and trust the others less."),
        N_("Write in the review what happened, then take it away or give it a new day."),
    ),
    "count-goal-reached": Told(
        N_("“{said}” is reached already: the account has {now}."),
        N_("A goal that is behind guides nobody."),
        N_("Say what these people do with you since they came, and make a goal of that."),
    ),
    "count-goal-no-class": Told(
        N_("“{said}” counts likes or views: we have nothing to compare it with."),
        N_("They depend on what networks show and on what is paid: any word on its chances would be invented."),
        N_("Choose the outcome behind it; keep this number, if you must, as a sign and not as a goal."),
    ),
}
