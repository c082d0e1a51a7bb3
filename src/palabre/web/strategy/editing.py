"""A filled form turned into the fewest edits of the text: what was not changed stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from palabre.store import strategy_edit
from palabre.store.strategy_text import read_strategy
from palabre.web.strategy.filling import Reading, filled_of, is_said, origins_in, plain_of, pruned, value_of
from palabre.web.strategy.naming import short_name
from palabre.web.strategy.shapes import asked_of, kind_at, lines_of, put_at, value_at

if TYPE_CHECKING:
    from palabre.model.strategy.findings import Path
    from palabre.store.strategy_text import Written
    from palabre.web.strategy.filling import Filled

Edit = Callable[[str], str]
BEGINNING = "version: 1\nlanguage: {language}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a form writes: a value, or a line of a list, that may be a new one at its end.

    `fields` are those the form shows; the others are left alone.
    """

    path: Path
    fields: frozenset[str]

    @property
    def kind(self) -> type:
        """What stands there."""
        return kind_at(self.path)

    @property
    def is_line(self) -> bool:
        """Whether it is a line of a list."""
        return bool(self.path) and isinstance(self.path[-1], int)

    def is_new(self, written: Written) -> bool:
        """Whether it is the line that would come next in its list."""
        return self.is_line and self.path[-1] == len(value_at(written.strategy, self.path[:-1]) or ())


def written_with(written: Written, place: Place, reading: Reading) -> str:
    """The text with what a form says; words that could not be read are told in the reading and left as they were."""
    old, new = _plainly(written, place, reading)
    text = written.text
    for edit in _edits(written, place, old, new, reading.filled):
        text = edit(text)
    return text


def tried_with(written: Written, place: Place, reading: Reading) -> Written:
    """What would be written if a form were saved, without writing it: quick enough to be judged while one types."""
    _old, new = _plainly(written, place, reading)
    held = value_at(written.strategy, place.path)
    strategy = put_at(written.strategy, place.path, value_of(place.kind, new, held))
    length = len(place.path)
    faults = tuple(
        one
        for one in written.faults
        if one.path[:length] != place.path or not is_said(new.get(str(one.path[length]) if one.path[length:] else ""))
    )
    return replace(written, strategy=strategy, faults=faults)


