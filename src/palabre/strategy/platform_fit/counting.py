"""The figures of every platform, counted in a few questions over what was gathered; no text is read any more."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING, Any

from palabre.model.bounds import Part, ratio_bounds
from palabre.strategy.platform_fit.gathering import FIRST_PLATFORM, rows
from palabre.strategy.platform_fit.values import Conversation, Curves, Exchange, Hype, Pace, Presence, Trend, Upkeep

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

    from palabre.strategy.platform_fit.values import Asked, AskedPlatform

    Rows = Mapping[str, Mapping[str, Any]]

RECENT_DAYS = 28
# A first post is given so long to be answered before it counts as not answered.
PATIENCE_DAYS = 2
# A share of answers from which one talks, rather than puts up posters.
TALKED_WITH = 0.10
FEWEST_FIRST_POSTS, FEWEST_DELAYS, FEWEST_WEEKS, FEWEST_ACTIVE = 30, 5, 3, 10
# Talk without people: three accounts that name it, at least, for one of ours on it.
HYPE_SHARE, FEWEST_NAMERS = 0.75, 5

SIZES = """
    SELECT key, COUNT(*) AS posts, COUNT(DISTINCT actor_id) AS accounts, COUNT(DISTINCT week) AS weeks,
           COUNT(*) FILTER (WHERE NOT is_repost) AS own, COUNT(*) FILTER (WHERE is_answer) AS answers,
           COUNT(DISTINCT CAST(created_at AS DATE)) AS days,
           DATE_DIFF('day', MIN(created_at), MAX(created_at)) + 1 AS length
    FROM said GROUP BY key
"""
PRESENT = """
    SELECT s.key, COUNT(DISTINCT s.actor_id) AS people,
           COUNT(DISTINCT s.actor_id) FILTER (WHERE created_at >= $recent) AS recent,
           COUNT(DISTINCT s.actor_id) FILTER (WHERE created_at >= $before AND created_at < $recent) AS before,
           COUNT(*) FILTER (WHERE NOT is_repost) AS own,
           COUNT(*) FILTER (WHERE NOT is_repost AND b.post_id IS NOT NULL) AS about,
           COUNT(DISTINCT s.actor_id) FILTER (WHERE NOT is_repost AND b.post_id IS NOT NULL) AS about_people
    FROM said AS s SEMI JOIN people AS p ON s.actor_id = p.actor_id
    LEFT JOIN (SELECT DISTINCT post_id FROM mentioned WHERE use = 'subject') AS b ON s.post_id = b.post_id
    GROUP BY GROUPING SETS ((s.key), ())
"""
ANSWERED = """
    WITH first AS (
        SELECT key, post_id, actor_id, created_at FROM said
        WHERE NOT is_repost AND NOT is_answer AND created_at < $settled
    ), counters AS (
        SELECT post_id, MAX(replies) AS replies FROM metrics GROUP BY post_id
    ), replied AS (
        SELECT f.post_id, MIN(a.created_at) AS at FROM first AS f JOIN (
            SELECT root AS target, actor_id, created_at FROM answers
            UNION ALL SELECT reply_to, actor_id, created_at FROM answers WHERE reply_to <> root
        ) AS a ON a.target = f.post_id
        WHERE a.actor_id IS DISTINCT FROM f.actor_id GROUP BY f.post_id
    )
    SELECT f.key, COUNT(*) AS firsts, COUNT(*) FILTER (WHERE r.at IS NOT NULL OR c.replies > 0) AS answered,
           COUNT(*) FILTER (WHERE h.actor_id IS NOT NULL) AS house_posts,
           COUNT(*) FILTER (WHERE h.actor_id IS NOT NULL AND (r.at IS NOT NULL OR c.replies > 0)) AS house_answered,
           COUNT(r.at) AS delays, COUNT(c.replies) AS counted,
           MEDIAN(DATE_DIFF('second', f.created_at, r.at)) FILTER (WHERE r.at >= f.created_at) / 60.0 AS minutes
    FROM first AS f LEFT JOIN replied AS r ON f.post_id = r.post_id LEFT JOIN counters AS c ON f.post_id = c.post_id
    LEFT JOIN (SELECT DISTINCT actor_id FROM houses) AS h ON f.actor_id = h.actor_id
    GROUP BY f.key
"""
BETWEEN = """
    SELECT a.key, COUNT(*) AS ours, COUNT(*) FILTER (WHERE t.actor_id IS NOT NULL) AS between
    FROM answers AS a JOIN people AS p ON a.actor_id = p.actor_id LEFT JOIN people AS t ON a.target = t.actor_id
    WHERE a.target IS NOT NULL AND a.target <> a.actor_id GROUP BY a.key
