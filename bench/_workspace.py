"""Workspaces for benches: made, filled through the same commit as an import, kept for the next run when asked."""

from __future__ import annotations

import json
import os
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from bench import _posts
from palabre.listen import radars
from palabre.listen.commit import commit
from palabre.listen.rows import batch_of
from palabre.run import clock
from palabre.store import create_workspace, open_workspace, reading, rollups

if TYPE_CHECKING:
    from palabre.store import Workspace

MARK = "built.json"
COUNT = "SELECT COUNT(*) AS posts, COUNT(DISTINCT post_id) AS distinct_posts FROM posts"
YEAR = _posts.Span(first=datetime(2025, 11, 1, tzinfo=UTC), length=timedelta(days=365))
BATCH = 100_000
EDITED_EVERY = 1_000
# What is written changes when this file or the posts do: a kept workspace of another version is made again.
VERSION = 2


def new_workspace(path: Path) -> Workspace:
    """An empty workspace."""
    return create_workspace(path, lang="fr", purpose="Mesurer", clock=clock.now, wait=clock.wait)


def opened(path: Path) -> Workspace:
    """A workspace that is there."""
    return open_workspace(path, clock=clock.now, wait=clock.wait)


def counted(path: Path) -> dict[str, int]:
    """Posts of a workspace, and how many different ones."""
    workspace = opened(path)
    row: dict[str, int] = reading.query(workspace.lake, COUNT).to_pylist()[0]
    workspace.close()
    return row


def fill(workspace: Workspace, n: int, *, seed: int = 1, span: _posts.Span = YEAR) -> None:
    """Commits `n` posts in time order, a hundred thousand at a time, then a few of them edited; counts the days."""
    done, crowd, number = 0, max(10, n // _posts.POSTS_PER_ACTOR), 0
    while done < n:
        size = min(BATCH, n - done)
        part = _posts.Span(first=span.first + span.length * (done / n), length=span.length * (size / n))
        rows = _posts.posts(size, seed=seed + number, span=part, actors=crowd)
        records = _posts.gathered(rows, seed=seed + number, with_actors=True)
        commit(workspace, batch_of(records, run_id=1, observed_at=_posts.OBSERVED_AT))
        if number == 0:
            _edit(workspace, rows, n)
        done, number = done + size, number + 1
        print(f"{done:,} of {n:,} posts", file=sys.stderr)
    radar = radars.save_new(workspace, name=_posts.WORD, query=_posts.WORD, subject="ours", queue=False)
    radars.read_history_here(workspace, radar, lambda _done, _total: None)
    rollups.refresh(workspace)


def _edit(workspace: Workspace, rows: pa.Table, n: int) -> None:
    """Some posts are read again with other words, so that readers have revisions to look up."""
    few = rows.slice(0, max(1, min(rows.num_rows, n // EDITED_EVERY)))
    again = few.set_column(
        few.schema.get_field_index("text"), "text", pc.binary_join_element_wise(few["text"], "(modifié)", " ")
    )
    records = _posts.gathered(again, seed=1, with_actors=False)
    commit(workspace, batch_of(records, run_id=2, observed_at=_posts.OBSERVED_AT + timedelta(hours=1)))


def kept_workspace(folder: Path, n: int) -> Path:
    """A workspace of `n` posts over a year in a folder, made the first time and found again afterwards."""
    path, mark = folder / f"workspace-{n}", folder / f"workspace-{n}.{MARK}"
    wanted = {"posts": n, "version": VERSION}
    if mark.exists() and json.loads(mark.read_text(encoding="utf-8")) == wanted:
        return path
    shutil.rmtree(path, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    workspace = new_workspace(path)
    fill(workspace, n)
    workspace.close()
    mark.write_text(json.dumps(wanted), encoding="utf-8")
    return path


def copied_workspace(path: Path, to: Path) -> Path:
    """A copy to write in. Part files, which nobody changes, are shared with the original when the disk allows it."""
    shutil.copytree(path, to, copy_function=_linked)
    return to


def _linked(source: str, to: str) -> str:
    if source.endswith(".parquet") and "_delta_log" not in source:
        try:
            os.link(source, to)
            return to
        except OSError:
            pass
    return str(shutil.copy2(source, to))
