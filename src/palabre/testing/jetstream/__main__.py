"""`python -m palabre.testing.jetstream`: a Jetstream as a program of its own, for measures of what listens to it."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from ast import literal_eval
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from palabre.testing.jetstream import _mishaps
from palabre.testing.jetstream._server import Replay, Script
from palabre.testing.jetstream._synthetic import synthetic
from palabre.testing.jetstream._timeline import Burst, Pace

if TYPE_CHECKING:
    from palabre.testing.jetstream._mishaps import Mishap

_KINDS = {
    kind.__name__.lower(): kind
    for kind in (
        _mishaps.Cut,
        _mishaps.Refusal,
        _mishaps.Repeat,
        _mishaps.Hole,
        _mishaps.Shift,
        _mishaps.Drip,
        _mishaps.Silence,
    )
} | {
    kind.__name__: kind
    for kind in (
        _mishaps.bad_json,
        _mishaps.truncated,
        _mishaps.not_utf8,
        _mishaps.not_zstd,
        _mishaps.nested,
        _mishaps.giant,
        _mishaps.unknown_kind,
    )
}
_LONGEST_LINE = 64 * 1024 * 1024
_EPILOG = """
It prints its address on a line, then, once everything was sent and everyone left, or when it is stopped (SIGTERM,
SIGINT), a line of JSON: what happened, how many messages were sent, who came. Mishaps: cut:at=1000,times=3,how=reset
refusal:at=1000,status=429,retry_after=2 repeat:at=50,count=9 hole:at=60,count=5 shift:at=7,by_us=-1000 silence:at=9
drip:at=5,count=9,seconds=1 bad_json:at=3 truncated:at=3 not_utf8:at=3 not_zstd:at=3 nested:at=3 giant:at=3,size=9000000
unknown_kind:at=3
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Plays what the arguments say until nobody is left to hear, or until it is stopped."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.ahead and (asked.now or (asked.number is None and not (asked.seconds and asked.rate))):
        parser.error("--ahead needs a number of events, or --seconds and --rate, and goes without --now")
    asyncio.run(_play(asked))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m palabre.testing.jetstream", description=__doc__, epilog=_EPILOG)
    add = parser.add_argument
    add("--events", type=Path, help="a file of events, one a line; without one, they are made up")
    add("--seed", type=int, default=7, help="of what is made up: the same gives the same events")
    add("--accounts", type=int, default=5_000, help="how many people are made up")
    add("--number", type=int, help="how many events; without a number of any kind, they have no end")
    add("--ahead", action="store_true", help="make all events up before the address is out; they must have a number")
    add("--seconds", type=float, help="for how long events happen, at that rate")
    add("--rate", type=float, help="events a second; without one, as fast as they are read")
    add("--burst", type=_burst, action="append", default=[], help="RATE:SECONDS@AFTER, such as 20000:5@30")
    add("--now", help="the time it is in microseconds; -, to read it on the standard input once the address is out")
    add("--mishap", type=_mishap, action="append", default=[], help="see below; may be given several times")
    add("--cuts", type=_cuts, default=(), help="EVERY:TIMES, such as 5000:20")
    add("--before", type=int, default=0, help="how many events have already happened")
    add("--oldest", type=int, default=0, help="the place where cursors that are too old begin")
    add("--keep", type=int, help="how many events are kept for those who come back")
    add("--dictionary", type=Path, help="a dictionary of zstd")
    add("--deflate", action="store_true", help="offer permessage-deflate too")
    add("--push", action="store_true", help="lines of the standard input happen as they come, until it ends")
    add("--port", type=int, default=0, help="a free one without it")
    return parser


def _burst(written: str) -> Burst:
    rate, _, rest = written.partition(":")
    seconds, _, after = rest.partition("@")
    return Burst(rate=float(rate), seconds=float(seconds), after_s=float(after or 0))


