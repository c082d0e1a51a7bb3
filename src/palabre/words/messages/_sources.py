"""What goes wrong with a source or on the way to it, and what to do now."""

from palabre.words import N_

MESSAGES: dict[str, str] = {
    "no-such-source-kind": N_("Palabre cannot listen to “{name}”. It can listen to: {names}."),
    "no-such-source": N_("There is no source “{name}”. See: palabre sources list"),
    "source-ambiguous": N_("“{name}” may be several sources: {choices}. Give its number."),
    "source-there-already": N_("{label} is already listened to. See: palabre sources list"),
    "source-needs": N_("To listen to {kind}, say {what} too, such as: {example}"),
    "source-no-such-setting": N_("{kind} has no setting “{name}”. It has: {names}."),
    "source-bad-choice": N_("“{value}” cannot be taken for {what}: choose one of {choices}."),
    "source-needs-contact": N_(
        "Give an address where the people behind a site can reach you, an e-mail or a page: it is shown to every "
        "server we ask. Add --contact, once for this workspace."
    ),
    "source-cannot-be-ours": N_(
        "{kind}, listened to so widely, is nobody's own place: all that everybody says there would be kept. Leave out "
        "--ours, or name accounts of yours."
    ),
    "source-needs-secret": N_("{kind} needs {what}. Give it with {option}: it is kept in secrets.toml, nowhere else."),
    "source-address-bad": N_("“{address}” is not an address that can be listened to. It begins with https://"),
    "source-address-private": N_(
        "{host} is a machine of a private network, not of the internet, so it was not asked. If that is what you "
        "want, add the source with --allow-private."
    ),
    "source-redirects": N_("{host} sends elsewhere again and again. Check the address in a browser."),
    "source-too-slow": N_("{host} did not answer in full within {seconds} s. It will be asked again."),
    "source-unreachable": N_("{host} cannot be reached ({why}). It will be asked again."),
    "source-broken": N_("{host} answers with a fault of its own ({status}). It will be asked again."),
    "source-says-no": N_("{host} refuses ({status}). Check the address, the key and what it lets you read."),
    "source-robots-say-no": N_("{host} asks robots not to read this, so it is not read."),
    "source-answer-too-large": N_("{host} sends more than {megabytes} MB at once; the rest was not read."),
    "source-answer-unreadable": N_("{host} answered with something that cannot be read. It will be asked again."),
    "source-rate-limited": N_("{host} asks us to wait {seconds} s before the next question."),
    "source-not-found": N_("{what} is not there any more, or never was. Check the name."),
    "source-ended": N_("{what} ended the connection. It is made again."),
    "source-fault": N_("This source stopped on a fault of Palabre ({why}); the others go on. It will be tried again."),
    "source-bad-contact": N_(
        "“{contact}” is neither an e-mail address nor a page. Write something like you@example.org or "
        "https://example.org/contact"
    ),
    "source-too-slow-to-try": N_("{kind} did not answer within {seconds} s. Try again later, or check the address."),
    "source-test-fault": N_("{kind} could not be tried, by a fault of Palabre ({why}). Please report it."),
}
