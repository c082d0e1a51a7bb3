"""The traps of the lake: each of these lost, doubled or hid rows once, somewhere."""

from __future__ import annotations

import ast
import errno
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from deltalake import DeltaTable

from palabre.errors import StoreError, UsageError, WorkspaceError
from palabre.model import TABLES, Table
from palabre.store import _delta, _parts, create_workspace, lake, migrate, reading, rewrite
from palabre.store._delta import Change, Conflict
from palabre.store.schema import schema_of
from tests.building import NOW, Clock, Waits, a_batch, a_post, everything, part_files, reopened, rows_of, store

if TYPE_CHECKING:
    from palabre.store import Workspace

SOURCE = Path(rewrite.__file__).parents[1]
POSTS = TABLES["posts"]
NATIVE = {"optimize", "compact", "z_order", "merge", "delete", "update", "write_deltalake"}


def posts_of(*numbers: int) -> pa.Table:
    return a_batch(*(a_post(n) for n in numbers)).posts


def ids_of(workspace: Workspace) -> list[str]:
    return sorted(row["native_id"] for row in rows_of(workspace, "posts"))


def test_no_file_of_ours_calls_what_doubles_rows() -> None:
    from_delta = [file for file in SOURCE.rglob("*.py") if "deltalake" in file.read_text(encoding="utf-8")]
    called = {
        (file.name, node.func.attr)
        for file in from_delta
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }

    assert from_delta
    assert not {name for name in called if name[1] in NATIVE}
    assert not [file for file in SOURCE.rglob("*.py") if ".optimize" in file.read_text(encoding="utf-8")]


def test_the_second_of_two_rewrites_of_one_version_is_refused(workspace: Workspace, monkeypatch) -> None:
    for n in range(4):
        store(workspace, a_post(n))
    write = rewrite._write
    beaten: list[Exception] = []

    def overtaken(*asked: Any) -> Any:
        written = write(*asked)
        if not beaten:
            beaten.append(Exception())
            rewrite.compact(workspace.lake, POSTS, everything=True)
        return written

    monkeypatch.setattr(rewrite, "_write", overtaken)
    with pytest.raises(StoreError) as refused:
        rewrite.compact(workspace.lake, POSTS, everything=True)

    assert refused.value.message_id == "lake-being-rewritten"
    assert ids_of(workspace) == ["n0", "n1", "n2", "n3"]
    assert len({part.path for part in workspace.lake.snapshot(POSTS).parts}) == 1


def test_an_append_during_a_rewrite_is_kept(workspace: Workspace, monkeypatch) -> None:
    for n in range(4):
        store(workspace, a_post(n))
    write = rewrite._write

    def overtaken(*asked: Any) -> Any:
        store(workspace, a_post(4))
        return write(*asked)

    monkeypatch.setattr(rewrite, "_write", overtaken)
    rewrite.compact(workspace.lake, POSTS, everything=True)

    assert ids_of(workspace) == ["n0", "n1", "n2", "n3", "n4"]
    assert len(workspace.lake.snapshot(POSTS).parts) == 2


def test_two_rewriters_cannot_hold_the_lake(workspace: Workspace) -> None:
    other = reopened(workspace.path)

    refused = pytest.raises(StoreError, match="lake-being-rewritten")
    with rewrite.rewriting(workspace.lake), refused, rewrite.rewriting(other.lake):
        pass
    with rewrite.rewriting(other.lake):
        other.close()


def test_every_commit_is_made_on_a_fresh_handle(workspace: Workspace, monkeypatch) -> None:
    handles: list[int] = []
    commit = _delta.commit

    def watched(root: Path, log: DeltaTable, table: Table, change: Change, *, at: datetime) -> int:
        newest = max(int(entry.stem) for entry in _delta.log_folder(root).glob("*.json"))
        assert log.version() == newest
        assert id(log) not in handles
        handles.append(id(log))
        kept.append(log)
        return commit(root, log, table, change, at=at)

    kept: list[DeltaTable] = []
    monkeypatch.setattr(_delta, "commit", watched)
    for n in range(3):
        store(workspace, a_post(n))
    rewrite.compact(workspace.lake, POSTS, everything=True)

    assert len(handles) >= 4