def _cuts(written: str) -> tuple[Mishap, ...]:
    every, _, times = written.partition(":")
    return _mishaps.cuts(int(every), times=int(times or 1))


def _mishap(written: str) -> Mishap:
    name, _, rest = written.partition(":")
    fields = dict(one.split("=", 1) for one in rest.split(",") if one)
    make: Callable[..., Mishap] = _KINDS[name]
    return make(**{key: _value(value) for key, value in fields.items()})


def _value(written: str) -> object:
    try:
        return literal_eval(written)
    except (ValueError, SyntaxError):
        return written


class _Clock:
    """When a made-up event happens: at its place in the pace, from the moment the first one is asked for."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._loop = asyncio.get_running_loop()
        self.now_us, self._since = 0, 0.0
        self._begun_us: int | None = None

    def is_now(self, now_us: int) -> None:
        """What time it is."""
        self.now_us, self._since = now_us, self._loop.time()

    def moment_of(self, place: int) -> int:
        """When the event of a place happens."""
        if self._begun_us is None:
            self._begun_us = self.now_us + int((self._loop.time() - self._since) * 1e6)
        return self._begun_us + int(self._pace.seconds_of(place) * 1e6)


def _events(asked: argparse.Namespace, clock: _Clock | None, pace: Pace) -> Iterable[bytes]:
    number = asked.number
    if asked.seconds is not None and asked.rate:
        number = pace.happened_by(asked.seconds)
    if asked.events is not None:
        return islice(_lines(asked.events), number)
    moments = clock.moment_of if clock else None
    rate = asked.rate or 2_000.0
    made_up = synthetic(asked.seed, number, rate=rate, accounts=asked.accounts, moments=moments)
    return list(made_up) if asked.ahead else made_up


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        for line in file:
            if line.strip():
                yield line.strip()


async def _play(asked: argparse.Namespace) -> None:
    pace = Pace(asked.rate or 2_000.0, asked.burst)
    clock = _Clock(pace) if asked.now else None
    script = Script(
        events=_events(asked, clock, pace),
        mishaps=(*asked.mishap, *asked.cuts),
        rate=asked.rate,
        bursts=asked.burst,
        before=asked.before,
        oldest=asked.oldest,
        keep=asked.keep,
        dictionary=asked.dictionary.read_bytes() if asked.dictionary else None,
        offers_deflate=asked.deflate,
    )
    replay = Replay(script)
    stopped = asyncio.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(one, stopped.set)
    await replay.open(asked.port)
    _say(replay.address)
    ends = [asyncio.create_task(stopped.wait()), asyncio.create_task(_all_played(asked, replay, clock))]
    await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    for end in ends:
        end.cancel()
    await replay.close()
    _say(msgspec.json.encode(_account(replay)).decode())


async def _all_played(asked: argparse.Namespace, replay: Replay, clock: _Clock | None) -> None:
    """Takes what is told on the standard input, then waits until everything was sent and everyone left."""
    told = await _standard_input() if asked.push or asked.now == "-" else None
    if clock is not None:
        clock.is_now(int(await told.readline() if told and asked.now == "-" else asked.now))
    while told and asked.push and (line := await told.readline()):
        replay.push(line.strip())
    await replay.until(lambda replay: replay.is_over and not replay.listeners)


async def _standard_input() -> asyncio.StreamReader:
    """Read without a thread, which would wait for its end when the program is to stop."""
    reader = asyncio.StreamReader(limit=_LONGEST_LINE)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    return reader


def _account(replay: Replay) -> dict[str, Any]:
    """What was sent, and to whom."""
    names = ("query", "status", "start", "sent")
    return {
        "address": replay.address,
        "happened": replay.timeline.end,
        "played_s": replay.played_s,
        "furthest": replay.furthest,
        "sent": replay.sent,
        "kinds": dict(replay.timeline.counts.most_common()),
        "connections": [{name: getattr(one, name) for name in names} for one in replay.connections],
    }


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
