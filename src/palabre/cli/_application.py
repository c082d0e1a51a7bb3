"""The command line as Typer builds it, with what Typer alone says in English said in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand, TyperGroup

from palabre.words import N_, _

if TYPE_CHECKING:
    from typer._click.core import Context
    from typer.core import TyperOption

ABOUT = N_("Listen to public conversation, map the people in it, decide, animate, protect, measure and audit.")
HELP_HELP = N_("Show this message and exit.")
VERSION_HELP = N_("Print the version and exit.")
# Typer asks gettext for these; naming them here puts them in our catalogue.
TYPER_WORDS = (
    N_("Commands"),
    N_("Options"),
    N_("Arguments"),
    N_("default: {default}"),
    N_("[default: {}]"),
    N_("required"),
    N_("[required]"),
    N_("env var: {var}"),
    N_("[env var: {}]"),
)


class OneCommand(TyperCommand):
    """A command whose `--help` speaks the reader's language."""

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """The `--help` option."""
        return _spoken(super().get_help_option(ctx))


class AllCommands(TyperGroup):
    """The list of commands, whose `--help` speaks the reader's language."""

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """The `--help` option."""
        return _spoken(super().get_help_option(ctx))


def new_application() -> typer.Typer:
    """The command line, still without commands."""
    app = typer.Typer(
        cls=AllCommands,
        help=_(ABOUT),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_palabre)
    return app


def _palabre(
    version: Annotated[
        bool, typer.Option("--version", help=_(VERSION_HELP), callback=lambda asked: _say_version(asked), is_eager=True)
    ] = False,
) -> None:
    """Nothing but the version comes before a command; makes Typer keep the command's name on the line."""


def _say_version(asked: bool) -> None:
    from palabre import __version__
    from palabre.cli._telling import say

    if asked:
        say(__version__)
        raise typer.Exit


def _spoken(option: TyperOption | None) -> TyperOption | None:
    if option is not None:
        option.help = _(HELP_HELP)
    return option
