"""What goes wrong with servers that speak like Mastodon, and what to do now."""

from palabre.words import N_

MESSAGES: dict[str, str] = {
    "mastodon-other-software": N_(
        "{host} does not answer as Mastodon and its kin do (it says it runs: {software}). "
        "Its feed may be listened to instead: palabre sources add rss"
    ),
    "mastodon-needs-token": N_(
        "{host} shows this only to those it knows. Make an application in your account on {host} "
        "(Preferences, Development), with the right “read”, and give its access token with --token."
    ),
    "mastodon-no-such-account": N_("{host} knows no account {account}. Check its name: @name@server"),
    "mastodon-no-such-list": N_("There is no list {number} on {host} for this token. Check its number."),
}
