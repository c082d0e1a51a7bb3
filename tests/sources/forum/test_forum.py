"""What is heard of a forum: its threads by their feed, their posts by what their pages say of themselves."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from palabre.model import Deletion, Metrics
from palabre.sources import Named
from palabre.sources._forum_addresses import post_id, thread_id
from palabre.sources._forum_page import thread_in
from tests.sources.forum.world import HOME, HOST, ForumWorld, world
from tests.sources.site import posts, read

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
async def forum() -> ForumWorld:
    async with world() as made:
        return made


async def test_the_posts_of_a_thread_are_heard_with_who_said_them_and_their_counts(forum: ForumWorld) -> None:
    first = await forum.post("Quel fromage ?", author="Ada")
    opened_at = forum.now
    second = await forum.post("Le comté.", author="Ali", reply_to=first)
    forum.threads[1].messages[1].likes = 3

    pages, cursor = await read(forum.source())

    opening, answer = posts(pages)
    assert (opening.native_id, opening.kind, opening.title, opening.created_at) == (
        first,
        "post",
        "Le fil 1",
        opened_at,
    )
    assert opening.metrics == Metrics(likes=0, replies=1)
    assert (answer.native_id, answer.kind, answer.text) == (second, "reply", "Le comté.")
    assert (answer.reply_to, answer.root, answer.metrics) == (first, first, Metrics(likes=3))
    assert answer.actor is not None
    assert (answer.actor.native_id, answer.actor.handle) == (f"ali@{HOST}", "Ali")
    third = await forum.post("Ou le morbier.", reply_to=first)
    pages, cursor = await read(forum.source(), cursor)
    assert third in [post.native_id for post in posts(pages)]
    assert posts((await read(forum.source(), cursor))[0]) == []


async def test_a_forum_whose_pages_say_nothing_is_heard_by_its_feed_alone(forum: ForumWorld) -> None:
    forum.tells = False
    first = await forum.post("Quel fromage ?")
    await forum.post("Le comté.", reply_to=first)

    pages, _ = await read(forum.source())

    assert [(post.native_id, post.kind, post.text) for post in posts(pages)] == [(first, "post", "Quel fromage ?")]
    assert await forum.source().thread(Named(native_id=first, url=f"{HOME}threads/le-fil.1/")) is None


async def test_a_long_thread_is_read_from_its_first_page_and_its_last_ones(forum: ForumWorld) -> None:
    forum.size = 2
    first = await forum.post("Quel fromage ?")
    answers = [await forum.post(f"Réponse {number}.", reply_to=first) for number in range(5)]
    named = Named(native_id=first, url=f"{HOME}threads/le-fil.1/")

    page = await forum.source().thread(named)

    assert page is not None
    assert {post.native_id for post in posts([page])} == {first, *answers}
    pages, _ = await read(forum.source())
    assert {post.native_id for post in posts(pages)} == {first, answers[0], *answers[3:]}


async def test_a_thread_whose_page_is_gone_is_deleted(forum: ForumWorld) -> None:
    first = await forum.post("Quel fromage ?")
    await forum.delete(first)

    page = await forum.source().thread(Named(native_id=first, url=f"{HOME}threads/le-fil.1/"))

    assert page is not None
    assert [one.native_id for one in page.records if isinstance(one, Deletion)] == [first]


async def test_a_forum_is_found_by_its_home_page(forum: ForumWorld) -> None:
    await forum.post("Quel fromage ?")

    assert (await forum.source(address=HOST).settled())["address"] == f"{HOME}forums/-/index.rss"


async def test_answers_of_a_feed_of_posts_are_below_their_thread(
    forum: ForumWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Le forum</title>
    <entry><author><name>Ali</name></author><updated>2026-03-02T09:00:00+00:00</updated>
    <published>2026-03-02T09:00:00+00:00</published><id>https://forum.example/viewtopic.php?t=12&amp;p=34#p34</id>
    <link href="https://forum.example/viewtopic.php?t=12&amp;p=34#p34"/><title type="html">Cave • Re: Le comté</title>
    <content type="html">Bien affiné.&lt;p&gt;Statistiques : Posté par Ali&lt;/p&gt;</content></entry></feed>"""
    monkeypatch.setattr(forum, "feed", lambda: feed)

    pages, _ = await read(forum.source())

    (post,) = posts(pages)
    assert (post.native_id, post.kind, post.root, post.reply_to) == (
        f"{HOST}/p/34",
        "reply",
        f"{HOST}/t/12",
        f"{HOST}/t/12",
    )


