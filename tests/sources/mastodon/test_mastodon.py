"""Mastodon and servers like it, heard live."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import anyio
import pytest

from palabre.errors import RateLimited, SourceError, SourceRefused
from palabre.model import Deletion, Metrics, Post
from palabre.sources import Named

from .world import GARBAGE, MastodonWorld, heard_by, world

if TYPE_CHECKING:
    from palabre.model import Record
    from palabre.sources import Page
    from palabre.sources.mastodon import Mastodon

TOKEN = "jeton-de-lecture"


@pytest.fixture
async def server() -> AsyncIterator[MastodonWorld]:
    """A server that shows its posts, and streams, to whoever has no token too."""
    async with world() as made:
        made.given = {"address": made.base}
        yield made


class Listening:
    """A source that is listened to, page by page; `cursor` is that of the last page taken."""

    def __init__(self, pages: AsyncIterator[Page]) -> None:
        self.pages = pages
        self.cursor: str | None = None
        self.records: list[Record] = []
        self.passed_over: dict[str, int] = {}

    async def take(self) -> Page:
        """The next page."""
        with anyio.fail_after(20):
            page = await anext(self.pages)
        self.cursor = page.cursor or self.cursor
        self.records += page.records
        for word, count in page.passed_over.items():
            self.passed_over[word] = self.passed_over.get(word, 0) + count
        return page

    async def until(self, count: int) -> list[str]:
        """The names of the records, once there are so many."""
        with anyio.fail_after(20):
            while len(self.records) < count:
                await self.take()
        return self.names()

    def names(self) -> list[str]:
        return [getattr(record, "native_id", "") for record in self.records]

    def texts(self) -> list[str]:
        return [record.text for record in self.records if isinstance(record, Post)]

    def deletions(self) -> list[str]:
        return [record.native_id for record in self.records if isinstance(record, Deletion)]


@asynccontextmanager
async def listening(source: Mastodon, cursor: str | None = None) -> AsyncIterator[Listening]:
    """Listens, from the streams' opening and the first page of each timeline on."""
    pages = source.pages(cursor)
    try:
        heard = Listening(pages)
        heard.cursor = cursor
        yield heard
    finally:
        await pages.aclose()  # type: ignore[attr-defined]


async def test_what_was_said_lately_then_what_is_said_now(server: MastodonWorld) -> None:
    before = [await server.post(f"message {number}") for number in range(45)]
    async with listening(server.source()) as heard:
        first = await heard.take()
        after = await server.post("maintenant")
        page = await heard.take()

    assert heard.names() == [*before, after]
    assert (first.heard, page.heard, page.newest) == (45, 1, server.now)
    (post,) = page.records
    assert isinstance(post, Post)
    assert (post.network, post.instance, post.lang_declared) == ("fediverse", "pouet.example", "fr")
    assert post.metrics == Metrics(likes=0, reposts=0, replies=0)


async def test_cuts_of_the_stream_lose_nothing_and_double_nothing(server: MastodonWorld) -> None:
    said: list[str] = []
    found: list[str] = []
    cursor: str | None = None
    for turn in range(6):
        async with listening(server.source(), cursor) as heard:
            await heard.take()
            said += [await server.post(f"entendu {turn}.{number}") for number in range(3)]
            while len(found) + len(heard.records) < len(said):
                await heard.take()
            server.hang_up()
            with pytest.raises(SourceError):
                while True:
                    await heard.take()
            found += heard.names()
            cursor = heard.cursor
        said += [await server.post(f"manqué {turn}.{number}") for number in range(turn * 15)]
    async with listening(server.source(), cursor) as heard:
        found += await heard.until(len(said) - len(found))

    assert found == said


async def test_what_a_stream_keeps_to_itself_is_found_by_reading_again(server: MastodonWorld) -> None:
    source = server.source()
    source.again_seconds = 0.01
    async with listening(source) as heard:
        await heard.take()
        server.is_deaf = True
        said = [await server.post(f"message {number}") for number in range(60)]

        assert await heard.until(60) == said


async def test_a_server_that_does_not_stream_is_read_again_and_again(server: MastodonWorld) -> None:
    server.streams = False
    source = server.source(hashtag="lait\nfromage")
    source.polled_seconds = 0.01
    async with listening(source) as heard:
        await heard.take()
        said = [await server.post(f"du #Lait et du #fromage {number}") for number in range(30)]

        assert sorted(await heard.until(30)) == sorted(said)
        for _ in range(4):
            await heard.take()
    assert len(heard.records) == 30


