"""How much, since when, where, in which languages."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from palabre.listen.taking_stock._asking import ask, chosen
from palabre.listen.taking_stock.values import Share, Volume

if TYPE_CHECKING:
    from datetime import datetime

    from palabre.listen.shown import Filters
    from palabre.store import Workspace

PLACES = 12

COUNTS = """
    SELECT GROUPING_ID(day, network, instance, kind, lang) AS shape, day, network, instance, kind, lang, COUNT(*) AS n
    FROM (
        SELECT CASE WHEN created_at <= $now THEN DATE_TRUNC('day', created_at) END AS day, network, instance, kind, lang
        FROM posts WHERE {where})
    GROUP BY GROUPING SETS ((day), (network), (network, instance), (kind), (lang))
"""
DAY, NETWORK, PLACE, KIND, LANG = 0b01111, 0b10111, 0b10011, 0b11101, 0b11110


def volume(workspace: Workspace, filters: Filters, *, now: datetime) -> Volume:
    """The posts under some filters by day, network, place, kind and language."""
    where, values = chosen(filters)
    rows = ask(workspace, COUNTS.format(where=where), {**values, "now": now})
    counted: dict[int, Counter[Any]] = {shape: Counter() for shape in (DAY, NETWORK, PLACE, KIND, LANG)}
    for row in rows:
        place = f"{row['network']} · {row['instance']}" if row["instance"] else row["network"]
        name = {DAY: row["day"], NETWORK: row["network"], PLACE: place, KIND: row["kind"], LANG: row["lang"]}
        counted[row["shape"]][name[row["shape"]] or None] += row["n"]
    per_day = sorted((day.date(), n) for day, n in counted[DAY].items() if day is not None)
    return Volume(
        posts=counted[NETWORK].total(),
        reposts=counted[KIND]["repost"],
        first=per_day[0][0] if per_day else None,
        last=per_day[-1][0] if per_day else None,
        per_day=tuple(per_day),
        networks=_largest(counted[NETWORK]),
        places=_largest(counted[PLACE])[:PLACES],
        kinds=_largest(counted[KIND]),
        langs=_largest(counted[LANG]),
    )


def _largest(counts: Counter[Any]) -> tuple[Share, ...]:
    rows = sorted(counts.items(), key=lambda one: (-one[1], str(one[0])))
    return tuple(Share(name=None if name is None else str(name), posts=n) for name, n in rows)
