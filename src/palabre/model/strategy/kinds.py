"""The texts a strategy is made of: plain words, sentences, and the short names by which its parts name each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints


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
AccountId = Annotated[str, RefersTo("accounts")]
CompetitorId = Annotated[str, RefersTo("context.competitors")]
RelayId = Annotated[str, RefersTo("organisation.relays")]
SubjectId = Annotated[str, RefersTo("sensitive_subjects")]
ScenarioId = Annotated[str, RefersTo("scenarios")]
# The name of a radar of the workspace.
RadarName = Annotated[str, RefersTo("radars")]
# When someone is there: "mon-fri 9:00-18:00", "lun-ven 9h-18h", "always", "toujours".
Hours = str


@lru_cache(maxsize=128)
def references_of(kind: type) -> Mapping[str, str]:
    """The fields of a value that hold short names of other parts, with the section where these are listed."""
    hints = get_type_hints(kind, include_extras=True)
    return {name: section for name, hint in hints.items() if (section := _section_of(hint))}


def _section_of(hint: Any) -> str:  # noqa: ANN401 - a type, as typing gives it
    if get_origin(hint) is Annotated:
        return next((one.section for one in get_args(hint)[1:] if isinstance(one, RefersTo)), "")
    if get_origin(hint) in (tuple, Union, UnionType):
        return next((found for one in get_args(hint) if (found := _section_of(one))), "")
    return ""
