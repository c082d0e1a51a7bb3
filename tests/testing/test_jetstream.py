"""The Jetstream that our tests listen to keeps to what the real one documents."""

from __future__ import annotations

import asyncio
import json
import sys
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.typing import Subprotocol

from palabre.testing.jetstream import (
    START_US,
    Burst,
    Cut,
    Script,
    account_event,
    did_of,
    follow_event,
    identity_event,
    like_event,
    not_zstd,
    post_event,
    replaying,
    synthetic,
    timed,
    truncated,
)
from palabre.testing.jetstream._timeline import Pace

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd
from tests.testing.hearing import LIMIT_S, heard, listening, posts, refusal, times


async def test_events_come_in_order_then_what_is_pushed() -> None:
    async with replaying(posts(3)) as replay, asyncio.timeout(LIMIT_S), listening(replay.address) as stream:
        first = [json.loads(await stream.recv()) for _ in range(3)]
        replay.push(post_event("En direct", by="theo"))
        live = json.loads(await stream.recv())

    assert first == posts(3)
    assert live["commit"]["record"]["text"] == "En direct"


async def test_a_cursor_brings_its_own_event_again_and_one_from_the_future_brings_nothing_old() -> None:
    async with replaying(Script(events=posts(5), mishaps=[Cut(at=3, how=1011)])) as replay:
        before, code = await heard(replay.address)
        after, _ = await heard(replay.address, cursor=before[-1]["time_us"], at_most=3)
        async with asyncio.timeout(LIMIT_S):
            await replay.until(lambda replay: not replay.listeners)
        replay.push(post_event("Enfin"))
        live, _ = await heard(replay.address, cursor=START_US * 2, at_most=1)

    assert (len(before), code) == (3, 1011)
    assert times(after) == times(posts(5))[2:]
    assert live[0]["commit"]["record"]["text"] == "Enfin"


async def test_without_a_cursor_what_has_happened_is_gone() -> None:
    async with replaying(Script(events=posts(5), before=3)) as replay:
        live, _ = await heard(replay.address, at_most=2)
        everything, _ = await heard(replay.address, cursor=START_US, at_most=5)

    assert (times(live), times(everything)) == (times(posts(5))[3:], times(posts(5)))


async def test_a_cursor_older_than_what_is_held_starts_at_the_oldest_without_a_word() -> None:
    async with replaying(Script(events=posts(9), before=8, oldest=6)) as replay:
        resumed, _ = await heard(replay.address, cursor=START_US, at_most=3)

    assert times(resumed) == times(posts(9))[6:]


async def test_only_so_many_events_are_kept() -> None:
    script = Script(events=synthetic(7, 8_000), keep=1_000, mishaps=[Cut(at=8_000, how="drop")])
    async with replaying(script) as replay:
        whole, _ = await heard(replay.address)
        resumed, _ = await heard(replay.address, cursor=START_US, at_most=10)

    assert len(whole) == 8_000
    assert replay.timeline.oldest > 0
    assert resumed == whole[7_000:7_010]


async def test_what_is_asked_for_is_known_to_the_test() -> None:
    async with replaying(posts(1)) as replay:
        await heard(replay.address, at_most=1, wantedCollections=["app.bsky.feed.post", "app.bsky.graph.*"], cursor=12)
        came = await replay.came(1)

    assert came.subscription is not None
    assert came.subscription.wanted.collections == ("app.bsky.feed.post", "app.bsky.graph.*")
    assert came.cursor == 12
    assert came.user_agent is not None
    assert came.user_agent.startswith("Python")


async def test_collections_keep_commits_out_never_accounts_and_identities() -> None:
    post = post_event("Bonjour", by="aurore")
    events = [post, like_event(post), follow_event("aurore"), identity_event(), account_event(status="deleted")]
    async with replaying(Script(events=timed(events), mishaps=[Cut(at=5, times=9, how=1001)])) as replay:
        of_posts, _ = await heard(replay.address, wantedCollections="app.bsky.feed.post")
        of_graph, _ = await heard(replay.address, cursor=START_US, wantedCollections="app.bsky.graph.*")
        of_one, _ = await heard(replay.address, cursor=START_US, wantedDids=did_of("theo"))
        small, _ = await heard(replay.address, cursor=START_US, maxMessageSizeBytes=250)

    assert [event["kind"] for event in of_posts] == ["commit", "identity", "account"]
    assert of_graph[0]["commit"]["collection"] == "app.bsky.graph.follow"
    assert {event["did"] for event in of_one} == {did_of("theo")}
    assert [event["kind"] for event in small] == ["identity", "account"]


