"""Jobs: one owner at a time, work of the dead taken over, nothing tried forever."""

from __future__ import annotations

import multiprocessing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from palabre.errors import NotFound, StoreError
from palabre.store import JobLost, Jobs
from palabre.store.jobs import LEASE, MOST_ATTEMPTS
from palabre.store.state import open_state
from tests.building import NOW, Clock

if TYPE_CHECKING:
    from multiprocessing.queues import Queue
    from pathlib import Path

    from palabre.store import Workspace

KINDS = ("import",)


class Elsewhere(Jobs):
    """The jobs as another process sees them."""

    me = "elsewhere:1"


def queued(jobs: Jobs, title: str = "a.csv", **more: str) -> int:
    return jobs.add("import", title=title, payload={"path": title}, **more)


def claim_all(path: Path, taken: Queue[list[int]]) -> None:
    """What each of two processes does: takes jobs until there are none."""
    jobs, mine = Jobs(open_state(path), Clock()), []
    while (job := jobs.claim(KINDS)) is not None:
        mine.append(job.job_id)
    taken.put(mine)


def test_the_oldest_job_of_a_kind_is_claimed_first_and_once(workspace: Workspace) -> None:
    jobs = workspace.jobs
    first, second = queued(jobs, "a.csv"), queued(jobs, "b.csv")
    jobs.add("compact", title="c", payload={})

    claimed = [jobs.claim(KINDS), Elsewhere(jobs.engine, jobs.clock).claim(KINDS), jobs.claim(KINDS)]

    assert [job.job_id if job else None for job in claimed] == [first, second, None]
    assert claimed[0] is not None
    assert (claimed[0].status, claimed[0].attempts, claimed[0].payload) == ("running", 1, {"path": "a.csv"})


@pytest.mark.slow
def test_two_processes_never_get_the_same_job(workspace: Workspace) -> None:
    wanted = [queued(workspace.jobs, f"{n}.csv") for n in range(60)]
    spawn = multiprocessing.get_context("spawn")
    taken: Queue[list[int]] = spawn.Queue()
    both = [spawn.Process(target=claim_all, args=(workspace.path / "state.sqlite", taken)) for _ in range(2)]
    for one in both:
        one.start()
    got = sorted(taken.get(timeout=60) + taken.get(timeout=60))
    for one in both:
        one.join(timeout=30)

    assert got == wanted


def test_a_lease_that_ran_out_is_taken_over_and_its_owner_told(workspace: Workspace, clock: Clock) -> None:
    jobs, other = workspace.jobs, Elsewhere(workspace.state, clock)
    job = queued(jobs)
    jobs.claim(KINDS)
    clock.at = NOW + LEASE
    assert other.claim(KINDS) is None
    clock.forward(seconds=1)
    taken = other.claim(KINDS)

    assert taken is not None
    assert (taken.job_id, taken.attempts) == (job, 2)
    for told in (lambda: jobs.progress(job, done=1, total=2), lambda: jobs.finish(job, {}), lambda: jobs.release(job)):
        with pytest.raises(JobLost):
            told()
    other.finish(job, {"stored": 1})
    assert jobs.one(job).result == {"stored": 1}


def test_progress_renews_the_lease(workspace: Workspace, clock: Clock) -> None:
    job = queued(workspace.jobs)
    workspace.jobs.claim(KINDS)
    clock.forward(seconds=20)
    workspace.jobs.progress(job, done=5, total=None)
    clock.forward(seconds=20)

    assert Elsewhere(workspace.state, clock).claim(KINDS) is None
    assert (workspace.jobs.one(job).done, workspace.jobs.one(job).total) == (5, None)


def test_an_equal_key_gives_the_job_already_there(workspace: Workspace) -> None:
    first = queued(workspace.jobs, key="k")

    assert queued(workspace.jobs, key="k") == first
    assert queued(workspace.jobs, key="l") != first
    assert len(workspace.jobs.recent()) == 2


def test_a_job_is_not_tried_for_ever(workspace: Workspace, clock: Clock) -> None:
    job, after = queued(workspace.jobs), queued(workspace.jobs, "b.csv")
    claimed = []
    for _ in range(MOST_ATTEMPTS + 1):
        taken = workspace.jobs.claim(KINDS)
        claimed.append(taken.job_id if taken else None)
        clock.forward(minutes=1)
        if taken and taken.job_id == after:
            break

    assert claimed == [job] * MOST_ATTEMPTS + [after]
    assert (workspace.jobs.one(job).status, workspace.jobs.one(job).error_id) == ("failed", "job-tried-too-often")


def test_a_job_given_back_is_taken_at_once_and_costs_no_attempt(workspace: Workspace, clock: Clock) -> None:
    job = queued(workspace.jobs)
    workspace.jobs.claim(KINDS)
    workspace.jobs.release(job)

    again = Elsewhere(workspace.state, clock).claim(KINDS)

    assert again is not None
    assert again.attempts == 1


def test_a_failure_keeps_its_message_and_a_finished_job_stays_finished(workspace: Workspace) -> None:
    job = workspace.jobs.begin("import-here", title="a.csv", payload={})
    workspace.jobs.fail(job, StoreError("lake-cannot-write", path=workspace.path, why="full"))

    failed = workspace.jobs.one(job)
    assert (failed.status, failed.error_id) == ("failed", "lake-cannot-write")
    assert failed.error_fields == {"path": str(workspace.path), "why": "full"}
    assert failed.finished_at == NOW
    with pytest.raises(JobLost):
        workspace.jobs.finish(job, {})


def test_only_leases_that_ran_out_are_abandoned(workspace: Workspace, clock: Clock) -> None:
    workspace.jobs.begin("import-here", title="a.csv", payload={})
    assert workspace.jobs.close_abandoned(("import-here",)) == 0
    clock.forward(seconds=LEASE / timedelta(seconds=1) + 1)

    assert workspace.jobs.close_abandoned(("import",)) == 0
    assert workspace.jobs.close_abandoned(("import-here",)) == 1


def test_a_job_that_is_not_there_is_said_so(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="no-such-job"):
        workspace.jobs.one(999)
