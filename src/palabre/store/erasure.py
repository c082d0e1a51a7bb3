"""Deletions: hidden from every reader at once, gone from the files after a purge, refused on every later import."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from palabre.model import TABLES
from palabre.store import engine
from palabre.store.lake import Appended, unknown_anywhere
from palabre.store.schema import schema_of

if TYPE_CHECKING:
    from datetime import datetime

    import pyarrow as pa

    from palabre.store.workspace import Workspace

Scope = Literal["post", "actor"]
Reason = Literal["upstream", "erasure", "retention", "legal", "opt-out"]


def deletion_rows(scope: Scope, ids: Sequence[int], *, reason: Reason, now: datetime, ticket: str | None) -> pa.Table:
    """Rows of the deletions table for some ids."""
    import pyarrow as pa

    n = len(ids)
    columns = {
        "scope": [scope] * n,
        "id": list(ids),
        "reason": [reason] * n,
        "requested_at": [now] * n,
        "purged_at": [None] * n,
        "ticket": [ticket] * n,
    }
    return pa.table(columns, schema=schema_of(TABLES["deletions"]))


def delete(workspace: Workspace, rows: pa.Table) -> Appended:
    """Commits deletions, asked again or not, and announces the days whose counts change."""
    done = workspace.lake.append(TABLES["deletions"], rows, fresh=unknown_anywhere)
    if done.rows:
        days = tuple((day, day) for day in _days_of(workspace, done.stored))
        workspace.feed.announce("deletions", version=done.version, rows=done.rows, days=days)
    return done


def _days_of(workspace: Workspace, deletions: pa.Table) -> list[date]:
    posts = workspace.lake.snapshot(TABLES["posts"])
    sql = f"""
        SELECT DISTINCT CAST(created_at AS DATE) AS day
        FROM {posts.sql(columns=("post_id", "actor_id", "created_at"))} AS p
        WHERE post_id IN (SELECT id FROM gone WHERE scope = 'post')
           OR actor_id IN (SELECT id FROM gone WHERE scope = 'actor')
        ORDER BY day
    """
    with engine.cursor() as db:
        db.register("gone", deletions)
        return [row["day"] for row in db.sql(sql).to_arrow_table().to_pylist()]
