"""The Jetstream that our tests listen to keeps to what the real one documents, and goes wrong only where told."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from datetime import UTC, datetime
from itertools import islice
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, ConnectionClosedError, InvalidStatus
from websockets.sync.client import connect as connect_plainly
from websockets.typing import Subprotocol

from palabre.imports import open_import
from palabre.model import Post
from palabre.testing.jetstream import (
    MIX,
    START_US,
    Burst,
    Cut,
    Drip,
    Hole,
    Mishap,
    Refusal,
    Repeat,
    Script,
    Shift,
    Silence,
    account_event,
    bad_json,
    cuts,
    did_of,
    follow_event,
    giant,
    identity_event,
    like_event,
    nested,
    not_utf8,
    not_zstd,
    post_event,
    replaying,
    replaying_aside,
    synthetic,
    timed,
    truncated,
    unknown_kind,
)

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LIMIT_S = 20


def posts(number: int):
    return list(timed(post_event(f"Message {place}", by=f"voix{place % 5}") for place in range(number)))


def times(events) -> list[int]:
    return [event["time_us"] for event in events]


def listening(address: str, **query):
    return connect(f"{address}?{urlencode(query, doseq=True)}", max_size=None, max_queue=None, compression=None)


async def heard(address: str, *, at_most: int | None = None, **query):
    """The events read until as many came or the connection ended, and the code it ended with."""
    events: list[dict] = []
    async with asyncio.timeout(LIMIT_S), listening(address, **query) as stream:
        try:
            while at_most is None or len(events) < at_most:
                events.append(json.loads(await stream.recv()))
        except ConnectionClosed as end:
            return events, end.rcvd.code if end.rcvd else 1006
    return events, None


async def refusal(address: str, **query):
    with pytest.raises(InvalidStatus) as refused:
        await heard(address, **query)
    return refused.value.response


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
    assert resumed == whole[7_000:7_010]


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


async def test_who_connects_is_refused_with_the_wait_asked_for() -> None:
    refusals = [Refusal(status=429, retry_after="7"), Refusal(status=503)]
    async with replaying(Script(events=posts(1), mishaps=refusals)) as replay:
        first, second = await refusal(replay.address), await refusal(replay.address)
        events, _ = await heard(replay.address, at_most=1)

    assert (first.status_code, first.headers["Retry-After"], second.status_code) == (429, "7", 503)
    assert len(events) == 1
    assert [one.status for one in replay.connections] == [429, 503, 101]


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
    async with replaying(Script(events=posts(5), mishaps=mishaps)) as replay:
        events, _ = await heard(replay.address, at_most=5)

    assert events == posts(5)


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


def test_a_made_up_network_is_the_same_again_and_has_its_mix() -> None:
    events = [json.loads(line) for line in synthetic(3, 10_000)]
    names = [(event.get("commit", {}).get("collection"), event.get("commit", {}).get("operation")) for event in events]
    addresses = [(event["did"], event["commit"]["rkey"]) for event in events if event.get("commit", {}).get("record")]
    told = [event["commit"]["record"] for event, name in zip(events, names, strict=True) if name[1] == "create"]
    said = [record for record in told if record["$type"] == "app.bsky.feed.post"]

    assert list(synthetic(3, 50)) == list(islice(synthetic(3), 50))
    assert list(synthetic(3, 50)) != list(synthetic(4, 50))
    assert abs(names.count(("app.bsky.feed.like", "create")) / 10_000 - MIX["like"]) < 0.02
    assert 0.08 < len(said) / 10_000 < 0.13
    assert {record["langs"][0] for record in said} == {"fr", "en"}
    assert not [record["text"] for record in said if re.search(r"[{}|]", record["text"])]
    assert times(events) == sorted(times(events))
    assert len({pair for pair in addresses if pair[1] != "self"}) > 0.99 * len(addresses) - 400
    assert {event["kind"] for event in events} == {"commit", "identity", "account"}


def test_a_made_up_network_can_be_imported(tmp_path) -> None:
    path = tmp_path / "stream.jsonl"
    path.write_bytes(b"\n".join(synthetic(5, 3_000)))
    with open_import(path, observed_at=datetime(2027, 1, 1, tzinfo=UTC)) as opened:
        records = list(opened)

    assert opened.format == "bluesky-jetstream"
    assert sum(isinstance(record, Post) for record in records) > 400


async def test_as_a_program_it_prints_its_address_then_what_it_sent() -> None:
    command = [sys.executable, "-m", "palabre.testing.jetstream", "--seed", "3", "--number", "500", "--rate", "9000"]
    command += ["--mishap", "refusal:status=503", "--mishap", "cut:at=200,how=drop", "--now", "-"]
    pipe = asyncio.subprocess.PIPE
    program = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
    assert program.stdout is not None
    assert program.stdin is not None
    async with asyncio.timeout(LIMIT_S):
        address = (await program.stdout.readline()).decode().strip()
        program.stdin.write(b"1800000000000000\n")
        refused = await refusal(address)
        first, _ = await heard(address)
        rest, _ = await heard(address, cursor=first[-1]["time_us"], at_most=301)
        account = json.loads(await program.stdout.readline())
        await program.wait()

    assert refused.status_code == 503
    assert len({json.dumps(event) for event in first + rest}) == account["happened"] == 500
    assert account["kinds"]["app.bsky.feed.like create"] > 200
    assert [one["sent"] for one in account["connections"]] == [0, 200, 301]
    assert 1_800_000_000 < first[0]["time_us"] / 1e6 < 1_800_000_000 + LIMIT_S


def test_beside_a_test_that_waits_it_plays_all_the_same() -> None:
    with replaying_aside(posts(1)) as aside, connect_plainly(aside.address) as stream:
        first = json.loads(stream.recv(timeout=LIMIT_S))
        aside.push(post_event("En direct"))
        live = json.loads(stream.recv(timeout=LIMIT_S))
        aside.cut("drop")
        aside.until(lambda replay: not replay.listeners, within_s=LIMIT_S)

    assert (first, live["commit"]["record"]["text"]) == (posts(1)[0], "En direct")
    assert [one.sent for one in aside.connections] == [2]


async def test_a_program_makes_happen_what_it_is_told() -> None:
    command = [sys.executable, "-m", "palabre.testing.jetstream", "--number", "1", "--push"]
    pipe = asyncio.subprocess.PIPE
    program = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
    assert program.stdout is not None
    assert program.stdin is not None
    async with asyncio.timeout(LIMIT_S):
        address = (await program.stdout.readline()).decode().strip()
        async with listening(address) as stream:
            await stream.recv()
            program.stdin.write(json.dumps(posts(1)[0]).encode() + b"\n")
            told = json.loads(await stream.recv())
            program.stdin.close()
        account = json.loads(await program.stdout.readline())
        await program.wait()

    assert (told, account["sent"]) == (posts(1)[0], 2)


async def test_a_program_that_is_stopped_says_what_it_sent(tmp_path) -> None:
    (tmp_path / "stream.jsonl").write_bytes(b"\n".join([*synthetic(3, 5), b"not an event", b""]))
    command = [sys.executable, "-m", "palabre.testing.jetstream", "--events", str(tmp_path / "stream.jsonl")]
    program = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert program.stdout is not None
    async with asyncio.timeout(LIMIT_S):
        address = (await program.stdout.readline()).decode().strip()
        async with listening(address) as stream:
            messages = [await stream.recv() for _ in range(6)]
            program.terminate()
            account = json.loads(await program.stdout.readline())
        await program.wait()

    assert messages[-1] == "not an event"
    assert (account["sent"], account["kinds"]["unreadable"]) == (6, 1)
