"""Bluesky, heard live: nothing lost when the stream is cut, nothing believed that cannot be, and its API."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import aclosing
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import httpx2
import pytest

from palabre.errors import RateLimited, SourceError, SourceRefused
from palabre.model import Actor, Deletion, Metrics, Post, Record
from palabre.sources import Named, Page, Source
from palabre.sources import bluesky as live
from palabre.testing.jetstream import (
    START_US,
    Mishap,
    Script,
    Shift,
    account_event,
    bad_json,
    cuts,
    delete_event,
    did_of,
    foreign_event,
    giant,
    handle_of,
    identity_event,
    like_event,
    nested,
    not_utf8,
    not_zstd,
    post_event,
    synthetic,
    truncated,
    unknown_kind,
    uri_of,
)

from .world import API, told, world

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LIMIT_S = 20


def posts(number: int) -> list[Any]:
    return [post_event(f"Message {n}", by=f"voix{n % 5}", time_us=START_US + n * 1_000_000) for n in range(number)]


def names(pages: Sequence[Page]) -> list[str]:
    return [record.native_id for record in records(pages) if isinstance(record, Post)]


def records(pages: Sequence[Page]) -> list[Record]:
    return [record for page in pages for record in page.records]


def passed(pages: Sequence[Page]) -> Counter[str]:
    return sum((Counter(page.passed_over) for page in pages), Counter())


async def hear(
    source: Source, cursor: str | None = None, *, enough: Callable[[list[Page]], bool] = lambda pages: bool(pages)
) -> list[Page]:
    """The pages of a source until there are enough of them."""
    pages: list[Page] = []
    async with asyncio.timeout(LIMIT_S), aclosing(source.pages(cursor)) as stream:  # type: ignore[type-var]
        async for page in stream:
            pages.append(page)
            if enough(pages):
                break
    return pages


async def hear_all(source: Source, number: int, cursor: str | None = None) -> list[Page]:
    """The pages of a source until so many messages were heard, whatever they held."""
    return await hear(source, cursor, enough=lambda pages: sum(page.heard for page in pages) >= number)


async def hear_cut(source: Source, cursor: str | None = None) -> list[Page]:
    """The pages of a source until its stream is cut."""
    pages: list[Page] = []

    def keep(found: list[Page]) -> bool:
        pages[:] = found
        return False

    with pytest.raises(SourceError):
        await hear(source, cursor, enough=keep)
    return pages


async def test_what_happens_is_heard_at_once_with_the_place_to_go_on_from() -> None:
    async with world() as net:
        first = await net.post("Le bleu est arrivé", author="ada")
        await net.act("like", "lou", first)
        await net.delete(await net.post("Non", author="lou"))
        (page,) = await hear_all(net.source(), 4)

    assert [type(record).__name__ for record in page.records] == ["Post", "Interaction", "Post", "Deletion"]
    assert (page.heard, page.newest, page.holes) == (4, net.now, ())
    assert page.cursor == str(int(net.now.timestamp()) * 1_000_000)


async def test_a_page_holds_a_thousand_events_at_most() -> None:
    async with world(Script(events=posts(2_500))) as net:
        pages = await hear_all(net.source(), 2_500)

    assert max(page.heard for page in pages) == 1_000
    assert len(set(names(pages))) == 2_500


async def test_only_what_is_asked_for_is_sent_and_accounts_always_speak_for_themselves() -> None:
    async with world() as net:
        await net.post("Un")
        await hear(net.source(hear="posts"))
        asked = parse_qs(net.replay.connections[0].query)

    assert asked["wantedCollections"] == [
        "app.bsky.feed.post",
        "app.bsky.actor.profile",
        "org.user-intents.declaration",
        "org.user-intents.demo.declaration",
    ]
    assert asked["maxMessageSizeBytes"] == ["1048576"]
    assert "compress" not in asked


@pytest.mark.parametrize("number", [2, 60])
async def test_a_few_accounts_are_heard_alone_also_when_they_are_many(number: int) -> None:
    accounts = [f"voix{place}.example=did:plc:voix{place}" for place in range(number)]
    async with world() as net:
        source = net.source(accounts="\n".join([f"@{handle_of('ada')}={did_of('ada')}", *accounts]))
        await net.post("De Lou", author="lou")
        mine = await net.post("D’Ada", author="ada")
        pages = await hear(source, str(START_US))

    assert names(pages) == [mine]
    assert source.label == f"@{handle_of('ada')}, @voix0.example, @voix1.example" + (" (+58)" if number > 2 else "")


@pytest.mark.parametrize("how", ["reset", "drop", "torn", 1001])
async def test_cut_time_and_again_nothing_is_lost(how: Any) -> None:
    found: set[str] = set()
    cursor: str | None = str(START_US)
    script = Script(events=posts(600), mishaps=cuts(100, times=5, how=how))
    async with world(script) as net:
        for _ in range(5):
            for page in await hear_cut(net.source(), cursor):
                found |= set(names([page]))
                cursor = page.cursor
        last = await hear(net.source(), cursor, enough=lambda pages: len(found | set(names(pages))) == 600)

    assert len(found | set(names(last))) == 600
    assert [page.holes for page in last] == [()] * len(last)


async def test_the_last_seconds_before_the_cursor_are_read_again() -> None:
    async with world(Script(events=posts(30))) as net:
        pages = await hear_all(net.source(), 30)
        again = await hear_all(net.source(), 6, pages[-1].cursor)

    assert names(again) == names(pages)[-6:]


async def test_times_that_go_backwards_lose_nothing_and_lead_nowhere_far() -> None:
    shifts = [
        Shift(at=10, by_us=-4_000_000),
        Shift(at=20, by_us=-40_000_000_000),
        Shift(at=25, by_us=7_200_000_000),
        Shift(at=29, by_us=-7_200_000_000),
    ]
    async with world(Script(events=posts(30), mishaps=shifts)) as net:
        pages = await hear_all(net.source(), 30)
        net.replay.push(post_event("Après", time_us=START_US + 31_000_000))
        again = await hear(net.source(), pages[-1].cursor, enough=lambda pages: "Après" in str(records(pages)))

    assert len(names(pages)) == 30
    assert pages[-1].cursor == str(START_US + 28_000_000)
    assert len(names(again)) == 8


async def test_a_clock_put_back_for_good_is_followed() -> None:
    async with world(Script(events=posts(30), mishaps=[Shift(at=10, count=20, by_us=-7_200_000_000)])) as net:
        pages = await hear_all(net.source(), 30)

    assert pages[-1].cursor == str(START_US + 29_000_000 - 7_200_000_000)


async def test_a_server_that_begins_after_the_cursor_shows_a_hole_and_shows_it_once() -> None:
    async with world(Script(events=posts(90), before=80, oldest=60)) as net:
        lost = await hear_all(net.source(), 30, str(START_US + 5_000_000))
        kept = await hear_all(net.source(), 10, str(START_US + 70_000_000))

    (hole,) = [hole for page in lost for hole in page.holes]
    assert (hole.from_at, hole.to_at) == (net.now + timedelta(seconds=5), net.now + timedelta(seconds=60))
    assert hole.why == "cursor-lost"
    assert [page.holes for page in kept] == [()] * len(kept)


MISHAPS: Sequence[tuple[Callable[..., Mishap], dict[str, Any]]] = [
    (bad_json, {}),
    (truncated, {}),
    (nested, {}),
    (not_utf8, {}),
    (not_zstd, {}),
    (giant, {"size": 2_000_000}),
    (unknown_kind, {}),
]


@pytest.mark.parametrize(("make", "more"), MISHAPS, ids=[make.__name__ for make, _ in MISHAPS])
@pytest.mark.parametrize("is_packed", [False, True], ids=["plain", "packed"])
async def test_garbage_is_counted_and_costs_itself_alone(
    make: Callable[..., Mishap], more: dict[str, Any], is_packed: bool, packing: Path
) -> None:
    dictionary = packing.read_bytes() if is_packed else None
    script = Script(events=posts(9), mishaps=[make(at=4, **more)], dictionary=dictionary)
    async with world(script) as net:
        pages = await hear_all(net.source(dictionary=str(packing) if is_packed else ""), 10)

    assert len(names(pages)) == 9
    assert passed(pages) == {"bad-record": 1}
    assert pages[-1].cursor == str(START_US + 8_000_000)


@pytest.fixture(scope="module")
def packing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dictionary made of invented events."""
    path = tmp_path_factory.mktemp("zstd") / "dictionary"
    path.write_bytes(zstd.train_dict(list(synthetic(5, 3_000)), 40_000).dict_content)
    return path


