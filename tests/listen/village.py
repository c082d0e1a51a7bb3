"""A made-up network and its source: what doors and listening do with sources is tried on it, without a network."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar

import httpx2
import pytest

from palabre.errors import SourceRefused
from palabre.sources import Page, Setting, Source, Tested, registry
from palabre.sources import http as way_out

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping

    from starlette.types import Receive, Scope, Send


class Village(Source):
    """What is posted on the boards of villages. Needs their address."""

    name = "village"
    title = "Village board"
    network = "village"
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting(
            name="address", title="Address", example="https://board.example", help="A page.", first=True, required=True
        ),
        Setting(name="tag", title="Only these tags", many=True),
        Setting(name="depth", title="Depth", choices=("titles", "whole"), default="titles"),
        Setting(name="hear", title="What to hear", choices=("posts", "likes"), default="posts\nlikes", many=True),
        Setting(name="pace", title="Pace", default="slow"),
        Setting(name="token", title="Token of an account", secret="host"),
    )

    @property
    def label(self) -> str:
        return way_out.host_of(self.address)

    @property
    def address(self) -> str:
        if " " in self.given["address"]:
            raise SourceRefused("source-address-bad", address=self.given["address"])
        return self.given["address"]

    async def settled(self) -> Mapping[str, str]:
        answer = await self.http.get_json(f"{self.address}/home", dict[str, str])
        return {**self.given, "address": answer["board"]}

    async def test(self) -> Tested:
        headers = {"authorization": self.given["token"]} if self.given["token"] else {}
        found = await self.http.get_json(f"{self.address}/board", dict[str, Any], headers=headers)
        return Tested(title=found["title"], posts=found["posts"], newest=datetime.fromisoformat(found["newest"]))

    async def pages(self, cursor: str | None) -> AsyncIterator[Page]:
        yield Page()


class Town(Village):
    """What is said in town halls. Needs a key."""

    name = "town"
    title = "Town hall"
    is_stream = True
    settings = (*Village.settings[:1], Setting(name="key", title="Key of the city", secret="kind", required=True))

    async def settled(self) -> Mapping[str, str]:
        return dict(self.given)

    async def test(self) -> Tested:
        self.heard_keys.append(self.given["key"])
        return Tested(title="The town")

    heard_keys: ClassVar[list[str]] = []


@dataclass
class Network:
    """The server of every village: `boards` says where a home leads, `status` refuses everything."""

    boards: dict[str, str] = field(default_factory=dict)
    status: int = 200
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        self.asked.append((f"{headers['host']}{scope['path']}", headers))
        home = f"{scope['scheme']}://{headers['host']}"
        board = {"title": "Board of the village", "posts": 3, "newest": "2026-11-21T08:00:00+00:00"}
        body = {"board": self.boards.get(headers["host"], home)} if scope["path"] == "/home" else board
        await send({"type": "http.response.start", "status": self.status, "headers": []})
        await send({"type": "http.response.body", "body": json.dumps(body).encode()})


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Iterator[Network]:
    """The kinds `village` and `town` alone, and their network in place of the internet."""
    served = Network()
    points = [SimpleNamespace(name=kind.name, load=lambda kind=kind: kind) for kind in (Village, Town)]
    monkeypatch.setattr(registry, "entry_points", lambda group: points)
    monkeypatch.setattr(registry, "pkgutil", SimpleNamespace(iter_modules=lambda _path: ()))
    monkeypatch.setattr(way_out, "GuardedTransport", lambda private: httpx2.ASGITransport(served))
    registry.every_source.cache_clear()
    Town.heard_keys.clear()
    yield served
    registry.every_source.cache_clear()