async def test_several_tags_are_streamed_and_a_post_of_both_is_told_once(server: MastodonWorld) -> None:
    async with listening(server.source(hashtag="#Lait\nfromage")) as heard:
        await heard.take()
        await heard.take()
        await heard_by(server, 2)
        said = [await server.post(text) for text in ("du #lait", "du #fromage", "#lait #fromage", "rien")]

        assert sorted(await heard.until(3)) == sorted(said[:3])


async def test_edits_and_deletions_are_told_also_of_posts_heard_before_a_restart(server: MastodonWorld) -> None:
    said = [await server.post(f"message {number}") for number in range(50)]
    async with listening(server.source()) as heard:
        await heard.take()
    async with listening(server.source(), heard.cursor) as heard:
        await heard.take()
        await server.edit(said[3], "corrigé")
        await server.delete(said[1])
        await server.delete(said[7])
        await heard.until(3)

    assert heard.texts() == ["corrigé"]
    assert heard.deletions() == [said[1], said[7]]
    assert [record.edited_at for record in heard.records if isinstance(record, Post)] != [None]


async def test_edits_and_deletions_of_the_latest_posts_are_found_after_a_cut(server: MastodonWorld) -> None:
    said = [await server.post(f"message {number}") for number in range(30)]
    async with listening(server.source()) as heard:
        await heard.take()
    await server.edit(said[20], "corrigé")
    await server.delete(said[25])
    async with listening(server.source(), heard.cursor) as heard:
        await heard.until(2)

    assert (heard.texts(), heard.deletions()) == (["corrigé"], [said[25]])


async def test_the_deletion_of_a_post_never_told_changes_nothing(server: MastodonWorld) -> None:
    async with listening(server.source()) as heard:
        await heard.take()
        await server.tell("delete", {"id": "77", "visibility": "public", "tags": []})
        await heard.take()

    assert (heard.records, heard.passed_over) == ([], {"other": 1})


async def test_what_followers_alone_may_read_is_left_out_and_counted(server: MastodonWorld) -> None:
    server.account("ada")
    said = [await server.say(f"en {sort}", visibility=sort) for sort in ("private", "direct", "unlisted", "public")]
    async with listening(server.source(account="@ada@pouet.example")) as heard:
        await heard.until(2)

    assert heard.names() == [said[2]["uri"], said[3]["uri"]]
    assert heard.passed_over == {"private": 2}


async def test_one_post_heard_from_two_servers_is_one_post_of_one_actor(server: MastodonWorld) -> None:
    async with world(host="alpage.example") as home:
        home.instance = {
            "title": "Alpage",
            "uri": "https://alpage.example",
            "version": "2.7",
            "account_domain": "alpage.fr",
        }
        told = await home.say("bonjour @lou", author="lou", mentions=[{"id": "1000", "username": "lou", "acct": "lou"}])
        there = server.status("bonjour", author="lou@alpage.fr")
        mention = {"id": "8", "username": "lou", "acct": "lou@alpage.fr", "url": "http://alpage.example/@lou"}
        server.statuses.append(there | {"uri": told["uri"], "url": told["url"], "mentions": [mention]})
        async with listening(home.source()) as here, listening(server.source()) as elsewhere:
            await here.take()
            await elsewhere.take()

    (one,), (other,) = here.records, elsewhere.records
    assert isinstance(one, Post)
    assert isinstance(other, Post)
    assert one.native_id == other.native_id
    assert (one.actor and one.actor.native_id) == (other.actor and other.actor.native_id) == "lou@alpage.fr"
    assert one.callouts == other.callouts == ("lou@alpage.fr",)


@pytest.mark.parametrize(
    ("settings", "signals"),
    [
        ({"indexable": False}, ("not-indexable",)),
        ({"discoverable": False}, ("not-discoverable",)),
        ({"noindex": True}, ("no-index",)),
        ({"locked": True}, ()),
        ({"discoverable": None, "indexable": None, "noindex": None}, None),
        ({"indexable": None, "noindex": None, "discoverable": True}, ()),
    ],
)
async def test_what_an_account_asks_is_told_with_its_posts(
    server: MastodonWorld, settings: dict[str, object], signals: tuple[str, ...] | None
) -> None:
    server.account(
        "ada",
        note='<p>Affineuse <a href="https://pouet.example/tags/nobot" class="mention hashtag">#<b>nobot</b></a></p>',
        **settings,
    )
    await server.post("bonjour")
    async with listening(server.source()) as heard:
        await heard.take()

    (post,) = heard.records
    assert isinstance(post, Post)
    assert post.actor is not None
    assert (post.actor.signals, post.actor.bio) == (signals, "Affineuse #nobot")


