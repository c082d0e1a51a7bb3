"""The same server beside a test that isn't asynchronous: a browser's, a command's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from palabre.testing.jetstream._server import Replay, Script, replaying

if TYPE_CHECKING:
    from anyio.from_thread import BlockingPortal

    from palabre.testing.jetstream._events import Event
    from palabre.testing.jetstream._line import Connection
    from palabre.testing.jetstream._mishaps import Ending


class Aside:
    """A server in a thread of its own; made by `replaying_aside`."""

    def __init__(self, portal: BlockingPortal, replay: Replay) -> None:
        self._portal = portal
        self._replay = replay
        self.address = replay.address
        self.events_address = replay.events_address

    @property
    def connections(self) -> tuple[Connection, ...]:
        """Who came so far."""
        return tuple(self._replay.connections)

    def push(self, *events: Event | bytes) -> None:
        """Makes events happen now."""
        self._portal.call(self._replay.push, *events)

    def cut(self, how: Ending = "reset") -> None:
        """Ends all connections now."""
        self._portal.call(self._replay.cut, how)

    def until(self, holds: Callable[[Replay], bool], *, within_s: float) -> None:
        """Waits until something is true of the server; raises TimeoutError when it isn't within so many seconds."""
        self._portal.call(self._until, holds, within_s)

    async def _until(self, holds: Callable[[Replay], bool], within_s: float) -> None:
        import asyncio

        async with asyncio.timeout(within_s):
            await self._replay.until(holds)


@contextmanager
def replaying_aside(script: Script | Iterable[Event | bytes], *, port: int = 0) -> Iterator[Aside]:
    """A server that plays a script in a thread of its own, until the block ends."""
    from anyio.from_thread import start_blocking_portal

    with start_blocking_portal() as portal, portal.wrap_async_context_manager(replaying(script, port=port)) as replay:
        yield Aside(portal, replay)
