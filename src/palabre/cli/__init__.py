"""The command line; commands parse, call and print.

One file per command, found by its name: `cli/search.py` holds the function `command` of `palabre search` (a trailing
underscore keeps Python's own words free: `cli/import_.py`), `cli/radar/add.py` that of `palabre radar add`.
Exit status: 0 done, 1 refused, 2 misspelt, 3 partly.
"""

from __future__ import annotations

import gettext
import os
import pkgutil
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from palabre import words
from palabre.cli._misspelt import no_such_command, refused_by_the_system, require_utf8, told_misspelt
from palabre.errors import PalabreError, QueryError, UsageError
from palabre.words import _
from palabre.words.messages import told

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        status = WRONG if isinstance(problem, UsageError | QueryError) else REFUSED
    except typer.TyperException as problem:
        _tell(told_misspelt(problem, _command_in(arguments)))
        status = WRONG
    except (KeyboardInterrupt, typer.Abort):
        # Whoever presses twice must still read what to do, and get the status that says so.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
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
    from palabre.cli._application import new_application

    require_utf8(arguments)
    known, wanted = dict(commands()), _command_in(arguments)
    if wanted is not None and wanted not in known and wanted not in groups():
        raise no_such_command(wanted, [*known, *groups()])
    # A command named on the line is the only one loaded; a list of commands needs all that it lists.
    chosen = [wanted] if wanted in known else [name for name in known if _is_in(name, wanted)]
    app = new_application({name: known[name] for name in chosen})
    status = app(arguments, standalone_mode=False, prog_name="palabre")
    return status if isinstance(status, int) else DONE


def _is_in(name: str, group: str | None) -> bool:
    return group is None or name.startswith(f"{group} ")


def _command_in(arguments: list[str]) -> str | None:
    """The words that name a command, unless an option comes first: none may stand before a command but `--help`."""
    if not arguments or arguments[0].startswith("-"):
        return None
    if arguments[0] in groups() and len(arguments) > 1 and not arguments[1].startswith("-"):
        return f"{arguments[0]} {arguments[1]}"
    return arguments[0]


def commands() -> list[tuple[str, str]]:
    """The name of each command and the module that holds it, in order; those of a group have a name of two words."""
    found = [(name, f"{__name__}.{name}") for name, is_group in _modules(__path__) if not is_group]
    for group in groups():
        folder = [str(Path(path) / group) for path in __path__]
        found += [(f"{group} {name}", f"{__name__}.{group}.{name}") for name, _ in _modules(folder)]
    return sorted((name.rstrip("_"), module) for name, module in found)


def groups() -> list[str]:
    """The words under which several commands stand: `radar`."""
    return [name for name, is_group in _modules(__path__) if is_group]


def _modules(folders: Iterable[str]) -> list[tuple[str, bool]]:
    found = pkgutil.iter_modules(folders)
    return sorted((one.name, one.ispkg) for one in found if not one.name.startswith("_"))
