"""A forum of NodeBB, heard live."""

from __future__ import annotations

import pytest

from palabre.errors import RateLimited, SourceError, SourceRefused
from palabre.model import Deletion, Metrics, Post
from palabre.sources import Named

from ..scripted import Told, names, read, records
from .world import HOST, NodeBBWorld


@pytest.fixture
def forum() -> NodeBBWorld:
    return NodeBBWorld()


async def test_new_posts_have_the_title_and_tags_of_their_topic_and_answer_one_another(forum: NodeBBWorld) -> None:
    topic = forum.open("Lait & beurre", tags=("Lait",), isQuestion=1)
    first = forum.say(topic, "Lequel ?", author="Lou Martin", upvotes=3)
    mention = '<a class="plugin-mentions-user plugin-mentions-a" href="/user/lou-martin">@Lou Martin</a>'
    second = forum.say(topic, f"{mention} le beurre", toPid=101)
    third = forum.say(topic, "Merci", toPid=102)

    pages, cursor = await read(forum.source())
    opening, answer, thanks = (one for one in records(pages) if isinstance(one, Post))

    assert names(pages) == [first, second, third] == [f"{HOST}/post/{number}" for number in (101, 102, 103)]
    assert (opening.title, opening.tags, opening.kind) == ("Lait & beurre", ("lait",), "question")
    assert opening.metrics == Metrics(likes=3, replies=0, views=12)
    assert opening.actor is not None
    assert (opening.actor.native_id, opening.actor.handle) == (f"lou-martin@{HOST}", "Lou Martin")
    assert (answer.callouts, answer.reply_to, thanks.reply_to, thanks.root) == (
        (f"lou-martin@{HOST}",),
        first,
        second,
        first,
    )
    assert opening.url == f"https://{HOST}/post/101"
    assert names((await read(forum.source(), cursor))[0]) == []


@pytest.mark.parametrize("has_pages", [True, False])
async def test_what_is_new_in_long_topics_is_read_once(forum: NodeBBWorld, has_pages: bool) -> None:
    forum.has_pages = has_pages
    long, other = forum.open("Long"), forum.open("Autre")
    said = [forum.say(long, f"message {number}") for number in range(30)]
    said.append(forum.say(other, "bonjour"))
    pages, cursor = await read(forum.source())
    assert sorted(names(pages)) == sorted(said)
    later = [forum.say(long, f"suite {number}") for number in range(70)]
    later.append(forum.say(other, "encore"))

    pages, cursor = await read(forum.source(), cursor)

    assert names(pages) == later
    assert names((await read(forum.source(), cursor))[0]) == []


async def test_a_cut_reading_loses_and_doubles_nothing(forum: NodeBBWorld) -> None:
    said = []
    for number in range(6):
        topic = forum.open(f"Sujet {number}")
        said += [forum.say(topic, f"message {place}") for place in range(25)]
    found: list[str] = []
    cursor: str | None = None
    for after in (0, 1, 2, 3, 4, 5, 6, 40):
        forum.cut(after=after, times=1)
        with pytest.raises(SourceError):
            async for page in forum.source().pages(cursor):
                found += names([page])
                cursor = page.cursor or cursor
            raise SourceError("read to the end")

    assert found == said


async def test_an_edit_and_a_deletion_in_a_recent_topic_are_told_at_the_next_reading(forum: NodeBBWorld) -> None:
    edited, gone = [await forum.post(text) for text in ("un", "deux")]
    _, cursor = await read(forum.source())
    await forum.edit(edited, "un et demi")
    await forum.delete(gone)

    pages, cursor = await read(forum.source(), cursor)

    (told,) = (one for one in records(pages) if isinstance(one, Post))
    assert (told.native_id, told.text, told.edited_at) == (edited, "un et demi", forum.now)
    assert [one.native_id for one in records(pages) if isinstance(one, Deletion)] == [gone]
    assert names((await read(forum.source(), cursor))[0]) == []


