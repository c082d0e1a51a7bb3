"""The streams of a server, listened to side by side: one WebSocket each, which all kinds of servers offer.

Mastodon also speaks of server-sent events, Pleroma, Akkoma and GoToSocial do not.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Self

import msgspec
from msgspec import Raw, Struct

from palabre.errors import SourceError, SourceRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from websockets.asyncio.client import ClientConnection

    from palabre.sources._mastodon_server import Server, Timeline

# What comes within this time is told together; a page costs a commit.
GATHERED_SECONDS = 0.25
GATHERED_EVENTS = 200
GOODBYE_SECONDS = 0.5
# What stands for the word of a message that cannot be read.
UNREAD = "unread"
_QUIET = frozenset(("", "notification", "filters_changed", "conversation", "encrypted_message"))


class _Message(Struct):
    event: str = ""
    payload: Raw = Raw(b"null")


class Event(Struct, frozen=True):
    """Something that happened: `word` says what, in a timeline; `payload` is a post, or the number of one."""

    timeline: str
    word: str
    payload: bytes


class Streams:
    """Open streams. Leave with `async with`; a stream that is cut raises `SourceError`."""

    def __init__(self) -> None:
        self._stack = AsyncExitStack()
        self._sockets: dict[str, ClientConnection] = {}
        self._waiting: dict[str, asyncio.Task[str | bytes]] = {}
        self.refused: set[str] = set()
        self.unreached: set[str] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *problem: object) -> bool | None:
        for task in self._waiting.values():
            task.cancel()
        await asyncio.gather(*self._waiting.values(), return_exceptions=True)
        # A server that doesn't take leave must not keep us from stopping.
        goodbyes = [asyncio.ensure_future(socket.close()) for socket in self._sockets.values()]
        if goodbyes:
            _, silent = await asyncio.wait(goodbyes, timeout=GOODBYE_SECONDS)
            for socket in self._sockets.values() if silent else ():
                socket.transport.abort()
            await asyncio.gather(*goodbyes, return_exceptions=True)
        return await self._stack.__aexit__(*problem)  # type: ignore[arg-type]

    async def open(self, server: Server, timelines: Sequence[Timeline]) -> None:
        """Opens the streams of timelines that have one. Those the server refuses are left to paging."""
        for one in timelines:
            if one.stream is None or one.name in self._sockets or one.name in self.refused:
                continue
            try:
                socket = server.http.socket(server.stream_address(one.stream))
                self._sockets[one.name] = await self._stack.enter_async_context(socket)
            except SourceRefused:
                self.refused.add(one.name)
                self.unreached.discard(one.name)
            except SourceError:
                self.unreached.add(one.name)
            else:
                self.unreached.discard(one.name)

    @property
    def names(self) -> frozenset[str]:
        """The timelines that are streamed."""
        return frozenset(self._sockets)

    async def heard(self, seconds: float) -> tuple[Event, ...]:
        """What happened: waits for the first event up to some seconds, then takes in what follows at once."""
        if not self._sockets:
            await asyncio.sleep(seconds)
            return ()
        clock = asyncio.get_running_loop().time
        events: list[Event] = []
        until = clock() + seconds
        while len(events) < GATHERED_EVENTS and (done := await self._next(max(until - clock(), 0.0))):
            until = until if events else clock() + GATHERED_SECONDS
            for name in done:
                if self._waiting[name].exception() is not None and events:
                    # What was heard before the cut is told first; the cut is met at the next turn.
                    return tuple(events)
                events += _events(name, self._waiting.pop(name).result())
        return tuple(events)

    async def _next(self, seconds: float) -> list[str]:
        """The streams that have a message, or an end, within some seconds."""
        for name, socket in self._sockets.items():
            if name not in self._waiting:
                self._waiting[name] = asyncio.ensure_future(socket.recv())
        done, _ = await asyncio.wait(self._waiting.values(), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        return [name for name, task in self._waiting.items() if task in done]


def _events(timeline: str, message: str | bytes) -> tuple[Event, ...]:
    """The event of a message; one that cannot be read is told as such."""
    try:
        told = msgspec.json.decode(message, type=_Message)
        if told.event in _QUIET or told.event.startswith("announcement"):
            return ()
        # A payload is JSON written in a text; some servers write it as it is.
        raw = bytes(told.payload)
        payload = msgspec.json.decode(raw, type=str).encode() if raw.startswith(b'"') else raw
    except (msgspec.DecodeError, UnicodeDecodeError, UnicodeEncodeError, RecursionError):
        return (Event(timeline, UNREAD, b""),)
    return (Event(timeline, told.event, payload),)
