"""`palabre import`: files into the lake."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from palabre.cli._counting import say_counts, say_notes
from palabre.cli._opening import JsonOption, WorkspaceOption, opened
from palabre.cli._telling import progress_bar, remark, say, say_json
from palabre.words import N_, _

if TYPE_CHECKING:
    from palabre.listen import Request
    from palabre.store import Workspace

HELP = N_("Bring files in: exports of networks and tools, or any table through a mapping.")
FORMAT_HELP = N_("The format, when it is not recognised by itself.")
MAPPING_HELP = N_("A YAML file that says which column is which; see --propose.")
TIMEZONE_HELP = N_("Where dates without an offset were written, as Europe/Paris.")
ACCOUNT_HELP = N_("Whose export it is, when the file does not say it: the name of the account on its network.")
QUEUE_HELP = N_("Hand the files to the worker of `palabre run` and return at once.")
PROPOSE_HELP = N_("Print a mapping for the file, to correct and give to --mapping; import nothing.")


def command(
    files: Annotated[
        list[Path],
        typer.Argument(
            help=_(N_("The files, plain, gzip, zstd, zip or tar; or the folder of an unpacked archive.")),
            metavar="FILE",
        ),
    ],
    workspace: WorkspaceOption = None,
    format: Annotated[str, typer.Option(help=_(FORMAT_HELP))] = "auto",
    mapping: Annotated[Path | None, typer.Option(help=_(MAPPING_HELP))] = None,
    timezone: Annotated[str | None, typer.Option(help=_(TIMEZONE_HELP))] = None,
    account: Annotated[str | None, typer.Option(help=_(ACCOUNT_HELP), metavar="NAME")] = None,
    queue: Annotated[bool, typer.Option("--queue", help=_(QUEUE_HELP))] = False,
    propose: Annotated[bool, typer.Option("--propose", help=_(PROPOSE_HELP))] = False,
    as_json: JsonOption = False,
) -> int:
    """Imports each file and says what became of its rows; status 3 when some rows or files were refused."""
    from palabre.imports import propose_mapping
    from palabre.listen import Request, queue_import

    if propose:
        for file in files:
            say(propose_mapping(file))
        return 0
    requests = [
        Request(path=file, format=format, mapping=mapping, timezone=timezone, account=account) for file in files
    ]
    with opened(workspace) as ws:
        if queue:
            for request in requests:
                say(_("Queued as job {job}: {file}").format(job=queue_import(ws, request), file=request.path.name))
            return 0
        return _import_each(ws, requests, as_json=as_json)


def _import_each(workspace: Workspace, requests: list[Request], *, as_json: bool) -> int:
    from palabre.cli import PARTLY
    from palabre.errors import PalabreError
    from palabre.listen import Imported, import_here
    from palabre.run.priority import step_aside
    from palabre.words.messages import told

    step_aside()
    total, refused = Imported(), 0
    for request in requests:
        try:
            with progress_bar(request.path.name) as progress:
                done = import_here(workspace, request, progress)
        except PalabreError as problem:
            if len(requests) == 1:
                raise
            remark(f"{request.path.name}: {told(problem)}")
            refused += 1
            continue
        total += done.counts
        say_notes(done)
        if not as_json:
            say_counts(done)
    if as_json:
        say_json(total.as_json())
    elif total.stored:
        remark(_("What is there, in plain words: palabre overview -w {path}").format(path=quote(str(workspace.path))))
    if refused == len(requests):
        return 1
    return PARTLY if refused or total.rejected else 0
