"""What `run`, `web` and `demo` share: where to answer, and the line that says so."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from palabre.cli._telling import remark
from palabre.words import N_, _

HOST_HELP = N_("Where to listen; anything but this machine must be asked for.")
ALLOW_HELP = N_("A host name this server answers to besides this machine; may be repeated.")
HostOption = Annotated[str, typer.Option(help=_(HOST_HELP))]
PortOption = Annotated[int, typer.Option(min=0, max=65535, help=_(N_("The port.")))]
AllowOption = Annotated[list[str] | None, typer.Option("--allow-host", help=_(ALLOW_HELP))]


def serve_until_stopped(
    path: Path, *, host: str, port: int, allow: list[str] | None, with_worker: bool, page: str = ""
) -> None:
    """Serves a workspace and says where, until it is stopped; `page` is the one to open first."""
    from palabre.run.serving import serve

    def say_ready(address: str) -> None:
        remark(_("Palabre answers at {address} — Ctrl-C stops it.").format(address=address + page))

    serve(path, host=host, port=port, with_worker=with_worker, allowed_hosts=tuple(allow or ()), ready=say_ready)
