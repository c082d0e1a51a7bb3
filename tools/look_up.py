"""The look-up pages that the code itself can write: commands and the strategy file in both languages, tables, formats.

python -m tools.look_up           writes the pages
python -m tools.look_up NAME      prints one, in the language of the process

A command speaks the language that its process chose when it was loaded: each page is made in a process of its own.
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from palabre import cli, words
from palabre.imports import formats
from palabre.imports._known import KnownTable
from palabre.imports._series import KnownSeries
from palabre.model import tables
from palabre.strategy.schema import schema_text
from tools.build_web import compile_words
from tools.look_up_findings import findings_lines
from tools.look_up_strategy import strategy_lines
from tools.verdict import ROOT, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from typer.core import TyperCommand, TyperOption

FOLDER = Path("docs/look-up")
# No line of ours is that long: the width of a terminal then decides nothing.
WIDE = "10000"
KINDS: dict[object, str] = {Path: "PATH", str: "TEXT", int: "NUMBER", float: "NUMBER", datetime: "YYYY-MM-DD"}
WORDS = {
    "en": {
        "title": "Commands",
        "made": "This page is made from the commands themselves; `palabre COMMAND --help` says the same.",
        "twin": "[En français](commandes.md).",
        "statuses": "Exit statuses",
        "status": "status",
        "means": "means",
        "argument": "argument",
        "option": "option",
        "says": "says",
        "default": "default",
        "required": "required",
        "all": "Every command also takes `--help`. Answers go to standard output; progress, remarks and refusals to "
        "standard error. `PALABRE_LANG` (`en` or `fr`) chooses the language, `PALABRE_WORKSPACE` the workspace.",
    },
    "fr": {
        "title": "Commandes",
        "made": "Cette page est tirée des commandes elles-mêmes ; `palabre COMMANDE --help` dit la même chose.",
        "twin": "[In English](commands.md).",
        "statuses": "Codes de sortie",
        "status": "code",
        "means": "sens",
        "argument": "argument",
        "option": "option",
        "says": "rôle",
        "default": "par défaut",
        "required": "obligatoire",
        "all": "Toute commande accepte aussi `--help`. Les réponses vont sur la sortie standard ; l’avancement, les "
        "remarques et les refus sur la sortie d’erreur. `PALABRE_LANG` (`en` ou `fr`) choisit la langue, "
        "`PALABRE_WORKSPACE` l’espace.",
    },
}
STATUSES = {
    cli.DONE: {"en": "done", "fr": "c’est fait"},
    cli.REFUSED: {
        "en": "refused, nothing was done: standard error says why and what to do now",
        "fr": "refus, rien n’a été fait : la sortie d’erreur dit pourquoi et que faire",
    },
    cli.WRONG: {"en": "the command or its query is misspelt", "fr": "la commande ou sa requête est mal écrite"},
    cli.PARTLY: {
        "en": "partly done: some rows or files were refused, the others are in",
        "fr": "fait en partie : des lignes ou des fichiers ont été refusés, le reste est entré",
    },
    cli.INTERRUPTED: {
        "en": "interrupted: what was committed stays; run it again to finish",
        "fr": "interruption : ce qui était enregistré le reste ; relancez pour finir",
    },
}
ABOUT = {
    "posts": "What was said: one row per post, as it was first heard.",
    "enrichments": "What a model of one version thinks of a post.",
    "metrics": "The counters of a post at one moment; a row is added when one of them changes. Blank is unknown.",
    "revisions": "Later words of a post: what its author or its network changed after it was first heard.",
    "pictures": "The pictures of posts, fetched once and dropped: two that show the same thing have nearly the same "
    "`phash`; `failure` says why one has none.",
    "interactions": "An actor acts towards another: reply, repost, quote, callout, like, follow.",
    "account_metrics": "What a network counted for a whole account on one day; a row is added when a later export says "
    "otherwise.",
    "actors": "An account as it looked at one moment; a row is added when something in it changes.",
    "mentions": "The posts that a radar matched, with what pages need to show and count them.",
    "gaps": "When a source was not, or not fully, heard, and why.",
    "deletions": "What must be hidden at once and gone after compaction. The id alone is kept, to refuse it next time.",
    "posts_day": "Posts and distinct accounts a day, by network, language and kind; rebuilt for the days touched.",
    "mentions_day": "Mentions and distinct accounts a day, by radar, network and language.",
    "terms_day": "Tags and other terms a day, with how many posts and distinct accounts used them.",
    "uses_day": (
        "What posts use a day: `what` is `account`, `place`, `tag`, `site`, `link` or `word`, the most used of the day "
        "only; `read` is how many posts the words were read in."
    ),
    "mention_uses_day": "The same for the mentions that pages show of each radar.",
}
TABLES_SAY = """\
The tables that `palabre sql`, `ws.sql(…)` and any reader of Delta Lake see in `lake/`. This page is made from the code.
Every table is cut by the UTC month of its time column and holds one row per key. Through Palabre what was erased is
never seen; another reader of the files sees it until `palabre compact`."""
FORMATS_SAY = """\
What `palabre import` reads. This page is made from the code. The content of a file tells its format, never its name;
`--format NAME` decides when it cannot. Each may be plain, gzip, zstd, zip or tar."""
TOOLS_SAY = """\
A table is known by these columns, whatever holds it (CSV, spreadsheet, JSON records, Parquet) and whatever else it has.
Case, accents' form and blanks of headers do not count. Of two tools that both fit, the one that asks for more wins.
The time zone of dates “as written” without an offset is asked for with `--timezone`; “days” need `--account`, which
names whose figures they are.

