"""Killed or broken anywhere, then done again: nothing acknowledged is lost, nothing doubled, all is as if unharmed."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
from collections import namedtuple
from typing import TYPE_CHECKING, Any

import pytest
from deltalake import DeltaTable

from palabre.store import Feed, Jobs, _delta, _parts, doctor, reading, rewrite, rollups
from tests.building import Clock, Waits, a_post, an_actor, bring_in, contents, copied, reopened, rows_of
from tests.listen.crashing import Nursery, kept, stream, work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from palabre.store import Workspace

pytestmark = pytest.mark.slow
KILLS, WORKSPACES, BATCHES, ROWS = 40, 5, 3, 20
TOGETHER = 30_000


class Crash(BaseException):
    """The process ends here, as far as the code can see."""


@pytest.fixture(autouse=True)
def room_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(10**12, 0, 10**12))


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """What `work` sets is put back afterwards."""
    from palabre.listen import chunks, importing

    monkeypatch.setattr(importing, "BATCH_ROWS", importing.BATCH_ROWS)
    monkeypatch.setattr(chunks, "CHUNK", chunks.CHUNK)


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    raising = Nursery(BATCHES, ROWS)
    yield raising
    raising.close()


def is_whole(workspace: Workspace) -> None:
    """Asserts that the doctor has nothing to say and that the daily counts are those of the posts."""
    assert doctor.examine(workspace.path, mend=False, clock=Clock(), wait=Waits()) == ()
    sql = "SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) AS n FROM posts_day"
    assert reading.query(workspace.lake, sql)["n"].to_pylist() == [len(rows_of(workspace, "posts"))]


def test_forty_kills_leave_what_no_kill_leaves(template: Path, tmp_path: Path, nursery: Nursery) -> None:
    calm = copied(template, tmp_path / "calm")
    records = stream(BATCHES, ROWS)
    lasted = nursery.run(calm.path).seconds
    wanted = contents(calm)
    is_whole(calm)
    calm.close()
    rng, killed = random.Random(41), 0
    for n in range(1, WORKSPACES + 1):
        path, within = tmp_path / f"killed {n}", lasted
        copied(template, path).close()
        while killed < KILLS * n // WORKSPACES:
            fate = nursery.run(path, rng.uniform(0, within))
            # What is done already goes quicker the next time: a child that got away makes the next kill come sooner.
            killed, within = killed + fate.killed, within if fate.killed else min(within, fate.seconds) * 0.8
            found = reopened(path)
            there = {row["native_id"] for row in reading.query(found.lake, "SELECT native_id FROM posts").to_pylist()}
            found.close()
            assert kept(records, fate.acknowledged, ROWS) <= there
        assert not nursery.run(path).killed
        after = reopened(path)
        assert contents(after) == wanted
        is_whole(after)
        after.close()


def breaking(owner: Any, name: str, *, after: bool) -> Callable[[pytest.MonkeyPatch, int], list[int]]:
    """Makes the nth call of something end the process, before it did anything or just after."""

    def install(monkeypatch: pytest.MonkeyPatch, nth: int) -> list[int]:
        true, calls = getattr(owner, name), [0]

        def broken(*asked: Any, **more: Any) -> Any:
            calls[0] += 1
            if calls[0] == nth and not after:
                raise Crash
            done = true(*asked, **more)
            if calls[0] == nth:
                raise Crash
            return done

        monkeypatch.setattr(owner, name, broken)
        return calls

    return install


STEPS = [
    (_parts, "write_parts", False), (_parts, "write_parts", True), (os, "fsync", False),
    (DeltaTable, "create_write_transaction", False), (DeltaTable, "create_write_transaction", True),
    (_delta, "_settle", False), (_delta, "_settle", True), (Feed, "announce", False), (Feed, "announce", True),
    (rewrite, "replace_days", False), (rewrite, "replace_days", True), (rollups, "write_cursor", False),
    (rollups, "write_cursor", True), (Jobs, "finish", False), (Jobs, "finish", True), (rewrite, "_write", True),
    (rewrite, "_purge_table", True), (rewrite, "_mark_purged", False), (rewrite, "_mark_purged", True),
    (rewrite, "vacuum", False), (rewrite, "vacuum", True), (rewrite, "compact", True),
]  # fmt: skip
NTH = (1, 3, 8, 20)


@pytest.fixture(scope="module")
def unharmed(template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """What the lake holds after the work, when nothing went wrong."""
    workspace = copied(template, tmp_path_factory.mktemp("unharmed") / "w")
    with pytest.MonkeyPatch.context() as patch:
        from palabre.listen import chunks, importing

        patch.setattr(importing, "BATCH_ROWS", 0)
        patch.setattr(chunks, "CHUNK", 0)
        work(workspace, stream(2, 20), 20)
    return contents(workspace)


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize(
    ("owner", "name", "after"), STEPS, ids=lambda value: getattr(value, "__name__", str(value)).rsplit(".", 1)[-1]
)
def test_a_crash_at_each_step_is_made_good(
    template: Path, tmp_path: Path, unharmed: dict[str, Any], owner: Any, name: str, after: bool
) -> None:
    records, crashed = stream(2, 20), 0
    copied(template, tmp_path / "w").close()
    for nth in NTH:
        workspace = reopened(tmp_path / "w")
        with pytest.MonkeyPatch.context() as patch:
            breaking(owner, name, after=after)(patch, nth)
            try:
                work(workspace, records, 20)
            except Crash:
                crashed += 1
            else:
                break
            finally:
                workspace.close()
    workspace = reopened(tmp_path / "w")
    work(workspace, records, 20)

    assert crashed
    assert contents(workspace) == unharmed
    is_whole(workspace)
    workspace.close()


def bring_together(path: Path, ready: Any) -> None:
    """What each of two processes does at once: the same posts, then the daily counts."""
    workspace = reopened(path)
    workspace = type(workspace)(
        **{name: getattr(workspace, name) for name in workspace.__dataclass_fields__ if name != "wait"}, wait=real_wait
    )
    workspace.lake.wait = real_wait
    posts = [a_post(n % 1_500, f"mot {n}", native_id=f"n{n}", actor=an_actor(f"a{n % 50}")) for n in range(TOGETHER)]
    ready.wait(timeout=60)
    bring_in(workspace, posts)
    rollups.refresh(workspace)
    workspace.close()


def real_wait(seconds: float) -> None:
    from palabre.run.clock import wait

    wait(seconds)


def test_two_processes_importing_the_same_posts_double_and_lose_none(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied(template, tmp_path / "w").close()
    spawn = multiprocessing.get_context("spawn")
    ready = spawn.Barrier(2)
    both = [spawn.Process(target=bring_together, args=(tmp_path / "w", ready)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(timeout=120)
    workspace = reopened(tmp_path / "w")
    ids = [row["native_id"] for row in rows_of(workspace, "posts")]

    assert [one.exitcode for one in both] == [0, 0]
    assert len(ids) == len(set(ids)) == TOGETHER
    assert len(rows_of(workspace, "actors")) == 50
    is_whole(workspace)
    workspace.close()
