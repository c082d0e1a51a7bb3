"""Servers that mean harm, or just behave badly, on loopback: what a source may be made to do, and what stops it."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import anyio
import httpcore2
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from palabre.errors import PalabreError, RateLimited, SourceError, SourceRefused
from palabre.listen.shown import Filters
from palabre.listen.views import newest
from palabre.run.listening import Listener
from palabre.sources import Budgets, Http
from palabre.sources import _guarded as guarded
from palabre.sources.rss import Rss
from tests.building import Clock, quick_disk, template, workspace

if TYPE_CHECKING:
    from starlette.requests import Request

    from palabre.store import KeptSource, Workspace

__all__ = ["clock", "quick_disk", "template", "workspace"]
pytestmark = pytest.mark.servers
HERE = "127.0.0.1"
FEED = (
    '<rss version="2.0"><channel><title>Gazette</title><item><title>Le lait</title><guid>1</guid>'
    "<link>http://x.example/1</link><description>Le lait est bon.</description></item></channel></rss>"
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


class World:
    """What was asked of the server, and the address it answers at."""

    def __init__(self, port: int) -> None:
        self.port, self.asked = port, list[str]()

    def at(self, path: str, host: str = HERE) -> str:
        return f"http://{host}:{self.port}/{path}"


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with socket.create_server((HERE, 0)) as listener:
        world = World(listener.getsockname()[1])
        server = uvicorn.Server(uvicorn.Config(_app(world), log_level="critical", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield world
        server.should_exit = True
        thread.join(15)


def _app(world: World) -> Starlette:
    async def answer(request: Request) -> Response:
        world.asked.append(request.url.path)
        return await _answers(request.url.path.strip("/"), world)

    return Starlette(routes=[Route("/{path:path}", answer)])


async def _answers(path: str, world: World) -> Response:
    if path == "hangs":
        await anyio.sleep(3_600)
    if path == "endless":
        return StreamingResponse(_endless(), media_type="application/rss+xml")
    plain: dict[str, Response] = {
        "feed.xml": Response(FEED, media_type="application/rss+xml"),
        "bomb": Response(gzip.compress(b"0" * 60_000_000), headers={"content-encoding": "gzip"}),
        "round": RedirectResponse("/round"),
        "inside": RedirectResponse(f"http://localhost:{world.port}/secret"),
        "metadata": RedirectResponse("http://169.254.169.254/latest/meta-data"),
        "file": RedirectResponse("file:///etc/passwd"),
        "busy": Response(status_code=429, headers={"retry-after": "120"}),
        "robots.txt": PlainTextResponse("User-agent: *\nDisallow: /closed\nCrawl-delay: 0"),
    }
    return plain.get(path) or PlainTextResponse("here")


async def _endless() -> AsyncIterator[bytes]:
    while True:
        await anyio.sleep(0.01)
        yield b"<item>" * 200_000


def way_out(*private: str, now: datetime | None = None) -> Http:
    at = now or datetime(2026, 11, 21, tzinfo=UTC)
    return Http(contact="a@b.example", now=lambda: at, budgets=Budgets(pause_seconds=0), private=private)


@contextmanager
def refused(message_id: str, kind: type[PalabreError] = SourceRefused) -> Iterator[None]:
    with pytest.raises(kind) as told:
        yield
    assert told.value.message_id == message_id


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0.0.0.0"])  # noqa: S104
async def test_this_machine_is_not_asked_unless_it_was_allowed(world: World, host: str) -> None:
    world.asked.clear()
    async with way_out() as http_:
        with pytest.raises(SourceError):
            await http_.get(world.at("secret", host))

    assert world.asked == []


NOT_PUBLIC = (
    *("10.0.0.1", "192.168.1.1", "172.16.0.9", "169.254.169.254", "100.64.0.1", "224.0.0.1", "0.0.0.0"),  # noqa: S104
    *("::1", "fd00::1", "fe80::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::"),
)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_that_are_not_of_the_internet_are_told(address: str) -> None:
    assert not guarded.is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_addresses_of_the_internet_are_told(address: str) -> None:
    assert guarded.is_public(address)


@pytest.mark.parametrize("path", ["inside", "metadata", "file"])
async def test_a_redirect_leads_to_no_private_machine_although_the_first_was_allowed(world: World, path: str) -> None:
    world.asked.clear()
    async with way_out(HERE) as http_:
        with pytest.raises(SourceRefused):
            await http_.get(world.at(path))

    assert world.asked == [f"/{path}"]


async def test_a_name_that_changes_between_two_look_ups_gains_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = iter(["93.184.216.34", HERE, HERE])

    async def look_up(host: str, port: int, **_: object) -> list[Any]:
        del host
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(found), port))]

    connected: list[str] = []

    async def connect(self: object, host: str, *_: object, **__: object) -> None:
        connected.append(host)
        raise OSError

    monkeypatch.setattr(anyio, "getaddrinfo", look_up)
    monkeypatch.setattr(httpcore2.AnyIOBackend, "connect_tcp", connect)
    async with way_out() as http_:
        with pytest.raises((SourceError, OSError)):
            await http_.get(world.at("x", "rebinding.example"))
        with pytest.raises(SourceRefused):
            await http_.get(world.at("x", "rebinding.example"))

    assert connected == ["93.184.216.34"]


async def test_sizes_times_and_redirects_have_their_limits(world: World) -> None:
    async with way_out(HERE) as http_:
        for path in ("bomb", "endless"):
            with refused("source-answer-too-large"):
                await http_.get(world.at(path))
        with refused("source-redirects"):
            await http_.get(world.at("round"))
        with refused("source-too-slow", SourceError):
            await http_.get(world.at("hangs"), seconds=0.3)


async def test_a_host_that_asks_us_to_wait_is_left_alone_until_then(world: World) -> None:
    begun = datetime(2026, 11, 21, tzinfo=UTC)
    async with way_out(HERE, now=begun) as http_:
        with pytest.raises(RateLimited) as told:
            await http_.get(world.at("busy"))
        assert told.value.seconds == 120
        world.asked.clear()
        with pytest.raises(RateLimited):
            await http_.get(world.at("feed.xml"))
        assert world.asked == []
        http_.now = lambda: begun + timedelta(seconds=121)
        assert (await http_.get(world.at("feed.xml"))).status == 200


async def test_robots_are_obeyed_by_whoever_acts_as_one(world: World) -> None:
    async with way_out(HERE) as http_:
        with refused("source-robots-say-no"):
            await http_.get(world.at("closed/door"), polite=True)
        assert (await http_.get(world.at("open"), polite=True)).status == 200


async def test_one_feed_that_hangs_and_one_without_end_leave_the_others_alone(
    world: World, workspace: Workspace
) -> None:
    workspace.radars.add("lait", "lait", subject="ours")
    for path in ("hangs", "endless", "feed.xml"):
        settings = {"address": world.at(path)}
        workspace.sources.add("rss", path, title="", settings=settings, purpose="", by="", allows_private=True)

    def opened(kept: KeptSource) -> Rss:
        return Rss(kept.settings, replace(way_out(HERE), patience_seconds=5.0))

    listener = Listener(workspace, opened)
    with anyio.fail_after(60):
        async with anyio.create_task_group() as group:
            group.start_soon(listener.run)
            while not newest(workspace, Filters()).posts:
                await anyio.sleep(0.1)
            while {one.health for one in workspace.sources.all()} & {"starting", "catching-up"}:
                await anyio.sleep(0.1)
            listener.stop()

    told = {one.label: (one.health, one.why_id) for one in workspace.sources.all()}
    assert told["feed.xml"] == ("listening", None)
    assert told["endless"] == ("refused", "source-answer-too-large")
    assert told["hangs"][0] == "down"
