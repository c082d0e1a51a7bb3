"""Comments of YouTube as its API answers them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from palabre.model import Metrics, Post

from .reading import ids, posts, read, reasons, written

HERE = Path(__file__).parent / "youtube-comments"


@pytest.fixture(scope="module")
def found() -> dict[str, Post]:
    return {post.native_id: post for post in posts(read(HERE / "sample_threads.json"))}


def test_a_comment_is_under_its_video_and_has_the_text_as_written(found: dict[str, Post]) -> None:
    post = found["Ugaa1"]

    assert (post.network, post.kind, post.reply_to, post.root) == ("youtube", "comment", "vAbCdEfGhIj", "vAbCdEfGhIj")
    assert post.text == "Quelle tomme & quel lait !\nVoir https://exemple.org #LaitCru"
    assert (post.links, post.tags, post.metrics) == (
        ("https://exemple.org",),
        ("laitcru",),
        Metrics(likes=3, replies=1),
    )
    assert post.url == "https://www.youtube.com/watch?v=vAbCdEfGhIj&lc=Ugaa1"
    assert (post.edited_at, found["Ugaa1.9zz1"].edited_at) == (None, datetime(2026, 3, 2, 11, tzinfo=UTC))


def test_an_answer_names_its_comment_and_an_account_its_channel(found: dict[str, Post]) -> None:
    answer = found["Ugaa1.9zz1"]

    assert (answer.kind, answer.reply_to, answer.root) == ("reply", "Ugaa1", "vAbCdEfGhIj")
    assert answer.callouts == ("ana-caves",)
    assert answer.actor is not None
    assert (answer.actor.native_id, answer.actor.handle) == ("UClou", "lou-alpage")


def test_the_text_shown_is_read_as_html_when_the_original_is_missing(found: dict[str, Post]) -> None:
    assert found["Ugaa2"].text == "Belle <cave> https://exemple.org/c\nvraiment"


def test_what_cannot_be_taken_is_refused_one_by_one() -> None:
    assert [reason for _, reason in reasons(read(HERE / "sample_threads.json"))] == ["no-text", "future"]


def test_pages_in_a_list_and_threads_one_a_line_give_the_same(tmp_path: Path, found: dict[str, Post]) -> None:
    page = json.loads((HERE / "sample_threads.json").read_text())
    lines = "\n".join(map(json.dumps, page["items"]))

    for content, name in ((json.dumps([page, page]), "a.json"), (lines, "a.jsonl")):
        assert set(ids(read(written(tmp_path, content, name)))) == set(found)


def test_videos_are_articles_whichever_list_names_them(tmp_path: Path) -> None:
    said: dict[str, object] = {
        "title": "Une cave",
        "description": "Voir https://exemple.org",
        "publishedAt": "2026-03-02T10:00:00Z",
    }
    said |= {"channelId": "UCfromagerie", "channelTitle": "La fromagerie", "tags": ["LaitCru"]}
    counts = {"viewCount": "120", "likeCount": "7", "commentCount": "3"}
    video = {"kind": "youtube#video", "id": "vAbCdEfGhIj", "snippet": said, "statistics": counts}
    details = {"videoId": "vAbCdEfGhIj", "videoPublishedAt": "2026-03-02T10:00:00Z"}
    item = {"kind": "youtube#playlistItem", "snippet": {**said, "publishedAt": "2026-03-01T10:00:00Z"}}
    item["contentDetails"] = details

    (one,) = posts(read(written(tmp_path, json.dumps({"items": [video]}), "a.json")))
    (other,) = posts(read(written(tmp_path, json.dumps({"items": [item]}), "b.json")))

    assert (one.native_id, one.kind, one.title, one.root) == ("vAbCdEfGhIj", "article", "Une cave", "vAbCdEfGhIj")
    assert (one.links, one.tags, one.metrics) == (
        ("https://exemple.org",),
        ("laitcru",),
        Metrics(likes=7, replies=3, views=120),
    )
    assert (other.native_id, other.created_at, other.metrics) == (one.native_id, one.created_at, None)
