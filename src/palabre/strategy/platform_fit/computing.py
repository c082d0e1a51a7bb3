"""Platform fit computed: everything gathered once, counted, then judged platform by platform."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from palabre.model import TABLES
from palabre.strategy.platform_fit.asking import ask_about, key_of
from palabre.strategy.platform_fit.counting import Counts
from palabre.strategy.platform_fit.deciding import decided
from palabre.strategy.platform_fit.gathering import gathered, reach, rows
from palabre.strategy.platform_fit.values import AudienceHeard, PlatformEvidence, PlatformFit, Told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import duckdb

    from palabre.model.strategy import Strategy
    from palabre.store import Workspace
    from palabre.strategy.platform_fit.values import Asked, AskedPlatform

RESTS_ON = ("posts", "revisions", "mentions", "metrics", "deletions")
# What no table of today tells: who is one person on two networks, and whose word counts among them.
NEEDS_A_MAP = (Told(code="map-same-person"), Told(code="map-whose-word-counts"))
AUDIENCES = """
    SELECT m.number, COUNT(*) AS posts, COUNT(DISTINCT s.actor_id) FILTER (WHERE p.actor_id IS NOT NULL) AS people
    FROM mentioned AS m JOIN said AS s ON m.post_id = s.post_id LEFT JOIN people AS p ON s.actor_id = p.actor_id
    WHERE m.use = 'audience' GROUP BY m.number
"""


def compute_fit(
    workspace: Workspace, strategy: Strategy, progress: Callable[[int], None] = lambda _read: None
) -> PlatformFit:
    """Whether our people are on each platform heard, planned or tried, from the last half year of the archive.

    Reads the texts of all those posts once: work for the worker, not for a page.
    """
    asked = ask_about(workspace, strategy)
    span = reach(workspace)
    versions, now = versions_of(workspace), workspace.clock()
    if span is None:
        return nothing_heard(asked, versions, now)
    with gathered(workspace, asked, span, progress) as db:
        return fit_of(db, asked, span, versions, now)


def versions_of(workspace: Workspace) -> Mapping[str, int]:
    """The versions of the tables that the evidence rests on, now."""
    return {name: workspace.lake.snapshot(TABLES[name]).version for name in RESTS_ON}


def nothing_heard(asked: Asked, versions: Mapping[str, int], now: datetime) -> PlatformFit:
    """The evidence of an archive without posts."""
    return PlatformFit(
        asked=key_of(asked),
        made_at=now,
        versions=versions,
        since=None,
        until=None,
        posts=0,
        people=0,
        audiences=tuple(AudienceHeard(id=one.id, name=one.name, posts=0, people=0) for one in asked.audiences),
        platforms=tuple(_judged(_blank(one)) for one in asked.platforms),
    )


def fit_of(
    db: duckdb.DuckDBPyConnection,
    asked: Asked,
    span: tuple[datetime, datetime],
    versions: Mapping[str, int],
    now: datetime,
) -> PlatformFit:
    """The evidence for each platform, of what was gathered on a cursor."""
    counts = Counts(db, asked, span)
    return PlatformFit(
        asked=key_of(asked),
        made_at=now,
        versions=versions,
        since=span[0].date(),
        until=span[1].date(),
        posts=sum(one["posts"] for one in counts.sizes.values()),
        people=counts.everyone.get("people", 0),
        audiences=_audiences(db, asked),
        platforms=tuple(_judged(_evidence(counts, number, one)) for number, one in enumerate(asked.platforms)),
    )


def _audiences(db: duckdb.DuckDBPyConnection, asked: Asked) -> tuple[AudienceHeard, ...]:
    found = {row["number"]: row for row in rows(db, AUDIENCES)}
    heard = []
    for number, one in enumerate(asked.audiences):
        is_known = one.radar_id is not None or bool(one.query)
        counted = found.get(number, {"posts": 0, "people": 0}) if is_known else {"posts": None, "people": None}
        heard.append(AudienceHeard(id=one.id, name=one.name, posts=counted["posts"], people=counted["people"]))
    return tuple(heard)


def _blank(platform: AskedPlatform) -> PlatformEvidence:
    return PlatformEvidence(
        key=platform.key,
        network=platform.network,
        name=platform.name,
        is_place=platform.is_place,
        bench=platform.bench,
        bench_on=platform.bench_on,
    )


def _evidence(counts: Counts, number: int, platform: AskedPlatform) -> PlatformEvidence:
    size = counts.sizes.get(platform.key, {})
    return replace(
        _blank(platform),
        posts=size.get("posts", 0),
        accounts=size.get("accounts", 0),
        weeks=size.get("weeks", 0),
        presence=counts.presence(platform.key),
        exchange=counts.exchange(platform.key),
        pace=counts.pace(platform.key),
        upkeep=counts.upkeep(platform.key),
        curves=counts.curves(number, platform),
    )


def _judged(evidence: PlatformEvidence) -> PlatformEvidence:
    verdict, reasons, would_change = decided(evidence)
    return replace(evidence, verdict=verdict, reasons=reasons, would_change=would_change, not_known=NEEDS_A_MAP)
