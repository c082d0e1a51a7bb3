"""A mapping as a file: the YAML that `load_mapping` reads back the same, and that a person can correct."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.imports.mapping import UNNAMED_NETWORK, is_template

if TYPE_CHECKING:
    from palabre.imports.mapping import Column, Mapping

_PLAIN_FIRST = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_YAML_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))


def text_of(mapping: Mapping) -> str:
    """The mapping as YAML."""
    lines = [f"network: {_quoted(mapping.network)}"] if mapping.network != UNNAMED_NETWORK else []
    if mapping.rows != "posts":
        lines.append(f"rows: {mapping.rows}")
    for key in ("timezone", "dates", "encoding"):
        if value := getattr(mapping, key):
            lines.append(f"{key}: {_quoted(value)}")
    lines.append("columns:")
    lines += [f"  {field}: {_column(column)}" for field, column in mapping.columns.items()]
    if mapping.constants:
        lines.append("constants:")
        lines += [f"  {field}: {_quoted(word)}" for field, word in mapping.constants.items()]
    if mapping.values:
        lines.append("values:")
        for field, words in mapping.values.items():
            lines.append(f"  {field}:")
            lines += [f"    {_quoted(held)}: {_quoted(meant)}" for held, meant in words.items()]
    return "\n".join(lines) + "\n"


def _column(column: Column) -> str:
    if isinstance(column, tuple):
        return "[" + ", ".join(map(_quoted, column)) + "]"
    # The reader of mappings takes {Name} for a template: within a list it does not.
    return _quoted(column)


def as_column(names: tuple[str, ...]) -> Column:
    """Columns of a file as an entry of a mapping: one by its name, unless its name would be read as a template."""
    return names[0] if len(names) == 1 and not is_template(names[0]) else names


def _quoted(word: str) -> str:
    plain = word.replace("_", "a").replace(" ", "a").replace("/", "a")
    if plain[:1] in _PLAIN_FIRST and plain.isascii() and plain.isalnum() and word.lower() not in _YAML_WORDS:
        return word.strip() if word == word.strip() else f'"{word}"'
    return '"' + "".join(map(_escaped, word)) + '"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return "\\" + letter
    if letter.isprintable():
        return letter
    return f"\\U{ord(letter):08x}"
