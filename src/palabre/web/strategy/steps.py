"""The guided path: its steps in the right order, the parts of the strategy each one writes, and how far each is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from palabre.web.strategy.shapes import asked_of, kind_at, value_at
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from palabre.model.strategy import Strategy
    from palabre.model.strategy.findings import Finding, Path

State = Literal["empty", "wrong", "unfinished", "done"]
STATES: dict[State, str] = {
    "empty": N_("empty"),
    "wrong": N_("with errors"),
    "unfinished": N_("to finish"),
    "done": N_("done"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section of the strategy that a step asks for; `apart` are fields of it that are parts of their own."""

    path: Path
    apart: frozenset[str] = frozenset()
    # Many do without it.
    is_optional: bool = False

    @property
    def at(self) -> str:
        """Its address."""
        return dotted(self.path)

    @property
    def is_list(self) -> bool:
        """Whether it is a list of things, opened one at a time."""
        return kind_is_list(self.path)

    @property
    def fields(self) -> frozenset[str]:
        """The fields its form shows."""
        return frozenset(one.name for one in asked_of(kind_at(self.path))) - self.apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of the path: its name in addresses, its title, the idea in a sentence, its parts."""

    name: str
    title: str
    idea: str
    parts: tuple[Part, ...] = field(default=())

    @property
    def is_optional(self) -> bool:
        """Whether a strategy can do without it."""
        return all(one.is_optional for one in self.parts)


def _part(at: str, *apart: str, is_optional: bool = False) -> Part:
    return Part(path=tuple(at.split(".")), apart=frozenset(apart), is_optional=is_optional)


STEPS: tuple[Step, ...] = (
    Step(
        name="context",
        title=N_("Context"),
        idea=N_("Who speaks, beside whom, and why you listen."),
        parts=(_part("context", "competitors"), _part("context.competitors", is_optional=True)),
    ),
    Step(
        name="objectives",
        title=N_("Objectives"),
        idea=N_("What you want to change, for whom, by when, and the figure that will tell. Tools come much later."),
        parts=(_part("objectives"), _part("indicators")),
    ),
    Step(
        name="audiences",
        title=N_("Audiences"),
        idea=N_("The people you want to meet, and what they care about when they do not talk about you."),
        parts=(_part("audiences"),),
    ),
    Step(
        name="places",
        title=N_("Places"),
        idea=N_("Where you meet them: each place serves an objective, and someone answers for it by name."),
        parts=(_part("places"), _part("accounts", is_optional=True), _part("test_benches", is_optional=True)),
    ),
    Step(
        name="organisation",
        title=N_("Organisation"),
        idea=N_("Who does what, who answers which message and in how long, who approves, who is called at night."),
        parts=(
            _part("organisation.people"),
            _part("organisation", "people", "response_levels", "relays", "approvals", "on_call"),
            _part("organisation.response_levels"),
            _part("organisation.relays"),
            _part("organisation.approvals"),
            _part("organisation.on_call", is_optional=True),
        ),
    ),
    Step(
        name="content",
        title=N_("Content"),
        idea=N_("The encounter you want, the story you share, what you say and what you never say."),
        parts=(_part("content", "key_messages"), _part("content.key_messages", is_optional=True)),
    ),
    Step(
        name="risks",
        title=N_("Risks"),
        idea=N_("What may go wrong, and what you do in the first hour: it is written before, never during."),
        parts=(_part("risks"), _part("sensitive_subjects"), _part("scenarios")),
    ),
    Step(
        name="operations",
        title=N_("Operations"),
        idea=N_("What you do on purpose, with a beginning and an end, and what keeps it alive afterwards."),
        parts=(_part("operations", is_optional=True),),
    ),
    Step(
        name="resources",
        title=N_("Resources"),
        idea=N_("The hours and the money you really have: the plan is confronted with them."),
        parts=(_part("resources"),),
    ),
)


def step_named(name: str) -> Step | None:
    """A step by its name in addresses."""
    return next((one for one in STEPS if one.name == name), None)


def step_of(path: Path) -> Step | None:
    """The step that writes a place of the strategy; None for the whole of it."""
    found = part_of(path)
    return next((one for one in STEPS if found in one.parts), None) if found else None


def part_of(path: Path) -> Part | None:
    """The part whose form shows a place: the one that goes furthest down towards it."""
    every = [part for step in STEPS for part in step.parts if path[: len(part.path)] == part.path]
    return max(every, key=lambda one: len(one.path), default=None)


def of_step(step: Step, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that belong to a step."""
    return tuple(one for one in findings if step_of(one.path) is step)


def state_of(step: Step, strategy: Strategy, standing: Iterable[Finding]) -> State:
    """How far a step is; `standing` are the findings nobody overrode."""
    if not any(_says_something(strategy, part) for part in step.parts):
        return "empty"
    severities = {one.severity for one in of_step(step, standing)}
    if "error" in severities:
        return "wrong"
    lacks = any(not part.is_optional and not _says_something(strategy, part) for part in step.parts)
    return "unfinished" if lacks or "warning" in severities else "done"


def following(step: Step) -> Step | None:
    """The step after this one; None after the last."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None


def kind_is_list(path: Path) -> bool:
    """Whether a list stands at a place."""
    if not path or isinstance(path[-1], int):
        return False
    above = asked_of(kind_at(path[:-1])) if len(path) > 1 else asked_of(kind_at(()))
    return any(one.name == path[-1] and one.control == "list" for one in above)


def dotted(path: Path) -> str:
    """A place as it stands in an address: `organisation.people.2`."""
    return ".".join(map(str, path))


def path_at(at: str) -> Path:
    """The place an address names; numbers are those of lines."""
    return tuple(int(one) if one.isascii() and one.isdigit() and len(one) < 6 else one for one in at.split(".") if one)


def _says_something(strategy: Strategy, part: Part) -> bool:
    held = value_at(strategy, part.path)
    if isinstance(held, tuple):
        return bool(held)
    kind = kind_at(part.path)
    empty = kind()
    return any(getattr(held, name) != getattr(empty, name) for name in part.fields)
