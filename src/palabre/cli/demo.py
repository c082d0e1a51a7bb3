"""`palabre demo`: one command from nothing, or from a real file, to the page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from palabre.cli._counting import say_counts, say_notes
from palabre.cli._serving import PortOption, serve_until_stopped
from palabre.cli._telling import progress_bar, remark, say
from palabre.words import N_, _, language, ngettext, number

HELP = N_("Prepare a demonstration workspace and serve it: a fictional story, or your own export.")
LANG_HELP = N_("The language of the story and its pages; yours by default.")


def command(
    file: Annotated[Path | None, typer.Argument(help=_(N_("Your own export, instead of the story.")))] = None,
    folder: Annotated[Path, typer.Option("--dir", help=_(N_("Where the workspace goes.")))] = Path("demo-workspace"),
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help=_(N_("Serve it, or stop once ready.")))] = True,
    lang: Annotated[Literal["fr", "en"] | None, typer.Option(help=_(LANG_HELP), show_default=False)] = None,
    timezone: Annotated[str | None, typer.Option(help=_(N_("Time zone of dates without an offset.")))] = None,
    mapping: Annotated[Path | None, typer.Option(help=_(N_("A mapping of the file's columns.")))] = None,
    port: PortOption = 8765,
) -> int:
    """Makes the workspace when it is not there, fills it, serves it; status 3 when some rows were refused."""
    from palabre.cli import PARTLY
    from palabre.listen import Request
    from palabre.run.demo import prepare_demo

    request = Request(path=file, timezone=timezone, mapping=mapping) if file else None
    with progress_bar(_("Preparing the demonstration")) as progress:
        done = prepare_demo(folder, lang=lang or language(), request=request, progress=progress)
    say(ngettext("{n} post in {path}", "{n} posts in {path}", done.posts).format(n=number(done.posts), path=done.path))
    if done.fiction:
        remark(_(done.fiction))
    if done.imported:
        say_notes(done.imported)
        say_counts(done.imported)
    if serve:
        page = "overview" if done.imported else ""
        serve_until_stopped(done.path, host="127.0.0.1", port=port, allow=None, with_worker=True, page=page)
    return PARTLY if done.imported and done.imported.counts.rejected else 0
