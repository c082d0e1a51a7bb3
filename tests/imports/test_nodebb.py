"""Answers of the API of NodeBB forums."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from palabre.model import Deletion, Metrics, Post

from .reading import ids, notes_of, posts, read, reasons, written

HERE = Path(__file__).parent / "nodebb"
HOST = "forum.vaches.example"


@pytest.fixture
def page() -> dict[str, object]:
    found: dict[str, object] = json.loads((HERE / "sample_topic.json").read_text())
    return found


def test_a_topic_gives_its_posts_and_their_place(tmp_path: Path, page: dict[str, object]) -> None:
    found = read(written(tmp_path, json.dumps(page), f"{HOST}.json"))
    first, answer, thanks = posts(found)

    assert (first.native_id, first.title, first.tags) == (f"{HOST}/post/101", "Lait & beurre", ("lait",))
    assert first.metrics == Metrics(likes=3, replies=1, views=12)
    assert first.actor is not None
    assert (first.actor.native_id, first.actor.handle, first.actor.display_name) == (
        f"lou-martin@{HOST}",
        "Lou Martin",
        "Lou M.",
    )
    assert (answer.text, answer.links) == ("@Lou Martin le cru", ("https://exemple.org/cru",))
    assert (answer.reply_to, answer.root, answer.callouts) == (
        first.native_id,
        first.native_id,
        (f"lou-martin@{HOST}",),
    )
    assert answer.edited_at == datetime(2026, 3, 2, 10, 23, 20, tzinfo=UTC)
    assert (thanks.actor, thanks.reply_to) == (None, first.native_id)
    assert [one.native_id for one in found if isinstance(one, Deletion)] == [f"{HOST}/post/103"]
    assert reasons(found) == [(1, "future")]


def test_recent_posts_single_ones_and_lists_are_read_too(tmp_path: Path, page: dict[str, object]) -> None:
    topic = {name: value for name, value in page.items() if name != "posts"}
    said = page["posts"]
    assert isinstance(said, list)
    recent = [{**said[0], "topic": topic, "isMainPost": True}, {**said[1], "topic": topic, "isMainPost": False}]
    wrapped = {"status": {"code": "ok"}, "response": said[1]}

    first, second = posts(read(written(tmp_path, json.dumps(recent), f"a.{HOST}.json")))
    (single,) = posts(read(written(tmp_path, json.dumps(wrapped), f"b.{HOST}.json")))
    (listed,) = posts(read(written(tmp_path, json.dumps({"topics": [topic]}), f"c.{HOST}.json")))

    assert (first.title, second.title, second.root) == ("Lait & beurre", None, first.native_id)
    assert (single.native_id, single.root) == (f"b.{HOST}/post/102", None)
    assert (listed.title, listed.text, listed.metrics) == ("Lait & beurre", "", Metrics(replies=3, views=12))


def test_a_file_that_does_not_say_its_forum_is_told() -> None:
    assert notes_of(HERE / "sample_topic.json") == ["site-unknown"]
    assert ids(read(HERE / "sample_topic.json"))[0] == "post/101"
    assert all(isinstance(one, Post) for one in posts(read(HERE / "sample_topic.json")))