async def test_a_thread_has_its_votes_and_what_is_gone(forum: NodeBBWorld) -> None:
    topic = forum.open("Long")
    said = [forum.say(topic, f"message {number}") for number in range(45)]
    await forum.act("like", "lou", said[44])
    await forum.delete(said[3])
    page = await forum.source().thread(Named(native_id=said[44]))

    assert page is not None
    posts = {one.native_id: one for one in page.records if isinstance(one, Post)}
    assert set(posts) == set(said) - {said[3]}
    assert posts[said[44]].metrics == Metrics(likes=1, replies=0)
    assert [one.native_id for one in page.records if isinstance(one, Deletion)] == [said[3]]

    forum.purge(said[44])
    page = await forum.source().thread(Named(native_id=said[44]))
    assert page is not None
    assert [(type(one), getattr(one, "native_id", "")) for one in page.records] == [(Deletion, said[44])]


async def test_a_topic_taken_away_is_a_deletion_but_a_closed_forum_is_not(forum: NodeBBWorld) -> None:
    said = await forum.post("un")
    forum.topics[7]["deleted"] = 1
    page = await forum.source().thread(Named(native_id=said))
    assert page is not None
    assert [type(one) for one in page.records] == [Deletion]

    forum.members_only = "jeton-secret"
    with pytest.raises(SourceRefused) as refused:
        await forum.source(token="faux-jeton").thread(Named(native_id=said))
    assert "jeton" not in str(refused.value)
    await forum.source(token="jeton-secret").test()
    assert all("jeton" not in str(one.query) + one.path for one in forum.asked)


async def test_a_category_takes_those_inside_it_and_a_tag_is_enough(forum: NodeBBWorld) -> None:
    inside = forum.say(forum.open("Lait", cid=2, tags=("cru",)), "bon")
    beside = forum.say(forum.open("Aide", cid=3, tags=("Cru",)), "non")
    other = forum.say(forum.open("Prix", cid=1), "cher")

    assert names((await read(forum.source(category="produits")))[0]) == [inside, other]
    assert names((await read(forum.source(category="2/lait")))[0]) == [inside]
    assert names((await read(forum.source(tag="cru")))[0]) == [inside, beside]
    kept = await forum.source(address=f"{HOST}/category/2/lait?lang=fr").settled()
    assert (kept["address"], kept["category"]) == (f"https://{HOST}", "2/lait")
    with pytest.raises(SourceRefused, match="forum-no-such-category"):
        await forum.source(category="fromages").settled()


async def test_topics_too_many_to_be_reached_are_a_hole(forum: NodeBBWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("palabre.sources.nodebb._MOST_LISTS", 1)
    await forum.post("avant")
    _, cursor = await read(forum.source())
    for number in range(30):
        await forum.post(f"sujet {number}")

    pages, _ = await read(forum.source(), cursor)

    assert [hole.why for page in pages for hole in page.holes] == ["cursor-lost"]
    assert len(names(pages)) == 20


async def test_a_site_that_is_no_such_forum_is_refused(forum: NodeBBWorld) -> None:
    for told in (Told(body=b"<html>"), Told(body={"posts": []}), Told(status=404)):
        forum.answer = lambda asked, told=told: told  # type: ignore[misc,method-assign]
        with pytest.raises(SourceRefused, match="nodebb-not-there"):
            await forum.source().settled()


async def test_garbage_is_counted_and_a_request_to_wait_is_obeyed(forum: NodeBBWorld) -> None:
    topic = forum.open("Lait")
    good = forum.say(topic, "bon")
    forum.say(topic, "de travers", user=["lou"])
    forum.say(topic, "", content=["non"])
    pages, cursor = await read(forum.source())
    assert names(pages) == [good]
    assert sum(page.passed_over.get("bad-record", 0) for page in pages) == 2

    later = forum.say(topic, "encore")
    forum.refuse(429, {"retry-after": "12"}, times=1)
    with pytest.raises(RateLimited):
        await read(forum.source(), cursor)
    for _ in range(5):
        forum.garble(times=1)
        with pytest.raises(SourceError):
            await read(forum.source(), cursor)
    assert names((await read(forum.source(), cursor))[0]) == [later]


async def test_what_nodebb_ships_lets_robots_read_and_more_closed_is_obeyed(forum: NodeBBWorld) -> None:
    said = await forum.post("un")
    await read(forum.source(category="produits"))
    await forum.source().thread(Named(native_id=said))
    forum.robots = lambda: Told(body=b"User-agent: *\nDisallow: /api/\n")  # type: ignore[method-assign]

    with pytest.raises(SourceRefused, match="source-robots-say-no"):
        await read(forum.source())
