"""What one strategy says that another does not: thing by thing, by short names, wherever it stands in the file."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from palabre.model.strategy import Strategy
    from palabre.store.strategy_text import Written

How = Literal["added", "removed", "changed"]
# The lists and the names that lead to a thing: (("operations", "quiz"), ("steps", "write the questions")). A part that
# is alone of its kind has no name: (("organisation", ""), ("on_call", "")).
Thing = tuple[tuple[str, str], ...]
# What an item of a list is known by: the first of these that it has.
NAMES = ("id", "level", "question", "person", "task", "what", "point", "fact", "who")
# Lists of words whose order says something: who comes after whom.
ORDERED = frozenset({"turns", "first_hour", "readers"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field that says something else. `kind` is the class that has it; lists hold what was there and is, whole."""

    kind: type
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A thing that came, went, or whose fields changed; `kinds` are the classes along the way, the strategy first."""

    thing: Thing
    kinds: tuple[type, ...]
    how: How
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two texts side by side. What cannot be read is not compared, and said to be so."""

    changes: tuple[Change, ...]
    is_same_text: bool
    # Whether each side could be read at all, and in how many places what it says was left out.
    is_readable: tuple[bool, bool]
    unread: tuple[int, int]


def compare(before: Strategy, after: Strategy) -> tuple[Change, ...]:
    """The changes from one strategy to another, in the order of the strategy; what only moved is no change."""
    return tuple(_of_value(before, after, (), (type(before),)))


def compare_texts(before: Written, after: Written) -> Comparison:
    """The changes from one text to another; none when one of them cannot be read."""
    both = before.is_readable and after.is_readable
    return Comparison(
        changes=compare(before.strategy, after.strategy) if both else (),
        is_same_text=before.text == after.text,
        is_readable=(before.is_readable, after.is_readable),
        unread=(len(before.faults), len(after.faults)),
    )


def text_difference(before: str, after: str, *, names: tuple[str, str]) -> str:
    """The lines that changed, with a few around them, as programmers read them; empty when the texts are the same."""
    import difflib

    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), *names, lineterm="", n=2)
    return "".join(f"{line}\n" for line in lines)


def _of_value(before: Any, after: Any, thing: Thing, kinds: tuple[type, ...]) -> Iterator[Change]:  # noqa: ANN401
    """Changes in one thing, then in those inside it."""
    own: list[FieldChange] = []
    inside: list[Change] = []
    for field in dataclasses.fields(before):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old == new:
            continue
        if _is_part(old) or _is_part(new):
            inside += _of_part(old, new, (*thing, (field.name, "")), kinds)
        elif _holds_things(old) or _holds_things(new):
            inside += _of_list(field.name, old, new, thing, kinds)
        elif _differ(field.name, old, new):
            own.append(FieldChange(kind=type(before), field=field.name, before=old, after=new))
    if own:
        yield Change(thing=thing, kinds=kinds, how="changed", fields=tuple(own))
    yield from inside


def _of_part(old: Any, new: Any, thing: Thing, kinds: tuple[type, ...]) -> Iterator[Change]:  # noqa: ANN401
    kinds = (*kinds, type(old if new is None else new))
    if old is None or new is None:
        yield Change(thing=thing, kinds=kinds, how="added" if old is None else "removed")
    else:
        yield from _of_value(old, new, thing, kinds)


def _of_list(
    name: str, old: tuple[object, ...], new: tuple[object, ...], thing: Thing, kinds: tuple[type, ...]
) -> Iterator[Change]:
    was, now = _by_name(old), _by_name(new)
    for key, item in was.items():
        here, along = (*thing, (name, key)), (*kinds, type(item))
        if key not in now:
            yield Change(thing=here, kinds=along, how="removed")
        else:
            yield from _of_value(item, now[key], here, along)
    for key, item in now.items():
        if key not in was:
            yield Change(thing=(*thing, (name, key)), kinds=(*kinds, type(item)), how="added")


def _by_name(items: tuple[object, ...]) -> Mapping[str, object]:
    """The items of a list by their names; a name met again, or none, is told apart by its rank."""
    named: dict[str, object] = {}
    for rank, item in enumerate(items, 1):
        name = next((str(found) for one in NAMES if (found := getattr(item, one, None))), "")
        if since := getattr(item, "since", None):
            # Someone is away or on call several times.
            name += f" {since:%Y-%m-%d}"
        while not name or name in named:
            name = f"{name} ({rank})".strip()
        named[name] = item
    return named


def _differ(name: str, old: object, new: object) -> bool:
    if isinstance(old, tuple) and isinstance(new, tuple) and name not in ORDERED:
        return sorted(map(str, old)) != sorted(map(str, new))
    if isinstance(old, str) and isinstance(new, str):
        return old.split() != new.split()
    return True


def _is_part(value: object) -> bool:
    return dataclasses.is_dataclass(value)


def _holds_things(value: object) -> bool:
    return isinstance(value, tuple) and any(map(dataclasses.is_dataclass, value))
