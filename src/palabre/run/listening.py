"""The listener: every source in a task of its own, none of which can stop another; orderly when asked to stop.

A task reads pages, another keeps them: at most a second's worth is gathered, stored, and its cursor with it. What goes
wrong with a source is a state people see, a pause that grows, and a gap.
"""

from __future__ import annotations

import logging
import os
import random
import signal
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import anyio

from palabre.errors import PalabreError, RateLimited, SourceError, SourceRefused
from palabre.listen import listening_gaps
from palabre.listen.attendance import say_listening, say_stopped
from palabre.listen.live import Live, choose, held_elsewhere, store
from palabre.listen.pictures import follow_pictures
from palabre.listen.sources import http_of, opened, private_of
from palabre.model import Deletion, Post
from palabre.run import clock
from palabre.sources import Budgets, Hole, Named, Page, Source, every_source
from palabre.store import open_workspace

if TYPE_CHECKING:
    from anyio.abc import TaskGroup
    from anyio.streams.memory import MemoryObjectReceiveStream

    from palabre.listen.live import Chosen
    from palabre.model import Actor
    from palabre.sources.contract import Why
    from palabre.store import KeptSource, Workspace
    from palabre.store.rereads import Reread
    from palabre.store.sources import State

log = logging.getLogger(__name__)
GATHER_SECONDS = 0.4
MOST_RECORDS = 5_000
WAITING_PAGES = 64
WATCH_SECONDS = 1.0
REREAD_SECONDS = 5.0
SAY_SECONDS = 30.0
MOST_MISSING = 20
REFRESH_SECONDS = 60.0
LOOK_SECONDS = 5.0
PICTURES_SECONDS = 5.0
LOOKED_FOR = timedelta(hours=24)
LOOKED_MOST = 200_000
FIRST_PAUSE_S, LONGEST_PAUSE_S, REFUSED_PAUSE_S = 1.0, 300.0, 3600.0
# A break shorter than this, after which everything was heard, is no gap to tell.
BRIEF = timedelta(seconds=5)
BEHIND = timedelta(seconds=60)
STOPPING_SECONDS = 15.0
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def back_off(failures: int, chance: random.Random) -> float:
    """Seconds to wait after so many failures in a row: doubling from one to five minutes, spread by half."""
    return min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2.0 ** min(failures - 1, 20)) * chance.uniform(0.5, 1.0)


@dataclass(slots=True)
class _Listened:
    """One source as its task has it."""

    kept: KeptSource
    source: Source
    failures: int = 0
    gap_since: datetime | None = None
    gap_why: Why = "disconnected"


