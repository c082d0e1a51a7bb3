"""`palabre doctor`: what is wrong with a workspace, and what was mended."""

from __future__ import annotations

from typing import Annotated

import typer

from palabre.cli._opening import JsonOption, WorkspaceOption, workspace_path
from palabre.cli._telling import progress_bar, say, say_json
from palabre.words import N_, _
from palabre.words.messages import sentence

HELP = N_("Examine a workspace, say what is wrong and mend it.")


def command(
    workspace: WorkspaceOption = None,
    look: Annotated[bool, typer.Option("--look", help=_(N_("Only look; mend nothing.")))] = False,
    as_json: JsonOption = False,
) -> int:
    """Status 0 in good health or once mended, 1 when something is left to do."""
    from palabre.run import clock
    from palabre.store.doctor import examine, is_healthy

    path = workspace_path(workspace)
    with progress_bar(_("Examining")) as progress:
        found = examine(path, mend=not look, clock=clock.now, wait=clock.wait, progress=progress)
    if as_json:
        told = [{"what": one.message_id, "mended": one.mended, "is_fault": one.is_fault, **one.fields} for one in found]
        say_json({"healthy": is_healthy(found), "findings": told})
    elif not found:
        say(_("All is well."))
    else:
        for one in found:
            mark = _("mended") if one.mended else _("to do") if one.is_fault else _("to know")
            say(f"[{mark}] {sentence(one.message_id, one.fields)}")
    return 0 if is_healthy(found) else 1