def test_rows_are_on_the_disk_before_the_log_names_them_and_the_log_before_we_say_so(
    workspace: Workspace, monkeypatch
) -> None:
    root = workspace.lake.path_of(POSTS)
    told: list[str] = []
    fsync, write = os.fsync, DeltaTable.create_write_transaction

    def seen(descriptor: int) -> None:
        path = Path(os.readlink(f"/proc/self/fd/{descriptor}"))
        told.append("part" if path.suffix == ".parquet" else path.name)
        fsync(descriptor)

    def named(*asked: Any, **more: Any) -> None:
        told.append("commit")
        write(*asked, **more)

    monkeypatch.setattr(os, "fsync", seen)
    monkeypatch.setattr(DeltaTable, "create_write_transaction", named)
    workspace.lake.append(POSTS, posts_of(1))
    version = workspace.lake.snapshot(POSTS).version

    place = told.index("commit")
    assert {"part", "month=2026-11", root.name} <= set(told[:place])
    assert told[:place].index("part") < told[:place].index("month=2026-11")
    assert told[place + 1 :] == [f"{version:020d}.json", "_delta_log"]


def test_a_beaten_append_looks_again_and_doubles_nothing(workspace: Workspace, monkeypatch) -> None:
    other, commit = reopened(workspace.path), _delta.commit
    beaten: list[bool] = []

    def overtaken(*asked: Any, **more: Any) -> int:
        if not beaten:
            beaten.append(True)
            other.lake.append(POSTS, posts_of(1, 2))
        return commit(*asked, **more)

    monkeypatch.setattr(_delta, "commit", overtaken)
    done = workspace.lake.append(POSTS, posts_of(1, 2, 3))

    assert (done.rows, done.known) == (1, 2)
    assert ids_of(workspace) == ["n1", "n2", "n3"]
    assert len(part_files(workspace)) == 2
    assert isinstance(workspace.wait, Waits)
    assert len(workspace.wait.asked) == 1


def test_an_append_that_is_always_beaten_gives_up_and_leaves_no_file(workspace: Workspace, monkeypatch) -> None:
    def beaten(*_asked: Any, **_more: Any) -> int:
        raise Conflict("again")

    monkeypatch.setattr(_delta, "commit", beaten)
    with pytest.raises(StoreError, match="lake-too-many-conflicts"):
        workspace.lake.append(POSTS, posts_of(1))

    assert isinstance(workspace.wait, Waits)
    assert len(workspace.wait.asked) == lake.ATTEMPTS
    assert max(workspace.wait.asked) <= lake.LONGEST_WAIT_S * 1.5
    assert part_files(workspace) == []


def test_a_source_number_is_taken_once(workspace: Workspace) -> None:
    first = workspace.lake.append(POSTS, posts_of(1), source=("radio", 7), notes={"palabre.cursor": "seven"})
    again = workspace.lake.append(POSTS, posts_of(2), source=("radio", 7))
    empty = workspace.lake.append(POSTS, posts_of(1), source=("radio", 8))
    other = workspace.lake.append(POSTS, posts_of(3), source=("radio", 8))

    log = _delta.open_log(workspace.lake.path_of(POSTS))
    assert (first.rows, again.rows, empty.rows, other.rows) == (1, 0, 0, 0)
    assert log.transaction_version("radio") == 8
    assert "seven" in {entry.get("palabre.cursor") for entry in log.history()}
    assert ids_of(workspace) == ["n1"]


@pytest.mark.parametrize("name", ["avec espace, été à Noël", "n°1 #deux 100% sûr", "l'été {x} 'q' 日本"])
def test_a_workspace_lives_under_any_name(tmp_path: Path, name: str) -> None:
    made = create_workspace(tmp_path / name, lang="fr", purpose="essai", clock=Clock(), wait=Waits())
    store(made, a_post(1))
    store(made, a_post(2))
    with rewrite.rewriting(made.lake):
        rewrite.compact(made.lake, POSTS, everything=True)
        rewrite.vacuum(made.lake, POSTS)
    made.close()

    again = reopened(tmp_path / name)
    assert reading.query(again.lake, "SELECT COUNT(*) AS n FROM posts")["n"].to_pylist() == [2]
    assert {path.name for path in tmp_path.iterdir()} == {name}
    again.close()


@pytest.mark.parametrize("name", ["a[b]", "a*", "a?", "50%41", "a\\b", "a\nb"])
def test_a_name_that_readers_would_take_for_another_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="workspace-bad-path"):
        create_workspace(tmp_path / name, lang="fr", purpose="essai", clock=Clock(), wait=Waits())

    assert list(tmp_path.iterdir()) == []


