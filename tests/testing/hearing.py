"""A subscriber that tests listen to a Jetstream with."""

from __future__ import annotations

import asyncio
import json
from urllib.parse import urlencode

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from palabre.testing.jetstream import post_event, timed

LIMIT_S = 20


def posts(number: int):
    return list(timed(post_event(f"Message {place}", by=f"voix{place % 5}") for place in range(number)))


def times(events) -> list[int]:
    return [event["time_us"] for event in events]


def listening(address: str, **query):
    return connect(f"{address}?{urlencode(query, doseq=True)}", max_size=None, max_queue=None, compression=None)


async def heard(address: str, *, at_most: int | None = None, **query):
    """The events read until as many came or the connection ended, and the code it ended with."""
    events: list[dict] = []
    async with asyncio.timeout(LIMIT_S), listening(address, **query) as stream:
        try:
            while at_most is None or len(events) < at_most:
                events.append(json.loads(await stream.recv()))
        except ConnectionClosed as end:
            return events, end.rcvd.code if end.rcvd else 1006
    return events, None


async def refusal(address: str, **query):
    with pytest.raises(InvalidStatus) as refused:
        await heard(address, **query)
    return refused.value.response
