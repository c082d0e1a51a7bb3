"""Reviewing objectives: what was expected, what was measured, what nobody knows; keep, change or stop, signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from palabre.errors import NotFound, StrategyRefused
from palabre.strategy.frozen import said_in
from palabre.strategy.judging import Around, note, rule, warning

if TYPE_CHECKING:
    from collections.abc import Mapping

    from palabre.model.strategy import Indicator, Objective, Resources, Strategy
    from palabre.model.strategy.findings import Finding
    from palabre.model.strategy.kept import Review, ToSign
    from palabre.store import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ToReview:
    """An adopted objective as a meeting looks at it. What is measured is typed at the meeting, with its source."""

    objective: Objective
    indicator: Indicator | None
    # When it is to be looked at; None when no day was said, or when it was stopped.
    due: date | None
    is_late: bool
    # Signed reviews, newest first.
    history: tuple[Review, ...]

    @property
    def is_stopped(self) -> bool:
        """Whether the last review decided to stop it."""
        return bool(self.history) and self.history[0].said.decision == "stop"


def due_of(objective: Objective, reviews: Sequence[Review]) -> date | None:
    """When an objective is to be looked at: the day its last review named, unless the file names a later one since."""
    last = next((one for one in reviews if one.said.objective == objective.id), None)
    if last is None:
        return objective.review
    if last.said.decision == "stop":
        return None
    return max((day for day in (objective.review, last.said.next_review) if day is not None), default=None)


def meeting(strategy: Strategy, reviews: Sequence[Review], *, today: date) -> tuple[ToReview, ...]:
    """The objectives of a strategy to be looked at, late ones first, then by their day; the stopped ones last."""
    indicators = {one.id: one for one in strategy.indicators}
    found = []
    for objective in strategy.objectives:
        due = due_of(objective, reviews)
        found.append(
            ToReview(
                objective=objective,
                indicator=indicators.get(objective.indicator),
                due=due,
                is_late=due is not None and due < today,
                history=tuple(one for one in reviews if one.said.objective == objective.id),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.is_stopped, one.due or date.max)))


def to_review(workspace: Workspace) -> tuple[ToReview, ...]:
    """The meeting page of a workspace: the objectives it adopted; none while nothing is adopted."""
    adopted = workspace.strategies.adopted()
    if adopted is None:
        return ()
    strategy = said_in(adopted)
    return meeting(strategy, workspace.strategies.reviews(), today=workspace.clock().date())


def sign_review(workspace: Workspace, said: ToSign, *, by: str) -> Review:
    """Keeps a review of an adopted objective, with the hours and the money that the strategy gives on that day.

    Raises `NotFound` when the adopted strategy has no such objective, `StrategyRefused` when the review says nothing
    or its next day does not move forward.
    """
    adopted = workspace.strategies.adopted()
    if adopted is None:
        raise StrategyRefused("nothing-adopted")
    strategy = said_in(adopted)
    objective = next((one for one in strategy.objectives if one.id == said.objective), None)
    if objective is None:
        known = ", ".join(one.id for one in strategy.objectives if one.id)
        raise NotFound("no-such-objective", objective=said.objective, known=known)
    planned = due_of(objective, workspace.strategies.reviews(said.objective))
    _require_content(said)
    _require_forward(said, planned, workspace.clock().date())
    return workspace.strategies.sign(
        said,
        version=adopted.version,
        expected=_expected(objective, strategy),
        planned=planned,
        signed_by=by,
        hours_a_week=hours_a_week(strategy.resources),
        euros=euros(strategy.resources),
    )


def _require_content(said: ToSign) -> None:
    """A figure comes with its source; without a figure, one says at least what is not known."""
    if said.measured is not None and not said.source.strip():
        raise StrategyRefused("review-needs-source")
    if said.measured is None and not said.unknown.strip():
        raise StrategyRefused("review-says-nothing")
    if said.decision != "keep" and not said.note.strip():
        raise StrategyRefused("review-needs-note")


def _require_forward(said: ToSign, planned: date | None, today: date) -> None:
    if said.decision == "stop":
        return
    least = max(today, planned or today)
    if said.next_review is None:
        raise StrategyRefused("review-needs-next")
    if said.next_review <= least:
        raise StrategyRefused("review-not-forward", next=said.next_review, least=least)


def _expected(objective: Objective, strategy: Strategy) -> Mapping[str, object]:
    """What the objective said, as JSON keeps it: a later version may say something else."""
    indicator = next((one for one in strategy.indicators if one.id == objective.indicator), None)
    said: dict[str, object] = {
        name: getattr(objective, name) for name in ("goal", "now", "target", "smallest_change", "due", "indicator")
    }
    said["unit"] = indicator.unit if indicator else ""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}


def hours_a_week(resources: Resources) -> float | None:
    """The hours that people give each week; None when nobody said."""
    given = [one.hours_a_week for one in resources.time if one.hours_a_week is not None]
    return sum(given) if given else None


def euros(resources: Resources) -> Mapping[str, float]:
    """The money set aside, by period: `once`, `month`, `year`."""
    sums: dict[str, float] = {}
    for one in resources.money:
        if one.euros is not None:
            sums[one.per or "once"] = sums.get(one.per or "once", 0) + one.euros
    return sums


@rule
def reviews_are_held(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """An adopted objective is looked at on its day; what its last review decided is written in the file."""
    adopted = {one.id for one in around.adopted.objectives} if around.adopted else set()
    for number, objective in enumerate(strategy.objectives):
        if not objective.id or objective.id not in adopted:
            continue
        (one,) = meeting(_only(strategy, objective), around.reviews, today=around.today)
        name, path = objective.goal or objective.id, ("objectives", number)
        if one.is_stopped:
            yield note("stopped-objective-kept", *path, objective=name, day=one.history[0].signed_at.date())
        elif one.is_late and one.due is not None:
            late = (around.today - one.due).days
            yield warning("review-late", *path, "review", objective=name, due=one.due, days=late)
        elif one.due is not None and one.due != objective.review:
            yield note("review-day-behind", *path, "review", objective=name, next=one.due)


def _only(strategy: Strategy, objective: Objective) -> Strategy:
    from dataclasses import replace

    return replace(strategy, objectives=(objective,))
