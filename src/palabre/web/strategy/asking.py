"""What a form shows, ready for its template: each field with its words, its choices, what is wrong or found there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from palabre.strategy import wording
from palabre.web.strategy.filling import lines_in
from palabre.web.strategy.shapes import Asked, asked_of, kind_at, lines_of
from palabre.words import _, number

if TYPE_CHECKING:
    from palabre.model.strategy import Strategy
    from palabre.model.strategy.findings import Path
    from palabre.web.strategy.filling import Filled
    from palabre.web.strategy.judged import Shown

PREFIX = "f."
LONGEST_TITLE = 70
# The fields that tell best what a line is about, the best first.
_TELLING = ("name", "goal", "subject", "message", "trigger", "platform", "handle", "question")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a list within a form."""

    name: str
    title: str
    origin: str
    fields: tuple[Field, ...]
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field as it is shown. `name` is that of the form, `key` the same as an id of the page."""

    asked: Asked
    name: str
    words: wording.Words
    values: tuple[str, ...]
    options: tuple[tuple[str, str], ...] = ()
    # Where what it names is written, when nothing can be named yet.
    elsewhere: str = ""
    wrong: str = ""
    found: tuple[Shown, ...] = ()
    within: tuple[Field, ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def key(self) -> str:
        """The end of the ids of its elements."""
        return self.name.replace(".", "-")

    @property
    def value(self) -> str:
        """What it holds, when it holds one thing."""
        return self.values[-1] if self.values else ""

    @property
    def is_open(self) -> bool:
        """Whether there is something to see within it."""
        return bool(self.found) or any(one.values or one.wrong or one.is_open for one in self.within)

    @property
    def is_wide(self) -> bool:
        """Whether it takes the whole width."""
        return self.asked.control not in {"text", "whole", "number", "day", "moment", "yes_no", "choice", "reference"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a form is made from: the strategy around it, what was filled in, what is wrong, what was found."""

    strategy: Strategy
    path: Path
    fields: frozenset[str]
    filled: Filled
    wrong: Mapping[str, str]
    found: Sequence[Shown]
    radars: tuple[str, ...] = ()

    def shown(self) -> tuple[Field, ...]:
        """Its fields, in the order of the model."""
        kind = kind_at(self.path)
        return tuple(self._field(kind, one, "") for one in asked_of(kind) if one.name in self.fields)

    def _field(self, owner: type, asked: Asked, prefix: str) -> Field:
        name = prefix + asked.name
        values = self.filled.get(name, ())
        options, elsewhere = self._options(owner, asked, values)
        is_value, is_list = asked.control == "value", asked.control == "list"
        return Field(
            asked=asked,
            name=name,
            words=wording.told(wording.words_of(owner, asked.name)),
            values=values,
            options=options,
            elsewhere=elsewhere,
            wrong=self.wrong.get(name, ""),
            found=tuple(self._found_at(name, is_group=is_value or is_list)),
            within=tuple(self._field(asked.kind, one, f"{name}.") for one in asked_of(asked.kind)) if is_value else (),
            lines=tuple(self._lines(asked, name)) if is_list else (),
        )

    def _lines(self, asked: Asked, name: str) -> Iterator[Line]:
        every = tuple(lines_in(self.filled, name))
        for place, at in enumerate(every):
            fields = tuple(self._field(asked.kind, one, f"{at}.") for one in asked_of(asked.kind))
            said = next((_said(one) for one in fields if one.value and one.asked.control != "list"), "")
            origin = (self.filled.get(f"{at}.@") or ("",))[-1]
            yield Line(
                name=at,
                title=_short(said) or _("Line {n}").format(n=number(place + 1)),
                origin=origin,
                fields=fields,
                is_open=not origin or any(one.wrong or one.found for one in fields) or len(every) == 1,
            )

    def _found_at(self, name: str, *, is_group: bool) -> Iterator[Shown]:
        # A line of a list within the form is judged under the number it would have once saved.
        path = (*self.path, *(int(one) if one.isdigit() else one for one in name.split(".")))
        for one in self.found:
            if one.finding.path == path or (not is_group and one.finding.path[: len(path)] == path):
                yield one

    def _options(self, owner: type, asked: Asked, held: Sequence[str]) -> tuple[tuple[tuple[str, str], ...], str]:
        if asked.choices:
            names = ((str(one), wording.choice_name(owner, asked.name, one)) for one in asked.choices)
            return tuple(names), ""
        if not asked.section:
            return (), ""
        known = [(one, one) for one in self.radars] if asked.section == "radars" else []
        if asked.section != "radars":
            lines = lines_of(self.strategy, asked.section)
            known = [(one.id, title_of((n,), one, with_id=True)) for n, one in enumerate(lines)]
        lost = [(one, _("{name}: unknown").format(name=one)) for one in held if one not in dict(known)]
        return tuple(known + lost), "" if known else _where(asked.section)


def title_of(path: Path, item: Any, *, with_id: bool = False) -> str:  # noqa: ANN401 - a value of the model
    """A line of a list in a few words: its name, its goal, what was chosen for it, at the least its number."""
    free = {one.name for one in asked_of(item.__class__) if not one.choices}
    told = next((said for name in _TELLING if name in free and (said := _told(item, name))), "")
    known_as = str(getattr(item, "id", ""))
    if not told:
        chosen = next((said for one in asked_of(item.__class__) if one.choices and (said := _told(item, one.name))), "")
        told, with_id = chosen, with_id or bool(chosen)
    if told and known_as and with_id and known_as != told:
        return f"{_short(told)} ({known_as})"
    return _short(told) or known_as or _("Line {n}").format(n=number(int(path[-1]) + 1))


def _told(item: Any, name: str) -> str:  # noqa: ANN401 - a value of the model
    """A field in words, choices by their names; empty when the line has no such field or says nothing there."""
    held = getattr(item, name, None)
    asked = next((one for one in asked_of(item.__class__) if one.name == name), None)
    if asked is None or not held:
        return ""
    if not asked.choices:
        return str(held)
    several = held if isinstance(held, tuple) else (held,)
    return ", ".join(wording.choice_name(item.__class__, name, one) for one in several)


def _said(field: Field) -> str:
    return dict(field.options).get(field.value, field.value)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TITLE else line[:LONGEST_TITLE].rpartition(" ")[0] + "…"


def _where(section: str) -> str:
    """The address where what a field names is written."""
    from palabre.web.strategy.steps import step_of

    if section == "radars":
        return "/radars/new"
    step = step_of(tuple(section.split(".")))
    return f"/strategy/steps/{step.name}?at={section}.new" if step else ""
