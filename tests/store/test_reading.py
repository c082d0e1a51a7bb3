"""SQL over the lake: what a person may ask, and what nobody sees any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from palabre.errors import UsageError
from palabre.store import reading
from tests.building import LATER, a_deletion, a_post, an_actor, copied, part_files, store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from palabre.store import Workspace


@pytest.fixture(scope="module")
def told(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A workspace that the tests of this file only read."""
    workspace = copied(template, tmp_path_factory.mktemp("reading") / "w")
    store(workspace, a_post(1, "premier"), a_post(2, "second", actor=an_actor("bob")), a_post(3, "retiré"))
    store(workspace, a_post(2, "second, repris", actor=an_actor("bob")), observed_at=LATER)
    store(workspace, a_deletion("post", "n3"))
    yield workspace
    workspace.close()


def test_a_select_answers_with_the_newest_words_and_without_what_was_deleted(told: Workspace) -> None:
    answer = reading.user_query(told.lake, "SELECT text FROM posts ORDER BY native_id")

    assert answer.to_pylist() == [{"text": "premier"}, {"text": "second, repris"}]


@pytest.mark.parametrize(
    "sql",
    [
        "WITH p AS (SELECT * FROM posts) SELECT COUNT(*) FROM p",
        "SELECT p.text FROM posts AS p JOIN actors AS a ON a.actor_id = p.actor_id",
        "-- un commentaire\nSELECT 1;",
        "FROM posts SELECT COUNT(*)",
    ],
)
def test_ways_of_reading_are_allowed(told: Workspace, sql: str) -> None:
    assert reading.user_query(told.lake, sql).num_rows > 0


@pytest.mark.parametrize(
    "sql",
    [
        "DROP VIEW posts",
        "EXPLAIN SELECT * FROM posts",
        "CREATE TABLE x AS SELECT 1",
        "INSERT INTO posts SELECT * FROM posts",
        "DELETE FROM posts",
        "UPDATE posts SET text = ''",
        "COPY (SELECT 1) TO '{out}'",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '{out}'",
        "EXPORT DATABASE '{out}'",
        "ATTACH '{out}' AS x",
        "SET GLOBAL TimeZone = 'Europe/Paris'",
        "PRAGMA memory_limit = '1GB'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SELECT 1; SELECT 2",
        "SELECT 1; COPY (SELECT 1) TO '{out}'",
        "",
        "SELEC text FROM posts",
        "SELECT wrong FROM posts",
        "SELECT * FROM nowhere",
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM '{part}'",
        "SELECT * FROM read_parquet('{part}')",
        "SELECT * FROM glob('{folder}/*')",
    ],
)
def test_anything_but_reading_the_tables_is_refused(told: Workspace, tmp_path: Path, sql: str) -> None:
    (tmp_path / "letter.txt").write_text("hush")
    names = {
        "out": tmp_path / "out",
        "file": tmp_path / "letter.txt",
        "folder": tmp_path,
        "part": part_files(told)[0],
    }
    with pytest.raises(UsageError):
        reading.user_query(told.lake, sql.format(**names))

    assert not (tmp_path / "out").exists()
    assert reading.query(told.lake, "SELECT current_setting('TimeZone') AS zone")["zone"].to_pylist() == ["UTC"]


def test_what_the_house_registers_is_not_offered(told: Workspace) -> None:
    for name in ("hidden_post", "lake", "statements", "rows"):
        with pytest.raises(UsageError):
            reading.user_query(told.lake, f"SELECT * FROM {name}")


def test_a_value_is_never_read_as_sql(told: Workspace) -> None:
    odd = "'; DROP VIEW posts; --"

    assert reading.query(told.lake, "SELECT $odd AS odd FROM posts LIMIT 1", {"odd": odd}).to_pylist() == [{"odd": odd}]


def test_only_files_of_the_span_are_looked_at(workspace: Workspace) -> None:
    store(workspace, a_post(1), a_post(24 * 40, "ancien"))
    old = next(file for file in part_files(workspace) if "2026-10" in str(file) and file.parts[-3] == "posts")
    old.unlink()
    asked = "SELECT text FROM posts WHERE created_at >= TIMESTAMPTZ '2026-11-20'"
    since = a_post(24).created_at

    assert reading.query(workspace.lake, asked, since=since).num_rows == 1


def test_a_with_name_cannot_open_a_file(told: Workspace) -> None:
    part = part_files(told)[0]
    sql = f"""SELECT * FROM '{part}' WHERE EXISTS (WITH "{part}" AS (SELECT 1) SELECT 1)"""

    with pytest.raises(UsageError, match="sql-other-source"):
        reading.user_query(told.lake, sql)


def test_a_parameter_nobody_gives_is_a_refusal(told: Workspace) -> None:
    with pytest.raises(UsageError):
        reading.user_query(told.lake, "SELECT text FROM posts WHERE text = $1")
