"""The outside view of growth: what a wanted number of followers asks, beside what accounts really did.

The reference class is a proxy: weekly stars of GitHub repositories, read from daily public lists of the most popular
ones since December 2018 (runs of 40 weeks or more, six weeks ahead). Stars are given and rarely taken back, like
follows. Only repositories that were already popular are in those lists: those that never grew are missing, so real
accounts mostly do less. It gives an order of magnitude, and gives way to the users' own accounts when there are enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from palabre.model.strategy import Account
    from palabre.strategy.judging import Heard

# Followers by day, oldest first.
History = Sequence[tuple[date, int]]
Standing = Literal["reached", "past", "no_day", "no_figure", "usual", "ambitious", "rare", "unseen", "far", "no_pace",
                   "no_history"]  # fmt: skip
Assumed = Literal["", "other_weeks", "six_weeks_given"]

# The class was measured six weeks ahead. From four to thirteen it is read as it stands, and said to be; in less than
# four, six are given, which favours the goal; beyond a quarter it tells nothing.
MEASURED_WEEKS = 6
LEAST_WEEKS, MOST_WEEKS = 4, 13
# The recent pace of an account is the mean of its last eight weeks.
PACE_WEEKS = 8
# From how many periods of the users' own accounts on these replace the class.
ENOUGH_PERIODS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthClass:
    """What accounts did over six weeks.

    `paces`: share of cases, and how many times their pace of the eight weeks before they kept at most.
    `multiples`: share of cases, and by how much at most they multiplied their followers.
    """

    paces: tuple[tuple[float, float], ...]
    multiples: tuple[tuple[float, float], ...]
    highest: float
    cases: int
    is_own: bool = False

    def pace(self, share: float) -> float:
        """How many times their pace that share of cases kept at most."""
        return dict(self.paces)[share]


REFERENCE = GrowthClass(
    paces=((0.5, 0.89), (0.95, 2.67), (0.99, 6.6), (0.999, 37.0)),
    multiples=((0.5, 1.007), (0.9, 1.028), (0.99, 1.091), (0.999, 1.29)),
    highest=1.69,
    cases=7_900,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a goal stands beside what accounts did; what does not apply is None.

    `times` is the pace the goal asks over the account's own, `least_times` when six weeks are given to a shorter
    delay; `multiple` the goal over what there is. `multiples` are those of the class over the same weeks: middle,
    quickest tenth, quickest hundredth, highest. `out_of`: the goal was not met by even one case in so many.
    """

    standing: Standing
    now: int | None = None
    goal: int | None = None
    weeks: float | None = None
    asked_a_week: float | None = None
    pace: float | None = None
    times: float | None = None
    multiple: float | None = None
    multiples: tuple[float, ...] = ()
    out_of: int | None = None
    cases: int = 0
    is_own: bool = False
    assumed: Assumed = ""
    history_weeks: int = 0

    @property
    def is_above_all(self) -> bool:
        """Whether no case of the class multiplied its followers that much in that time."""
        return bool(self.multiple and self.multiples and self.multiple > self.multiples[-1])


def confronted(
    now: int | None,
    goal: int | None,
    weeks: float | None,
    history: History = (),
    *,
    reference: GrowthClass = REFERENCE,
    factor: float | None = None,
) -> Verdict:
    """What a goal asks beside the account's own last weeks and the reference class.

    Without eight weeks of history there is no probability: only what the class multiplied by. `factor` stands for a
    goal said as "twice as many".
    """
    now = now if now is not None else history[-1][1] if history else None
    if goal is None and factor and now:
        goal = round(now * factor)
    multiple = goal / now if goal and now else factor
    known = {"now": now, "goal": goal, "weeks": weeks, "multiple": multiple, "cases": reference.cases}
    if goal is None and factor is None:
        return _verdict("no_figure", known)
    if goal is not None and now is not None and now >= goal:
        return _verdict("reached", known)
    if weeks is None:
        return _verdict("no_day", known)
    if weeks <= 0:
        return _verdict("past", known)
    return _beside(known, now, goal, weeks, history, reference)


def _verdict(standing: Standing, known: Mapping[str, object], **more: object) -> Verdict:
    return Verdict(standing=standing, **{**known, **more})  # type: ignore[arg-type] # its own fields, named


