"""`palabre strategy diff`: what one version says that another does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from palabre.cli._opening import WorkspaceOption, opened
from palabre.cli._telling import say
from palabre.words import N_, _

if TYPE_CHECKING:
    from palabre.store import Workspace

HELP = N_("Tell what changed between two versions, thing by thing; the adopted one and the file unless told otherwise.")
BEFORE_HELP = N_("A version; the adopted one, or the last saved one, when none is given.")
AFTER_HELP = N_("A later version; the file when none is given.")


def command(
    before: Annotated[int | None, typer.Argument(help=_(BEFORE_HELP), metavar="A", show_default=False)] = None,
    after: Annotated[int | None, typer.Argument(help=_(AFTER_HELP), metavar="B", show_default=False)] = None,
    workspace: WorkspaceOption = None,
    text: Annotated[bool, typer.Option("--text", help=_(N_("Show the lines of the text that changed.")))] = False,
) -> None:
    """Prints a sentence for each thing that changed, or the lines of the text."""
    from palabre.store.strategy_text import read_strategy
    from palabre.strategy.comparing import compare_texts, text_difference
    from palabre.strategy.telling import changes_told

    with opened(workspace) as ws:
        (old, old_name), (new, new_name) = _before(ws, before), _after(ws, after)
    if text:
        lines = text_difference(old, new, names=(old_name, new_name))
        say(lines.rstrip("\n") or _("Nothing changed."))
        return
    say(_("From {before} to {after}:").format(before=old_name, after=new_name))
    for sentence in changes_told(compare_texts(read_strategy(old), read_strategy(new)), names=(old_name, new_name)):
        say(sentence)


def _before(ws: Workspace, version: int | None) -> tuple[str, str]:
    kept = ws.strategies
    found = kept.one(version) if version is not None else kept.adopted() or kept.latest()
    if found is None:
        return "", _("nothing")
    return found.text, _("version {version}").format(version=found.version)


def _after(ws: Workspace, version: int | None) -> tuple[str, str]:
    from palabre.strategy.adopting import drafted

    if version is not None:
        return ws.strategies.one(version).text, _("version {version}").format(version=version)
    return drafted(ws).written.text, _("the file")
