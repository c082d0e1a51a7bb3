"""How long the work takes: norms of the trade, each replaced by the one an organisation measured at its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from palabre.model.strategy import Strategy

__all__ = ["NORMS", "UNIT_NAMES", "NormUsed", "Unit", "level_mix", "minutes_an_answer", "norms_of"]

LEVELS = (1, 2, 3, 4)

Unit = Literal["minutes", "hours", "weeks", "percent", "people", "times", "euros"]
UNIT_NAMES: Mapping[Unit, str] = {
    "minutes": N_("min"),
    "hours": N_("h"),
    "weeks": N_("weeks"),
    "percent": N_("in 100"),
    "people": N_("people"),
    "times": N_("times"),
    "euros": N_("euros"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NormUsed:
    """How much one unit of work takes, where that is known from; label and our own sources are marked to be said."""

    id: str
    label: str
    value: float
    unit: Unit
    source: str
    # Whether the organisation wrote it; when not, it is ours.
    is_own: bool = False

    @property
    def hours(self) -> float:
        """The value in hours, for norms of time."""
        return self.value / 60 if self.unit == "minutes" else self.value


TRADE = N_("Experience of the trade, no published figure: time yourselves for two weeks and write yours.")


def _norm(id: str, value: float, unit: Unit, label: str) -> NormUsed:
    return NormUsed(id=id, label=label, value=value, unit=unit, source=TRADE)


# We know of no published figure that was measured on work like this one: all come from the trade, and say so.
NORMS: Mapping[str, NormUsed] = {
    one.id: one
    for one in (
        _norm("listen_day", 20, "minutes", N_("Reading what the radars brought, each working day")),
        _norm("listen_subject", 10, "minutes", N_("Following one audience, competitor or sensitive subject, a week")),
        _norm("mix_level_1", 80, "percent", N_("Share of messages of level 1")),
        _norm("mix_level_2", 15, "percent", N_("Share of messages of level 2")),
        _norm("mix_level_3", 4, "percent", N_("Share of messages of level 3")),
        _norm("mix_level_4", 1, "percent", N_("Share of messages of level 4")),
        _norm("answer_level_1", 4, "minutes", N_("A message of level 1: read, answered or left alone")),
        _norm("answer_level_2", 12, "minutes", N_("A message of level 2: a fact checked, an answer written")),
        _norm("answer_level_3", 40, "minutes", N_("A message of level 3: the relay asked, reread, followed up")),
        _norm("answer_level_4", 120, "minutes", N_("A message of level 4: several people gathered")),
        _norm(
            "relations_audience",
            45,
            "minutes",
            N_("Meeting the people of one audience, a week: reading them, writing to them"),
        ),
        _norm("write_post", 45, "minutes", N_("Writing one publication")),
        _norm("image_post", 20, "minutes", N_("The image of one publication: found or made, rights, alternative text")),
        _norm("production_step", 6, "hours", N_("A step of production whose hours nobody said")),
        _norm("operation_game", 60, "hours", N_("Creating and developing a game")),
        _norm("operation_poll", 8, "hours", N_("Creating a poll, its reading included")),
        _norm("operation_campaign", 60, "hours", N_("Creating and developing a campaign")),
        _norm("operation_application", 150, "hours", N_("Creating and developing an application")),
        _norm("operation_event", 60, "hours", N_("Preparing an event")),
        _norm("operation_launch", 60, "hours", N_("Preparing a launch")),
        _norm(
            "operation_call_for_contributions",
            25,
            "hours",
            N_("Preparing a call for contributions, its sorting included"),
        ),
        _norm("operation_other", 25, "hours", N_("Preparing another operation")),
        _norm("production_weeks", 12, "weeks", N_("Weeks over which an operation is produced when no dates say it")),
        _norm("test_prepare", 4, "hours", N_("Preparing a test with users and reading its lesson")),
        _norm("test_person", 1.5, "hours", N_("One person who tests")),
        _norm("test_people", 5, "people", N_("People who test a game or an application when nobody said how many")),
        _norm("animate_week", 4, "hours", N_("Keeping an operation alive, a week")),
        _norm("approve_reader", 8, "minutes", N_("One person who reads and approves one publication")),
        _norm("moderate_place", 60, "minutes", N_("Moderating one place where people talk, a week")),
        _norm("measure_indicator", 15, "minutes", N_("Measuring one indicator, a week")),
        _norm("report_month", 4, "hours", N_("The report of the month and its meeting")),
        _norm("drills_year", 2, "times", N_("Crisis drills in a year")),
        _norm("drill_person", 3, "hours", N_("One person in a crisis drill, debriefing included")),
        _norm("scenario_year", 3, "hours", N_("Keeping one scenario up to date, a year")),
        _norm("on_call_week", 2, "hours", N_("Being on call, a week: evening checks, hand-over")),
        _norm("image_euros", 2, "euros", N_("Images bought, on average for one publication")),
        _norm("tools_euros", 60, "euros", N_("Tools and hosting, a month")),
    )
}


def norms_of(strategy: Strategy) -> Mapping[str, NormUsed]:
    """The norms of a strategy, by task: ours, and its own where it gives a value that can be used."""
    found = dict(NORMS)
    for own in strategy.resources.norms:
        ours = NORMS.get(own.task)
        if ours and own.value is not None and own.value >= 0:
            found[ours.id] = NormUsed(
                id=ours.id, label=ours.label, value=own.value, unit=ours.unit, source=own.source, is_own=True
            )
    return found


def level_mix(norms: Mapping[str, NormUsed]) -> Mapping[int, float]:
    """The share of each response level among messages, in 1; shares that do not make 100 are brought to it."""
    shares = {level: norms[f"mix_level_{level}"].value for level in LEVELS}
    total = sum(shares.values())
    return {level: share / total for level, share in shares.items()} if total else dict.fromkeys(LEVELS, 0.0)


def minutes_an_answer(norms: Mapping[str, NormUsed]) -> float:
    """What a message takes on average, all response levels together."""
    return sum(share * norms[f"answer_level_{level}"].value for level, share in level_mix(norms).items())
