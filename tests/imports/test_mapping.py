"""Mapping files: what they may say, and how a mistake in one is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from palabre.errors import ImportRefused, UsageError
from palabre.imports import Mapping, load_mapping, open_import, propose_mapping
from palabre.words.messages import told

from .reading import DATE, HEADER, NOW, notes_of, posts, read, row, written

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = """\
network: X
timezone: Europe/Paris
dates: day-first
columns:
  text: Tweet
  created_at: [day, time]
  author: User
  native_id: "comment-{Id}"
  lang:
  likes: 2024
constants: {kind: comment}
values:
  lang: {fr: French, 2: two, true: yes}
"""


def test_a_whole_mapping_is_read(tmp_path: Path) -> None:
    mapping = load_mapping(written(tmp_path, WHOLE, "m.yaml"))

    assert mapping == Mapping(
        network="x",
        timezone="Europe/Paris",
        dates="day-first",
        columns={
            "text": "Tweet",
            "created_at": ("day", "time"),
            "author": "User",
            "native_id": "comment-{Id}",
            "likes": "2024",
        },
        constants={"kind": "comment"},
        values={"lang": {"fr": "French", "2": "two", "true": "yes"}},
    )
    assert mapping.named_columns == ("Tweet", "day", "time", "User", "Id", "2024")


BASE = "columns:\n  text: a\n  created_at: b\n"


@pytest.mark.parametrize(
    ("content", "message_id", "line", "near"),
    [
        ("columns: [", "mapping-not-yaml", 1, None),
        ("- a\n- b\n", "mapping-not-yaml", 1, None),
        ("a: &a [*a]\n" + "b: " + "[" * 2000, "mapping-not-yaml", None, None),
        (BASE + "values: &a {lang: *a}\n", "mapping-not-yaml", None, None),
        (BASE + "columns: {}\n", "mapping-not-yaml", 4, None),
        ("network: x\n", "mapping-no-columns", None, None),
        (BASE + "netwrok: x\n", "mapping-unknown-key", 4, "network"),
        (BASE + "  lkies: c\n", "mapping-unknown-field", 4, "likes"),
        (BASE + "constants: {kinds: post}\n", "mapping-unknown-field", 4, "kind"),
        (BASE + "constants: {edited_at: post}\n", "mapping-unknown-field", 4, None),
        ("columns:\n  text: a\n", "mapping-lacks-field", 1, None),
        ("rows: actors\ncolumns:\n  bio: a\n", "mapping-lacks-field", 2, None),
        (BASE + "rows: people\n", "mapping-bad-shape", 4, None),
        (BASE + "  likes: {a: b}\n", "mapping-bad-shape", 4, None),
        (BASE + "timezone: Paris\n", "mapping-bad-timezone", 4, None),
        (BASE + "timezone: ../../etc\n", "mapping-bad-timezone", 4, None),
        (BASE + "dates: french\n", "mapping-bad-dates", 4, None),
        (BASE + "encoding: utf8000\n", "mapping-bad-encoding", 4, None),
    ],
)
def test_a_mistake_is_told_with_its_line(
    tmp_path: Path, content: str, message_id: str, line: int | None, near: str | None
) -> None:
    path = written(tmp_path, content, "m.yaml")
    with pytest.raises(ImportRefused) as caught:
        load_mapping(path)

    assert caught.value.message_id == message_id
    assert line is None or caught.value.fields["line"] == line
    assert near is None or caught.value.fields["nearest"] == near
    assert "m.yaml" in told(caught.value)


def test_a_missing_mapping_is_told(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="mapping-unreadable"):
        load_mapping(tmp_path / "none.yaml")


def test_columns_with_plain_names_need_no_mapping(tmp_path: Path) -> None:
    path = written(tmp_path, f" ID ;AUTEUR;Publié  le;Message;J’aime\n1;@Zoé;{DATE};salut;7\n")
    (post,) = posts(read(path))

    assert post.actor is not None
    assert (post.native_id, post.actor.native_id, post.actor.handle, post.text) == ("1", "zoé", "Zoé", "salut")
    assert post.metrics is not None
    assert post.metrics.likes == 7
    assert "columns-guessed" in notes_of(path)


def test_a_day_and_an_hour_apart_make_one_date(tmp_path: Path) -> None:
    path = written(tmp_path, "date,time,text\n2026-03-02,09:15Z,a\n")

    assert posts(read(path))[0].created_at.hour == 9


def test_columns_that_say_nothing_give_a_mapping_to_correct(tmp_path: Path) -> None:
    path = written(tmp_path, "k1,k2,true\n2026-03-02T09:15:00Z,quite a long remark,ana\n")
    with pytest.raises(ImportRefused, match="columns-unknown") as caught:
        read(path)
    proposal = propose_mapping(path)

    assert proposal in told(caught.value)
    mapping = load_mapping(written(tmp_path, proposal, "m.yaml"))
    assert mapping.columns == {"text": "k2", "created_at": "k1"}
    assert len(posts(read(path, mapping=mapping))) == 1


def test_a_day_column_and_an_hour_column_are_proposed_together(tmp_path: Path) -> None:
    path = written(tmp_path, "nick,d,h,said\nana,2026-03-02,09:15,good morning\nbob,2026-03-02,09:16,hello to you\n")

    assert load_mapping(written(tmp_path, propose_mapping(path), "m.yaml")).columns["created_at"] == ("d", "h")


def test_a_format_that_needs_no_mapping_says_so(tmp_path: Path) -> None:
    line = '{"id": "1", "author_id": "2", "conversation_id": "1", "text": "a", "created_at": "2026-03-02T09:15:00Z"}'
    with pytest.raises(ImportRefused, match="mapping-not-needed"):
        propose_mapping(written(tmp_path, line, "a.jsonl"))
    with pytest.raises(ImportRefused, match="file-empty"):
        propose_mapping(written(tmp_path, "", "b.jsonl"))


def test_a_format_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="format-not-there"):
        open_import(written(tmp_path, HEADER), format="nope", observed_at=NOW)


def test_columns_not_used_are_told_not_kept(tmp_path: Path) -> None:
    path = written(tmp_path, "mood," + HEADER + "good," + row(1))

    assert "columns-ignored" in notes_of(path)
    assert posts(read(path))[0].extra is None


@pytest.mark.parametrize(
    "yaml",
    [
        "network: x\ncolumns: &all {text: T, created_at: D}\nvalues: {kind: *all}\n",
        "network: x\nencoding: zlib\ncolumns: {text: T, created_at: D}\n",
        "network: x\nencoding: idna\ncolumns: {text: T, created_at: D}\n",
    ],
)
def test_a_mapping_that_repeats_itself_or_names_no_encoding_of_files_is_refused(tmp_path: Path, yaml: str) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text(yaml, encoding="utf-8")

    with pytest.raises(ImportRefused):
        load_mapping(path)
