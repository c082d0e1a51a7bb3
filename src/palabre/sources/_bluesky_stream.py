"""A stream of Bluesky on the wire: messages taken as they come, unpacked, given by the batch."""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Self

from palabre.errors import BadRecord, SourceError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection

MOST_EVENTS = 1_000
WAIT_SECONDS = 0.25
LONGEST_EVENT = 1024 * 1024
# What may wait for a store that is busy: the largest burst known, for some seconds.
_MOST_WAITING = 200_000
_MOST_BYTES = 128 * 1024 * 1024


class Stream:
    """Takes messages off the wire whatever their reader is doing, so that the server never waits for us.

    Once too many wait, it is left to the network to hold them back.
    """

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._waiting: deque[bytes] = deque()
        self._bytes = 0
        self._some, self._many, self._room = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._end: Exception | None = None
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._fill())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def batch(self, silent_seconds: float) -> list[bytes]:
        """The next messages, at most a thousand, a quarter of a second after the first at the latest.

        Empty after a silence. Raises what ended the stream, once all that came before was given.
        """
        if not self._waiting and self._end is None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._some.wait(), silent_seconds)
        if self._end is None and 0 < len(self._waiting) < MOST_EVENTS:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._many.wait(), WAIT_SECONDS)
        if self._waiting:
            return self._taken()
        if self._end is not None:
            raise self._end
        return []

    def abandon(self) -> None:
        """Lets go of a line that doesn't answer, without waiting for its goodbye."""
        self._socket.transport.abort()

    def _taken(self) -> list[bytes]:
        waiting = self._waiting
        taken = list(islice(waiting, MOST_EVENTS))
        for message in taken:
            waiting.popleft()
            self._bytes -= len(message)
        if not waiting:
            self._some.clear()
        if len(waiting) < MOST_EVENTS:
            self._many.clear()
        self._room.set()
        return taken

    async def _fill(self) -> None:
        from websockets.exceptions import WebSocketException

        receive, waiting = self._socket.recv, self._waiting
        try:
            while True:
                message = await receive(decode=False)
                self._bytes += len(message)
                waiting.append(message)
                if len(waiting) == 1:
                    self._some.set()
                if len(waiting) == MOST_EVENTS:
                    self._many.set()
                if len(waiting) >= _MOST_WAITING or self._bytes >= _MOST_BYTES:
                    await self._until_room()
        except (WebSocketException, OSError) as end:
            self._end = end
        finally:
            self._some.set()
            self._many.set()

    async def _until_room(self) -> None:
        while len(self._waiting) >= _MOST_WAITING or self._bytes >= _MOST_BYTES:
            self._room.clear()
            await self._room.wait()


class Unpacker:
    """Unpacks messages: plain ones are left as they are, the others were packed with a dictionary."""

    def __init__(self, host: str, dictionary: bytes | None) -> None:
        self._host = host
        self._dictionary = zstd.ZstdDict(dictionary) if dictionary else None
        self._failed = 0
        self._is_proved = False

    def __call__(self, message: bytes) -> bytes:
        """The event in a message; raises `BadRecord` when it is damaged, or larger than what was asked for."""
        if self._dictionary is not None and message[:1] != b"{":
            message = self._unpacked(message)
        if len(message) > LONGEST_EVENT:
            raise BadRecord("bad-record", f"{len(message)} bytes")
        return message

    def _unpacked(self, message: bytes) -> bytes:
        unpack = zstd.ZstdDecompressor(zstd_dict=self._dictionary)
        try:
            found = unpack.decompress(message, max_length=LONGEST_EVENT + 1)
        except (zstd.ZstdError, EOFError, ValueError) as problem:
            self._failed += 1
            if not self._is_proved and self._failed >= MOST_EVENTS:
                raise SourceError("bluesky-dictionary-wrong", host=self._host) from problem
            raise BadRecord("bad-record", problem) from problem
        if not unpack.eof and len(found) <= LONGEST_EVENT:
            raise BadRecord("bad-record", "cut short")
        self._is_proved = True
        return found
