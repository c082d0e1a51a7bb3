"""Posts of X as its API v2 writes them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from palabre.imports._x_api_v2_posts import said_at
from palabre.model import Deletion, Media, Metrics, Post

from .reading import NOW, actors, ids, notes_of, posts, read, reasons, written

SAMPLE = Path(__file__).parent / "x-api-v2" / "sample.jsonl"
TWEET = {"id": "1900000000000000002", "text": "a", "created_at": "2025-03-13T01:40:00.000Z", "author_id": "5"}


@pytest.fixture(scope="module")
def found() -> dict[str, Post]:
    return {post.native_id: post for post in posts(read(SAMPLE))}


def one(tmp_path: Path, **fields: object) -> Post:
    (post,) = posts(read(written(tmp_path, json.dumps({**TWEET, "conversation_id": "1", **fields}), "a.jsonl")))
    return post


def test_a_repost_has_the_whole_text_of_its_original(found: dict[str, Post]) -> None:
    repost = found["1900000000000000002"]

    assert (repost.kind, repost.repost_of) == ("repost", "1900000000000000000")
    assert repost.text.endswith("on vous raconte tout #LaitCru")
    assert (repost.tags, repost.url) == (("laitcru",), "https://x.com/Lou/status/1900000000000000002")
    assert repost.observed_at == datetime(2025, 3, 14, 10, tzinfo=UTC)


def test_views_from_before_they_were_counted_are_unknown(tmp_path: Path, found: dict[str, Post]) -> None:
    counts = {"like_count": 1, "impression_count": 0}
    old = one(tmp_path, created_at="2022-09-25T00:00:00.000Z", public_metrics=counts)

    assert found["1900000000000000002"].metrics == Metrics(likes=0, reposts=2, replies=0, quotes=0, views=0)
    assert old.metrics == Metrics(likes=1)


def test_an_included_post_is_a_post_with_its_media(found: dict[str, Post]) -> None:
    original = found["1900000000000000000"]

    assert original.media == (Media(kind="image", url="https://exemple.org/velo.jpg", alt="Un vélo"),)
    assert original.actor is not None
    assert (original.actor.native_id, original.actor.handle, original.actor.followers) == (
        "ferme_du_val",
        "Ferme_du_Val",
        1200,
    )


def test_all_versions_of_an_edited_post_are_one_post(found: dict[str, Post]) -> None:
    original = found["1900000000000000000"]

    assert original.created_at == said_at("1900000000000000000")
    assert original.edited_at == datetime(2025, 3, 13, 1, 39, tzinfo=UTC)
    assert original.root == "1900000000000000000"


def test_a_reply_names_whom_it_answers_and_an_unknown_author_has_its_number(found: dict[str, Post]) -> None:
    reply = found["1900000000000000003"]

    assert (reply.kind, reply.reply_to, reply.reply_to_actor) == ("reply", "1900000000000000000", "ferme_du_val")
    assert (reply.callouts, reply.links) == (("ferme_du_val",), ("https://exemple.org/lait",))
    assert reply.text.startswith("@ferme_du_val Bravo & merci !")
    assert reply.actor is not None
    assert reply.actor.native_id == "id:99"
    assert reply.url == "https://x.com/i/status/1900000000000000003"


def test_accounts_seen_without_a_post_are_actors(found: dict[str, Post]) -> None:
    assert [actor.native_id for actor in actors(read(SAMPLE))] == ["passante", "zoe"]


def test_orders_to_delete_say_a_post_or_an_account_only_when_it_is_certain(tmp_path: Path) -> None:
    assert [record for record in read(SAMPLE) if isinstance(record, Deletion)] == [
        Deletion(
            network="x", scope="post", native_id="1900000000000000005", requested_at=datetime(2025, 4, 1, tzinfo=UTC)
        ),
        Deletion(network="x", scope="actor", native_id="id:123456"),
    ]
    unclear = (
        '{"id":"1900000000000000005","action":"delete","created_at":"2025-03-13T01:40:00Z","reason":"protected"}\n'
    )
    assert reasons(read(written(tmp_path, unclear, "a.jsonl"))) == [(1, "unclear-deletion")]
    assert isinstance(read(written(tmp_path, unclear, "tweets.jsonl"))[0], Deletion)
    assert read(written(tmp_path, unclear, "users.jsonl")) == [
        Deletion(network="x", scope="actor", native_id="id:1900000000000000005")
    ]
    assert "actor-deletions" in notes_of(tmp_path / "users.jsonl")


def test_lines_without_posts_and_half_lines_are_refused_with_their_number() -> None:
    assert reasons(read(SAMPLE)) == [(6, "not-posts"), (7, "bad-json")]


def test_a_flattened_post_gives_the_one_inside_it_once(tmp_path: Path) -> None:
    inner = {
        "id": "7",
        "text": "x" * 300,
        "created_at": "2025-03-13T01:40:00.000Z",
        "author_id": "9",
        "type": "retweeted",
    }
    lines = [
        json.dumps({**TWEET, "id": str(number), "conversation_id": "1", "referenced_tweets": [inner]})
        for number in (8, 9)
    ]
    found = posts(read(written(tmp_path, "\n".join(lines), "a.jsonl")))

    assert [post.native_id for post in found] == ["7", "8", "9"]
    assert {post.text for post in found} == {"x" * 300}


def test_a_whole_file_over_many_lines_is_read(tmp_path: Path) -> None:
    page = {"data": [TWEET, {**TWEET, "id": "1900000000000000004"}], "meta": {"result_count": 2}}
    lookup = {"data": {**TWEET, "conversation_id": "1"}}
    for content in (json.dumps(page, indent=2), json.dumps([page], indent=2)):
        assert ids(
            read(written(tmp_path, content.replace('"author_id"', '"public_metrics": null, "author_id"'), "a.json"))
        ) == [
            "1900000000000000002",
            "1900000000000000004",
        ]
    assert ids(read(written(tmp_path, json.dumps(lookup, indent=2), "a.json"))) == ["1900000000000000002"]


def test_long_texts_withheld_posts_and_odd_languages(tmp_path: Path) -> None:
    post = one(tmp_path, note_tweet={"text": "long &lt;3"}, withheld={"country_codes": ["FR"]}, lang="qme")

    assert (post.text, post.lang_declared) == ("long <3", None)
    assert json.loads(post.extra or "") == {"withheld": {"country_codes": ["FR"]}}
    assert one(tmp_path, lang="iw").lang_declared == "he"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"created_at": None}, "no-date"),
        ({"created_at": "2031-01-01T00:00:00Z"}, "future"),
        ({"created_at": "hier"}, "bad-date"),
        ({"text": " "}, "no-text"),
        ({"id": None}, "bad-record"),
        ({"public_metrics": "many"}, "bad-record"),
    ],
)
def test_a_post_that_cannot_be_taken_says_why(tmp_path: Path, fields: dict[str, object], reason: str) -> None:
    path = written(tmp_path, json.dumps({**TWEET, "conversation_id": "1", **fields}), "a.jsonl")

    assert reasons(read(path)) == [(1, reason)]


def test_one_post_without_its_shape_does_not_cost_its_page(tmp_path: Path) -> None:
    page = {
        "data": [TWEET, {**TWEET, "id": "2", "entities": 5}, {"id": "3", "text": 4}],
        "includes": {"users": [{"id": []}]},
    }
    found = read(written(tmp_path, json.dumps(page) + '\n{"conversation_id": 1, "author_id": 2}', "a.jsonl"))

    assert ids(found) == ["1900000000000000002"]
    assert [reason for _, reason in reasons(found)] == ["bad-record", "bad-record", "bad-record", "not-posts"]


def test_the_default_moment_of_observation_is_the_file_s(tmp_path: Path) -> None:
    assert one(tmp_path).observed_at == NOW


def flattened(number: int, taken: str, followers: int) -> str:
    author = {"id": "5", "username": "Lou", "public_metrics": {"followers_count": followers}}
    retrieved = {"retrieved_at": f"2025-03-{taken}T10:00:00Z"}
    return json.dumps({**TWEET, "id": str(number), "author": author, "__twarc": retrieved}) + "\n"


def test_an_actor_of_many_lines_is_made_once_until_it_changes(tmp_path: Path) -> None:
    lines = flattened(1, "14", 10) + flattened(2, "14", 10) + flattened(3, "14", 11) + flattened(4, "15", 11)
    first, again, grown, later = (post.actor for post in posts(read(written(tmp_path, lines, "a.jsonl"))))

    assert again is first
    assert first and grown and later
    assert (first.followers, grown.followers, later.followers) == (10, 11, 11)
    assert [actor.observed_at for actor in (grown, later)] == [
        datetime(2025, 3, 14, 10, tzinfo=UTC),
        datetime(2025, 3, 15, 10, tzinfo=UTC),
    ]


def test_a_line_that_does_not_say_when_it_was_taken_is_of_the_import(tmp_path: Path) -> None:
    lines = flattened(1, "14", 10) + json.dumps(TWEET) + "\n" + flattened(3, "40", 10)

    found = posts(read(written(tmp_path, lines, "a.jsonl")))

    assert [post.observed_at for post in found] == [datetime(2025, 3, 14, 10, tzinfo=UTC), NOW, NOW]
