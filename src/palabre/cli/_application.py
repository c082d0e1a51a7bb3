"""The command line as Typer builds it, with what Typer alone says in English said in the reader's language."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand, TyperGroup

from palabre.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    """A list of commands, whose `--help` speaks the reader's language."""

    def list_commands(self, ctx: Context) -> list[str]:
        """The names, in order, groups among the others."""
        return sorted(super().list_commands(ctx))

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """The `--help` option."""
        return _spoken(super().get_help_option(ctx))


def new_application(commands: Mapping[str, str]) -> typer.Typer:
    """The command line with some commands: by name, one of two words for those of a group, the module of each."""
    app = _new_group(_(ABOUT))
    app.callback()(_palabre)
    groups: dict[str, typer.Typer] = {}
    for name, module in commands.items():
        group, _blank, last = name.rpartition(" ")
        if group and group not in groups:
            groups[group] = _new_group(_(importlib.import_module(module.rpartition(".")[0]).HELP))
            # Even with one command loaded, its name stays on the line.
            groups[group].callback()(_nothing)
            app.add_typer(groups[group], name=group)
        loaded = importlib.import_module(module)
        if under := getattr(loaded, "Under", None):
            # Commands made when they are asked for, such as one for each kind of source.
            several = _new_group(_(loaded.HELP), under)
            several.callback()(loaded.command)
            groups.get(group, app).add_typer(several, name=last, subcommand_metavar=loaded.METAVAR)
        else:
            groups.get(group, app).command(last, cls=OneCommand, help=_(loaded.HELP))(loaded.command)
    return app


def _new_group(about: str, cls: type[AllCommands] = AllCommands) -> typer.Typer:
    return typer.Typer(
        cls=cls,
        help=about,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )


def _nothing() -> None:
    """Nothing comes between the name of a group and that of a command."""


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
