"""The worker: a process of its own for whatever takes long, so that pages stay quick.

It claims jobs under a lease, tells their progress, follows the feed to keep daily counts fresh, and tidies the lake.
Asked to stop, it gives back the job it has, unfinished: what was committed stays, the rest is done next time.
"""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

from palabre.errors import PalabreError
from palabre.listen import mentions, uploads
from palabre.listen.files import JOB, JOB_HERE, import_file
from palabre.listen.request import Request
from palabre.listen.taking_stock import keeping
from palabre.reports import files as report_files
from palabre.reports import strategy_files
from palabre.run import clock
from palabre.run.priority import step_aside
from palabre.store import Job, JobLost, Workspace, open_workspace, rollups
from palabre.store.upkeep import merge_small_files, tidy
from palabre.strategy import keeping as evidence

log = logging.getLogger(__name__)
IDLE_SECONDS = 0.5
UPKEEP_EVERY = timedelta(minutes=1)
LOOK_EVERY = timedelta(seconds=2)
PURGE_EVERY = timedelta(hours=12)
Progress = Callable[[int, int], None]


class Stopped(BaseException):
    """The worker was asked to stop; not an error, so nothing between the job and the loop may catch it."""


class Worker:
    """Does the jobs of one workspace until asked to stop, or until `parent`, the process that started it, is gone."""

    def __init__(self, workspace: Workspace, *, parent: int | None = None) -> None:
        self._workspace = workspace
        self._parent = parent
        self._stopping = False
        self._next_upkeep = workspace.clock()
        self._next_look = workspace.clock()
        self._heard = workspace.feed.last()
        self._next_purge = workspace.clock() + PURGE_EVERY
        self._kinds: Mapping[str, Callable[[Job, Progress], Mapping[str, Any]]] = {
            JOB: self._import,
            mentions.JOB: self._read_history,
            keeping.JOB: self._take_stock,
            report_files.JOB: self._write_report,
            evidence.JOB: self._find_evidence,
            strategy_files.JOB: self._write_strategy,
            "compact": self._compact,
        }

    def stop(self, number: int = 0, frame: FrameType | None = None) -> None:
        """Asks the worker to stop, from a signal or from another thread."""
        del number, frame
        self._stopping = True

    def run(self) -> None:
        """Works until asked to stop."""
        while not self._must_stop():
            if not self.work_once():
                self._workspace.wait(IDLE_SECONDS)

    def _must_stop(self) -> bool:
        return self._stopping or (self._parent is not None and os.getppid() != self._parent)

    def work_once(self) -> bool:
        """Does one job, or the upkeep when it is due; False when there was nothing to do."""
        job = self._workspace.jobs.claim(tuple(self._kinds))
        if job is not None:
            self._do(job)
            return True
        now = self._workspace.clock()
        if now >= self._next_upkeep:
            self._next_upkeep = now + UPKEEP_EVERY
            self._keep_up(now)
        elif now >= self._next_look:
            self._next_look = now + LOOK_EVERY
            self._forget_deleted()
        return False

    def _forget_deleted(self) -> None:
        """Takes what was deleted meanwhile out of counts and states of play: they must not wait for the upkeep."""
        announced = self._workspace.feed.after(self._heard)
        if not announced:
            return
        self._heard = announced[-1].number
        if any(one.table == "deletions" for one in announced):
            try:
                rollups.refresh(self._workspace)
            except PalabreError as problem:
                log.info("counts put off: %s", problem.message_id)
            keeping.sweep(self._workspace)

    def _do(self, job: Job) -> None:
        jobs = self._workspace.jobs

        def progress(done: int, total: int) -> None:
            if self._must_stop():
                raise Stopped
            jobs.progress(job.job_id, done=done, total=total)

        try:
            jobs.finish(job.job_id, self._kinds[job.kind](job, progress))
        except Stopped:
            jobs.release(job.job_id)
        except JobLost:
            log.warning("job %s was taken by another worker", job.job_id)
        except PalabreError as problem:
            log.warning("job %s refused: %s", job.job_id, problem.message_id)
            jobs.fail(job.job_id, problem)
        except Exception as problem:
            log.exception("job %s broke", job.job_id)
            jobs.fail(job.job_id, PalabreError("job-broke", why=type(problem).__name__))

    def _import(self, job: Job, progress: Progress) -> Mapping[str, Any]:
        request = Request.of(job.payload)
        return import_file(self._workspace, request, run_id=job.job_id, progress=progress).counts.as_json()

    def _read_history(self, job: Job, progress: Progress) -> Mapping[str, Any]:
        return mentions.read_history(self._workspace, **job.payload, progress=progress)

    def _take_stock(self, job: Job, progress: Progress) -> Mapping[str, Any]:
        rollups.refresh(self._workspace)
        return keeping.do(self._workspace, job.payload, progress)

    def _write_report(self, job: Job, progress: Progress) -> Mapping[str, Any]:
        return report_files.do(self._workspace, job.payload, progress)

    def _write_strategy(self, job: Job, progress: Progress) -> Mapping[str, Any]:
        return strategy_files.do(self._workspace, job.payload, progress)

    def _find_evidence(self, job: Job, progress: Progress) -> Mapping[str, Any]:
        rollups.refresh(self._workspace)
        return evidence.do(self._workspace, job.payload, progress)

    def _compact(self, job: Job, progress: Progress) -> Mapping[str, Any]:
        del job
        now = self._workspace.clock()
        return tidy(self._workspace, now=now, everything=True, progress=progress).as_json()

    def _keep_up(self, now: datetime) -> None:
        """Upkeep: imports closed, files sent swept, counts refreshed, files merged; erased rows purged twice a day."""
        self._workspace.jobs.close_abandoned((JOB_HERE,))
        keeping.sweep(self._workspace)
        evidence.sweep(self._workspace)
        try:
            uploads.sweep(self._workspace)
            rollups.refresh(self._workspace)
            if now >= self._next_purge:
                self._next_purge = now + PURGE_EVERY
                tidy(self._workspace, now=now, everything=False)
            else:
                merge_small_files(self._workspace)
        except PalabreError as problem:
            log.info("upkeep put off: %s", problem.message_id)


def work(path: Path, *, parent: int | None = None) -> None:
    """Runs a worker on a workspace until SIGTERM, SIGINT, or the end of the process `parent`."""
    step_aside()
    workspace = open_workspace(path, clock=clock.now, wait=clock.wait)
    worker = Worker(workspace, parent=parent)
    signal.signal(signal.SIGTERM, worker.stop)
    signal.signal(signal.SIGINT, worker.stop)
    try:
        worker.run()
    finally:
        workspace.close()
