"""What is done on purpose is prepared, and does not end on its first day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from palabre.model.strategy import Animation
from palabre.strategy.judging import Around, error, note, rule, warning

if TYPE_CHECKING:
    from palabre.model.strategy import Operation, Strategy
    from palabre.model.strategy.findings import Finding, Path

# What opens something new to the public: it can catch fire, and someone must keep it alive.
LAUNCHES = frozenset(("launch", "campaign", "application", "event", "game"))
# The weeks of animation behind a launch, below which people come once and find nobody.
WEEKS = 12


def name_of_operation(operation: Operation, number: int) -> str | int:
    """What an operation is called in a sentence."""
    return operation.name or operation.id or number + 1


def launches_of(strategy: Strategy, around: Around) -> Iterator[tuple[Path, str | int]]:
    """What opens something to the public and is not over: operations first, then planned places."""
    for number, operation in enumerate(strategy.operations):
        if operation.kind in LAUNCHES and not (operation.ends and operation.ends < around.today):
            yield ("operations", number), name_of_operation(operation, number)
    for number, place in enumerate(strategy.places):
        if place.state == "planned":
            yield ("places", number), place.name or place.id or place.network or number + 1


@rule
def launches_are_armed(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A launch before response levels and scenarios is an error, told once, at the first launch: whoever is attacked
    on the first day has no time to decide who answers."""
    path, name = next(launches_of(strategy, around), ((), ""))
    if not path:
        return
    if not strategy.organisation.response_levels:
        yield error("launch-without-levels", *path, launch=name)
    if not strategy.scenarios:
        yield error("launch-without-scenarios", *path, launch=name)


@rule
def launches_are_kept_alive(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """Fewer than twelve weeks of animation and no exit plan is an error; animation by nobody is a warning."""
    for number, operation in enumerate(strategy.operations):
        if operation.kind not in LAUNCHES or (operation.ends and operation.ends < around.today):
            continue
        here, name = ("operations", number), name_of_operation(operation, number)
        animation = operation.animation or Animation()
        weeks = animation.weeks or 0
        if weeks < WEEKS and not operation.exit_plan.strip():
            if weeks > 0:
                yield error(
                    "operation-left-early", *here, "animation", "weeks", operation=name, weeks=weeks, least=WEEKS
                )
            else:
                where = (*here, "animation") if operation.animation else here
                yield error("operation-left-alone", *where, operation=name, weeks=weeks, least=WEEKS)
        if weeks > 0 and not (animation.who and animation.hours_a_week):
            yield warning("animation-by-nobody", *here, "animation", operation=name)


@rule
def operations_are_prepared(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """An operation for nothing is an error, as a place is, and a game without rules, which the law asks for; the rest
    of its preparation may still come: warnings. One that is over is left alone."""
    for number, operation in enumerate(strategy.operations):
        if operation.ends and operation.ends < around.today:
            continue
        here, name = ("operations", number), name_of_operation(operation, number)
        if not operation.objective:
            yield error("operation-without-objective", *here, operation=name)
        if operation.kind == "game" and not operation.rules.strip():
            yield error("game-without-rules", *here, operation=name)
        for code in _unprepared(operation):
            yield warning(code, *here, operation=name)
        if operation.cost is None:
            yield note("operation-without-cost", *here, operation=name)
        if operation.kind is None:
            yield note("operation-without-kind", *here, operation=name)


def _unprepared(operation: Operation) -> Iterator[str]:
    if not operation.audiences:
        yield "operation-without-audience"
    if not operation.brief.strip():
        yield "operation-without-brief"
    if operation.kind == "poll" and not operation.rules.strip():
        yield "poll-without-rules"
    if not operation.steps:
        yield "operation-without-steps"
    if operation.kind in ("game", "application") and operation.user_test is None:
        yield "operation-without-user-test"


@rule
def operations_follow_the_calendar(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """An operation that ends before it starts is an error; a step or a test due after its first day, a warning."""
    del around
    for number, operation in enumerate(strategy.operations):
        here, name = ("operations", number), name_of_operation(operation, number)
        starts, ends = operation.starts, operation.ends
        if starts is None:
            yield warning("operation-without-start", *here, operation=name)
            continue
        if ends and ends < starts:
            yield error("operation-ends-before-start", *here, "ends", operation=name, starts=starts, ends=ends)
        test = operation.user_test
        if test and test.due and test.due >= starts:
            path = (*here, "user_test", "due")
            yield warning("user-test-too-late", *path, operation=name, due=test.due, starts=starts)
        yield from _late_steps(operation, here, name)


def _late_steps(operation: Operation, here: Path, name: str | int) -> Iterator[Finding]:
    for number, step in enumerate(operation.steps):
        what = step.what or number + 1
        if (
            step.due
            and operation.ends
            and operation.ends >= (operation.starts or step.due)
            and step.due > operation.ends
        ):
            yield warning("step-after-end", *here, "steps", number, "due", operation=name, step=what, due=step.due)
        if not step.who:
            yield warning("step-of-nobody", *here, "steps", number, operation=name, step=what)