def _plainly(written: Written, place: Place, reading: Reading) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the text says at a place, and what a form would have it say."""
    new = plain_of(place.kind, reading)
    old = _plain_at(written, place, reading)
    new = {name: value for name, value in new.items() if name in place.fields}
    for name in reading.wrong:
        _put_back(new, old, name)
    if place.is_line and "id" in new and not new["id"] and is_said(new):
        new["id"] = _free_name(written, place, new)
    return old, new


def end_of(written: Written, listed: Path) -> Path:
    """Where the next line of a list would stand."""
    return (*listed, len(value_at(written.strategy, listed) or ()))


def added(written: Written, listed: Path, said: Mapping[str, Any]) -> str:
    """The text with one more line at the end of a list, which is made when there is none."""
    return _making(written, end_of(written, listed), pruned(said))(written.text)


def without(written: Written, path: Path) -> str:
    """The text without a line of a list."""
    return strategy_edit.remove_at(written.text, path)


def moved(written: Written, path: Path, by: int) -> str:
    """The text with a line of a list one place up or down."""
    *listed, number = path
    last = len(value_at(written.strategy, tuple(listed)) or ()) - 1
    to = min(max(0, int(number) + by), last)
    return written.text if to == number else strategy_edit.move_at(written.text, tuple(listed), int(number), to)


def _plain_at(written: Written, place: Place, reading: Reading) -> dict[str, Any]:
    """What the text says there, as the same form would say it: what a form cannot show never looks changed."""
    held = value_at(written.strategy, place.path)
    shown = Reading(filled=filled_of(place.kind, held, zone=reading.zone), zone=reading.zone)
    return plain_of(place.kind, shown)


def _put_back(new: dict[str, Any], old: Mapping[str, Any], name: str) -> None:
    """What could not be read keeps its value before; within a list, the whole list does."""
    first, _, rest = name.partition(".")
    if isinstance(new.get(first), dict) and rest:
        _put_back(new[first], old.get(first) or {}, rest)
    elif first in new:
        new[first] = old.get(first)


def _edits(
    written: Written, place: Place, old: Mapping[str, Any], new: Mapping[str, Any], filled: Filled
) -> Iterator[Edit]:
    if not _is_written(written, place.path):
        if said := pruned(new):
            yield _making(written, place.path, said)
        return
    if place.is_line and not is_said(new):
        yield _removing(place.path)
    else:
        yield from _of_value(written, place.path, place.kind, old, new, filled, "")


def _of_value(
    written: Written,
    path: Path,
    kind: type,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    filled: Filled,
    prefix: str,
) -> Iterator[Edit]:
    for asked in asked_of(kind):
        name, here = asked.name, (*path, asked.name)
        if name not in new or new[name] == old.get(name):
            continue
        if asked.control == "value" and is_said(new[name]) and _is_written(written, here):
            yield from _of_value(written, here, asked.kind, old[name], new[name], filled, f"{prefix}{name}.")
        elif asked.control == "list" and old.get(name):
            yield from _of_list(written, here, asked.kind, old[name], new[name], filled, prefix + name)
        else:
            yield from _of_field(written, here, new[name])


def _of_field(written: Written, here: Path, value: Any) -> Iterator[Edit]:  # noqa: ANN401 - a plain value
    if not is_said(value):
        if here in written.spots:
            yield lambda text: strategy_edit.remove_at(text, here)
        return
    said = pruned({"": value})[""]
    yield lambda text: strategy_edit.set_at(text, here, said)


def _of_list(
    written: Written,
    path: Path,
    kind: type,
    old: Sequence[Mapping[str, Any]],
    new: Sequence[Mapping[str, Any]],
    filled: Filled,
    prefix: str,
) -> Iterator[Edit]:
    """Lines are edited where they stood, then taken away, moved and added, so that each keeps its comments."""
    origins = [one if one is not None and one < len(old) else None for one in origins_in(filled, prefix)][: len(new)]
    origins += [None] * (len(new) - len(origins))
    origins = [one if is_said(said) else None for one, said in zip(origins, new, strict=True)]
    for place, origin in enumerate(origins):
        if origin is not None:
            yield from _of_value(written, (*path, origin), kind, old[origin], new[place], filled, f"{prefix}.{place}.")
    yield from _rearranging(path, len(old), origins, new)


def _rearranging(
    path: Path, before: int, origins: list[int | None], new: Sequence[Mapping[str, Any]]
) -> Iterator[Edit]:
    standing: list[int] = list(range(before))
    for gone in sorted(set(standing) - set(origins), reverse=True):
        standing.remove(gone)
        yield _removing((*path, gone))
    wanted = [one for one in origins if one is not None]
    for place, one in enumerate(wanted):
        if (at := standing.index(one)) != place:
            standing.insert(place, standing.pop(at))
            yield _moving(path, at, place)
    for place, origin in enumerate(origins):
        if origin is None and is_said(new[place]):
            yield _inserting(path, min(place, len(standing)), pruned(new[place]))
            standing.insert(place, -1)


def _making(written: Written, path: Path, said: Any) -> Edit:  # noqa: ANN401 - a plain value
    """Writes what is not in the text yet, with all that must stand above it."""
    if path and isinstance(path[-1], int):
        if _is_written(written, path[:-1]):
            return _inserting(path[:-1], path[-1], said)
        return _making(written, path[:-1], [said])
    if len(path) > 1 and not _is_written(written, path[:-1]):
        return _making(written, path[:-1], {path[-1]: said})
    return lambda text: strategy_edit.set_at(text, path, said)


def _is_written(written: Written, path: Path) -> bool:
    """Whether something stands there that more can be added to: a name with nothing after it holds nothing."""
    return not path or any(len(one) > len(path) and one[: len(path)] == path for one in written.spots)


def _removing(path: Path) -> Edit:
    return lambda text: strategy_edit.remove_at(text, path)


def _moving(path: Path, number: int, to: int) -> Edit:
    return lambda text: strategy_edit.move_at(text, path, number, to)


def _inserting(path: Path, number: int, said: object) -> Edit:
    return lambda text: strategy_edit.insert_at(text, path, number, said)


def _free_name(written: Written, place: Place, new: Mapping[str, Any]) -> str:
    """A short name made from what the line says, that no other line of its list has."""
    taken = {one.id for one in lines_of(written.strategy, ".".join(map(str, place.path[:-1])))}
    return short_name(new, taken=taken, otherwise=str(place.path[-2]))


def begun(language: str) -> str:
    """The text of a strategy that says nothing yet."""
    return BEGINNING.format(language=language)


def renamed(before: Written, text: str, place: Place) -> str:
    """The text in which every part that named a line by its old short name names it by the new one."""
    was, now = value_at(before.strategy, place.path), value_at(read_strategy(text).strategy, place.path)
    old, new = getattr(was, "id", ""), getattr(now, "id", "")
    if not old or not new or old == new:
        return text
    from palabre.web.strategy.references import spots_naming

    section = ".".join(map(str, place.path[:-1]))
    for path in spots_naming(read_strategy(text).strategy, section, old):
        text = strategy_edit.set_at(text, path, new)
    return text
