"""A strategy walked through: all its parts, or all its texts, each with its place."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator
from typing import Any

from palabre.model.strategy.findings import Path


def parts_of(value: object, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every part with its place: the whole, its sections, their items, what these hold."""
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from parts_of(item, (*path, number))
    elif dataclasses.is_dataclass(value):
        yield path, value
        for one in dataclasses.fields(value):
            yield from parts_of(getattr(value, one.name), (*path, one.name))


def texts_of(value: object, path: Path = (), *, without: Collection[Path] = ()) -> Iterator[tuple[Path, str]]:
    """Every text that says something, with its place; fields left out are named without the numbers of lists."""
    if isinstance(value, str):
        if value.strip():
            yield path, value
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from texts_of(one, (*path, number), without=without)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            here: Path = (*path, field.name)
            if tuple(key for key in here if isinstance(key, str)) not in without:
                yield from texts_of(getattr(value, field.name), here, without=without)
