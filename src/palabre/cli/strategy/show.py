"""`palabre strategy show`: the strategy at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from palabre.cli._opening import JsonOption, WorkspaceOption, opened
from palabre.cli._telling import say, say_json, say_text
from palabre.cli.strategy._deciding import VersionOption
from palabre.cli.strategy._glance import glance
from palabre.words import N_, _, day

if TYPE_CHECKING:
    from palabre.store import Workspace
    from palabre.store.strategy_text import Written

HELP = N_("Tell the strategy at a glance: objectives, audiences, places, who does what, indicators.")

TEXT_HELP = N_("Print the text as it was written, comments and all: it can be put back in the file.")


def command(
    version: VersionOption = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    text: Annotated[bool, typer.Option("--text", help=_(TEXT_HELP))] = False,
) -> None:
    """Prints the file as it is now, or a version as it was saved."""
    from dataclasses import asdict

    with opened(workspace) as ws:
        written = _written(ws, version)
        state = _state(ws, written, version)
    if text:
        say_text(written.text)
        return
    if as_json:
        shown: dict[str, Any] = {"version": version, "is_readable": written.is_readable}
        say_json(shown | {"unread": len(written.faults), "strategy": asdict(written.strategy)})
        return
    say(state)
    if written.faults:
        say(_("What cannot be read is left out. Places: {places}").format(places=len(written.faults)))
    for line in glance(written.strategy):
        say(line)


def _written(ws: Workspace, version: int | None) -> Written:
    from palabre.store.strategy_text import read_strategy
    from palabre.strategy.adopting import drafted

    return drafted(ws).written if version is None else read_strategy(ws.strategies.one(version).text)


def _state(ws: Workspace, written: Written, version: int | None) -> str:
    """Which version this is, and whether it is the one that holds."""
    held, latest = ws.strategies.adoption(), ws.strategies.latest()
    if version is None:
        version = next((one.version for one in ws.strategies.all() if one.text == written.text), None)
    if version is not None and held is not None and version == held.version:
        told = _("Version {version}, adopted by {by} on {day}")
        return told.format(version=version, by=held.by, day=day(held.at))
    if version is not None:
        return _("Version {version}, which does not hold").format(version=version)
    if latest is None:
        return _("The file as it is now; no version was saved yet")
    return _("The file as it is now, changed since version {version}").format(version=latest.version)
