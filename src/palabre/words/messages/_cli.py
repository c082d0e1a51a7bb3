"""What is wrong with a command line, and what to write instead."""

from palabre.words import N_

MESSAGES: dict[str, str] = {
    "which-workspace": N_("Which workspace? Name it with -w DIR, or set PALABRE_WORKSPACE, or go into its folder."),
    "cli-no-such-option": N_("There is no option {option}. See: {help}"),
    "cli-no-such-command": N_("There is no command {command}. See: palabre --help"),
    "cli-command-near": N_("There is no command {command}. Did you mean {nearest}? See: palabre --help"),
    "cli-missing": N_("{name} is missing. See: {help}"),
    "cli-option-alone": N_("{option} says nothing by itself: write its value after it. See: {help}"),
    "cli-takes-one-of": N_("{name} takes one of these: {choices}. See: {help}"),
    "cli-takes-a-day": N_("{name} takes a day that exists, written as 2026-03-31. See: {help}"),
    "cli-takes-a-number": N_("{name} takes a whole number, {low} or more. See: {help}"),
    "cli-takes-a-number-between": N_("{name} takes a whole number from {low} to {high}. See: {help}"),
    "cli-bad-value": N_("{name} cannot be this: {why}. See: {help}"),
    "cli-usage": N_("{why}. See: {help}"),
    "cli-not-utf8": N_("“{word}” is not written in UTF-8. Rename the file or the folder, then run the command again."),
    "cli-system-refused": N_(
        "The system refuses {file}: {why}. See that it is there, that its name is not too long and that you may use "
        "it, then run the command again."
    ),
    "try-cannot-hear": N_(
        "Bluesky cannot be reached at {host}. See whether this machine is on the internet; or try the query on a file: "
        "palabre try QUERY --file FILE"
    ),
    "try-file-or-stream": N_("A query is tried on a file (--file) or on a stream (--stream): give one of the two."),
    "try-without-file": N_("--format, --mapping and --timezone say how a file is read: name it with --file."),
    "address-taken": N_("{host}:{port} cannot be used: {why}. Choose another with --port, or --host."),
}
