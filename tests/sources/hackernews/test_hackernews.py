"""Hacker News, heard live."""

from __future__ import annotations

import pytest

from palabre.errors import RateLimited, SourceError
from palabre.model import Deletion, Metrics, Post
from palabre.sources import Named

from ..scripted import names, read, records
from .world import FIRST, HackerNewsWorld


@pytest.fixture
def site() -> HackerNewsWorld:
    return HackerNewsWorld()


async def test_stories_and_comments_come_in_order_with_the_story_they_belong_to(site: HackerNewsWorld) -> None:
    story = await site.post("Un lait sans étiquette")
    comment = await site.post("Vraiment ?", author="lou", reply_to=story)
    site.say("oui", type="pollopt")
    answer = await site.post("Oui.", reply_to=comment)
    site.tick(minutes=30)
    late = await site.post("Merci.", reply_to=answer)

    pages, cursor = await read(site.source())
    posts = {one.native_id: one for one in records(pages) if isinstance(one, Post)}

    assert names(pages) == [story, comment, answer, late]
    assert [posts[one].root for one in (story, comment, answer, late)] == [story] * 4
    assert [posts[one].kind for one in (story, comment, answer)] == ["post", "comment", "reply"]
    assert posts[story].metrics == Metrics(likes=1, replies=0)
    assert names((await read(site.source(), cursor))[0]) == []


async def test_no_item_is_lost_between_two_readings_however_far_behind(
    site: HackerNewsWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("palabre.sources.hackernews._FAR", 100)
    story = await site.post("Un fil")
    _, cursor = await read(site.source())
    said = []
    for number in range(400):
        site.tick(minutes=1)
        said.append(await site.post(f"réponse {number}", reply_to=story))

    site.paths()
    pages, cursor = await read(site.source(), cursor)

    assert names(pages) == said
    assert len(site.paths()) < 200
    assert names((await read(site.source(), cursor))[0]) == []


async def test_a_cut_reading_goes_on_where_it_was(site: HackerNewsWorld) -> None:
    story = await site.post("Un fil")
    _, cursor = await read(site.source())
    said = [await site.post(f"réponse {number}", reply_to=story) for number in range(90)]
    found: list[str] = []
    for after in (1, 30, 40, 60, 200):
        site.cut(after=after, times=1)
        with pytest.raises(SourceError):
            async for page in site.source().pages(cursor):
                found += names([page])
                cursor = page.cursor or cursor
            raise SourceError("read to the end")

    assert found == said


async def test_an_item_that_nobody_sees_yet_is_asked_for_again(site: HackerNewsWorld) -> None:
    story = await site.post("Un fil")
    _, cursor = await read(site.source())
    late, soon = await site.post("plus tard", reply_to=story), await site.post("tout de suite", reply_to=story)
    hidden, site.items[int(late)] = site.items[int(late)], None
    pages, cursor = await read(site.source(), cursor)
    assert names(pages) == [soon]
    site.items[int(late)] = hidden

    assert names((await read(site.source(), cursor))[0]) == [late]


async def test_new_words_and_deletions_are_told_at_the_next_reading(site: HackerNewsWorld) -> None:
    edited, gone, killed = [await site.post(text) for text in ("un", "deux", "trois")]
    _, cursor = await read(site.source())
    await site.edit(edited, "un et demi")
    await site.delete(gone)
    (site.items[int(killed)] or {})["dead"] = True
    site.changed.append(int(killed))

    found = records((await read(site.source(), cursor))[0])

    assert [(type(one), getattr(one, "native_id", "")) for one in found] == [
        (Post, edited),
        (Deletion, gone),
        (Deletion, killed),
    ]
    assert isinstance(found[0], Post)
    assert found[0].text == "un et demi"


async def test_a_window_that_holds_more_than_the_search_gives_is_a_hole(
    site: HackerNewsWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("palabre.sources.hackernews._MOST_HITS", 10)
    site.most_hits = 10
    for number in range(12):
        site.say(f"lait {number}")
    moment = site.now
    for number in range(12):
        site.say(f"lait {number}", time=int(moment.timestamp()))

    pages, _ = await read(site.source(search="lait"))
    holes = [hole for page in pages for hole in page.holes]

    assert len(names(pages)) == 11 + 10
    assert [(hole.why, hole.from_at) for hole in holes] == [("dropped", moment)]


async def test_searches_find_posts_once_even_late(site: HackerNewsWorld) -> None:
    story = await site.post("Le lait et le beurre")
    await site.post("autre chose")
    source = {"search": "lait\nbeurre"}
    pages, cursor = await read(site.source(**source))
    assert names(pages) == [story]
    assert pages[-1].newest == site.now
    site.say("du beurre", time=int(site.now.timestamp()) - 1200)

    assert names((await read(site.source(**source), cursor))[0]) == [str(FIRST + 3)]
    assert site.source(**source).label == "Hacker News: lait, beurre"


async def test_a_thread_has_its_counts_its_comments_and_what_is_gone(site: HackerNewsWorld) -> None:
    story = await site.post("Un fil")
    comment = await site.post("Vraiment ?", reply_to=story)
    answer = await site.post("Oui.", reply_to=comment)
    await site.act("like", "lou", story)
    await site.delete(comment)

    page = await site.source().thread(Named(native_id=comment, root=story))

    assert page is not None
    gone, told, reply = page.records
    assert (type(gone), getattr(gone, "native_id", "")) == (Deletion, comment)
    assert isinstance(told, Post)
    assert isinstance(reply, Post)
    assert (told.native_id, told.metrics) == (story, Metrics(likes=2, replies=0))
    assert (reply.native_id, reply.reply_to, reply.root) == (answer, comment, story)


async def test_garbage_is_counted_or_tried_again_and_a_request_to_wait_is_obeyed(site: HackerNewsWorld) -> None:
    story = await site.post("Un fil")
    _, cursor = await read(site.source())
    site.say("de travers", reply_to=story, by=["lou"])
    site.say("sans date", reply_to=story, time=None)
    good = await site.post("bon", reply_to=story)
    site.refuse(429, {"retry-after": "30"}, times=1)
    with pytest.raises(RateLimited):
        await read(site.source(), cursor)
    for _ in range(4):
        site.garble(times=1)
        with pytest.raises(SourceError):
            await read(site.source(), cursor)

    pages, _ = await read(site.source(), cursor)

    assert names(pages) == [good]
    assert sum(page.passed_over.get("bad-record", 0) for page in pages) == 2


async def test_it_tells_what_it_would_listen_to(site: HackerNewsWorld) -> None:
    await site.post("Le lait")
    await site.post("Le beurre")

    assert (await site.source().test()).posts == 2
    assert (await site.source(search="lait").test()).posts == 1
