"""What the commands that change a source share: which one, who does it, and what a trial found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from palabre.words import N_, _, moment, ngettext, number

if TYPE_CHECKING:
    from palabre.sources import Tested

NAME_HELP = N_("Its number, its name, or its kind and its name, as `palabre sources list` prints them.")
SourceArgument = Annotated[list[str], typer.Argument(help=_(NAME_HELP), metavar="SOURCE")]


def whoever_runs() -> str:
    """The name under which the system knows who types, for the register of processing."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "palabre"


def found_by(tested: Tested) -> str:
    """What a trial found, in a sentence."""
    if not tested.posts:
        return _("{title}: it answers; nothing was posted there lately.").format(title=tested.title)
    told = ngettext("{title}: {n} post found.", "{title}: {n} posts found.", tested.posts)
    if tested.newest is not None:
        told = ngettext(
            "{title}: {n} post found, of {newest}.", "{title}: {n} posts found, the newest of {newest}.", tested.posts
        )
    return told.format(
        title=tested.title, n=number(tested.posts), newest=moment(tested.newest) if tested.newest else ""
    )
