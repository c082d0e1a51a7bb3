"""What people do on the AT Protocol's own server comes out of the bridge as Jetstream tells it."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.network.bridge import bridge
from tests.network.pds import POSTS

if TYPE_CHECKING:
    from tests.network.pds import Pds, Person

pytestmark = pytest.mark.network
SAID = {"$type": POSTS, "createdAt": "2026-01-05T09:00:00.000Z", "langs": ["fr"]}
PATIENCE_SECONDS = 30


async def read(address: str, person: Person, events: int) -> list[dict[str, Any]]:
    """The first events of one person."""
    from websockets.asyncio.client import connect

    found: list[dict[str, Any]] = []
    async with asyncio.timeout(PATIENCE_SECONDS), connect(address, proxy=None) as stream:
        async for line in stream:
            event = json.loads(line)
            if event["did"] == person.did:
                found.append(event)
            if len(found) == events:
                break
    return found


async def test_a_post_its_edit_and_its_end_have_the_shapes_of_jetstream(pds: Pds) -> None:
    ada = pds.join("ada")
    key = pds.write(ada, POSTS, {**SAID, "text": "Le marché samedi"})
    pds.rewrite(ada, POSTS, key, {**SAID, "text": "Le marché dimanche"})
    pds.erase(ada, POSTS, key)

    async with bridge(pds.address) as jetstream:
        told = await read(f"{jetstream}?wantedCollections={POSTS}", ada, 5)

    assert [event["kind"] for event in told] == ["identity", "account", "commit", "commit", "commit"]
    made, edited, ended = (event["commit"] for event in told[2:])
    assert [one["operation"] for one in (made, edited, ended)] == ["create", "update", "delete"]
    assert {(one["collection"], one["rkey"]) for one in (made, edited, ended)} == {(POSTS, key)}
    assert (made["record"], made["cid"][:4]) == ({**SAID, "text": "Le marché samedi"}, "bafy")
    assert (edited["record"]["text"], "record" in ended, "cid" in ended) == ("Le marché dimanche", False, False)


async def test_a_reader_resumes_from_a_moment_without_a_loss(pds: Pds) -> None:
    grace = pds.join("grace")
    for number in range(10):
        pds.write(grace, POSTS, {**SAID, "text": f"Message {number}"})

    async with bridge(pds.address) as jetstream:
        told = [event for event in await read(f"{jetstream}?wantedCollections={POSTS}", grace, 12)][2:]
        again = await read(f"{jetstream}?wantedCollections={POSTS}&cursor={told[4]['time_us']}", grace, 6)

    assert [event["commit"]["record"]["text"] for event in told] == [f"Message {number}" for number in range(10)]
    assert again == told[4:]
    assert [event["time_us"] for event in told] == sorted({event["time_us"] for event in told})


async def test_what_happens_while_a_reader_listens_reaches_it(pds: Pds) -> None:
    alan = pds.join("alan")
    async with bridge(pds.address) as jetstream:
        listening = asyncio.create_task(read(f"{jetstream}?wantedCollections={POSTS}", alan, 4))
        await asyncio.to_thread(pds.write, alan, POSTS, {**SAID, "text": "En direct"})
        await asyncio.to_thread(pds.leave, alan)
        told = await listening

    assert told[2]["commit"]["record"]["text"] == "En direct"
    assert told[3]["kind"] == "account"
    assert (told[3]["account"]["active"], told[3]["account"]["status"]) == (False, "deactivated")
