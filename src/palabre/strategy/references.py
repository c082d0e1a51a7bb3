"""Parts of a strategy name each other by short names: each name once, and every name refers to something."""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints

from palabre.model.strategy.kinds import RefersTo
from palabre.strategy.judging import Around, error, rule, warning
from palabre.strategy.wording import section_name
from palabre.words.later import Said, listed

if TYPE_CHECKING:
    from palabre.model.strategy import Strategy
    from palabre.model.strategy.findings import Finding, Path

RADARS = "radars"
# Names of a section for which the nearest is sought: looking through long lists takes time.
MOST_SOUGHT = 50
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


class _Section:
    """The names listed at a section, and the nearest of them to a name that is not among them."""

    def __init__(self, section: str, names: Iterable[str]) -> None:
        self.section = section
        self.names = frozenset(names)
        self._plain = {name.lower(): name for name in sorted(self.names)}
        self._sought = 0

    def holds(self, name: str) -> bool:
        """Whether a name is listed; radars are named in any letters."""
        return (name.lower() if self.section == RADARS else name) in self.names

    def nearest(self, name: str) -> str:
        """The name that was likely meant; none when so many are wrong that the list itself must be."""
        self._sought += 1
        near = difflib.get_close_matches(name.lower()[:60], self._plain, 1) if self._sought <= MOST_SOUGHT else ()
        return self._plain[near[0]] if near else ""


@rule
def names_refer_to_something(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A name that refers to nothing is an error: a contact who does not exist answers nobody. A radar can still be
    made, so its absence is a warning, and where no workspace is at hand nothing is said of it."""
    sections: dict[str, _Section] = {}
    for path, part in parts_of(strategy):
        for field, section in references_of(part.__class__).items():
            if section == RADARS and around.heard is None:
                continue
            known = sections.get(section)
            if known is None:
                known = sections[section] = _Section(section, _listed(strategy, around, section))
            for place, name in _written(getattr(part, field), (*path, field)):
                if not known.holds(name):
                    yield _unknown(name, place, known)


def _listed(strategy: Strategy, around: Around, section: str) -> Iterable[str]:
    if section == RADARS:
        return around.heard.radars if around.heard else ()
    return names_in(strategy, section)


def _written(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, tuple):
        for number, name in enumerate(value):
            if name:
                yield (*path, number), str(name)
    elif value:
        yield path, str(value)


def _unknown(name: str, path: Path, known: _Section) -> Finding:
    shown, nearest = name[:60], known.nearest(name)
    if known.section == RADARS:
        if nearest:
            return warning("radar-unknown-near", *path, name=shown, nearest=nearest)
        return warning("radar-unknown", *path, name=shown)
    told_as = Said(section_name(known.section))
    if nearest:
        return error("name-unknown-near", *path, name=shown, nearest=nearest, section=told_as)
    if known.names:
        some = listed(sorted(known.names)[:8])
        return error("name-unknown", *path, name=shown, section=told_as, known=some)
    return error("name-of-nothing", *path, name=shown, section=told_as)


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
    section = Said(section_name(".".join(map(str, path))))
    first: dict[str, int] = {}
    times = Counter(item.id for item in items)
    for number, item in enumerate(items):
        if not item.id:
            say = error if path == ("objectives",) else warning
            yield say("name-missing", *path, number, section=section, number=number + 1)
        elif not _SHORT_NAME.fullmatch(item.id):
            better = re.sub(r"[\W_]+", "-", item.id).strip("-") or "name-1"
            yield warning("name-malformed", *path, number, "id", name=item.id[:60], better=better[:60])
        if item.id and first.setdefault(item.id, number) != number:
            fields = {"name": item.id[:60], "times": times[item.id], "first": first[item.id] + 1}
            yield error("name-twice", *path, number, "id", **fields)
