"""Submissions and comments of Reddit, as archives keep them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from palabre.model import Deletion, Media, Metrics, Post, Record

from .reading import ids, posts, read, reasons, written

SAMPLE = Path(__file__).parent / "reddit" / "sample.jsonl"


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return read(SAMPLE)


@pytest.fixture(scope="module")
def found(records: list[Record]) -> dict[str, Post]:
    return {post.native_id: post for post in posts(records)}


def test_a_submission_is_a_post_of_its_community(found: dict[str, Post]) -> None:
    post = found["t3_1aaa01"]

    assert (post.network, post.instance, post.kind, post.root) == ("reddit", "fromage", "post", "t3_1aaa01")
    assert post.text == "Trouvée au marché, [la fiche](https://exemple.org/tomme). Merci /u/Fermiere_Ana & co #LaitCru"
    assert (post.links, post.callouts) == (("https://exemple.org/tomme",), ("fermiere_ana",))
    assert (post.metrics, post.sensitive) == (Metrics(likes=-3, replies=4), False)
    assert post.edited_at == datetime(2026, 3, 2, 11, tzinfo=UTC)
    assert post.observed_at == datetime(2026, 3, 3, 22, tzinfo=UTC)


def test_comments_answer_a_post_or_another_comment(found: dict[str, Post]) -> None:
    first, second = found["t1_c0001"], found["t1_c0002"]

    assert (first.kind, first.reply_to, first.root) == ("comment", "t3_1aaa01", "t3_1aaa01")
    assert (second.kind, second.reply_to, second.root) == ("reply", "t1_c0001", "t3_1aaa01")
    assert first.actor is not None
    assert (first.actor.native_id, first.actor.handle) == ("fermiere_ana", "Fermiere_Ana")
    assert second.actor is None


def test_what_was_taken_away_even_later_is_a_deletion(records: list[Record]) -> None:
    assert [record for record in records if isinstance(record, Deletion)] == [
        Deletion(network="reddit", scope="post", native_id="t1_c0003"),
        Deletion(
            network="reddit",
            scope="post",
            native_id="t1_c0004",
            requested_at=datetime(2026, 3, 3, 22, tzinfo=UTC),
        ),
    ]


def test_the_same_title_elsewhere_is_a_repost_and_pictures_are_no_links(found: dict[str, Post]) -> None:
    repost = found["t3_1aaa02"]

    assert (repost.kind, repost.repost_of, repost.repost_of_actor) == ("repost", "t3_1aaa01", "lou_du_vercors")
    assert (repost.links, repost.sensitive) == ((), True)
    assert found["t3_1aaa03"].links == ("https://journal.example/tomme",)
    assert (found["t3_1aaa04"].links, found["t3_1aaa04"].media) == (
        (),
        (Media(kind="image", url="https://i.redd.it/tomme.jpg"),),
    )


def test_half_lines_and_the_future_are_refused(records: list[Record]) -> None:
    assert reasons(records) == [(9, "bad-json"), (10, "future")]


def test_odd_records_are_refused_one_by_one(tmp_path: Path) -> None:
    good = {"id": "1", "author": "a", "title": "t", "created_utc": 1772450000, "subreddit": "s"}
    odd = [good, {**good, "score": "many"}, {"x": 1}, {**good, "id": "2", "title": " \u0000"}, {**good, "id": None}]
    found = read(written(tmp_path, "\n".join(map(json.dumps, odd)), "a.jsonl"))

    assert ids(found) == ["t3_1"]
    assert reasons(found) == [(2, "bad-record"), (3, "not-posts"), (4, "no-text"), (5, "bad-record")]


def test_numbers_for_parents_are_written_as_reddit_does(tmp_path: Path) -> None:
    comment = {"id": "b", "author": "a", "body": "oui", "created_utc": 1772450000, "subreddit": "s", "link_id": "t3_z"}
    (post,) = posts(read(written(tmp_path, json.dumps({**comment, "parent_id": 36 * 36 + 11}), "a.jsonl")))

    assert post.reply_to == "t1_10b"


def test_answers_of_the_api_give_the_same_posts_as_archives(tmp_path: Path, found: dict[str, Post]) -> None:
    kept = [json.loads(line) for line in SAMPLE.read_text().splitlines() if line.endswith("}")]
    kept = [one for one in kept if f"t1_{one.get('id')}" in found or f"t3_{one.get('id')}" in found]
    things = [{"kind": "t1" if one.get("link_id") else "t3", "data": one} for one in kept]
    comments = [one for one in things if one["kind"] == "t1"]
    # Each answers the one before, as threads nest them; the last page names what it leaves out.
    nested: object = {"kind": "Listing", "data": {"children": [{"kind": "more", "data": {"children": ["1aaa99"]}}]}}
    for one in reversed(comments):
        nested = {"kind": "Listing", "data": {"children": [{**one, "data": {**one["data"], "replies": nested}}]}}
    listing = {"kind": "Listing", "data": {"after": "t3_x", "children": things}}
    thread = [{"kind": "Listing", "data": {"children": [one for one in things if one["kind"] == "t3"]}}, nested]

    assert set(ids(read(written(tmp_path, json.dumps(listing), "listing.json")))) == set(found)
    assert set(ids(read(written(tmp_path, json.dumps(thread), "thread.json")))) == set(found)
