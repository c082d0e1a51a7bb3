"""What may go wrong."""

from palabre.model import strategy
from palabre.strategy.wording._shape import Words
from palabre.words import N_

WORDS: dict[type, dict[str, Words]] = {
    strategy.Risk: {
        "question": Words(
            N_("Question"),
            N_("The question of the risk interview that is answered here."),
        ),
        "answer": Words(
            N_("Answer"),
            N_("Accepted: it may happen and you prepare for it. Ruled out: someone says by name that it cannot."),
        ),
        "why": Words(
            N_("Why"),
            N_("The reason, as you would give it to a journalist the day it happens."),
            N_("Nuts are handled in the same room as the fresh cheese."),
        ),
        "by": Words(
            N_("Decided by"),
            N_("A name: a risk nobody signed for is a risk nobody looked at."),
        ),
        "on": Words(
            N_("Decided on"),
            N_("Look at it again every year, and after each flare-up."),
        ),
        "subject": Words(
            N_("Sensitive subject it became"),
            N_("An accepted risk is watched: name the sensitive subject that watches it."),
        ),
    },
    strategy.SensitiveSubject: {
        "id": Words(
            N_("Short name"),
            N_("The name by which other parts of the strategy refer to it: small letters, digits and dashes."),
            N_("allergen"),
        ),
        "subject": Words(
            N_("Subject"),
            N_("What people may reproach you with, in their words rather than yours."),
            N_("Traces of nuts in the fresh cheese"),
        ),
        "level": Words(
            N_("Level of care"),
            N_("Who must read before anyone speaks of it."),
        ),
        "radar": Words(
            N_("Radar"),
            N_("The radar that listens for it day and night."),
        ),
        "query": Words(
            N_("Query"),
            N_("When no radar exists yet, the words to listen for, in the language of radars."),
            N_("Blanchet AND (allergy OR nuts)"),
        ),
        "words": Words(
            N_("Alarm words"),
            N_("One of these words in one post is enough to call you: on small volumes, do not wait for a curve."),
            N_("anaphylaxis"),
        ),
        "relay": Words(
            N_("Internal contact"),
            N_("The colleague who has the facts on it."),
        ),
        "scenario": Words(
            N_("Scenario"),
            N_("What you will do in the first hour if it flares up."),
        ),
        "decided_by": Words(
            N_("Decided by"),
            N_("Who kept this subject on the list; the machine proposes, a person decides."),
        ),
        "decided_on": Words(
            N_("Decided on"),
            N_("The day it entered the list."),
        ),
        "note": Words(
            N_("Note"),
            N_("What the next person on call must know."),
            N_("Two families wrote in March; both were called back the same day."),
        ),
    },
    strategy.Scenario: {
        "id": Words(
            N_("Short name"),
            N_("The name by which other parts of the strategy refer to it: small letters, digits and dashes."),
            N_("allergic-child"),
        ),
        "kind": Words(
            N_("Kind of scenario"),
            N_("Each kind has its own first gestures; a rumour is not fought like a recall."),
        ),
        "subject": Words(
            N_("Sensitive subject"),
            N_("The subject whose flare-up opens this scenario."),
        ),
        "trigger": Words(
            N_("What sets it off"),
            N_("The sign by which the person on call knows that this is it."),
            N_("A parent names a shop and tells of a reaction after eating our cheese."),
        ),
        "critics": Words(
            N_("Likely critics"),
            N_("Who will take it up, and with which arguments: hear them now, in calm weather."),
            N_("Associations of allergic patients"),
        ),
        "facts": Words(
            N_("Facts ready"),
            N_("What you can prove today; in the first hour there is no time to look for it."),
        ),
        "holding_statement": Words(
            N_("Holding statement"),
            N_("Ready to publish, already approved: what you know, what you check, when you speak again."),
            N_("A reaction has been reported to us. We are checking the batch and will write here at 4 pm."),
        ),
        "cell": Words(
            N_("Crisis cell"),
            N_("The few people who decide together, each reachable by phone."),
        ),
        "first_hour": Words(
            N_("The first hour"),
            N_("Gestures in their order, each of which a tired person can follow."),
            N_("Call Quality and ask for the batch number"),
        ),
        "channels": Words(
            N_("Where we speak"),
            N_("Where people are talking of it, and your own site: not everywhere."),
        ),
        "not_do": Words(
            N_("What we do not do"),
            N_("The gestures that feed a fire, forbidden in writing beforehand."),
            N_("Delete comments that are only angry"),
        ),
    },
    strategy.Fact: {
        "fact": Words(
            N_("Fact"),
            N_("True, dated, and understood by someone who knows nothing of your trade."),
            N_("Both rooms have been separate since 12 January."),
        ),
        "source": Words(
            N_("Where it can be checked"),
            N_("A document, an address, a person who will confirm it."),
            N_("Inspection report of February"),
        ),
    },
}
