"""Plans held against what was heard."""

from palabre.words import N_
from palabre.words.findings import Told

FINDINGS: dict[str, Told] = {
    "bench-without-tester": Told(
        N_("Nobody is named to try “{bench}”."),
        N_("A platform is known by using it: without a tester, the verdict rests on what others say of it."),
        N_("Name after “tester:” the person who spends a few weeks there."),
    ),
    "bench-without-account": Told(
        N_("“{bench}” is tried without an account."),
        N_("From outside one sees neither who answers, nor what the rules and the settings really allow."),
        N_("Open a discreet account, write it in the register under “accounts:”, and name it after “account:”."),
    ),
    "bench-without-points": Told(
        N_("The test of “{bench}” has no checklist."),
        N_("Without points written before and ticked after, an impression takes the place of a verdict."),
        N_("List under “points:” what you try, and say of each whether it is a strength or a limit."),
    ),
    "bench-one-sided": Told(
        N_("The test of “{bench}” lists strengths only, or limits only."),
        N_("Every platform has both; a list with one side was written to prove something."),
        N_("Add what you found on the other side, even small: moderation, exports, languages, hours, costs."),
    ),
    "bench-without-verdict": Told(
        N_("The test of “{bench}” has no verdict yet."),
        N_("A test that never ends becomes a presence nobody decided."),
        N_("Set the day when you decide, then write “verdict: yes”, “not_yet” or “no”, and what would change it."),
    ),
    "bench-verdict-undated": Told(
        N_("The verdict on “{bench}” has no date."),
        N_("Platforms change fast: a verdict is only worth something with its day."),
        N_("Write the day of the verdict after “verdict_on:”."),
    ),
    "bench-verdict-old": Told(
        N_("The verdict on “{bench}” dates from {day}: more than six months ago."),
        N_("Rules, crowds and tools of a platform change in less time than that."),
        N_("Go through the checklist again, then write the new verdict with its day."),
    ),
    "place-empty": Told(
        N_("“{place}”: hardly any of our people were heard there, {people} of {total}."),
        N_("A place without the people we want to meet is work for nobody, week after week."),
        N_("Go where they are, or say which other audience you would meet there, and how it can be listened to."),
    ),
    "open-place-empty": Told(
        N_("“{place}” is open, and hardly any of our people were heard there: {people} of {total}."),
        N_("Hours spent there are hours that the places where they are do not get."),
        N_(
            "At the next review, decide: keep it for a reason you can write, slow it down, or close it with a farewell."
        ),
    ),
    "place-not-yet": Told(
        N_("“{place}”: not yet. Our people heard there: {people} of {total}, but something is missing."),
        N_("Opened too early, a place turns silent, and a silent place is seen."),
        N_("Read what is missing under Platforms, and set the day when you will look again."),
    ),
    "place-without-evidence": Told(
        N_(
            "“{place}”: not enough evidence. Posts heard there: {posts}; weeks: {weeks}; our people: {people} of "
            "{total}."
        ),
        N_("So few posts and people may be chance: nobody can say whether it is for us."),
        N_("Listen there for some weeks before you open, or bring in an export; then look again."),
    ),
    "place-never-heard": Told(
        N_("“{place}”: nothing was ever heard of this platform, and nobody has tried it."),
        N_("That everyone talks of it says nothing of the people you want to meet. What for, and with whom?"),
        N_("Open a test bench under “test_benches:”: a tester, an account, a checklist, the day of the verdict."),
    ),
    "place-failed-bench": Told(
        N_("“{place}” is planned although the test of “{bench}” says no."),
        N_("Either the test is wrong or the plan is; people who read both will ask which."),
        N_("Take the place away, or try the platform again and write what has changed."),
    ),
    "place-bench-not-yet": Told(
        N_("“{place}” is planned although the test of “{bench}” says: not yet."),
        N_("What was missing at the test will be missing on the first day."),
        N_("Wait for what would change the verdict, or write in the test that it has come."),
    ),
    "place-hyped": Told(
        N_("“{place}”: much talked of, little used. Accounts that name it: {namers}; our people on it: {people}."),
        N_("Talk about a platform is not presence on it: fashion fills articles before it fills rooms."),
        N_("Look at the two curves under Platforms, and open when the second one rises."),
    ),
    "attack-heard": Told(
        N_(
            "“{subject}” draws hostile wording, and nobody has decided on it. Posts: {posts}; with hostile wording: "
            "{hostile}; people who speak of it: {people}."
        ),
        N_("A subject on which you are already attacked will come back, usually on a Friday evening."),
        N_("Read its posts, then take it as a sensitive subject with its scenario, or rule it out by name."),
    ),
    "attack-on-competitors": Told(
        N_(
            "“{subject}” draws hostile wording on competitors, and nobody has decided on it. Posts about them: "
            "{posts}; with hostile wording: {hostile}."
        ),
        N_("What hits a competitor today is asked of the whole trade tomorrow."),
        N_("Ask what you would answer; then take it as a sensitive subject, or rule it out by name."),
    ),
    "attack-growing": Told(
        N_(
            "“{subject}” grows, with hostile wording in it, and nobody has decided on it. Posts in the last four "
            "weeks: {recent}; in all the time before: {before}."
        ),
        N_("A subject is cheapest to prepare for while it is small."),
        N_("Read its posts, then take it as a sensitive subject with its scenario, or rule it out by name."),
    ),
}
