"""What we say, what we do on purpose, and what it takes."""

from palabre.model import strategy
from palabre.strategy.wording._shape import Words
from palabre.words import N_

WORDS: dict[type, dict[str, Words]] = {
    strategy.Content: {
        "encounter": Words(
            N_("The encounter we want"),
            N_("What should happen between you and people: it is from there that one chooses what to say."),
            N_("People ask us what they would ask a neighbour who makes cheese."),
        ),
        "story": Words(
            N_("The story we share"),
            N_("People come back for what happens next, not for a catalogue."),
        ),
        "key_messages": Words(
            N_("Key messages"),
            N_("Three at most: what people should take up in their own words, and what you will look for later."),
        ),
        "themes": Words(
            N_("Themes"),
            N_("What you talk about; take them from what your audiences care about."),
            N_("The life of the herd"),
        ),
        "tone": Words(
            N_("Tone"),
            N_("How you speak when all is well, and how when it is not."),
            N_("Plain and warm; in a complaint, facts first and no joke."),
        ),
        "registers": Words(
            N_("Registers"),
            N_("The manners you allow yourselves: to teach, to tell, to help, to laugh at yourselves."),
            N_("Laughing at ourselves"),
        ),
        "never": Words(
            N_("What we never say"),
            N_("The words and promises that no one may publish, whatever the hour."),
            N_("“Our cheese is without any risk”"),
        ),
        "self_promotion_most": Words(
            N_("Self-promotion, at most"),
            N_("Share of your posts, in per cent, that praises your own house; people come for the rest."),
            "20",
        ),
        "community_least": Words(
            N_("Useful to the community, at least"),
            N_("Share of your posts, in per cent, that helps people even if they never buy."),
            "50",
        ),
        "kinds": Words(
            N_("Kinds of content"),
            N_("What you will make; each kind has its hours and its approval."),
        ),
        "languages": Words(
            N_("Languages"),
            N_("The languages you publish in: answer in each of them, or do not begin."),
            N_("en"),
        ),
    },
    strategy.Story: {
        "who": Words(
            N_("Who it is about"),
            N_("Someone people can picture: a person, a workshop, a place."),
            N_("Two sisters who take over their parents’ dairy."),
        ),
        "stake": Words(
            N_("What is at stake"),
            N_("What may be won or lost: without it there is no story, only news."),
            N_("Keeping raw milk alive without putting anyone at risk."),
        ),
        "next_episode": Words(
            N_("Next episode"),
            N_("What people are waiting for now."),
            N_("In March, the first cheese made without the old cellar."),
        ),
    },
    strategy.KeyMessage: {
        "id": Words(
            N_("Short name"),
            N_("The name by which other parts of the strategy refer to it: small letters, digits and dashes."),
            N_("we-say-it"),
        ),
        "message": Words(
            N_("Message"),
            N_("One sentence that a member could repeat to a friend."),
            N_("When there is a doubt on a batch, they say it first."),
        ),
        "for_whom": Words(
            N_("For whom"),
            N_("The audiences by whom you would like it to be taken up."),
        ),
        "proof": Words(
            N_("What proves it"),
            N_("The fact people can check; a message without proof is an advert."),
            N_("Every batch and its tests are on our site since 2024."),
        ),
    },
    strategy.Operation: {
        "id": Words(
            N_("Short name"),
            N_("The name by which other parts of the strategy refer to it: small letters, digits and dashes."),
            N_("name-the-cheese"),
        ),
        "name": Words(
            N_("Name"),
            N_("The name by which people will know it."),
            N_("Name the next cheese"),
        ),
        "kind": Words(
            N_("Kind of operation"),
            N_("It decides what must be ready: a game needs rules, a launch needs scenarios."),
        ),
        "objective": Words(
            N_("For which objective"),
            N_("What it should move; an operation for its own sake leaves nothing behind."),
        ),
        "audiences": Words(
            N_("With whom"),
            N_("The audiences it is made for, and with."),
        ),
        "brief": Words(
            N_("Brief"),
            N_("What is done, for what effect, in five lines that a provider could quote on."),
            N_("Members propose names, six are tasted in shops, the public votes for a week."),
        ),
        "rules": Words(
            N_("Rules"),
            N_("Who may take part, how one wins, what happens to the answers and to people’s data."),
            N_("Open to adults; one vote each; addresses erased after the draw."),
        ),
        "starts": Words(
            N_("Starts on"),
            N_("The day the public sees it."),
        ),
        "ends": Words(
            N_("Ends on"),
            N_("The last day one can take part."),
        ),
        "steps": Words(
            N_("Steps of production"),
            N_("Who makes what, in how many hours: this is where honest costs come from."),
        ),
        "user_test": Words(
            N_("Test with users"),
            N_("Five people who try it before the public will spare you many a blush."),
        ),
        "cost": Words(
            N_("Cost in euros"),
            N_("Money to spend outside, taxes included; hours are counted apart."),
            "1200",
        ),
        "animation": Words(
            N_("Afterwards"),
            N_(
                "A launch calls for twelve weeks of animation at least: people come on the first day and "
                "stay for the next ones."
            ),
        ),
        "exit_plan": Words(
            N_("Exit plan"),
            N_("How it ends properly: what people are told, what stays readable, who keeps it."),
            N_("Results told by mail; the page stays one year, then an archive."),
        ),
    },
    strategy.Step: {
        "what": Words(
            N_("What is made"),
            N_("One thing that can be called done."),
            N_("Draw and test the voting page"),
        ),
        "who": Words(
            N_("Who"),
            N_("The person who makes it."),
        ),
        "hours": Words(
            N_("Hours of work"),
            N_("Hours really needed, corrections included."),
            "12",
        ),
        "due": Words(
            N_("Due on"),
            N_("The day it must be ready."),
        ),
    },
    strategy.UserTest: {
        "people": Words(
            N_("How many people"),
            N_("Five will already show you a good part of what goes wrong."),
            "5",
        ),
        "which": Words(
            N_("Which people"),
            N_("People of the audience, never colleagues."),
            N_("Three members, two people met on the market"),
        ),
        "due": Words(
            N_("Tested on"),
            N_("Early enough to still change something."),
        ),
        "learnt": Words(
            N_("What we learnt"),
            N_("What they did not understand, and what you changed."),
            N_("Four of five looked for the rules: the link is now at the top."),
        ),
    },
    strategy.Animation: {
        "weeks": Words(
            N_("Weeks of animation"),
            N_("Twelve at least after a launch; a place left alone does you more harm than no place."),
            "12",
        ),
        "who": Words(
            N_("Who keeps it alive"),
            N_("The person who comes back every day when the party is over."),
        ),
        "hours_a_week": Words(
            N_("Hours a week"),
            N_("Hours set aside for it, on top of the everyday work."),
            "6",
        ),
    },
    strategy.Resources: {
        "time": Words(
            N_("Time given"),
            N_("Hours really freed, by person: “when I have a moment” is zero."),
        ),
        "money": Words(
            N_("Money"),
            N_("What is set aside, for images, tools, travel, providers."),
        ),
        "norms": Words(
            N_("Our own pace"),
            N_("How long a task takes here, when you have timed it; if not, usual values are taken."),
        ),
        "answers_a_week": Words(
            N_("Messages to answer a week"),
            N_("Your best guess for a usual week; listening will replace it with a count."),
            "40",
        ),
    },
    strategy.TimeGiven: {
        "person": Words(
            N_("Person"),
            N_("Who gives this time."),
        ),
        "hours_a_week": Words(
            N_("Hours a week"),
            N_("Agreed with their manager, not taken from their evenings."),
            "14",
        ),
    },
    strategy.Money: {
        "what": Words(
            N_("What for"),
            N_("What this money pays for."),
            N_("Photographs and their rights"),
        ),
        "euros": Words(
            N_("Euros"),
            N_("Taxes included."),
            "1500",
        ),
        "per": Words(
            N_("How often"),
            N_("Once, every month or every year: a subscription is not a purchase."),
        ),
    },
    strategy.Norm: {
        "task": Words(
            N_("Task"),
            N_("The task whose usual time you correct."),
            N_("answer_level_1"),
        ),
        "value": Words(
            N_("Time it takes here"),
            N_("In the unit of the task, the one its cost is shown in: minutes an answer, hours a week."),
            "6",
        ),
        "source": Words(
            N_("How we know"),
            N_("How it was timed, and on how many cases."),
            N_("Fifty answers timed in October"),
        ),
    },
}
