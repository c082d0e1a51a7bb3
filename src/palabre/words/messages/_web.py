"""What went wrong, where, and what to do now."""

from palabre.words import N_

MESSAGES: dict[str, str] = {
    "host-refused": N_(
        "This workspace does not answer to the name “{host}”. Open it by the address shown when it was started, "
        "or allow that name with --allow-host."
    ),
    "cross-site-refused": N_("This change was asked by another site, so it was refused. Do it from the page itself."),
    "body-too-large": N_("What was sent is larger than {limit_kb} kB. Send less, or import the file by command."),
    "form-unreadable": N_("What was sent is not a form of these pages. Go back and send it again."),
    "page-not-found": N_("There is no page at this address. Start again from Listening."),
    "method-refused": N_("This page cannot be asked that way. Start again from Listening."),
    "request-refused": N_("The request was refused (status {status}). Start again from Listening."),
    "page-broke": N_("This page broke. Nothing was lost. Try again; if it lasts, report incident {incident}."),
    "date-malformed": N_("“{value}” is not a day. Write it as year-month-day, for example 2026-11-21."),
    "days-reversed": N_("The last day comes before the first. Exchange them, or empty one."),
    "filters-refused": N_("This file cannot be made: {why}"),
    "filter-unknown": N_("“{value}” is not among the choices. Choose one of the list."),
    "no-such-file": N_("There is no file {name} to download any more. Make it again from the state of play."),
    "no-such-zone": N_("“{zone}” is not a time zone. Write one as Europe/Paris, or UTC."),
}