async def test_packed_events_are_those_of_the_plain_stream(packing: Path) -> None:
    lines = list(synthetic(7, 1_500))
    async with world(Script(events=lines)) as net:
        plain = await hear(net.source(), enough=lambda pages: len(names(pages)) >= 100)
    async with world(Script(events=lines, dictionary=packing.read_bytes())) as net:
        packed = await hear(net.source(dictionary=str(packing)), enough=lambda pages: len(names(pages)) >= 100)
        asked = net.replay.connections[0].query

    assert names(packed)[:100] == names(plain)[:100]
    assert "compress=true" in asked


async def test_a_dictionary_of_something_else_is_told_at_once(packing: Path, tmp_path: Path) -> None:
    async with world(Script(events=posts(1_200), dictionary=packing.read_bytes())) as net:
        other = tmp_path / "other"
        other.write_bytes(zstd.train_dict([line[::-1] for line in synthetic(5, 3_000)], 40_000).dict_content)
        with pytest.raises(SourceRefused, match="bluesky-dictionary-wrong"):
            await hear(net.source(dictionary=str(other)), enough=lambda _: False)
        other.write_bytes(b"not a dictionary at all")
        for path in (other, tmp_path / "nowhere"):
            with pytest.raises(SourceRefused, match="bluesky-dictionary-missing"):
                await net.source(dictionary=str(path)).settled()


