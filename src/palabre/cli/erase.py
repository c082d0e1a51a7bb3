"""`palabre erase`: a post, or an account with all its posts."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from palabre.cli._opening import JsonOption, WorkspaceOption, opened
from palabre.cli._telling import say, say_json
from palabre.words import N_, _, ngettext

HELP = N_("Erase a post, or an account with all its posts: hidden now, gone from the files after `palabre compact`.")
NAMED_HELP = N_("Its id here or on its network, its address, network:id, or the account's handle.")


def command(
    scope: Annotated[Literal["post", "actor"], typer.Argument(help=_(N_("What to erase.")))],
    named: Annotated[str, typer.Argument(help=_(NAMED_HELP), metavar="ID")],
    workspace: WorkspaceOption = None,
    ticket: Annotated[str | None, typer.Option(help=_(N_("The reference of the request, kept with it.")))] = None,
    as_json: JsonOption = False,
) -> None:
    """Hides it from every reader at once; it is refused on every later import."""
    from palabre.listen import erase

    with opened(workspace) as ws:
        erased = erase(ws, scope, named, now=ws.clock(), ticket=ticket)
    if as_json:
        say_json(erased.as_json())
        return
    hidden = ngettext("{n} post hidden.", "{n} posts hidden.", erased.posts).format(n=erased.posts)
    say(f"{erased.network}:{erased.native_id} — {hidden}")
    say(_("The files forget it within a day while `palabre run` is up, or now with: palabre compact"))
