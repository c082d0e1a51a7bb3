"""The evidence for each platform and the test benches, as their page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from palabre.reports.charts import curves_chart
from palabre.strategy.platform_fit.telling import VERDICTS, Read, told
from palabre.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from palabre.listen.shown import GapRow
    from palabre.model.strategy import Strategy, TestBench
    from palabre.strategy.platform_fit import PlatformEvidence, PlatformFit

# One week makes no curve.
FEWEST_WEEKS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week of the two curves: posts that name the platform, our people active on it."""

    monday: date
    about: int
    present: int
    gaps: tuple[GapRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformView:
    """A platform in words; `weeks` are what its chart draws, none when both curves are flat at nothing."""

    evidence: PlatformEvidence
    read: Read
    weeks: tuple[Week, ...]
    chart: Markup | None
    # False when its name means other things too: talk about it cannot be counted, and a flat line would lie.
    counts_talk: bool = True

    @property
    def hype(self) -> tuple[str, ...]:
        """The sentence that tells fashion from presence."""
        return next((one.sentences for one in self.read.lines if one.code == "hype"), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchView:
    """A test bench: who tried which platform, what was found, and where it is written."""

    bench: TestBench
    tester: str
    verdict: str
    at: str


def platforms_of(fit: PlatformFit, gaps: Sequence[GapRow] = ()) -> tuple[PlatformView, ...]:
    """Every platform heard, planned or tried, places of the strategy first; gaps are marked where weeks lie in one."""
    ordered = sorted(fit.platforms, key=lambda one: (not one.is_place, not one.is_heard, -one.presence.people.part))
    return tuple(_view(one, gaps) for one in ordered)


def benches_of(strategy: Strategy) -> tuple[BenchView, ...]:
    """The test benches of a strategy, in its order."""
    names = {one.id: one.name or one.id for one in strategy.organisation.people}
    return tuple(
        BenchView(
            bench=one,
            tester=names.get(one.tester, one.tester),
            verdict=_(VERDICTS[one.verdict]) if one.verdict else _("No verdict yet"),
            at=f"test_benches.{number}",
        )
        for number, one in enumerate(strategy.test_benches)
    )


def _view(evidence: PlatformEvidence, gaps: Sequence[GapRow]) -> PlatformView:
    curves = evidence.curves
    present, counts_talk = dict(curves.present), curves.hype != "unknown"
    weeks = tuple(
        Week(monday=day, about=about, present=present.get(day, 0), gaps=_within(day, gaps))
        for day, about in curves.about
    )
    if len(weeks) < FEWEST_WEEKS or not any(one.about or one.present for one in weeks):
        weeks = ()
    talk = [one.about for one in weeks] if counts_talk else []
    return PlatformView(
        evidence=evidence,
        read=told(evidence),
        weeks=weeks,
        chart=curves_chart(talk, [one.present for one in weeks], [bool(one.gaps) for one in weeks]) if weeks else None,
        counts_talk=counts_talk,
    )


def _within(monday: date, gaps: Sequence[GapRow]) -> tuple[GapRow, ...]:
    """The gaps in which something of a week was missed."""
    sunday = monday + timedelta(days=6)
    return tuple(gap for gap in gaps if gap.is_lossy and gap.from_at.date() <= sunday and gap.to_at.date() >= monday)
