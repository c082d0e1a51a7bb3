"""The firehose of a PDS, retold in the shapes of Jetstream, without its archive and its compression.

Each reader gets a firehose of its own from the beginning, so the bridge holds nothing. `time_us` is the moment of the
event with the end of its number, the same whenever it is asked for, so that a reader can resume from it.
"""

from __future__ import annotations

import asyncio
import json
from base64 import b64encode
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from palabre.imports._car import Car, Link

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping

    from websockets.asyncio.server import ServerConnection

KINDS = ("identity", "account")


def events(frame: bytes) -> Iterator[dict[str, Any]]:
    """The Jetstream events of a frame of the firehose: one for each record touched, none for kinds Jetstream drops."""
    from cbor2 import CBORDecoder

    reader = CBORDecoder(BytesIO(frame), tag_hook=lambda tag, _: Link(tag.value[1:]))
    kind, told = reader.decode()["t"].removeprefix("#"), reader.decode()
    said = {"did": told.get("repo") or told.get("did"), "time_us": _moment(told), "kind": kind}
    if kind in KINDS:
        yield {**said, kind: plain(told)}
    elif kind == "commit":
        blocks = Car(BytesIO(told["blocks"]), "firehose")
        for change in told["ops"]:
            yield {**said, "commit": _change(change, told["rev"], blocks)}


def _change(change: Mapping[str, Any], revision: str, blocks: Car) -> dict[str, Any]:
    collection, _, key = change["path"].partition("/")
    said = {"rev": revision, "operation": change["action"], "collection": collection, "rkey": key}
    if change["cid"] is None:
        return said
    return {**said, "record": plain(blocks.block(change["cid"])), "cid": str(change["cid"])}


def plain(value: Any) -> Any:
    """A value of the repository as JSON writes it: links and bytes become small objects."""
    if isinstance(value, Link):
        return {"$link": str(value)}
    if isinstance(value, bytes):
        return {"$bytes": b64encode(value).decode().rstrip("=")}
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list) else value


def _moment(told: Mapping[str, Any]) -> int:
    return round(datetime.fromisoformat(told["time"]).timestamp() * 1000) * 1000 + told["seq"] % 1000


@asynccontextmanager
async def bridge(pds: str) -> AsyncIterator[str]:
    """The address of a Jetstream (`ws://…/subscribe`) that tells what happens on a PDS (`http://…`)."""
    from websockets.asyncio.server import serve
    from websockets.exceptions import ConnectionClosed

    firehose = f"ws{pds.removeprefix('http')}/xrpc/com.atproto.sync.subscribeRepos?cursor=0"

    async def tell(reader: ServerConnection) -> None:
        # The firehose may stay silent for ever: a reader who leaves must not wait for its next word.
        telling = asyncio.create_task(_tell(reader, firehose))
        gone = asyncio.create_task(reader.wait_closed())
        await asyncio.wait((telling, gone), return_when=asyncio.FIRST_COMPLETED)
        for task in (telling, gone):
            task.cancel()
        with suppress(asyncio.CancelledError, ConnectionClosed):
            await telling

    async with serve(tell, "127.0.0.1", 0) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        yield f"ws://127.0.0.1:{port}/subscribe"


async def _tell(reader: ServerConnection, firehose: str) -> None:
    from websockets.asyncio.client import connect

    asked = parse_qs(urlsplit(reader.request.path if reader.request else "").query)
    wanted, cursor = asked.get("wantedCollections"), int(asked.get("cursor", ["0"])[0])
    async with connect(firehose, max_size=None, proxy=None) as source:
        async for frame in source:
            for event in events(frame):  # type: ignore[arg-type]
                if event["time_us"] >= cursor and _is_wanted(event, wanted):
                    await reader.send(json.dumps(event))


def _is_wanted(event: Mapping[str, Any], wanted: list[str] | None) -> bool:
    """Whether a reader asked for it: identities and accounts always come, whatever collections are wanted."""
    return not wanted or event["kind"] in KINDS or event["commit"]["collection"] in wanted
