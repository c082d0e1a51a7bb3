"""What every source keeps: it asks for what it needs, tries itself, and yields pages of records with a cursor.

Fetching and parsing are apart: a parser is a pure function of the network's record. A source never stores, never
decides what is kept, never waits for its turn: `palabre.listen` keeps or drops, `palabre.run` calls, backs off and
starts again from the last cursor that was stored.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from palabre.model import Actor, Record
    from palabre.sources.http import Http

Why = Literal["disconnected", "silent", "rate-limited", "cursor-lost", "dropped", "refused", "paused", "stopped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Something a source asks for. `first` is the word given after the source's name; `many` is a list of words.

    `secret` is a key or a token: kept in `secrets.toml`, shared by all the sources of this kind (`"kind"`) or by those
    of one host (`"host"`), never in the settings. `default` is what is kept when nothing is said.
    """

    name: str
    title: str
    example: str = ""
    help: str = ""
    default: str = ""
    choices: tuple[str, ...] = ()
    secret: Literal["", "kind", "host"] = ""
    first: bool = False
    many: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """A time a source knows it did not, or not fully, hear: `estimated_loss` in posts, None when it cannot tell."""

    from_at: datetime
    to_at: datetime
    why: Why
    estimated_loss: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Records read in a row. `cursor` is where to go on once they are stored, None when it has not moved.

    `heard` counts all that was read, records or not; `newest` is the time of the latest event, from which lag is told.
    `passed_over` counts what was read and gives no record, by a word (`bad-record`, `private`, `other`).
    """

    records: tuple[Record, ...] = ()
    cursor: str | None = None
    heard: int = 0
    newest: datetime | None = None
    passed_over: Mapping[str, int] = field(default_factory=dict)
    holes: tuple[Hole, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """What a source found when it tried itself: `title` names what will be listened to, as the network names it."""

    title: str
    posts: int = 0
    newest: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A post already kept, as its network names it."""

    native_id: str
    root: str | None = None
    url: str | None = None
    instance: str | None = None


class Source(ABC):
    """A live connection to a network, with the settings given to it.

    `given` holds the settings by name (lists joined by new lines), secrets included; missing ones are "". `http` is the
    only way out. `is_stream` sources give pages until they are cut; the others give what is new and end, and are asked
    again every `every`. A silence longer than `habit` is a gap. `scope` names settings that tell two sources apart.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    network: ClassVar[str]
    settings: ClassVar[tuple[Setting, ...]] = ()
    is_stream: ClassVar[bool] = False
    every: ClassVar[timedelta] = timedelta(minutes=5)
    habit: ClassVar[timedelta] = timedelta(hours=1)
    # Who acts as a robot on web pages asks robots.txt first; a documented API is made for programs.
    obeys_robots: ClassVar[bool] = False

    def __init__(self, given: Mapping[str, str], http: Http) -> None:
        self.given = {one.name: given.get(one.name, one.default) for one in self.settings}
        self.http = http

    @property
    @abstractmethod
    def label(self) -> str:
        """A name for what is listened to, unique among sources of this kind: `example.org`, `#lait`, `r/france`."""

    @property
    @abstractmethod
    def address(self) -> str:
        """The address that is asked, whose host says which private machine may be reached when that is allowed."""

    @property
    def can_be_ours(self) -> bool:
        """Whether all that is said there may be kept as said in a place of ours; never of a whole network."""
        return True

    async def settled(self) -> Mapping[str, str]:
        """The settings as they are kept: a home page becomes its feed, a handle its account. Asks the network.

        Raises `SourceRefused` when there is nothing to listen to there, `SourceError` when it cannot be known now.
        """
        return dict(self.given)

    @abstractmethod
    async def test(self) -> Tested:
        """Reads a little, and says what was found; raises `SourceRefused` or `SourceError`."""

    @abstractmethod
    def pages(self, cursor: str | None) -> AsyncIterator[Page]:
        """What is new since a cursor, oldest first where the network allows it; without one, from now on.

        A first reading without a cursor gives what the network shows of the last days. Raises `RateLimited`,
        `SourceRefused` or `SourceError`; what was yielded before stands.
        """

    async def thread(self, post: Named) -> Page | None:
        """The thread around a post with its counts of now, and `Deletion`s for what is gone; None if it cannot tell."""
        del post
        return None

    async def actors(self, native_ids: Sequence[str]) -> tuple[Actor, ...]:
        """The accounts as they are now, with their signals; those it cannot find are missing."""
        del native_ids
        return ()
