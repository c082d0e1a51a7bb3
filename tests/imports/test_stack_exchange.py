"""Dumps of Stack Exchange sites."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from palabre.imports import Mapping
from palabre.model import Metrics, Post

from .reading import actors, ids, notes_of, posts, read, reasons, written

HERE = Path(__file__).parent / "stack-exchange"
SITE = "fromage.example"


@pytest.fixture(scope="module")
def found() -> dict[str, Post]:
    return {post.native_id: post for name in ("posts", "comments") for post in posts(read(HERE / f"sample_{name}.xml"))}


def test_questions_answers_and_comments_make_a_thread(found: dict[str, Post]) -> None:
    question, answer, comment = found["post-1"], found["post-2"], found["comment-1"]

    assert (question.kind, answer.kind, comment.kind) == ("question", "reply", "comment")
    assert question.text == "Comment garder une tomme entamée ?\n\nVu cette page."
    assert (question.title, question.links) == ("Garder une tomme & son goût", ("https://exemple.org/cave",))
    assert question.metrics == Metrics(likes=14, replies=1, views=420)
    assert question.created_at == datetime(2026, 1, 11, 19, 17, 12, 190000, tzinfo=UTC)
    assert question.edited_at == datetime(2026, 1, 12, 8, tzinfo=UTC)
    assert json.loads(question.extra or "") == {"accepted_answer": "post-2"}
    assert (answer.reply_to, answer.root, comment.reply_to) == ("post-1", "post-1", "post-2")
    assert found["post-3"].kind == "article"


def test_tags_are_read_in_both_spellings(found: dict[str, Post]) -> None:
    assert found["post-1"].tags == ("conservation", "tomme-de-savoie")
    assert found["post-4"].tags == ("cave", "eau")


def test_who_left_is_a_name_and_forbidden_letters_are_dropped(found: dict[str, Post]) -> None:
    answer = found["post-2"]

    assert answer.actor is not None
    assert (answer.actor.native_id, answer.actor.handle) == ("name:léon parti", "Léon parti")
    assert answer.text == "Dans un linge."


def test_members_are_actors_even_silent() -> None:
    community, ana = actors(read(HERE / "sample_users.xml"))

    assert community.is_bot_declared
    assert (ana.native_id, ana.handle, ana.bio) == ("7", "Ana des Caves", "Affineuse")
    assert ana.account_created_at == datetime(2026, 1, 1, 9, 30, tzinfo=UTC)


def test_bad_rows_are_refused_one_by_one() -> None:
    assert reasons(read(HERE / "sample_posts.xml")) == [(7, "no-text"), (8, "bad-record"), (9, "future")]


def test_a_table_of_the_same_rows_gives_the_same_ids(tmp_path: Path, found: dict[str, Post]) -> None:
    table = "Id,PostTypeId,CreationDate,Body,OwnerUserId\n1,1,2026-01-11T19:17:12.190,tomme,7\n"
    mapping = Mapping(
        network="stackexchange",
        timezone="UTC",
        columns={"native_id": "post-{Id}", "created_at": "CreationDate", "text": "Body", "author": "OwnerUserId"},
    )
    (post,) = posts(read(written(tmp_path, table), mapping=mapping))
    twin = found["post-1"]

    assert (post.network, post.native_id, post.created_at) == (twin.network, twin.native_id, twin.created_at)
    assert post.actor is not None
    assert twin.actor is not None
    assert post.actor.native_id == twin.actor.native_id


@pytest.mark.parametrize("name", [f"{SITE}.zip", "dump.zip"])
def test_the_site_is_the_folder_or_the_archive_and_stands_before_each_id(tmp_path: Path, name: str) -> None:
    packed = io.BytesIO()
    folder = "" if name.startswith(SITE) else f"{SITE}/"
    with zipfile.ZipFile(packed, "w") as archive:
        for part in ("Posts", "Comments"):
            archive.writestr(f"{folder}{part}.xml", (HERE / f"sample_{part.lower()}.xml").read_bytes())
        archive.writestr(f"{folder}Votes.xml", '<?xml version="1.0"?><votes><row Id="1" PostId="2" /></votes>')
    path = written(tmp_path, packed.getvalue(), name)
    first = posts(read(path))[0]

    assert (first.native_id, first.root, first.instance) == (f"{SITE}/post-1", f"{SITE}/post-1", SITE)
    assert first.url == f"https://{SITE}/questions/1"
    assert first.actor is not None
    assert first.actor.native_id == f"{SITE}/7"
    assert notes_of(path) == ["passed-over"]


def test_without_a_site_a_note_says_so() -> None:
    assert notes_of(HERE / "sample_posts.xml") == ["site-unknown"]


def test_a_cut_dump_keeps_its_rows_and_says_where_it_stops(tmp_path: Path) -> None:
    whole = (HERE / "sample_posts.xml").read_bytes()
    found = read(written(tmp_path, whole[: whole.index(b'Id="4"') + 60], "Posts.xml"))

    assert ids(found) == ["post-1", "post-2", "post-3"]
    assert [reason for _, reason in reasons(found)] == ["bad-record", "truncated"]


def test_declarations_cannot_harm(tmp_path: Path) -> None:
    bomb = (
        '<posts>\n<row Id="1" PostTypeId="1" CreationDate="2026-01-11T19:17:12" Body="&lol9;" />\n'
        '<!DOCTYPE a [<!ENTITY lol9 "x">]><row Id="2" CreationDate="2026-01-11T19:17:12" Body="ok &xxe;" />\n</posts>'
    )

    assert reasons(read(written(tmp_path, bomb, "Posts.xml"))) == [(2, "bad-record"), (3, "bad-record")]
