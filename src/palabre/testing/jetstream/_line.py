"""The wire to one subscriber: messages made and sent many at a time, and the ways a connection ends badly."""

from __future__ import annotations

import asyncio
import math
import socket
import struct
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

from palabre.testing.jetstream._events_wire import framed

if TYPE_CHECKING:
    from websockets.asyncio.server import ServerConnection

    from palabre.testing.jetstream._mishaps import Ending, Silence, Stray
    from palabre.testing.jetstream._subscription import Subscription, Wanted
    from palabre.testing.jetstream._timeline import Told

# Closed without waiting: what has not been read yet is lost on both sides, as when a machine dies.
_RESET = struct.pack("ii", 1, 0)
_TEXT, _BINARY = 0x81, 0x82
_SHORT, _MEDIUM = 126, 1 << 16


@dataclass(slots=True, kw_only=True)
class Connection:
    """Someone who came: what they asked, how they were answered, from which place, how many messages they were sent."""

    query: str
    headers: Mapping[str, str]
    status: int = 101
    subscription: Subscription | None = None
    start: int | None = None
    sent: int = 0
    updates: list[Wanted] = field(default_factory=list)

    @property
    def cursor(self) -> int | None:
        """The cursor asked for."""
        return self.subscription.cursor if self.subscription else None

    @property
    def user_agent(self) -> str | None:
        """Who they say they are."""
        return self.headers.get("User-Agent")


class Line:
    """The wire to one subscriber, who may ask for other events at any moment."""

    def __init__(
        self,
        connection: ServerConnection,
        came: Connection,
        subscription: Subscription,
        compressor: zstd.ZstdCompressor,
    ) -> None:
        self.connection = connection
        self.came = came
        self.subscription = subscription
        self.wanted = subscription.wanted
        self.said_hello = asyncio.Event()
        self._compressor = compressor

    def update(self, wanted: Wanted) -> None:
        """Another filter from now on."""
        self.wanted = wanted
        self.came.updates.append(wanted)
        self.said_hello.set()

    async def send(self, told: Sequence[Told]) -> None:
        """Sends those events that are wanted, in one write when the protocol allows it."""
        wanted = self.wanted
        messages = [self._message(one) for one in told if wanted.takes(one)]
        if wanted.most_bytes:
            messages = [one for one in messages if wanted.fits(one)]
        if messages:
            await self._send(messages)

    async def say(self, message: bytes) -> None:
        """Sends a word about the stream itself."""
        await self._send([message])

    def _message(self, told: Told) -> bytes:
        return framed(told) if self.subscription.is_second else told.content

    async def _send(self, messages: list[bytes]) -> None:
        if self.subscription.is_compressed:
            messages = [self._compressed(one) for one in messages]
        if self.connection.protocol.extensions:
            for message in messages:
                await self.connection.send(message, text=not self.subscription.is_compressed)
        else:
            await self._write(messages)
        self.came.sent += len(messages)

    async def send_stray(self, stray: Stray) -> None:
        """Sends something that is no event, as events are sent or as it is."""
        is_binary = self.subscription.is_compressed if stray.as_is is None else stray.as_is == "binary"
        is_packed = stray.as_is is None and self.subscription.is_compressed
        content = self._compressed(stray.content) if is_packed else stray.content
        await self.connection.send(content[: math.ceil(len(content) * stray.part)], text=not is_binary)

    async def fall_silent(self, silence: Silence) -> None:
        """Sends nothing for a while, or for ever."""
        if silence.is_dead:
            self.connection.transport.pause_reading()
        if silence.seconds is None:
            await self.connection.wait_closed()
        else:
            await asyncio.sleep(silence.seconds)
        self.wake()

    def wake(self) -> None:
        """Reads again from a line that was dead."""
        if not self.connection.transport.is_closing():
            self.connection.transport.resume_reading()

    async def end(self, how: Ending) -> None:
        """Ends the connection; after a reset, the last messages may never be read."""
        transport = self.connection.transport
        if isinstance(how, int):
            await self.connection.close(how, "the script says so")
        elif how == "reset":
            transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            transport.abort()
        else:
            if how == "torn":
                transport.write(_frame(b'{"did":"did:plc:torn","time_us":17', _TEXT)[:-9])
            transport.close()
        await self.connection.wait_closed()

    def _compressed(self, content: bytes) -> bytes:
        return self._compressor.compress(content, mode=self._compressor.FLUSH_FRAME)

    async def _write(self, messages: Sequence[bytes]) -> None:
        """What the library does message by message, at once: a tenth of the work when thousands come a second."""
        from websockets.protocol import State

        if self.connection.protocol.state is not State.OPEN:
            await self.connection.wait_closed()
            return
        kind = _BINARY if self.subscription.is_compressed else _TEXT
        self.connection.transport.write(b"".join([_frame(one, kind) for one in messages]))
        await self.connection.drain()


def compressor_of(dictionary: bytes | None) -> zstd.ZstdCompressor:
    """What makes messages of bytes, each of them one frame of zstd."""
    return zstd.ZstdCompressor(zstd_dict=zstd.ZstdDict(dictionary) if dictionary else None)


def _frame(content: bytes, kind: int) -> bytes:
    size = len(content)
    if size < _SHORT:
        return bytes((kind, size)) + content
    if size < _MEDIUM:
        return struct.pack("!BBH", kind, 126, size) + content
    return struct.pack("!BBQ", kind, 127, size) + content
