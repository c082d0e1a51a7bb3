"""The Jetstream that our tests listen to keeps to what the real one documents, and goes wrong only where told."""

from __future__ import annotations

import asyncio
import json

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from palabre.testing.jetstream import (
    Cut,
    Script,
    cuts,
    post_event,
    replaying,
    timed,
)

LIMIT_S = 20


def posts(number: int):
    return list(timed(post_event(f"Message {place}", by=f"voix{place % 5}") for place in range(number)))


async def heard(address: str, *, at_most: int | None = None, **query) -> tuple[list[dict], int | None]:
    """The events read until as many came or the connection ended, and the code it ended with."""
    asked = "&".join(
        f"{name}={one}"
        for name, value in query.items()
        for one in ([value] if isinstance(value, (int, str)) else value)
    )
    events: list[dict] = []
    async with asyncio.timeout(LIMIT_S), connect(f"{address}?{asked}") as stream:
        try:
            while at_most is None or len(events) < at_most:
                events.append(json.loads(await stream.recv()))
        except ConnectionClosed as end:
            return events, end.rcvd.code if end.rcvd else 1006
    return events, None


def times(events: list[dict]) -> list[int]:
    return [event["time_us"] for event in events]


async def test_events_come_in_order_then_what_is_pushed() -> None:
    async with replaying(posts(3)) as replay, asyncio.timeout(LIMIT_S), connect(replay.address) as stream:
        first = [json.loads(await stream.recv()) for _ in range(3)]
        replay.push(post_event("En direct", by="theo"))
        live = json.loads(await stream.recv())

    assert [event["commit"]["record"]["text"] for event in first] == ["Message 0", "Message 1", "Message 2"]
    assert live["commit"]["record"]["text"] == "En direct"


async def test_a_cursor_brings_its_own_event_again() -> None:
    async with replaying(Script(events=posts(5), mishaps=[Cut(at=3, how=1011)])) as replay:
        before, code = await heard(replay.address)
        after, _ = await heard(replay.address, cursor=before[-1]["time_us"], at_most=3)

    assert (len(before), code) == (3, 1011)
    assert times(after) == times(posts(5))[2:]
    assert [one.cursor for one in replay.connections] == [None, before[-1]["time_us"]]


async def test_cut_time_and_again_nothing_is_lost_by_who_resumes() -> None:
    script = Script(events=posts(1000), mishaps=cuts(100, times=9, how="drop"))
    known: dict[int, dict] = {}
    async with replaying(script) as replay:
        while len(known) < 1000:
            cursor = {"cursor": max(known)} if known else {}
            events, _ = await heard(replay.address, at_most=1000 - len(known) + bool(known), **cursor)
            known |= {event["time_us"]: event for event in events}

    assert list(known.values()) == posts(1000)
    assert len(replay.connections) == 10
