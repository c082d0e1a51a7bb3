"""`palabre compact`: erased rows gone for good, small files merged."""

from __future__ import annotations

from palabre.cli._opening import JsonOption, WorkspaceOption, opened
from palabre.cli._telling import progress_bar, say, say_json
from palabre.words import N_, _, ngettext, number

HELP = N_("Rewrite the lake: erased rows gone for good, old texts forgotten, small files merged.")


def command(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Rewrites what can be and says what changed."""
    from palabre.listen.taking_stock.keeping import sweep
    from palabre.store.upkeep import tidy

    with opened(workspace) as ws, progress_bar(_("Rewriting")) as progress:
        done = tidy(ws, now=ws.clock(), everything=True, progress=progress)
        sweep(ws)
    if as_json:
        say_json(done.as_json())
        return
    erased = ngettext("{n} row erased for good.", "{n} rows erased for good.", done.rows_erased)
    say(erased.format(n=number(done.rows_erased)))
    say(
        _("{before} small files merged into {after}; {removed} old files removed.").format(
            before=number(done.files_before), after=number(done.files_after), removed=number(done.files_removed)
        )
    )
