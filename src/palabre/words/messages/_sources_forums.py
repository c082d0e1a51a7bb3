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
        "Reddit shows no subreddit “{name}” to the public. Check its name on reddit.com; private ones cannot be read."
    ),
    "youtube-not-there": N_(
        "YouTube has no public channel or video “{what}”. Give its address as the browser shows it, or its @name."
    ),
    "youtube-key-refused": N_(
        "YouTube refuses this key ({why}). In the Google Cloud console, check that the key is whole, that YouTube Data "
        "API v3 is enabled for its project, and that the key may be used from this machine."
    ),
    "youtube-bad-quota": N_("“{quota}” is no number of units. YouTube gives a key 10,000 a day; say for example 9000."),
    "youtube-comments-closed": N_("The comments of “{what}” are closed: there is nothing to listen to there."),
    "forum-no-such-category": N_(
        "{address} has no category “{name}”. Open the category in a browser and give what its address says after /c/ "
        "or /category/."
    ),
}
