"""What is wrong with a picture."""

from palabre.words import N_

MESSAGES: dict[str, str] = {
    "picture-unreadable": N_("This is no picture that can be read ({why})."),
    "picture-too-large": N_("This picture has more than {millions} million pixels, so it was not opened."),
}
