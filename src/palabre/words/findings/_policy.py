"""Who guides, who answers where and when, what trainees and providers may do."""

from palabre.words import N_
from palabre.words.findings import Told

FINDINGS: dict[str, Told] = {
    "guided-by-nobody": Told(
        N_("Nobody guides this strategy."),
        N_("A strategy that nobody guides is not reviewed, and within three months it describes another house."),
        N_("Name one person after “guide:”: they keep it true and call its reviews."),
    ),
    "guided-by-trainee": Told(
        N_("{person} guides the strategy and is a trainee."),
        N_("A trainee leaves in a few months with what was decided, and cannot say no to whoever asked for it."),
        N_("Name someone who stays after “guide:”, and let the trainee learn beside them."),
    ),
    "guided-by-provider": Told(
        N_("{person} guides the strategy and is a provider."),
        N_("Whoever sells the work would also judge whether it is worth going on."),
        N_("Name someone of the house after “guide:”; the provider can prepare the reviews with them."),
    ),
    "guide-without-backup": Told(
        N_("{person} guides the strategy and has no back-up."),
        N_("On the day they are away, nobody may decide."),
        N_("Name someone after “backup:” beside their name in the list of people."),
    ),
    "backup-is-oneself": Told(
        N_("{person} is their own back-up."),
        N_("When they are away, so is their back-up."),
        N_("Name someone else after “backup:”."),
    ),
    "person-without-status": Told(
        N_("The status of {person} is not told: staff, volunteer, trainee, provider or elected."),
        N_("What someone may do alone depends on it."),
        N_("Choose one after “status:”."),
    ),
    "person-without-hours": Told(
        N_("{person} answers for something, and nothing says when they are there."),
        N_("No delay can be promised on the time of someone whose hours are not known."),
        N_("Write their hours after “hours:”, or those of everyone after “hours:” of the organisation."),
    ),
    "place-without-contact": Told(
        N_("“{place}” has no named contact."),
        N_("People who write there will wait, and each of us will think that someone else answers."),
        N_("Name one person after “contact:”."),
    ),
    "place-without-backup": Told(
        N_("Nobody stands in for {person} on “{place}”."),
        N_("One week of holidays is enough for a question to become a complaint."),
        N_("Name someone after “backup:”."),
    ),
    "place-without-phone": Told(
        N_("No phone number is written for “{place}”, nor for {person}."),
        N_("When something catches fire, one calls; one does not write."),
        N_("Write a number after “phone:”, here or beside the person."),
    ),
    "place-hours-uncovered": Told(
        N_("“{place}” is said to be answered when neither {person} nor a back-up is there: {hours}."),
        N_("Hours that are announced and not kept disappoint more than none."),
        N_("Shorten the hours of the place, or name a back-up who is there."),
    ),
    "trainees-may-too-much": Told(
        N_("The rule of the house lets trainees do this alone: {task}."),
        N_("What is said there commits the whole house; it is unfair to the trainee too."),
        N_("Take it off “trainees_may:”; they may draft it, someone else signs."),
    ),
    "trainee-may-too-much": Told(
        N_("{person} is a trainee and may do this alone: {task}."),
        N_("What is said there commits the whole house; it is unfair to the trainee too."),
        N_("Take it off “may:”; they may draft it, someone else signs."),
    ),
    "person-may-too-much": Told(
        N_("{person} may do more than the house lets people of this status do: {task}."),
        N_("A rule with silent exceptions is no rule: nobody will know who had the right."),
        N_("Take it off “may:”, or change the rule under “trainees_may:” or “providers_may:”."),
    ),
    "trainees-without-limits": Told(
        N_("Nothing says what a trainee may do alone."),
        N_("On a Friday evening they will decide for themselves, with the account of the house."),
        N_("List the tasks after “trainees_may:”: to listen and to draft are a good beginning."),
    ),
    "providers-without-limits": Told(
        N_("Nothing says what a provider may do alone."),
        N_("They speak in our name, and it is we who answer for it."),
        N_("List the tasks after “providers_may:”; deciding stays in the house."),
    ),
}