"""
THREADS = """
    WITH threads AS (
        SELECT MIN(key) AS key, root, COUNT(*) AS posts, COUNT(DISTINCT actor_id) AS people,
               DATE_DIFF('second', MIN(created_at), MAX(created_at)) / 86400.0 AS days
        FROM (SELECT key, root, actor_id, created_at FROM answers
              UNION ALL
              SELECT s.key, s.post_id, s.actor_id, s.created_at FROM said AS s
              WHERE s.post_id IN (SELECT root FROM answers) AND NOT s.is_repost)
        GROUP BY root
    )
    SELECT key, COUNT(*) AS threads, COUNT(*) FILTER (WHERE posts >= 3 AND people >= 2) AS deep,
           MEDIAN(posts / GREATEST(days, 1)) AS pace
    FROM threads GROUP BY key
"""
HOURS = """
    SELECT key, HOUR(created_at AT TIME ZONE $zone) AS hour, COUNT(*) AS n FROM said WHERE NOT is_repost GROUP BY ALL
"""
CALLS = """
    WITH calls AS (
        SELECT s.key, s.week, s.post_id FROM said AS s
        WHERE NOT s.is_repost AND s.actor_id NOT IN (SELECT actor_id FROM houses WHERE is_ours)
            AND s.post_id IN (SELECT post_id FROM mentioned WHERE use = 'us')
        UNION
        SELECT s.key, s.week, s.post_id FROM said AS s JOIN answers AS a ON s.post_id = a.post_id
        WHERE a.target IN (SELECT actor_id FROM houses WHERE is_ours)
            AND s.actor_id NOT IN (SELECT actor_id FROM houses WHERE is_ours)
    )
    SELECT key, CAST(week AS DATE) AS week, COUNT(*) AS n FROM calls GROUP BY ALL
"""
NAMED = """
    SELECT h.query, CAST(s.week AS DATE) AS week, COUNT(*) AS n FROM hits AS h JOIN said AS s ON h.post_id = s.post_id
    WHERE h.query >= $first GROUP BY ALL
"""
NAMERS = """
    SELECT h.query, COUNT(DISTINCT s.actor_id) AS n FROM hits AS h JOIN said AS s ON h.post_id = s.post_id
    WHERE h.query >= $first GROUP BY ALL
"""
ACTIVE = """
    SELECT s.key, CAST(s.week AS DATE) AS week, COUNT(DISTINCT s.actor_id) AS n
    FROM said AS s SEMI JOIN people AS p ON s.actor_id = p.actor_id GROUP BY ALL
