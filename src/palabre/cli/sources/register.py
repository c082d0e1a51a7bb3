"""`palabre sources register`: the register of processing."""

from __future__ import annotations

from typing import Annotated

import typer

from palabre.cli._opening import JsonOption, WorkspaceOption, opened
from palabre.cli._telling import say, say_json, say_table
from palabre.words import N_, _, moment
from palabre.words.sources import registered_name

HELP = N_("Print the register of processing: what was listened to, since when, by whom and why.")


def command(
    workspace: WorkspaceOption = None,
    as_csv: Annotated[bool, typer.Option("--csv", help=_(N_("Print CSV.")))] = False,
    as_json: JsonOption = False,
) -> None:
    """Prints one line per change, oldest first: removed sources are still in it."""
    import sys

    with opened(workspace) as ws:
        entries = ws.sources.register()
    if as_json:
        say_json({"register": entries})
    elif as_csv:
        from palabre.listen.sources import register_csv

        sys.stdout.buffer.write(register_csv(entries))
    elif not entries:
        say(_("Nothing was listened to yet."))
    else:
        headers = (_("when"), _("what"), _("source"), _("purpose"), _("by"))
        rows = [
            (
                moment(one["at"]),
                registered_name(one["what"]),
                f"{one['kind']} {one['label']}",
                one["purpose"],
                one["by"],
            )
            for one in entries
        ]
        say_table(headers, rows)
