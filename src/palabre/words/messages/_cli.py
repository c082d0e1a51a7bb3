"""What is wrong with a command line, and what to write instead."""

from palabre.words import N_

MESSAGES: dict[str, str] = {
    "which-workspace": N_("Which workspace? Name it with -w DIR, or set PALABRE_WORKSPACE, or go into its folder."),
    "cli-no-such-option": N_("There is no option {option}. See: palabre {command} --help"),
    "cli-no-such-command": N_("There is no command {command}. See: palabre --help"),
    "cli-missing": N_("{name} is missing. See: palabre {command} --help"),
    "cli-bad-value": N_("{name} cannot be this: {why}. See: palabre {command} --help"),
    "cli-usage": N_("{why} See: palabre {command} --help"),
    "address-taken": N_("{host}:{port} cannot be used: {why}. Choose another with --port."),
}
