"""What goes wrong with feeds, with blogs and with forums, and what to do now."""

from palabre.words import N_

MESSAGES: dict[str, str] = {
    "feed-unreadable": N_("There is no feed at {address}, or it is damaged. It will be asked again."),
    "feed-unsafe": N_("The feed at {address} is written to fill the machines of its readers, so it was not read."),
    "feed-too-long": N_("The feed at {address} is too long or too tangled to be read."),
    "feed-gone": N_(
        "The feed at {address} says it is gone for good. Look on the site for another one, and add it instead."
    ),
    "feed-missing": N_("There is no feed at {address} just now. It will be asked again."),
    "feed-not-found": N_(
        "No feed was found at {address}, nor where sites usually have theirs. Give the address of the feed itself."
    ),
    "feed-needs-articles": N_(
        "Reading whole articles needs what is not installed: pip install 'palabre[articles]', then try again."
    ),
}
