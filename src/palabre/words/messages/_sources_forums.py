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
    "reddit-keys-refused": N_(
        "Reddit does not accept the keys of this application. Copy both again from reddit.com/prefs/apps; a new "
        "application may have to be approved by Reddit first."
    ),
    "reddit-no-such-community": N_(
        "Reddit shows no community “{name}” to the public. Check its name on reddit.com; private ones cannot be read."
    ),
    "forum-no-such-category": N_(
        "{address} has no category “{name}”. Open the category in a browser and give what its address says after /c/ "
        "or /category/."
    ),
}
