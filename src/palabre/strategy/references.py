"""Parts of a strategy name each other by short names: each name once, and every name refers to something."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from palabre.model.strategy.kinds import references_of
from palabre.model.strategy.walk import parts_of
from palabre.strategy.judging import Around, error, rule, warning
from palabre.strategy.naming import nearest
from palabre.strategy.wording import section_name
from palabre.words.later import Said, listed

if TYPE_CHECKING:
    from palabre.model.strategy import Strategy
    from palabre.model.strategy.findings import Finding, Path

RADARS = "radars"
# Names of a section for which the nearest is sought: looking through long lists takes time.
MOST_SOUGHT = 50
_SHORT_NAME = re.compile(r"[^\W_]+(?:-+[^\W_]+)*")


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
        self._names = sorted(self.names)
        self._sought = 0

    def holds(self, name: str) -> bool:
        """Whether a name is listed; radars are named in any letters."""
        return (name.lower() if self.section == RADARS else name) in self.names

    def nearest(self, name: str) -> str:
        """The name that was likely meant; none when so many are wrong that the list itself must be."""
        self._sought += 1
        return nearest(name, self._names) if self._sought <= MOST_SOUGHT else ""


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
    shown, near = name[:60], known.nearest(name)
    if known.section == RADARS:
        if near:
            return warning("radar-unknown-near", *path, name=shown, nearest=near)
        return warning("radar-unknown", *path, name=shown)
    told_as = Said(section_name(known.section))
    if near:
        return error("name-unknown-near", *path, name=shown, nearest=near, section=told_as)
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
