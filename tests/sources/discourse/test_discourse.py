"""A forum of Discourse, heard live."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import pytest

from palabre.errors import RateLimited, SourceError, SourceRefused
from palabre.model import Deletion, Metrics, Post
from palabre.sources import Named

from ..scripted import NOT_FOUND, START, Asked, Told, names, read, records
from .world import HOST, DiscourseWorld


@pytest.fixture
def forum() -> DiscourseWorld:
    return DiscourseWorld()


async def test_new_posts_come_oldest_first_with_the_title_and_tags_of_their_topic(forum: DiscourseWorld) -> None:
    topic = forum.open("Quel lait ?", tags=["lait-cru", {"id": 4, "name": "Été", "slug": "ete"}])
    first = forum.say(topic, "Lequel ?", author="Lou")
    second = forum.say(topic, "Le cru.", answers=1)
    third = forum.say(topic, "Merci.", author="Lou", answers=2)

    pages, cursor = await read(forum.source())

    assert names(pages) == [first, second, third] == [f"{HOST}/t/40/{number}" for number in (1, 2, 3)]
    opening, answer, thanks = (one for one in records(pages) if isinstance(one, Post))
    assert (opening.title, opening.tags, opening.kind) == ("Quel lait ?", ("lait-cru", "été"), "post")
    assert (answer.reply_to, answer.root, thanks.reply_to) == (first, first, second)
    assert answer.metrics == Metrics(likes=0, replies=0, views=3)
    assert (pages[0].heard, pages[0].newest) == (3, forum.now)
    assert names((await read(forum.source(), cursor))[0]) == []


async def test_reading_goes_on_from_the_last_post_over_many_pages(forum: DiscourseWorld) -> None:
    topic = forum.open("Le marché")
    forum.say(topic, "Le premier")
    _, cursor = await read(forum.source())
    later = [forum.say(topic, f"message {number}") for number in range(120)]

    pages, _ = await read(forum.source(), cursor)

    assert names(pages) == later
    assert len(pages) > 2


async def test_what_a_cut_left_unread_is_read_once(forum: DiscourseWorld) -> None:
    topic = forum.open("Le marché")
    said = [forum.say(topic, f"message {number}") for number in range(120)]
    found: list[str] = []
    cursor: str | None = None
    for after in (0, 1, 2, 3, 9):
        forum.cut(after=after, times=1)
        with pytest.raises(SourceError):
            async for page in forum.source().pages(cursor):
                found += names([page])
                cursor = page.cursor or cursor
            raise SourceError("read to the end")

    assert found == said


async def test_an_edit_and_a_deletion_of_a_recent_post_are_told_at_the_next_reading(forum: DiscourseWorld) -> None:
    kept, gone, hidden = [await forum.post(text) for text in ("un", "deux", "trois")]
    _, cursor = await read(forum.source())
    await forum.edit(kept, "un et demi")
    await forum.delete(gone)
    forum.found(hidden)["hidden"] = True

    pages, cursor = await read(forum.source(), cursor)

    edited, *taken = records(pages)
    assert isinstance(edited, Post)
    assert (edited.native_id, edited.text, edited.edited_at is not None) == (kept, "un et demi", True)
    assert {one.native_id for one in taken if isinstance(one, Deletion)} == {gone, hidden}
    assert names((await read(forum.source(), cursor))[0]) == []


async def test_posts_too_old_to_be_reached_again_are_a_hole(
    forum: DiscourseWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("palabre.sources.discourse._MOST_PAGES", 2)
    topic = forum.open("Le marché")
    forum.say(topic, "avant")
    _, cursor = await read(forum.source())
    for number in range(200):
        forum.say(topic, f"message {number}")

    pages, _ = await read(forum.source(), cursor)
    (hole,) = (hole for page in pages for hole in page.holes)

    assert (hole.why, hole.estimated_loss) == ("cursor-lost", 200 - len(names(pages)))
    assert hole.from_at < hole.to_at


async def test_a_category_takes_those_inside_it_and_a_tag_is_enough(forum: DiscourseWorld) -> None:
    inside = forum.say(forum.open("Lait", category=2, tags=["Cru"]), "bon")
    beside = forum.say(forum.open("Aide", category=3, tags=["cru"]), "non")
    other = forum.say(forum.open("Prix", category=1), "cher")

    by_category, _ = await read(forum.source(category="produits"))
    by_tag, _ = await read(forum.source(tag="cru"))

    assert names(by_category) == [inside, other]
    assert names(by_tag) == [inside, beside]
    assert by_category[0].passed_over == {"other": 1}
    assert by_category[0].heard == 3


async def test_the_address_of_a_category_is_enough_and_one_that_is_not_there_is_refused(forum: DiscourseWorld) -> None:
    kept = await forum.source(address=f"{HOST}/c/produits/lait/2").settled()
    assert (kept["address"], kept["category"]) == (f"https://{HOST}", "produits/lait/2")
    assert forum.source(**kept).label == f"{HOST} produits/lait/2"

    with pytest.raises(SourceRefused, match="forum-no-such-category"):
        await forum.source(category="fromages").settled()


@pytest.mark.parametrize("body", [b"<html>a site</html>", b'{"posts": []}'])
async def test_a_site_that_is_no_such_forum_is_refused(forum: DiscourseWorld, body: bytes) -> None:
    forum.answer = lambda asked: Told(body=body)  # type: ignore[method-assign]

    with pytest.raises(SourceRefused, match="discourse-not-there"):
        await forum.source().settled()


async def test_a_thread_is_read_whole_with_its_counts_and_what_is_gone(forum: DiscourseWorld) -> None:
    topic = forum.open("Le marché", tags=["prix"])
    said = [forum.say(topic, f"message {number}") for number in range(60)]
    await forum.act("like", "lou", said[41])
    await forum.delete(said[30])

    page = await forum.source().thread(Named(native_id=said[30]))

    assert page is not None
    posts = {one.native_id: one for one in page.records if isinstance(one, Post)}
    assert set(posts) == set(said) - {said[30]}
    assert posts[said[41]].metrics == Metrics(likes=1, replies=0, views=3)
    assert (posts[said[0]].title, posts[said[0]].tags) == ("Le marché", ("prix",))
    assert [one.native_id for one in page.records if isinstance(one, Deletion)] == [said[30]]


async def test_a_topic_gone_or_closed_to_visitors_is_a_deletion_but_a_closed_forum_is_not(
    forum: DiscourseWorld,
) -> None:
    said = await forum.post("un")
    forum.topics[40].hidden_from_us = True
    page = await forum.source().thread(Named(native_id=said))

    assert page is not None
    assert [type(one) for one in page.records] == [Deletion]
    forum.members_only = "clef"
    with pytest.raises(SourceRefused):
        await forum.source().thread(Named(native_id=said))


async def test_private_topics_and_whispers_are_never_taken(forum: DiscourseWorld) -> None:
    topic = forum.open("Le marché")
    forum.say(topic, "à tous")
    forum.say(topic, "entre nous", post_type=4)
    page = await forum.source().thread(Named(native_id=f"{HOST}/t/40/1"))

    assert page is not None
    assert [one.text for one in page.records if isinstance(one, Post)] == ["à tous"]
    assert page.passed_over["private"] == 1
    forum.topics[40].archetype = "private_message"
    page = await forum.source().thread(Named(native_id=f"{HOST}/t/40/1"))
    assert page is not None
    assert not [one for one in page.records if isinstance(one, Post)]


async def test_a_key_is_sent_in_headers_to_the_forum_alone(forum: DiscourseWorld) -> None:
    forum.members_only = "clef-secrete"
    await forum.post("un")
    with pytest.raises(SourceRefused) as refused:
        await forum.source(token="fausse-clef").test()
    assert "clef" not in str(refused.value)

    tested = await forum.source(token="clef-secrete", username="ada").test()

    assert (tested.title, tested.posts) == ("Forum de la fromagerie", 1)
    assert all("clef" not in str(one.query) + one.path for one in forum.asked)
    elsewhere = Told(status=302, headers={"location": "https://ailleurs.example/posts.json"})
    forum.answer = lambda asked: elsewhere if asked.host == HOST else Told(status=404)  # type: ignore[method-assign]
    with pytest.raises(SourceRefused):
        await forum.source(token="clef-secrete").settled()
    assert forum.asked[-1].host == "ailleurs.example"
    assert "api-key" not in forum.asked[-1].headers


async def test_robots_are_obeyed_and_what_discourse_ships_lets_us_read(forum: DiscourseWorld) -> None:
    await forum.post("un")
    source = forum.source(category="produits", tag="")
    await read(source)
    await source.thread(Named(native_id=f"{HOST}/t/40/1"))
    forum.robots = lambda: Told(body=b"User-agent: *\nDisallow: /posts.json\n")  # type: ignore[method-assign]

    with pytest.raises(SourceRefused, match="source-robots-say-no"):
        await read(forum.source())


async def test_garbage_is_counted_and_a_request_to_wait_is_obeyed(forum: DiscourseWorld) -> None:
    topic = forum.open("Le marché")
    forum.say(topic, "bon")
    forum.say(topic, "sans date", created_at="hier ?")
    forum.say(topic, "de travers", username=["lou"])
    pages, cursor = await read(forum.source())

    assert names(pages) == [f"{HOST}/t/40/1"]
    assert sum(page.passed_over.get("bad-record", 0) for page in pages) == 2
    forum.say(topic, "encore")
    forum.refuse(429, {"retry-after": "42"}, times=1)
    source = forum.source()
    with pytest.raises(RateLimited) as limited:
        await read(source, cursor)
    assert limited.value.seconds == 42
    forum.asked.clear()
    with pytest.raises(RateLimited):
        await read(source, cursor)
    assert forum.paths() == []
    for _ in range(5):
        forum.garble(times=1)
        with pytest.raises(SourceError):
            await read(forum.source(), cursor)
    assert names((await read(forum.source(), cursor))[0]) == [f"{HOST}/t/40/4"]
    assert forum.now > START


@pytest.mark.data
async def test_real_answers_of_a_forum_are_read_without_an_exception(
    forum: DiscourseWorld, shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = 0
    with tarfile.open(shared_data / "forums/discourse_api_responses.tar.gz") as archive:
        for entry in archive:
            stream = archive.extractfile(entry)
            body = stream.read() if stream and entry.name.endswith(".json") else b""
            if body and (posts := _posts_in(json.loads(body))):
                monkeypatch.setattr(forum, "answer", lambda asked, posts=posts: _only(posts, asked))
                pages, _ = await read(forum.source(), '{"post":0}')
                assert sum(page.heard for page in pages) >= len(posts)
                assert not any("bad-record" in page.passed_over for page in pages)
                whole += len(posts)

    assert whole > 150


def _only(posts: list[dict[str, object]], asked: Asked) -> Told:
    if asked.path != "/posts.json":
        return NOT_FOUND
    return Told(body={"latest_posts": [] if "before" in asked.query else posts})


def _posts_in(answer: object) -> list[dict[str, object]]:
    """The posts of an answer, whatever page it is."""
    if not isinstance(answer, dict):
        return []
    found = answer.get("latest_posts") or answer.get("post_stream", {}).get("posts") or []
    return [one for one in found if one.get("post_number") and one.get("cooked")]
