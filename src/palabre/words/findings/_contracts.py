"""The contracts of indicators, and the figures of objectives."""

from palabre.words import N_
from palabre.words.findings import Told

FINDINGS: dict[str, Told] = {
    "indicator-undefined": Told(
        N_("The indicator “{indicator}” has neither a definition nor a reason why it cannot be measured."),
        N_("At the review, each would count in their own way."),
        N_("Write what is counted after “definition:”, or why nothing can be counted after “not_measurable:”."),
    ),
    "indicator-both": Told(
        N_("The indicator “{indicator}” has a definition and is said not to be measurable."),
        N_("One of the two is wrong, and the review cannot guess which."),
        N_("Keep one of the two."),
    ),
    "indicator-without-source": Told(
        N_("Nothing says where the indicator “{indicator}” comes from."),
        N_("A figure without a source cannot be had twice, nor checked once."),
        N_("Write after “source:” what it is counted from: the archive, a survey, a register, and who holds it."),
    ),
    "indicator-without-version": Told(
        N_("The definition of the indicator “{indicator}” has no version."),
        N_(
            "When a definition changes, figures before and after cannot be compared; the version tells where the "
            "break is."
        ),
        N_("Write “version: 1”, then 2 on the day the definition changes."),
    ),
    "indicator-without-unit": Told(
        N_("The indicator “{indicator}” has no unit."),
        N_("Twelve what? Hours, posts and per cent do not mean the same success."),
        N_("Write it after “unit:”: hours, posts, per cent."),
    ),
    "indicator-without-minimum": Told(
        N_("Nothing says on how many the indicator “{indicator}” must rest to be shown."),
        N_("On very few, one person changes the figure, and chance passes for an effect."),
        N_("Write it after “minimum_n:”; for this unit at least {least} makes sense."),
    ),
    "share-of-too-few": Told(
        N_("The share “{indicator}” may rest on very few: {n}."),
        N_("Below {least}, a share moves by ten points or more by chance alone."),
        N_("Write {least} at least after “minimum_n:”, or count over a longer time."),
    ),
    "indicator-of-too-few": Told(
        N_("The indicator “{indicator}” may rest on very few: {n}."),
        N_("Below {least}, one person changes the figure."),
        N_("Write {least} at least after “minimum_n:”, or count over a longer time."),
    ),
    "counter-is-itself": Told(
        N_("The indicator “{indicator}” is its own counter-indicator."),
        N_("A figure does not betray itself: pushed for its own sake, it will look fine."),
        N_("Name after “counter:” another one, which would get worse if this one were forced."),
    ),
    "target-for-long": Told(
        N_("The indicator “{indicator}” has been a target for {periods} periods; the most that is wise is {most}."),
        N_("People end up working for the figure instead of what it stood for."),
        N_(
            "Look at its counter-indicator, then change the target or the indicator, and write the new first day "
            "after “target_since:”."
        ),
    ),
    "target-for-long-alone": Told(
        N_(
            "The indicator “{indicator}” has been a target for {periods} periods (the most that is wise: {most}),"
            " and nothing would show that it is forced."
        ),
        N_("People end up working for the figure instead of what it stood for."),
        N_("Name after “counter:” the figure that would get worse if this one were forced, or change the target."),
    ),
    "target-since-long": Told(
        N_("The indicator “{indicator}” has been a target since {since}, for over a year."),
        N_("People end up working for the figure instead of what it stood for."),
        N_(
            "Write after “periods_as_target:” how many periods that is, look at its counter-indicator, then keep "
            "or change the target."
        ),
    ),
    "target-since-long-alone": Told(
        N_(
            "The indicator “{indicator}” has been a target since {since}, for over a year, and nothing would show"
            " that it is forced."
        ),
        N_("People end up working for the figure instead of what it stood for."),
        N_("Name after “counter:” the figure that would get worse if this one were forced, or change the target."),
    ),
    "indicator-unused": Told(
        N_("No objective uses the indicator “{indicator}”."),
        N_("What serves no decision costs time to count."),
        N_("Name it in an objective, or take it away."),
    ),
    "objective-not-measurable": Told(
        N_("Objective “{objective}” rests on “{indicator}”, which cannot be measured."),
        N_("How will you know? At the review there will be no figure, only what people felt."),
        N_(
            "Write what you will look at instead: posts that tell it, a round of interviews; or choose an "
            "indicator that can be counted."
        ),
    ),
    "smallest-change-none": Told(
        N_("The smallest change that matters for objective “{objective}” is {change}."),
        N_("A change of nothing would pass for a success."),
        N_("Write a number above 0 after “smallest_change:”; the sides are told by “now:” and “target:”."),
    ),
    "target-out-of-range": Told(
        N_("The target of objective “{objective}” is {target}, and its indicator is in per cent."),
        N_("A share goes from 0 to 100: this target will never be reached."),
        N_("Correct the target, or the unit of the indicator."),
    ),
    "target-equals-now": Told(
        N_("The target of objective “{objective}” is today’s figure: {now}."),
        N_("There is nothing to change; to keep what one has is an objective only when something threatens it."),
        N_("Write another target, or say in the goal what threatens today’s figure."),
    ),
    "target-on-wrong-side": Told(
        N_("The target of objective “{objective}” looks worse than today: {now} now, {target} wanted."),
        N_("If it were reached, things would have gone the wrong way."),
        N_("Swap “now:” and “target:”, or correct one of them."),
    ),
    "target-too-near": Told(
        N_(
            "Objective “{objective}” goes from {now} to {target}: less than the smallest change that matters, {change}."
        ),
        N_("Reached, it would still not matter."),
        N_("Move the target further, or lower the smallest change."),
    ),
    "change-too-small-for-n": Told(
        N_("Objective “{objective}” wants to see a change of {change} points with {n} cases."),
        N_(
            "With so few, chance alone often moves a share by {visible} points: a real change could not be told "
            "from it."
        ),
        N_("Ask for {needed} cases at least after “minimum_n:”, or for a bigger change."),
    ),
    "change-below-one": Told(
        N_("Objective “{objective}” wants a change of {change}, and its indicator counts whole things: {unit}."),
        N_("Less than one cannot be seen."),
        N_("Write 1 or more after “smallest_change:”."),
    ),
}
