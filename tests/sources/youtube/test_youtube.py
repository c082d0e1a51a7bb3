"""A channel of YouTube, heard live."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from palabre.errors import RateLimited, SourceError, SourceRefused
from palabre.model import Deletion, Media, Metrics, Post
from palabre.sources import Named

from ..scripted import names, read, records
from .world import CHANNEL, KEY, YouTubeWorld


@pytest.fixture
def site() -> YouTubeWorld:
    return YouTubeWorld()


def gone(told: list[object]) -> set[str]:
    """What was told to be taken away."""
    return {one.native_id for one in told if isinstance(one, Deletion)}


async def test_new_videos_are_articles_and_comments_come_with_their_answers(site: YouTubeWorld) -> None:
    video = site.publish("Une étable")
    first = await site.post("Quel lait &amp; quel beurre ?", author="lou")
    answers = [await site.post(f"réponse {number}", reply_to=first) for number in range(8)]
    second = await site.post("Belle étable")

    pages, cursor = await read(site.source())
    posts = {one.native_id: one for one in records(pages) if isinstance(one, Post)}

    assert names(pages) == [video, first, *answers, second]
    assert (posts[video].kind, posts[video].title, posts[video].tags) == ("article", "Une étable", ("cave", "laitcru"))
    assert posts[video].metrics == Metrics(likes=7, replies=10, views=120)
    assert posts[video].media == (Media(kind="image", url=f"https://i.ytimg.com/vi/{video}/hq.jpg"),)
    author = posts[video].actor
    assert author is not None
    assert (author.native_id, author.handle) == (CHANNEL, "fromagerie")
    assert (posts[first].kind, posts[first].reply_to, posts[first].root) == ("comment", video, video)
    assert (posts[first].text, posts[first].metrics) == ("Quel lait & quel beurre ?", Metrics(likes=0, replies=8))
    assert (posts[answers[0]].reply_to, posts[answers[0]].root) == (first, video)
    assert names((await read(site.source(), cursor))[0]) == []


async def test_what_a_cut_left_unread_is_read_once(site: YouTubeWorld) -> None:
    said = [await site.post(f"message {number}") for number in range(250)]
    found: list[str] = []
    cursor: str | None = None
    for after in (0, 1, 2, 3, 4, 60):
        site.cut(after=after, times=1)
        with pytest.raises(SourceError):
            async for page in site.source().pages(cursor):
                found += names([page])
                cursor = page.cursor or cursor
            raise SourceError("read to the end")

    assert found == said


async def test_answers_edits_and_deletions_are_told_at_the_next_reading(site: YouTubeWorld) -> None:
    edited, answered, taken = [await site.post(text) for text in ("un", "deux", "trois")]
    video = site.publish("Une étable")
    _, cursor = await read(site.source())
    await site.edit(edited, "un et demi")
    answers = [await site.post(f"réponse {number}", reply_to=answered) for number in range(7)]
    await site.delete(taken)
    del site.videos[video]

    pages, cursor = await read(site.source(), cursor)
    await site.delete(answers[5])
    after, cursor = await read(site.source(), cursor)
    assert (names(after), gone([*records(after)])) == ([answers[5]], {answers[5]})

    assert {one.native_id for one in records(pages) if isinstance(one, Post)} == {edited, *answers}
    assert gone([*records(pages)]) == {taken, video}
    assert names((await read(site.source(), cursor))[0]) == []


async def test_comments_begun_long_before_are_not_taken_but_what_answers_them_now_is(site: YouTubeWorld) -> None:
    old = await site.post("vieux")
    site.tick(days=9)
    pages, cursor = await read(site.source())
    assert names(pages) == []
    answer = await site.post("enfin", reply_to=old)

    assert names((await read(site.source(), cursor))[0]) == [answer]


async def test_more_threads_than_are_looked_at_are_a_hole(site: YouTubeWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("palabre.sources.youtube._MOST_PAGES", 2)
    await site.post("avant")
    until = site.now
    _, cursor = await read(site.source())
    for number in range(300):
        await site.post(f"message {number}")

    pages, _ = await read(site.source(), cursor)

    assert [(hole.why, hole.from_at) for page in pages for hole in page.holes] == [("cursor-lost", until)]
    assert len(names(pages)) == 200


async def test_units_are_counted_told_kept_and_never_spent_beyond_the_day(site: YouTubeWorld) -> None:
    site.now = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
    await site.post("un")
    pages, cursor = await read(site.source(quota="5"))
    asked = len(site.paths())
    assert sum(page.passed_over.get("quota", 0) for page in pages) == asked == 3
    assert json.loads(cursor or "")["spent"] == 3

    later = await site.post("deux")
    with pytest.raises(RateLimited) as limited:
        async for page in site.source(quota="4").pages(cursor):
            cursor = page.cursor
    # Midnight in California is eight o'clock in London.
    assert site.now + timedelta(seconds=limited.value.seconds) >= datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
    assert json.loads(cursor or "")["spent"] == 4
    site.paths()
    with pytest.raises(RateLimited):
        await read(site.source(quota="4"), cursor)
    assert site.paths() == []
    site.now = datetime(2026, 3, 3, 8, 1, tzinfo=UTC)

    assert names((await read(site.source(quota="5"), cursor))[0]) == [later]


@pytest.mark.parametrize("reason", ["quotaExceeded", "dailyLimitExceeded", "rateLimitExceeded"])
async def test_a_quota_that_others_spent_is_waited_for(site: YouTubeWorld, reason: str) -> None:
    await site.post("un")
    site.reason = reason
    source = site.source()
    with pytest.raises(RateLimited):
        await read(source)
    site.reason = ""
    site.tick(days=1)

    assert len(names((await read(source))[0])) == 1


async def test_a_thread_is_read_whole_with_its_video_and_what_is_gone(site: YouTubeWorld) -> None:
    first = await site.post("Quel lait ?")
    answers = [await site.post(f"réponse {number}", reply_to=first) for number in range(8)]
    await site.act("like", "lou", first)
    video = next(iter(site.videos))
    taken = answers.pop(3)
    await site.delete(taken)

    other = await site.post("Autre chose")
    address = f"https://www.youtube.com/watch?v={video}&lc={taken}"
    page = await site.source().thread(Named(native_id=taken, url=address))

    assert page is not None
    posts = {one.native_id: one for one in page.records if isinstance(one, Post)}
    assert set(posts) == {video, first, other, *answers}
    assert posts[first].metrics == Metrics(likes=1, replies=7)
    assert gone([*page.records]) == {taken}
    assert page.passed_over == {"quota": 5}
    await site.delete(first)
    page = await site.source().thread(Named(native_id=answers[0], url=address))
    assert page is not None
    assert gone([*page.records]) == {answers[0], first}
    assert {one.native_id for one in page.records if isinstance(one, Post)} == {video, other}
    del site.videos[video]
    page = await site.source().thread(Named(native_id=video))
    assert page is not None
    assert gone([*page.records]) == {video}


async def test_a_channel_or_a_video_is_found_however_it_is_named(site: YouTubeWorld) -> None:
    video = next(iter(site.videos))
    of_channel = ["@fromagerie", "fromagerie", CHANNEL, f"https://www.youtube.com/channel/{CHANNEL}"]
    of_channel += ["youtube.com/@fromagerie/videos", "https://www.youtube.com/user/laitiers"]
    of_video = [video, f"https://youtu.be/{video}?t=3", f"https://www.youtube.com/watch?v={video}&list=x"]
    of_video += [f"https://m.youtube.com/shorts/{video}"]

    assert {(await site.source(what=one).settled())["what"] for one in of_channel} == {CHANNEL}
    assert {(await site.source(what=one).settled())["what"] for one in of_video} == {video}
    assert (await site.source().test()).title == "La fromagerie"
    comment = await site.post("sous la vidéo")
    tested = await site.source(what=video).test()
    assert (tested.title, tested.posts) == ("Une cave", 1)
    assert names((await read(site.source(what=video)))[0]) == [video, comment]
    for one in ("@personne", "https://youtu.be/zzzzzzzzzzz", "zzzzzzzzzzz"):
        with pytest.raises(SourceRefused, match="youtube-not-there"):
            await site.source(what=one).settled()


async def test_refusals_are_told_apart_and_the_key_is_never_told(site: YouTubeWorld) -> None:
    with pytest.raises(SourceRefused, match="youtube-key-refused") as refused:
        await site.source(key="fausse-clef").test()
    assert "clef" not in str(refused.value)
    site.are_closed = True
    with pytest.raises(SourceRefused, match="youtube-comments-closed"):
        await site.source(what=next(iter(site.videos))).test()
    page = await site.source().thread(Named(native_id=next(iter(site.videos))))
    assert page is not None
    assert len(page.records) == 1
    with pytest.raises(SourceRefused, match="youtube-bad-quota"):
        await site.source(quota="beaucoup").settled()
    assert all(KEY not in str(one.query) + one.path for one in site.asked)
    assert {one.headers.get("x-goog-api-key") for one in site.asked} == {KEY, "fausse-clef"}


async def test_garbage_is_counted_once_or_tried_again(site: YouTubeWorld) -> None:
    good = await site.post("bon")
    site.say("sans date", publishedAt="hier ?")
    site.say("de travers", textDisplay=["non"])
    pages, cursor = await read(source := site.source())
    assert names(pages) == [good]
    assert sum(page.passed_over.get("bad-record", 0) for page in pages) == 2
    pages, cursor = await read(source, cursor)
    assert not any("bad-record" in page.passed_over for page in pages)
    later = await site.post("encore")
    site.refuse(429, {"retry-after": "30"}, times=1)
    with pytest.raises(RateLimited):
        await read(site.source(), cursor)
    for _ in range(5):
        site.garble(times=1)
        with pytest.raises(SourceError):
            await read(site.source(), cursor)

    assert names((await read(site.source(), cursor))[0]) == [later]
