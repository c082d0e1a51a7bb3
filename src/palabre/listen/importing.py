"""Brings parsed records into the lake, in batches of at least a hundred thousand rows.

Commits run one at a time beside the reading of the next chunks, so memory holds three batches whatever the file's size.
"""

from __future__ import annotations

import csv
import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self

from palabre.listen._respect import Respect
from palabre.listen.columns import Gathered
from palabre.listen.commit import Committed, commit
from palabre.listen.rows import Batch, batch_of, only_posts

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from palabre.listen.chunks import Chunk
    from palabre.model import Reject
    from palabre.store import Workspace

BATCH_ROWS = 100_000
REPORT_LIMIT = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of everything read: stored + updated + unchanged + rejected = read.

    Among those stored, `interactions` counts likes and follows, `account_metrics` daily figures of accounts.
    """

    read: int = 0
    stored: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    interactions: int = 0
    account_metrics: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)
    reports: tuple[str, ...] = ()
    deletions: int = 0

    def __add__(self, other: Imported) -> Imported:
        return Imported(
            read=self.read + other.read,
            stored=self.stored + other.stored,
            updated=self.updated + other.updated,
            unchanged=self.unchanged + other.unchanged,
            rejected=self.rejected + other.rejected,
            interactions=self.interactions + other.interactions,
            account_metrics=self.account_metrics + other.account_metrics,
            reasons=Counter(self.reasons) + Counter(other.reasons),
            reports=self.reports + other.reports,
            deletions=self.deletions + other.deletions,
        )

    def as_json(self) -> dict[str, Any]:
        """The same, for a machine."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(slots=True)
class Rejects:
    """Writes refused rows to a CSV file that a person opens: line, reason, what it held. No row, no file."""

    path: Path
    sentence: Callable[[str], str]
    counts: Counter[str] = field(default_factory=Counter)
    _stream: Any = None

    def add(self, reject: Reject) -> None:
        """Counts a refused row and writes it down, up to a hundred thousand of them."""
        self.counts[reject.reason] += 1
        if self.counts.total() > REPORT_LIMIT:
            return
        if self._stream is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._stream = open(self.path, "w", encoding="utf-8-sig", newline="")  # noqa: SIM115 - closed in close
            csv.writer(self._stream).writerow(["line", "reason", "meaning", "content"])
        row = [reject.line, reject.reason, self.sentence(reject.reason), _harmless(reject.detail)]
        csv.writer(self._stream).writerow(row)

    def close(self) -> None:
        """Makes the report survive a power cut."""
        if self._stream is not None:
            self._stream.flush()
            os.fsync(self._stream.fileno())
            self._stream.close()
            self._stream = None

    @property
    def written(self) -> Path | None:
        """Where the report is, when there was something to report."""
        return self.path if self.counts else None


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet will not run as a formula."""
    return "'" + cell if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def import_chunks(
    workspace: Workspace,
    chunks: Iterable[Chunk],
    *,
    run_id: int,
    observed_at: datetime,
    rejects: Rejects,
    progress: Callable[[int], None],
) -> Imported:
    """Stores chunks of records and says what became of each; `progress` is told how far the file was read.

    Can be interrupted anywhere and run again: what was committed is found and left alone.
    """
    with _Run(workspace, rejects, run_id=run_id, observed_at=observed_at) as run:
        for chunk in chunks:
            run.take(chunk)
            progress(chunk.position)
        run.flush()
    return run.result()


class _Run:
    """One import: a commit under way, at most one batch waiting for it, and one being gathered."""

    def __init__(self, workspace: Workspace, rejects: Rejects, *, run_id: int, observed_at: datetime) -> None:
        self._workspace, self._rejects = workspace, rejects
        self._run_id, self._observed_at = run_id, observed_at
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="commit")
        self._under_way: deque[Future[Committed]] = deque()
        self._counts = Committed()
        self._has_failed = False
        self._respect = Respect(workspace)
        self._left_out = 0
        self._read = 0
        self._chunks: list[Chunk] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True)
        self._rejects.close()

    def take(self, chunk: Chunk) -> None:
        self._read += chunk.read
        for reject in chunk.rejects:
            self._rejects.add(reject)
        self._chunks.append(chunk)
        if sum(one.read for one in self._chunks) >= BATCH_ROWS:
            self._flush_later()

    def _flush_later(self) -> None:
        gathered = Gathered.joined([chunk.gathered for chunk in self._chunks])
        self._chunks = []
        self._settle(waiting=1)
        self._under_way.append(self._pool.submit(self._commit, gathered))

    def _commit(self, gathered: Gathered) -> Committed:
        # Batches go in by their order or not at all: a later one tells how earlier posts changed.
        if self._has_failed:
            return Committed()
        self._has_failed = True
        languages = self._workspace.settings.languages
        batch = batch_of(gathered, run_id=self._run_id, observed_at=self._observed_at, languages=languages)
        batch = self._respected(gathered, batch)
        done = commit(self._workspace, batch)
        self._has_failed = False
        return done

    def _respected(self, gathered: Gathered, batch: Batch) -> Batch:
        """Without the posts of those who ask, in their file or when they were heard live, not to be kept."""
        self._respect.learn(gathered.actors)
        posts, _ = self._respect.keeps(batch.posts["actor_id"].fill_null(0).to_numpy())
        actors, _ = self._respect.keeps(batch.actors["actor_id"].to_numpy())
        acts, _ = self._respect.keeps(batch.acts["src_actor"].to_numpy())
        if posts.all() and actors.all() and acts.all():
            return batch
        narrowed = replace(only_posts(batch, posts, actors), acts=batch.acts.filter(acts))
        for before, after in ((batch.posts, narrowed.posts), (batch.members, narrowed.members)):
            self._left_out += len(before) - len(after)
        self._left_out += batch.acts.num_rows - narrowed.acts.num_rows
        return narrowed

    def _settle(self, *, waiting: int) -> None:
        while len(self._under_way) > waiting:
            self._counts += self._under_way.popleft().result()

    def flush(self) -> None:
        if self._chunks:
            self._flush_later()
        self._settle(waiting=0)

    def _refused(self, counts: Committed) -> tuple[tuple[str, int], ...]:
        return ("erased", counts.erased), ("id-clash", counts.clashes), ("opted-out", self._left_out)

    def result(self) -> Imported:
        counts, reasons = self._counts, dict(self._rejects.counts)
        reasons |= {name: n for name, n in self._refused(counts) if n}
        return Imported(
            read=self._read,
            stored=counts.stored + counts.actors + counts.deletions + counts.acts + counts.figures,
            updated=counts.updated,
            unchanged=counts.unchanged
            + counts.actors_known
            + counts.deletions_known
            + counts.acts_known
            + counts.figures_known,
            rejected=sum(reasons.values()),
            interactions=counts.acts,
            account_metrics=counts.figures,
            reasons=reasons,
            reports=(str(self._rejects.written),) if self._rejects.written else (),
            deletions=counts.deletions,
        )
