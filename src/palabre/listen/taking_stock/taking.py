"""A state of play taken: every reading, one after the other, under the same filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from palabre.listen.leaving import leaving
from palabre.listen.shown import Filters
from palabre.listen.taking_stock.comparing import compared
from palabre.listen.taking_stock.hours import checked_zone, hours
from palabre.listen.taking_stock.missing import missing
from palabre.listen.taking_stock.people import people
from palabre.listen.taking_stock.terms import NOTHING, links, tags, words
from palabre.listen.taking_stock.threads import threads
from palabre.listen.taking_stock.values import Asked, Compared, StateOfPlay, Terms, Volume
from palabre.listen.taking_stock.volume import volume
from palabre.model import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from palabre.store import Workspace

FORMAT = 1
RESTS_ON = ("posts", "revisions", "interactions", "actors", "mentions", "gaps", "deletions")
ZONES = {"fr": "Europe/Paris", "en": "UTC"}
# Of all the work, in hundredths: what each reading takes, about. Words take the rest.
BEFORE_WORDS = 40


def ask_about(workspace: Workspace, filters: Filters | None = None, *, zone: str | None = None) -> Asked:
    """What is asked: everything, in the time zone of the workspace's language, unless told otherwise.

    Raises `UsageError` for a time zone that does not exist.
    """
    return Asked(filters=filters or Filters(), zone=checked_zone(zone or ZONES.get(workspace.settings.lang, "UTC")))


def versions_of(workspace: Workspace) -> Mapping[str, int]:
    """The versions of the tables that a state of play rests on, now."""
    return {name: workspace.lake.snapshot(TABLES[name]).version for name in RESTS_ON}


def state_of_play(
    workspace: Workspace,
    filters: Filters | None = None,
    *,
    zone: str | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> StateOfPlay:
    """All that a first look tells of a workspace, of a radar or of a time; `progress` is told hundredths done.

    Reads every post chosen: seconds for a million of them, in memory that does not grow with them.
    """
    asked = ask_about(workspace, filters, zone=zone)
    now, chosen = workspace.clock(), asked.filters
    versions = versions_of(workspace)
    how_much = volume(workspace, chosen, now=now)
    progress(5, 100)
    # It is made to be passed on: those who refuse that are counted above, and neither named nor quoted.
    quotable = leaving(workspace, chosen)
    who = people(workspace, quotable)
    progress(15, 100)
    when = hours(workspace, chosen, zone=asked.zone, now=now)
    answered = threads(workspace, quotable)
    progress(25, 100)
    lacking = missing(workspace, chosen, now=now)
    progress(30, 100)
    rising = _rising(workspace, chosen, how_much, progress)
    progress(100, 100)
    return StateOfPlay(
        format=FORMAT,
        asked=asked,
        radar=_radar_name(workspace, chosen),
        made_at=now,
        versions=versions,
        volume=how_much,
        people=who,
        hours=when,
        compared=rising.against,
        words=rising.words,
        tags=rising.tags,
        links=rising.links,
        threads=answered,
        missing=lacking,
    )


class _Rising(NamedTuple):
    against: Compared | None
    words: Terms = NOTHING
    tags: Terms = NOTHING
    links: Terms = NOTHING


def _rising(workspace: Workspace, chosen: Filters, how_much: Volume, progress: Callable[[int, int], None]) -> _Rising:
    """What rises, when there is enough to compare."""
    against = compared(workspace, chosen, how_much)
    if against is None:
        return _Rising(None)
    tagged, linked = tags(workspace, chosen, against), links(workspace, chosen, against)
    total = max(1, against.recent_posts + against.before_posts)

    def tell(read: int) -> None:
        progress(BEFORE_WORDS + (95 - BEFORE_WORDS) * min(read, total) // total, 100)

    tell(0)
    return _Rising(against, words(workspace, chosen, against, tags=tagged, progress=tell), tagged, linked)


def _radar_name(workspace: Workspace, filters: Filters) -> str | None:
    return workspace.radars.by_id(filters.radars[0][0]).name if filters.radars else None
