"""Files that were sent: what they are called, what is left of one that never arrived, and when they go."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from palabre.errors import UsageError
from palabre.listen import uploads
from palabre.listen.uploads import Incoming, Upload, safe_name
from palabre.run.worker import Worker
from palabre.store import Workspace, rollups
from tests.building import Clock

PLAIN = b"id,author,created_at,text\n1,lea,2026-06-01T10:00:00Z,Le tram\n"
DIES = """
import os, sys
from pathlib import Path
from palabre.listen.uploads import Incoming
from palabre.store import open_workspace
from palabre.run import clock
incoming = Incoming(open_workspace(Path(sys.argv[1]), clock=clock.now, wait=clock.wait), "big.zip")
incoming.write(b"x" * 100_000)
print("written", flush=True)
sys.stdin.read()
"""


def sent(workspace: Workspace, content: bytes = PLAIN, name: str = "export.csv", **how: datetime) -> Upload:
    incoming = Incoming(workspace, name)
    try:
        incoming.write(content)
        return incoming.finish(**how)
    finally:
        incoming.close()


def left(workspace: Workspace) -> list[str]:
    return sorted(path.name for path in (workspace.path / "imports").iterdir())


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("export.csv", "export.csv"),
        ("../../../etc/passwd", "passwd"),
        ("C:\\Users\\lea\\été.csv", "été.csv"),
        ("/absolute.zip", "absolute.zip"),
        ("..", "file"),
        ("", "file"),
        (" . ", "file"),
        (".hidden", "hidden"),
        ("a\x00b\nc\u202e.csv", "abc.csv"),
        ("part [1] of *?.csv", "part _1_ of __.csv"),
        ("e\u0301te\u0301.csv", "été.csv"),
    ],
)
def test_a_name_is_made_safe_and_keeps_what_it_says(name: str, kept: str) -> None:
    assert safe_name(name) == kept


@pytest.mark.parametrize("letter", ["x", "é", "🧀"])
def test_a_long_name_is_cut_where_a_disk_would_refuse_it_and_keeps_its_ending(letter: str) -> None:
    short = safe_name(letter * 500 + ".tar.gz")

    assert len(short.encode()) <= uploads.LONGEST_NAME
    assert short.endswith(".gz")


def test_a_file_is_one_only_when_it_is_whole(workspace: Workspace) -> None:
    incoming = Incoming(workspace, "export.csv")
    incoming.write(PLAIN)
    assert uploads.uploads(workspace) == ()

    incoming.close()
    assert left(workspace) == []

    one = sent(workspace)
    assert uploads.uploads(workspace) == (one,)
    assert one.path.read_bytes() == PLAIN
    assert one.path.is_relative_to(workspace.path)


def test_what_a_killed_process_leaves_is_swept_and_what_a_living_one_receives_is_not(workspace: Workspace) -> None:
    command = [sys.executable, "-c", DIES, str(workspace.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"written\n"

        assert uploads.sweep(workspace) == 0
        assert len(left(workspace)) == 1

        os.kill(other.pid, signal.SIGKILL)
        other.wait()
    assert uploads.sweep(workspace) == 1
    assert left(workspace) == []


def test_a_disk_without_room_refuses_before_it_is_full(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "room", lambda _workspace: 10)
    incoming = Incoming(workspace, "export.csv")

    with pytest.raises(UsageError, match="upload-no-room"):
        incoming.write(PLAIN)
    incoming.close()

    assert left(workspace) == []


def test_a_file_goes_once_it_is_imported_and_its_import_is_remembered(workspace: Workspace) -> None:
    one = sent(workspace)
    job = uploads.queue_upload(workspace, one)
    assert uploads.sweep(workspace) == 0
    assert one.is_here

    Worker(workspace).work_once()
    assert uploads.sweep(workspace) == 1

    assert not one.is_here
    assert workspace.jobs.one(job).status == "done"
    assert [kept.about.job_id for kept in uploads.uploads(workspace)] == [job]


def test_a_file_nobody_imports_goes_after_a_week(workspace: Workspace, clock: Clock) -> None:
    sent(workspace)
    clock.forward(days=6)
    assert uploads.sweep(workspace) == 0

    clock.forward(days=2)
    assert uploads.sweep(workspace) == 1
    assert left(workspace) == []


def test_asked_twice_the_import_is_one(workspace: Workspace) -> None:
    one = sent(workspace)

    assert uploads.queue_upload(workspace, one) == uploads.queue_upload(workspace, one)
    assert len(workspace.jobs.recent()) == 1


def test_a_failed_import_can_be_asked_again(workspace: Workspace) -> None:
    one = sent(workspace, b"a,b\n1,2\n")
    first = uploads.queue_upload(workspace, one)
    Worker(workspace).work_once()
    assert workspace.jobs.one(first).status == "failed"

    second = uploads.queue_upload(workspace, uploads.upload(workspace, one.upload_id))

    assert second != first
    assert workspace.jobs.one(second).status == "waiting"


def test_a_file_is_dated_as_its_sender_says_and_its_twin_as_itself(workspace: Workspace, clock: Clock) -> None:
    said = datetime(2026, 10, 1, tzinfo=UTC)

    first = sent(workspace, modified_at=said)
    clock.forward(days=1)
    twin = sent(workspace, name="copy.csv")
    other = sent(
        workspace, PLAIN + b"2,tom,2026-06-01T10:00:00Z,Le bus\n", modified_at=datetime(2090, 1, 1, tzinfo=UTC)
    )

    assert [one.path.stat().st_mtime for one in (first, twin)] == [said.timestamp()] * 2
    assert other.path.stat().st_mtime == clock().timestamp()


def test_a_cancelled_import_stops_and_keeps_its_file(workspace: Workspace) -> None:
    one = sent(workspace)
    job = uploads.queue_upload(workspace, one)

    assert workspace.jobs.cancel(job)
    assert not Worker(workspace).work_once()

    assert workspace.jobs.one(job).error_id == "job-cancelled"
    assert not workspace.jobs.cancel(job)
    assert one.is_here


def test_a_running_import_that_is_cancelled_is_left_by_its_worker(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = uploads.queue_upload(workspace, sent(workspace))
    refresh = rollups.refresh

    def cancelled_meanwhile(ws: Workspace, **asked: bool) -> object:
        workspace.jobs.cancel(job)
        return refresh(ws, **asked)

    monkeypatch.setattr(rollups, "refresh", cancelled_meanwhile)
    Worker(workspace).work_once()

    assert (workspace.jobs.one(job).status, workspace.jobs.one(job).error_id) == ("failed", "job-cancelled")


def test_what_is_kept_of_a_file_is_for_its_owner_alone(workspace: Workspace) -> None:
    one = sent(workspace)

    assert (workspace.path / "imports").stat().st_mode & 0o077 == 0
    assert one.folder.stat().st_mode & 0o077 == 0
    assert Path(one.folder).parent == workspace.path / "imports"