def test_folders_above_are_not_taken_for_columns(tmp_path: Path) -> None:
    made = create_workspace(tmp_path / "network=y" / "text=z", lang="fr", purpose="x", clock=Clock(), wait=Waits())
    store(made, a_post(1, "vrai"))

    row = reading.query(made.lake, "SELECT network, text FROM posts").to_pylist()[0]
    made.close()

    assert row == {"network": "x", "text": "vrai"}


def test_a_column_added_later_is_blank_in_older_files(workspace: Workspace, monkeypatch) -> None:
    store(workspace, a_post(1))
    row = posts_of(2).append_column("mood", pa.array(["gai"])).append_column("echoes", pa.array([[1, 2]]))
    newer = replace(
        POSTS, version=2, columns=(*POSTS.columns, ("mood", "str"), ("echoes", "list<i64>")),
        added=(("mood", 2), ("echoes", 2)),
    )  # fmt: skip
    monkeypatch.setitem(TABLES, "posts", newer)

    changed = migrate.migrate_lake(workspace.lake)
    done = workspace.lake.append(newer, row)
    before = reading.query(workspace.lake, "SELECT native_id, mood, echoes FROM posts ORDER BY native_id").to_pylist()
    rewrite.compact(workspace.lake, newer, everything=True)
    after = reading.query(workspace.lake, "SELECT native_id, mood, echoes FROM posts ORDER BY native_id").to_pylist()

    assert (changed, done.rows) == (("posts",), 1)
    assert before == after
    assert [(row["mood"], row["echoes"]) for row in after] == [(None, None), ("gai", [1, 2])]
    assert len(workspace.lake.snapshot(newer).parts) == 1
    assert migrate.migrate_lake(workspace.lake) == ()


def test_a_table_of_a_newer_palabre_is_left_alone(workspace: Workspace, monkeypatch) -> None:
    log = _delta.open_log(workspace.lake.path_of(POSTS))
    log.alter.set_table_description('{"palabre.schema": 3}')
    monkeypatch.setitem(TABLES, "actors", replace(TABLES["actors"], version=2))
    versions = {name: workspace.lake.snapshot(table).version for name, table in TABLES.items()}

    with pytest.raises(WorkspaceError, match="workspace-newer"):
        reopened(workspace.path)

    workspace.lake.forget()
    assert {name: workspace.lake.snapshot(table).version for name, table in TABLES.items()} == versions


def test_times_come_back_as_they_were_aware_and_utc(workspace: Workspace) -> None:
    paris = timezone(timedelta(hours=2))
    said = datetime(2026, 10, 31, 23, 59, 59, 999_999, tzinfo=UTC)
    store(workspace, a_post(1, created_at=said.astimezone(paris)), observed_at=NOW.astimezone(paris))

    answer = reading.query(workspace.lake, "SELECT *, DATE_TRUNC('day', created_at) AS day FROM posts")
    row = answer.to_pylist()[0]

    assert (row["created_at"], row["observed_at"]) == (said, NOW)
    assert row["day"] == datetime(2026, 10, 31, tzinfo=UTC)
    assert row["created_at"].utcoffset() == timedelta(0)
    assert [part.month for part in workspace.lake.snapshot(POSTS).parts] == ["2026-10"]
    assert answer.schema.field("created_at").type == pa.timestamp("us", tz="UTC")


def recast(table: pa.Table, name: str, kind: pa.DataType) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), name, table[name].cast(kind))


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda rows: recast(rows, "created_at", pa.timestamp("ns", tz="UTC")), "created_at: timestamp[ns, tz=UTC]"),
        (lambda rows: recast(rows, "created_at", pa.timestamp("us", tz="Europe/Paris")), "created_at"),
        (lambda rows: recast(rows, "created_at", pa.timestamp("us")), "created_at: timestamp[us]"),
        (lambda rows: recast(rows, "created_at", pa.string()), "created_at: string"),
        (lambda rows: recast(rows, "text", pa.large_string()), "text: large_string"),
        (lambda rows: rows.set_column(11, "text", rows["text"].dictionary_encode()), "text: dictionary"),
        (lambda rows: recast(rows, "run_id", pa.int32()), "run_id: int32"),
        (lambda rows: rows.drop_columns(["extra"]), "extra: missing"),
        (lambda rows: rows.append_column("mood", pa.array(["gai"])), "mood: string"),
        (lambda rows: rows.select(list(reversed(rows.column_names))), "order"),
    ],
)
def test_columns_that_would_be_cast_in_silence_are_refused(workspace: Workspace, spoil, told: str) -> None:
    assert posts_of(1).schema.equals(schema_of(POSTS))
    with pytest.raises(StoreError, match="lake-wrong-columns") as refused:
        workspace.lake.append(POSTS, spoil(posts_of(1)))

    assert told in str(refused.value.fields["columns"])
    assert "bonjour" not in str(refused.value)


