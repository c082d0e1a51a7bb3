"""`palabre radar remove`: a radar is no more."""

from __future__ import annotations

from typing import Annotated

import typer

from palabre.cli._opening import WorkspaceOption, opened
from palabre.cli._telling import remark, say
from palabre.cli.radar._saving import NameArgument
from palabre.words import N_, _, ngettext, number

HELP = N_("Remove a radar with its mentions; the posts stay.")
YES = frozenset({"y", "yes", "o", "oui"})


def command(
    name: NameArgument,
    workspace: WorkspaceOption = None,
    yes: Annotated[bool, typer.Option("--yes", help=_(N_("Do not ask first.")))] = False,
) -> int:
    """Asks first; status 1 when the answer is no, or when nobody is there to answer."""
    from palabre.cli import DONE, REFUSED
    from palabre.listen import radars

    with opened(workspace) as ws:
        radar = ws.radars.one(name)
        question = ngettext(
            "Remove the radar “{name}” and its {n} mention? [y/N]",
            "Remove the radar “{name}” and its {n} mentions? [y/N]",
            n := radars.count(ws, radar),
        )
        if not yes and not _is_confirmed(question.format(name=radar.name, n=number(n))):
            remark(_("Nothing was removed. To remove it without being asked, add --yes."))
            return REFUSED
        radars.remove(ws, name)
        told = _("{name}: removed. Its mentions leave the files within a day, or now with: palabre compact")
        say(told.format(name=radar.name))
    return DONE


def _is_confirmed(question: str) -> bool:
    import sys

    remark(question)
    return sys.stdin.readline().strip().casefold() in YES
