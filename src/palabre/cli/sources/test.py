"""`palabre sources test`: does a source answer, and with what?"""

from __future__ import annotations

from typing import Annotated

import typer

from palabre.cli._opening import WorkspaceOption, opened
from palabre.cli._telling import say
from palabre.cli.sources._acting import NAME_HELP, found_by
from palabre.words import N_, _

HELP = N_("Try a source, or all of them: nothing is stored, and what listens to them is not disturbed.")


def command(
    source: Annotated[list[str] | None, typer.Argument(help=_(NAME_HELP), metavar="SOURCE")] = None,
    workspace: WorkspaceOption = None,
) -> int:
    """Prints what each found; status 1 when none answers, 3 when only some do."""
    from palabre.cli import DONE, PARTLY, REFUSED
    from palabre.errors import SourceError
    from palabre.listen import sources
    from palabre.words.messages import told

    answered = 0
    with opened(workspace) as ws:
        tried = (ws.sources.one(" ".join(source)),) if source else ws.sources.all()
        for one in tried:
            try:
                found, is_well = found_by(sources.test_source(ws, one)), True
            except SourceError as problem:
                found, is_well = told(problem), False
            answered += is_well
            mark = _("it answers") if is_well else _("it does not answer")
            say(f"{one.source_id}. {one.name} [{mark}] {found}")
    return DONE if answered == len(tried) else PARTLY if answered else REFUSED