How to export from each tool: [Import what your tools export](../do/import-tool-exports.md)."""
TYPES = {
    "i64": "64-bit whole number",
    "i32": "32-bit whole number",
    "f32": "32-bit number with decimals",
    "f64": "64-bit number with decimals",
    "bool": "true or false",
    "str": "text",
    "ts": "moment, UTC, to the microsecond",
    "list<str>": "list of texts",
    "list<i64>": "list of 64-bit whole numbers",
    "list<media>": "list of media: kind, alternative text, address, likeness",
}


def _cell(text: object) -> str:
    return str(text).replace("|", "\\|").replace("\n", " ")


def _table(headers: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    if rows:
        yield from ("", f"| {' | '.join(headers)} |", f"|{'---|' * len(headers)}")
        yield from (f"| {' | '.join(map(_cell, row))} |" for row in rows)


def command_lines() -> Iterator[str]:
    """The page of commands, in the language of the process."""
    said = WORDS[words.language()]
    yield from (
        f"# {said['title']}",
        "",
        f"{said['made']} {said['twin']}",
        "",
        said["all"],
        "",
        f"## {said['statuses']}",
    )
    yield from _table(
        (said["status"], said["means"]), [(f"`{n}`", told[words.language()]) for n, told in STATUSES.items()]
    )
    for name, command in commands().items():
        yield from ("", f"## palabre {name}", "", str(command.help))
        yield from ("", "```console no-run", f"$ palabre {name}{''.join(_usage(command))}", "```")
        yield from _parameters(command, "argument", said)
        yield from _parameters(command, "option", said)


def commands() -> dict[str, TyperCommand]:
    """Every command by its name, as the command line loads them."""
    import typer.main

    app = typer.Typer(add_completion=False)
    several: dict[str, TyperCommand] = {}
    for name, module in cli.commands():
        loaded = importlib.import_module(module)
        app.command(name, help=words._(loaded.HELP))(loaded.command)
        if under := getattr(loaded, "Under", None):
            several |= {f"{name} {one}": command for one, command in under.every().items()}
    group = typer.main.get_command(app)
    found: dict[str, TyperCommand] = {**group.commands, **several}  # type: ignore[attr-defined]
    return {name: found[name] for name in sorted(found)}


def _params(command: TyperCommand) -> list[TyperOption]:
    """Arguments and options as one type: they have the same words here."""
    return cast("list[TyperOption]", command.params)


def _usage(command: TyperCommand) -> Iterator[str]:
    if any(one.param_type_name == "option" and not one.required for one in _params(command)):
        yield " [OPTIONS]"
    for one in _params(command):
        if one.required:
            yield f" {_named(one)}" if one.param_type_name == "argument" else f" {one.opts[0]} {_kind(one)}"
    yield from (
        f" [{_named(one)}]" for one in _params(command) if not one.required and one.param_type_name == "argument"
    )


def _parameters(command: TyperCommand, sort: str, said: dict[str, str]) -> Iterator[str]:
    rows = [
        (_spelt(one), one.help or "", said["required"] if one.required else _default(one))
        for one in _params(command)
        if one.param_type_name == sort and not one.hidden
    ]
    return _table((said[sort], said["says"], said["default"]), rows)


def _spelt(one: TyperOption) -> str:
    if one.param_type_name == "argument":
        return f"`{_named(one)}`"
    kind = _kind(one)
    return ", ".join(f"`{name}{' ' + kind if kind else ''}`" for name in (*one.opts, *one.secondary_opts))


def _named(one: TyperOption) -> str:
    name = one.metavar or (_kind(one) if one.type_descriptor.is_choice else str(one.name).upper())
    return name + ("..." if one.nargs != 1 else "")


def _kind(one: TyperOption) -> str:
    """What may be written after an option: choices as they are, else a word for the type; nothing for a switch."""
    wanted: object = one.type_descriptor.annotation
    if one.type_descriptor.is_choice:
        return "|".join(map(str, one.type_descriptor.choices or ()))
    return "" if wanted is bool else KINDS.get(wanted, "TEXT")


def _default(one: TyperOption) -> str:
    if isinstance(one.default, bool) or one.default is None or one.default == ():
        return ""
    return f"`{one.default}`"


def table_lines() -> Iterator[str]:
    """The page of the lake's tables."""
    yield from ("# Tables", "", TABLES_SAY)
    yield from _table(("type", "is"), [(f"`{name}`", meaning) for name, meaning in TYPES.items()])
    for table in tables.TABLES.values():
        keys = ", ".join(f"`{name}`" for name in table.key)
        yield from ("", f"## {table.name}", "", ABOUT[table.name], "", f"Key: {keys}. Time: `{table.time}`.")
        yield from _table(("column", "type"), [(f"`{name}`", f"`{kind}`") for name, kind in table.columns])


