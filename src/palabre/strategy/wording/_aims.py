"""What we want, with whom, where, and how we shall know."""

from palabre.model import strategy
from palabre.strategy.wording._shape import Words
from palabre.words import N_

WORDS: dict[type, dict[str, Words]] = {
    strategy.Objective: {
        "id": Words(
            N_("Short name"),
            N_("The name by which other parts of the strategy refer to it: small letters, digits and dashes."),
            N_("answer-first"),
        ),
        "kind": Words(
            N_("Kind of objective"),
            N_("Each kind has its own pace and its own indicators; “another one” leaves you to say which."),
        ),
        "goal": Words(
            N_("What must change"),
            N_("A change in what people do or say, that you could notice; never a tool, never a number of followers."),
            N_("Half of the questions on our forum get an answer from another member."),
        ),
        "for_whom": Words(
            N_("For whom"),
            N_("The audiences that this change concerns: an objective for everybody is an objective for nobody."),
        ),
        "against": Words(
            N_("Beside which competitor"),
            N_("When you want to be seen, you are seen beside someone: name them, and the comparison becomes fair."),
        ),
        "indicator": Words(
            N_("The indicator that will tell"),
            N_("Chosen now, not after the fact: one can always find afterwards a figure that went up."),
        ),
        "now": Words(
            N_("Where we stand"),
            N_("Measured before anything is done; without it nobody can say what changed."),
            "18",
        ),
        "target": Words(
            N_("Where we want to be"),
            N_("In the unit of the indicator, for the day it is due."),
            "50",
        ),
        "smallest_change": Words(
            N_("The smallest change worth the work"),
            N_("Below it you would say “it changed nothing”: agree on it before, so that nobody argues after."),
            "10",
        ),
        "starts": Words(
            N_("Starts on"),
            N_("The day from which the work counts."),
        ),
        "due": Words(
            N_("Due on"),
            N_("A day that leaves time: trust is counted in months, not in days."),
        ),
        "review": Words(
            N_("Review on"),
            N_("The day you look at the figure together and decide: keep, change or stop."),
        ),
        "owner": Words(
            N_("Who answers for it"),
            N_("One person, who will present the result at the review, good or bad."),
        ),
        "count_goal": Words(
            N_("A goal in followers, likes or views"),
            N_("If you were asked for a number, keep it here: it is compared with what accounts really do."),
        ),
    },
    strategy.CountGoal: {
        "counted": Words(
            N_("What is counted"),
            N_("Followers, likes or views: none of them says that anyone spoke with you."),
        ),
        "account": Words(
            N_("On which account"),
            N_("Its own past is the first thing a goal is compared with."),
        ),
        "now": Words(
            N_("Today"),
            N_("The number today, as the network shows it."),
            "1850",
        ),
        "goal": Words(
            N_("Number wanted"),
            N_("The number that was asked for, without rounding it to please."),
            "3000",
        ),
        "due": Words(
            N_("Due on"),
            N_("The day by which it was promised."),
        ),
        "serves": Words(
            N_("What it serves"),
            N_("What would people do that they do not do today? If there is no answer, drop the number."),
            N_("More parents of allergic children who ask us before they buy."),
        ),
    },
    strategy.Audience: {
        "id": Words(
            N_("Short name"),
            N_("The name by which other parts of the strategy refer to it: small letters, digits and dashes."),
            N_("allergic-families"),
        ),
        "name": Words(
            N_("Name"),
            N_("The words you use for them in a meeting."),
            N_("Families living with an allergy"),
        ),
        "kind": Words(
            N_("What they are to us"),
            N_(
                "Critics and trusted voices count as much as friends: a strategy that lists only friends hears nothing."
            ),
        ),
        "radar": Words(
            N_("Radar"),
            N_("The saved search that finds them: an audience you cannot find is only an idea of an audience."),
        ),
        "query": Words(
            N_("Query"),
            N_("When no radar exists yet, the words by which they are recognised, in the language of radars."),
            N_("allergy AND (school OR canteen)"),
        ),
        "cares_about": Words(
            N_("What they care about"),
            N_("What they talk about when they do not talk about you: that is where a conversation can begin."),
            N_("What children can eat at the canteen"),
        ),
        "met_on": Words(
            N_("Where they are"),
            N_("Where you believe they are, before listening has told; radars will confirm it or not."),
        ),
    },
    strategy.Presence: {
        "id": Words(
            N_("Short name"),
            N_("The name by which other parts of the strategy refer to it: small letters, digits and dashes."),
            N_("our-forum"),
        ),
        "network": Words(
            N_("Network"),
            N_("The network, or what it is when it is not one: a stall on a market is a place of presence too."),
        ),
        "name": Words(
            N_("Name"),
            N_("The name the team gives it."),
            N_("The members’ forum"),
        ),
        "address": Words(
            N_("Address"),
            N_("Where one goes to see it: a link, or a street."),
            N_("https://forum.example.org"),
        ),
        "state": Words(
            N_("State"),
            N_("A place that is still planned is judged like the others: that is the cheapest moment to give it up."),
        ),
        "objectives": Words(
            N_("For which objectives"),
            N_("What for? A place that serves no objective costs hours every week and proves nothing."),
        ),
        "audiences": Words(
            N_("To meet whom"),
            N_("With whom? That “everyone is there” does not mean that your people are."),
        ),
        "why": Words(
            N_("Why this place"),
            N_("What can be done there that cannot be done elsewhere; you will read it again before you close it."),
            N_("Members already help each other there, and answers stay findable for years."),
        ),
        "contact": Words(
            N_("Named contact"),
            N_("The person who answers for this place; without a name, everybody thinks that someone else looks."),
        ),
        "backup": Words(
            N_("Back-up"),
            N_("Who takes over on leave or in a flare-up: fires choose Friday evenings."),
        ),
        "hours": Words(
            N_("Hours"),
            N_("When someone really is there; say it to people too, and they will wait without anger."),
            N_("mon-fri 9:00-18:00"),
        ),
        "phone": Words(
            N_("Phone"),
            N_("The number called when the place catches fire, not the one of the switchboard."),
        ),
        "account": Words(
            N_("Our account there"),
            N_("The account of the register used there: whoever writes must know whose voice it is."),
        ),
        "posts_a_week": Words(
            N_("Posts a week"),
            N_("What you mean to publish there; it is counted in the hours your plan needs."),
            "3",
        ),
        "conversations": Words(
            N_("We converse there"),
            N_("Yes when people can answer and you will answer back; no when you only post notices."),
        ),
    },
    strategy.Account: {
        "id": Words(
            N_("Short name"),
            N_("The name by which other parts of the strategy refer to it: small letters, digits and dashes."),
            N_("main-instagram"),
        ),
        "network": Words(
            N_("Network"),
            N_("Where the account lives."),
        ),
        "handle": Words(
            N_("Account name"),
            N_("As it is written on the network."),
            N_("@blanchet.example"),
        ),
        "owner": Words(
            N_("Owner"),
            N_("The person in whose name it was opened: never a trainee, never only the agency."),
        ),
        "access": Words(
            N_("Who has the keys"),
            N_("All who can publish today; go through it each time someone leaves."),
        ),
        "two_factor": Words(
            N_("Two-factor sign-in"),
            N_("A stolen account speaks in your name to all the people you have met."),
        ),
        "recovery": Words(
            N_("How to get it back"),
            N_("Recovery address, codes in the safe, whom to call: written before the bad day."),
            N_("Codes in the safe of the office; recovery address of the general secretary."),
        ),
    },
    strategy.TestBench: {
        "id": Words(
            N_("Short name"),
            N_("The name by which other parts of the strategy refer to it: small letters, digits and dashes."),
            N_("try-pintagram"),
        ),
        "platform": Words(
            N_("Platform on trial"),
            N_("The name of what is tried."),
            N_("Pintagram+"),
        ),
        "network": Words(
            N_("Known network"),
            N_("When Palabre already knows this network: what was heard there joins the trial."),
        ),
        "tester": Words(
            N_("Tester"),
            N_("Someone who uses it for real, a few weeks, and says honestly what it is worth."),
        ),
        "account": Words(
            N_("Account used"),
            N_("A trial needs an account of yours: reserve the name even if you give up."),
        ),
        "began": Words(
            N_("Began on"),
            N_("Give it four to eight weeks: the first days of a platform resemble no other."),
        ),
        "points": Words(
            N_("What was tried"),
            N_("One line for each thing tried, strength or limit: opinions fade, notes stay."),
        ),
        "verdict": Words(
            N_("Verdict"),
            N_("Yes, not yet, or no: three honest answers to a fashion."),
        ),
        "verdict_on": Words(
            N_("Verdict given on"),
            N_("A verdict grows old: six months later the platform is another one."),
        ),
        "would_change_it": Words(
            N_("What would change it"),
            N_("The fact that would make you decide otherwise; you will look for it at the next review."),
            N_("A third of our members open an account there."),
        ),
    },
    strategy.BenchPoint: {
        "point": Words(
            N_("Thing tried"),
            N_("One thing you need: answering, finding a thread again, moderating, exporting."),
            N_("Can members answer each other?"),
        ),
        "strength": Words(
            N_("Strength"),
            N_("Yes for a strength, no for a limit."),
        ),
        "note": Words(
            N_("What we saw"),
            N_("What happened, in one sentence, with the day if it matters."),
            N_("Answers are hidden after a day; nobody finds them again."),
        ),
    },
    strategy.Indicator: {
        "id": Words(
            N_("Short name"),
            N_("The name by which other parts of the strategy refer to it: small letters, digits and dashes."),
            N_("answered-by-members"),
        ),
        "name": Words(
            N_("Name"),
            N_("The words you would use before the board."),
            N_("Questions solved by a member"),
        ),
        "definition": Words(
            N_("Definition"),
            N_("What is counted and what is left out: two people must find the same figure."),
            N_("Questions of the month whose accepted answer comes from a member, team left out."),
        ),
        "version": Words(
            N_("Version of the definition"),
            N_("When the definition changes, so does its number: figures of two versions are never compared."),
            "1",
        ),
        "unit": Words(
            N_("Unit"),
            N_("What one unit is: per cent, hours, people a month."),
            N_("per cent"),
        ),
        "source": Words(
            N_("Source"),
            N_("Where the figure comes from, so that anyone can open it again."),
            N_("Palabre, radar “our forum”"),
        ),
        "minimum_n": Words(
            N_("Fewest cases to conclude"),
            N_("Below this number of cases one keeps quiet: three answers do not make a percentage."),
            "30",
        ),
        "counter": Words(
            N_("The figure that would betray it"),
            N_("Any figure can be pushed for its own sake: name the one that would get worse if yours were forced."),
        ),
        "target_since": Words(
            N_("A target since"),
            N_("A figure that serves as a target for long ends up measuring only the effort made for it."),
        ),
        "periods_as_target": Words(
            N_("Periods as a target"),
            N_("After two periods, change it or watch it closely: people have learnt to please it."),
            "2",
        ),
        "not_measurable": Words(
            N_("Not measurable, because"),
            N_("Saying why one cannot measure is an honest answer; a figure made up is not."),
            N_("What visitors say to each other in the rooms is heard by nobody."),
        ),
    },
}
