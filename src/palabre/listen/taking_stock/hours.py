"""When people speak: by weekday and hour, as clocks show it in one time zone."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from palabre.errors import UsageError
from palabre.listen.taking_stock._asking import ask, chosen
from palabre.listen.taking_stock.values import Hours

if TYPE_CHECKING:
    from datetime import datetime

    from palabre.listen.shown import Filters
    from palabre.store import Workspace

# Every time zone is some quarters of an hour away from UTC.
QUARTERS = """
    SELECT TIME_BUCKET(INTERVAL '15 minutes', created_at) AS quarter, COUNT(*) AS n
    FROM posts WHERE created_at <= $now AND {where} GROUP BY quarter
"""
HOURS = """
    SELECT ISODOW(quarter AT TIME ZONE $zone) - 1 AS weekday, HOUR(quarter AT TIME ZONE $zone) AS hour,
           CAST(SUM(n) AS BIGINT) AS n, MIN(quarter) AS first, MAX(quarter) AS last
    FROM ({quarters}) GROUP BY ALL
"""


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """The names of the time zones a person may choose: those of places, and UTC."""
    return ("UTC", *sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")))


def checked_zone(name: str) -> str:
    """The name of a time zone there is; raises `UsageError` for another."""
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise UsageError("no-such-zone", zone=name[:40]) from problem


def hours(workspace: Workspace, filters: Filters, *, zone: str, now: datetime) -> Hours:
    """The posts under some filters by weekday and hour of a time zone; those dated after now left out."""
    where, values = chosen(filters)
    sql = HOURS.format(quarters=QUARTERS.format(where=where))
    rows = ask(workspace, sql, {**values, "now": now, "zone": zone})
    posts = [[0] * 24 for _ in range(7)]
    for row in rows:
        posts[row["weekday"]][row["hour"]] = row["n"]
    days = 0
    if rows:
        span = max(row["last"] for row in rows) - min(row["first"] for row in rows)
        days = -(-(span + timedelta(minutes=15)) // timedelta(days=1))
    return Hours(zone=zone, days=days, posts=tuple(map(tuple, posts)))
