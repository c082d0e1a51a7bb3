"""What is counted under some filters: posts a day by radar; accounts, servers, tags, sites, addresses and words.

Read from the daily counts and, for the accounts of radars, from mentions; texts are never read. Remembered until the
counts change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from palabre.listen._remembered import Remembered
from palabre.listen.shown import Filters, midnight
from palabre.listen.views import remembered_under
from palabre.store import reading, rollups

if TYPE_CHECKING:
    from palabre.store import Workspace

What = Literal["account", "place", "tag", "site", "link", "word"]

LISTED = 100
RISING = 20
# Said fewer times since the cut than this, a term is not told to rise: chance alone would bring it.
LEAST_RECENT = 4
# How much rarer than chance a rise must be: 6.63 on the scale of the log-likelihood ratio is one in a hundred.
LEAST_SCORE = 6.63
RECENT_SHARE = 3

_uses = Remembered["Uses"](256)
_days = Remembered[Mapping[int, Mapping[date, int]]](128)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """How often something was used: once a post. `by_radar` follows the radars of the filters.

    `recent` is how often since the cut of a rise; `name` is what an account calls itself.
    """

    term: str
    n: int
    recent: int
    by_radar: tuple[int, ...] = ()
    network: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """The most used, and those used more since `since` than before; `terms` is how many different ones there are.

    `before` and `recent` are the posts of the two spans. `read` is how many posts the words were read in.
    """

    most: tuple[Use, ...]
    rising: tuple[Use, ...]
    terms: int
    since: date | None
    before: int
    recent: int
    read: int | None = None


def per_day_by_radar(workspace: Workspace, filters: Filters) -> Mapping[int, Mapping[date, int]]:
    """The mentions of each day, for each radar of the filters."""
    key = remembered_under(workspace, ("mentions", "deletions"), filters)
    return _days.get(key, lambda: _per_day_by_radar(workspace, filters))


def _per_day_by_radar(workspace: Workspace, filters: Filters) -> Mapping[int, Mapping[date, int]]:
    where, values = filters.sql()
    sql = f"""
        SELECT radar_id, CAST(DATE_TRUNC('day', created_at) AS DATE) AS day, COUNT(*) AS n
        FROM mentions WHERE {filters.mentioned()} AND {where} GROUP BY ALL
    """
    days: dict[int, dict[date, int]] = {radar_id: {} for radar_id, _version in filters.radars}
    for row in reading.query(workspace.lake, sql, values).to_pylist():
        days[row["radar_id"]][row["day"]] = row["n"]
    return days


def is_behind(workspace: Workspace) -> bool:
    """Whether what the newest posts use is still to be counted: the worker does it after an import."""
    return rollups.is_behind(workspace)


def uses(workspace: Workspace, filters: Filters, what: What, days: Sequence[tuple[date, int]]) -> Uses:
    """What is most used, and what rises, under some filters; `days` are the posts of each day under them.

    Of each day the daily counts keep the most used only, so the counts of rare terms are a minimum.
    """
    tables = ("uses_day", "mention_uses_day", "mentions", "actors", "deletions")
    key = remembered_under(workspace, tables, filters, what, tuple(days))
    return _uses.get(key, lambda: _uses_of(workspace, filters, what, days))


def _uses_of(workspace: Workspace, filters: Filters, what: What, days: Sequence[tuple[date, int]]) -> Uses:
    since = cut_of(days)
    source, where, values = _source(filters, what)
    values["cut"] = midnight(since) if since else None
    read = _read(workspace, filters, values) if what == "word" else None
    recent = sum(n for day, n in days if since and day >= since)
    before, recent = (read[0] - read[1], read[1]) if read else (sum(n for _day, n in days) - recent, recent)
    sql = COUNTED.format(
        source=source,
        where=where,
        by_radar="".join(
            f", {_sum(f'radar_id = {radar_id:d}')} AS r{radar_id:d}" for radar_id, _version in filters.radars
        ),
        before=float(before),
        recent=float(recent),
    )
    rows = reading.query(workspace.lake, sql, values).to_pylist() if days else []
    names = _names(workspace, [row["actor_id"] for row in rows]) if what == "account" else {}
    made = [(row, _use(row, filters, names)) for row in rows]
    rising = sorted((pair for pair in made if pair[0]["rise"] is not None), key=lambda pair: pair[0]["rise"])
    return Uses(
        most=tuple(use for row, use in made if row["place"] <= LISTED),
        rising=tuple(use for _row, use in rising),
        terms=rows[0]["terms"] if rows else 0,
        since=since,
        before=before,
        recent=recent,
        read=read[0] if read else None,
    )


def cut_of(days: Sequence[tuple[date, int]]) -> date | None:
    """The day from which what rises is looked for: that of the last third of a period; None when it is too short."""
    if not days:
        return None
    length = (days[-1][0] - days[0][0]).days + 1
    return days[-1][0] - timedelta(days=length // RECENT_SHARE - 1) if length >= RECENT_SHARE else None


def _source(filters: Filters, what: What) -> tuple[str, str, dict[str, Any]]:
    """The rows to count, the condition on them and its parameters."""
    where, values = filters.sql("day")
    if what == "account" and filters.radars:
        return f"({MENTIONING.format(mentioned=filters.mentioned())})", where, values
    values["what"] = what
    if not filters.radars:
        return "uses_day", f"what = $what AND {where}", values
    ids = ", ".join(f"{radar_id:d}" for radar_id, _version in filters.radars)
    return "mention_uses_day", f"what = $what AND radar_id IN ({ids}) AND {where}", values


def _read(workspace: Workspace, filters: Filters, values: Mapping[str, Any]) -> tuple[int, int]:
    """In how many posts the words were read: in all, and since the cut."""
    source, where, _values = _source(filters, "word")
    sql = f"""
        SELECT COALESCE(SUM(n), 0)::BIGINT AS n, {_sum("day >= $cut")} AS recent FROM {source} WHERE {where}
    """
    row = reading.query(workspace.lake, sql, {**values, "what": "read"}).to_pylist()[0]
    return row["n"], row["recent"]


def _sum(condition: str) -> str:
    return f"COALESCE(SUM(n) FILTER (WHERE {condition}), 0)::BIGINT"


def _use(row: Mapping[str, Any], filters: Filters, names: Mapping[int, str | None]) -> Use:
    return Use(
        term=row["term"] or "",
        n=row["n"],
        recent=row["recent"],
        by_radar=tuple(row[f"r{radar_id}"] for radar_id, _version in filters.radars),
        network=row["network"] if row["actor_id"] is not None else None,
        name=names.get(row["actor_id"]),
    )


def _names(workspace: Workspace, ids: Sequence[int]) -> dict[int, str | None]:
    """What accounts call themselves."""
    found = reading.query(workspace.lake, NAMES, {"ids": list(ids)})
    return dict(zip(found["actor_id"].to_pylist(), found["name"].to_pylist(), strict=True))


NAMES = """
    SELECT actor_id, ARG_MAX(display_name, observed_at) AS name FROM actors
    WHERE actor_id IN (SELECT UNNEST($ids)) GROUP BY actor_id
