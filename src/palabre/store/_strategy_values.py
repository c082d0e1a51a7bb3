"""What a tree says, without how it is written: to tell a change from none, and to check what was written."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from palabre.store._strategy_shape import READ, Wrong
from palabre.store._strategy_writing import Raw, is_empty, word_of

if TYPE_CHECKING:
    from palabre.model.strategy.findings import Path
    from palabre.store._strategy_nodes import Node

_ONE_LINE = re.compile(r"[^\r\n]*")


class Lost(Exception):
    """A path leads nowhere."""


def plain(node: Node | None, text: str) -> Any:  # noqa: ANN401 - words, lists or pairs
    """What a node says."""
    if node is None or node.is_null:
        return None
    if node.what == "list":
        return [plain(one, text) for one in node.items]
    if node.what == "fields":
        return tuple((_key(key, text), plain(value, text)) for key, value in node.pairs)
    return text[node.start : node.end] if node.what == "alias" or node.is_anchored or node.tag else node.word.strip()


def _key(key: Node, text: str) -> str:
    return key.word if key.what == "word" else text[key.start : key.end]


def plain_value(value: Any) -> Any:  # noqa: ANN401
    """What a value says once written."""
    if isinstance(value, dict):
        return tuple((key, plain_value(one)) for key, one in value.items() if not is_empty(one))
    if isinstance(value, (list, tuple)):
        return [plain_value(one) for one in value if not is_empty(one) or isinstance(one, dict)]
    return None if value is None else word_of(value).strip()


def raw_value(node: Node, text: str) -> Any:  # noqa: ANN401
    """The value of a node whose words stay written as they are."""
    if node.what == "list":
        return [raw_value(one, text) for one in node.items]
    if node.what == "fields":
        return {_key(key, text): raw_value(value, text) for key, value in node.pairs}
    source = text[node.start : node.end]
    if node.is_null:
        return None
    return Raw.of(node.word, source) if _ONE_LINE.fullmatch(source) else node.word


def same(one: Any, other: Any) -> bool:  # noqa: ANN401
    """Whether two plain values say the same to a reader of strategies: 012 is 12, a word alone is a list of one."""
    if isinstance(one, list) or isinstance(other, list):
        return _same_lists(_full(_as_list(one)), _full(_as_list(other)))
    if is_empty(one) or is_empty(other):
        return is_empty(_stripped(one)) and is_empty(_stripped(other))
    if isinstance(one, tuple) and isinstance(other, tuple):
        left, right = (sorted(_stripped(pairs), key=lambda pair: str(pair[0])) for pairs in (one, other))
        return [key for key, _ in left] == [key for key, _ in right] and all(
            same(this, that) for (_, this), (_, that) in zip(left, right, strict=True)
        )
    return isinstance(one, str) and isinstance(other, str) and (one == other or _same_words(one, other))


def _same_lists(one: list[Any], other: list[Any]) -> bool:
    return len(one) == len(other) and all(map(same, one, other))


def _as_list(value: Any) -> list[Any]:  # noqa: ANN401
    return value if isinstance(value, list) else [] if is_empty(value) else [value]


def _full(values: list[Any]) -> list[Any]:
    return [one for one in values if not is_empty(_stripped(one))]


def _stripped(value: Any) -> Any:  # noqa: ANN401
    """A plain value without what says nothing in it."""
    if isinstance(value, tuple):
        return tuple((key, one) for key, one in value if not is_empty(_stripped(one)))
    return _full(value) if isinstance(value, list) else value


def _same_words(one: str, other: str) -> bool:
    for kind, read in READ.items():
        if kind is not str:
            try:
                if read(one) == read(other):
                    return True
            except Wrong:
                continue
    return False


def changed(tree: Any, path: Path, change: Callable[[Any], Any]) -> Any:  # noqa: ANN401
    """A plain value with another one at a path; raises `Lost` when it leads outside of a list."""
    if not path:
        return change(tree)
    key, rest = path[0], path[1:]
    if isinstance(key, int):
        items = list(_as_list(tree))
        if not 0 <= key <= len(items):
            raise Lost
        items[key : key + 1] = [changed(items[key] if key < len(items) else None, rest, change)]
        return items
    pairs = list(tree) if isinstance(tree, tuple) else []
    for number, (name, value) in enumerate(pairs):
        if name == key:
            pairs[number] = (name, changed(value, rest, change))
            return tuple(pairs)
    return (*pairs, (key, changed(None, rest, change)))


def list_change(change: Callable[[list[Any]], None]) -> Callable[[Any], list[Any]]:
    """A change of a list, as `changed` wants it."""

    def on(value: Any) -> list[Any]:  # noqa: ANN401
        items = list(_as_list(value))
        change(items)
        return items

    return on


def says(tree: Any, value: Any) -> bool:  # noqa: ANN401
    """Whether a plain value already says a value, so that nothing needs writing."""
    if isinstance(value, dict):
        found, wanted = dict(_stripped(tree)) if isinstance(tree, tuple) else {}, dict(_worth(value))
        if isinstance(tree, (str, list)) or len(_stripped(tree) or ()) != len(found):
            return False
        return found.keys() == wanted.keys() and all(says(found[key], one) for key, one in wanted.items())
    if isinstance(value, (list, tuple)):
        items, wanted_items = _full_or_fields(_as_list(tree)), _full_or_fields(list(value))
        return len(items) == len(wanted_items) and all(map(says, items, wanted_items))
    if is_empty(value) or is_empty(tree):
        return is_empty(value) and is_empty(_stripped(tree))
    return isinstance(tree, str) and _says_word(tree, value)


def _worth(value: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(key, one) for key, one in value.items() if not is_empty(_worth_all(one))]


def _worth_all(value: Any) -> Any:  # noqa: ANN401
    return _worth(value) if isinstance(value, dict) else value


def _full_or_fields(values: list[Any]) -> list[Any]:
    return [one for one in values if not is_empty(one) or isinstance(one, (dict, tuple))]


def _says_word(word: str, value: object) -> bool:
    if isinstance(value, str):
        return word == value.strip()
    try:
        return bool(READ[type(value)](word) == value)
    except Wrong:
        return False
