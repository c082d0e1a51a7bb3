"""The same questions asked of every source: of ours, and of those that other packages bring.

Whoever writes a source writes a `World` for it, a small server that plays the network, and hands it to `check_source`:

>>> await check_source(world)  # doctest: +SKIP

With pytest, one test a question tells more:

>>> @pytest.mark.parametrize("check", source_checks(), ids=str)  # doctest: +SKIP
... async def test_my_source_keeps_its_promises(check):
...     await check.ask(world)

What a source brings goes the way of the product: chosen, kept in a workspace of its own, its cursor with it. What the
world cannot play (its `abilities`) is not asked.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime

    from httpx2 import AsyncBaseTransport

    from palabre.sources import Source
    from palabre.testing._sources_ear import Ear

Ability = Literal["reply", "edit", "delete", "opt-out", "act", "thread", "metrics", "actors"]
Act = Literal["like", "repost", "follow"]


class World(ABC):
    """A network played for one source: what is done here, the source must hear.

    `abilities` are what the network tells at all: a feed tells no edit of an author's bio. `transport` answers in place
    of the internet (an `httpx2.ASGITransport`, say); None when `given` leads to a real server on loopback, whose hosts
    are `private`. A world begins empty; posts are dated a second apart, from `clock()` on. Of `acts` the network tells
    who did them, and to what; of the others it gives counts at most.
    """

    kind: ClassVar[type[Source]]
    abilities: ClassVar[frozenset[Ability]]
    given: Mapping[str, str]
    transport: AsyncBaseTransport | None = None
    private: frozenset[str] = frozenset()
    acts: ClassVar[frozenset[Act]] = frozenset()

    @abstractmethod
    def clock(self) -> datetime:
        """What time it is there; a second later after each thing done."""

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

    async def act(self, kind: Act, author: str, towards: str) -> None:
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


Worlds: TypeAlias = Callable[[], AbstractAsyncContextManager[World]]


@dataclass(frozen=True, slots=True)
class Check:
    """A question asked of every source whose world has the abilities it `needs`; its `name` is what must be true."""

    name: str
    needs: frozenset[Ability]
    question: Callable[[Ear], Awaitable[None]]

    def __str__(self) -> str:
        return self.name.replace(" ", "-")

    async def ask(self, world: Worlds) -> bool:
        """Asks it in a new world; False when that world cannot play it. Raises `AssertionError` when it is not so."""
        from palabre.testing._sources_ear import listening_to

        async with world() as played:
            if not self.needs <= played.abilities:
                return False
            async with listening_to(played) as ear:
                try:
                    await self.question(ear)
                except Exception as problem:
                    cause = _cause(problem)
                    told = str(cause) if isinstance(cause, AssertionError) else f"it breaks: {cause!r}"
                    raise AssertionError(f"{played.kind.name}: {self.name}: {told}") from cause
        return True


def _cause(problem: BaseException) -> BaseException:
    """What really went wrong, out of the groups that tasks put around it."""
    while isinstance(problem, BaseExceptionGroup):
        problem = problem.exceptions[0]
    return problem


def question(*needs: Ability) -> Callable[[Callable[[Ear], Awaitable[None]]], Check]:
    """Makes a question of a function whose name is what must be true."""

    def made(asked: Callable[[Ear], Awaitable[None]]) -> Check:
        return Check(asked.__name__.replace("_", " "), frozenset(needs), asked)

    return made


def source_checks() -> tuple[Check, ...]:
    """Every question."""
    from palabre.testing import _sources_declared, _sources_heard, _sources_respect, _sources_trouble

    modules = (_sources_declared, _sources_heard, _sources_respect, _sources_trouble)
    return tuple(check for module in modules for check in module.CHECKS)


async def check_source(world: Worlds) -> tuple[str, ...]:
    """Asks every question, each in a new world, and gives the names of those that could be asked.

    Raises `AssertionError`, saying which promise the source breaks and how.
    """
    return tuple([check.name for check in source_checks() if await check.ask(world)])
