"""Strategies with something in every field."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints


def filled(kind: Any, number: int) -> Any:
    """A value of a kind whose every field says something, another thing for another number; its id stays."""
    if get_origin(kind) is Annotated:
        return filled(get_args(kind)[0], number)
    if get_origin(kind) in (Union, UnionType):
        return filled(next(one for one in get_args(kind) if one is not NoneType), number)
    if get_origin(kind) is tuple:
        return (filled(get_args(kind)[0], number),)
    if get_origin(kind) is Literal:
        return get_args(kind)[(number - 1) % len(get_args(kind))]
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind, include_extras=True)
        said = {name: filled(hint, number) for name, hint in hints.items()}
        return kind(**(said | {"id": "same"} if "id" in said else said))  # type: ignore[operator]
    plain: dict[type, object] = {
        str: f"word {number}", int: number, float: number / 2, bool: number % 2 == 0,
        date: date(2027, 1, number), datetime: datetime(2027, 1, number, tzinfo=UTC),
    }  # fmt: skip
    return plain[kind]
