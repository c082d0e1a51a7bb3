"""Stories and comments of Hacker News."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from palabre.model import Deletion, Metrics, Post

from .reading import ids, notes_of, posts, read, reasons, written

HERE = Path(__file__).parent / "hacker-news"


@pytest.fixture(scope="module")
def found() -> dict[str, Post]:
    return {post.native_id: post for post in posts(read(HERE / "sample_items.jsonl"))}


def test_a_story_has_its_link_and_a_question_is_one(found: dict[str, Post]) -> None:
    story, question = found["9000001"], found["9000006"]

    assert (story.kind, story.title, story.text, story.root) == (
        "post",
        "Show HN: A cheese cave that logs itself",
        "",
        "9000001",
    )
    assert (story.links, story.metrics) == (("https://exemple.example/cave",), Metrics(likes=12, replies=2))
    assert (question.kind, question.text) == ("question", "How do you keep it cold?")


def test_comments_know_their_story_through_what_they_answer(found: dict[str, Post]) -> None:
    first, second = found["9000002"], found["9000003"]

    assert (first.kind, first.reply_to, first.root) == ("comment", "9000001", "9000001")
    assert first.text == "Nice & cold.\n\nSee https://exemple.example/a-very-long-page"
    assert (second.kind, second.reply_to, second.root) == ("reply", "9000002", "9000001")
    assert second.actor is not None
    assert second.actor.native_id == "anacaves"


def test_what_was_deleted_is_and_options_of_polls_are_counted() -> None:
    found = read(HERE / "sample_items.jsonl")

    assert [one.native_id for one in found if isinstance(one, Deletion)] == ["9000004"]
    assert notes_of(HERE / "sample_items.jsonl") == ["passed-over"]


def test_the_search_and_the_items_give_the_same_posts(found: dict[str, Post]) -> None:
    searched = read(HERE / "sample_search.json")

    assert posts(searched) == [found["9000001"], found["9000003"]]
    assert reasons(searched) == [(1, "no-text")]


def test_a_whole_thread_is_read_however_deep(tmp_path: Path) -> None:
    item: dict[str, object] = {"id": 60, "parent_id": 59, "story_id": 1, "author": "a", "text": "fin", "children": []}
    item |= {"created_at": "2026-03-02T10:00:00Z", "created_at_i": 1772445600}
    for number in range(59, 0, -1):
        above = {**item, "id": number, "parent_id": number - 1 or None, "children": [item]}
        item = {**above, "title": "Fil"} if number == 1 else above

    assert ids(read(written(tmp_path, json.dumps(item), "a.json"))) == [str(number) for number in range(1, 61)]