async def test_lists_that_are_null_and_records_that_are_garbage_are_survived(server: MastodonWorld) -> None:
    bare = dict.fromkeys(("mentions", "tags", "media_attachments", "emojis", "card", "poll", "spoiler_text"))
    said = [(await server.say("du #lait avec @lou@alpage.example", **bare))["uri"]]
    server.garble(times=len(GARBAGE))
    async with listening(server.source()) as heard:
        await heard.take()
        server.garble(times=len(GARBAGE))
        said.append(await server.post("encore"))
        assert await heard.until(2) == said

    (post, _) = heard.records
    assert isinstance(post, Post)
    assert (post.tags, post.callouts, post.media) == (("lait",), ("lou@alpage.example",), ())
    assert heard.passed_over["bad-record"] >= len(GARBAGE)


async def test_a_boost_comes_after_what_it_boosts_and_a_poll_stays_beside_its_question(server: MastodonWorld) -> None:
    options = [{"title": "cru", "votes_count": 3}, {"title": "cuit", "votes_count": None}]
    poll = {"multiple": True, "voters_count": 3, "options": options}
    asked = await server.say("Lequel ?", author="lou@alpage.example", poll=poll, favourites_count=9)
    await server.say("", reblog=asked)
    async with listening(server.source(account="ada@pouet.example")) as heard:
        question, boost = (await heard.take()).records

    assert isinstance(question, Post)
    assert isinstance(boost, Post)
    assert (boost.kind, boost.repost_of, boost.repost_of_actor) == ("repost", question.native_id, "lou@alpage.example")
    assert json.loads(question.extra or "") == {
        "poll": {
            "answers": [{"text": "cru", "votes": 3}, {"text": "cuit", "votes": None}],
            "voters": 3,
            "several": True,
        }
    }
    assert (question.metrics and question.metrics.likes) == 9


async def test_a_thread_is_read_with_its_counts_of_now(server: MastodonWorld) -> None:
    first = await server.post("Quel lait ?")
    answer = await server.post("Le cru", author="lou", reply_to=first)
    last = await server.post("Merci", reply_to=answer)
    await server.act("like", "lou", first)
    page = await server.source().thread(Named(native_id=answer))

    assert page is not None
    top, middle, end = page.records
    assert isinstance(top, Post)
    assert isinstance(middle, Post)
    assert isinstance(end, Post)
    assert [top.native_id, middle.native_id, end.native_id] == [first, answer, last]
    assert top.metrics == Metrics(likes=1, reposts=0, replies=1)
    assert (end.reply_to, end.root, end.reply_to_actor) == (answer, first, "lou@pouet.example")
    await server.delete(answer)
    gone = await server.source().thread(Named(native_id=answer))
    assert gone is not None
    assert [(type(one), getattr(one, "native_id", "")) for one in gone.records] == [(Deletion, answer)]


async def test_a_post_of_elsewhere_is_read_where_it_is_known(server: MastodonWorld) -> None:
    async with world(host="alpage.example") as home:
        server.others["alpage.example"] = home
        told = await home.say("bonjour", author="lou", favourites_count=5)
        copied = server.status("bonjour", author="lou@alpage.example") | {"uri": told["uri"], "url": told["url"]}
        server.statuses.append(copied)
        named = Named(native_id=told["uri"], url=told["url"])
        async with listening(server.source()) as heard:
            await heard.take()
        source = server.source()
        pages = source.pages(heard.cursor)
        await anext(pages)
        remembered = await source.thread(named)
        await pages.aclose()  # type: ignore[attr-defined]
        searched = await server.source(token=TOKEN).thread(named)
        at_home = await server.source().thread(named)
        await home.delete(told["uri"])
        gone = await server.source().thread(named)

    likes = [one.records[0].metrics.likes for one in (remembered, searched, at_home) if one]  # type: ignore[union-attr]
    assert likes == [0, 0, 5]
    assert gone is not None
    assert [type(one) for one in gone.records] == [Deletion]


