"""Reads a mapping file; every refusal says the line and the column, what is wrong there and what to write instead."""

from __future__ import annotations

import codecs
import difflib
import re
from typing import TYPE_CHECKING, Literal, NoReturn, cast
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, ValidationError

from palabre.errors import ImportRefused
from palabre.imports.mapping import ACTOR_FIELDS, DATE_FIELDS, POST_FIELDS, UNNAMED_NETWORK, Column, Mapping
from palabre.text.dates import DAY_FIRST, MONTH_FIRST

if TYPE_CHECKING:
    from pathlib import Path

    from ruamel.yaml.comments import CommentedMap

_LARGEST, _DEEPEST = 256 * 1024, 20
_BRACKETS = re.compile(r"[\[\]{}]")
# An alias repeats a part of the file: a few lines of them unfold into gigabytes.
_ALIAS = re.compile(r"^[^#\"']*(?:^|[\s\[,:-])\*\w", re.MULTILINE)
_NOT_OF_FILES = frozenset({"idna", "punycode", "undefined"})
_Word = str | int | float | bool | None


class _MappingFile(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    columns: dict[str | int, str | int | list[str | int] | None]
    network: str = UNNAMED_NETWORK
    timezone: str | None = None
    rows: Literal["posts", "actors"] = "posts"
    constants: dict[str, _Word] = {}
    values: dict[str, dict[str | int | bool | float, _Word]] = {}
    dates: str | None = None
    encoding: str | None = None


def read_mapping(path: Path) -> Mapping:
    """The mapping a file holds; raises `ImportRefused` naming the line and the column of the first mistake."""
    tree, plain = _tree(path)
    try:
        written = _MappingFile.model_validate(plain)
    except ValidationError as error:
        fault = error.errors()[0]
        place = tuple(key for key in fault["loc"] if isinstance(key, (str, int)))
        if fault["type"] == "extra_forbidden":
            known = tuple(_MappingFile.model_fields)
            _refuse(path, tree, place[:1], "mapping-unknown-key", key=place[0], nearest=_nearest(str(place[0]), known))
        if fault["type"] == "missing":
            _refuse(path, tree, (), "mapping-no-columns")
        _refuse(path, tree, place, "mapping-bad-shape", key=".".join(map(str, place[:2])))
    _check_fields(path, tree, written)
    _check_words(path, tree, written)
    return _mapping(written)


def _tree(path: Path) -> tuple[CommentedMap, object]:
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        text = path.read_bytes()[: _LARGEST + 1].decode("utf-8-sig")
        if len(text) > _LARGEST or _depth(text) > _DEEPEST or _ALIAS.search(text):
            raise ImportRefused("mapping-not-yaml", file=path.name, line=1, column=1)
        tree = YAML(typ="rt").load(text)
        plain = _plain(tree)
    except OSError as error:
        raise ImportRefused("mapping-unreadable", file=str(path), why=error.strerror or "") from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise ImportRefused("mapping-not-yaml", file=path.name, line=line, column=column) from error
    except (YAMLError, ValueError, RecursionError, NotImplementedError, AttributeError, TypeError) as error:
        raise ImportRefused("mapping-not-yaml", file=path.name, line=1, column=1) from error
    if not isinstance(tree, CommentedMap):
        raise ImportRefused("mapping-not-yaml", file=path.name, line=1, column=1)
    return tree, plain


def _depth(text: str) -> int:
    """How deep brackets go: the reader of YAML takes seconds over a few thousand of them."""
    depth = deepest = 0
    for sign in _BRACKETS.findall(text):
        depth += 1 if sign in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _plain(tree: object) -> object:
    """The tree in plain types: what keeps the lines of a file has numbers and words of its own."""
    if isinstance(tree, dict):
        return {_plain(key): _plain(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_plain(value) for value in tree]
    for kind in (bool, int, float, str):
        if isinstance(tree, kind):
            return kind(tree)
    return tree


def _check_fields(path: Path, tree: CommentedMap, written: _MappingFile) -> None:
    known = POST_FIELDS if written.rows == "posts" else ACTOR_FIELDS
    for key, names in (("columns", written.columns), ("constants", written.constants), ("values", written.values)):
        for name in map(str, names):
            if name not in known or (key == "constants" and name in DATE_FIELDS):
                nearest = _nearest(name, known)
                _refuse(path, tree, (key, name), "mapping-unknown-field", field=name, nearest=nearest)
    given = {str(name) for name, column in written.columns.items() if column} | set(written.constants)
    if written.rows == "posts":
        for name in ("text", "created_at"):
            if name not in given:
                _refuse(path, tree, ("columns",), "mapping-lacks-field", field=name)
    elif not given & {"author", "native_id"}:
        _refuse(path, tree, ("columns",), "mapping-lacks-field", field="author")


def _check_words(path: Path, tree: CommentedMap, written: _MappingFile) -> None:
    if written.timezone is not None:
        try:
            ZoneInfo(written.timezone)
        except (ValueError, OSError, KeyError):
            _refuse(path, tree, ("timezone",), "mapping-bad-timezone", timezone=written.timezone)
    if written.dates is not None and written.dates not in (DAY_FIRST, MONTH_FIRST) and "%" not in written.dates:
        _refuse(path, tree, ("dates",), "mapping-bad-dates", dates=written.dates)
    if written.encoding is not None:
        try:
            if not codecs.lookup(written.encoding)._is_text_encoding or written.encoding in _NOT_OF_FILES:
                raise LookupError(written.encoding)
            codecs.getincrementaldecoder(written.encoding)("strict").decode(b"")
        except (LookupError, ValueError, TypeError, AssertionError):
            _refuse(path, tree, ("encoding",), "mapping-bad-encoding", encoding=written.encoding)


def _mapping(written: _MappingFile) -> Mapping:
    columns = {str(name): _column(column) for name, column in written.columns.items() if column}
    values = {
        name: {str(key).casefold(): _word(value) for key, value in words.items()}
        for name, words in written.values.items()
    }
    return Mapping(
        columns=columns,
        network=written.network.strip().lower() or UNNAMED_NETWORK,
        timezone=written.timezone,
        rows=written.rows,
        constants={name: _word(value) for name, value in written.constants.items()},
        values=values,
        dates=written.dates,
        encoding=written.encoding,
    )


def _column(column: str | int | list[str | int]) -> Column:
    return tuple(map(str, column)) if isinstance(column, list) else str(column)


def _word(value: _Word) -> str:
    return "" if value is None else str(value)


def _nearest(name: str, known: tuple[str, ...]) -> str:
    found = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.0)
    return found[0] if found else ""


def _refuse(
    path: Path, tree: CommentedMap, place: tuple[str | int, ...], message_id: str, **fields: object
) -> NoReturn:
    line, column = _where(tree, place)
    raise ImportRefused(message_id, file=path.name, line=line, column=column, **fields)


def _where(tree: CommentedMap, place: tuple[str | int, ...]) -> tuple[int, int]:
    """Line and column of the deepest part of the place that the file holds, counted from 1."""
    node: object = tree
    line, column = 1, 1
    for key in place:
        marks = getattr(node, "lc", None)
        if marks is None:
            break
        try:
            line, column = (part + 1 for part in cast("tuple[int, int]", marks.key(key)))
            node = cast("CommentedMap", node)[key]
        except (KeyError, TypeError, IndexError, AttributeError):
            break
    return line, column
