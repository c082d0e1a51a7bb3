"""The command line; commands parse, call and print.

One file per command, found by its name: `cli/search.py` holds the function `command` of `palabre search` (a trailing
underscore keeps Python's own words free: `cli/import_.py`). Exit status: 0 done, 1 refused, 2 misspelt, 3 partly.
"""

from __future__ import annotations

import gettext
import importlib
import os
import pkgutil
import sys
from pathlib import Path
from typing import NoReturn

from palabre import words
from palabre.errors import PalabreError, UsageError
from palabre.words import N_, _
from palabre.words.messages import sentence, told

DONE, REFUSED, WRONG, PARTLY, INTERRUPTED = 0, 1, 2, 3, 130
ABOUT = N_("Listen to public conversation, map the people in it, decide, animate, protect, measure and audit.")
# Typer asks gettext for these; naming them here puts them in our catalogue.
TYPER_WORDS = (
    N_("Commands"),
    N_("Options"),
    N_("Arguments"),
    N_("default: {default}"),
    N_("[default: {}]"),
    N_("required"),
    N_("[required]"),
    N_("env var: {var}"),
    N_("[env var: {}]"),
)
USAGE = {
    "NoSuchOption": "cli-no-such-option",
    "MissingParameter": "cli-missing",
    "BadParameter": "cli-bad-value",
    "NoSuchCommand": "cli-no-such-command",
}


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs a command and exits with its status; every refusal is a sentence on standard error."""
    import typer

    arguments = sys.argv[1:] if arguments is None else arguments
    _speak(words.language_of_environment())
    try:
        status = _run(arguments)
    except PalabreError as problem:
        _tell(told(problem))
        status = WRONG if isinstance(problem, UsageError) else REFUSED
    except typer.TyperException as problem:
        _tell(_usage(problem, arguments))
        status = WRONG
    except (KeyboardInterrupt, typer.Abort):
        _tell(_("Interrupted. What was committed stays; run the command again to finish."))
        status = INTERRUPTED
    except BrokenPipeError:
        # The reader of a pipe left (`| head`): nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = DONE
    sys.exit(status)


def _speak(language: str) -> None:
    words.use(language)
    # Typer's own words ("Usage:", "Options") come from the process's gettext domain: make it ours.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("palabre", Path(words.__file__).parent / "locale")
    gettext.textdomain("palabre")


def _tell(message: str) -> None:
    print(message, file=sys.stderr)  # noqa: T201 - the door speaks


def _run(arguments: list[str]) -> int:
    import typer

    app = typer.Typer(
        help=_(ABOUT), no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
    )
    app.callback()(_palabre)
    known = dict(commands())
    wanted = next((word for word in arguments if not word.startswith("-")), None)
    # A command named on the line is the only one loaded; the list of commands needs them all.
    for name in [wanted] if wanted in known else known:
        loaded = importlib.import_module(known[str(name)])
        app.command(name, help=_(loaded.HELP))(loaded.command)
    status = app(arguments, standalone_mode=False, prog_name="palabre")
    return status if isinstance(status, int) else DONE


def _palabre() -> None:
    """Nothing comes before a command; makes Typer keep the command's name on the line."""


def commands() -> list[tuple[str, str]]:
    """The name of each command and the module that holds it, in order."""
    found = sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))
    return [(name.rstrip("_"), f"{__name__}.{name}") for name in found]


def _usage(problem: Exception, arguments: list[str]) -> str:
    param = getattr(problem, "param", None)
    fields = {
        "name": (getattr(param, "metavar", "") or getattr(param, "human_readable_name", "")).rstrip("."),
        "option": getattr(problem, "option_name", ""),
        "command": arguments[0] if arguments else "",
        "why": getattr(problem, "message", str(problem)),
    }
    return sentence(USAGE.get(type(problem).__name__, "cli-usage"), fields)
