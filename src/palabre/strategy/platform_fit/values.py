"""What is known of a platform before one goes there: figures, a verdict, what would change it. No words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from palabre.model.bounds import NOTHING, Part
from palabre.model.strategy import BenchVerdict, Network

Verdict = Literal["yes", "no", "not_yet", "not_enough_evidence"]
Conversation = Literal["possible", "broadcast", "unclear", "not_heard"]
Trend = Literal["rising", "falling", "steady", "unclear"]
Hype = Literal["talk_without_people", "people_without_talk", "both", "quiet", "unknown"]
Figures = Mapping[str, float | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something to be said, by its code, and the figures that go into the sentence."""

    code: str
    figures: Figures = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAudience:
    """An audience and how it is found: by the radars named, else by its query. `version` is the one pages show."""

    id: str
    name: str
    radar_id: int | None = None
    version: int = 0
    query: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPlatform:
    """A platform to look at: `key` is the network, or the folded name of one that has no name of ours.

    `heard_as` are the networks of posts that are this platform, `named` the query that finds talk about it.
    """

    key: str
    network: Network | None
    name: str
    heard_as: tuple[str, ...] = ()
    named: str = ""
    is_place: bool = False
    bench: BenchVerdict | None = None
    bench_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """All of a strategy that the evidence rests on; two strategies that ask the same get the same evidence.

    `ours` and `others` are our accounts and those of competitors, as "network:handle" and as handles.
    """

    audiences: tuple[AskedAudience, ...]
    platforms: tuple[AskedPlatform, ...]
    subjects: tuple[tuple[int, int], ...]
    us: tuple[tuple[int, int], ...]
    competitors: tuple[tuple[int, int], ...]
    sensitive: tuple[tuple[int, int, str], ...]
    ours: tuple[str, ...]
    others: tuple[str, ...]
    names: tuple[str, ...]
    minutes_an_answer: float
    hours_given: float | None
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceHeard:
    """How much was heard of an audience; None when it has neither a radar nor a query."""

    id: str
    name: str
    posts: int | None
    people: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Whether our people are there. `people` is of all our people, `among` of all the accounts heard there.

    `recent` and `before` are those active there in the last four weeks and in the four before, of those active at all.
    """

    people: Part = NOTHING
    among: Part = NOTHING
    recent: Part = NOTHING
    before: Part = NOTHING
    trend: Trend = "unclear"
    # Posts in their own words, and how many of those are about our subjects, by how many people; our subjects are those
    # of radars that did not serve to find these people, and there may be none.
    has_subjects: bool = False
    subjects: Part = NOTHING
    subject_people: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """Who answers whom: answers among posts, between our people among theirs, posts of organisations that got one.

    `answered` are first posts that someone else answered, `deep` the threads of three posts and two people or more.
    """

    answers: Part = NOTHING
    between: Part = NOTHING
    organisations: Part = NOTHING
    answered: Part = NOTHING
    deep: Part = NOTHING
    conversation: Conversation = "not_heard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast it goes there. `busiest` is the shortest stretch of hours, in `zone`, that holds half of the posts."""

    posts_a_day: float = 0
    thread_posts_a_day: float | None = None
    threads: int = 0
    first_answer_minutes: float | None = None
    busiest: tuple[int, int] | None = None
    zone: str = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """What keeping up would take: messages a week that call us, the minutes each takes, the hours given in all."""

    messages_a_week: float | None = None
    weeks: int = 0
    minutes_each: float = 0
    hours_a_week: float | None = None
    hours_given: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Curves:
    """Two curves by week, its Monday first: posts that name the platform, and our people active on it.

    `namers` are the different accounts that name it, `present_people` our people active on it, over the whole time.
    Whether there is a fashion is `unknown` when the name means other things too, and cannot be looked for.
    """

    about: tuple[tuple[date, int], ...] = ()
    present: tuple[tuple[date, int], ...] = ()
    posts_about: int = 0
    namers: int = 0
    present_people: int = 0
    hype: Hype = "quiet"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformEvidence:
    """All that the archive tells of one platform, and the verdict; `reasons` say why, `would_change` what to watch.

    A verdict rests on figures or is `not_enough_evidence`. `not_known` is what only a map of people could tell.
    """

    key: str
    network: Network | None
    name: str
    is_place: bool
    posts: int = 0
    accounts: int = 0
    weeks: int = 0
    presence: Presence = Presence()
    exchange: Exchange = Exchange()
    pace: Pace = Pace()
    upkeep: Upkeep = Upkeep()
    curves: Curves = Curves()
    bench: BenchVerdict | None = None
    bench_on: date | None = None
    verdict: Verdict = "not_enough_evidence"
    reasons: tuple[Told, ...] = ()
    would_change: tuple[Told, ...] = ()
    not_known: tuple[Told, ...] = ()

    @property
    def is_heard(self) -> bool:
        """Whether any post of it is in the archive."""
        return self.posts > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformFit:
    """The evidence for each platform; `people` is how many of our people were heard anywhere in the time looked at."""

    asked: str
    made_at: datetime
    versions: Mapping[str, int]
    since: date | None
    until: date | None
    posts: int
    people: int
    audiences: tuple[AudienceHeard, ...]
    platforms: tuple[PlatformEvidence, ...]

    def of(self, key: str) -> PlatformEvidence | None:
        """The evidence for one platform, by its key."""
        return next((one for one in self.platforms if one.key == key), None)
