"""What listens to a world while questions are asked: pages are chosen, authors looked up, all stored, cursor last."""

from __future__ import annotations

import atexit
import logging
import shutil
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio
import httpx2

from palabre.errors import RateLimited, SourceError, SourceRefused
from palabre.listen.live import Live, choose, store
from palabre.model import Post
from palabre.model.ids import post_id
from palabre.sources import Budgets, Http, Named, Source
from palabre.store import create_workspace, open_workspace, reading
from palabre.testing._sources_records import check_page

if TYPE_CHECKING:
    from datetime import datetime

    from palabre.listen.live import Chosen
    from palabre.model import Actor, Record
    from palabre.sources import Page
    from palabre.store import KeptSource, Workspace
    from palabre.testing.sources_contract import World

WORD = "lait"
CONTACT = "mailto:listening@fromagerie.example"
LIMIT_SECONDS = 20.0
# What is heard late is heard when threads are read again: at once, after an hour, a day, a week.
WAITS = (timedelta(0), timedelta(hours=1, seconds=1), timedelta(hours=23), timedelta(days=6))
MOST_TRIES = 12


def expect(holds: object, otherwise: str) -> None:
    """Raises `AssertionError` with these words unless something holds."""
    if not holds:
        raise AssertionError(otherwise)


class Told(logging.Handler):
    """Everything that is written in the logs meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps a line, with the trace of its error."""
        self.lines.append(logging.Formatter().format(record))


class Counted(httpx2.AsyncBaseTransport):
    """The way to a world, counting what is asked of it."""

    def __init__(self, to: httpx2.AsyncBaseTransport) -> None:
        self.to = to
        self.asked = 0

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """One more."""
        self.asked += 1
        return await self.to.handle_async_request(request)


