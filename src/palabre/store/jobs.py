"""The jobs table: work claimed under a lease, its progress visible to every process of the workspace.

A job is claimed by one conditional UPDATE. Its owner renews the lease while it works; when an owner dies the lease
runs out and the job can be claimed again. A job that only makes the lake complete (an import, a compaction) is run
again; one whose effect left the house (a publication, an alert) becomes `uncertain`, and a person decides.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Engine, and_, or_, select, update
from sqlalchemy.exc import IntegrityError

from palabre.errors import NotFound, PalabreError
from palabre.store.state import jobs

Status = Literal["waiting", "running", "done", "failed", "uncertain"]
LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A piece of work and how far it is: `done` out of `total` `unit`s, None when the end is not known."""

    job_id: int
    kind: str
    title: str
    payload: Mapping[str, Any]
    status: Status
    attempts: int
    done: int
    total: int | None
    unit: str
    created_at: datetime
    finished_at: datetime | None
    error_id: str | None
    error_fields: Mapping[str, Any]
    result: Mapping[str, Any] | None


class JobLost(Exception):
    """The lease ran out and another process took the job: stop working on it."""


@dataclass(frozen=True, slots=True)
class Jobs:
    """The jobs of a workspace."""

    engine: Engine
    clock: Callable[[], datetime]

    @property
    def me(self) -> str:
        """Who this process is in the leases."""
        return f"{socket.gethostname()}:{os.getpid()}"

    def add(
        self, kind: str, *, title: str, payload: Mapping[str, Any], unit: str = "rows", key: str | None = None
    ) -> int:
        """Queues a job and gives its id; an equal idempotency key gives the id of the job already there."""
        return self._insert(kind, title, payload, unit, key, status="waiting", lease=False)

    def begin(self, kind: str, *, title: str, payload: Mapping[str, Any], unit: str = "rows") -> int:
        """Registers a job that this process is doing right now, leased to it."""
        return self._insert(kind, title, payload, unit, None, status="running", lease=True)

    def _insert(
        self, kind: str, title: str, payload: Mapping[str, Any], unit: str, key: str | None, *, status: str, lease: bool
    ) -> int:
        now = self.clock()
        row = {
            "kind": kind,
            "title": title,
            "payload": dict(payload),
            "status": status,
            "run_at": now,
            "lease_owner": self.me if lease else None,
            "lease_until": now + LEASE if lease else None,
            "attempts": 1 if lease else 0,
            "idempotency_key": key,
            "done": 0,
            "unit": unit,
            "created_at": now,
        }
        try:
            with self.engine.begin() as connection:
                made = connection.execute(jobs.insert().values(**row)).inserted_primary_key
                assert made is not None  # noqa: S101 - an INSERT always has one
                return int(made[0])
        except IntegrityError:
            with self.engine.connect() as connection:
                return int(connection.execute(select(jobs.c.job_id).where(jobs.c.idempotency_key == key)).scalar_one())

    def claim(self, kinds: tuple[str, ...]) -> Job | None:
        """The oldest job of these kinds that nobody holds, now leased to this process; None when there is none."""
        now = self.clock()
        free = and_(
            jobs.c.kind.in_(kinds),
            jobs.c.run_at <= now,
            or_(jobs.c.status == "waiting", and_(jobs.c.status == "running", jobs.c.lease_until < now)),
        )
        with self.engine.begin() as connection:
            first = select(jobs.c.job_id).where(free).order_by(jobs.c.run_at, jobs.c.job_id).limit(1).scalar_subquery()
            taken = connection.execute(
                update(jobs)
                .where(jobs.c.job_id == first, free)
                .values(
                    status="running", lease_owner=self.me, lease_until=now + LEASE, attempts=jobs.c.attempts + 1, done=0
                )
                .returning(jobs)
            ).first()
        if taken is None:
            return None
        job = _job(taken)
        if job.attempts > MOST_ATTEMPTS:
            self.fail(job.job_id, PalabreError("job-tried-too-often", attempts=MOST_ATTEMPTS))
            return self.claim(kinds)
        return job

    def progress(self, job_id: int, *, done: int, total: int | None) -> None:
        """Says how far a job is and renews its lease; raises `JobLost` when another process has it."""
        self._mine(job_id, done=done, total=total, lease_until=self.clock() + LEASE)

    def finish(self, job_id: int, result: Mapping[str, Any]) -> None:
        """Marks a job done with its result."""
        values = {"status": "done", "result": dict(result), "finished_at": self.clock()}
        self._mine(job_id, lease_owner=None, lease_until=None, **values)

    def fail(self, job_id: int, error: PalabreError) -> None:
        """Marks a job failed, with the message a person will read."""
        fields = {name: str(value) for name, value in error.fields.items()}
        values = {"status": "failed", "error_id": error.message_id, "error_fields": fields}
        self._mine(job_id, lease_owner=None, lease_until=None, finished_at=self.clock(), **values)

    def release(self, job_id: int) -> None:
        """Gives a job back unfinished, at an orderly stop, so that the next worker takes it at once."""
        self._mine(job_id, status="waiting", lease_owner=None, lease_until=None, attempts=jobs.c.attempts - 1)

    def _mine(self, job_id: int, **values: Any) -> None:  # noqa: ANN401 - columns of the jobs table
        mine = and_(jobs.c.job_id == job_id, jobs.c.lease_owner == self.me, jobs.c.status == "running")
        with self.engine.begin() as connection:
            if connection.execute(update(jobs).where(mine).values(**values)).rowcount == 0:
                raise JobLost(job_id)

    def cancel(self, job_id: int) -> bool:
        """Stops a job that waits or runs; its owner learns it with its next progress. False when it is over."""
        alive = and_(jobs.c.job_id == job_id, jobs.c.status.in_(("waiting", "running")))
        values = {"status": "failed", "error_id": "job-cancelled", "error_fields": {}, "finished_at": self.clock()}
        with self.engine.begin() as connection:
            stopped = connection.execute(update(jobs).where(alive).values(lease_owner=None, lease_until=None, **values))
            return bool(stopped.rowcount)

    def close_abandoned(self, kinds: tuple[str, ...]) -> int:
        """Marks as failed the jobs of these kinds whose owner died and that nobody runs again; gives how many."""
        now = self.clock()
        dead = and_(jobs.c.kind.in_(kinds), jobs.c.status == "running", jobs.c.lease_until < now)
        values = {"status": "failed", "error_id": "job-interrupted", "error_fields": {}, "finished_at": now}
        with self.engine.begin() as connection:
            return int(connection.execute(update(jobs).where(dead).values(lease_owner=None, **values)).rowcount)

    def one(self, job_id: int) -> Job:
        """A job by its id; raises `NotFound`."""
        with self.engine.connect() as connection:
            found = connection.execute(select(jobs).where(jobs.c.job_id == job_id)).first()
        if found is None:
            raise NotFound("no-such-job", job=job_id)
        return _job(found)

    def recent(self, limit: int = 50, *, kinds: tuple[str, ...] = ()) -> tuple[Job, ...]:
        """The newest jobs first; only those of `kinds` when some are named."""
        asked = select(jobs).where(jobs.c.kind.in_(kinds)) if kinds else select(jobs)
        with self.engine.connect() as connection:
            return tuple(map(_job, connection.execute(asked.order_by(jobs.c.job_id.desc()).limit(limit))))

    def unfinished(self, kind: str) -> tuple[Job, ...]:
        """The jobs of a kind that wait or run, oldest first."""
        open_ones = and_(jobs.c.kind == kind, jobs.c.status.in_(("waiting", "running")))
        with self.engine.connect() as connection:
            return tuple(map(_job, connection.execute(select(jobs).where(open_ones).order_by(jobs.c.job_id))))


def _job(row: Any) -> Job:  # noqa: ANN401 - a row of the jobs table
    return Job(
        job_id=row.job_id,
        kind=row.kind,
        title=row.title,
        payload=row.payload,
        status=row.status,
        attempts=row.attempts,
        done=row.done,
        total=row.total,
        unit=row.unit,
        created_at=row.created_at,
        finished_at=row.finished_at,
        error_id=row.error_id,
        error_fields=row.error_fields or {},
        result=row.result,
    )
