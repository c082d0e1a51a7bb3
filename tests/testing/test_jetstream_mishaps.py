"""Our Jetstream goes wrong where a script says, as it says, and only there."""

from __future__ import annotations

import asyncio
import json

import pytest
from websockets.exceptions import ConnectionClosedError

from palabre.testing.jetstream import (
    START_US,
    Cut,
    Drip,
    Hole,
    Mishap,
    Refusal,
    Repeat,
    Script,
    Shift,
    Silence,
    bad_json,
    cuts,
    giant,
    nested,
    not_utf8,
    replaying,
    unknown_kind,
)
from tests.testing.hearing import LIMIT_S, heard, listening, posts, refusal, times


@pytest.mark.parametrize("how", ["reset", "drop", "torn", 1001])
async def test_cut_time_and_again_who_resumes_loses_nothing(how) -> None:
    script = Script(events=posts(600), mishaps=cuts(100, times=5, how=how))
    known: dict[int, dict] = {}
    async with replaying(script) as replay:
        while len(known) < 600:
            resumed = {"cursor": max(known)} if known else {"cursor": START_US}
            events, code = await heard(replay.address, at_most=600 - len(known) + bool(known), **resumed)
            known |= {event["time_us"]: event for event in events}
            assert code in (None, 1001 if how == 1001 else 1006)

    assert list(known.values()) == posts(600)
    assert len(replay.connections) == 6


async def test_as_many_cuts_in_a_row_as_asked_then_it_goes_on() -> None:
    async with replaying(Script(events=posts(4), mishaps=[Cut(at=2, times=3, how="drop")])) as replay:
        lengths = [len((await heard(replay.address, cursor=START_US, at_most=4))[0]) for _ in range(4)]

    assert lengths == [2, 2, 2, 4]


@pytest.mark.parametrize(
    ("how", "cause"),
    [("reset", "reset by peer"), ("drop", "unexpected end of stream"), ("torn", "25 bytes, expected 34"), (1011, "")],
)
async def test_each_way_of_ending_is_what_it_says(how, cause) -> None:
    script = Script(events=posts(1), mishaps=[Cut(at=1, how=how)])
    async with asyncio.timeout(LIMIT_S), replaying(script) as replay, listening(replay.address) as stream:
        with pytest.raises(ConnectionClosedError) as end:
            while True:
                await stream.recv()

    assert cause in str(end.value.__cause__)
    assert (end.value.rcvd.code if end.value.rcvd else None) == (1011 if how == 1011 else None)


async def test_a_refusal_may_wait_until_so_many_events_were_sent() -> None:
    mishaps: list[Mishap] = [Cut(at=2, how="drop"), Refusal(at=2, status=503, times=2)]
    async with replaying(Script(events=posts(3), mishaps=mishaps)) as replay:
        await heard(replay.address)
        refused = [(await refusal(replay.address, cursor=START_US)).status_code for _ in range(2)]
        events, _ = await heard(replay.address, cursor=START_US, at_most=3)

    assert (refused, events) == ([503, 503], posts(3))


async def test_who_connects_is_refused_with_the_wait_asked_for() -> None:
    refusals = [Refusal(status=429, retry_after="7"), Refusal(status=503)]
    async with replaying(Script(events=posts(1), mishaps=refusals)) as replay:
        first, second = await refusal(replay.address), await refusal(replay.address)
        events, _ = await heard(replay.address, at_most=1)

    assert (first.status_code, first.headers["Retry-After"], second.status_code) == (429, "7", 503)
    assert len(events) == 1
    assert [one.status for one in replay.connections] == [429, 503, 101]


async def test_repeats_holes_and_time_going_back() -> None:
    mishaps: list[Mishap] = [Repeat(at=3, count=2), Hole(at=4, count=2), Shift(at=7, by_us=-4_000)]
    async with replaying(Script(events=posts(8), mishaps=mishaps)) as replay:
        events, _ = await heard(replay.address, at_most=8)

    assert [(event["time_us"] - START_US) // 1_000 for event in events] == [0, 1, 2, 1, 2, 3, 6, 3]
    assert events[-1]["commit"] == posts(8)[7]["commit"]


async def test_garbage_comes_where_it_is_put_and_the_rest_goes_on() -> None:
    mishaps = [bad_json(0), nested(1, depth=2_000), giant(1, size=2_000_000), unknown_kind(2)]
    script = Script(events=posts(2), mishaps=mishaps)
    async with asyncio.timeout(LIMIT_S), replaying(script) as replay, listening(replay.address) as stream:
        messages = [await stream.recv(decode=False) for _ in range(6)]

    assert [json.loads(messages[place]) for place in (1, 4)] == posts(2)
    assert len(messages[3]) == 2_000_000
    assert b"[" * 2_000 in messages[2]
    assert json.loads(messages[5])["kind"] == "sync"
    with pytest.raises(json.JSONDecodeError):
        json.loads(messages[0])


async def test_text_that_is_not_utf8_reaches_the_client() -> None:
    script = Script(events=posts(1), mishaps=[not_utf8(0)])
    async with asyncio.timeout(LIMIT_S), replaying(script) as replay, listening(replay.address) as stream:
        garbage = await stream.recv(decode=False)
        assert json.loads(await stream.recv()) == posts(1)[0]

    assert isinstance(garbage, bytes)
    with pytest.raises(UnicodeDecodeError):
        garbage.decode()


async def test_a_silence_ends_or_lasts_until_the_client_leaves() -> None:
    mishaps = [Silence(at=1, seconds=0.01), Silence(at=2, is_dead=True)]
    async with replaying(Script(events=posts(3), mishaps=mishaps)) as replay, asyncio.timeout(LIMIT_S):
        async with listening(replay.address) as stream:
            before = [json.loads(await stream.recv()) for _ in range(2)]
            pong = await stream.ping()
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(asyncio.shield(pong), 0.05)
            await replay.cut("drop")
        after, _ = await heard(replay.address, cursor=before[-1]["time_us"], at_most=2)

    assert times(before + after) == times(posts(2)) + times(posts(3))[1:]


async def test_events_of_a_drip_come_one_by_one() -> None:
    mishaps = [Drip(at=1, count=2, seconds=0.01)]
    clock = asyncio.get_running_loop()
    async with replaying(Script(events=posts(5), mishaps=mishaps)) as replay:
        began = clock.time()
        events, _ = await heard(replay.address, at_most=5)

    assert events == posts(5)
    assert clock.time() - began >= 0.02
