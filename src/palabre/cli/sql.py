"""`palabre sql`: a SELECT over the lake's tables."""

from __future__ import annotations

from typing import Annotated

import typer

from palabre.cli._opening import JsonOption, WorkspaceOption, opened
from palabre.cli._telling import say_json, say_table
from palabre.words import N_, _

HELP = N_("Ask the lake in SQL: posts, actors, interactions, metrics, mentions, gaps and daily counts.")


def command(
    query: Annotated[str, typer.Argument(help=_(N_("A SELECT.")), metavar="SELECT")],
    workspace: WorkspaceOption = None,
    as_csv: Annotated[bool, typer.Option("--csv", help=_(N_("Print CSV.")))] = False,
    as_json: JsonOption = False,
) -> None:
    """Prints the answer as a table, CSV or JSON."""
    import sys

    from palabre.listen import ask_sql

    with opened(workspace) as ws:
        answer = ask_sql(ws, query)
    if as_csv:
        from pyarrow import csv

        csv.write_csv(answer, sys.stdout.buffer)
    elif as_json:
        say_json({"rows": answer.to_pylist()})
    else:
        say_table(answer.column_names, [tuple(row.values()) for row in answer.to_pylist()])
