"""A step of the path as its page shows it: its parts, the lines of each, the one form that is open, the judgement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from palabre.model.strategy import Strategy
from palabre.strategy import wording
from palabre.web.strategy.asking import Field, Sheet, title_of
from palabre.web.strategy.conflicts import kept_in_form
from palabre.web.strategy.filling import filled_of
from palabre.web.strategy.judged import Shown, shown_of
from palabre.web.strategy.shapes import kind_at, value_at
from palabre.web.strategy.steps import STATES, STEPS, Part, State, Step, dotted, of_step, part_of, state_of
from palabre.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from palabre.model.strategy.findings import Path
    from palabre.web.strategy.filling import Filled
    from palabre.web.strategy.opening import Opened

NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """A step among the others, and how far it is."""

    step: Step
    state: State

    @property
    def words(self) -> str:
        """How far it is, in words."""
        return _(STATES[self.state])


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of a part: what it is, where its form is, how many errors and warnings stand in it."""

    at: str
    title: str
    errors: int
    warnings: int
    number: int
    is_last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The form that is open. `before` is what it showed at first; `token` is that of the file it was made from."""

    at: str
    path: Path
    title: str
    fields: tuple[Field, ...]
    token: str
    before: str
    is_new: bool
    found: tuple[Shown, ...] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)
    is_changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A part of a step. `form` is there when it is the open one."""

    part: Part
    words: wording.Words
    items: tuple[Item, ...]
    is_empty: bool
    errors: int
    warnings: int
    form: Form | None = None


def states_of(opened: Opened) -> tuple[StepState, ...]:
    """Every step and how far it is."""
    strategy, standing = opened.written.strategy, opened.standing
    return tuple(StepState(step=one, state=state_of(one, strategy, standing)) for one in STEPS)


def next_of(states: Sequence[StepState]) -> StepState | None:
    """The first step that needs someone, errors and gaps alike; None when all are done."""
    return next((one for one in states if one.state != "done" and not _may_wait(one)), None)


def parts_of(opened: Opened, step: Step, form: Form | None) -> tuple[PartView, ...]:
    """The parts of a step, the form within the one it belongs to."""
    return tuple(_part_view(opened, one, form) for one in step.parts)


def form_of_file(opened: Opened, path: Path) -> Form:
    """The form of what the file holds at a place, or of a new line."""
    held = value_at(opened.written.strategy, path)
    filled = filled_of(kind_at(path), held, zone=opened.zone)
    return form_with(opened, path, filled, before=kept_in_form(filled) if held is not None else "{}")


def form_with(
    opened: Opened,
    path: Path,
    filled: Filled,
    *,
    before: str,
    token: str | None = None,
    wrong: Mapping[str, str] | None = None,
    is_changed: bool = False,
) -> Form:
    """The form of a place filled in some way; what the judge found there comes with it."""
    part = part_of(path)
    assert part is not None  # noqa: S101 - whoever asks has looked for it
    held = value_at(opened.written.strategy, path)
    found = shown_of(opened, (one for one in opened.findings if one.path[: len(path)] == path)) if held else ()
    sheet = Sheet(
        strategy=opened.written.strategy,
        path=path,
        fields=part.fields,
        filled=filled,
        wrong=wrong or {},
        found=found,
        radars=tuple(one.name for one in opened.workspace.radars.all()),
    )
    return Form(
        at=dotted(path) if held is not None else f"{dotted(path[:-1])}.{NEW}",
        path=path,
        title=title_of(path, held) if part.is_list and held is not None else "",
        fields=sheet.shown(),
        token=opened.token if token is None else token,
        before=before,
        is_new=held is None,
        found=found,
        wrong=wrong or {},
        is_changed=is_changed,
    )


def panel_of(opened: Opened, step: Step, form: Form | None) -> dict[str, object]:
    """What the judgement beside a form says: of what is open first, then how many stand elsewhere in the step."""
    every = of_step(step, opened.findings)
    # What is said of the whole strategy is said at each step: that it is empty, first.
    whole = [one for one in opened.findings if not one.path]
    if form is None:
        return {"shown": shown_of(opened, [*whole, *every]), "others": ()}
    part = part_of(form.path)
    length = len(form.path)
    here = [one for one in every if one.path[:length] == form.path and part_of(one.path) is part]
    above = [one for one in every if part and one.path == part.path and one not in here]
    others = [one for one in every if one not in here and one not in above]
    return {"shown": shown_of(opened, [*whole, *here, *above]), "others": shown_of(opened, others)}


def words_of_part(path: Path) -> wording.Words:
    """How a part is called and why it comes now."""
    if len(path) == 1:
        section = wording.told(wording.section_words(str(path[0])))
        return wording.Words(section.title, section.why)
    return wording.told(wording.words_of(kind_at(path[:-1]), str(path[-1])))


def _part_view(opened: Opened, part: Part, form: Form | None) -> PartView:
    strategy: Strategy = opened.written.strategy
    standing = [one for one in opened.standing if part_of(one.path) is part]
    held = value_at(strategy, part.path)
    items = held if part.is_list else ()
    return PartView(
        part=part,
        words=words_of_part(part.path),
        items=tuple(
            Item(
                at=dotted((*part.path, number)),
                title=title_of((number,), one),
                errors=_count(standing, (*part.path, number), "error"),
                warnings=_count(standing, (*part.path, number), "warning"),
                number=number,
                is_last=number == len(items) - 1,
            )
            for number, one in enumerate(items)
        ),
        is_empty=not held or held == kind_at(part.path)(),
        errors=_count(standing, part.path, "error"),
        warnings=_count(standing, part.path, "warning"),
        form=form if form and part_of(form.path) is part else None,
    )


def _count(findings: Sequence[object], path: Path, severity: str) -> int:
    return sum(
        getattr(one, "severity", "") == severity and getattr(one, "path", ())[: len(path)] == path for one in findings
    )


def _may_wait(one: StepState) -> bool:
    return one.state == "empty" and one.step.is_optional
