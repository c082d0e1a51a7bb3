"""Posts of X captured in a browser are the same as through its API."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from palabre.model import Media, Metrics, Post

from .reading import posts, read, reasons, written

SAMPLE = Path(__file__).parent / "zeeschuimer-x" / "sample.ndjson"
FIRST = "1900000000000000000"


@pytest.fixture(scope="module")
def found() -> dict[str, Post]:
    return {post.native_id: post for post in posts(read(SAMPLE))}


def test_a_repost_gives_its_original_too_and_has_its_text(found: dict[str, Post]) -> None:
    first, repost = found[FIRST], found["1900000000000000010"]

    assert first.text == "La tomme & le reste https://t.co/a #LaitCru"
    assert (first.links, first.tags) == (("https://exemple.org/tomme",), ("laitcru",))
    assert first.media == (Media(kind="image", url="https://exemple.org/t.jpg", alt="Une tomme"),)
    assert first.metrics == Metrics(likes=3, reposts=2, replies=1, quotes=0, views=420)
    assert (repost.kind, repost.text, repost.repost_of, repost.repost_of_actor) == (
        "repost",
        first.text,
        FIRST,
        "ana_caves",
    )
    assert repost.observed_at == datetime(2025, 3, 14, 11, tzinfo=UTC)


def test_replies_and_quotes_name_what_they_are_about(found: dict[str, Post]) -> None:
    reply, quote, lost = (found[f"19000000000000000{number}"] for number in (20, 30, 40))

    assert (reply.kind, reply.reply_to, reply.reply_to_actor, reply.root) == ("reply", FIRST, "ana_caves", FIRST)
    assert (quote.kind, quote.quote_of, quote.quote_of_actor) == ("quote", FIRST, "ana_caves")
    assert quote.text == "À lire, en entier et sans hâte"
    assert (lost.kind, lost.quote_of, lost.quote_of_actor) == ("quote", "1900000000000000041", None)
    assert quote.actor is not None
    assert (quote.actor.native_id, quote.actor.display_name, quote.actor.followers) == ("lou", "Lou", 12)


def test_the_api_gives_the_same_post(tmp_path: Path, found: dict[str, Post]) -> None:
    tweet = {"id": "1900000000000000020", "text": "@Ana_Caves bravo", "author_id": "11", "lang": "fr"}
    tweet |= {"created_at": "2025-03-14T10:00:00.000Z", "conversation_id": FIRST, "in_reply_to_user_id": "10"}
    more = {
        "referenced_tweets": [{"type": "replied_to", "id": FIRST}],
        "entities": {"mentions": [{"username": "Ana_Caves", "id": "10"}]},
        "public_metrics": {"like_count": 3, "retweet_count": 2, "reply_count": 1, "quote_count": 0},
    }
    users = [{"id": "11", "username": "lou"}, {"id": "10", "username": "Ana_Caves"}]
    page = {"data": [{**tweet, **more}], "includes": {"users": users}}
    (twin,) = posts(read(written(tmp_path, json.dumps(page), "a.json")))
    post = found["1900000000000000020"]
    assert post.actor is not None
    assert twin.actor is not None

    assert post.actor.native_id == twin.actor.native_id
    assert replace(post, actor=None, observed_at=None, metrics=None) == replace(
        twin, actor=None, observed_at=None, metrics=None
    )


def test_what_is_no_post_is_refused() -> None:
    assert reasons(read(SAMPLE)) == [(5, "no-date"), (6, "not-posts")]
