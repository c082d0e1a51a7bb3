"""What goes wrong between Bluesky and us, and what to do now."""

from palabre.words import N_

MESSAGES: dict[str, str] = {
    "bluesky-silent": N_("{host} has sent nothing for {seconds} s. It will be asked again."),
    "bluesky-bad-account": N_(
        "“{account}” is not an account of Bluesky. Write a handle, such as @name.bsky.social, or an identifier that "
        "begins with did:"
    ),
    "bluesky-too-many-accounts": N_("At most {most} accounts can be listened to at once. Add a second source."),
    "bluesky-dictionary-missing": N_("The dictionary {path} cannot be read. Check its place, or leave it out."),
    "bluesky-dictionary-wrong": N_(
        "{host} does not compress with this dictionary. Give the one it publishes, or leave it out."
    ),
}