@pytest.mark.parametrize("step", ["write", "close", "fsync"])
def test_a_full_disk_is_told_and_leaves_nothing_behind(workspace: Workspace, monkeypatch, step: str) -> None:
    def full(*_asked: Any, **_more: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    import pyarrow.parquet as pq

    store(workspace, a_post(1))
    before = everything(workspace, "posts"), part_files(workspace)
    place = {"write": (pq.ParquetWriter, "write_table"), "close": (pq.ParquetWriter, "close"), "fsync": (os, "fsync")}
    with monkeypatch.context() as broken:
        broken.setattr(*place[step], full)
        with pytest.raises(StoreError, match="lake-cannot-write"):
            workspace.lake.append(POSTS, posts_of(2, 1_000))

    assert (everything(workspace, "posts"), part_files(workspace)) == before
    assert workspace.lake.append(POSTS, posts_of(2, 1_000)).rows == 2


def test_a_disk_full_at_the_commit_itself_is_told(workspace: Workspace, monkeypatch) -> None:
    def full(*_asked: Any, **_more: Any) -> None:
        raise OSError("Generic LocalFileSystem error: No space left on device (os error 28)")

    with monkeypatch.context() as broken:
        broken.setattr(DeltaTable, "create_write_transaction", full)
        with pytest.raises(StoreError, match="lake-cannot-write"):
            workspace.lake.append(POSTS, posts_of(1))

    assert ids_of(workspace) == []
    assert workspace.lake.append(POSTS, posts_of(1)).rows == 1


def test_a_disk_full_during_a_compaction_is_told(workspace: Workspace, monkeypatch) -> None:
    import pyarrow.parquet as pq

    def full(*_asked: Any, **_more: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    store(workspace, a_post(1))
    store(workspace, a_post(2))
    before = part_files(workspace)
    with monkeypatch.context() as broken:
        broken.setattr(pq.ParquetWriter, "write_table", full)
        with pytest.raises(StoreError, match="lake-cannot-write"):
            rewrite.compact(workspace.lake, POSTS, everything=True)

    assert part_files(workspace) == before
    assert ids_of(workspace) == ["n1", "n2"]


def test_each_month_has_its_files_whatever_the_order_of_rows(workspace: Workspace) -> None:
    moments = [datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC), NOW, datetime(2026, 1, 1, tzinfo=UTC)]
    store(workspace, *(a_post(n, created_at=moment) for n, moment in enumerate(moments)))

    parts = workspace.lake.snapshot(POSTS).parts

    assert [(part.month, part.first, part.last, part.rows) for part in parts] == [
        (f"{moment:%Y-%m}", moment, moment, 1) for moment in sorted(moments)
    ]
    assert list(_parts.by_month(POSTS, posts_of())) == []


def test_small_files_wait_for_company_and_then_become_one(workspace: Workspace, monkeypatch) -> None:
    monkeypatch.setattr(rewrite, "SMALL_FILES", 4)
    for n in range(rewrite.SMALL_FILES - 1):
        workspace.lake.append(POSTS, posts_of(n))
    alone = rewrite.compact(workspace.lake, POSTS)
    workspace.lake.append(POSTS, posts_of(400, 90))
    together = rewrite.compact(workspace.lake, POSTS)

    assert (alone.files_before, together.files_before, together.files_after) == (0, rewrite.SMALL_FILES, 1)
    assert len(ids_of(workspace)) == rewrite.SMALL_FILES + 1


def test_a_reader_with_an_old_list_looks_again_once(workspace: Workspace) -> None:
    for n in range(3):
        store(workspace, a_post(n))
    reader = reopened(workspace.path)
    assert reading.query(reader.lake, "SELECT * FROM posts").num_rows == 3
    rewrite.compact(workspace.lake, POSTS, everything=True)
    rewrite.vacuum(workspace.lake, POSTS)
    # The reader missed the commit: as when a query is planned just before the files go.
    old = reader.lake._seen["posts"]
    reader.lake._seen["posts"] = replace(old, version=workspace.lake.snapshot(POSTS).version)

    assert reading.query(reader.lake, "SELECT * FROM posts").num_rows == 3
    reader.close()