@dataclass(slots=True)
class Listener:
    """Listens to the sources of a workspace until asked to stop; follows those added, changed and removed meanwhile.

    `open_source` makes the source of a kept one: tests hand another.
    """

    workspace: Workspace
    open_source: Callable[[KeptSource], Source]
    chance: random.Random = field(default_factory=random.Random)
    parent: int | None = None
    _live: Live | None = field(init=False, default=None)
    _scopes: dict[int, anyio.CancelScope] = field(init=False, default_factory=dict)
    _shape: dict[int, object] = field(init=False, default_factory=dict)
    _looked: dict[str, datetime] = field(init=False, default_factory=dict)
    _turns: anyio.CapacityLimiter = field(init=False)
    _stopping: anyio.Event = field(init=False)

    async def run(self) -> None:
        """Listens until `stop`; then lets every source store what it has, for a while."""
        self._turns = anyio.CapacityLimiter(1)
        self._stopping = anyio.Event()
        async with anyio.create_task_group() as group:
            group.start_soon(self._watch, group)
            group.start_soon(self._refresh)
            await self._stopping.wait()
            group.cancel_scope.deadline = anyio.current_time() + STOPPING_SECONDS
            for scope in self._scopes.values():
                scope.cancel()
            while self._scopes:
                await anyio.sleep(0.02)
            say_stopped(self.workspace)
            group.cancel_scope.cancel()

    def stop(self) -> None:
        """Asks the listener to stop."""
        self._stopping.set()

    async def _watch(self, group: TaskGroup) -> None:
        """Follows what people do with the sources: each change of one restarts its task."""
        said_at = -SAY_SECONDS
        while not self._stopping.is_set():
            if anyio.current_time() - said_at >= SAY_SECONDS:
                said_at = anyio.current_time()
                say_listening(self.workspace)
            if self.parent is not None and os.getppid() != self.parent:
                self.stop()
                return
            wanted = {one.source_id: one for one in self.workspace.sources.all() if not one.is_paused}
            for source_id, scope in list(self._scopes.items()):
                if source_id not in wanted or self._shape[source_id] != _shape(wanted[source_id]):
                    scope.cancel()
            for source_id, kept in wanted.items():
                if source_id not in self._scopes:
                    self._follow(group, kept)
            await anyio.sleep(WATCH_SECONDS)

    def _follow(self, group: TaskGroup, kept: KeptSource) -> None:
        scope = anyio.CancelScope()
        self._scopes[kept.source_id], self._shape[kept.source_id] = scope, _shape(kept)

        async def listen() -> None:
            try:
                with scope:
                    await self._listen(kept)
            except Exception:
                # What breaks around a source, such as a state that is locked, stops that source alone, for a moment.
                log.exception("the task of %s broke; it begins again", kept.name)
            finally:
                del self._scopes[kept.source_id]

        group.start_soon(listen)

    async def _refresh(self) -> None:
        while True:
            await anyio.sleep(REFRESH_SECONDS)
            if self._live is not None:
                try:
                    async with self._turns:
                        await anyio.to_thread.run_sync(self._live.refresh)
                except Exception:
                    log.exception("what the lake holds could not be read again; it will be in a minute")

    async def _live_for(self, network: str) -> Live:
        """What is remembered from page to page; made with the first source: the libraries weigh."""
        if self._live is None or network not in self._live.held.networks:
            kinds = {kind.name: kind for kind in every_source()}
            known = {kinds[one.kind].network for one in self.workspace.sources.all() if one.kind in kinds}
            self._live = await anyio.to_thread.run_sync(Live.of, self.workspace, sorted(known | {network}))
        return self._live

    async def _listen(self, kept: KeptSource) -> None:
        """One source for as long as it is wanted: read, fail, wait, read again from the last cursor stored."""
        try:
            source = self.open_source(kept)
        except Exception as problem:
            if not isinstance(problem, PalabreError):
                log.exception("the source %s cannot be opened", kept.name)
                problem = PalabreError("source-fault", why=type(problem).__name__)
            self.workspace.sources.set_health(kept.source_id, "refused", problem)
            await anyio.sleep(REFUSED_PAUSE_S)
            return
        one = _Listened(kept, source, gap_since=kept.last_heard_at, gap_why="stopped")
        async with source.http, anyio.create_task_group() as group:
            group.start_soon(self._read_again, one)
            while True:
                await anyio.sleep(await self._read(one))

    async def _read(self, one: _Listened) -> float:
        """Reads until the source ends or breaks, and says how many seconds to wait before the next time."""
        try:
            await self._pages(one)
        except Exception as problem:
            return self._failed(one, _cause(problem))
        if one.source.is_stream:
            return self._failed(one, SourceError("source-ended", what=one.kept.label))
        one.failures = 0
        await self._heard_again(one)
        self._say(one, "listening")
        return one.source.every.total_seconds() * self.chance.uniform(0.9, 1.1)

    def _failed(self, one: _Listened, problem: Exception) -> float:
        """Says what is wrong with a source, opens its gap, and gives the seconds to wait."""
        one.failures += 1
        if one.gap_since is None:
            one.gap_since = one.kept.last_heard_at or self.workspace.clock()
        wait = back_off(one.failures, self.chance)
        health: State = "down"
        one.gap_why = "disconnected"
        if isinstance(problem, RateLimited):
            one.gap_why, wait, health = "rate-limited", max(problem.seconds, wait), "rate-limited"
        elif isinstance(problem, SourceRefused):
            one.gap_why, wait, health = "refused", REFUSED_PAUSE_S, "refused"
        if not isinstance(problem, PalabreError):
            log.error("the source %s broke", one.kept.name, exc_info=problem)
            problem = PalabreError("source-fault", why=type(problem).__name__)
        self.workspace.sources.count(one.kept.source_id, {"errors": 1})
        self._say(one, health, problem)
        return wait

    def _say(self, one: _Listened, health: State, why: PalabreError | None = None) -> None:
        self.workspace.sources.set_health(one.kept.source_id, health, why)

    async def _pages(self, one: _Listened) -> None:
        """Reads on one side, keeps on the other: a slow disk never makes a stream wait, up to what may be waiting."""
        send, receive = anyio.create_memory_object_stream[Page](WAITING_PAGES)
        async with anyio.create_task_group() as group:
            group.start_soon(self._keep, one, receive)
            pages = one.source.pages(one.kept.cursor)
            async with send:
                try:
                    async for page in pages:
                        await send.send(page)
                finally:
                    if isinstance(pages, AsyncGenerator):
                        await pages.aclose()

    async def _keep(self, one: _Listened, receive: MemoryObjectReceiveStream[Page]) -> None:
        """Stores the pages that come, a moment's worth at a time, until there are no more; then what is left."""
        waiting: list[Page] = []
        async with receive:
            while True:
                try:
                    await _gather(receive, waiting)
                except anyio.EndOfStream:
                    break
                finally:
                    # Also when asked to stop: what was read is stored with its cursor, once.
                    pages, waiting = waiting, []
                    if pages:
                        with anyio.CancelScope(shield=True):
                            await self._store(one, pages)

    async def _store(self, one: _Listened, pages: list[Page], *, whole: bool = False) -> None:
        async with self._turns:
            live = await self._live_for(one.source.network)
            chosen = await anyio.to_thread.run_sync(partial(choose, live, one.kept, pages, whole=whole))
        looked = await self._look(one, chosen)
        plans = type(one.source).thread is not Source.thread and not whole
        work = partial(store, live, one.kept, chosen, pages, looked, plans_threads=plans)
        async with self._turns:
            await anyio.to_thread.run_sync(work)
        if whole:
            return
        await self._heard_again(one, pages)
        one.failures = 0
        newest = max((page.newest for page in pages if page.newest), default=None)
        is_behind = newest is not None and self.workspace.clock() - newest > BEHIND and one.source.is_stream
        self._say(one, "catching-up" if is_behind else "listening")

    async def _heard_again(self, one: _Listened, pages: Sequence[Page] = ()) -> None:
        """Closes the gap of a source that is heard again, and looks whether it had been silent for too long."""
        now, before = self.workspace.clock(), one.kept
        one.kept = await anyio.to_thread.run_sync(self.workspace.sources.by_id, before.source_id)
        holes = []
        longest = BRIEF if one.source.is_stream else BRIEF + 2 * one.source.every
        if one.gap_since is not None and now - one.gap_since > longest:
            # From its cursor on all was told again: what it could not tell is a hole that its pages name.
            holes.append(Hole(from_at=one.gap_since, to_at=now, why=one.gap_why, estimated_loss=0))
        one.gap_since = None
        first = next((page.newest for page in pages if page.newest), None)
        if first is not None and before.last_event_at is not None and not holes:
            holes += listening_gaps.silence(self.workspace, before, first, longer_than=one.source.habit)
        if holes:
            await anyio.to_thread.run_sync(listening_gaps.keep_holes, self.workspace, one.kept, holes)

    async def _look(self, one: _Listened, chosen: Chosen) -> tuple[Actor, ...]:
        """The authors of what is to be kept, as their network shows them now; none when it does not answer in time."""
        if type(one.source).actors is Source.actors:
            return ()
        now = self.workspace.clock()
        if len(self._looked) > LOOKED_MOST:
            self._looked.clear()
        wanted = [native for native in chosen.authors.values() if now - self._looked.get(native, EPOCH) > LOOKED_FOR]
        try:
            with anyio.fail_after(LOOK_SECONDS):
                found = await one.source.actors(wanted) if wanted else ()
        except (SourceError, TimeoutError):
            self.workspace.sources.count(one.kept.source_id, {"authors-not-looked-up": len(wanted)})
            return ()
        self._looked.update(dict.fromkeys(wanted, now))
        return found

    async def _read_again(self, one: _Listened) -> None:
        """Reads the threads of mentions when their time has come, one after the other."""
        if type(one.source).thread is Source.thread:
            return
        rereads = self.workspace.rereads
        while True:
            for thread in rereads.due(one.kept.source_id):
                try:
                    await self._reread(one, thread)
                except RateLimited as problem:
                    rereads.put_off(thread.post_id, seconds=problem.seconds)
                    break
                except SourceRefused:
                    rereads.done(thread.post_id)
                except PalabreError:
                    rereads.put_off(thread.post_id, seconds=LONGEST_PAUSE_S)
                except Exception:
                    log.exception("a thread of %s could not be read", one.kept.name)
                    rereads.done(thread.post_id)
            await anyio.sleep(REREAD_SECONDS)

    async def _reread(self, one: _Listened, thread: Reread) -> None:
        named = Named(native_id=thread.native_id, root=thread.root, url=thread.url, instance=thread.instance)
        page = await one.source.thread(named)
        if page is not None and page.records:
            await self._store(one, [replace(page, cursor=None)], whole=True)
            await self._look_for_missing(one, thread, page)
        is_gone = page is not None and bool(page.records) and all(isinstance(it, Deletion) for it in page.records)
        self.workspace.rereads.done(thread.post_id, is_gone=is_gone)

    async def _look_for_missing(self, one: _Listened, thread: Reread, page: Page) -> None:
        """Asks, one by one, for posts of a thread that the lake holds and its network shows no more: some are gone."""
        if thread.step == 0:
            return
        shown = [it.native_id for it in page.records if isinstance(it, Post | Deletion)]
        missing = await anyio.to_thread.run_sync(
            partial(held_elsewhere, self.workspace, thread.post_id, shown, limit=MOST_MISSING)
        )
        gone = []
        for native_id, url in missing:
            told = await one.source.thread(Named(native_id=native_id, url=url, instance=thread.instance))
            gone += [it for it in told.records if isinstance(it, Deletion)] if told else []
        if gone:
            await self._store(one, [Page(records=tuple(gone))], whole=True)


