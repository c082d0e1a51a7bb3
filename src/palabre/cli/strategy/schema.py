"""`palabre strategy schema`: the shape of the file, for editors."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from palabre.cli._telling import say_text
from palabre.words import N_, _, language

HELP = N_("Print the JSON Schema of strategy.yaml: editors that read it complete names and explain fields.")
LANG_HELP = N_("The language of its explanations; yours unless told otherwise.")


def command(
    lang: Annotated[Literal["fr", "en"] | None, typer.Option(help=_(LANG_HELP), show_default=False)] = None,
) -> None:
    """Prints one JSON document."""
    from palabre.strategy.schema import schema_text

    say_text(schema_text(lang or language()))
