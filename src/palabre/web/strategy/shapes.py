"""What a form asks for each field of a value, told by the model itself: nothing lists fields by hand."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from palabre.model.strategy import OnCall, Strategy
from palabre.model.strategy.findings import Path
from palabre.model.strategy.kinds import RefersTo, Sentences

# How a field is asked: a line, sentences, a number, a day, a moment, yes or no, one choice, one name, several choices,
# several names, several names in order, words one per line, a value within the value, a list of values.
Control = Literal[
    "text", "sentences", "whole", "number", "day", "moment", "yes_no", "choice", "reference",
    "choices", "references", "turns", "lines", "value", "list",
]  # fmt: skip
MANY: frozenset[Control] = frozenset(("choices", "references", "turns", "lines"))
_ALONE: dict[type, Control] = {
    str: "text",
    int: "whole",
    float: "number",
    date: "day",
    datetime: "moment",
    bool: "yes_no",
}
# Lists of names whose order means something.
_IN_TURN = frozenset(((OnCall, "turns"),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One field of a value, as a form asks it."""

    name: str
    control: Control
    # What it holds: the value within, or that of each line of a list.
    kind: type
    # Which part of the strategy it names one of, empty when none.
    section: str = ""
    choices: tuple[str | int, ...] = ()


@lru_cache(maxsize=128)
def asked_of(kind: type) -> tuple[Asked, ...]:
    """The fields of a value in their order, its short name last: it is proposed from the others."""
    hints = get_type_hints(kind, include_extras=True)
    every = [_asked(kind, name, hint) for name, hint in hints.items()]
    return tuple(sorted(every, key=lambda one: one.name == "id"))


@lru_cache(maxsize=512)
def kind_at(path: Path) -> type:
    """What stands at a place of the strategy: the class of a value, or of one line of a list.

    Raises `KeyError` when no strategy has such a place.
    """
    kind: type = Strategy
    is_list = False
    for key in path:
        if isinstance(key, int) != is_list:
            raise KeyError(path)
        if isinstance(key, int):
            is_list = False
            continue
        found = next((one for one in asked_of(kind) if one.name == key), None)
        if found is None or found.control not in {"value", "list"}:
            raise KeyError(path)
        kind, is_list = found.kind, found.control == "list"
    return kind


def value_at(strategy: Strategy, path: Path) -> Any:  # noqa: ANN401 - the path says what comes back
    """What a strategy holds at a place; None when a list is not that long."""
    value: Any = strategy
    for key in path:
        if isinstance(key, int):
            value = value[key] if isinstance(value, tuple) and 0 <= key < len(value) else None
        else:
            value = getattr(value, key, None)
        if value is None:
            return None
    return value


def put_at(holder: Any, path: Path, value: Any) -> Any:  # noqa: ANN401 - values of the model
    """The same value, or list, with another one at a place; a line that comes next in its list is added."""
    if not path:
        return value
    key, *rest = path
    if isinstance(key, int):
        inner = put_at(holder[key] if key < len(holder) else None, tuple(rest), value)
        return (*holder[:key], inner, *holder[key + 1 :])
    return dataclasses.replace(holder, **{key: put_at(getattr(holder, key), tuple(rest), value)})


def lines_of(strategy: Strategy, section: str) -> tuple[Any, ...]:
    """The lines of a section that fields elsewhere may name."""
    items = value_at(strategy, tuple(section.split("."))) or ()
    return tuple(one for one in items if one.id)


def _asked(owner: type, name: str, hint: Any) -> Asked:  # noqa: ANN401 - a type, as typing gives it
    hint, marks = _bare(hint)
    is_many = get_origin(hint) is tuple
    if is_many:
        hint, marks = _bare(get_args(hint)[0])
    section = next((one.section for one in marks if isinstance(one, RefersTo)), "")
    choices = get_args(hint) if get_origin(hint) is Literal else ()
    if dataclasses.is_dataclass(hint):
        return Asked(name=name, control="list" if is_many else "value", kind=hint)  # type: ignore[arg-type]
    if is_many:
        control: Control = "references" if section else "choices" if choices else "lines"
        control = "turns" if (owner, name) in _IN_TURN else control
    elif section or choices:
        control = "reference" if section else "choice"
    else:
        control = "sentences" if any(isinstance(one, Sentences) for one in marks) else _ALONE[hint]
    return Asked(name=name, control=control, kind=str if choices else hint, section=section, choices=choices)


def _bare(hint: Any) -> tuple[Any, tuple[object, ...]]:  # noqa: ANN401
    """A type without its marks and without the None that any field may be."""
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        return _bare(inner)[0], tuple(marks)
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (one for one in get_args(hint) if one is not NoneType)
        return _bare(hint)
    return hint, ()
