"""What is wrong with a command line, in one sentence: Typer's own are long, and some of them English only."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from palabre.errors import UsageError
from palabre.words.messages import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typer.core import TyperOption

LONGEST = 200
USAGE = {
    "NoSuchOption": "cli-no-such-option",
    "MissingParameter": "cli-missing",
    "BadOptionUsage": "cli-option-alone",
}


def no_such_command(word: str, known: Iterable[str]) -> UsageError:
    """The refusal of a command that is not there, with the nearest one when there is one."""
    near = get_close_matches(word, list(known), n=1)
    if near:
        return UsageError("cli-command-near", command=word, nearest=near[0])
    return UsageError("cli-no-such-command", command=word)


def require_utf8(arguments: Iterable[str]) -> None:
    """Refuses a word that no text can hold: nothing we keep could name such a file again."""
    for word in arguments:
        if not word.isascii() and word.encode("utf-8", "ignore").decode() != word:
            raise UsageError("cli-not-utf8", word=word.encode("utf-8", "replace").decode())


def refused_by_the_system(problem: OSError) -> str:
    """What the system would not do, and with which file: it was not foreseen where it happened."""
    named = str(problem.filename or "").encode("utf-8", "replace").decode()
    return sentence("cli-system-refused", {"file": named[:LONGEST], "why": problem.strerror or str(problem)})


def told_misspelt(problem: Exception, command: str | None) -> str:
    """The sentence for a refusal of Typer's; `command` is the one on the line, none when there is none."""
    if type(problem).__name__ == "NoArgsIsHelpError":
        # A list of commands was asked for by saying nothing more.
        return str(problem)
    param: TyperOption | None = getattr(problem, "param", None)
    fields: dict[str, object] = {
        "name": _named(param) if param else "",
        "option": getattr(problem, "option_name", ""),
        "why": str(getattr(problem, "message", problem)).rstrip("."),
        "help": f"palabre {command} --help" if command else "palabre --help",
    }
    kind = type(problem).__name__
    if kind == "BadParameter" and param:
        message_id, expected = _expected(param)
        return sentence(message_id, fields | expected)
    return sentence(USAGE.get(kind, "cli-usage"), fields)


def _named(param: TyperOption) -> str:
    return param.opts[0] if param.param_type_name == "option" else str(param.metavar or param.name)


def _expected(param: TyperOption) -> tuple[str, dict[str, object]]:
    """What an argument or an option takes, since what it was given is not that."""
    kind = param.type_descriptor
    if kind.is_choice:
        return "cli-takes-one-of", {"choices": ", ".join(map(str, kind.choices or ()))}
    if kind.is_datetime:
        return "cli-takes-a-day", {}
    if kind.annotation is int and param.max is not None:
        return "cli-takes-a-number-between", {"low": param.min or 0, "high": param.max}
    if kind.annotation is int:
        return "cli-takes-a-number", {"low": param.min or 0}
    return "cli-bad-value", {}
