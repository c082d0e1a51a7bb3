"""What the commands that decide share: who decides."""

from __future__ import annotations

from typing import Annotated

import typer

from palabre.errors import UsageError
from palabre.words import N_, _

BY_HELP = N_("Your name, kept with what you decide; else PALABRE_AUTHOR.")
ByOption = Annotated[
    str | None,
    typer.Option(
        "--by", help=_(BY_HELP), metavar="NAME", envvar="PALABRE_AUTHOR", show_envvar=False, show_default=False
    ),
]
VersionOption = Annotated[
    int | None, typer.Option("--version", help=_(N_("A saved version, instead of the file.")), show_default=False)
]


def who(by: str | None, *, command: str) -> str:
    """The name of whoever decides; raises `UsageError` when neither the line nor the environment gives one."""
    if by is None or not by.strip():
        raise UsageError("strategy-who", help=f"palabre strategy {command} --help")
    return by
