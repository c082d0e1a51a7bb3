"""`palabre radar edit`: another query, subject or name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from palabre.cli._opening import WorkspaceOption, opened
from palabre.cli._queries import QUERY, FromOption, in_our_language, pointed_at, say_remarks
from palabre.cli._telling import say
from palabre.cli.radar._saving import SUBJECT_HELP, NameArgument, QueueOption, read_history
from palabre.errors import UsageError
from palabre.model import Subject
from palabre.words import N_, _

if TYPE_CHECKING:
    from palabre.query import Remark

HELP = N_("Change the query, the subject or the name of a radar; another query reads history again.")
QUERY_HELP = N_("The new query, between quotation marks.")


def command(
    name: NameArgument,
    query: Annotated[str | None, typer.Argument(help=_(QUERY_HELP), metavar=QUERY)] = None,
    workspace: WorkspaceOption = None,
    subject: Annotated[Subject | None, typer.Option(help=_(SUBJECT_HELP), show_default=False)] = None,
    new_name: Annotated[str | None, typer.Option("--name", help=_(N_("Its new name.")), show_default=False)] = None,
    product: FromOption = None,
    queue: QueueOption = False,
) -> None:
    """Until history was read again, pages show the mentions of the version before."""
    from palabre.listen import radars
    from palabre.query import judged, parse, said

    if query is subject is new_name is None:
        raise UsageError("cli-missing", name=f"{QUERY}, --subject, --name", help="palabre radar edit --help")
    with opened(workspace) as ws:
        before, ours = ws.radars.one(name), query
        remarks: tuple[Remark, ...] = ()
        if query is not None:
            with pointed_at(query):
                ours = in_our_language(query, product)
                remarks = judged(parse(ours))
        radar = radars.save_changes(ws, name, query=ours, subject=subject, new_name=new_name, queue=False)
        say_remarks(remarks)
        say(f"{radar.name}: {said(parse(radar.query))}")
        if radar.version != before.version:
            read_history(ws, radar, queue=queue)