async def test_a_server_that_asks_to_wait_is_obeyed_and_one_that_breaks_is_tried_later() -> None:
    async with world() as net:
        net.refuse(429, {"Retry-After": "17"}, times=1)
        with pytest.raises(RateLimited) as limited:
            await hear(net.source())
        net.refuse(503, {}, times=1)
        with pytest.raises(SourceError):
            await hear(net.source())
        assert limited.value.seconds == 17
        assert len(net.replay.connections) == 2


async def test_public_instances_are_tried_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    async with world() as net, world() as other:
        instances = ("ws://127.0.0.1:9/subscribe", net.replay.address, other.replay.address)
        monkeypatch.setattr(live, "PUBLIC", instances)
        source = net.source(address=instances[0])
        await net.post("Un")
        await other.post("Deux")
        net.cut(after=1, times=1)

        first = await hear_cut(source)
        second = await hear(source, first[-1].cursor)

    texts = [record.text for record in records([*first, *second]) if isinstance(record, Post)]
    assert texts == ["Un", "Deux"]
    assert (len(net.replay.connections), len(other.replay.connections)) == (1, 1)


async def test_a_stream_that_falls_silent_is_cut_but_accounts_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "SILENT_SECONDS", 0.05)
    async with world() as net:
        with pytest.raises(SourceError, match="bluesky-silent"):
            await hear(net.source())
        quiet = await hear(
            net.source(accounts=f"{handle_of('ada')}={did_of('ada')}"),
            str(START_US),
            enough=lambda pages: len(pages) == 3,
        )

    assert [page.heard for page in quiet] == [0, 0, 0]
    assert [page.cursor for page in quiet] == [str(START_US + 50_000 * step) for step in (1, 2, 3)]


async def test_reading_goes_on_while_nobody_takes_the_pages() -> None:
    async with world(Script(events=posts(3_000))) as net, aclosing(net.source().pages(None)) as pages:
        first = await anext(pages)
        async with asyncio.timeout(LIMIT_S):
            await net.replay.until(lambda replay: replay.sent == 3_000)
        rest = [await anext(pages), await anext(pages)]

    assert len(names([first, *rest])) == 3_000


async def test_accounts_are_settled_by_their_lasting_id_and_nobody_is_taken_for_another() -> None:
    async with world() as net:
        await net.post("Un", author="ada")
        await net.post("Deux", author="lou")
        written = f"@{handle_of('ada')}\nhttps://bsky.app/profile/{handle_of('lou')}\n"
        settled = await net.source(accounts=written).settled()
        again = await net.source(**settled).settled()
        with pytest.raises(SourceRefused, match="source-not-found"):
            await net.source(accounts="personne.ciel.example").settled()
        with pytest.raises(SourceRefused, match="bluesky-bad-account"):
            await net.source(accounts="pas un compte").settled()

    assert settled["accounts"] == again["accounts"]
    assert settled["accounts"].splitlines() == [f"{handle_of(one)}={did_of(one)}" for one in ("ada", "lou")]


async def test_a_source_tries_itself_before_it_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "QUIET_SECONDS", 5.0)
    async with world() as net:
        await net.post("Un")
        tested = await net.source().test()
        few = await net.source(accounts=handle_of("ada")).test()
        net.answers = [told({}, status=500)]
        with pytest.raises(SourceError, match="source-broken"):
            await net.source().test()
        net.refuse(503, {}, times=1)
        with pytest.raises(SourceError, match="source-broken"):
            await net.source().test()

    assert (tested.title, tested.posts, tested.newest) == ("127.0.0.1", 1, net.now)
    assert (few.title, few.posts) == (f"@{handle_of('ada')}", 1)
    assert f"{API}/xrpc/app.bsky.actor.getProfiles?actors=bsky.app" in net.asked


