"""What is kept about a strategy: its versions, who adopted them, what was overridden, how it was reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from palabre.model.strategy.findings import Finding

ReviewDecision = Literal["keep", "change", "stop"]
ProposalDecision = Literal["accepted", "edited", "dismissed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A version of the strategy: its text as it was written, by whom, when."""

    version: int
    text: str
    # SHA-256 of the text, in hexadecimal.
    hash: str
    author: str
    saved_at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """An adopted objective that a later adopted version changes: figures before and after are not of one series.

    `fields` are what changed in it, `indicator.unit` and the like for the definition of its indicator; none when the
    objective is no longer there.
    """

    objective: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """A version that someone adopted, with what the judge said of it on that day and which errors were overridden."""

    adoption_id: int
    version: int
    by: str
    at: datetime
    findings: tuple[Finding, ...] = ()
    # The overrides that let errors pass, by their numbers.
    overrides: tuple[int, ...] = ()
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """An error that someone takes upon themselves, by name and in writing; it stays, even when it is withdrawn."""

    override_id: int
    code: str
    # The place by names: `objectives[helpers].indicator`.
    place: str
    by: str
    why: str
    at: datetime
    withdrawn_by: str = ""
    withdrawn_at: datetime | None = None

    @property
    def is_standing(self) -> bool:
        """Whether nobody withdrew it."""
        return self.withdrawn_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSign:
    """What a meeting writes down about an objective before it is signed.

    `measured` is None when there is no figure yet; `source` says where a typed figure comes from.
    """

    objective: str
    decision: ReviewDecision
    measured: float | None = None
    source: str = ""
    unknown: str = ""
    note: str = ""
    # When the objective is looked at again; none when it stops.
    next_review: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A signed review: what the objective said on that day, what was measured, what nobody knows, what was decided."""

    review_id: int
    # The adopted version that was reviewed.
    version: int
    # The day it was planned for.
    planned: date | None
    # What was expected on that day, by the names of the objective's fields.
    expected: Mapping[str, object] = field(default_factory=dict)
    said: ToSign
    hours_a_week: float | None = None
    # By period: what was set aside once, a month, a year.
    euros: Mapping[str, float] = field(default_factory=dict)
    signed_by: str
    signed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What someone decided about a sensitive subject that was proposed."""

    decision_id: int
    # What was proposed, by a name that does not change from one reading to the next.
    key: str
    decision: ProposalDecision
    by: str
    at: datetime
    why: str = ""
