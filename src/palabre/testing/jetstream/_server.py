"""The server: it speaks the documented protocol on loopback, and misbehaves as it is told to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit
from weakref import WeakKeyDictionary

import msgspec

from palabre.testing.jetstream._answers import bad, dictionary_given, refused
from palabre.testing.jetstream._director import Director
from palabre.testing.jetstream._events_wire import (
    DICTIONARY_PATH,
    FIRST_TIME,
    SUBPROTOCOL,
    events_subscription_of,
    id_of,
    notice,
)
from palabre.testing.jetstream._events_wire import PATH as EVENTS_PATH
from palabre.testing.jetstream._line import Connection, Line, compressor_of
from palabre.testing.jetstream._mishaps import Cut, Repeat, Silence, Stray
from palabre.testing.jetstream._subscription import BadRequest, Subscription, subscription_of, wanted_of_update
from palabre.testing.jetstream._timeline import Burst, Pace, Timeline

if TYPE_CHECKING:
    from websockets.asyncio.server import Server, ServerConnection
    from websockets.http11 import Request, Response

    from palabre.testing.jetstream._events import Event
    from palabre.testing.jetstream._mishaps import Ending, Mishap

PATH = "/subscribe"
_TICK_S, _MOST_AT_ONCE = 0.01, 500
_BATCH = 256
_MOST_ASKED = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What happens on the network, how fast, and what goes wrong meanwhile.

    `events` are dicts or lines of JSON, without end if need be. Without a `rate` they come as fast as they are read,
    and nothing happens while nobody listens; with one, so many happen a second from the first connection on, listened
    to or not. The first `before` of them have happened already: only a cursor brings them back. A cursor older than
    the place `oldest`, or than the last `keep` events, starts there, and nothing says so. A `dictionary` of zstd serves
    those who ask for compression; without one they are compressed without dictionary.
    """

    events: Iterable[Event | bytes] = ()
    mishaps: Sequence[Mishap] = ()
    rate: float | None = None
    bursts: Sequence[Burst] = ()
    before: int = 0
    oldest: int = 0
    keep: int | None = None
    dictionary: bytes | None = None
    offers_deflate: bool = False
    ping_every_s: float | None = 30.0
    pong_within_s: float | None = 5.0