async def test_silence_is_only_odd_of_a_whole_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "QUIET_SECONDS", 0.1)
    monkeypatch.setattr(live, "TEST_SECONDS", 0.1)
    async with world() as net:
        quiet = await net.source().test()
        monkeypatch.setattr(live, "PUBLIC", (net.replay.address,))
        with pytest.raises(SourceError, match="bluesky-silent"):
            await net.source().test()

    assert (quiet.posts, quiet.newest) == (0, None)


async def test_a_thread_gives_posts_with_their_counters_and_passes_over_blocked_ones() -> None:
    async with world() as net:
        root = await net.post("Un", author="ada")
        asked = await net.post("Deux", author="lou", reply_to=root)
        answer = await net.post("Trois", author="ada", reply_to=asked)
        net.blocked.add(await net.post("Quatre", author="theo", reply_to=asked))
        await net.act("like", "theo", asked)
        page = await net.source().thread(Named(native_id=asked, root=root))

    assert page is not None
    assert sorted(names([page])) == sorted([root, asked, answer])
    lou = next(one for one in page.records if isinstance(one, Post) and one.native_id == asked)
    assert (lou.metrics, lou.root) == (Metrics(likes=1, replies=2), root)
    assert page.passed_over == {"other": 1}


async def test_a_post_that_is_gone_is_a_deletion_and_a_question_ill_understood_is_not() -> None:
    async with world() as net:
        there = await net.post("Là")
        gone = await net.post("Parti")
        await net.delete(gone)
        hidden = await net.post("Caché")
        net.hidden.add(hidden)
        deletions = [await net.source().thread(Named(native_id=one)) for one in (gone, hidden)]
        net.answers = [told({"error": "InvalidRequest"}, status=400)]
        alone = await net.source().thread(Named(native_id=there))
        net.answers = [told({}, status=429, headers={"retry-after": "9"})]
        with pytest.raises(RateLimited):
            await net.source().thread(Named(native_id=there))
        net.answers = [told({}, status=404)]
        with pytest.raises(SourceRefused, match="source-says-no"):
            await net.source().thread(Named(native_id=there))
        net.answers = [httpx2.Response(200, stream=httpx2.ByteStream(b'{"thread": {"replies": 7'))]
        with pytest.raises(SourceError, match="source-answer-unreadable"):
            await net.source().thread(Named(native_id=there))

    for native_id, page in zip((gone, hidden), deletions, strict=True):
        assert page is not None
        assert page.records == (
            Deletion(network="bluesky", scope="post", native_id=native_id, requested_at=page.records[0].requested_at),  # type: ignore[union-attr]
        )
    assert alone is not None
    assert names([alone]) == [there]


async def test_accounts_are_asked_for_by_twenty_five_with_what_they_ask_of_readers() -> None:
    async with world() as net:
        await net.post("Un", author="ada")
        await net.opt_out("lou")
        found = await net.source().actors([did_of("ada"), did_of("lou"), *(f"did:plc:n{n}" for n in range(60))])

    assert len(net.asked) == 3
    assert {actor.native_id: (actor.handle, actor.signals) for actor in found} == {
        did_of("ada"): (handle_of("ada"), ()),
        did_of("lou"): (handle_of("lou"), ("logged-in-only",)),
    }


async def test_what_accounts_declare_stands_when_they_are_looked_up() -> None:
    declared = foreign_event("org.user-intents.declaration", by="ada", record={"bulkDataset": {"allow": False}})
    declared["commit"]["rkey"] = "self"
    async with world() as net:
        await net.post("Un", author="ada")
        net.happen(declared)
        source = net.source()
        await hear_all(source, 2)
        (found,) = await source.actors([did_of("ada")])

    assert found.signals == ("no-dataset",)


async def test_accounts_that_go_change_or_ask_something_are_heard_on_the_stream() -> None:
    async with world() as net:
        post = await net.post("Un", author="ada")
        net.happen(identity_event("ada", handle="nouveau.ciel.example", time_us=net.tick()))
        await net.opt_out("lou")
        net.happen(account_event("theo", status="deleted", time_us=net.tick()))
        net.happen(delete_event(like_event(post, by="lou"), time_us=net.tick()))
        (page,) = await hear_all(net.source(), 5)

    _, renamed, asked, gone = page.records
    assert isinstance(renamed, Actor)
    assert isinstance(asked, Actor)
    assert isinstance(gone, Deletion)
    assert (renamed.native_id, renamed.handle) == (did_of("ada"), "nouveau.ciel.example")
    assert (asked.native_id, asked.signals) == (did_of("lou"), ("logged-in-only",))
    assert (gone.scope, gone.native_id) == ("actor", did_of("theo"))
    assert page.passed_over == {"other": 1}
    assert uri_of(net.posts[post]) == post
