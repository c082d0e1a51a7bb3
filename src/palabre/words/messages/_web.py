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
    "form-cut": N_("What was sent was cut before its end, so nothing of it was kept. Send it again."),
    "upload-too-large": N_(
        "What was sent is larger than the {limit_mb} MB there is room for. Free some space on the disk, or import the "
        "file where it is, by command: palabre import FILE."
    ),
    "upload-no-room": N_("There is no room left on the disk for {file}. Free some space and send it again."),
    "upload-cannot-write": N_(
        "The file could not be kept in the workspace ({why}). Free some space, check that its folder can be written, "
        "and send it again."
    ),
    "upload-too-many": N_("More than {most} files were sent at once. Send them in several goes."),
    "upload-nothing": N_("No file was chosen. Choose one or several, then send them."),
    "upload-busy": N_("This file is being imported. Cancel the import first."),
    "no-such-upload": N_(
        "This file is not here any more: it was imported, removed, or nobody asked for it in a week. Send it again."
    ),
    "no-such-mapping": N_("There is no mapping for this file yet. Say which columns hold the text and the date first."),
    "no-such-report": N_("There is no list of refused rows for this import: every row was taken, or the list is gone."),
    "look-too-long": N_(
        "The beginning of {file} takes long to read, so its posts cannot be shown. It can be imported all the same."
    ),
    "look-failed": N_(
        "Reading {file} stopped suddenly, as when a machine runs out of memory. Free some memory and try again, or "
        "save the file in parts."
    ),
    "check-timezone": N_("The dates have no time zone (column {column}: {example}). Which one are they in?"),
    "check-dates-order": N_("Is {example} day first or month first? Nothing else in the file tells (column {column})."),
    "check-columns": N_("Which columns hold the text and the date? Their names do not say it plainly."),
    "check-column-missing": N_("There is no column called “{column}” in this file. Choose among those it has."),
    "check-format-unknown": N_(
        "Nothing here recognises {file}. If you know what it is, say it below; else open it in the tool it comes from "
        "and export it again, or save it as a table (CSV)."
    ),
    "check-dates-unread": N_("Rows whose date could not be read: {count} (of {read}). How are dates written?"),
    "check-zone-lacking": N_("Rows whose date has no time zone: {count} (of {read}). Which one are they in?"),
    "check-rows-lacking": N_("Rows without a text or a date: {count} (of {read}). Are these the right columns?"),
    "check-no-column": N_("Choose the column that holds it."),
    "check-pattern": N_("Write how the dates are made, with %d, %m, %Y, %H, %M: for example %d/%m/%y %H:%M."),
    "page-not-found": N_("There is no page at this address. Start again from Listening."),
    "method-refused": N_("This page cannot be asked that way. Start again from Listening."),
    "request-refused": N_("The request was refused (status {status}). Start again from Listening."),
    "page-broke": N_("This page broke. Nothing was lost. Try again; if it lasts, report incident {incident}."),
    "date-malformed": N_("“{value}” is not a day. Write it as year-month-day, for example 2026-11-21."),
    "days-reversed": N_("The last day comes before the first. Exchange them, or empty one."),
    "filters-refused": N_("This file cannot be made: {why}"),
    "filter-unknown": N_("“{value}” is not among the choices. Choose one of the list."),
    "no-such-file": N_("There is no file {name} to download any more. Make it again from the state of play."),
    "no-such-strategy-file": N_("This PDF is not there, or the strategy changed since. Make it again at a glance."),
    "no-such-zone": N_("“{zone}” is not a time zone. Write one as Europe/Paris, or UTC."),
}