MICRODATA = """
<div itemscope itemtype="https://schema.org/DiscussionForumPosting" itemid="/topic/7-le-comte/">
 <meta itemprop="headline" content="Le comt&eacute;"><link itemprop="url" href="/topic/7-le-comte/">
 <span itemprop="author" itemscope itemtype="https://schema.org/Person">
  <a href="/profile/1-ada/" itemprop="url"><span itemprop="name">Ada</span></a></span>
 <time itemprop="datePublished" datetime="2026-03-02T08:00:00Z">hier</time>
 <div itemprop="text"><p>Quel <b>comté</b> ?<br>Vieux ou jeune<p>Merci</div>
 <div itemprop="interactionStatistic" itemscope itemtype="https://schema.org/InteractionCounter">
  <meta itemprop="interactionType" content="https://schema.org/ViewAction">
  <meta itemprop="userInteractionCount" content="1,204"></div>
 <article itemprop="comment" itemscope itemtype="https://schema.org/Comment">
  <a itemprop="url" href="/topic/7-le-comte/?do=findComment&comment=81#comment-81">#2</a>
  <b itemprop="author">Ali</b><time itemprop="dateCreated" datetime="2026-03-02T09:00:00+01:00">
  <div itemprop="text">Le <a href="/cave">vieux</a>.</div><meta itemprop="upvoteCount" content="4">
  <div itemprop="comment" itemscope itemtype="https://schema.org/Comment">
   <link itemprop="url" href="#comment-82"><b itemprop="author">Zoé</b>
   <meta itemprop="datePublished" content="2026-03-02T10:00:00Z"><p itemprop="text">Non, le jeune.</p></div>
 </article>
</div>
"""


def test_microdata_say_as_much_as_json() -> None:
    page = thread_in(MICRODATA, f"{HOME}topic/7-le-comte/", site=HOST, now=NOW)

    opening, first, second = page.posts
    assert (opening.native_id, opening.title, opening.text) == (
        f"{HOST}/t/7",
        "Le comté",
        "Quel comté ?\nVieux ou jeune\n\nMerci",
    )
    assert opening.metrics == Metrics(views=1204)
    assert (first.native_id, first.text, first.links) == (f"{HOST}/p/81", "Le vieux.", ())
    assert (first.metrics, first.created_at.hour) == (Metrics(likes=4), 8)
    assert (second.native_id, second.reply_to, second.root) == (f"{HOST}/p/82", f"{HOST}/p/81", f"{HOST}/t/7")
    assert [post.actor.handle for post in page.posts if post.actor] == ["Ada", "Ali", "Zoé"]


@pytest.mark.parametrize(
    ("address", "thread", "post"),
    [
        ("https://forum.example/threads/le-fil.12/page-3#post-345", "forum.example/t/12", "forum.example/p/345"),
        ("https://forum.example/threads/12/post-345", "forum.example/t/12", "forum.example/p/345"),
        ("https://forum.example/index.php?threads/le-fil.12/", "forum.example/t/12", ""),
        ("https://forum.example/posts/345/", "", "forum.example/p/345"),
        (
            "https://www.forum.example/bb/viewtopic.php?f=2&t=12&start=20#p345",
            "forum.example/bb/t/12",
            "forum.example/bb/p/345",
        ),
        ("https://forum.example/viewtopic.php?p=345#p345", "", "forum.example/p/345"),
        ("https://forum.example/viewtopic.php?id=12&p=2", "forum.example/t/12", ""),
        ("https://forum.example/viewtopic.php?pid=345#p345", "", "forum.example/p/345"),
        ("https://forum.example/showthread.php?t=12&goto=newpost", "forum.example/t/12", ""),
        ("https://forum.example/showthread.php?12-Le-fil&p=345#post345", "forum.example/t/12", "forum.example/p/345"),
        ("https://forum.example/index.php?topic=12.msg345#msg345", "forum.example/t/12", "forum.example/p/345"),
        ("https://forum.example/index.php?topic=12.20", "forum.example/t/12", ""),
        ("https://forum.example/index.php/topic,12.msg345.html", "forum.example/t/12", "forum.example/p/345"),
        (
            "https://forum.example/topic/12-le-fil/?do=findComment&comment=345",
            "forum.example/t/12",
            "forum.example/p/345",
        ),
        ("https://forum.example/d/12-le-fil/4", "forum.example/t/12", ""),
        ("https://forum.example/showthread.php?tid=12&pid=345#pid345", "forum.example/t/12", "forum.example/p/345"),
        ("https://forum.example/a-propos", "", ""),
    ],
)
def test_the_many_addresses_of_a_post_are_one(address: str, thread: str, post: str) -> None:
    assert (thread_id(address, "forum.example"), post_id(address, "forum.example")) == (thread, post)


@pytest.mark.parametrize(
    "page",
    [
        '<script type="application/ld+json">{"@type": "DiscussionForumPosting", "comment": [[[',
        '<script type="application/ld+json">' + '{"comment":' * 5_000 + "</script>",
        "<div itemscope itemprop=comment itemtype=Comment>" * 3_000,
        '<div itemscope itemtype="https://schema.org/DiscussionForumPosting"><p itemprop="text">' + "<p>" * 9_000,
        "<a href='/threads/x.1/page-99999999999999999999'>",
        "\x00<\xff>" * 500,
    ],
)
def test_pages_of_any_kind_are_read_without_a_fault(page: str) -> None:
    assert thread_in(page, f"{HOME}threads/x.1/", site=HOST, now=NOW).posts == ()
