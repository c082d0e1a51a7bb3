"""Where the parts of a strategy name one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from palabre.web.strategy.shapes import asked_of

if TYPE_CHECKING:
    from palabre.model.strategy import Strategy
    from palabre.model.strategy.findings import Path


def spots_naming(strategy: Strategy, section: str, known_as: str) -> Iterator[Path]:
    """The places that hold the short name of a line of a section."""
    return _spots(type(strategy), strategy, (), section, known_as)


def _spots(kind: type, value: object, path: Path, section: str, known_as: str) -> Iterator[Path]:
    for asked in asked_of(kind):
        held, here = getattr(value, asked.name, None), (*path, asked.name)
        if held is None:
            continue
        if asked.control == "value":
            yield from _spots(asked.kind, held, here, section, known_as)
        elif asked.control == "list":
            for number, one in enumerate(held):
                yield from _spots(asked.kind, one, (*here, number), section, known_as)
        elif asked.section == section:
            yield from _named(held, here, known_as)


def _named(held: object, here: Path, known_as: str) -> Iterator[Path]:
    if isinstance(held, tuple):
        yield from ((*here, number) for number, one in enumerate(held) if one == known_as)
    elif held == known_as:
        yield here