@pytest.mark.parametrize(
    "query",
    [
        {"wantedCollections": "app.bsky.fo*"},
        {"wantedDids": "aurore"},
        {"cursor": "yesterday"},
        {"wantedCollections": [f"app.bsky.feed.x{number}" for number in range(101)]},
    ],
)
async def test_what_means_nothing_is_refused_before_anything_is_sent(query) -> None:
    async with replaying(posts(1)) as replay:
        assert (await refusal(replay.address, **query)).status_code == 400


async def test_who_must_say_hello_hears_nothing_before_and_may_ask_for_something_else_later() -> None:
    post = post_event("Bonjour")
    update = '{"type": "options_update", "payload": {"wantedCollections": ["%s"]}}'
    async with (
        asyncio.timeout(LIMIT_S),
        replaying(timed([post, like_event(post)])) as replay,
        listening(replay.address, requireHello="true") as stream,
    ):
        await replay.came(1)
        assert replay.sent == 0
        await stream.send('{"type": "something else", "payload": {}}')
        await stream.send(update % "app.bsky.feed.like")
        assert json.loads(await stream.recv())["commit"]["collection"] == "app.bsky.feed.like"
        await stream.send(update % "no nsid")
        with pytest.raises(ConnectionClosedError) as end:
            await stream.recv()

    assert end.value.rcvd is not None
    assert end.value.rcvd.code == 1008


@pytest.mark.parametrize("asked", [{"query": {"compress": "true"}}, {"headers": {"Socket-Encoding": "zstd"}}])
async def test_compressed_messages_need_the_dictionary_of_the_script(asked) -> None:
    dictionary = zstd.train_dict(list(synthetic(1, 2_000)), 16_384)
    script = Script(events=posts(3), dictionary=dictionary.dict_content, mishaps=[not_zstd(2), truncated(2)])
    async with replaying(script) as replay, asyncio.timeout(LIMIT_S):
        address = f"{replay.address}?{urlencode(asked.get('query', {}))}"
        async with connect(address, compression=None, additional_headers=asked.get("headers")) as stream:
            messages = [await stream.recv() for _ in range(5)]

    packed = [one for one in messages if isinstance(one, bytes)]
    assert [json.loads(zstd.decompress(one, zstd_dict=dictionary)) for one in packed[:2]] == posts(2)
    for message, known in ((packed[0], None), (packed[2], dictionary), (packed[3], dictionary)):
        with pytest.raises(zstd.ZstdError):
            zstd.decompress(message, zstd_dict=known)


async def test_deflate_is_offered_when_asked_but_not_with_zstd() -> None:
    async with replaying(Script(events=posts(2), offers_deflate=True)) as replay, asyncio.timeout(LIMIT_S):
        async with connect(replay.address) as stream:
            assert stream.response is not None
            assert "permessage-deflate" in stream.response.headers["Sec-WebSocket-Extensions"]
            assert json.loads(await stream.recv()) == posts(1)[0]
        with pytest.raises(InvalidStatus):
            await connect(replay.address + "?compress=true")


async def test_the_second_protocol_numbers_the_same_events() -> None:
    post = post_event("Bonjour")
    events = list(timed([post, like_event(post), identity_event(handle="aurore.example"), account_event()]))
    async with replaying(events) as replay:
        framed, _ = await heard(replay.events_address, at_most=4)
        resumed, _ = await heard(replay.events_address, cursor=3, at_most=2)
        of_a_moment, _ = await heard(replay.events_address, cursor=START_US + 1_000, kinds="commit", at_most=1)

    payloads = [one["payload"] for one in framed]
    assert [one["seq"] for one in payloads] == [1, 2, 3, 4]
    assert payloads[0]["$type"] == "network.bsky.jetstream.subscribeEvents#commit"
    assert payloads[0]["record"] == post["commit"]["record"]
    assert payloads[0]["time"] == "2026-11-01T08:00:00.000000Z"
    assert payloads[2]["identity"] == events[2]["identity"]
    assert payloads[3]["account"] == events[3]["account"]
    assert resumed == framed[2:]
    assert of_a_moment == framed[1:2]


