"""Relays and approval chains."""

from palabre.words import N_
from palabre.words.findings import Told

FINDINGS: dict[str, Told] = {
    "relay-without-person": Told(
        N_("The relay “{relay}” is nobody."),
        N_("A question that is sent there gets no answer, and the public waits for it."),
        N_("Name a colleague who knows the subject after “who:”."),
    ),
    "relay-without-backup": Told(
        N_("Nobody stands in for {person} as relay “{relay}”."),
        N_("Subjects do not wait for the end of holidays."),
        N_("Name someone after “backup:”."),
    ),
    "relay-without-subject": Told(
        N_("The relay “{relay}” knows no subject."),
        N_("Nobody will know when to ask."),
        N_("Choose one after “subject:”, or say it in own words after “about:”."),
    ),
    "relay-without-deadline": Told(
        N_("The relay “{relay}” has no deadline."),
        N_("Without one, a colleague answers when there is time, and the public has none."),
        N_("Agree on a delay with them, then write it in hours after “within_hours:”."),
    ),
    "relay-for-no-subject": Told(
        N_("Nothing leads to the relay “{relay}”: no sensitive subject and no response level names it."),
        N_("A relay that is never asked forgets that it is one."),
        N_("Name it after “relay:” in the subject or the level it knows, or take it away."),
    ),
    "approvals-missing": Told(
        N_("No approval chain is written."),
        N_("Content then waits for whoever is in the office, or goes out unread."),
        N_("Write at least one after “approvals:”: for which kinds of content, who reads, who approves, in how long."),
    ),
    "kinds-without-approval": Told(
        N_("No approval chain covers these kinds of content: {kinds}."),
        N_("They will go out unread, or not at all."),
        N_("Add them after “kinds:” in one of the chains; one chain may cover several."),
    ),
    "chain-without-approver": Told(
        N_("Nobody approves in the chain “{chain}”."),
        N_("What nobody approves waits for ever, or goes out by itself."),
        N_("Name one person after “approver:”."),
    ),
    "chain-without-backup": Told(
        N_("Nobody approves for {person} in the chain “{chain}” when they are away."),
        N_("The calendar stops with one absence."),
        N_("Name someone after “backup:”."),
    ),
    "chain-read-by-approver": Told(
        N_("In the chain “{chain}”, {person} is the only reader of what they approve."),
        N_("One pair of eyes read twice what it did not see once."),
        N_("Name another reader after “readers:”."),
    ),
    "chain-approved-by-trainee": Told(
        N_("{person} is a trainee and approves in the chain “{chain}”."),
        N_("To approve is to decide: it commits the house, and it is unfair to the trainee too."),
        N_("Name someone of the house who may decide."),
    ),
    "chain-approved-by-provider": Told(
        N_("{person} is a provider and approves in the chain “{chain}”."),
        N_("Whoever is paid to publish approves their own work."),
        N_("Name someone of the house after “approver:”; the provider may read."),
    ),
    "chain-for-nothing": Told(
        N_("The chain “{chain}” covers no kind of content."),
        N_("Nobody will know when to use it."),
        N_("List kinds of content after “kinds:”."),
    ),
    "chain-without-delay": Told(
        N_("The chain “{chain}” has no delay."),
        N_("A text that waits for approval loses its day, then its point."),
        N_("Write after “within_hours:” the longest time it may take from draft to approval."),
    ),
    "chain-without-emergency": Told(
        N_("The chain “{chain}” has no emergency path."),
        N_("On the evening of a crisis, one cannot wait for everybody; someone will go round the chain."),
        N_("Name after “emergency:” one person who may approve alone, and tells the others after."),
    ),
    "answer-slower-than-promised": Told(
        N_("Level {level} promises an answer within {delay}; its relay and its approval take up to {needed}."),
        N_("The promise cannot be kept, even when everyone is on time."),
        N_("Shorten the relay or the chain, lengthen the delay, or write a holding line that needs no approval."),
    ),
}
