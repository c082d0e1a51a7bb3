"""What the lake costs: a live commit, a look at the files, merging, searching, erasing for good.

python bench/committing.py [--posts 1000000] [--files 1000] [--commits 30]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import _posts
from bench._measure import Stopwatch, forget_peak, load, median, memory_mb, peak_mb, surroundings, tell
from bench._workspace import fill, new_workspace
from palabre.listen import searching, views
from palabre.listen.commit import commit
from palabre.listen.rows import Batch, batch_of
from palabre.listen.shown import Filters
from palabre.model import TABLES
from palabre.run import clock
from palabre.store import engine, rewrite
from palabre.store.erasure import delete, deletion_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from palabre.store import Workspace

POSTS = TABLES["posts"]
LIVE_ROWS = 2_000
ERASED = 1_000
RARE = "introuvable"
FIRST_LIVE = datetime(2026, 11, 1, tzinfo=UTC)
MANY_MONTHS = datetime(1930, 1, 1, tzinfo=UTC)
MONTH_DAYS = 31


def live_batches(workspace: Workspace, commits: int) -> dict[str, Any]:
    """Commits of the size of a live one, one after the other: all tables, then `posts` alone."""
    whole, alone = [], []
    for number in range(commits):
        span = _posts.Span(first=FIRST_LIVE + number * timedelta(minutes=10), length=timedelta(minutes=10))
        batch = _live_batch(2 * number, span)
        with Stopwatch() as watch:
            commit(workspace, batch)
        whole.append(watch)
        other = _live_batch(2 * number + 1, span).posts
        with Stopwatch() as watch:
            workspace.lake.append(POSTS, other)
        alone.append(watch)
    return {
        "rows": LIVE_ROWS,
        "commits": commits,
        "all_tables": _middle(whole),
        "posts_alone": _middle(alone),
        "active_files": len(workspace.lake.snapshot(POSTS).parts),
        "load": load(),
    }


def _live_batch(seed: int, span: _posts.Span) -> Batch:
    rows = _posts.posts(LIVE_ROWS, seed=seed, span=span, actors=50_000)
    return batch_of(_posts.gathered(rows, seed=seed, with_actors=True), run_id=None, observed_at=_posts.OBSERVED_AT)


def _middle(watches: list[Stopwatch]) -> dict[str, float]:
    return {
        "cpu_ms": round(median(one.cpu_s for one in watches) * 1000, 1),
        "wall_ms": round(median(one.wall_s for one in watches) * 1000, 1),
        "slowest_wall_ms": round(max(one.wall_s for one in watches) * 1000, 1),
    }


def looks(folder: Path, files: int) -> dict[str, Any]:
    """A look at the newest version, fresh and remembered, and the newest page, with a few files and with many."""
    told = {}
    for count in (10, files):
        workspace = new_workspace(folder / f"files-{count}")
        span = _posts.Span(first=MANY_MONTHS, length=timedelta(days=MONTH_DAYS * count))
        rows = _posts.gathered(_posts.posts(count * 10, seed=1, span=span), seed=1, with_actors=False)
        workspace.lake.append(POSTS, batch_of(rows, run_id=None, observed_at=_posts.OBSERVED_AT).posts)
        told[str(len(workspace.lake.snapshot(POSTS).parts))] = {
            "fresh": _repeated(partial(_fresh_look, workspace)),
            "remembered": _repeated(partial(workspace.lake.snapshot, POSTS)),
            "newest_page": _repeated(partial(views.newest, workspace, Filters())),
        }
        workspace.close()
    return told


def _fresh_look(workspace: Workspace) -> None:
    workspace.lake.forget()
    workspace.lake.snapshot(POSTS)


def _repeated(work: Callable[[], object], times: int = 10) -> dict[str, float]:
    watches = []
    for _ in range(times):
        with Stopwatch() as watch:
            work()
        watches.append(watch)
    return _middle(watches)


def searches(workspace: Workspace) -> dict[str, Any]:
    """Posts a second read by a search of everything: a word that 4 % hold, and one that nobody wrote."""
    told = {}
    for name, word in (("common", _posts.WORD), ("absent", RARE)):
        with Stopwatch() as watch:
            windows = [(read, len(found)) for read, _, found in searching.search_all(workspace, word, Filters())]
        told[name] = watch.as_json(rows=windows[-1][0]) | {"found": sum(found for _, found in windows)}
    return told


def merging(workspace: Workspace) -> dict[str, Any]:
    """Rows a second when the files of every month are merged."""
    before = workspace.lake.snapshot(POSTS)
    forget_peak()
    base_mb = memory_mb()
    with Stopwatch() as watch, rewrite.rewriting(workspace.lake):
        done = rewrite.compact(workspace.lake, POSTS, everything=True)
    files = {"files_before": done.files_before, "files_after": done.files_after}
    return watch.as_json(rows=before.rows) | files | {"before_mb": base_mb, "peak_mb": peak_mb()}


def erasing(workspace: Workspace) -> dict[str, Any]:
    """A thousand posts spread over all files: hidden, then gone from the files of every table."""
    rows = workspace.lake.snapshot(POSTS)
    with engine.cursor() as db:
        # Ids are hashes: the lowest ones are spread evenly over time.
        sql = f"SELECT post_id FROM {rows.sql(columns=['post_id'])} ORDER BY post_id LIMIT {ERASED}"
        ids = db.sql(sql).to_arrow_table()["post_id"].to_pylist()
    gone = deletion_rows("post", ids, reason="erasure", now=clock.now(), ticket=None)
    with Stopwatch() as hiding:
        delete(workspace, gone)
    forget_peak()
    base_mb = memory_mb()
    with Stopwatch() as purging, rewrite.rewriting(workspace.lake):
        done = rewrite.purge(workspace.lake, now=clock.now())
    return {
        "ids": len(ids),
        "hide": hiding.as_json(),
        "purge": purging.as_json(rows=rows.rows),
        "rows_removed": {one.table: one.rows_removed for one in done if one.rows_removed},
        "before_mb": base_mb,
        "peak_mb": peak_mb(),
    }


def main() -> None:
    """Measures all of it in one workspace, but for the looks, which have their own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=1_000_000)
    parser.add_argument("--files", type=int, default=1_000)
    parser.add_argument("--commits", type=int, default=30)
    asked = parser.parse_args()
    told: dict[str, Any] = {"bench": "committing", "posts": asked.posts}
    with tempfile.TemporaryDirectory(prefix="palabre-bench-") as temporary:
        folder = Path(temporary)
        workspace = new_workspace(folder / "workspace")
        with Stopwatch() as watch:
            fill(workspace, asked.posts)
        told["fill"] = watch.as_json(rows=asked.posts)
        told["live_commit"] = live_batches(workspace, asked.commits)
        told["look"] = looks(folder, asked.files)
        told["search"] = searches(workspace)
        told["merge"] = merging(workspace)
        told["erase"] = erasing(workspace)
        workspace.close()
    tell(told | {"around": surroundings()})


if __name__ == "__main__":
    main()
