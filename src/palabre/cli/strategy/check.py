"""`palabre strategy check`: what the judge says of a strategy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from palabre.cli._opening import JsonOption, WorkspaceOption, opened
from palabre.cli._telling import say, say_json
from palabre.cli.strategy._findings import finding_as_json, override_as_json, tell_finding
from palabre.words import N_, _

if TYPE_CHECKING:
    from datetime import date

    from palabre.strategy.adopting import Drafted

HELP = N_("Judge the strategy: line and column, what is wrong, why it matters, what to do.")
FILE_HELP = N_("A strategy to judge by itself; else that of the workspace, with all that the workspace knows.")


def command(
    file: Annotated[Path | None, typer.Argument(help=_(FILE_HELP), metavar="FILE", show_default=False)] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> int:
    """Status 1 when errors stand, 0 with warnings, notes and errors that someone overrode."""
    from palabre.store.strategy_file import strategy_path
    from palabre.strategy.adopting import drafted, judged_alone, judged_in

    content = _content(file) if file is not None else b""
    if file is not None and workspace is None:
        draft, name = judged_alone(content, today=_today()), str(file)
    else:
        with opened(workspace) as ws:
            draft = judged_in(ws, content) if file is not None else drafted(ws)
            name = str(file or strategy_path(ws.path))
    if as_json:
        say_json({"file": name, **_as_json(draft)})
    else:
        _tell(draft, name)
    return 1 if draft.faced.errors else 0


def _content(file: Path) -> bytes:
    from palabre.errors import NotFound

    if not file.exists():
        raise NotFound("file-not-there", file=file)
    if not file.is_file():
        raise NotFound("not-a-file", file=file)
    return file.read_bytes()


def _today() -> date:
    from palabre.run import clock

    return clock.now().date()


def _tell(draft: Drafted, name: str) -> None:
    overridden = {id(finding): override for finding, override in draft.faced.overridden}
    for finding in draft.judgement.findings:
        tell_finding(say, finding, file=name, place=draft.place_of(finding), override=overridden.get(id(finding)))
    for one in draft.faced.unneeded:
        told = _("The override {override} of {code} at {place}, by {by}, is no longer needed: there is no such error.")
        say(told.format(override=one.override_id, code=one.code, place=one.place, by=one.by))
    counts = _counts(draft)
    if not draft.judgement.findings:
        say(_("Nothing to say against this strategy."))
        return
    told = _("Errors: {errors}. Overridden: {overridden}. Warnings: {warnings}. Notes: {notes}.")
    say(told.format(**counts))


def _counts(draft: Drafted) -> dict[str, int]:
    return {
        "errors": len(draft.faced.errors),
        "overridden": len(draft.faced.overridden),
        "warnings": len(draft.judgement.of("warning")),
        "notes": len(draft.judgement.of("note")),
    }


def _as_json(draft: Drafted) -> dict[str, Any]:
    overridden = {id(finding): override for finding, override in draft.faced.overridden}
    return {
        "is_readable": draft.written.is_readable,
        **_counts(draft),
        "findings": [
            finding_as_json(one, place=draft.place_of(one), override=overridden.get(id(one)))
            for one in draft.judgement.findings
        ],
        "unneeded_overrides": [override_as_json(one) for one in draft.faced.unneeded],
    }
