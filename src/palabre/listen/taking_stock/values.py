"""What a state of play holds: figures, nothing to compute any more, and no words but those of the posts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from palabre.listen.shown import Filters, GapRow

# What rises stands in a fifth more of the posts than before, at the very least.
LEAST_RATIO = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a state of play is about, and the time zone in which its hours are told."""

    filters: Filters
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many posts of one kind, network, place or language; `name` is None when it is not known."""

    name: str | None
    posts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """How much, since when, where and in which languages. The posts dated after now are counted, and no day has them.

    `places` are instances, feeds and forums within networks, as `network` or `network · place`; `first` and `last` are
    None when there is nothing.
    """

    posts: int
    reposts: int
    first: date | None
    last: date | None
    per_day: tuple[tuple[date, int], ...]
    networks: tuple[Share, ...]
    places: tuple[Share, ...]
    kinds: tuple[Share, ...]
    langs: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who speaks: how many posts."""

    actor_id: int
    network: str
    handle: str | None
    name: str | None
    posts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Somebody whom others answer: how many different people, and how often in each way; their own acts left out."""

    actor_id: int
    network: str
    handle: str | None
    name: str | None
    people: int
    reposts: int
    quotes: int
    replies: int
    callouts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who speaks most and who is most answered; `once` are the accounts heard a single time.

    `by_most` is how many of the posts come from the speakers listed, `signed` how many have an author at all.
    """

    accounts: int
    once: int
    signed: int
    by_most: int
    speakers: tuple[Speaker, ...]
    answered: tuple[Answered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Posts by weekday, Monday first, and hour of a time zone; `days` is how many days they were counted over."""

    zone: str
    days: int
    posts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The last days against those before them; both ends included. The posts are those compared: no reposts."""

    recent_first: date
    recent_last: date
    before_first: date
    before_last: date
    recent_posts: int
    before_posts: int

    @property
    def recent_days(self) -> int:
        """How many days the last part has."""
        return (self.recent_last - self.recent_first).days + 1

    @property
    def before_days(self) -> int:
        """How many days the part before it has."""
        return (self.before_last - self.before_first).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """A word, tag or link that more posts hold lately: posts lately and before, and how many people wrote it lately.

    `ratio` says how many times larger its share of the posts has become, at least, as far as chance allows to say.
    `written` is the word as a post wrote it.
    """

    name: str
    written: str
    recent: int
    before: int
    people: int
    ratio: float

    @property
    def is_sure(self) -> bool:
        """Whether chance alone would not do it: more of the posts hold it, at the very least a fifth more."""
        return self.ratio >= LEAST_RATIO


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What rises, the surest first, and what is used most over both stretches."""

    rising: tuple[Rise, ...]
    most: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A post and all that answers it; its own words, cut, are None when it is not here. `post_id` is one to open."""

    post_id: int
    has_root: bool
    network: str
    handle: str | None
    excerpt: str | None
    posts: int
    people: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Threads:
    """The threads with the most different people; how many threads there are, and how many posts answer in them."""

    threads: tuple[Thread, ...]
    total: int
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusals:
    """An import that left rows out: how many, and for which reasons."""

    job_id: int
    title: str
    at: datetime
    rejected: int
    reasons: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What is not here, or not known. `elsewhere` counts replies to posts that are not here."""

    gaps: tuple[GapRow, ...]
    refusals: tuple[Refusals, ...]
    hidden: int
    no_lang: int
    no_author: int
    no_text: int
    future: int
    replies: int
    elsewhere: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StateOfPlay:
    """All of it. `compared` is None when there is too little to compare; then nothing rises.

    `versions` are those of the lake's tables it rests on.
    """

    format: int
    asked: Asked
    radar: str | None
    made_at: datetime
    versions: Mapping[str, int]
    volume: Volume
    people: People
    hours: Hours
    compared: Compared | None
    words: Terms
    tags: Terms
    links: Terms
    threads: Threads
    missing: Missing
