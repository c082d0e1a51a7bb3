"""What is decided before its reason."""

from palabre.words import N_
from palabre.words.findings import Told

FINDINGS: dict[str, Told] = {
    "strategy-empty": Told(
        N_("Nothing is decided yet."),
        N_("A strategy begins with what we want, before any place, tool or content is chosen."),
        N_(
            "Begin with one objective: what should change, for whom, and by when. The rest follows in order, one "
            "step at a time."
        ),
    ),
    "objectives-missing": Told(
        N_("There is no objective yet."),
        N_("Places, content and operations without an objective cost hours, and nobody can say what they were for."),
        N_("Write one objective first: what should change, for whom, by when, and which figure will tell."),
    ),
    "audiences-missing": Told(
        N_("No audience is described."),
        N_("Without knowing whom we want to meet, we choose places by habit and speak to nobody."),
        N_("Describe one audience after “audiences:”: who they are, what they care about, and how to hear them."),
    ),
    "place-without-objective": Told(
        N_("“{place}” serves no objective."),
        N_("A place costs hours every week; without an objective nobody can say whether they were well spent."),
        N_("What for? Name one of the objectives after “objectives:”, or take the place away until there is one."),
    ),
    "place-without-audience": Told(
        N_("Nobody is said to be met on “{place}”."),
        N_("That everyone is there does not mean that our people are, nor that they talk there of what we care about."),
        N_(
            "With whom? Name one of the audiences after “audiences:”, then look at what the archive says of them there."
        ),
    ),
    "place-by-fashion": Told(
        N_("“{place}” is chosen because of what others do: “{why}”."),
        N_(
            "That others are there, or that a place is new, says neither what we want there nor whether our "
            "people are there."
        ),
        N_(
            "What for, with whom? Write what should change there and for which audience; when that is not known "
            "yet, try the place on a test bench."
        ),
    ),
    "objective-without-goal": Told(
        N_("Objective “{objective}” does not say what should change."),
        N_("A short name is no decision: in six months nobody will remember what was meant."),
        N_("Write one sentence after “goal:”: who does what differently, compared with today."),
    ),
    "objective-without-audience": Told(
        N_("Objective “{objective}” is for nobody."),
        N_("Without an audience we cannot tell where to be, what to say, nor whom to count."),
        N_("Name one of the audiences after “for_whom:”."),
    ),
    "objective-without-indicator": Told(
        N_("No indicator tells whether objective “{objective}” is reached."),
        N_("Without one, the review will be a matter of opinion."),
        N_(
            "Name an indicator after “indicator:”; if nothing can measure it, describe an indicator that says why"
            " after “not_measurable:”."
        ),
    ),
    "objective-against-nobody": Told(
        N_("Objective “{objective}” wants to be more visible, and does not say beside whom."),
        N_("Visibility is a share: without a named competitor there is nothing to compare with."),
        N_("Name one of the competitors after “against:”."),
    ),
    "objective-without-due": Told(
        N_("Objective “{objective}” has no due date."),
        N_("Without a day, an objective is never late, and never reached."),
        N_("Write a day after “due:”."),
    ),
    "objective-without-review": Told(
        N_("No day is set to review objective “{objective}”."),
        N_("What is not reviewed goes on by habit: nobody decides to keep, change or stop."),
        N_("Write a day after “review:”, early enough to change something."),
    ),
    "objective-without-owner": Told(
        N_("Nobody answers for objective “{objective}”."),
        N_("An objective of everyone is an objective of nobody."),
        N_("Name one person after “owner:”."),
    ),
    "objective-without-smallest-change": Told(
        N_("Objective “{objective}” does not say the smallest change that matters."),
        N_("Any wobble of the figure could then pass for a success, or for a failure."),
        N_("Write after “smallest_change:” the least difference worth the work, in the unit of the indicator."),
    ),
    "objective-without-kind": Told(
        N_("The kind of objective “{objective}” is not chosen."),
        N_("The kind tells which delays are realistic and which indicators are proposed."),
        N_("Choose one after “kind:”; “other” and own words will do."),
    ),
    "objective-due-before-start": Told(
        N_("Objective “{objective}” is due on {due}, before it starts on {starts}."),
        N_("Nothing can be reached before it has begun."),
        N_("Correct one of the two dates."),
    ),
    "objective-due-past": Told(
        N_("Objective “{objective}” was due on {due}."),
        N_("A day gone by commits nobody any more."),
        N_("Review it: write what was reached, then keep it with a new date, change it or stop it."),
    ),
    "review-too-late": Told(
        N_("Objective “{objective}” is due on {due} and reviewed on {review}: too long after."),
        N_("A review that comes more than {most} days late judges what nobody can change any more."),
        N_("Bring the review closer to the due date; one in the middle helps even more."),
    ),
    "review-before-start": Told(
        N_("Objective “{objective}” is reviewed on {review}, before it starts on {starts}."),
        N_("There will be nothing to review."),
        N_("Correct one of the two dates."),
    ),
    "audience-undefined": Told(
        N_("Audience “{audience}” is only a name."),
        N_(
            "Without a radar, a query or a word about what they care about, nobody can find these people nor "
            "speak with them."
        ),
        N_("Write what they care about after “cares_about:”, and how to hear them after “radar:” or “query:”."),
    ),
    "audience-unheard": Told(
        N_("Nothing says how to hear audience “{audience}”."),
        N_("Without a radar or a query, the archive cannot show where these people are nor what they say."),
        N_("Name a radar after “radar:”, or write a query after “query:”."),
    ),
    "audience-without-interest": Told(
        N_("Nothing says what audience “{audience}” cares about."),
        N_("We would talk to them about ourselves."),
        N_("Write two or three subjects of theirs after “cares_about:”; their own posts are the best source."),
    ),
    "audience-without-kind": Told(
        N_("Audience “{audience}” has no kind: allies, critics, targets, trusted voices, members."),
        N_("One does not speak to critics as to members."),
        N_("Say which after “kind:”."),
    ),
    "query-unreadable": Told(
        N_("This query cannot be read. {reason}"),
        N_("A query that cannot be read hears nothing."),
        N_("Correct it, then try it on the page of radars: it shows what the query finds."),
    ),
    "content-missing": Told(
        N_("Places or operations are planned, and there are no content guidelines."),
        N_("Everyone will then speak in their own way, and what we never say will be said one evening."),
        N_(
            "Write after “content:” the encounter we want, the story we share, the key messages, the tone and "
            "what we never say."
        ),
    ),
    "content-without-encounter": Told(
        N_("The guidelines do not say which encounter we want."),
        N_("Without it, publishing becomes the goal, and nobody is met."),
        N_("Write after “encounter:” in what mood people come, and with what they leave."),
    ),
    "content-without-story": Told(
        N_("The story we share lacks its hero, its stake or its next episode."),
        N_("People come back for what happens next; without it, each publication begins from nothing."),
        N_("Fill in “who:”, “stake:” and “next_episode:” under “story:”, one sentence each."),
    ),
    "content-without-key-messages": Told(
        N_("There is no key message."),
        N_("One cannot see later what was taken up, distorted or ignored."),
        N_("Write one to three after “key_messages:”, in the words one would like to hear from others."),
    ),
    "content-without-tone": Told(
        N_("The guidelines do not say in which tone we speak."),
        N_("The tone would change with whoever is on duty."),
        N_("Describe it after “tone:”, with one example of what sounds like us and one that does not."),
    ),
    "content-without-never": Told(
        N_("The guidelines do not say what we never say."),
        N_("Under attack, one improvises: the words to avoid are chosen beforehand."),
        N_("List after “never:” the promises, the jokes and the subjects that are not ours."),
    ),
    "content-without-shares": Told(
        N_("No share is set for what speaks of us and what serves the community."),
        N_("Without a limit, promotion takes all the room, and people leave without a word."),
        N_(
            "Write after “self_promotion_most:” the most, in per cent, that may speak of us, and after "
            "“community_least:” the least that serves others."
        ),
    ),
    "content-without-languages": Told(
        N_("The guidelines do not say in which languages we answer."),
        N_("Someone who writes to us in another language will wait for an answer that nobody gives."),
        N_("List them after “languages:”."),
    ),
    "content-share-impossible": Told(
        N_("{share} is no share: it goes from 0 to 100 per cent."),
        N_("A limit that cannot be reached is no limit."),
        N_("Write a number between 0 and 100."),
    ),
    "key-message-empty": Told(
        N_("Key message “{message}” has no words."),
        N_("What is not written cannot be recognised when others take it up."),
        N_("Write it after “message:”, in one sentence that others could repeat."),
    ),
    "key-message-without-proof": Told(
        N_("Key message “{message}” rests on no proof."),
        N_("The first critic will ask for it."),
        N_("Write after “proof:” what anyone can check."),
    ),
}
