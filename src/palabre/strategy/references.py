"""Parts of a strategy name each other by short names: each name once, and every name refers to something."""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints

from palabre.model.strategy.kinds import RefersTo
from palabre.strategy._said import listed
from palabre.strategy.judging import Around, error, rule, warning

if TYPE_CHECKING:
    from palabre.model.strategy import Strategy
    from palabre.model.strategy.findings import Finding, Path

RADARS = "radars"
_SHORT_NAME = re.compile(r"[^\W_]+(?:-+[^\W_]+)*")


@lru_cache(maxsize=128)
def references_of(kind: type[object]) -> Mapping[str, str]:
    """The fields of a value that hold short names of other parts, with the section where these stand."""
    hints = get_type_hints(kind, include_extras=True)
    return {name: section for name, hint in hints.items() if (section := _section_of(hint))}


def _section_of(hint: Any) -> str:  # noqa: ANN401 - a type, as typing gives it
    if get_origin(hint) is Annotated:
        return next((one.section for one in get_args(hint)[1:] if isinstance(one, RefersTo)), "")
    if get_origin(hint) in (tuple, Union, UnionType):
        return next((found for one in get_args(hint) if (found := _section_of(one))), "")
    return ""


def parts_of(value: object, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every part of a strategy with its place: the whole, its sections, their items, what these hold."""
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from parts_of(item, (*path, number))
    elif dataclasses.is_dataclass(value):
        yield path, value
        for one in dataclasses.fields(value):
            yield from parts_of(getattr(value, one.name), (*path, one.name))


def names_in(strategy: Strategy, section: str) -> tuple[str, ...]:
    """The short names listed at a section, in their order; those that are missing are left out."""
    listed_there: Any = strategy
    for step in section.split("."):
        listed_there = getattr(listed_there, step)
    return tuple(item.id for item in listed_there if item.id)


@rule
def names_refer_to_something(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A name that refers to nothing is an error: a contact who does not exist answers nobody. A radar can still be
    made, so its absence is a warning, and where no workspace is at hand nothing is said of it."""
    known: dict[str, frozenset[str]] = {}
    for path, part in parts_of(strategy):
        for field, section in references_of(part.__class__).items():
            if section == RADARS and around.heard is None:
                continue
            if section not in known:
                known[section] = _known(strategy, around, section)
            for place, name in _written(getattr(part, field), (*path, field)):
                if (name.lower() if section == RADARS else name) not in known[section]:
                    yield _unknown(name, place, section, known[section])


def _known(strategy: Strategy, around: Around, section: str) -> frozenset[str]:
    if section == RADARS:
        return around.heard.radars if around.heard else frozenset()
    return frozenset(names_in(strategy, section))


def _written(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, tuple):
        for number, name in enumerate(value):
            if name:
                yield (*path, number), str(name)
    elif value:
        yield path, str(value)


def _unknown(name: str, path: Path, section: str, known: frozenset[str]) -> Finding:
    by_small_letters = {one.lower(): one for one in sorted(known)}
    near = difflib.get_close_matches(name.lower(), by_small_letters, 1)
    shown = name[:60]
    if section == RADARS:
        if near:
            return warning("radar-unknown-near", *path, name=shown, nearest=by_small_letters[near[0]])
        return warning("radar-unknown", *path, name=shown)
    if near:
        return error("name-unknown-near", *path, name=shown, nearest=by_small_letters[near[0]], section=section)
    if known:
        some = listed(sorted(known)[:8])
        return error("name-unknown", *path, name=shown, section=section, known=some)
    return error("name-of-nothing", *path, name=shown, section=section)


@rule
def names_are_given_once(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """Twice the same name in a list is an error: whoever is named is then two. A missing one is an error for an
    objective, that could not be followed from one version to the next, else a warning, as an odd one is."""
    del around
    for path, part in parts_of(strategy):
        for field in dataclasses.fields(part):
            items = getattr(part, field.name)
            if isinstance(items, tuple) and items and hasattr(items[0], "id"):
                yield from _names_of((*path, field.name), items)


def _names_of(path: Path, items: tuple[Any, ...]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    times = Counter(item.id for item in items)
    for number, item in enumerate(items):
        if not item.id:
            say = error if path == ("objectives",) else warning
            yield say("name-missing", *path, number, section=".".join(map(str, path)), number=number + 1)
        elif not _SHORT_NAME.fullmatch(item.id):
            better = re.sub(r"[\W_]+", "-", item.id).strip("-") or "name-1"
            yield warning("name-malformed", *path, number, "id", name=item.id[:60], better=better[:60])
        if item.id and first.setdefault(item.id, number) != number:
            fields = {"name": item.id[:60], "times": times[item.id], "first": first[item.id] + 1}
            yield error("name-twice", *path, number, "id", **fields)
