"""Communities of Reddit, heard live."""

from __future__ import annotations

import pytest

from palabre.errors import RateLimited, SourceError, SourceRefused
from palabre.model import Deletion, Metrics, Post
from palabre.sources import Named

from ..scripted import Told, names, read, records
from .world import RedditWorld


@pytest.fixture
def site() -> RedditWorld:
    return RedditWorld()


def gone(records_: list[object]) -> set[str]:
    """What was told to be taken away."""
    return {one.native_id for one in records_ if isinstance(one, Deletion)}


async def test_submissions_then_comments_come_oldest_first(site: RedditWorld) -> None:
    first, second = await site.post("Quel lait ?"), await site.post("Quel beurre ?")
    comment = await site.post("Le cru &amp; rien d’autre", author="lou", reply_to=first)
    answer = await site.post("Oui", reply_to=comment)

    pages, cursor = await read(site.source())
    posts = {one.native_id: one for one in records(pages) if isinstance(one, Post)}

    assert names(pages) == [first, second, comment, answer]
    assert (posts[comment].kind, posts[comment].reply_to, posts[comment].root) == ("comment", first, first)
    assert (posts[answer].kind, posts[answer].reply_to, posts[answer].root) == ("reply", comment, first)
    assert posts[comment].text == "Le cru & rien d’autre"
    assert posts[first].metrics == Metrics(likes=1, replies=0)
    assert names((await read(site.source(), cursor))[0]) == []


async def test_what_a_cut_left_unread_is_read_once(site: RedditWorld) -> None:
    said = [await site.post(f"sujet {number}") for number in range(250)]
    found: list[str] = []
    cursor: str | None = None
    for after in (0, 2, 3, 4, 5, 60):
        site.cut(after=after, times=1)
        with pytest.raises(SourceError):
            async for page in site.source().pages(cursor):
                found += names([page])
                cursor = page.cursor or cursor
            raise SourceError("read to the end")

    assert found == said


async def test_more_than_a_listing_holds_is_a_hole(site: RedditWorld) -> None:
    await site.post("avant")
    _, cursor = await read(site.source())
    until = site.now
    said = [await site.post(f"sujet {number}") for number in range(1200)]

    pages, cursor = await read(site.source(), cursor)
    (hole,) = (hole for page in pages for hole in page.holes)

    assert names(pages) == said[200:]
    assert (hole.why, hole.from_at) == ("cursor-lost", until)
    assert [page.holes for page in (await read(site.source(), cursor))[0]] == [(), ()]


async def test_what_is_edited_deleted_or_let_in_late_is_told_at_the_next_reading(site: RedditWorld) -> None:
    before = await site.post("avant")
    late = await site.post("en attente")
    site.unlisted.add(late)
    edited, taken, removed, left = [
        await site.post(text, reply_to=before) for text in ("un", "deux", "trois", "quatre")
    ]
    _, cursor = await read(site.source())
    site.unlisted.remove(late)
    await site.edit(edited, "un et demi")
    await site.delete(taken)
    site.things[removed] |= {"body": "[removed]", "author": "[deleted]"}
    site.unlisted.add(removed)
    del site.things[left]
    after = await site.post("après")

    pages, cursor = await read(site.source(), cursor)
    posts = {one.native_id: one.text or one.title for one in records(pages) if isinstance(one, Post)}

    assert posts == {late: "en attente", after: "après", edited: "un et demi"}
    assert gone([*records(pages)]) == {taken, removed, left}
    assert names((await read(site.source(), cursor))[0]) == []


async def test_a_thread_is_read_with_the_comments_its_page_leaves_out(site: RedditWorld) -> None:
    root = await site.post("Quel lait ?")
    said = [await site.post(f"réponse {number}", reply_to=root) for number in range(20)]
    deep = await site.post("au fond", reply_to=said[1])
    site.shown_in_threads = 5
    await site.act("like", "lou", root)
    await site.delete(said[2])
    site.things[said[3]]["author"] = "[deleted]"

    page = await site.source().thread(Named(native_id=deep))

    assert page is not None
    posts = {one.native_id: one for one in page.records if isinstance(one, Post)}
    assert set(posts) == {root, deep, *said} - {said[2], said[3]}
    assert posts[root].metrics == Metrics(likes=2, replies=0)
    assert gone([*page.records]) == {said[2], said[3]}
    del site.things[deep]
    page = await site.source().thread(Named(native_id=deep))
    assert page is not None
    assert gone([*page.records]) == {deep}


async def test_a_token_is_asked_for_once_and_again_when_it_ends(site: RedditWorld) -> None:
    await site.post("un")
    source = site.source()
    _, cursor = await read(source)
    await read(source, cursor)
    assert len(site.tokens) == 1
    site.tick(hours=2)
    _, cursor = await read(source, cursor)
    assert len(site.tokens) == 2
    site.tokens.clear()

    await read(source, cursor)

    assert len(site.tokens) == 1
    assert all("jeton" not in str(one.query) and "cache" not in str(one.query) for one in site.asked)
    assert all(one.headers["user-agent"].startswith("Palabre/") for one in site.asked)


async def test_wrong_keys_and_communities_nobody_sees_are_refused_in_plain_words(site: RedditWorld) -> None:
    with pytest.raises(SourceRefused, match="reddit-keys-refused") as refused:
        await site.source(client_secret="faux-mot").settled()
    assert "mot" not in str(refused.value)
    assert refused.value.__cause__ is None
    with pytest.raises(SourceRefused, match="reddit-no-such-community"):
        await site.source(subreddit="beurres").settled()
    kept = await site.source(subreddit="https://www.reddit.com/r/fromages/\nfromages").settled()
    assert (kept["subreddit"], site.source(**kept).label) == ("Fromages", "r/Fromages")
    site.is_private = True
    with pytest.raises(SourceRefused, match="reddit-no-such-community"):
        await site.source().test()


async def test_a_spent_budget_and_a_request_to_wait_are_obeyed(site: RedditWorld) -> None:
    await site.post("un")
    _, cursor = await read(site.source())
    later = await site.post("deux")
    site.refuse(429, {"x-ratelimit-remaining": "0.0", "x-ratelimit-reset": "240"}, times=1)
    with pytest.raises(RateLimited) as limited:
        await read(site.source(), cursor)
    assert limited.value.seconds == 240
    site.limits["x-ratelimit-remaining"] = "0.0"
    source = site.source()
    with pytest.raises(RateLimited):
        await read(source, cursor)
    asked = len(site.asked)
    with pytest.raises(RateLimited):
        await read(source, cursor)
    assert len(site.asked) == asked
    site.limits["x-ratelimit-remaining"] = "600.0"
    site.tick(minutes=6)

    assert names((await read(source, cursor))[0]) == [later]


async def test_garbage_is_counted_or_tried_again(site: RedditWorld) -> None:
    good = await site.post("bon")
    site.say("sans date", created_utc="hier ?")
    site.say("de travers", score=["un"])
    pages, cursor = await read(site.source())
    assert names(pages) == [good]
    assert sum(page.passed_over.get("bad-record", 0) for page in pages) == 2
    later = await site.post("encore")
    for number in range(5):
        source = site.source()
        await source.test()
        site.garble(times=1 + number)
        with pytest.raises(SourceError):
            await read(source, cursor)
        site._garbage = 0

    assert names((await read(site.source(), cursor))[0]) == [later]
    site.answer = lambda asked: Told(body={"kind": "Listing", "data": "non"})  # type: ignore[method-assign]
    with pytest.raises(SourceError):
        await read(site.source(), cursor)
