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
from palabre.cli._misspelt import no_such_command, refused_by_the_system, require_utf8, told_misspelt
from palabre.errors import PalabreError, UsageError
from palabre.words import _
from palabre.words.messages import told

DONE, REFUSED, WRONG, PARTLY, INTERRUPTED = 0, 1, 2, 3, 130


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs a command and exits with its status; every refusal is a sentence on standard error."""
    import typer

    arguments = sys.argv[1:] if arguments is None else arguments
    _speak(words.language_of_environment())
    try:
        status = _run(arguments)
        if status == INTERRUPTED:
            # Typer turned the interruption into a status before it came here.
            raise KeyboardInterrupt
    except PalabreError as problem:
        _tell(told(problem))
        status = WRONG if isinstance(problem, UsageError) else REFUSED
    except typer.TyperException as problem:
        _tell(str(problem) if not arguments else told_misspelt(problem, _command_in(arguments)))
        status = WRONG
    except (KeyboardInterrupt, typer.Abort):
        _tell(_("Interrupted. What was committed stays; run the command again to finish."))
        status = INTERRUPTED
    except BrokenPipeError:
        # The reader of a pipe left (`| head`): nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = DONE
    except OSError as problem:
        _tell(refused_by_the_system(problem))
        status = REFUSED
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
    from palabre.cli._application import OneCommand, new_application

    require_utf8(arguments)
    app, known, wanted = new_application(), dict(commands()), _command_in(arguments)
    if wanted is not None and wanted not in known:
        raise no_such_command(wanted, known)
    # A command named on the line is the only one loaded; the list of commands needs them all.
    for name in known if wanted is None else [wanted]:
        loaded = importlib.import_module(known[name])
        app.command(name, cls=OneCommand, help=_(loaded.HELP))(loaded.command)
    status = app(arguments, standalone_mode=False, prog_name="palabre")
    return status if isinstance(status, int) else DONE


def _command_in(arguments: list[str]) -> str | None:
    """The first word, unless an option comes first: none may stand before a command but those that need none."""
    return arguments[0] if arguments and not arguments[0].startswith("-") else None


def commands() -> list[tuple[str, str]]:
    """The name of each command and the module that holds it, in order."""
    found = sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))
    return [(name.rstrip("_"), f"{__name__}.{name}") for name in found]
