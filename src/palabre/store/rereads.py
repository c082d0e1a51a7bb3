"""Threads that are read again: at once for what surrounds a mention, then after an hour, a day and a week."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, delete, func, select, update

from palabre.store.state import rereads

STEPS = (timedelta(0), timedelta(hours=1), timedelta(hours=24), timedelta(days=7))
# Threads that may wait at once for one source: beyond it the newest are left out, and counted.
MOST_WAITING = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """A thread to read: `post_id` is our id of its root, the others name a post of it; `step` is an index of STEPS."""

    post_id: int
    source_id: int
    native_id: str
    root: str | None
    url: str | None
    instance: str | None
    step: int
    since: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Rereads:
    """The threads to read again."""

    engine: Engine
    clock: Callable[[], datetime]

    def plan(self, source_id: int, threads: Sequence[dict[str, Any]]) -> int:
        """Adds threads, named by `post_id`, `native_id`, `root`, `url`, `instance`, and says how many had no place.

        Those planned already stay as they are planned.
        """
        now, left_out = self.clock(), 0
        if not threads:
            return 0
        with self.engine.begin() as connection:
            asked = select(func.count()).select_from(rereads).where(rereads.c.source_id == source_id)
            room = MOST_WAITING - int(connection.execute(asked).scalar_one())
            ids = [one["post_id"] for one in threads]
            known = set(connection.execute(select(rereads.c.post_id).where(rereads.c.post_id.in_(ids))).scalars())
            for one in {one["post_id"]: one for one in threads if one["post_id"] not in known}.values():
                if room <= 0:
                    left_out += 1
                    continue
                room -= 1
                row = {**one, "source_id": source_id, "step": 0, "since": now, "due_at": now}
                connection.execute(rereads.insert().values(**row))
        return left_out

    def due(self, source_id: int, *, limit: int = 20) -> tuple[Reread, ...]:
        """The threads whose time has come, the longest waiting first."""
        asked = (
            select(rereads)
            .where(rereads.c.source_id == source_id, rereads.c.due_at <= self.clock())
            .order_by(rereads.c.due_at)
            .limit(limit)
        )
        with self.engine.connect() as connection:
            return tuple(Reread(**row._mapping) for row in connection.execute(asked))

    def done(self, post_id: int, *, is_gone: bool = False) -> None:
        """Plans the next reading of a thread; none after the last one, or when the thread is no more."""
        here = rereads.c.post_id == post_id
        with self.engine.begin() as connection:
            row = connection.execute(select(rereads.c.step, rereads.c.since).where(here)).first()
            if row is None:
                return
            step = row.step + 1
            if is_gone or step >= len(STEPS):
                connection.execute(delete(rereads).where(here))
            else:
                connection.execute(update(rereads).where(here).values(step=step, due_at=row.since + STEPS[step]))

    def put_off(self, post_id: int, *, seconds: float) -> None:
        """Asks again later for a thread that could not be read now."""
        later = self.clock() + timedelta(seconds=seconds)
        with self.engine.begin() as connection:
            connection.execute(update(rereads).where(rereads.c.post_id == post_id).values(due_at=later))
