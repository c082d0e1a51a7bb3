"""`palabre radar add`: a query saved under a name."""

from __future__ import annotations

from typing import Annotated

import typer

from palabre.cli._opening import WorkspaceOption, opened
from palabre.cli._queries import QUERY, FromOption, in_our_language, pointed_at, say_remarks
from palabre.cli._telling import say
from palabre.cli.radar._saving import SUBJECT_HELP, NameArgument, QueueOption, read_history
from palabre.model import Subject
from palabre.words import N_, _

HELP = N_("Save a query as a radar and read history with it; from then on each new post is matched as it comes in.")


def command(
    name: NameArgument,
    query: Annotated[str, typer.Argument(help=_(N_("The query, between quotation marks.")), metavar=QUERY)],
    subject: Annotated[Subject, typer.Option(help=_(SUBJECT_HELP))],
    workspace: WorkspaceOption = None,
    product: FromOption = None,
    queue: QueueOption = False,
) -> None:
    """Prints the query as it is read, then how many mentions history gave."""
    from palabre.listen import radars
    from palabre.query import judged, parse, said

    with opened(workspace) as ws:
        with pointed_at(query):
            ours = in_our_language(query, product)
            remarks = judged(parse(ours))
        radar = radars.save_new(ws, name=name, query=ours, subject=subject, queue=False)
        say_remarks(remarks)
        say(f"{radar.name}: {said(parse(radar.query))}")
        read_history(ws, radar, queue=queue)
