"""What the archive tells a judge, quickly enough for a page: small tables, a few weeks of mentions, what is kept."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from statistics import median
from typing import TYPE_CHECKING, Any

from palabre.store import reading
from palabre.strategy import keeping
from palabre.strategy.judging import Heard
from palabre.strategy.platform_fit.asking import zone_of
from palabre.strategy.platform_fit.networks import key_of_posts
from palabre.text.extract import folded_handle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from palabre.model.strategy import Strategy
    from palabre.store import Workspace

WEEKS, FEWEST_WEEKS = 12, 3
# Words of networks for how many follow an account that day; “new followers” and the like count something else.
FOLLOWERS = ("followers", "followers_count", "follower_count", "page_fans", "fans")

COUNTED = """
    SELECT m.network, COALESCE(a.handle, m.native_id) AS handle, CAST(m.day AS DATE) AS day,
           ARG_MAX(m.value, m.observed_at) AS n
    FROM account_metrics AS m LEFT JOIN (
        SELECT actor_id, ARG_MAX(handle, observed_at) AS handle FROM actors
        WHERE actor_id IN (SELECT actor_id FROM account_metrics) GROUP BY actor_id
    ) AS a ON m.actor_id = a.actor_id
    WHERE m.metric IN (SELECT UNNEST($metrics)) GROUP BY ALL
"""
SEEN = """
    SELECT network, LOWER(handle) AS handle, CAST(observed_at AS DATE) AS day, ARG_MAX(followers, observed_at) AS n
    FROM actors WHERE followers IS NOT NULL AND LOWER(LTRIM(handle, '@')) IN (SELECT UNNEST($handles)) GROUP BY ALL
"""
REACH = "SELECT CAST(MIN(day) AS DATE) AS first, CAST(MAX(day) AS DATE) AS last FROM posts_day WHERE day <= $now"
# A post that two radars of ours find is one message; what is passed on calls for no answer.
CALLS = """
    SELECT CAST(DATE_TRUNC('week', created_at) AS DATE) AS week, HOUR(created_at AT TIME ZONE $zone) AS hour,
           COUNT(DISTINCT post_id) AS n
    FROM mentions WHERE {mentioned} AND kind <> 'repost' AND created_at >= $since AND created_at < $until
    GROUP BY ALL
"""


def heard_in(workspace: Workspace, strategy: Strategy | None = None) -> Heard:
    """What was heard in a workspace: radars, followers day by day, messages a week, and what the worker found last.

    With a strategy, the followers of its accounts are also read from how those accounts looked over time, and hours
    are those of its time zone. Nothing is in it that was not heard.
    """
    found = keeping.kept(workspace)
    zone = zone_of(workspace, strategy)
    weekly, hours, until = _calls(workspace, zone)
    return Heard(
        radars=frozenset(one.name.casefold() for one in workspace.radars.all()),
        histories=_histories(workspace, strategy),
        messages_a_week=float(median(weekly)) if len(weekly) >= FEWEST_WEEKS else None,
        weeks=len(weekly),
        until=until,
        hours_of_day=hours,
        zone=zone,
        fit=found.fit if found else None,
        proposals=found.proposals if found else (),
        dismissed=frozenset(key for key, one in workspace.strategies.decided().items() if one.decision == "dismissed"),
    )


def _histories(workspace: Workspace, strategy: Strategy | None) -> Mapping[str, tuple[tuple[date, int], ...]]:
    """Followers by day; what a network counted for the day wins over what an account showed when it was seen."""
    handles = sorted({folded_handle(one.handle) for one in strategy.accounts} - {""}) if strategy else []
    seen = _ask(workspace, SEEN, {"handles": handles}) if handles else []
    by_account: dict[str, dict[date, int]] = defaultdict(dict)
    for row in (*seen, *_ask(workspace, COUNTED, {"metrics": list(FOLLOWERS)})):
        handle = folded_handle(row["handle"] or "")
        if handle and row["n"] is not None:
            by_account[f"{key_of_posts(row['network'])}:{handle}"][row["day"]] = round(row["n"])
    return {account: tuple(sorted(days.items())) for account, days in sorted(by_account.items())}


def _calls(workspace: Workspace, zone: str) -> tuple[list[int], tuple[int, ...], date | None]:
    """Messages that name us in each of the last full weeks heard, and by hour; nothing without a radar of ours."""
    from palabre.listen.shown import Filters, midnight

    ours = tuple((one.radar_id, one.shown or one.version) for one in workspace.radars.all() if one.subject == "ours")
    weeks = _full_weeks(workspace) if ours else []
    if not weeks:
        return [], (), None
    until = weeks[-1] + timedelta(weeks=1)
    sql = CALLS.format(mentioned=Filters(radars=ours).mentioned())
    span = {"since": midnight(weeks[0]), "until": midnight(until)}
    rows = reading.query(workspace.lake, sql, {"zone": zone, **span}, **span).to_pylist()
    hours = [0] * 24
    weekly = dict.fromkeys(weeks, 0)
    for row in rows:
        weekly[row["week"]] += row["n"]
        hours[row["hour"]] += row["n"]
    return list(weekly.values()), tuple(hours), until - timedelta(days=1)


def _full_weeks(workspace: Workspace) -> list[date]:
    """The Mondays of the last weeks heard from their first day to their last."""
    row = _ask(workspace, REACH, {"now": workspace.clock()})[0]
    if row["last"] is None:
        return []
    first = row["first"] + timedelta(days=-row["first"].weekday() % 7)
    end = row["last"] + timedelta(days=1)
    end -= timedelta(days=end.weekday())
    first = max(first, end - timedelta(weeks=WEEKS))
    return [first + timedelta(weeks=n) for n in range((end - first).days // 7)]


def _ask(workspace: Workspace, sql: str, values: Mapping[str, object]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = reading.query(workspace.lake, sql, values).to_pylist()
    return rows