class Replay:
    """A server that plays a script; made by `replaying`."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.address = self.events_address = self.dictionary_address = ""
        self.connections: list[Connection] = []
        self.timeline = Timeline(script.events, script.mishaps)
        self.furthest = self.timeline.reach(script.before)
        self.played_s: float | None = None
        self._director = Director(script.mishaps)
        self._short: list[tuple[int, Ending]] = []
        self._pace = Pace(script.rate, script.bursts) if script.rate else None
        self._began: asyncio.Task[None] | None = None
        self._news = asyncio.Event()
        self._welcomed: WeakKeyDictionary[ServerConnection, Line] = WeakKeyDictionary()
        self._lines: dict[ServerConnection, Line] = {}
        self._server: Server | None = None
        self._compressor = compressor_of(script.dictionary)

    @property
    def sent(self) -> int:
        """How many messages were sent, all connections together."""
        return sum(one.sent for one in self.connections)

    @property
    def listeners(self) -> int:
        """How many are connected now."""
        return len(self._lines)

    @property
    def is_over(self) -> bool:
        """Whether the last event of the script has been sent to someone."""
        return self.timeline.is_over and self.furthest >= self.timeline.end

    def push(self, *events: Event | bytes) -> None:
        """Makes events happen now, after all those of the script that have happened."""
        for event in events:
            self.timeline.add(event)
        self._tell()

    def plan(self, *mishaps: Mishap) -> None:
        """Makes something go wrong later on; holes and shifts must be in the script from the start."""
        for one in mishaps:
            self._director.plan(one)
        self._tell()

    def cut_after(self, number: int, *, times: int = 1, how: Ending = "drop") -> None:
        """Ends each of the next connections once so many events were sent on it, or happened and are not wanted."""
        self._short += [(number, how)] * times

    async def until(self, holds: Callable[[Replay], bool]) -> None:
        """Waits until something is true of this server: how many came, how many messages were sent."""
        while not holds(self):
            await self._news.wait()

    async def came(self, number: int) -> Connection:
        """The connection of that number, the first being 1, once it has come; refused ones count."""
        await self.until(lambda replay: len(replay.connections) >= number)
        return self.connections[number - 1]

    async def cut(self, how: Ending = "reset") -> None:
        """Ends all connections now."""
        for line in list(self._lines.values()):
            await line.end(how)

    async def open(self, port: int = 0) -> None:
        """Begins to listen, on a free port of loopback or on a given one."""
        from websockets.asyncio.server import serve
        from websockets.typing import Subprotocol

        self._server = await serve(
            self._serve,
            "127.0.0.1",
            port,
            process_request=self._welcome,
            select_subprotocol=lambda _, offered: Subprotocol(SUBPROTOCOL) if SUBPROTOCOL in offered else None,
            compression="deflate" if self.script.offers_deflate else None,
            ping_interval=self.script.ping_every_s,
            ping_timeout=self.script.pong_within_s,
            max_size=_MOST_ASKED,
            close_timeout=1,
        )
        taken = next(iter(self._server.sockets)).getsockname()[1]
        self.address = f"ws://127.0.0.1:{taken}{PATH}"
        self.events_address = f"ws://127.0.0.1:{taken}{EVENTS_PATH}"
        self.dictionary_address = f"http://127.0.0.1:{taken}{DICTIONARY_PATH}"

    async def close(self) -> None:
        """Stops listening; who is still there is told so (1001)."""
        if self._began is not None:
            self._began.cancel()
        if self._server is not None:
            for line in self._lines.values():
                line.wake()
            self._server.close(close_connections=True, code=1001, reason="server shutting down")
            await self._server.wait_closed()

    def _tell(self) -> None:
        """Wakes whoever waits for something to happen."""
        self._news.set()
        self._news = asyncio.Event()

    def _welcome(self, connection: ServerConnection, request: Request) -> Response | None:
        asked = urlsplit(request.path)
        came = Connection(query=asked.query, headers=dict(request.headers.raw_items()))
        self.connections.append(came)
        self._tell()
        refusal = self._director.refusal(self.furthest)
        if refusal is not None:
            return refused(connection, came, refusal.status, "refused by the script", refusal.retry_after)
        if asked.path == DICTIONARY_PATH:
            return dictionary_given(connection, came, self.script.dictionary)
        if asked.path not in (PATH, EVENTS_PATH):
            return refused(connection, came, 404, "not found")
        try:
            came.subscription = self._understood(asked, request)
        except BadRequest as error:
            return bad(connection, came, error)
        self._welcomed[connection] = Line(connection, came, came.subscription, self._compressor)
        return None

    def _understood(self, asked: SplitResult, request: Request) -> Subscription:
        """What is asked for; raises `BadRequest` when it can't be served."""
        if asked.path == PATH:
            subscription = subscription_of(asked.query, request.headers)
            offered = request.headers.get("Sec-WebSocket-Extensions", "")
            if self.script.offers_deflate and subscription.is_compressed and "permessage-deflate" in offered:
                raise BadRequest("zstd and permessage-deflate together: pick one")
            return subscription
        subscription = events_subscription_of(asked.query, id_of(self.script.dictionary))
        cursor = subscription.cursor
        if cursor is not None and cursor < FIRST_TIME and max(0, cursor - 1) < self._oldest():
            raise BadRequest(f"the oldest event is {self._oldest() + 1}", name="CursorTooOld")
        return subscription

    async def _serve(self, connection: ServerConnection) -> None:
        from websockets.exceptions import ConnectionClosed

        line = self._lines[connection] = self._welcomed.pop(connection)
        tasks = {asyncio.create_task(self._listen(line)), asyncio.create_task(self._play(line))}
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            ends = await asyncio.gather(*tasks, return_exceptions=True)
            del self._lines[connection]
            self._tell()
        for end in ends:
            if isinstance(end, Exception) and not isinstance(end, ConnectionClosed):
                raise end

    async def _listen(self, line: Line) -> None:
        """Takes what the subscriber says: a new filter, or nothing of interest."""
        async for message in line.connection:
            if line.subscription.is_second:
                await line.connection.close(1008, "this endpoint only sends")
            if isinstance(message, bytes):
                continue
            try:
                said = msgspec.json.decode(message, type=_Said)
                if said.type == "options_update":
                    line.update(wanted_of_update(said.payload))
                    self._tell()
            except msgspec.DecodeError:
                await line.connection.close(1007, "bad message")
            except BadRequest as error:
                await line.connection.close(1008, str(error)[:120])

    async def _play(self, line: Line) -> None:
        if line.subscription.must_say_hello:
            await line.said_hello.wait()
        self._begin()
        place, notice_name = self._start(line.subscription)
        line.came.start = place
        if self._short:
            after, how = self._short.pop(0)
            self._director.plan(Cut(at=place + after, how=how))
        if notice_name and line.subscription.is_second:
            await line.say(notice(notice_name, f"resumed from {place + 1}"))
        while True:
            place = max(place, self.timeline.oldest)
            if await self._went_wrong(line, place):
                return
            stop = await self._more(place)
            planned = self._director.next_after(place)
            stop = min(stop, place + _BATCH, stop if planned is None else planned)
            await line.send(self.timeline.between(place, stop))
            place = stop
            self.furthest = max(self.furthest, place)
            if self.script.keep is not None:
                self.timeline.forget(place - self.script.keep)
            self._tell()

    def _begin(self) -> None:
        if self._pace is not None and self._began is None:
            self._began = asyncio.create_task(self._advance(self._pace))

    async def _advance(self, pace: Pace) -> None:
        """Makes events happen at their pace, few at a time when they are late, so that they are sent meanwhile."""
        clock = asyncio.get_running_loop()
        began = clock.time()
        while not self.timeline.is_over:
            due = self.script.before + pace.happened_by(clock.time() - began)
            reached = self.timeline.reach(min(due, self.timeline.end + _MOST_AT_ONCE))
            self._tell()
            await asyncio.sleep(0 if reached < due else _TICK_S)
        self.played_s = clock.time() - began

    def _now(self) -> int:
        """The place of what happens next."""
        return self.furthest if self._pace is None else self.timeline.end

    def _oldest(self) -> int:
        """The place of the oldest event that is held for those who come back."""
        kept = 0 if self.script.keep is None else self._now() - self.script.keep
        return max(self.timeline.oldest, kept, self.timeline.reach(self.script.oldest))

    def _start(self, asked: Subscription) -> tuple[int, str | None]:
        """The place from which someone is served, and what the second protocol says when it isn't what was asked."""
        now, cursor = self._now(), asked.cursor
        if cursor is None:
            return now, None
        if asked.is_second and cursor < FIRST_TIME:
            return (max(0, cursor - 1), None) if cursor <= now + 1 else (now, "FutureCursor")
        found = self.timeline.place_of(cursor, now)
        if found is None:
            return now, None
        oldest = self._oldest()
        is_late = found < oldest or (found == oldest > 0 and self.timeline.is_after(found, cursor))
        return max(found, oldest), "OutdatedCursor" if is_late else None

    async def _more(self, place: int) -> int:
        """The place up to which events have happened, once it is beyond another."""
        while True:
            if self._pace is None:
                self.timeline.reach(place + _BATCH)
            if self.timeline.end > place:
                return self.timeline.end
            await self._news.wait()

    async def _went_wrong(self, line: Line, place: int) -> bool:
        """Does what is planned at a place, as soon as all before it was sent; whether the connection ended by it."""
        for mishap in self._director.once(place):
            if isinstance(mishap, Repeat):
                await line.send(self.timeline.between(max(self.timeline.oldest, place - mishap.count), place))
            elif isinstance(mishap, Stray):
                await line.send_stray(mishap)
            elif isinstance(mishap, Silence):
                await line.fall_silent(mishap)
        how = self._director.cut(place)
        if how is not None:
            await line.end(how)
            return True
        await asyncio.sleep(self._director.wait_s(place))
        return False


class _Said(msgspec.Struct, gc=False):
    type: str = ""
    payload: dict[str, Any] = {}


@asynccontextmanager
async def replaying(script: Script | Iterable[Event | bytes], *, port: int = 0) -> AsyncIterator[Replay]:
    """A server that plays a script, or these events as fast as they are read, until the block ends."""
    replay = Replay(script if isinstance(script, Script) else Script(events=script))
    await replay.open(port)
    try:
        yield replay
    finally:
        await replay.close()
