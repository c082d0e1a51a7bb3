"""Edits the text of a strategy: only what changes is written anew, all the rest stays as it was, byte for byte.

Comments above a field or an item go where it goes; a new field comes at its place in the order of the values; a value
that says nothing takes its field away. What was written is read again before it is given back: it must say what the
text said before, with the edit, or nothing is changed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, get_args, get_origin

from palabre.errors import StoreError
from palabre.model.strategy import Strategy
from palabre.store._strategy_nodes import NotYaml, composed
from palabre.store._strategy_shape import READ, Wrong, fields_of, plain
from palabre.store._strategy_sheet import Part, Sheet
from palabre.store._strategy_splices import (
    add,
    cut,
    has_comments,
    out_of_brackets,
    permute,
    put_in,
    replace_value,
    write_in_brackets,
    write_word,
)
from palabre.store._strategy_values import Lost, changed, list_change, plain_value, same, says
from palabre.store._strategy_values import plain as said_by
from palabre.store._strategy_writing import is_empty
from palabre.store.strategy_text import read_strategy

if TYPE_CHECKING:
    from palabre.model.strategy.findings import Path

Edit = Callable[[str], str]
_BOM = "\ufeff"


def set_at(text: str, path: Path, value: object) -> str:
    """The text with another value at a path; what is missing on the way is made, an empty value takes it away."""
    value = _tidy(value, _kind_at(path))
    if is_empty(value):
        return remove_at(text, path)
    return _edited(text, lambda body: _set(body, path, value), lambda tree: changed(tree, path, _always(value)))


def insert_at(text: str, path_of_list: Path, number: int, value: object) -> str:
    """The text with one more item before the one of that number, or after the last."""
    value = _tidy(value, _kind_at((*path_of_list, number)))

    def put(items: list[Any]) -> None:
        if not 0 <= number <= len(items):
            raise Lost
        items.insert(number, plain_value(value))

    return _edited(
        text,
        lambda body: _insert(body, path_of_list, number, value),
        lambda tree: changed(tree, path_of_list, list_change(put)),
    )


def remove_at(text: str, path: Path) -> str:
    """The text without what stands at a path, with the comments that belong to it; as it was when nothing does."""

    def without(tree: Any) -> Any:  # noqa: ANN401
        try:
            return changed(tree, path, lambda old: None)
        except Lost:
            return tree

    return _edited(text, lambda body: _remove(body, path), without)


def move_at(text: str, path_of_list: Path, number: int, to: int) -> str:
    """The text with an item of a list at another place in it; `to` is its number afterwards."""

    def move(items: list[Any]) -> None:
        if not (0 <= number < len(items) and 0 <= to < len(items)):
            raise Lost
        items.insert(to, items.pop(number))

    return _edited(
        text,
        lambda body: body if number == to else _move(body, path_of_list, number, to),
        lambda tree: changed(tree, path_of_list, list_change(move)),
    )


def _edited(text: str, edit: Edit, expected: Callable[[Any], Any]) -> str:
    body, read = text.removeprefix(_BOM), read_strategy(text)
    if not read.is_readable:
        raise StoreError("strategy-edit-unreadable", line=read.faults[0].line)
    try:
        wanted = expected(said_by(composed(body), body))
        after = edit(body)
        if after == body:
            return text
        if read_strategy(after).is_readable and same(said_by(composed(after), after), wanted):
            return text[: len(text) - len(body)] + after
    except (Lost, NotYaml) as fault:
        raise StoreError("strategy-edit-failed") from fault
    raise StoreError("strategy-edit-failed")


def _always(value: object) -> Callable[[Any], Any]:
    return lambda old: plain_value(value)


def _set(text: str, path: Path, value: Any) -> str:  # noqa: ANN401 - any value a strategy can hold
    sheet = Sheet(text)
    node = sheet.node(path)
    if node is not None and says(said_by(node, text), value):
        return text
    if is_empty(value):
        return _remove(text, path)
    if (above := sheet.brackets_above(path)) is not None:
        return _set_in_brackets(sheet, above, path, value)
    if not path and isinstance(value, dict):
        return _set_fields(text, path, value)
    if node is None:
        return _make(sheet, path, value)
    if isinstance(value, dict) and node.what == "fields" and node.pairs and not node.tag:
        return _set_fields(text, path, value)
    if isinstance(value, list) and node.what == "list" and node.items and not node.tag:
        return _set_list(text, path, value)
    return replace_value(sheet, _there(sheet.part(path)), value)


def _set_in_brackets(sheet: Sheet, above: Path, path: Path, value: Any) -> str:  # noqa: ANN401
    node = sheet.node(path)
    if node is not None and node.what == "word" and above != path and _is_line(value):
        return write_word(sheet, node, value)
    return _in_brackets(sheet, above, path, lambda old: value, lambda text: _set(text, path, value))


def _is_line(value: object) -> bool:
    return not isinstance(value, (list, dict)) and "\n" not in str(value)


def _there(part: Part | None) -> Part:
    if part is None:
        raise Lost
    return part


def _set_fields(text: str, path: Path, value: dict[str, Any]) -> str:
    node = Sheet(text).node(path)
    for key, one in value.items():
        text = _set(text, (*path, key), one) if not is_empty(one) else text
    for name, _ in node.pairs if node else ():
        if is_empty(value.get(name.word)):
            text = _remove(text, (*path, name.word))
    return text


def _set_list(text: str, path: Path, value: list[Any]) -> str:
    """What is the same stays where it is; what stands between is set, put in or taken out."""
    said = said_by(Sheet(text).node(path), text)
    old = [repr(one) for one in said]
    new = [repr(next((tree for tree in said if says(tree, one)), plain_value(one))) for one in value]
    for what, start, end, begin, stop in reversed(SequenceMatcher(None, old, new, autojunk=False).get_opcodes()):
        if what == "equal":
            continue
        for number in reversed(range(max(end - start, stop - begin))):
            here, there = start + number, begin + number
            if there >= stop:
                text = _remove(text, (*path, here))
            elif here >= end:
                text = _insert(text, path, end, value[there])
            else:
                text = _set(text, (*path, here), value[there])
    return text


def _make(sheet: Sheet, path: Path, value: Any) -> str:  # noqa: ANN401
    """Writes what is not there yet, with the parts above it that are not there either."""
    above = len(path) - 1
    while above and ((node := sheet.node(path[:above])) is None or node.is_null or not (node.items or node.pairs)):
        above -= 1
        if node is not None:
            above += 1
            break
    for key in reversed(path[above + 1 :]):
        if isinstance(key, int) and key:
            raise Lost
        value = [value] if isinstance(key, int) else {key: value}
    key, node = path[above], sheet.node(path[:above])
    if isinstance(key, int):
        return _insert(sheet.text, path[:above], key, value)
    if above and (node is None or not node.pairs):
        return replace_value(sheet, _there(sheet.part(path[:above])), {key: value})
    return add(sheet, path[:above], key, value, tuple(_fields_at(path[:above])))


def _insert(text: str, path: Path, number: int, value: Any) -> str:  # noqa: ANN401
    sheet = Sheet(text)
    node = sheet.node(path)
    if node is None:
        return _set(text, path, [value])
    if (above := sheet.brackets_above(path)) is not None:
        put = list_change(lambda items: items.insert(number, value))
        return _in_brackets(sheet, above, path, put, lambda text: _insert(text, path, number, value))
    if node.what != "list" or not node.items:
        alone = said_by(node, text)
        items = [] if is_empty(alone) else [alone]
        items.insert(number, value)
        return replace_value(sheet, _there(sheet.part(path)), items)
    return put_in(sheet, sheet.parts(node), number, value)


def _remove(text: str, path: Path) -> str:
    sheet = Sheet(text)
    if not path or sheet.node(path) is None:
        return text
    if (above := sheet.brackets_above(path[:-1])) is not None:
        return _in_brackets(sheet, above, path, lambda old: None, lambda text: _remove(text, path))
    part, container = _there(sheet.part(path)), sheet.part(path[:-1])
    parent = sheet.node(path[:-1])
    if container and parent and len(sheet.parts(parent)) == 1:
        is_bare = sheet.head(container) == sheet.line_start(container.at) and sheet.begins_line(container)
        inside = sheet.text[container.after : sheet.head(part)] + sheet.text[sheet.tail(part) : sheet.tail(container)]
        if is_bare and not inside.strip() and isinstance(container.key, str):
            return _remove(text, path[:-1])
    return cut(sheet, part, is_alone=parent is not None and len(sheet.parts(parent)) == 1)


def _move(text: str, path: Path, number: int, to: int) -> str:
    sheet = Sheet(text)
    node = sheet.node(path)
    if (above := sheet.brackets_above(path)) is not None:
        shift = list_change(lambda items: items.insert(to, items.pop(number)))
        return _in_brackets(sheet, above, path, shift, lambda text: _move(text, path, number, to))
    if node is None or node.what != "list":
        raise Lost
    return permute(sheet, sheet.parts(node), number, to)


def _in_brackets(sheet: Sheet, above: Path, path: Path, change: Callable[[Any], Any], again: Edit) -> str:
    """What stands in brackets written anew; where it holds comments, in lines first, and edited there."""
    if has_comments(sheet, above):
        return again(out_of_brackets(sheet, above))
    return write_in_brackets(sheet, above, path[len(above) :], change)


def _tidy(value: Any, kind: Any) -> Any:  # noqa: ANN401
    """A value as it will be written: plain line breaks, fields in their order, a day or a number where one is due."""
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
        try:
            return READ[kind](text) if text and kind in READ and kind is not str else text
        except Wrong:
            return text
    if isinstance(value, (list, tuple)):
        inner = plain(get_args(kind)[0]) if get_origin(kind) is tuple else None
        return [_tidy(one, inner) for one in value]
    if isinstance(value, dict):
        known = fields_of(kind) if isinstance(kind, type) and dataclasses.is_dataclass(kind) else {}
        ordered = sorted(value, key=lambda key: list(known).index(key) if key in known else len(known))
        return {key: one for key in ordered if not is_empty(one := _tidy(value[key], known.get(key)))}
    return value


def _kind_at(path: Path) -> Any:  # noqa: ANN401 - a type
    """The type of what stands at a path; None where the shape of strategies does not say."""
    kind: Any = Strategy
    for key in path:
        if isinstance(key, int):
            kind = plain(get_args(kind)[0]) if get_origin(kind) is tuple else None
        else:
            kind = fields_of(kind).get(key) if isinstance(kind, type) and dataclasses.is_dataclass(kind) else None
    return kind


def _fields_at(path: Path) -> list[str]:
    kind = _kind_at(path)
    return list(fields_of(kind)) if isinstance(kind, type) and dataclasses.is_dataclass(kind) else []