async def test_the_second_protocol_says_when_a_cursor_is_too_old_or_of_another_server() -> None:
    async with replaying(Script(events=posts(9), before=8, oldest=6)) as replay:
        too_old = await refusal(replay.events_address, cursor=3)
        clamped, _ = await heard(replay.events_address, cursor=START_US, at_most=2)
        of_another, _ = await heard(replay.events_address, cursor=999, at_most=1)

    assert json.loads(too_old.body)["error"] == "CursorTooOld"
    assert (clamped[0]["payload"]["name"], clamped[1]["payload"]["seq"]) == ("OutdatedCursor", 7)
    assert of_another[0]["payload"]["name"] == "FutureCursor"


@pytest.mark.parametrize(
    "query", [{"wantedDids": "did:plc:a"}, {"kinds": "likes"}, {"kinds": "identity", "collections": "a.b.c"}]
)
async def test_the_second_protocol_refuses_what_can_mean_nothing_there(query) -> None:
    async with replaying(posts(1)) as replay:
        refused = await refusal(replay.events_address, **query)

    assert (refused.status_code, json.loads(refused.body)["error"]) == (400, "InvalidRequest")


async def test_the_second_protocol_gives_its_dictionary_and_only_sends() -> None:
    dictionary = zstd.train_dict(list(synthetic(1, 2_000)), 16_384)
    script = Script(events=posts(1), dictionary=dictionary.dict_content)
    async with asyncio.timeout(LIMIT_S), replaying(script) as replay:
        given = await asyncio.to_thread(lambda: urlopen(replay.dictionary_address).read())
        unknown = await refusal(replay.events_address, zstdDictionary=1)
        address = f"{replay.events_address}?zstdDictionary={dictionary.dict_id}"
        async with connect(address, subprotocols=[Subprotocol("xrpc.v1.json")]) as stream:
            assert stream.subprotocol == "xrpc.v1.json"
            message = await stream.recv(decode=False)
            await stream.send("{}")
            with pytest.raises(ConnectionClosedError) as end:
                await stream.recv()

    assert given == dictionary.dict_content
    assert json.loads(unknown.body)["error"] == "UnknownZstdDictionary"
    assert isinstance(message, bytes)
    assert json.loads(zstd.decompress(message, zstd_dict=dictionary))["payload"]["seq"] == 1
    assert end.value.rcvd is not None
    assert end.value.rcvd.code == 1008


async def test_at_a_pace_events_happen_whether_one_listens_or_not() -> None:
    script = Script(events=posts(400), rate=500.0, bursts=[Burst(rate=20_000.0, seconds=0.01, after_s=0.01)])
    async with replaying(script) as replay:
        first, _ = await heard(replay.address, at_most=1)
        async with asyncio.timeout(LIMIT_S):
            await replay.until(lambda replay: replay.timeline.end >= 300)
        live, _ = await heard(replay.address, at_most=1)
        missed, _ = await heard(replay.address, cursor=first[0]["time_us"], at_most=400)

    assert times(first) == [START_US]
    assert times(live)[0] >= times(posts(301))[-1]
    assert missed == posts(400)


@given(
    rate=st.floats(1, 5_000),
    burst=st.tuples(st.floats(1, 50_000), st.floats(0, 60), st.floats(0, 60)),
    number=st.integers(0, 200_000),
)
def test_an_event_has_happened_from_its_moment_on(rate, burst, number) -> None:
    pace = Pace(rate, [Burst(rate=burst[0], seconds=burst[1], after_s=burst[2])])
    moment = pace.seconds_of(number)

    assert pace.happened_by(moment + 0.01) >= number
    assert pace.happened_by(max(0.0, moment * 0.999 - 0.01)) <= number
    assert abs(pace.happened_by(sum(burst[1:])) - (rate * burst[2] + burst[0] * burst[1])) <= 1
