"""The WordPress of the tests answers as a site of a town paper does: feeds, comments, REST, and what it hides."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import httpx2
import pytest

if TYPE_CHECKING:
    from tests.servers.wordpress import WordPress

pytestmark = pytest.mark.servers
MORNING = datetime(2026, 1, 5, 9, tzinfo=UTC)
ALI = ("Ali", "ali@example.org")
ZOE = ("Zoé", "zoe@example.org")
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


def get(address: str, **headers: str) -> httpx2.Response:
    return httpx2.get(address, headers=headers, timeout=60, trust_env=False)


def items(address: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(get(address).raise_for_status().content).findall(".//item")  # noqa: S314


def test_a_post_is_in_the_feed_with_who_wrote_it_when_and_under_which_words(wordpress: WordPress) -> None:
    wordpress.publish(
        "Le marché", "<p>Samedi.</p>", date=MORNING, author="Camille Roy", tags=["marché"], categories=["Vie locale"]
    )

    (item,) = items(wordpress.feed)

    assert (item.findtext("title"), item.findtext(CREATOR)) == ("Le marché", "Camille Roy")
    assert item.findtext("pubDate") == "Mon, 05 Jan 2026 09:00:00 +0000"
    assert {one.text for one in item.findall("category")} == {"marché", "Vie locale"}


def test_a_reply_is_in_the_feed_of_comments_and_below_its_parent_in_rest(wordpress: WordPress) -> None:
    post = wordpress.publish("Le marché", "Samedi.", date=MORNING)
    first = wordpress.comment(post, "À quelle heure ?", *ALI, date=MORNING)
    second = wordpress.comment(post, "Dès huit heures.", *ZOE, parent=first)

    assert [item.findtext(CREATOR) for item in items(wordpress.comment_feed)] == ["Zoé", "Ali"]
    told = get(f"{wordpress.address}/wp-json/wp/v2/comments?post={post}").json()
    assert [(one["id"], one["parent"]) for one in told] == [(second, first), (first, 0)]


def test_rest_tells_its_totals_and_refuses_a_page_past_the_last(wordpress: WordPress) -> None:
    for number in range(5):
        wordpress.publish(f"Post {number}", "Texte.")
    posts = f"{wordpress.address}/wp-json/wp/v2/posts?per_page=2"

    last = get(f"{posts}&page=3")

    assert (last.headers["X-WP-Total"], last.headers["X-WP-TotalPages"], len(last.json())) == ("5", "3", 1)
    assert get(f"{posts}&page=4").status_code == 400


def test_a_feed_read_again_is_unchanged_until_a_post_is_edited(wordpress: WordPress) -> None:
    post = wordpress.publish("Le marché", "Samedi.", date=MORNING)
    etag = get(wordpress.feed).headers["ETag"]

    assert get(wordpress.feed, **{"If-None-Match": etag}).status_code == 304
    wordpress.edit_post(post, content="Dimanche.")
    again = get(wordpress.feed, **{"If-None-Match": etag})
    assert again.status_code == 200
    assert "Dimanche." in again.text


def test_an_older_post_published_later_hides_behind_the_same_etag(wordpress: WordPress) -> None:
    wordpress.publish("Le marché", "Samedi.", date=MORNING)
    etag = get(wordpress.feed).headers["ETag"]
    wordpress.publish("La veille", "Vendredi.", date=MORNING.replace(day=4))

    assert get(wordpress.feed, **{"If-None-Match": etag}).status_code == 304
    assert len(items(wordpress.feed)) == 2


def test_what_is_binned_is_refused_and_what_is_taken_away_is_unknown(wordpress: WordPress) -> None:
    post = wordpress.publish("Le marché", "Samedi.", date=MORNING)
    comment = wordpress.comment(post, "À quelle heure ?", *ALI)
    rest = f"{wordpress.address}/wp-json/wp/v2"

    wordpress.trash_comment(comment)
    assert get(f"{rest}/comments/{comment}").status_code == 401
    wordpress.delete_comment(comment)
    assert get(f"{rest}/comments/{comment}").status_code == 404
    wordpress.trash_post(post)
    assert get(f"{rest}/posts/{post}").status_code == 401
    assert get(f"{wordpress.address}/2026/01/le-marche/").status_code == 404
    wordpress.delete_post(post)
    assert get(f"{rest}/posts/{post}").status_code == 404


def test_the_home_page_says_where_its_feeds_are(wordpress: WordPress) -> None:
    page = get(wordpress.address).text

    assert f'type="application/rss+xml" title="La place du village &raquo; Feed" href="{wordpress.feed}"' in page
    assert f'href="{wordpress.comment_feed}"' in page


def test_each_test_finds_the_site_as_new(wordpress: WordPress) -> None:
    assert items(wordpress.feed) == []
    assert get(f"{wordpress.address}/wp-json/wp/v2/comments").json() == []
