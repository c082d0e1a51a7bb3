"""What goes wrong with forums and video sites, and what to do now."""

from palabre.words import N_

MESSAGES: dict[str, str] = {
    "discourse-not-there": N_(
        "{address} is not a Discourse forum, or it shows its posts to members only. Check the address in a browser; "
        "for a closed forum, ask its people for an API key."
    ),
    "nodebb-not-there": N_(
        "{address} is not a NodeBB forum, or it shows its topics to members only. Check the address in a browser; for "
        "a closed forum, ask its people for an API token."
    ),
    "forum-no-such-category": N_(
        "{address} has no category “{name}”. Open the category in a browser and give what its address says after /c/ "
        "or /category/."
    ),
}
