"""What the risk interview, the scenarios and the cost cannot take, and what to do now."""

from palabre.words import N_

MESSAGES: dict[str, str] = {
    "question-unknown": N_("No question of the interview has this name. Go back to the interview and choose one."),
    "risk-needs-answer": N_("Say whether it can happen to you, or rule it out."),
    "risk-needs-reason": N_("Say why it cannot happen to you: without a reason, nobody can rule a risk out."),
    "risk-needs-subject": N_("Say in a few words what people may reproach you with."),
    "sector-needed": N_("Choose your sector. “Other” asks fifteen questions that fit anyone."),
    "subject-not-there": N_("This sensitive subject is not in the strategy any more. Choose another one."),
    "scenario-not-there": N_("No scenario of the strategy has this name. Go back to the list of scenarios."),
    "norm-not-there": N_("No task of the cost has this name. Go back to the cost and choose one."),
    "norm-needs-value": N_("Say how much it takes here: a number of zero or more."),
    "norm-needs-source": N_("Say how you know: who timed it, and when. A figure without a source convinces nobody."),
}