def _shape(kept: KeptSource) -> object:
    """What of a source makes its task begin anew when it changes."""
    return tuple(sorted(kept.settings.items())), kept.is_ours, kept.allows_private


def _cause(problem: BaseException) -> Exception:
    """What really went wrong, out of the groups that tasks put around it."""
    while isinstance(problem, BaseExceptionGroup):
        problem = problem.exceptions[0]
    return problem if isinstance(problem, Exception) else RuntimeError(type(problem).__name__)


async def _gather(receive: MemoryObjectReceiveStream[Page], waiting: list[Page]) -> None:
    """Adds pages to those waiting: the first that comes, then what follows within a moment."""
    waiting.append(await receive.receive())
    with anyio.move_on_after(GATHER_SECONDS):
        while sum(len(page.records) for page in waiting) < MOST_RECORDS:
            waiting.append(await receive.receive())


def listen(path: Path, *, parent: int | None = None, ready: Callable[[], None] = lambda: None) -> None:
    """Listens to the sources of a workspace until SIGTERM, SIGINT, or the end of the process `parent`."""
    workspace = open_workspace(path, clock=clock.now, wait=clock.wait)
    try:
        anyio.run(partial(_listen, workspace, parent, ready))
    finally:
        workspace.close()


async def _listen(workspace: Workspace, parent: int | None, ready: Callable[[], None]) -> None:
    budgets = Budgets()

    def open_source(kept: KeptSource) -> Source:
        return opened(workspace, kept, http_of(workspace, budgets, private=private_of(workspace, kept)))

    listener = Listener(workspace, open_source, parent=parent)
    async with anyio.create_task_group() as group:
        group.start_soon(_stop_on_signals, listener)
        group.start_soon(follow_pictures, workspace, partial(http_of, workspace, budgets), PICTURES_SECONDS)
        ready()
        await listener.run()
        group.cancel_scope.cancel()


async def _stop_on_signals(listener: Listener) -> None:
    with anyio.open_signal_receiver(signal.SIGTERM, signal.SIGINT) as signals:
        async for _ in signals:
            listener.stop()
            return
