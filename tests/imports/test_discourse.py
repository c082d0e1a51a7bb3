"""Answers of the API of Discourse forums."""

from __future__ import annotations

import json
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from palabre.model import Deletion, Metrics, Post

from .reading import NOW, ids, notes_of, posts, read, reasons, written

HERE = Path(__file__).parent / "discourse"
HOST = "forum.fromage.example"


@pytest.fixture(scope="module")
def found() -> dict[str, Post]:
    return {post.native_id: post for post in posts(read(HERE / "sample_posts.json"))}


def test_the_forum_is_told_by_its_pictures_and_stands_before_each_id(found: dict[str, Post]) -> None:
    post = found[f"{HOST}/t/40/3"]

    assert (post.instance, post.url) == (HOST, f"https://{HOST}/t/quelle-pate/40/3")
    assert post.actor is not None
    assert (post.actor.native_id, post.actor.handle) == (f"ana_d@{HOST}", "Ana_D")
    assert post.text == "Lou:\n\n> Laquelle ?\n\nLa tomme, @lou ! :cheese: Voir ici."
    assert (post.links, post.callouts) == (("https://exemple.org/tomme",), (f"lou@{HOST}",))
    assert post.metrics == Metrics(likes=4, replies=1, views=9)
    assert post.edited_at == datetime(2026, 3, 2, 11, tzinfo=UTC)


def test_a_reply_answers_a_post_or_the_first_of_its_topic(found: dict[str, Post]) -> None:
    free, aimed = found[f"{HOST}/t/40/3"], found[f"{HOST}/t/40/2"]

    assert (free.kind, free.reply_to, free.root) == ("reply", f"{HOST}/t/40/1", f"{HOST}/t/40/1")
    assert (free.quote_of, free.quote_of_actor) == (f"{HOST}/t/40/1", f"lou@{HOST}")
    assert (aimed.reply_to, aimed.reply_to_actor) == (f"{HOST}/t/40/3", f"ana_d@{HOST}")
    assert aimed.title is None


def test_what_is_gone_is_deleted_and_whispers_stay_private() -> None:
    found = read(HERE / "sample_posts.json")

    assert [one.native_id for one in found if isinstance(one, Deletion)] == [f"{HOST}/t/40/6"]
    assert reasons(found) == [(1, "future")]
    assert notes_of(HERE / "sample_posts.json") == ["passed-over", "private-left-out"]


def test_the_first_post_has_the_title_and_tags_of_its_topic() -> None:
    found = read(HERE / "sample_topic.json")
    (first,) = posts(found)

    assert (first.native_id, first.kind, first.title) == ("t/40/1", "post", "Quelle pâte ?")
    assert (first.tags, first.created_at) == (("affinage", "cave"), datetime(2026, 3, 2, 14, tzinfo=UTC))
    assert reasons(found) == [(1, "bad-record")]
    assert notes_of(HERE / "sample_topic.json") == ["site-unknown"]


def test_a_list_gives_titles_and_private_topics_are_left_out(tmp_path: Path) -> None:
    topic = {"id": 40, "title": "Quelle pâte ?", "slug": "quelle-pate", "posts_count": 3, "archetype": "regular"}
    topic |= {"created_at": "2026-03-02T09:00:00Z", "excerpt": "Laquelle&hellip;", "views": 120, "reply_count": 2}
    topic["posters"] = [{"user_id": 6, "description": "Original Poster"}]
    private = {**topic, "id": 41, "archetype": "private_message"}
    page = {"users": [{"id": 6, "username": "Lou"}], "topic_list": {"topics": [topic, private]}}
    path = written(tmp_path, json.dumps(page), f"{HOST}.json")
    (post,) = posts(read(path))

    assert (post.native_id, post.text, post.actor and post.actor.handle) == (f"{HOST}/t/40/1", "Laquelle…", "Lou")
    assert post.metrics == Metrics(replies=2, views=120)
    assert notes_of(path) == ["private-left-out"]


def test_private_topics_and_posts_are_never_taken(tmp_path: Path) -> None:
    whole = json.loads((HERE / "sample_topic.json").read_text())
    private = {"private_posts": json.loads((HERE / "sample_posts.json").read_text())["latest_posts"]}
    for page in ({**whole, "archetype": "private_message"}, private):
        path = written(tmp_path, json.dumps(page), f"{HOST}.json")

        assert read(path) == []
        assert notes_of(path) == ["private-left-out"]


@pytest.mark.data
def test_every_post_of_real_answers_is_taken(shared_data: Path, tmp_path: Path) -> None:
    from palabre.imports import open_import

    expected: set[str] = set()
    with tarfile.open(shared_data / "forums/discourse_api_responses.tar.gz") as archive:
        for entry in archive:
            stream = archive.extractfile(entry)
            if stream is None or not entry.name.startswith("t_") or not entry.name.endswith("posts.json"):
                continue
            for post in json.load(stream)["post_stream"]["posts"]:
                if post["post_type"] == 1 and not post["hidden"]:
                    expected.add(f"t/{post['topic_id']}/{post['post_number']}")
    with open_import(shared_data / "forums/discourse_api_responses.tar.gz", observed_at=NOW) as opened:
        found = list(opened)

    assert expected
    assert expected <= {one.partition("/")[2] for one in ids(found)}
    assert not {reason for _, reason in reasons(found)} - {"not-recognised", "bad-record", "no-text"}
