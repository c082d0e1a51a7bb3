"""`palabre new`: a workspace."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated, Literal

import typer

from palabre.cli._telling import say
from palabre.words import N_, _

LANGUAGES_HELP = N_("The languages you expect posts in, by their codes; the most used ones are always told.")
HELP = N_("Make a workspace: one folder for one organisation.")


def command(
    folder: Annotated[Path, typer.Argument(help=_(N_("A new or empty folder.")), metavar="DIR")],
    purpose: Annotated[str, typer.Option(help=_(N_("Why you listen: kept in the register of processing.")))],
    lang: Annotated[Literal["fr", "en"], typer.Option(help=_(N_("The language of its pages and reports.")))] = "en",
    languages: Annotated[str, typer.Option(help=_(LANGUAGES_HELP))] = "fr,en",
) -> None:
    """Makes the workspace and says what to do next."""
    from palabre.run import clock
    from palabre.store import create_workspace

    workspace = create_workspace(
        folder, lang=lang, purpose=purpose, languages=languages.split(","), clock=clock.now, wait=clock.wait
    )
    workspace.close()
    say(_("Workspace ready: {path}").format(path=workspace.path))
    say(_("Next: palabre import FILE -w {path}").format(path=shlex.quote(str(folder))))
