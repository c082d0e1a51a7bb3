"""Builders of what the tests of the store and of listening need: records, a workspace with a clock that stands still.

A workspace is made once and copied for each test: it takes a second to make, and nothing in it knows where it lies.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from palabre.listen.chunks import chunked
from palabre.listen.columns import Columns
from palabre.listen.commit import Committed, commit
from palabre.listen.importing import Imported, Rejects, import_chunks
from palabre.listen.rows import Batch, batch_of
from palabre.model import TABLES, AccountMetric, Actor, Deletion, Interaction, Post, Record
from palabre.store import Workspace, create_workspace, engine, open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pyarrow as pa

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=6)


@dataclass(slots=True)
class Clock:
    """A clock that goes forward only when it is told to."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **amount: float) -> datetime:
        self.at += timedelta(**amount)
        return self.at


@dataclass(slots=True)
class Waits:
    """Sleeps by writing down how long it was asked to."""

    asked: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.asked.append(seconds)


def an_actor(name: str = "ana", **changed: Any) -> Actor:
    """Someone of a small network, known by the handle alone."""
    told: dict[str, Any] = {"network": "x", "native_id": name, "handle": name}
    return Actor(**(told | changed))


def a_post(number: int = 1, text: str = "bonjour à tous", **changed: Any) -> Post:
    """A post of Ana, said `number` hours before now."""
    told: dict[str, Any] = {
        "network": "x",
        "native_id": f"n{number}",
        "created_at": NOW - timedelta(hours=number),
        "text": text,
        "actor": an_actor(),
    }
    return Post(**(told | changed))


def a_deletion(scope: str, native_id: str, **changed: Any) -> Deletion:
    """What Ana's network took away."""
    return Deletion(**({"network": "x", "scope": scope, "native_id": native_id} | changed))


def a_like(number: int = 1, **changed: Any) -> Interaction:
    """Ana likes a post of Bob."""
    told: dict[str, Any] = {
        "network": "x",
        "kind": "like",
        "actor": "ana",
        "target_actor": "bob",
        "target_post": f"n{number}",
        "native_id": f"like{number}",
        "created_at": NOW - timedelta(hours=number),
    }
    return Interaction(**(told | changed))


def a_figure(value: float = 10, **changed: Any) -> AccountMetric:
    """What Ana's network counted for her account on a day."""
    day = datetime(2026, 11, 1, tzinfo=UTC)
    told: dict[str, Any] = {"network": "x", "account": "ana", "day": day, "metric": "reach", "value": value}
    return AccountMetric(**(told | changed))


def a_batch(*records: Record, observed_at: datetime = NOW, run_id: int | None = 1) -> Batch:
    """The rows that some records make together."""
    columns = Columns()
    columns.add(
        [one for one in records if isinstance(one, Post)],
        [one for one in records if isinstance(one, Actor)],
        [one for one in records if isinstance(one, Deletion)],
        interactions=[one for one in records if isinstance(one, Interaction)],
        account_metrics=[one for one in records if isinstance(one, AccountMetric)],
    )
    return batch_of(columns.take(), run_id=run_id, observed_at=observed_at)


def store(workspace: Workspace, *records: Record, observed_at: datetime = NOW, run_id: int | None = 1) -> Committed:
    """Commits some records as one batch."""
    return commit(workspace, a_batch(*records, observed_at=observed_at, run_id=run_id))


def bring_in(
    workspace: Workspace, records: Iterable[Record], *, progress: Callable[[int], None] = lambda _rows: None
) -> Imported:
    """Imports records as an import job does, dated now."""
    rejects = Rejects(workspace.exports / "rejects-1.csv", lambda reason: reason)
    return import_chunks(workspace, chunked(records), run_id=1, observed_at=NOW, rejects=rejects, progress=progress)


def rows_of(workspace: Workspace, table: str) -> list[dict[str, Any]]:
    """Every row in the files of a table, hidden ones included, in an order that only depends on the rows."""
    rows: list[dict[str, Any]] = everything(workspace, table).to_pylist()
    return rows


def everything(workspace: Workspace, table: str) -> pa.Table:
    """The same, as an Arrow table."""
    workspace.lake.forget()
    with engine.cursor() as db:
        return db.sql(f"SELECT * FROM {workspace.lake.snapshot(TABLES[table]).sql()} ORDER BY ALL").to_arrow_table()


def contents(workspace: Workspace) -> dict[str, list[dict[str, Any]]]:
    """Everything the lake holds."""
    return {name: rows_of(workspace, name) for name in TABLES}


def part_files(workspace: Workspace) -> list[Path]:
    """Every Parquet file of rows in the lake, needed or left over."""
    return sorted(workspace.lake.root.glob("*/month=*/*.parquet"))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workspace, to be copied."""
    return _made_once(tmp_path_factory.getbasetemp())


@cache
def _made_once(folder: Path) -> Path:
    """One for all: a fixture is another one in each file that takes it in, even when it lasts a session."""
    path = folder / "template" / "workspace"
    path.parent.mkdir()
    create_workspace(path, lang="fr", purpose="les tests", clock=Clock(), wait=Waits()).close()
    return path


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a power cut tells a file that was synced from one that was not, and no test cuts the power."""
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)


@pytest.fixture
def clock() -> Clock:
    """The clock of the workspace."""
    return Clock()


@pytest.fixture
def workspace(template: Path, tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """An empty workspace whose clock stands still and that never sleeps."""
    opened = copied(template, tmp_path / "workspace", clock)
    yield opened
    opened.close()


def copied(template: Path, path: Path, clock: Clock | None = None) -> Workspace:
    """A copy of a closed workspace, open."""
    shutil.copytree(template, path)
    return reopened(path, clock)


def reopened(path: Path, clock: Clock | None = None) -> Workspace:
    """A workspace opened as another process would."""
    return open_workspace(path, clock=clock or Clock(), wait=Waits())
