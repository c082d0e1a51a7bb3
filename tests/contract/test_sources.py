"""The promises of the sources, asked of every one of them in the world that plays its network."""

from __future__ import annotations

import importlib
import logging
import os
import random
import shutil
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import anyio
import pytest

from palabre.listen.shown import Filters
from palabre.listen.views import newest
from palabre.run import listening
from palabre.run.listening import Listener
from palabre.sources import Budgets, Http, Source, every_source
from palabre.store import Sources, open_workspace
from palabre.testing.sources_contract import Check, World, Worlds, source_checks
from palabre.testing.traces import rows_in, traces
from tests.building import template

if TYPE_CHECKING:
    from palabre.errors import PalabreError
    from palabre.store import Workspace
    from palabre.store.sources import State

__all__ = ["template"]
WORLDS = Path(__file__).resolve().parent.parent / "sources"
OURS = tuple(kind for kind in every_source() if kind.__module__.startswith("palabre.sources."))
LIMIT_SECONDS = 20.0
MADE_UP = "s3cret-of-nobody"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)
    for name in ("GATHER_SECONDS", "WATCH_SECONDS", "REREAD_SECONDS", "FIRST_PAUSE_S", "REFUSED_PAUSE_S"):
        monkeypatch.setattr(listening, name, 0.02)


def name_of(kind: type[Source]) -> str:
    return kind.name


def world_of(kind: type[Source]) -> Worlds:
    """The world of a source of ours, in `tests/sources/NAME/world.py`; a source without one breaks its promise."""
    assert (WORLDS / kind.name / "world.py").is_file(), f"write tests/sources/{kind.name}/world.py"
    worlds: Worlds = importlib.import_module(f"tests.sources.{kind.name}.world").world
    return worlds


@pytest.mark.slow
@pytest.mark.parametrize("check", source_checks(), ids=str)
@pytest.mark.parametrize("kind", OURS, ids=name_of)
async def test_a_source_keeps_its_promises(kind: type[Source], check: Check) -> None:
    if not await check.ask(world_of(kind)):
        assert check.needs


def test_every_source_of_ours_is_asked() -> None:
    files = {path.stem for path in Path(listening.__file__).parent.parent.joinpath("sources").glob("[a-z]*.py")}

    assert {kind.name for kind in OURS} == {name.replace("_", "-") for name in files - {"contract", "http", "registry"}}


def opened(world: World, given: Mapping[str, str]) -> Source:
    """The source of a world, opened anew as after a restart."""
    http = Http(
        contact="mailto:ecoute@fromagerie.example",
        now=world.clock,
        budgets=Budgets(pause_seconds=0),
        private=world.private,
        transport=world.transport,
    )
    return world.kind(given, http)


def added(workspace: Workspace, world: World) -> Mapping[str, str]:
    """The source of a world in a workspace, with a secret for each that it may have; gives all its settings."""
    secrets = {one.name: f"{MADE_UP}-{one.name}" for one in world.kind.settings if one.secret}
    given = secrets | dict(world.given)
    source = opened(world, given)
    settings = {name: value for name, value in source.given.items() if name not in secrets}
    workspace.radars.add("lait", "lait", subject="ours")
    workspace.sources.add(
        source.name, source.label, title=source.label, settings=settings, purpose="les tests", by="ana"
    )
    lines = [f'{name} = "{given[name]}"' for name in secrets]
    workspace.path.joinpath("secrets.toml").write_text("\n".join(lines), encoding="utf-8")
    return given


@asynccontextmanager
async def listened_to(workspace: Workspace, world: World, given: Mapping[str, str]) -> AsyncIterator[None]:
    """A listener at work in a world; stopped in order at the end."""
    listener = Listener(workspace, lambda _kept: opened(world, given), chance=random.Random(1))
    with anyio.fail_after(2 * LIMIT_SECONDS):
        async with anyio.create_task_group() as group:
            group.start_soon(listener.run)
            yield
            listener.stop()


def watched(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The states that sources go through."""
    states: set[str] = set()
    keep = Sources.set_health

    def set_health(sources: Sources, source_id: int, health: State, why: PalabreError | None = None) -> None:
        states.add(health)
        keep(sources, source_id, health, why)

    monkeypatch.setattr(Sources, "set_health", set_health)
    return states


async def until(is_so: Callable[[], bool]) -> None:
    with anyio.fail_after(LIMIT_SECONDS):
        while not is_so():
            await anyio.sleep(0.02)


@pytest.mark.slow
@pytest.mark.parametrize("kind", OURS, ids=name_of)
async def test_a_whole_run_loses_nothing_and_leaves_no_secret(
    kind: type[Source],
    template: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(kind, "every", timedelta(0))
    async with world_of(kind)() as world:
        workspace = copied(template, tmp_path / "workspace", world)
        states = watched(monkeypatch)
        given = added(workspace, world)

        def said() -> set[str]:
            return {post.native_id for post in newest(workspace, Filters(), limit=500).posts}

        async with listened_to(workspace, world, given):
            while not said():
                # A stream is only heard once it is open.
                await world.post("encore du lait", author="lou")
                await anyio.sleep(0.3)
        world.cut(after=0, times=2)
        world.cut(after=2, times=2)
        wanted = {await world.post(f"du lait {number}") for number in range(6)}
        async with listened_to(workspace, world, given):
            await until(lambda: wanted <= said())
        world.refuse(500, {}, times=1)
        late = await world.post("enfin du lait")
        async with listened_to(workspace, world, given):
            await until(lambda: late in said())
        world.refuse(401, {}, times=20)
        async with listened_to(workspace, world, given):
            await until(lambda: "refused" in states)
        ids = [row["native_id"] for row in rows_in(workspace, "posts")]
        expect_no_secret(workspace, caplog)
        workspace.close()

        assert len(ids) == len(set(ids))


def expect_no_secret(workspace: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    """No secret of a workspace is found anywhere but in its own file."""
    told = "\n".join(logging.Formatter().format(record) for record in caplog.records)
    for line in (workspace.path / "secrets.toml").read_text(encoding="utf-8").splitlines():
        secret = line.split('"')[1]
        assert not traces(workspace, secret)
        assert secret not in told
        assert secret not in str(workspace.sources.all())


def copied(template: Path, path: Path, world: World) -> Workspace:
    shutil.copytree(template, path)
    return open_workspace(path, clock=world.clock, wait=lambda _seconds: None)
