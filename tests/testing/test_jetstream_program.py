"""Our Jetstream as a program of its own, and beside tests that are not asynchronous."""

from __future__ import annotations

import asyncio
import json
import sys

import pytest
from websockets.sync.client import connect as connect_plainly

from palabre.testing.jetstream import (
    post_event,
    replaying_aside,
    synthetic,
)
from palabre.testing.jetstream.__main__ import main
from tests.testing.hearing import LIMIT_S, heard, listening, posts, refusal


async def test_as_a_program_it_prints_its_address_then_what_it_sent() -> None:
    command = [sys.executable, "-m", "palabre.testing.jetstream", "--seed", "3", "--number", "500", "--rate", "9000"]
    command += ["--mishap", "refusal:status=503", "--mishap", "cut:at=200,how=drop", "--now", "-"]
    pipe = asyncio.subprocess.PIPE
    program = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
    assert program.stdout is not None
    assert program.stdin is not None
    async with asyncio.timeout(LIMIT_S):
        address = (await program.stdout.readline()).decode().strip()
        program.stdin.write(b"1800000000000000\n")
        refused = await refusal(address)
        first, _ = await heard(address)
        rest, _ = await heard(address, cursor=first[-1]["time_us"], at_most=301)
        account = json.loads(await program.stdout.readline())
        await program.wait()

    assert refused.status_code == 503
    assert len({json.dumps(event) for event in first + rest}) == account["happened"] == 500
    assert account["kinds"]["app.bsky.feed.like create"] > 200
    assert account["played_s"] > 0
    assert [one["sent"] for one in account["connections"]] == [0, 200, 301]
    assert 1_800_000_000 < first[0]["time_us"] / 1e6 < 1_800_000_000 + LIMIT_S


def test_beside_a_test_that_waits_it_plays_all_the_same() -> None:
    with replaying_aside(posts(1)) as aside, connect_plainly(aside.address) as stream:
        first = json.loads(stream.recv(timeout=LIMIT_S))
        aside.push(post_event("En direct"))
        live = json.loads(stream.recv(timeout=LIMIT_S))
        aside.cut("drop")
        aside.until(lambda replay: not replay.listeners, within_s=LIMIT_S)

    assert (first, live["commit"]["record"]["text"]) == (posts(1)[0], "En direct")
    assert [one.sent for one in aside.connections] == [2]


async def test_a_program_makes_happen_what_it_is_told() -> None:
    command = [sys.executable, "-m", "palabre.testing.jetstream", "--number", "1", "--ahead", "--push"]
    pipe = asyncio.subprocess.PIPE
    program = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
    assert program.stdout is not None
    assert program.stdin is not None
    async with asyncio.timeout(LIMIT_S):
        address = (await program.stdout.readline()).decode().strip()
        async with listening(address) as stream:
            await stream.recv()
            program.stdin.write(json.dumps(posts(1)[0]).encode() + b"\n")
            told = json.loads(await stream.recv())
            program.stdin.close()
        account = json.loads(await program.stdout.readline())
        await program.wait()

    assert (told, account["sent"]) == (posts(1)[0], 2)


async def test_a_program_that_is_stopped_says_what_it_sent(tmp_path) -> None:
    (tmp_path / "stream.jsonl").write_bytes(b"\n".join([*synthetic(3, 5), b"not an event", b""]))
    command = [sys.executable, "-m", "palabre.testing.jetstream", "--events", str(tmp_path / "stream.jsonl")]
    program = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert program.stdout is not None
    async with asyncio.timeout(LIMIT_S):
        address = (await program.stdout.readline()).decode().strip()
        async with listening(address) as stream:
            messages = [await stream.recv() for _ in range(6)]
            program.terminate()
            account = json.loads(await program.stdout.readline())
        await program.wait()

    assert messages[-1] == "not an event"
    assert (account["sent"], account["kinds"]["unreadable"]) == (6, 1)


def test_what_is_made_up_ahead_has_an_end(capsys) -> None:
    with pytest.raises(SystemExit):
        main(["--ahead"])

    assert "--ahead needs" in capsys.readouterr().err
