"""What pages, commands and notebooks are given to show: values, nothing to compute any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

Span = tuple[int, int]


def midnight(day: date) -> datetime:
    """The first moment of a UTC day."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a page looks at; `until` is a whole day, included.

    `radars` are the numbers of some radars, each with the version shown: what any of them matched. `without` are
    accounts whose posts are left out.
    """

    since: date | None = None
    until: date | None = None
    network: str | None = None
    kind: str | None = None
    lang: str | None = None
    radars: tuple[tuple[int, int], ...] = ()
    without: tuple[int, ...] = ()

    def sql(self, time: str = "created_at") -> tuple[str, dict[str, object]]:
        """The conditions of these filters on a table that has their columns, and their parameters."""
        conditions, values = ["TRUE"], dict[str, object]()
        if self.since:
            conditions.append(f"{time} >= $since")
            values["since"] = midnight(self.since)
        if self.until:
            conditions.append(f"{time} < $until")
            values["until"] = midnight(self.until + timedelta(days=1))
        for name in ("network", "kind", "lang"):
            wanted = getattr(self, name)
            if wanted:
                conditions.append(f"{name} = ${name}")
                values[name] = wanted
        return " AND ".join(conditions), values

    def posts_sql(self, within: str = "TRUE") -> tuple[str, dict[str, object]]:
        """The same on posts, those of the radars only; `within` says again of mentions when posts are looked for."""
        where, values = self.sql()
        if self.radars:
            mentions = f"SELECT post_id FROM mentions WHERE {self.mentioned()} AND {where} AND {within}"
            where += f" AND post_id IN ({mentions})"
        if self.without:
            where += " AND (actor_id IS NULL OR actor_id NOT IN (SELECT UNNEST($without)))"
            values["without"] = list(self.without)
        return where, values

    def mentioned(self) -> str:
        """The condition on `mentions` that keeps those of the radars."""
        rules = (f"radar_id = {radar_id:d} AND rule_version = {version:d}" for radar_id, version in self.radars)
        return f"({' OR '.join(rules) or 'FALSE'})"


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """A time when a source was not, or not fully, heard; one that `is_open` lasts, and ends now as far as we know."""

    source: str
    from_at: datetime
    to_at: datetime
    why: str
    estimated_loss: int | None
    is_open: bool = False

    @property
    def is_lossy(self) -> bool:
        """Whether something may be missing: not when all was told again afterwards."""
        return self.estimated_loss != 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the posts under some filters amount to; `actors` is None when only reading posts would count them."""

    posts: int
    actors: int | None
    first: date | None
    last: date | None
    per_day: tuple[tuple[date, int], ...]
    networks: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...]
    langs: tuple[tuple[str, int], ...]
    tags: tuple[tuple[str, int], ...]
    gaps: tuple[GapRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """A post as pages show it; `matched` are spans of `text` in code points, `matched_title` of `title`."""

    post_id: int
    native_id: str
    network: str
    handle: str | None
    display_name: str | None
    created_at: datetime
    kind: str
    title: str | None
    text: str
    url: str | None
    lang: str | None
    reply_to: int | None
    root_id: int | None
    edited: bool
    likes: int | None = None
    reposts: int | None = None
    replies: int | None = None
    quotes: int | None = None
    views: int | None = None
    matched: tuple[Span, ...] = ()
    matched_title: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPage:
    """Some posts, newest first, and the cursor of what is older; None at the end."""

    posts: tuple[PostRow, ...]
    older: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchSlice(PostPage):
    """What a search found in the time it was given: how many posts it read, back to when, and whether it saw all."""

    scanned: int
    reached: datetime | None
    finished: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricsRow:
    """The counters of a post at one moment."""

    observed_at: datetime
    likes: int | None
    reposts: int | None
    replies: int | None
    quotes: int | None
    views: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionRow:
    """The words a post had at one moment."""

    revised_at: datetime
    title: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostDetail:
    """A post, its counters and its successive words."""

    post: PostRow
    metrics: tuple[MetricsRow, ...] = ()
    revisions: tuple[RevisionRow, ...] = ()
