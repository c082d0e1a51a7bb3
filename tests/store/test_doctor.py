"""What the doctor finds and mends, without losing a row that can be kept; a healthy workspace is left alone."""

from __future__ import annotations

import os
import shutil
from collections import namedtuple
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from deltalake import DeltaTable

from palabre.errors import StoreError, WorkspaceError
from palabre.model import STORED, TABLES, Table
from palabre.store import _delta, _parts, doctor, erasure, reading, rollups
from palabre.store.state import write_settings
from palabre.store.upkeep import tidy
from tests.building import (
    NOW,
    Waits,
    a_batch,
    a_deletion,
    a_figure,
    a_post,
    an_actor,
    contents,
    part_files,
    reopened,
    rows_of,
    store,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from palabre.store import Workspace
    from tests.building import Clock

POSTS = TABLES["posts"]
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def room_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the machine of the tests has left is no concern of theirs."""
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(10**12, 0, 10**12))


def examined(workspace: Workspace, *, mend: bool = True) -> list[tuple[str, bool]]:
    workspace.lake.forget()
    found = doctor.examine(workspace.path, mend=mend, clock=workspace.clock, wait=Waits())
    workspace.lake.forget()
    return [(one.message_id, one.mended) for one in found]


def entries(workspace: Workspace, table: str = "posts") -> list[Path]:
    return sorted(_delta.log_folder(workspace.lake.root / table).glob("0*.json"))


def fill(workspace: Workspace) -> None:
    for n in range(3):
        store(workspace, a_post(n, tags=("un",), callouts=("bob",)), an_actor("zoe", followers=n))
    rollups.refresh(workspace)


def test_a_healthy_workspace_has_no_finding_and_is_not_touched(workspace: Workspace) -> None:
    fill(workspace)
    store(workspace, a_post(1, "autres mots"), a_deletion("post", "n2"), observed_at=NOW + timedelta(hours=1))
    rollups.refresh(workspace)
    before = contents(workspace), part_files(workspace)

    assert examined(workspace, mend=False) == []
    assert examined(workspace) == []
    assert (contents(workspace), part_files(workspace)) == before


def test_an_empty_workspace_and_a_tidied_one_are_healthy(workspace: Workspace, clock: Clock) -> None:
    assert examined(workspace) == []
    fill(workspace)
    store(workspace, a_deletion("actor", "zoe"), a_deletion("post", "n1"))
    tidy(workspace, now=clock.forward(hours=1), everything=True)
    assert examined(workspace) == []


def test_files_that_newer_counts_replaced_are_no_leftovers(workspace: Workspace) -> None:
    fill(workspace)
    for file in part_files(workspace):
        os.utime(file, times=((NOW - timedelta(days=1)).timestamp(),) * 2)
    store(workspace, a_post(7))
    rollups.refresh(workspace)

    assert examined(workspace, mend=False) == []


def test_an_actor_who_takes_back_an_older_look_is_not_doubled(workspace: Workspace) -> None:
    for day, name in enumerate(["Ana", "Ana B.", "Ana"]):
        store(workspace, an_actor(display_name=name), observed_at=NOW + timedelta(days=day))

    assert examined(workspace) == []
    assert [row["display_name"] for row in rows_of(workspace, "actors")] != []
    assert len(rows_of(workspace, "actors")) == 3


def test_a_deletion_asked_again_is_not_doubled(workspace: Workspace) -> None:
    for day in (0, 5):
        gone = erasure.deletion_rows("post", [7], reason="erasure", now=NOW - timedelta(days=10 - day), ticket=None)
        erasure.delete(workspace, gone)

    assert examined(workspace) == []


@pytest.mark.parametrize("left", [b"", b'{"commitInfo":{"timestamp":17', b'{"add":{"path":"mon\xff\n'])
def test_a_torn_last_entry_is_taken_away(workspace: Workspace, left: bytes) -> None:
    fill(workspace)
    before = contents(workspace)
    torn = _delta.log_entry(workspace.lake.path_of(POSTS), len(entries(workspace)))
    torn.write_bytes(left)

    assert ("doctor-torn-commit", False) in examined(workspace, mend=False)
    assert torn.exists()
    assert examined(workspace) == [("doctor-torn-commit", True)]
    assert contents(workspace) == before
    assert examined(workspace) == []
    assert store(workspace, a_post(50)).stored == 1
    assert len(rows_of(workspace, "posts")) == 4


def test_a_table_torn_at_its_birth_is_made_again(workspace: Workspace) -> None:
    entries(workspace, "gaps")[0].write_bytes(b"")

    examined(workspace)

    assert examined(workspace) == []


def test_a_missing_table_is_made_again(workspace: Workspace) -> None:
    fill(workspace)
    shutil.rmtree(workspace.lake.root / "gaps")
    shutil.rmtree(workspace.path / "media")

    assert examined(workspace, mend=False) == [("doctor-folder-missing", False), ("doctor-table-missing", False)]
    assert examined(workspace) == [("doctor-folder-missing", True), ("doctor-table-missing", True)]
    assert examined(workspace) == []


def test_a_bad_checkpoint_is_taken_away(workspace: Workspace) -> None:
    for n in range(52):
        workspace.lake.append(POSTS, a_batch(a_post(n)).posts)
    rollups.refresh(workspace)
    folder = _delta.log_folder(workspace.lake.path_of(POSTS))
    checkpoint = next(iter(folder.glob("*.checkpoint.parquet")))
    checkpoint.write_bytes(checkpoint.read_bytes()[:40])

    assert examined(workspace) == [("doctor-bad-checkpoint", True)]
    assert not (folder / "_last_checkpoint").exists()
    assert len(rows_of(workspace, "posts")) == 52
    assert examined(workspace) == []


@pytest.mark.parametrize("left", [None, b"", b"PAR1 half of it"])
def test_a_lost_file_is_told_with_its_rows_and_the_others_are_kept(workspace: Workspace, left: bytes | None) -> None:
    fill(workspace)
    lost = workspace.lake.root / "posts" / workspace.lake.snapshot(POSTS).parts[0].path
    lost.unlink() if left is None else lost.write_bytes(left)
    found = doctor.examine(workspace.path, mend=True, clock=workspace.clock, wait=Waits())

    assert found[0].message_id == "doctor-files-lost"
    assert found[0].fields == {"table": "posts", "files": 1, "rows": 1, "months": "2026-11"}
    assert doctor.is_healthy(found)
    assert len(rows_of(workspace, "posts")) == 2
    assert sum(row["n"] for row in rows_of(workspace, "posts_day")) == 2
    assert examined(workspace) == []


@pytest.mark.parametrize("table", ["posts_day", "terms_day"])
def test_lost_counts_are_counted_again(workspace: Workspace, table: str) -> None:
    fill(workspace)
    before = rows_of(workspace, table)
    for part in workspace.lake.snapshot(TABLES[table]).parts:
        (workspace.lake.root / table / part.path).unlink()

    examined(workspace)

    assert before
    assert rows_of(workspace, table) == before
    assert examined(workspace) == []


@pytest.mark.parametrize("table", ["posts", "interactions", "actors", "posts_day", "terms_day"])
def test_rows_doubled_from_outside_become_one_again(workspace: Workspace, table: str) -> None:
    fill(workspace)
    before = contents(workspace)
    # Two OPTIMIZE of one version, as two programs from outside would run them.
    root = workspace.lake.root / table
    first, second = DeltaTable(root.as_uri()), DeltaTable(root.as_uri())
    rows = first.to_pyarrow_table() if hasattr(first, "to_pyarrow_table") else None
    assert rows is not None
    parts = _parts.write_parts(root, TABLES[table], rows.select(list(TABLES[table].names)).cast(schema(table)))
    _delta.commit(root, second, TABLES[table], _delta.Change(add=parts, changes_rows=False), at=NOW)
    assert len(rows_of(workspace, table)) == 2 * len(before[table])

    assert all(mended for _, mended in examined(workspace))
    assert contents(workspace) == before
    assert examined(workspace) == []


@pytest.mark.parametrize("at_once", [1, 1_000_000])
def test_rows_doubled_in_two_months_become_one_again(workspace: Workspace, monkeypatch, at_once: int) -> None:
    monkeypatch.setattr(doctor, "HASHES_AT_ONCE", at_once)
    monkeypatch.setattr(doctor, "KEYS_AT_ONCE", at_once)
    fill(workspace)
    moved = [a_post(n, created_at=NOW + timedelta(days=30 * n)) for n in (1, 2)]
    workspace.lake.append(POSTS, a_batch(*moved).posts, fresh=lambda _stored, rows: rows)
    rollups.refresh(workspace)
    before = contents(workspace)["posts"]

    (found,) = doctor.examine(workspace.path, mend=False, clock=workspace.clock, wait=Waits())
    assert (found.message_id, found.fields) == ("doctor-rows-moved", {"table": "posts", "rows": 2})
    assert len(before) == 5
    assert examined(workspace) == [("doctor-rows-moved", True), ("doctor-rollups-stale", True)]
    assert contents(workspace)["posts"] == [row for row in before if row["created_at"] <= NOW]
    assert examined(workspace) == []


def schema(table: str) -> Any:
    from palabre.store.schema import schema_of

    return schema_of(TABLES[table])


def test_stale_counts_are_found_and_made_again(workspace: Workspace) -> None:
    fill(workspace)
    right = rows_of(workspace, "posts_day")
    workspace.lake.append(POSTS, a_batch(a_post(30)).posts)

    assert examined(workspace, mend=False) == [("doctor-rollups-stale", False)]
    assert examined(workspace) == [("doctor-feed-behind", True)]
    assert sum(row["n"] for row in rows_of(workspace, "posts_day")) == sum(row["n"] for row in right) + 1
    assert examined(workspace) == []


def test_leftovers_of_a_kill_go_once_they_are_old_enough(workspace: Workspace) -> None:
    fill(workspace)
    needed = part_files(workspace)
    for age in (1, 7):
        left = workspace.lake.root / "posts" / "month=2026-11" / f"part-v1-{age}.parquet"
        shutil.copy(needed[0], left)
        os.utime(left, times=((NOW - timedelta(hours=age)).timestamp(),) * 2)

    assert examined(workspace, mend=False) == [("doctor-leftovers", False)]
    assert examined(workspace) == [("doctor-leftovers", True)]
    assert not left.exists()
    assert set(needed) <= set(part_files(workspace))
    assert examined(workspace) == []


def test_secrets_that_others_can_read_are_closed(workspace: Workspace) -> None:
    secrets = workspace.path / "secrets.toml"
    secrets.chmod(0o644)

    assert examined(workspace, mend=False) == [("doctor-secrets-open", False)]
    assert examined(workspace) == [("doctor-secrets-open", True)]
    assert secrets.stat().st_mode & 0o777 == 0o600


def test_jobs_nobody_will_finish_are_closed(workspace: Workspace, clock: Clock) -> None:
    here = workspace.jobs.begin("import-here", title="a.csv", payload={})
    queued = workspace.jobs.add("import", title="b.csv", payload={})
    assert examined(workspace) == []
    clock.forward(minutes=5)

    assert examined(workspace) == [("doctor-jobs-abandoned", True)]
    assert workspace.jobs.one(here).error_id == "job-interrupted"
    assert workspace.jobs.one(queued).status == "waiting"


def test_a_full_disk_is_told_and_the_rest_is_looked_at_all_the_same(workspace: Workspace, monkeypatch) -> None:
    fill(workspace)
    workspace.lake.append(POSTS, a_batch(a_post(30)).posts)
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(10**12, 10**12 - 5_000_000, 5_000_000))

    assert examined(workspace) == [("doctor-disk-low", False), ("doctor-feed-behind", True)]


def test_a_state_that_cannot_be_read_is_told(workspace: Workspace) -> None:
    workspace.close()
    for file in workspace.path.glob("state.sqlite*"):
        file.write_bytes(b"not a database, " * 400)

    assert examined(workspace) == [("state-unreadable", False)]


@pytest.mark.parametrize("closed", ["", "lake", "state.sqlite", "lake/posts/_delta_log"])
def test_what_cannot_be_written_is_told_and_nothing_else(workspace: Workspace, monkeypatch, closed: str) -> None:
    access, shut = os.access, workspace.path / closed
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != shut and access(path, mode))

    for mend in (False, True):
        (found,) = doctor.examine(workspace.path, mend=mend, clock=workspace.clock, wait=Waits())
        assert (found.message_id, found.fields, found.mended) == ("doctor-cannot-write", {"path": shut}, False)


def test_a_folder_that_is_no_workspace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="no-such-workspace"):
        doctor.examine(tmp_path, mend=True, clock=lambda: NOW, wait=Waits())


def test_no_stored_table_is_forgotten_by_the_check_for_doubles(workspace: Workspace, monkeypatch) -> None:
    seen: list[str] = []
    doubled = doctor._doubled

    def watched(one: Workspace, table: Table, *, mend: bool) -> Iterator[doctor.Finding]:
        seen.append(table.name)
        return doubled(one, table, mend=mend)

    monkeypatch.setattr(doctor, "_doubled", watched)
    examined(workspace)

    assert seen == [table.name for table in STORED]
    assert reading.query(workspace.lake, "SELECT COUNT(*) AS n FROM posts")["n"].to_pylist() == [0]


def test_a_lost_table_is_never_made_again_empty_without_a_word(workspace: Workspace) -> None:
    fill(workspace)
    shutil.rmtree(workspace.lake.root / "posts")

    with pytest.raises(StoreError, match="lake-table-missing"):
        reopened(workspace.path)
    assert examined(workspace) == [("doctor-table-lost", False)]
    assert not (workspace.lake.root / "posts").exists()


def test_a_table_that_a_newer_palabre_brings_is_made_and_not_told_lost(workspace: Workspace, clock: Clock) -> None:
    """As a workspace of before daily figures of accounts: neither the table nor its name is there."""
    shutil.rmtree(workspace.lake.root / "account_metrics")
    known = " ".join(name for name in TABLES if name != "account_metrics")
    write_settings(workspace.state, {"tables": known})

    assert doctor.examine(workspace.path, mend=False, clock=clock, wait=Waits()) == ()
    again = reopened(workspace.path)
    assert store(again, a_figure(3)).figures == 1
    again.close()
    shutil.rmtree(workspace.lake.root / "account_metrics")
    found = doctor.examine(workspace.path, mend=True, clock=clock, wait=Waits())
    assert [(one.message_id, one.mended) for one in found] == [("doctor-table-lost", False)]


def test_a_strategy_that_people_changed_is_told_and_is_no_fault(workspace: Workspace) -> None:
    file = workspace.path / "strategy.yaml"
    file.write_text("version: 1\n", encoding="utf-8")
    assert examined(workspace) == []
    workspace.strategies.save("version: 1\n", author="Ana")
    assert examined(workspace) == []

    for text, message in (("objectives: [", "unreadable"), ("language: fr\n", "changed"), (None, "gone")):
        if text is None:
            file.unlink()
        else:
            file.write_text(text, encoding="utf-8")
        found = doctor.examine(workspace.path, mend=True, clock=workspace.clock, wait=Waits())
        assert [one.message_id for one in found] == [f"doctor-strategy-{message}"]
        assert doctor.is_healthy(found)
        assert not file.exists() if text is None else file.read_text(encoding="utf-8") == text
