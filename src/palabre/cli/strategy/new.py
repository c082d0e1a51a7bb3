"""`palabre strategy new`: a strategy to begin with."""

from __future__ import annotations

import shlex
from typing import Annotated, Literal

import typer

from palabre.cli._opening import WorkspaceOption, opened
from palabre.cli._telling import say
from palabre.errors import StrategyRefused
from palabre.words import N_, _

HELP = N_("Write a first strategy.yaml in the workspace, with a comment for each thing to decide.")
TEMPLATE_HELP = N_("Who you speak for: a brand, an institution, an NGO, an open community, an event.")
LANG_HELP = N_("The language it is written in; that of the workspace unless told otherwise.")
Template = Literal["brand", "institution", "ngo", "open-community", "event"]


def command(
    template: Annotated[Template, typer.Option(help=_(TEMPLATE_HELP))],
    lang: Annotated[Literal["fr", "en"] | None, typer.Option(help=_(LANG_HELP), show_default=False)] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Writes the file and, beside it, the schema for editors; a strategy that is there is never overwritten."""
    from palabre.store.strategy_file import StrategyFile, strategy_path
    from palabre.strategy import schema
    from palabre.strategy.templates import template as text_of

    with opened(workspace) as ws:
        path, language = strategy_path(ws.path), lang or ws.settings.lang
        if StrategyFile(path).read().token:
            raise StrategyRefused("strategy-there-already", path=path)
        StrategyFile(path).write(text_of(template, language), expected="")
        (path.parent / schema.FILE_NAME).write_text(schema.schema_text(language), encoding="utf-8")
    say(_("Strategy begun: {path}").format(path=path))
    say(_("Fill it in, then: palabre strategy check -w {path}").format(path=shlex.quote(str(ws.path))))