"""


class Counts:
    """The answers to all questions, by platform."""

    def __init__(self, db: duckdb.DuckDBPyConnection, asked: Asked, span: tuple[datetime, datetime]) -> None:
        low, high = span
        recent = high - timedelta(days=RECENT_DAYS)
        when = {"recent": recent, "before": recent - timedelta(days=RECENT_DAYS)}
        self.asked = asked
        self.full_weeks = _full_weeks(low, high)
        self.sizes = _by_key(rows(db, SIZES))
        self.present = _by_key(rows(db, PRESENT, when))
        self.answered = _by_key(rows(db, ANSWERED, {"settled": high - timedelta(days=PATIENCE_DAYS)}))
        self.between = _by_key(rows(db, BETWEEN))
        self.threads = _by_key(rows(db, THREADS))
        self.hours = _nested(rows(db, HOURS, {"zone": asked.zone}), "key", "hour")
        self.calls = _nested(rows(db, CALLS), "key", "week")
        self.active = _nested(rows(db, ACTIVE), "key", "week")
        self.named = _nested(rows(db, NAMED, {"first": FIRST_PLATFORM}), "query", "week")
        self.namers = {row["query"]: row["n"] for row in rows(db, NAMERS, {"first": FIRST_PLATFORM})}

    @property
    def everyone(self) -> Mapping[str, Any]:
        """Our people wherever they are."""
        return self.present.get("", {})

    def presence(self, key: str) -> Presence:
        """Whether our people are on a platform, and talk there of our subjects."""
        here, everyone = self.present.get(key, {}), self.everyone
        recent, before = (Part(part=here.get(one, 0), whole=everyone.get(one, 0)) for one in ("recent", "before"))
        return Presence(
            people=Part(part=here.get("people", 0), whole=everyone.get("people", 0)),
            among=Part(part=here.get("people", 0), whole=self.sizes.get(key, {}).get("accounts", 0)),
            recent=recent,
            before=before,
            trend=_trend(recent, before),
            has_subjects=bool(self.asked.subjects),
            subjects=Part(part=here.get("about", 0), whole=here.get("own", 0)),
            subject_people=here.get("about_people", 0),
        )

    def exchange(self, key: str) -> Exchange:
        """Who answers whom on a platform."""
        size, first, between = (one.get(key, {}) for one in (self.sizes, self.answered, self.between))
        threads = self.threads.get(key, {})
        answered = Part(part=first.get("answered", 0), whole=first.get("firsts", 0))
        is_heard = bool(size.get("answers") or first.get("counted"))
        return Exchange(
            answers=Part(part=size.get("answers", 0), whole=size.get("own", 0)),
            between=Part(part=between.get("between", 0), whole=between.get("ours", 0)),
            organisations=Part(part=first.get("house_answered", 0), whole=first.get("house_posts", 0)),
            answered=answered,
            deep=Part(part=threads.get("deep", 0), whole=threads.get("threads", 0)),
            conversation=_conversation(answered) if is_heard else "not_heard",
        )

    def pace(self, key: str) -> Pace:
        """How fast it goes on a platform, and when."""
        size, first = self.sizes.get(key, {}), self.answered.get(key, {})
        threads = self.threads.get(key, {})
        has_delays = first.get("delays", 0) >= FEWEST_DELAYS and first.get("minutes") is not None
        return Pace(
            posts_a_day=round(size["posts"] / size["length"], 2) if size else 0.0,
            thread_posts_a_day=round(threads["pace"], 2) if threads.get("threads", 0) >= FEWEST_DELAYS else None,
            threads=threads.get("threads", 0),
            first_answer_minutes=round(first["minutes"], 1) if has_delays else None,
            busiest=_busiest(self.hours.get(key, {})),
            zone=self.asked.zone,
        )

    def upkeep(self, key: str) -> Upkeep:
        """What keeping up would take: nothing is said with fewer than three full weeks heard."""
        weekly = [self.calls.get(key, {}).get(week, 0) for week in self.full_weeks]
        known = bool(self.sizes.get(key) and self.asked.us and len(weekly) >= FEWEST_WEEKS)
        calls = float(median(weekly)) if known else None
        return Upkeep(
            messages_a_week=calls,
            weeks=len(weekly) if known else 0,
            minutes_each=self.asked.minutes_an_answer,
            hours_a_week=None if calls is None else round(calls * self.asked.minutes_an_answer / 60, 1),
            hours_given=self.asked.hours_given,
        )

    def curves(self, number: int, platform: AskedPlatform) -> Curves:
        """Talk about a platform beside our people on it."""
        about, present = self.named.get(FIRST_PLATFORM + number, {}), self.active.get(platform.key, {})
        people = self.present.get(platform.key, {}).get("people", 0)
        namers = self.namers.get(FIRST_PLATFORM + number, 0)
        return Curves(
            about=tuple((week, about.get(week, 0)) for week in self.full_weeks),
            present=tuple((week, present.get(week, 0)) for week in self.full_weeks),
            posts_about=sum(about.values()),
            namers=namers,
            present_people=people,
            hype=_hype(namers, people) if platform.named else "unknown",
        )


def _by_key(found: list[dict[str, Any]]) -> Rows:
    return {row["key"] or "": row for row in found}


def _nested(found: list[dict[str, Any]], outer: str, inner: str) -> Mapping[Any, Mapping[Any, int]]:
    nested: dict[Any, dict[Any, int]] = defaultdict(dict)
    for row in found:
        nested[row[outer]][row[inner]] = row["n"]
    return nested


def _full_weeks(low: datetime, high: datetime) -> list[date]:
    """The Mondays of the weeks heard from their first day to their last."""
    first = low.date() + timedelta(days=-low.weekday() % 7)
    last = high.date() - timedelta(days=high.weekday() + 1)
    return [first + timedelta(weeks=n) for n in range(((last - first).days + 1) // 7)]


def _trend(recent: Part, before: Part) -> Trend:
    if max(recent.part, before.part) < FEWEST_ACTIVE:
        return "unclear"
    least, most = ratio_bounds(recent, before)
    if least > 1:
        return "rising"
    return "falling" if most < 1 else "steady"


def _conversation(answered: Part) -> Conversation:
    if answered.whole < FEWEST_FIRST_POSTS:
        return "unclear"
    if answered.low >= TALKED_WITH:
        return "possible"
    return "broadcast" if answered.high < TALKED_WITH else "unclear"


def _busiest(by_hour: Mapping[int, int]) -> tuple[int, int] | None:
    """The shortest stretch of hours, across midnight if need be, that holds half of the posts."""
    total = sum(by_hour.values())
    if not total:
        return None
    fits = (
        (size, first)
        for size in range(1, 25)
        for first in range(24)
        if 2 * sum(by_hour.get((first + n) % 24, 0) for n in range(size)) >= total
    )
    size, first = min(fits)
    return first, (first + size) % 24


def _hype(namers: int, people: int) -> Hype:
    talk, both = namers >= FEWEST_NAMERS, Part(part=namers, whole=namers + people)
    if talk and both.low > HYPE_SHARE:
        return "talk_without_people"
    if people < FEWEST_NAMERS:
        return "quiet"
    return "both" if talk and both.high >= 1 - HYPE_SHARE else "people_without_talk"
