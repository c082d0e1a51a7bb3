"""One command for each kind of source, made from its settings when it is asked for."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Annotated, Any

import typer
import typer.main

from palabre.cli._application import AllCommands, OneCommand
from palabre.cli._opening import WorkspaceOption
from palabre.words import N_, _
from palabre.words.sources import hears

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer import _click
    from typer._click.core import Context
    from typer.core import TyperCommand

    from palabre.sources import Setting, Source

    Add = Callable[[type[Source], dict[str, Any]], int]

OURS_HELP = N_("This is our own place: keep all that is said there, whether or not a radar matches it.")
PRIVATE_HELP = N_("Let it reach a machine of a private network: the one its address names, and no other.")
CONTACT_HELP = N_("Where the people behind a site can reach you, shown to every server; kept for this workspace.")
SECRET_HELP = N_("Ask for it without showing it; where nobody types, it is the next line of standard input.")
OURS = {
    "workspace": (WorkspaceOption, None),
    "ours": (Annotated[bool, typer.Option("--ours", help=_(OURS_HELP))], False),
    "allow_private": (Annotated[bool, typer.Option("--allow-private", help=_(PRIVATE_HELP))], False),
    "contact": (Annotated[str | None, typer.Option("--contact", help=_(CONTACT_HELP), show_default=False)], None),
}
PREFIX = "given_"


class Kinds(AllCommands):
    """The kinds of sources, as commands; `add` is what each does with its kind and what was typed."""

    add: Add

    @classmethod
    def every(cls) -> dict[str, TyperCommand]:
        """The command of each kind by its name, for the page that lists them all."""
        from palabre.sources import every_source

        return {kind.name: command_of(kind, cls.add) for kind in every_source()}

    def list_commands(self, ctx: Context) -> list[str]:
        """The names of the kinds."""
        from palabre.sources import every_source

        return [kind.name for kind in every_source()]

    def get_command(self, ctx: Context, cmd_name: str) -> _click.Command | None:
        """The command of a kind; raises `UsageError` with those there are."""
        from palabre.sources import source_named

        if cmd_name.startswith("-"):
            return None
        return command_of(source_named(cmd_name), type(self).add)


def command_of(kind: type[Source], add: Add) -> TyperCommand:
    """The command that adds a source of a kind, with an option for each of its settings."""

    def command(**typed: Any) -> int:  # noqa: ANN401 - what was typed, by parameter
        return add(kind, typed)

    asked = {PREFIX + one.name: _asked(one) for one in kind.settings} | OURS
    keyword = inspect.Parameter.KEYWORD_ONLY
    command.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(name, keyword, default=value, annotation=of) for name, (of, value) in asked.items()]
    )
    command.__annotations__ = {name: of for name, (of, _value) in asked.items()}
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(kind.name, cls=OneCommand, help=about(kind))(command)
    made: Any = typer.main.get_command(app)
    return made  # type: ignore[no-any-return]


def about(kind: type[Source]) -> str:
    """What a kind hears, for the list of kinds."""
    return hears(kind.name, kind.__doc__) or _(kind.title)


def _asked(one: Setting) -> tuple[Any, Any]:
    """The type and the default of the parameter of a setting; what is required is checked with all the rest."""
    told = _told(one)
    flag = "--" + one.name.replace("_", "-")
    if one.secret:
        return Annotated[bool, typer.Option(flag, help=f"{told} {_(SECRET_HELP)}")], False
    if one.first and one.many:
        return Annotated[list[str] | None, typer.Argument(help=told, metavar=one.name.upper())], None
    if one.first:
        return Annotated[str, typer.Argument(help=told, metavar=one.name.upper(), show_default=False)], ""
    metavar = "|".join(one.choices) or one.name.upper()
    if one.many:
        return Annotated[list[str] | None, typer.Option(flag, help=told, metavar=metavar)], None
    return Annotated[str, typer.Option(flag, help=told, metavar=metavar, show_default=bool(one.default))], one.default


def _told(one: Setting) -> str:
    """A setting in words, with an example."""
    sentences = [_(one.title).rstrip(".") + ".", _(one.help) if one.help else ""]
    if one.example and one.example != one.default:
        sentences.append(_("Such as: {example}").format(example=one.example))
    if one.required:
        sentences.append(_("[required]"))
    return " ".join(filter(None, sentences))
