"""The worker does what is queued, tells how far it is, and stops in order."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from palabre.errors import PalabreError
from palabre.listen import Filters, Request, overview, queue_import
from palabre.run import worker as working
from palabre.run.worker import Worker
from tests.building import a_deletion, a_post, rows_of, store

if TYPE_CHECKING:
    from palabre.store import Workspace
    from tests.building import Clock


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "posts.csv"
    rows = "".join(f"{n},2026-01-03T10:00:00Z,ana,bonjour {n}\n" for n in range(20_000))
    path.write_text("Id,Date,User,Text\n" + rows, encoding="utf-8")
    return path


def test_a_queued_import_is_done_and_its_progress_seen(workspace: Workspace, table: Path) -> None:
    job = queue_import(workspace, Request(path=table))

    assert Worker(workspace).work_once()

    done = workspace.jobs.one(job)
    assert (done.status, done.done, done.total) == ("done", table.stat().st_size, table.stat().st_size)
    assert done.result is not None
    assert done.result["stored"] == 20_000
    assert overview(workspace, Filters()).posts == 20_000


def test_a_refused_file_is_a_failed_job_with_its_sentence(workspace: Workspace, tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()
    job = queue_import(workspace, Request(path=empty))

    Worker(workspace).work_once()

    assert (workspace.jobs.one(job).status, workspace.jobs.one(job).error_id) == ("failed", "file-empty")


def test_asked_to_stop_the_worker_gives_its_job_back(workspace: Workspace, table: Path) -> None:
    job = queue_import(workspace, Request(path=table))
    worker = Worker(workspace)
    worker.stop()

    worker.work_once()

    assert workspace.jobs.one(job).status == "waiting"
    assert Worker(workspace).work_once()
    assert workspace.jobs.one(job).status == "done"
    assert len(rows_of(workspace, "posts")) == 20_000


def test_a_worker_whose_parent_is_gone_stops(workspace: Workspace) -> None:
    Worker(workspace, parent=1 if os.getppid() != 1 else 2).run()


def test_a_fault_in_a_job_is_a_failed_job_not_a_dead_worker(
    workspace: Workspace,
    table: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(working, "import_file", broken)
    job = queue_import(workspace, Request(path=table))

    Worker(workspace).work_once()

    assert (workspace.jobs.one(job).status, workspace.jobs.one(job).error_id) == ("failed", "job-broke")


def test_upkeep_counts_what_was_committed_and_closes_dead_imports(
    workspace: Workspace,
    clock: Clock,
) -> None:
    store(workspace, a_post(1), a_post(2))
    dead = workspace.jobs.begin("import-here", title="x.csv", payload={})
    clock.forward(minutes=5)

    Worker(workspace).work_once()

    assert overview(workspace, Filters()).posts == 2
    assert workspace.jobs.one(dead).error_id == "job-interrupted"


def test_erased_rows_leave_the_files_within_a_day(workspace: Workspace, clock: Clock) -> None:
    from palabre.listen import erase

    store(workspace, a_post(1), a_post(2))
    worker = Worker(workspace)
    worker.work_once()
    erase(workspace, "post", "x:n1", now=clock())

    for _ in range(24):
        clock.at += timedelta(hours=1)
        worker.work_once()

    assert [row["native_id"] for row in rows_of(workspace, "posts")] == ["n2"]


def test_upkeep_waits_when_the_lake_is_being_rewritten(workspace: Workspace) -> None:
    from palabre.store import rewrite

    store(workspace, a_post(1))
    with rewrite.rewriting(workspace.lake):
        Worker(workspace).work_once()

    with pytest.raises(PalabreError), rewrite.rewriting(workspace.lake), rewrite.rewriting(workspace.lake):
        pass


def test_what_was_deleted_leaves_the_counts_before_the_next_upkeep(workspace: Workspace, clock: Clock) -> None:
    store(workspace, a_post(1), a_post(2))
    worker = Worker(workspace)
    worker.work_once()
    assert overview(workspace, Filters()).posts == 2

    store(workspace, a_deletion("post", "n1"))
    clock.forward(seconds=3)
    worker.work_once()

    assert [row["n"] for row in rows_of(workspace, "posts_day")] == [1]