@dataclass(slots=True, kw_only=True)
class Ear:
    """Listens to a world. `ahead` is how much later it is here than there, `records` all that was ever heard."""

    world: World
    folder: Path
    workspace: Workspace = field(init=False)
    kept: KeptSource = field(init=False)
    live: Live = field(init=False)
    way: Counted | None = None
    logs: Told = field(default_factory=Told)
    budgets: Budgets = field(default_factory=lambda: Budgets(pause_seconds=0))
    ahead: timedelta = timedelta(0)
    records: list[Record] = field(default_factory=list)
    errors: list[SourceError] = field(default_factory=list)
    _said: int = 0

    def __post_init__(self) -> None:
        shutil.copytree(_template(), self.folder, dirs_exist_ok=True)
        self.workspace = open_workspace(self.folder, clock=self.now, wait=lambda _seconds: None)
        self.workspace.radars.add(WORD, WORD, subject="ours")
        source, secret = self.source(), {one.name for one in self.world.kind.settings if one.secret}
        self.kept = self.workspace.sources.add(
            source.name,
            source.label,
            title=source.label,
            settings={name: value for name, value in source.given.items() if name not in secret},
            purpose="the checks of a source",
            by="ana",
        )
        self.live = Live.of(self.workspace, [source.network])

    def now(self) -> datetime:
        """What time it is here."""
        return self.world.clock() + self.ahead

    def source(self, given: Mapping[str, str] | None = None) -> Source:
        """The source, opened anew as after a restart."""
        http = Http(
            contact=CONTACT,
            now=self.now,
            budgets=self.budgets,
            private=self.world.private,
            transport=self.way,
        )
        return self.world.kind(self.world.given if given is None else given, http)

    # --- saying -----------------------------------------------------------------------------------------------------

    async def say(self, words: str = "", *, author: str = "ada", reply_to: str | None = None) -> str:
        """Somebody says something of what is listened for, in words nobody said before; gives its native id."""
        self._said += 1
        return await self.world.post(f"{words or f'parole{self._said}'} {WORD}", author=author, reply_to=reply_to)

    # --- reading ----------------------------------------------------------------------------------------------------

    async def begin(self) -> None:
        """Hears for the first time; of a stream, once it is certain to be heard."""
        async with self.speaking():
            await self._read_until(lambda page: any(isinstance(one, Post) for one in page.records))
        expect(self.records, "nothing is heard of what is said")

    @asynccontextmanager
    async def speaking(self) -> AsyncIterator[None]:
        """Something is said meanwhile; again and again for a stream, which may be heard only from a moment on."""
        await self.say("premier")
        async with anyio.create_task_group() as group:
            if self.world.kind.is_stream:
                group.start_soon(self._keep_saying)
            yield
            group.cancel_scope.cancel()

    async def _keep_saying(self) -> None:
        while True:
            await anyio.sleep(0.05)
            await self.say("premier")

    async def read(self) -> list[Page]:
        """One reading from the cursor that is kept: to its end, or of a stream to what is said now."""
        if not self.world.kind.is_stream:
            return await self._read_until(lambda _page: False)
        last = await self.say("repère", author="lou")
        return await self._read_until(lambda page: any(names(one, last) for one in page.records))

    async def read_through(self) -> None:
        """Reads as the listener does: again after each trouble, until a reading comes to its end."""
        for _ in range(MOST_TRIES):
            try:
                await self.read()
            except RateLimited as problem:
                self.errors.append(problem)
                self.ahead += timedelta(seconds=problem.seconds + 1)
            except SourceRefused:
                raise
            except SourceError as problem:
                self.errors.append(problem)
            else:
                return
        raise AssertionError(f"reading never comes to its end: {self.errors[-1]}")

    async def _read_until(self, is_last: Callable[[Page], bool]) -> list[Page]:
        """Pages up to the last one; those that came are kept together, also when what follows breaks."""
        pages: list[Page] = []
        try:
            async with aclosing(self._pages(self.cursor)) as coming:
                async for page in coming:
                    pages.append(page)
                    if is_last(page):
                        break
        finally:
            if pages:
                with anyio.CancelScope(shield=True):
                    await self._keep(pages)
        return pages

    @property
    def cursor(self) -> str | None:
        """The cursor that is kept."""
        return self.workspace.sources.by_id(self.kept.source_id).cursor

    async def again(self, cursor: str | None, *, until: str | None = None) -> list[Record]:
        """What is told from a cursor on, up to a post when it is a stream; nothing of it is kept."""
        records: list[Record] = []
        async with aclosing(self._pages(cursor)) as coming:
            async for page in coming:
                records += page.records
                if until is not None and any(names(one, until) for one in page.records):
                    break
        return records

    async def _pages(self, cursor: str | None) -> AsyncGenerator[Page]:
        source = self.source()
        async with source.http:
            pages = source.pages(cursor)
            try:
                while True:
                    with anyio.move_on_after(LIMIT_SECONDS) as limit:
                        try:
                            page = await anext(pages)
                        except StopAsyncIteration:
                            return
                    expect(not limit.cancelled_caught, f"nothing more is heard for {LIMIT_SECONDS:.0f} s")
                    check_page(page, kind=type(source), now=self.now())
                    self.records += page.records
                    yield page
            finally:
                if isinstance(pages, AsyncGenerator):
                    await pages.aclose()

    async def _keep(self, pages: Sequence[Page], *, whole: bool = False) -> None:
        chosen = choose(self.live, self.kept, pages, whole=whole)
        looked = await self._look(chosen)
        plans = self.world.kind.thread is not Source.thread and not whole
        store(self.live, self.kept, chosen, pages, looked, plans_threads=plans)

    async def _look(self, chosen: Chosen) -> tuple[Actor, ...]:
        wanted = list(dict.fromkeys(chosen.authors.values()))
        if self.world.kind.actors is Source.actors or not wanted:
            return ()
        source = self.source()
        async with source.http:
            try:
                return await source.actors(wanted)
            except SourceError as problem:
                self.errors.append(problem)
                return ()

    async def read_threads(self) -> None:
        """Reads again the threads whose time has come."""
        rereads = self.workspace.rereads
        source = self.source()
        async with source.http:
            for due in rereads.due(self.kept.source_id, limit=1000):
                named = Named(native_id=due.native_id, root=due.root, url=due.url, instance=due.instance)
                page = await source.thread(named)
                if page is not None:
                    check_page(page, kind=type(source), now=self.now())
                    self.records += page.records
                    await self._keep([replace(page, cursor=None)], whole=True)
                rereads.done(due.post_id)

    async def until(self, holds: Callable[[], object], otherwise: str) -> None:
        """Listens, for a week if need be, until something holds; it fails with these words when it never does."""
        for wait in WAITS:
            self.ahead += wait
            await self.read_through()
            if holds():
                return
            await self.read_threads()
            if holds():
                return
        raise AssertionError(otherwise)

    async def hear(self, *native_ids: str) -> None:
        """Listens until these posts are kept."""
        await self.until(lambda: set(native_ids) <= set(self.posts()), f"{', '.join(native_ids)} is never kept")

    # --- looking at what is kept ------------------------------------------------------------------------------------

    def id_of(self, native_id: str) -> int:
        """Our id of a post."""
        return post_id(self.world.kind.network, native_id)

    def rows(self, table: str, **alike: object) -> list[dict[str, Any]]:
        """What readers see of a table: the rows that have these values."""
        self.workspace.lake.forget()
        found = reading.query(self.workspace.lake, f"SELECT * FROM {table}").to_pylist()  # noqa: S608 - our own names
        return [row for row in found if all(row[name] == value for name, value in alike.items())]

    def posts(self) -> dict[str, dict[str, Any]]:
        """The posts readers see, by native id."""
        return {row["native_id"]: row for row in self.rows("posts")}

    def counted(self) -> Mapping[str, int]:
        """What was counted of the source, by word."""
        return self.workspace.sources.counted(self.kept.source_id, since=self.world.clock() - timedelta(days=30))


def names(record: Record, native_id: str) -> bool:
    """Whether a record is a post of that id."""
    return isinstance(record, Post) and record.native_id == native_id


def posts_in(records: Sequence[Record]) -> dict[str, Post]:
    """The posts among records by native id, each as it was told last."""
    return {one.native_id: one for one in records if isinstance(one, Post)}


@asynccontextmanager
async def listening_to(world: World) -> AsyncIterator[Ear]:
    """An ear with a workspace of its own, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="palabre-check-") as folder:
        ear = Ear(
            world=world,
            folder=Path(folder) / "workspace",
            way=Counted(world.transport) if world.transport is not None else None,
        )
        root = logging.getLogger()
        before = root.level
        root.addHandler(ear.logs)
        root.setLevel(logging.INFO)
        try:
            yield ear
        finally:
            root.setLevel(before)
            root.removeHandler(ear.logs)
            ear.workspace.close()


@lru_cache(maxsize=1)
def _template() -> Path:
    """An empty workspace, made once and copied for each question."""
    from datetime import UTC, datetime

    folder = Path(tempfile.mkdtemp(prefix="palabre-check-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = create_workspace(
        folder / "workspace",
        lang="fr",
        purpose="the checks of a source",
        clock=lambda: datetime(2026, 1, 1, tzinfo=UTC),
        wait=lambda _seconds: None,
    )
    made.close()
    return folder / "workspace"