"""
MENTIONING = """
    SELECT radar_id, DATE_TRUNC('day', created_at) AS day, handle AS term, actor_id, network, kind, lang, 1 AS n
    FROM mentions WHERE actor_id IS NOT NULL AND {mentioned}
"""
# A term rises when its share grew; how surely is told by the log-likelihood ratio of the two spans.
COUNTED = f"""
    WITH counted AS (
        SELECT actor_id, ANY_VALUE(network) AS network, CAST(SUM(n) AS BIGINT) AS n,
               CASE WHEN actor_id IS NULL THEN term END AS word, ARG_MAX(term, day) AS term,
               {_sum("day >= $cut")} AS recent{{by_radar}}
        FROM {{source}} WHERE {{where}} GROUP BY actor_id, word
    ), expected AS (
        SELECT *, n * {{recent}} / ({{recent}} + {{before}} + 1e-9) AS due FROM counted
    ), scored AS (
        SELECT *, CASE WHEN recent >= {LEAST_RECENT} AND recent > due AND due > 0 THEN 2 * (recent * LN(recent / due)
            + CASE WHEN n > recent THEN (n - recent) * LN((n - recent) / (n - due)) ELSE 0 END) END AS score
        FROM expected
    ), placed AS (
        SELECT *, COUNT(*) OVER () AS terms, ROW_NUMBER() OVER (ORDER BY n DESC, term) AS place,
               ROW_NUMBER() OVER (ORDER BY score DESC NULLS LAST, term) AS rank
        FROM scored
    )
    SELECT * EXCLUDE (rank), CASE WHEN score >= {LEAST_SCORE} AND rank <= {RISING} THEN rank END AS rise
    FROM placed WHERE place <= {LISTED} OR (score >= {LEAST_SCORE} AND rank <= {RISING}) ORDER BY place
"""
