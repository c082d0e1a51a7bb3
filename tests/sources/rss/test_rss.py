"""What is heard of a site with a feed: each post once whatever its publisher does, its edits, its comments."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime

import msgspec
import pytest

from palabre.errors import SourceError, SourceRefused
from palabre.model import Deletion
from palabre.sources import Named
from palabre.sources._article import check_articles
from tests.conftest import require
from tests.sources.rss.world import HOME, HOST, BlogWorld, world
from tests.sources.site import Answered, posts, read

pytestmark = pytest.mark.anyio


def require_articles() -> None:
    try:
        check_articles()
        found = True
    except SourceRefused:
        found = False
    require("trafilatura", found, "pip install 'palabre[articles]'")


@pytest.fixture
async def blog() -> BlogWorld:
    async with world() as made:
        return made


async def test_a_home_page_is_enough_and_its_comments_are_not_taken_for_its_feed(blog: BlogWorld) -> None:
    await blog.post("Samedi.")
    source = blog.source(address=HOST)

    assert (await source.settled())["address"] == f"{HOME}feed/"
    tested = await source.test()
    assert (tested.title, tested.posts) == (f"Le journal ({HOME}feed/)", 1)


async def test_a_feed_is_found_where_sites_usually_have_theirs(blog: BlogWorld) -> None:
    await blog.post("Samedi.")
    blog.pages["/"] = Answered.of("<html><body>Bonjour</body></html>", "text/html")

    assert (await blog.source(address=HOME).settled())["address"] == f"{HOME}feed/"


async def test_a_site_without_a_feed_is_refused(blog: BlogWorld) -> None:
    blog.pages |= {"/": Answered.of("<html><body>Bonjour</body></html>", "text/html"), "/feed/": Answered(status=404)}

    with pytest.raises(SourceRefused, match="feed-not-found"):
        await blog.source(address=HOME).settled()


async def test_a_post_is_given_once_and_again_when_it_changes(blog: BlogWorld) -> None:
    first = await blog.post("Samedi.", author="Ada")
    pages, cursor = await read(blog.source())
    (post,) = posts(pages)
    assert (post.native_id, post.text, post.kind, post.instance) == (first, "Samedi.", "article", HOST)
    assert (post.actor.native_id if post.actor else "") == f"ada@{HOST}"
    assert (post.lang_declared, post.edited_at, post.root) == ("fr-FR", None, first)

    pages, cursor = await read(blog.source(), cursor)
    assert posts(pages) == []
    await blog.edit(first, "Dimanche.")
    pages, cursor = await read(blog.source(), cursor)
    (edited,) = posts(pages)
    assert (edited.native_id, edited.text, edited.edited_at) == (first, "Dimanche.", blog.now)
    assert edited.created_at == post.created_at


async def test_new_guids_do_not_make_new_posts(blog: BlogWorld) -> None:
    ids = [await blog.post(f"Le jour {number}.") for number in range(3)]
    _, cursor = await read(blog.source())
    for one in blog.written.values():
        one.guid = f"urn:moved:{one.number}"
    blog.tick()

    pages, cursor = await read(blog.source(), cursor)
    assert posts(pages) == []
    await blog.edit(ids[1], "Le jour d'après.")
    pages, _ = await read(blog.source(), cursor)
    assert [(post.native_id, post.text) for post in posts(pages)] == [(ids[1], "Le jour d'après.")]


async def test_new_guids_and_new_addresses_do_not_make_new_posts_of_the_same_titles_and_dates(blog: BlogWorld) -> None:
    await blog.post("Le marché ouvre.")
    blog.written[1].title = "Le marché"
    _, cursor = await read(blog.source())
    blog.written[1].guid, blog.written[1].link = "urn:moved:1", f"https://{HOST}/articles/marche?utm_source=rss"

    pages, _ = await read(blog.source(), cursor)

    assert posts(pages) == []


async def test_a_guid_that_changes_its_scheme_is_the_same(blog: BlogWorld) -> None:
    await blog.post("Samedi.")
    blog.written[1].guid = f"https://www.{HOST}/?p=1"
    _, cursor = await read(blog.source())
    blog.written[1].guid, blog.written[1].link = f"http://{HOST}/?p=1", f"https://{HOST}/autre"

    assert posts((await read(blog.source(), cursor))[0]) == []


async def test_one_title_at_two_dates_is_two_posts(blog: BlogWorld) -> None:
    await blog.post("Tout roule.")
    _, cursor = await read(blog.source())
    blog.tick(days=1)
    other = await blog.post("Tout roule.")
    del blog.written[1]

    pages, _ = await read(blog.source(), cursor)

    assert [post.native_id for post in posts(pages)] == [other]


async def test_one_guid_for_all_entries_does_not_make_them_one(blog: BlogWorld) -> None:
    for number in range(3):
        await blog.post(f"Le jour {number}.")
    for one in blog.written.values():
        one.guid = "le-journal"

    pages, _ = await read(blog.source())

    assert len({post.native_id for post in posts(pages)}) == 3


async def test_what_leaves_the_feed_is_not_taken_away(blog: BlogWorld) -> None:
    await blog.post("Samedi.")
    _, cursor = await read(blog.source())
    blog.written.clear()

    pages, _ = await read(blog.source(), cursor)

    assert [record for page in pages for record in page.records] == []


async def test_a_date_to_come_is_brought_back_and_says_so(blog: BlogWorld) -> None:
    await blog.post("Demain.")
    said = blog.written[1].at = blog.now + timedelta(days=1)
    pages, cursor = await read(blog.source())
    (post,) = posts(pages)
    assert post.created_at == blog.now
    assert msgspec.json.decode(post.extra or "") == {"date": "future", "date_said": said.isoformat()}

    now = post.created_at
    blog.tick(hours=2)
    await blog.edit(f"{HOST}/?p=1", "Après-demain.")
    pages, _ = await read(blog.source(), cursor)
    assert [one.created_at for one in posts(pages)] == [now]


async def test_a_feed_that_has_not_changed_is_not_sent_again(blog: BlogWorld) -> None:
    blog.given = {"address": f"{HOME}feed/"}
    await blog.post("Samedi.")
    _, cursor = await read(blog.source())
    mark = blog.answer(blog.asked[-1]).headers["etag"]
    blog.paths()

    pages, cursor = await read(blog.source(), cursor)
    assert [page.heard for page in pages] == [0]
    assert blog.asked[-1].headers["if-none-match"] == mark

    blog.tick(hours=7)
    pages, _ = await read(blog.source(), cursor)
    assert "if-none-match" not in blog.asked[-1].headers
    assert [page.heard for page in pages] == [0]


async def test_a_mark_dated_tomorrow_is_not_sent_back(blog: BlogWorld) -> None:
    blog.given = {"address": f"{HOME}feed/"}
    blog.headers = {"last-modified": format_datetime(blog.now + timedelta(days=9), usegmt=True)}
    _, cursor = await read(blog.source())

    await read(blog.source(), cursor)

    assert "if-modified-since" not in blog.asked[-1].headers


async def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(blog: BlogWorld) -> None:
    blog.given = {"address": "https://journal.example/old"}
    blog.pages["/old"] = Answered(status=301, headers={"location": "/feed/"})
    first = await blog.post("Samedi.")
    pages, cursor = await read(blog.source())
    assert [post.native_id for post in posts(pages)] == [first]
    blog.paths()

    await read(blog.source(), cursor)

    assert blog.paths() == ["/feed/"]


async def test_a_feed_sent_elsewhere_for_now_is_asked_where_it_was(blog: BlogWorld) -> None:
    blog.given = {"address": "https://journal.example/old"}
    blog.pages["/old"] = Answered(status=302, headers={"location": "/feed/"})
    _, cursor = await read(blog.source())
    blog.paths()

    await read(blog.source(), cursor)

    assert blog.paths() == ["/old", "/feed/"]


async def test_a_feed_that_is_gone_for_good_is_refused_and_one_that_is_missing_is_asked_again(blog: BlogWorld) -> None:
    blog.pages["/feed/"] = Answered(status=410)
    with pytest.raises(SourceRefused, match="feed-gone"):
        await read(blog.source())

    blog.pages["/feed/"] = Answered(status=404)
    with pytest.raises(SourceError, match="feed-missing") as missing:
        await read(blog.source())
    assert not isinstance(missing.value, SourceRefused)


@pytest.mark.parametrize(
    ("more", "headers", "minutes"),
    [
        ("<ttl>90</ttl>", {}, 90),
        ("", {"cache-control": "public, max-age=1800"}, 30),
        ("", {"cache-control": "max-age=864000"}, 24 * 60),
        ("<ttl>60</ttl><skipHours><hour>11</hour><hour>12</hour></skipHours>", {}, 179),
    ],
)
async def test_a_feed_is_left_alone_as_long_as_it_asks(
    blog: BlogWorld, more: str, headers: dict[str, str], minutes: int
) -> None:
    blog.more, blog.headers, blog.given = more, headers, {"address": f"{HOME}feed/"}
    await blog.post("Samedi.")
    blog.tick(seconds=59)
    _, cursor = await read(blog.source())
    blog.paths()

    blog.tick(minutes=minutes - 1)
    await read(blog.source(), cursor)
    assert blog.paths() == []
    blog.tick(minutes=1)
    await read(blog.source(), cursor)
    assert blog.paths() == ["/feed/"]


async def test_comments_are_below_what_they_answer(blog: BlogWorld) -> None:
    article = await blog.post("Samedi.")
    first = await blog.post("À quelle heure ?", author="Ali", reply_to=article)
    second = await blog.post("Dès huit heures.\n\nÀ samedi.", author="Zoé", reply_to=first)

    pages, cursor = await read(blog.source())

    found = {post.native_id: post for post in posts(pages)}
    assert list(found) == [article, first, second]
    assert [(one.kind, one.reply_to, one.root) for one in found.values()] == [
        ("article", None, article),
        ("comment", article, article),
        ("comment", first, article),
    ]
    assert "réponse" not in found[second].text
    third = await blog.post("Merci.", reply_to=second)
    pages, _ = await read(blog.source(), cursor)
    assert [post.native_id for post in posts(pages)] == [article, third]


async def test_without_a_feed_of_all_comments_those_of_each_post_are_read_when_their_count_changes(
    blog: BlogWorld,
) -> None:
    blog.pages["/"] = Answered.of("<html><body>Bonjour</body></html>", "text/html")
    article = await blog.post("Samedi.")
    await blog.post("Dimanche.")
    first = await blog.post("À quelle heure ?", reply_to=article)

    pages, cursor = await read(blog.source())
    assert [post.native_id for post in posts(pages)][-1] == first
    blog.paths()
    await read(blog.source(), cursor)
    assert blog.paths() == ["/feed/"]


async def test_a_thread_tells_the_comments_of_a_post_or_that_its_page_is_gone(blog: BlogWorld) -> None:
    article = await blog.post("Samedi.")
    first = await blog.post("À quelle heure ?", reply_to=article)
    named = Named(native_id=article, root=article, url=f"{HOME}2026/1/")

    page = await blog.source().thread(named)
    assert page is not None
    assert [post.native_id for post in posts([page])] == [first]
    blog.written[1].is_gone = True
    gone = await blog.source().thread(named)
    assert gone is not None
    assert [(type(one), getattr(one, "native_id", "")) for one in gone.records] == [(Deletion, article)]


async def test_whole_articles_are_read_on_their_pages_when_asked(blog: BlogWorld) -> None:
    require_articles()
    await blog.post("Samedi.")
    await blog.post("Dimanche.")
    blog.pages["/2026/2/"] = Answered(status=403)

    pages, _ = await read(blog.source(full_text="yes"))

    whole, own = posts(pages)
    assert "que le flux ne dit pas" in whole.text
    assert "Menu" not in whole.text
    assert own.text == "Dimanche."


async def test_what_robots_are_asked_to_leave_alone_is_left_alone(
    blog: BlogWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    await blog.post("Samedi.")
    monkeypatch.setattr("palabre.sources.rss.check_articles", lambda: None)
    rules = Answered(body=b"User-agent: *\nDisallow: /2026/\n", headers={"content-type": "text/plain"})
    monkeypatch.setattr(blog, "robots", lambda: rules)

    pages, _ = await read(blog.source(full_text="yes"))

    assert [post.text for post in posts(pages)] == ["Samedi."]
    assert blog.paths()[0] == "/feed/"
    monkeypatch.setattr(blog, "robots", lambda: Answered(body=b"User-agent: *\nDisallow: /feed/\n"))
    with pytest.raises(SourceRefused, match="source-robots-say-no"):
        await read(blog.source())


async def test_a_reading_cut_between_two_pages_goes_on_where_it_was(blog: BlogWorld) -> None:
    ids = [await blog.post(f"Le jour {number}.") for number in range(120)]
    blog.given = {"address": f"{HOME}feed/"}
    pages = blog.source().pages(None)
    first = await anext(pages)

    rest, cursor = await read(blog.source(), first.cursor)

    assert [post.native_id for post in posts([first, *rest])] == ids
    assert len(first.records) < len(ids)
    assert posts((await read(blog.source(), cursor))[0]) == []
