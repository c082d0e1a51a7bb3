"""What two people wrote in one place or in two: forms compared field by field, texts line by line."""

from __future__ import annotations

import difflib
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from palabre.web.strategy.filling import filled_of
from palabre.web.strategy.shapes import asked_of, kind_at, value_at

if TYPE_CHECKING:
    from datetime import tzinfo

    from palabre.model.strategy import Strategy
    from palabre.model.strategy.findings import Path
    from palabre.web.strategy.filling import Filled

MOST_COMPARED = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field that changed, as it was when the form was opened, as it is in the file, as it was written in the form."""

    name: str
    before: Filled
    theirs: Filled
    mine: Filled

    @property
    def is_mine(self) -> bool:
        """Whether the form changed it."""
        return self.mine != self.before

    @property
    def is_theirs(self) -> bool:
        """Whether the file changed."""
        return self.theirs != self.before

    @property
    def collides(self) -> bool:
        """Whether both changed it, and not to the same."""
        return self.is_mine and self.is_theirs and self.mine != self.theirs


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Some lines of a text that took the place of others."""

    start: int
    end: int
    lines: tuple[str, ...]


def kept_in_form(filled: Filled) -> str:
    """What a form showed at first, to be sent back with it."""
    return json.dumps(filled, ensure_ascii=False, separators=(",", ":"))


def read_back(said: str) -> dict[str, tuple[str, ...]]:
    """What a form showed at first; nothing when that cannot be read."""
    try:
        read = json.loads(said or "{}")
        return {str(name): tuple(map(str, words)) for name, words in read.items()}
    except (ValueError, AttributeError, TypeError, RecursionError):
        return {}


def found_again(strategy: Strategy, path: Path, before: Filled, zone: tzinfo) -> Path | None:
    """Where the thing a form is about stands now; None when it is gone.

    A line of a list is known by its short name, else by its number if it says what it said.
    """
    if not path or not isinstance(path[-1], int):
        return path
    items = value_at(strategy, path[:-1]) or ()
    known_as = (before.get("id") or ("",))[-1]
    if known_as:
        return next(((*path[:-1], n) for n, one in enumerate(items) if one.id == known_as), None)
    if not before:
        return (*path[:-1], len(items))
    here = value_at(strategy, path)
    is_same = here is not None and filled_of(kind_at(path), here, zone=zone) == dict(before)
    return path if is_same else None


def differences(kind: type, before: Filled, theirs: Filled, mine: Filled) -> tuple[Difference, ...]:
    """The fields that differ anywhere; a list within a form counts as one field."""
    lists = {one.name for one in asked_of(kind) if one.control == "list"}
    every = (_parted(filled, lists) for filled in (before, theirs, mine))
    was, now, wanted = every
    names = dict.fromkeys([*was, *now, *wanted])
    found = (
        Difference(name=name, before=was.get(name, {}), theirs=now.get(name, {}), mine=wanted.get(name, {}))
        for name in names
    )
    return tuple(one for one in found if one.is_mine or one.is_theirs)


def on_top(theirs: Filled, changes: Sequence[Difference]) -> dict[str, tuple[str, ...]]:
    """What is in the file with the changes of the form made over it."""
    merged = dict(theirs)
    for one in changes:
        if one.is_mine:
            merged = {name: words for name, words in merged.items() if name not in one.theirs} | dict(one.mine)
    return merged


def merged_text(before: str, theirs: str, mine: str) -> str | None:
    """The text with the changes of both; None when they touch the same lines, or lines side by side."""
    was = before.splitlines(keepends=True)
    if len(was) > MOST_COMPARED:
        return None
    changes = sorted(
        {*_changes(was, theirs.splitlines(keepends=True)), *_changes(was, mine.splitlines(keepends=True))},
        key=lambda one: (one.start, one.end),
    )
    if any(one.end >= after.start for one, after in itertools.pairwise(changes)):
        return None
    for one in reversed(changes):
        was[one.start : one.end] = one.lines
    return "".join(was)


def _changes(was: Sequence[str], now: Sequence[str]) -> Iterator[Change]:
    matcher = difflib.SequenceMatcher(a=was, b=now, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            yield Change(start=start, end=end, lines=tuple(now[new_start:new_end]))


def _parted(filled: Filled, lists: set[str]) -> dict[str, dict[str, tuple[str, ...]]]:
    """The words of a form by field, those of a list together, without where its lines came from."""
    parts: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, words in filled.items():
        first = name.partition(".")[0]
        unit = first if first in lists else name
        if any(words) and name != f"{first}.#":
            parts.setdefault(unit, {})[name] = words
    return parts
