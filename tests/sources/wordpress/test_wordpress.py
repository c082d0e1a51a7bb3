"""What is heard of a WordPress site, where the real one of the tests cannot be brought to do it."""

from __future__ import annotations

import pytest

from palabre.errors import SourceError
from palabre.model import Deletion
from palabre.sources import Named
from tests.sources.site import Answered, posts, read
from tests.sources.wordpress.world import HOME, HOST, PressWorld, world

pytestmark = pytest.mark.anyio
FEED = """<rss version="2.0"><channel><title>Le journal</title>
<item><title>Ancien</title><link>https://journal.example/1</link><guid>https://journal.example/1</guid>
<pubDate>Mon, 02 Mar 2026 10:00:01 +0000</pubDate></item>
<item><title>Nouveau</title><link>https://journal.example/2</link><guid>https://journal.example/2</guid>
<pubDate>Mon, 02 Mar 2026 11:00:00 +0000</pubDate></item></channel></rss>"""


@pytest.fixture
async def site() -> PressWorld:
    async with world() as made:
        return made


@pytest.mark.parametrize("is_plain", [False, True])
async def test_both_ways_of_writing_addresses_are_read(site: PressWorld, is_plain: bool) -> None:
    site.is_plain = is_plain
    first = await site.post("Samedi.")

    assert (await site.source(address=HOST).settled())["address"] == HOME.rstrip("/")
    assert (await site.source().test()).title == "Le journal & la cave"
    assert [post.native_id for post in posts((await read(site.source()))[0])] == [first]


async def test_many_posts_of_one_second_are_all_heard_once(site: PressWorld) -> None:
    ids = [await site.post(f"Le jour {number}.") for number in range(230)]
    for one in site.posts.values():
        one.at = one.changed_at = site.now

    pages, cursor = await read(site.source())

    assert sorted(post.native_id for post in posts(pages)) == sorted(ids)
    assert posts((await read(site.source(), cursor))[0]) == []


async def test_a_post_changed_while_pages_are_read_hides_no_other(site: PressWorld) -> None:
    for number in range(250):
        await site.post(f"Le jour {number}.")
    _, cursor = await read(site.source())
    for number in range(1, 251):
        await site.edit(f"{HOST}/?p={number}", f"La nuit {number}.")
    heard: list[str] = []
    async for page in site.source().pages(cursor):
        if posts([page]) and not heard:
            await site.edit(f"{HOST}/?p=1", "Encore une nuit.")
        heard += [post.native_id for post in posts([page])]

    assert set(heard) == {f"{HOST}/?p={number}" for number in range(1, 251)}


async def test_a_site_that_closes_its_interface_is_heard_by_its_feed_from_where_it_was(
    site: PressWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    await site.post("Samedi.")
    _, cursor = await read(site.source(comments="no"))
    site.is_open = False
    site.tick(hours=2)
    answer = site.answer
    feed = Answered.of(FEED)
    monkeypatch.setattr(site, "answer", lambda asked: feed if asked.url.path.startswith("/feed") else answer(asked))

    pages, cursor = await read(site.source(comments="no"), cursor)
    assert [(post.network, post.title) for post in posts(pages)] == [("wordpress", "Nouveau")]
    assert posts((await read(site.source(comments="no"), cursor))[0]) == []
    site.is_open = True
    site.tick(hours=25)
    new = await site.post("Dimanche.")
    pages, _ = await read(site.source(comments="no"), cursor)
    assert [post.native_id for post in posts(pages)] == [new]


async def test_nothing_is_taken_for_deleted_when_the_site_closes(
    site: PressWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await site.post("Samedi.")
    site.is_open = False
    answer = site.answer
    home = f'<link rel="https://api.w.org/" href="{HOME}wp-json/">'
    told = Answered.of(home, "text/html")
    monkeypatch.setattr(site, "answer", lambda asked: told if asked.url.path == "/" else answer(asked))

    page = await site.source().thread(Named(native_id=first))

    assert page is None or not [one for one in page.records if isinstance(one, Deletion)]


async def test_an_answer_that_cannot_be_read_is_asked_again(site: PressWorld) -> None:
    await site.post("Samedi.")
    _, cursor = await read(site.source())
    second = await site.post("Dimanche.")
    site.garble(times=1)

    with pytest.raises(SourceError):
        await read(site.source(), cursor)
    assert [post.native_id for post in posts((await read(site.source(), cursor))[0])] == [second]