def _beside(
    known: Mapping[str, object],
    now: int | None,
    goal: int | None,
    weeks: float,
    history: History,
    reference: GrowthClass,
) -> Verdict:
    lasted = weeks_of(history)
    pace = recent_pace(history)
    more: dict[str, object] = {"is_own": reference.is_own, "history_weeks": lasted, "assumed": _assumed(weeks)}
    if goal is not None and now is not None:
        more["asked_a_week"] = (goal - now) / weeks
    if weeks <= MOST_WEEKS:
        given = weeks if weeks >= LEAST_WEEKS else MEASURED_WEEKS
        more["multiples"] = tuple(one ** (given / MEASURED_WEEKS) for one in _steps(reference))
    if pace is None or goal is None or now is None:
        return _verdict("no_history", known, **more)
    more["pace"] = pace
    if pace <= 0:
        return _verdict("no_pace", known, **more)
    more["times"] = times = (goal - now) / (weeks * pace)
    if weeks > MOST_WEEKS:
        return _verdict("far", known, **more)
    # A number reached in two weeks would be reached in six too: what six weeks never gave, two will not.
    ratio = times * weeks / MEASURED_WEEKS if weeks < LEAST_WEEKS else times
    return _verdict(_standing(ratio, reference), known, **more, out_of=_out_of(ratio, reference))


def _steps(reference: GrowthClass) -> tuple[float, ...]:
    multiples = dict(reference.multiples)
    return multiples[0.5], multiples[0.9], multiples[0.99], reference.highest


def _assumed(weeks: float) -> Assumed:
    if weeks < LEAST_WEEKS:
        return "six_weeks_given"
    return "" if abs(weeks - MEASURED_WEEKS) <= 0.5 else "other_weeks"


def _standing(ratio: float, reference: GrowthClass) -> Standing:
    if ratio <= reference.pace(0.5):
        return "usual"
    if ratio <= reference.pace(0.95):
        return "ambitious"
    return "rare" if ratio <= reference.pace(0.99) else "unseen"


def _out_of(ratio: float, reference: GrowthClass) -> int | None:
    """Not even one case in how many kept such a pace; None when one in a hundred did."""
    beyond = [share for share, pace in reference.paces if share >= 0.99 and ratio > pace]
    return round(1 / (1 - max(beyond))) if beyond else None


def weeks_of(history: History) -> int:
    """How many full weeks a history lasts."""
    return (history[-1][0] - history[0][0]).days // 7 if history else 0


def recent_pace(history: History) -> float | None:
    """What an account gained a week over its last eight weeks; None when it was not followed for as long."""
    if weeks_of(history) < PACE_WEEKS:
        return None
    last, count = history[-1]
    return (count - _at(history, last - timedelta(weeks=PACE_WEEKS))) / PACE_WEEKS


def _at(history: History, day: date) -> float:
    """The count at a day, in a straight line between the two days that are known around it."""
    before = max((one for one in history if one[0] <= day), default=history[0])
    after = min((one for one in history if one[0] >= day), default=history[-1])
    if before[0] == after[0]:
        return before[1]
    done = (day - before[0]).days / (after[0] - before[0]).days
    return before[1] + done * (after[1] - before[1])


def history_of(heard: Heard | None, account: Account | None) -> tuple[tuple[date, int], ...]:
    """The followers of an account by day, as far as they were heard."""
    if heard is None or account is None or not account.network:
        return ()
    handle = account.handle.strip().lower().removeprefix("@")
    return tuple(sorted(heard.histories.get(f"{account.network}:{handle}", ())))


def own_class(histories: Iterable[History]) -> GrowthClass | None:
    """The reference class of the users' own accounts; None with fewer than 200 periods of six weeks.

    Periods of one account follow each other and share no week of gain, so that one lively account is not counted
    many times over; those whose eight weeks before brought nothing have no pace and are left out.
    """
    paces: list[float] = []
    multiples: list[float] = []
    for history in histories:
        for pace, multiple in _periods(history):
            paces.append(pace)
            multiples.append(multiple)
    if len(paces) < ENOUGH_PERIODS:
        return None
    return GrowthClass(
        paces=tuple((share, _quantile(paces, share)) for share, _pace in REFERENCE.paces if _is_told(share, paces)),
        multiples=tuple((share, _quantile(multiples, share)) for share in (0.5, 0.9, 0.99)),
        highest=max(multiples),
        cases=len(paces),
        is_own=True,
    )


def reference_in(heard: Heard | None) -> GrowthClass:
    """The class to be used: the users' own accounts when they are enough, else the one we ship."""
    return (own_class(heard.histories.values()) if heard is not None else None) or REFERENCE


def _is_told(share: float, values: Sequence[float]) -> bool:
    """One in a thousand is told by a thousand cases, not by two hundred."""
    return share < 0.999 or len(values) >= 1_000


def _periods(history: History) -> Iterable[tuple[float, float]]:
    ordered = sorted(history)
    if not ordered:
        return
    day, last = ordered[0][0] + timedelta(weeks=PACE_WEEKS), ordered[-1][0]
    while (end := day + timedelta(weeks=MEASURED_WEEKS)) <= last:
        start, now, then = _at(ordered, day - timedelta(weeks=PACE_WEEKS)), _at(ordered, day), _at(ordered, end)
        if now > start and now > 0:
            yield (then - now) / MEASURED_WEEKS / ((now - start) / PACE_WEEKS), then / now
        day = end


def _quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
