"""Records of Bluesky, streamed and as its API shows them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from palabre.imports import open_import
from palabre.model import Deletion, Interaction, Media, Metrics, Post, Record
from palabre.sources._bluesky_records import moment_of_tid

from .reading import NOW, actors, ids, posts, read, reasons, written

HERE = Path(__file__).parent
STREAM = HERE / "bluesky-jetstream" / "sample.jsonl"
ANA, LOU = "did:plc:anaanaanaanaanaanaana222", "did:plc:loulouloulouloulouloulou"
FIRST = f"at://{ANA}/app.bsky.feed.post/3tomme000001"


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return read(STREAM)


@pytest.fixture(scope="module")
def found(records: list[Record]) -> dict[str, Post]:
    return {post.native_id.rpartition("/")[2]: post for post in posts(records)}


def test_parts_of_a_text_are_counted_in_bytes_and_those_outside_mean_nothing(found: dict[str, Post]) -> None:
    post = found["3tomme000001"]

    assert (post.native_id, post.root, post.kind) == (FIRST, FIRST, "post")
    assert post.text == "🧀 Goûtée chez @lou.ciel.example : exemple.org/tom... #LaitCru"
    assert post.links == ("https://exemple.org/tomme-de-mars",)
    assert (post.tags, post.callouts) == (("laitcru",), (LOU,))
    assert (post.media, post.sensitive) == ((Media(kind="image", alt="Une tomme"),), True)
    assert post.actor is not None
    assert (post.actor.native_id, post.actor.handle) == (ANA, "ana.ciel.example")


def test_a_declared_date_never_comes_after_the_network_had_the_post(found: dict[str, Post]) -> None:
    reply = found["3tomme000002"]

    assert reply.created_at == datetime(2026, 3, 2, 10, 0, 59, 500000, tzinfo=UTC)
    assert reply.observed_at == datetime(2026, 3, 2, 10, 1, tzinfo=UTC)
    assert (reply.kind, reply.reply_to, reply.reply_to_actor, reply.root) == ("reply", FIRST, ANA, FIRST)
    assert found["3tomme000001"].created_at == datetime(2026, 3, 2, 9, 59, 58, tzinfo=UTC)
    assert moment_of_tid("too-short") is None


def test_quotes_and_reposts_name_what_they_carry_on(found: dict[str, Post]) -> None:
    quote, repost = found["3tomme000003"], found["3tomme000004"]

    assert (quote.kind, quote.quote_of, quote.quote_of_actor) == ("quote", FIRST, ANA)
    assert quote.links == ("https://journal.example/tomme",)
    assert (repost.kind, repost.text, repost.repost_of, repost.repost_of_actor) == ("repost", "", FIRST, ANA)


def test_likes_and_follows_are_acts(records: list[Record]) -> None:
    like, follow = (record for record in records if isinstance(record, Interaction))

    assert (like.kind, like.actor, like.target_actor, like.target_post) == ("like", LOU, ANA, FIRST)
    assert like.native_id == f"at://{LOU}/app.bsky.feed.like/3tomme000005"
    assert (follow.kind, follow.actor, follow.target_actor, follow.target_post) == ("follow", LOU, ANA, None)


def test_what_is_taken_away_is_deleted_and_the_rest_is_counted(records: list[Record]) -> None:
    assert [(one.scope, one.native_id) for one in records if isinstance(one, Deletion)] == [
        ("post", f"at://{LOU}/app.bsky.feed.post/3tomme000002"),
        ("actor", "did:plc:partipartipartipartiparti"),
    ]
    assert reasons(records) == [(13, "no-text"), (14, "bad-record")]
    with open_import(STREAM, observed_at=NOW) as opened:
        list(opened)
        assert [(note.message_id, note.fields["count"]) for note in opened.notes] == [("passed-over", 2)]


def test_handles_and_profiles_describe_accounts(records: list[Record]) -> None:
    assert [(one.handle, one.display_name, one.bio) for one in actors(records)] == [
        ("ana.ciel.example", None, None),
        (LOU, "Lou", "Alpage"),
    ]


def test_a_feed_gives_posts_with_counters_and_reposts() -> None:
    found = read(HERE / "bluesky-api" / "sample_feed.json")
    first, repost, reply = posts(found)

    assert (first.native_id, first.visibility) == (FIRST, "logged-in")
    assert first.metrics == Metrics(likes=3, reposts=2, replies=1, quotes=0)
    assert (repost.kind, repost.native_id) == ("repost", f"at://{LOU}/app.bsky.feed.repost/3tomme000004")
    assert (repost.text, repost.repost_of) == (first.text, FIRST)
    assert (reply.reply_to, reply.visibility) == (FIRST, None)
    assert reasons(found) == [(1, "not-posts")]


def test_threads_searches_and_profiles_are_read(tmp_path: Path, found: dict[str, Post]) -> None:
    reply = f"at://{LOU}/app.bsky.feed.post/3tomme000002"
    thread = posts(read(HERE / "bluesky-api" / "sample_thread.json"))

    assert [post.native_id for post in thread] == [FIRST, reply]
    assert thread[0].text == found["3tomme000001"].text
    assert ids(read(HERE / "bluesky-api" / "sample_search.json")) == [reply]
    profile = {"did": ANA, "handle": "ana.ciel.example", "description": "Caves", "followersCount": 7, "postsCount": 3}
    (actor,) = actors(read(written(tmp_path, json.dumps(profile), "a.json")))
    assert (actor.native_id, actor.bio, actor.followers, actor.posts) == (ANA, "Caves", 7, 3)


@pytest.mark.data
def test_every_event_of_a_real_stream_is_a_record_or_is_counted(shared_data: Path) -> None:
    with open_import(shared_data / "bluesky/jetstream_real_events.jsonl.gz", observed_at=NOW) as opened:
        found = list(opened)
        (note,) = opened.notes

    assert len(posts(found)) == 27
    assert sum(isinstance(one, Interaction) for one in found) == 82
    assert not reasons(found)
    assert len(found) + int(str(note.fields["count"])) == 120