def format_lines() -> Iterator[str]:
    """The page of the formats that imports read: ours, not those of packages that happen to be installed here."""
    yield from ("# Import formats", "", FORMATS_SAY)
    ours = [one for one in formats() if type(one).__module__.startswith("palabre.imports.")]
    rows = [
        (f"`{one.name}`", words._(one.title), "through a [mapping](mapping.md)" if one.generic else "as it is")
        for one in ours
    ]
    yield from _table(("name", "format", "read"), rows)
    yield from ("", "## Tables of known tools", "", TOOLS_SAY)
    tools = [one for one in ours if isinstance(one, KnownTable)]
    yield from _table(("name", "has these columns", "dates"), [_tool_row(one) for one in tools])


def _tool_row(tool: KnownTable) -> tuple[str, str, str]:
    columns = " · ".join(_either(group) for group in tool.required)
    days = "days" if isinstance(tool, KnownSeries) else f"in {tool.timezone}" if tool.timezone else "as written"
    return f"`{tool.name}`", columns, days


def _either(names: Sequence[str]) -> str:
    """A column under each of the headers it may have; of many languages, the first few."""
    shown = " or ".join(f"`{name}`" for name in names[:3])
    return f"{shown}…" if len(names) > 3 else shown


def schema_lines() -> Iterator[str]:
    """The schema of the strategy file, for editors."""
    yield from schema_text(words.language()).splitlines()


PAGES: dict[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "commands.md": ("en", command_lines),
    "commandes.md": ("fr", command_lines),
    "tables.md": ("en", table_lines),
    "formats.md": ("en", format_lines),
    "strategy-file.md": ("en", strategy_lines),
    "fichier-de-strategie.md": ("fr", strategy_lines),
    "findings.md": ("en", findings_lines),
    "constats.md": ("fr", findings_lines),
    "strategy.schema.json": ("en", schema_lines),
    "strategy.schema.fr.json": ("fr", schema_lines),
}


def page(name: str) -> str:
    """A page as it should be today, made in a process of its own."""
    environment = {**os.environ, "PALABRE_LANG": PAGES[name][0], "COLUMNS": WIDE, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "tools.look_up", name],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


def faults(name: str) -> list[str]:
    """What is wrong with a page: it is not there, or is not what the code says now."""
    path = ROOT / FOLDER / name
    told = path.read_text(encoding="utf-8") if path.is_file() else ""
    return [] if told == page(name) else [f"{FOLDER / name}: not what the code says; run `make docs`"]


def main(names: list[str]) -> int:
    """Prints the page that is named, or writes them all."""
    if names:
        words.use(words.language_of_environment())
        print("\n".join(PAGES[names[0]][1]()))
        return 0
    compile_words(ROOT)
    for name in PAGES:
        (ROOT / FOLDER / name).write_text(page(name), encoding="utf-8")
    return tell("look-up", [])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