async def test_accounts_are_looked_up_as_they_are_now(server: MastodonWorld) -> None:
    server.account("ada")
    server.account("lou@alpage.example")
    server.account("noe", suspended=True)
    await server.opt_out("ada")
    names = ("ada@pouet.example", "lou@alpage.example", "noe@pouet.example", "zoe@pouet.example")
    found = await server.source().actors(names)

    assert [(one.native_id, one.signals) for one in found] == [
        ("ada@pouet.example", ("not-indexable",)),
        ("lou@alpage.example", ()),
    ]


async def test_searches_tell_what_they_find_once(server: MastodonWorld) -> None:
    said = [await server.post(f"du lait {number}") for number in range(30)]
    source = server.source(search="du lait", token=TOKEN)
    source.polled_seconds = 0.01
    async with listening(source) as heard:
        await heard.take()
        said.append(await server.post("encore du lait"))
        assert await heard.until(31) == said
    async with listening(server.source(search="du lait", token=TOKEN), heard.cursor) as again:
        await again.take()
    assert again.records == []


async def test_lists_are_read_with_a_token_that_only_the_server_sees(server: MastodonWorld) -> None:
    server.lists["42"] = set()
    source = server.source(list="42", token=TOKEN)
    assert (await source.settled())["address"] == "http://pouet.example"
    async with listening(source) as heard:
        await heard.take()
        said = await server.post("entre nous")
        assert await heard.until(1) == [said]

    assert {one.headers["authorization"] for one in server.asked} == {f"Bearer {TOKEN}"}
    assert not [one for one in server.asked if TOKEN in str(one.url)]
    assert TOKEN not in (heard.cursor or "") + source.label


async def test_being_asked_to_wait_is_obeyed(server: MastodonWorld) -> None:
    source = server.source()
    server.refuse(429, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "2026-03-02T10:05:00.000Z"}, times=1)
    with pytest.raises(RateLimited) as told:
        async with listening(source) as heard:
            await heard.take()

    assert told.value.seconds == 300


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("http://Pouet.example/", "pouet.example"),
        ("http://pouet.example/tags/Lait%20Cru", "pouet.example #lait cru"),
        ("http://pouet.example/@ada", "pouet.example @ada@pouet.example"),
        ("http://pouet.example/@lou@alpage.example", "pouet.example @lou@alpage.example"),
    ],
)
async def test_the_addresses_of_a_server_are_one(server: MastodonWorld, address: str, label: str) -> None:
    server.account("ada")
    server.account("lou@alpage.example")
    await server.post("bonjour #lait")
    given = await server.source(address=address).settled()

    assert given["address"] == "http://pouet.example"
    settled = server.source(**given)
    assert settled.label == label
    assert (await settled.test()).title == f"Pouet ({label})"


async def test_the_widest_timeline_that_is_shown_is_read(server: MastodonWorld) -> None:
    assert (await server.source().settled())["public"] == "federated"
    server.shows = {"local"}
    assert (await server.source().settled())["public"] == "local"


@pytest.mark.parametrize(
    ("given", "message_id"),
    [
        ({}, "mastodon-needs-token"),
        ({"list": "42"}, "mastodon-needs-token"),
        ({"search": "lait"}, "mastodon-needs-token"),
        ({"list": "43", "token": TOKEN}, "mastodon-no-such-list"),
        ({"account": "@zoe@pouet.example"}, "mastodon-no-such-account"),
        ({"address": "ftp://pouet.example"}, "source-address-bad"),
    ],
)
async def test_what_cannot_be_listened_to_is_said_plainly(
    server: MastodonWorld, given: dict[str, str], message_id: str
) -> None:
    server.shows = set()
    with pytest.raises(SourceRefused) as told:
        await server.source(**given).settled()

    assert told.value.message_id == message_id


async def test_another_software_is_named(server: MastodonWorld) -> None:
    server.instance = None
    with pytest.raises(SourceRefused) as told:
        await server.source().settled()

    assert told.value.fields == {"host": "pouet.example", "software": "misskey"}


async def test_a_token_never_leaves_a_secured_server_for_an_open_stream() -> None:
    from palabre.sources._mastodon_server import Server

    server = Server(http=MastodonWorld().http(), base="https://pouet.example", token=TOKEN)

    assert server._stream_base("ws://stream.pouet.example/") == "wss://stream.pouet.example"
    assert server._stream_base("") == "wss://pouet.example"
