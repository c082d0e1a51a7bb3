"""The same questions asked of every source: of ours, and of those that other packages bring.

Whoever writes a source writes a `World` for it, a small server that plays the network, and hands it to `check_source`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:
    from httpx2 import AsyncBaseTransport

    from palabre.sources import Source

Ability = Literal["reply", "edit", "delete", "opt-out", "act", "thread", "metrics", "actors"]


class World(ABC):
    """A network played for one source: what is done here, the source must hear.

    `abilities` are what the network tells at all: a feed tells no edit of an author's bio. `transport` answers in place
    of the internet (an `httpx2.ASGITransport`, say); None when `given` leads to a real server on loopback, whose hosts
    are `private`. A world begins empty; posts are dated a second apart, from `clock()` on.
    """

    kind: ClassVar[type[Source]]
    abilities: ClassVar[frozenset[Ability]]
    given: Mapping[str, str]
    transport: AsyncBaseTransport | None = None
    private: frozenset[str] = frozenset()

    @abstractmethod
    async def post(self, text: str, *, author: str = "ada", reply_to: str | None = None) -> str:
        """Somebody posts, or answers; gives the `native_id` that the post's record must have."""

    async def edit(self, native_id: str, text: str) -> None:
        """A post gets other words."""
        raise NotImplementedError

    async def delete(self, native_id: str) -> None:
        """A post is taken away by its author."""
        raise NotImplementedError

    async def opt_out(self, author: str) -> None:
        """An author asks, as the network lets them, not to be read by robots, or to be indexed no more."""
        raise NotImplementedError

    async def act(self, kind: Literal["like", "repost", "follow"], author: str, towards: str) -> None:
        """Somebody likes or reposts a post, or follows an author."""
        raise NotImplementedError

    @abstractmethod
    def refuse(self, status: int, headers: Mapping[str, str], *, times: int) -> None:
        """The next `times` requests (or connections) are answered so."""

    @abstractmethod
    def garble(self, *, times: int) -> None:
        """The next `times` records or answers are garbage: cut, of other types, not even text."""

    @abstractmethod
    def cut(self, *, after: int, times: int) -> None:
        """The next `times` readings are cut off after `after` records (a stream) or pages."""
