"""How commands tell the reviews of objectives, those that were signed and those to come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from palabre.words import N_, _, day, number

if TYPE_CHECKING:
    from palabre.model.strategy.kept import Review
    from palabre.strategy.reviewing import ToReview

DECISIONS = {"keep": N_("keep"), "change": N_("change"), "stop": N_("stop")}
PERIODS = {"once": N_("once"), "month": N_("a month"), "year": N_("a year")}


def review_told(one: Review) -> Iterator[str]:
    """A signed review, line by line."""
    told = _("Review of “{objective}”, signed by {by} on {day}: {decision}")
    decision = _(DECISIONS[one.said.decision])
    yield told.format(objective=one.said.objective, by=one.signed_by, day=day(one.signed_at), decision=decision)
    target, unit = one.expected.get("target"), one.expected.get("unit")
    if isinstance(target, (int, float)):
        yield "  " + _("Expected: {value} {unit}").format(value=number(target), unit=unit or "").rstrip()
    yield "  " + measured_told(one)
    for label, text in ((N_("Not known: {text}"), one.said.unknown), (N_("Note: {text}"), one.said.note)):
        if text:
            yield "  " + _(label).format(text=text)
    yield from _given(one)
    if one.said.next_review is not None:
        yield "  " + _("Next review: {day}").format(day=day(one.said.next_review))


def measured_told(one: Review) -> str:
    """What was measured, with its source, or that nothing was yet."""
    if one.said.measured is None:
        return _("Measured: not yet measurable")
    value = number(one.said.measured)
    return _("Measured: {value} ({source})").format(value=value, source=one.said.source)


def _given(one: Review) -> Iterator[str]:
    if one.hours_a_week is not None:
        yield "  " + _("Hours a week on that day: {hours}").format(hours=number(one.hours_a_week))
    for period, euros in one.euros.items():
        told = _("Euros on that day: {euros} {period}")
        yield "  " + told.format(euros=number(euros), period=_(PERIODS[period]))


def to_review_told(one: ToReview) -> Iterator[str]:
    """An objective as the meeting looks at it: expected, by when, what its last review said."""
    objective = one.objective
    yield f"{objective.id}: {objective.goal}"
    unit = one.indicator.unit if one.indicator else ""
    for label, value in (
        (N_("At the start: {value} {unit}"), objective.now),
        (N_("Expected: {value} {unit}"), objective.target),
    ):
        if value is not None:
            yield "  " + _(label).format(value=number(value), unit=unit).rstrip()
    if objective.due is not None:
        yield "  " + _("Due on {day}").format(day=day(objective.due))
    if one.is_stopped:
        yield "  " + _("Stopped by its last review")
    elif one.due is not None:
        label = N_("Review was due on {day}") if one.is_late else N_("Next review: {day}")
        yield "  " + _(label).format(day=day(one.due))
    else:
        yield "  " + _("No review has a date yet")


def review_as_json(one: Review) -> dict[str, Any]:
    """A signed review, for a machine."""
    return {
        "objective": one.said.objective,
        "version": one.version,
        "planned": one.planned,
        "expected": one.expected,
        "measured": one.said.measured,
        "source": one.said.source,
        "unknown": one.said.unknown,
        "decision": one.said.decision,
        "note": one.said.note,
        "next_review": one.said.next_review,
        "hours_a_week": one.hours_a_week,
        "euros": one.euros,
        "signed_by": one.signed_by,
        "signed_at": one.signed_at,
    }
