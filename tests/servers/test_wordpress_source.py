"""A real WordPress, listened to through its REST interface and through its feeds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from palabre.model import Deletion, Metrics, Post
from palabre.sources import Http, Named
from palabre.sources._budget import Budgets
from palabre.sources._wordpress_asking import Rest
from palabre.sources.rss import Rss
from palabre.sources.wordpress import WordPress as Source
from tests.sources.site import posts, read

if TYPE_CHECKING:
    from palabre.sources import Page
    from tests.servers.wordpress import WordPress

pytestmark = [pytest.mark.servers, pytest.mark.anyio]
ALI = ("Ali", "ali@example.org")
ZOE = ("Zoé", "zoe@example.org")


@dataclass(slots=True)
class Clock:
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.at

    def later(self, **more: float) -> None:
        self.at += timedelta(**more)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def http(clock: Clock) -> Http:
    return Http(contact="test", now=clock, budgets=Budgets(pause_seconds=0), private=("127.0.0.1",))


def source(site: WordPress, clock: Clock, **given: str) -> Source:
    return Source({"address": site.address, **given}, http(clock))


def feed(site: WordPress, clock: Clock, **given: str) -> Rss:
    return Rss({"address": site.feed, "comments": "yes", **given}, http(clock))


def site_of(site: WordPress) -> str:
    return site.address.removeprefix("http://")


def shape(post: Post) -> tuple[object, ...]:
    """What a post is, its ids aside: new sites write pretty GUIDs, which the interface does not tell of comments."""
    mark = (post.reply_to or "").rpartition("#")[2] if "#" in (post.reply_to or "") else ""
    return post.network, post.text, post.title or "", post.kind, mark, post.actor.native_id if post.actor else ""


def deletions(page: Page | None) -> list[str]:
    return [one.native_id for one in page.records if isinstance(one, Deletion)] if page else []


async def test_a_site_is_found_by_its_home_page(wordpress: WordPress, clock: Clock) -> None:
    wordpress.publish("Le marché", "Samedi.")
    given = source(wordpress, clock, address=f"{wordpress.address}/")

    assert (await given.settled())["address"] == wordpress.address
    tested = await given.test()
    assert (tested.posts, bool(tested.title)) == (1, True)


async def test_posts_and_threaded_comments_are_heard_once(wordpress: WordPress, clock: Clock) -> None:
    yesterday = clock.at.replace(microsecond=0) - timedelta(days=1)
    number = wordpress.publish(
        "L&rsquo;été &amp; le marché", "<p>Samedi.</p>", date=yesterday, author="Camille Roy", tags=["Marché"]
    )
    first = wordpress.comment(number, "À quelle heure ?", *ALI)
    second = wordpress.comment(number, "Dès huit heures.", *ZOE, parent=first)
    clock.later(seconds=5)

    pages, cursor = await read(source(wordpress, clock))

    article, one, two = posts(pages)
    root = f"{site_of(wordpress)}/?p={number}"
    assert (article.native_id, article.title, article.text) == (root, "L’été & le marché", "Samedi.")
    assert (article.created_at, "marché" in article.tags) == (yesterday, True)
    assert article.actor is not None
    assert article.actor.handle == "Camille Roy"
    assert (one.native_id, one.kind, one.reply_to, one.root) == (f"{root}#comment-{first}", "comment", root, root)
    assert (two.native_id, two.reply_to, two.text) == (f"{root}#comment-{second}", one.native_id, "Dès huit heures.")
    assert posts((await read(source(wordpress, clock), cursor))[0]) == []


async def test_its_feeds_give_the_same_posts_below_each_other(
    wordpress: WordPress, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = wordpress.publish("Le marché", "<p>Samedi.</p>", author="Camille Roy", tags=["Marché"])
    first = wordpress.comment(number, "À quelle heure ?", *ALI)
    wordpress.comment(number, "Dès huit heures.", *ZOE, parent=first)
    clock.later(minutes=1)
    told = posts((await read(source(wordpress, clock)))[0])

    async def nothing(*_: object) -> None:
        return None

    monkeypatch.setattr(Rest, "of", nothing)
    by_feed = posts((await read(source(wordpress, clock)))[0])

    assert sorted(map(shape, by_feed)) == sorted(map(shape, told))
    assert len({post.root for post in by_feed}) == 1


async def test_an_edit_is_heard_and_keeps_the_date_of_its_post(wordpress: WordPress, clock: Clock) -> None:
    published = clock.at.replace(microsecond=0) - timedelta(hours=3)
    number = wordpress.publish("Le marché", "Samedi.", date=published)
    _, cursor = await read(source(wordpress, clock))
    wordpress.edit_post(number, content="Dimanche.")
    clock.later(seconds=30)

    (edited,) = posts((await read(source(wordpress, clock), cursor))[0])

    assert (edited.text, edited.created_at) == ("Dimanche.", published)
    assert edited.edited_at is not None


async def test_a_post_published_with_an_older_date_is_heard(wordpress: WordPress, clock: Clock) -> None:
    wordpress.publish("Le marché", "Samedi.")
    _, cursor = await read(source(wordpress, clock))
    old = wordpress.publish("L'an dernier", "Déjà.", date=clock.at - timedelta(days=365))
    clock.later(minutes=61)

    found = posts((await read(source(wordpress, clock), cursor))[0])

    assert [post.native_id for post in found] == [f"{site_of(wordpress)}/?p={old}"]


async def test_a_thread_tells_its_counts_and_what_is_in_the_bin(wordpress: WordPress, clock: Clock) -> None:
    number = wordpress.publish("Le marché", "Samedi.")
    first = wordpress.comment(number, "À quelle heure ?", *ALI)
    second = wordpress.comment(number, "Dès huit heures.", *ZOE, parent=first)
    root = f"{site_of(wordpress)}/?p={number}"
    clock.later(minutes=1)

    page = await source(wordpress, clock).thread(Named(native_id=root))
    assert page is not None
    assert [post.metrics for post in posts([page])] == [Metrics(replies=2), None, None]
    wordpress.trash_comment(first)
    assert deletions(await source(wordpress, clock).thread(Named(native_id=root))) == [f"{root}#comment-{first}"]
    wordpress.delete_comment(second)
    named = Named(native_id=f"{root}#comment-{second}", root=root)
    assert deletions(await source(wordpress, clock).thread(named)) == [named.native_id]
    wordpress.trash_post(number)
    assert deletions(await source(wordpress, clock).thread(Named(native_id=root))) == [root]


async def test_what_is_taken_away_edited_or_let_through_late_is_heard_within_the_hour(
    wordpress: WordPress, clock: Clock
) -> None:
    kept, gone = wordpress.publish("Le marché", "Samedi."), wordpress.publish("Annulé", "Non.")
    first = wordpress.comment(kept, "À quelle heure ?", *ALI)
    second = wordpress.comment(kept, "Moi aussi.", *ZOE)
    _, cursor = await read(source(wordpress, clock))
    late = wordpress.comment(kept, "En retard.", *ZOE, date=clock.at - timedelta(hours=5))
    wordpress.delete_post(gone)
    wordpress.trash_comment(first)
    wordpress.edit_comment(second, content="Moi non plus.")
    clock.later(minutes=61)

    pages, cursor = await read(source(wordpress, clock), cursor)

    root = f"{site_of(wordpress)}/?p="
    gone_ids = {name for page in pages for name in deletions(page)}
    assert gone_ids == {f"{root}{gone}", f"{root}{kept}#comment-{first}"}
    said = {post.native_id: (post.text, post.edited_at is not None) for post in posts(pages)}
    assert said == {
        f"{root}{kept}#comment-{late}": ("En retard.", False),
        f"{root}{kept}#comment-{second}": ("Moi non plus.", True),
    }
    pages, _ = await read(source(wordpress, clock), cursor)
    assert [record for page in pages for record in page.records] == []


async def test_plain_addresses_are_asked_as_they_are(wordpress: WordPress, clock: Clock) -> None:
    number = wordpress.publish("Le marché", "Samedi.")
    clock.later(minutes=1)
    plain = Rest(http(clock), f"{wordpress.address}/?rest_route=/")

    listed = await plain.listed("posts", lambda body: ([body.decode()], 0), per_page=1)

    assert f'"id":{number}' in listed.found[0]
    assert listed.total == 1


async def test_the_feed_answers_unchanged_until_it_is_asked_for_whole(wordpress: WordPress, clock: Clock) -> None:
    now = clock.at.replace(microsecond=0)
    wordpress.publish("Le marché", "Samedi.", date=now - timedelta(hours=2))
    pages, cursor = await read(feed(wordpress, clock))
    assert len(posts(pages)) == 1
    wordpress.publish("La veille", "Vendredi.", date=now - timedelta(hours=26))

    clock.later(minutes=61)
    pages, cursor = await read(feed(wordpress, clock), cursor)
    assert posts(pages) == []
    clock.later(hours=7)
    pages, _ = await read(feed(wordpress, clock), cursor)
    assert [post.title for post in posts(pages)] == ["La veille"]
