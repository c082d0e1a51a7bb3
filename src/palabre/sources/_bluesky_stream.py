"""A stream of Bluesky on the wire: messages taken as they come, unpacked, given by the batch."""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Self

import anyio

from palabre.errors import BadRecord, SourceRefused

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Dictionary = zstd.ZstdDict

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection

MOST_EVENTS = 1_000
WAIT_SECONDS = 0.25
LONGEST_EVENT = 1024 * 1024
# What may wait for a store that is busy: the largest burst known, for some seconds.
_MOST_WAITING = 200_000
_MOST_BYTES = 128 * 1024 * 1024
_GOODBYE_SECONDS = 1.0
_FAILURES = 20


class Stream:
    """Takes messages off the wire whatever their reader is doing, so that the server never waits for us.

    Once too many wait, it is left to the network to hold them back.
    """

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._waiting: deque[bytes] = deque()
        self._bytes = 0
        self._some, self._many, self._room = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._is_leaving = False
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._fill())
        # How it ends is told when what came before was given, or to nobody.
        self._task.add_done_callback(lambda task: task.cancelled() or task.exception())
        return self

    async def __aexit__(self, *_: object) -> None:
        """Says goodbye, letting go of what still comes meanwhile; who doesn't answer is left."""
        self._is_leaving = True
        self._waiting.clear()
        self._room.set()
        try:
            with anyio.move_on_after(_GOODBYE_SECONDS):
                await self._socket.close()
        finally:
            self._socket.transport.abort()
            if self._task is not None:
                self._task.cancel()
                await asyncio.wait([self._task])

    async def batch(self, silent_seconds: float) -> list[bytes]:
        """The next messages, at most a thousand, a quarter of a second after the first at the latest.

        Empty after a silence. Raises what ended the stream, once all that came before was given.
        """
        if not self._waiting and not self._is_over:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._some.wait(), silent_seconds)
        if not self._is_over and 0 < len(self._waiting) < MOST_EVENTS:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._many.wait(), WAIT_SECONDS)
        if self._waiting:
            return self._taken()
        if self._task is not None and self._task.done():
            self._task.result()
        return []

    @property
    def _is_over(self) -> bool:
        return self._task is None or self._task.done()

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
        receive, waiting = self._socket.recv, self._waiting
        try:
            while True:
                message = await receive(decode=False)
                if self._is_leaving:
                    continue
                self._bytes += len(message)
                waiting.append(message)
                if len(waiting) == 1:
                    self._some.set()
                if len(waiting) == MOST_EVENTS:
                    self._many.set()
                if len(waiting) >= _MOST_WAITING or self._bytes >= _MOST_BYTES:
                    await self._until_room()
        finally:
            self._some.set()
            self._many.set()

    async def _until_room(self) -> None:
        while not self._is_leaving and (len(self._waiting) >= _MOST_WAITING or self._bytes >= _MOST_BYTES):
            self._room.clear()
            await self._room.wait()


class Unpacker:
    """Unpacks messages: plain ones are left as they are, the others were packed with a dictionary."""

    def __init__(self, host: str, dictionary: Dictionary | None) -> None:
        self._host = host
        self._dictionary = dictionary
        self._failed = 0

    def __call__(self, message: bytes) -> bytes:
        """The event in a message; raises `BadRecord` when it is damaged, or larger than what was asked for."""
        if self._dictionary is not None and message[:1] != b"{":
            message = self._unpacked(message, self._dictionary)
        if len(message) > LONGEST_EVENT:
            raise BadRecord("bad-record", f"{len(message)} bytes")
        return message

    def _unpacked(self, message: bytes, dictionary: Dictionary) -> bytes:
        """One whole message. When none can be unpacked, one after another, the dictionary isn't the server's."""
        unpack = zstd.ZstdDecompressor(zstd_dict=dictionary)
        try:
            found = unpack.decompress(message, max_length=LONGEST_EVENT + 1)
        except (zstd.ZstdError, EOFError, ValueError) as problem:
            self._failed += 1
            if self._failed >= _FAILURES:
                raise SourceRefused("bluesky-dictionary-wrong", host=self._host) from problem
            raise BadRecord("bad-record", problem) from problem
        if not unpack.eof and len(found) <= LONGEST_EVENT:
            raise BadRecord("bad-record", "cut short")
        self._failed = 0
        return found
