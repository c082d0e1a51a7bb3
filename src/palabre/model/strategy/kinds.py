"""The texts a strategy is made of: plain words, sentences, and the short names by which its parts name each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class RefersTo:
    """The field holds the short name of another part of the strategy, listed at `section`."""

    section: str


@dataclass(frozen=True, slots=True)
class Sentences:
    """The field holds sentences: a form gives it several lines."""


LongText = Annotated[str, Sentences()]
# A short name of its own: letters, digits and dashes, the same nowhere else in its list.
Id = str
PersonId = Annotated[str, RefersTo("organisation.people")]
AudienceId = Annotated[str, RefersTo("audiences")]
ObjectiveId = Annotated[str, RefersTo("objectives")]
IndicatorId = Annotated[str, RefersTo("indicators")]
PlaceId = Annotated[str, RefersTo("places")]
AccountId = Annotated[str, RefersTo("accounts")]
CompetitorId = Annotated[str, RefersTo("context.competitors")]
RelayId = Annotated[str, RefersTo("organisation.relays")]
SubjectId = Annotated[str, RefersTo("sensitive_subjects")]
ScenarioId = Annotated[str, RefersTo("scenarios")]
OperationId = Annotated[str, RefersTo("operations")]
# The name of a radar of the workspace.
RadarName = Annotated[str, RefersTo("radars")]
# When someone is there: "mon-fri 9:00-18:00", "lun-ven 9h-18h", "always", "toujours".
Hours = str
